"""Where the entries of a workspace lie, and which of them belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from engine.errors import UserError
from engine.workspace.entries import DatasetEntry, Entry, RunEntry, StudyEntry
from engine.workspace.workspace import Workspace

__all__ = ["EntryKind", "entry_of", "name_of", "runs_of_dataset", "runs_of_study"]

EntryKind = Literal["dataset", "study", "run"]


def entry_of(workspace: Workspace, kind: EntryKind, id: str) -> Entry:
    """An entry by its exact id.

    Raises:
        UserError: the workspace has none of that id, or its folder is gone.
    """
    workspace.refresh()
    listed: dict[EntryKind, Sequence[Entry]] = {
        "dataset": workspace.datasets(),
        "study": workspace.studies(),
        "run": workspace.runs(),
    }
    for entry in listed[kind]:
        if entry.id == id:
            return entry
    raise UserError("entry-gone", name=id, folder=workspace.folder)


def name_of(entry: Entry) -> str:
    """What a person knows an entry by."""
    match entry:
        case StudyEntry(title=title):
            return title
        case RunEntry(name=name):
            return name
        case _:
            return entry.id


def runs_of_dataset(workspace: Workspace, entry: DatasetEntry) -> list[RunEntry]:
    """The finished runs that were made from a dataset of this name."""
    return [run for run in workspace.runs() if run.dataset == entry.name]


def runs_of_study(workspace: Workspace, entry: StudyEntry) -> list[RunEntry]:
    """The runs that no other study has."""
    others = {run for study in workspace.studies() if study.id != entry.id for run in study.runs}
    return [run for run in workspace.runs(entry) if run.id not in others]
