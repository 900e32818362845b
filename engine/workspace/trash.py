"""The trash of a workspace: what was deleted, whole, until it is taken back or the trash is emptied.

One deletion is one folder of `trash`: the folders moved, under the names that they had, and `trash.json`, which says
what they were. It is written before anything moves, so that a deletion cut short can be taken back as well.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UserError
from engine.files import write_text
from engine.workspace.entries import DatasetEntry, StudyEntry
from engine.workspace.places import EntryKind, entry_of, name_of, runs_of_dataset, runs_of_study
from engine.workspace.workspace import Workspace

__all__ = ["Gone", "empty_trash", "restore", "trash", "trash_size"]

FACTS = "trash.json"


@dataclass(frozen=True)
class Gone:
    """One deletion.

    Attributes:
        token: the name of its folder in the trash.
        runs: that went with a study, or, of a dataset, that rely on it and stay.
    """

    token: str
    kind: EntryKind
    id: str
    name: str
    runs: int


def trash(workspace: Workspace, kind: EntryKind, id: str) -> Gone:
    """Moves an entry into the trash; a study takes the runs along that no other study has.

    Raises:
        UserError: the workspace can only be read, or has no such entry.
    """
    workspace.require_writable()
    entry = entry_of(workspace, kind, id)
    moved, runs = [entry.folder], 0
    if isinstance(entry, StudyEntry):
        own = runs_of_study(workspace, entry)
        moved += [run.folder for run in own]
        runs = len(own)
    elif isinstance(entry, DatasetEntry):
        runs = len(runs_of_dataset(workspace, entry))
    place = workspace.folder / "trash"
    place.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=place))
    gone = Gone(folder.name, kind, id, name_of(entry), runs)
    places = [path.relative_to(workspace.folder).as_posix() for path in moved]
    facts = {"kind": kind, "id": id, "name": gone.name, "places": places}
    write_text(folder / FACTS, json.dumps(facts, ensure_ascii=False))
    for path in moved:
        target = folder / path.relative_to(workspace.folder)
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    workspace.refresh()
    return gone


def restore(workspace: Workspace, token: str) -> Gone:
    """Takes one deletion back.

    Raises:
        UserError: the workspace can only be read, the trash was emptied, or a place has been taken since.
    """
    workspace.require_writable()
    folder = workspace.folder / "trash" / token
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except OSError:
        raise UserError("trash-emptied", folder=workspace.folder) from None
    there = [place for place in facts["places"] if (folder / place).is_dir()]
    for place in there:
        if (workspace.folder / place).exists():
            raise UserError("name-taken", name=Path(place).name)
    for place in there:
        (workspace.folder / place).parent.mkdir(exist_ok=True)
        (folder / place).rename(workspace.folder / place)
    shutil.rmtree(folder, ignore_errors=True)
    workspace.refresh()
    return Gone(token, facts["kind"], facts["id"], facts["name"], len(there) - 1)


def trash_size(workspace: Workspace) -> tuple[int, int]:
    """Deletions in the trash, and their bytes."""
    deletions = list(_deletions(workspace))
    files = (file for folder in deletions for file in folder.rglob("*") if file.is_file())
    return len(deletions), sum(file.stat().st_size for file in files)


def empty_trash(workspace: Workspace) -> tuple[int, int]:
    """Deletes for good what lies in the trash.

    Returns:
        what went: deletions and bytes.

    Raises:
        UserError: the workspace can only be read.
    """
    workspace.require_writable()
    before = trash_size(workspace)
    for folder in list(_deletions(workspace)):
        shutil.rmtree(folder, ignore_errors=True)
    after = trash_size(workspace)
    return before[0] - after[0], before[1] - after[1]


def _deletions(workspace: Workspace) -> Iterator[Path]:
    place = workspace.folder / "trash"
    if place.is_dir():
        yield from (folder for folder in place.iterdir() if folder.is_dir())
