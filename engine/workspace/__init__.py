"""The folder that holds datasets, studies and runs."""

from engine.workspace.catalogue import Note
from engine.workspace.dropped import dropped_rows
from engine.workspace.entries import FORMAT, DatasetEntry, RunEntry, StudyEntry
from engine.workspace.lists import Lists, StoredLists, read_lists, write_lists
from engine.workspace.program import program_version
from engine.workspace.run import Run, window_folder
from engine.workspace.workspace import Workspace, default_folder

__all__ = [
    "FORMAT",
    "DatasetEntry",
    "Lists",
    "Note",
    "Run",
    "RunEntry",
    "StoredLists",
    "StudyEntry",
    "Workspace",
    "default_folder",
    "dropped_rows",
    "program_version",
    "read_lists",
    "window_folder",
    "write_lists",
]
