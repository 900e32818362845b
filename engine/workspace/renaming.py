"""Other names for datasets, studies and runs.

A study's title and a run's name stand in its own facts. A dataset's name is its folder too, and runs and studies name
their dataset: a dataset that is renamed is followed by those that were made from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomlkit

from engine.errors import UserError
from engine.files import write_text
from engine.workspace.entries import DatasetEntry, Entry, RunEntry, StudyEntry
from engine.workspace.places import EntryKind, entry_of, runs_of_dataset
from engine.workspace.workspace import Workspace

__all__ = ["rename"]

NO_FOLDER = re.compile(r'^\.|[/\\:*?"<>|\x00-\x1f]')
LONGEST = 120  # bytes: file systems take 255, and the files written beside it have longer names


def rename(workspace: Workspace, kind: EntryKind, id: str, name: str) -> str:
    """Gives an entry another name.

    Returns:
        its id from now on: of a dataset its name, else as before.

    Raises:
        UserError: the workspace can only be read, has no such entry, or cannot take the name.
    """
    workspace.require_writable()
    entry = entry_of(workspace, kind, id)
    name = name.strip()
    if not name:
        raise UserError("name-wrong", name=name, reason="it is empty")
    match entry:
        case DatasetEntry():
            _rename_dataset(workspace, entry, name)
        case StudyEntry():
            _change(entry, "title", name)
        case RunEntry():
            beside = [run for study in workspace.studies() if id in study.runs for run in workspace.runs(study)]
            if any(run.name == name for run in beside if run.id != id):
                raise UserError("name-taken", name=name)
            _change(entry, "name", name)
    workspace.refresh()
    return name if kind == "dataset" else id


def _rename_dataset(workspace: Workspace, entry: DatasetEntry, name: str) -> None:
    if found := NO_FOLDER.search(name):
        raise UserError("name-wrong", name=name, reason=f"a folder cannot be called so because of {found[0]}")
    if len(name.encode()) > LONGEST:
        raise UserError("name-wrong", name=f"{name[:40]}…", reason="it is longer than a folder's name may be")
    target = workspace.datasets_folder / name
    if target.exists() and not (target.samefile(entry.folder) and name != entry.name):  # "A" for "a" is no clash
        raise UserError("name-taken", name=name)
    followers: list[Entry] = [*runs_of_dataset(workspace, entry)]
    studies = [study for study in workspace.studies() if study.dataset == entry.name]
    followers += studies
    undo: list[Callable[[], None]] = []
    try:
        for follower in followers:
            _change(follower, "dataset", name)
            undo.append(lambda follower=follower: _change(follower, "dataset", entry.name))  # type: ignore[misc]
        _change(entry, "name", name)
        undo.append(lambda: _change(entry, "name", entry.name))
        entry.folder.rename(target)
    except BaseException:
        for act in reversed(undo):
            act()
        raise
    for study in studies:
        _change_toml(study.folder / "study.toml", entry.name, name)


def _change(entry: Entry, field: str, value: str) -> None:
    file = entry.folder / entry.marker
    facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    facts[field] = value
    write_text(file, json.dumps(facts, ensure_ascii=False, indent=1) + "\n")


def _change_toml(file: Path, before: str, after: str) -> None:
    """What a study is run again from."""
    if file.is_file():
        text = tomlkit.parse(file.read_text(encoding="utf-8"))
        if text.get("dataset") == before:
            text["dataset"] = after
            write_text(file, tomlkit.dumps(text))
