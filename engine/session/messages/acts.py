"""What is done to the things that a workspace lists: renamed, put into the trash, taken back; and where it can run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.session.messages.core import Job, Query

EntryKind = Literal["dataset", "study", "run"]


@dataclass(frozen=True, slots=True)
class AsideJob(Job):
    """Short work beside long: it does not wait for the job that runs, but is done between two of its pieces."""


@dataclass(frozen=True, slots=True)
class WorkspaceAct(AsideJob):
    """The work of a moment, done even between two pieces of another aside."""


@dataclass(frozen=True, slots=True)
class EntryNamed:
    """An entry and its name after an act. The id of a dataset is its name, those of studies and runs stay."""

    kind: EntryKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RenameEntry(WorkspaceAct):
    """Give an entry another name. Result: `EntryNamed`."""

    kind: EntryKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Trashed:
    """What went into the trash.

    Attributes:
        token: what `RestoreEntry` takes.
        runs: that went with a study, or, of a dataset, that rely on it and stay.
    """

    token: str
    kind: EntryKind
    id: str
    name: str
    runs: int


@dataclass(frozen=True, slots=True)
class TrashEntry(WorkspaceAct):
    """Move an entry into the workspace's trash, a study with the runs that no other study has. Result: `Trashed`."""

    kind: EntryKind
    id: str


@dataclass(frozen=True, slots=True)
class RestoreEntry(WorkspaceAct):
    """Take back what one `TrashEntry` moved. Result: `EntryNamed`."""

    token: str


@dataclass(frozen=True, slots=True)
class TrashView:
    """What lies in the trash."""

    entries: int
    bytes: int


@dataclass(frozen=True, slots=True)
class TrashQuery(Query[TrashView]):
    """How much lies in the trash."""


@dataclass(frozen=True, slots=True)
class EmptyTrash(WorkspaceAct):
    """Delete for good what lies in the trash. Result: `TrashView` of what went."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device that studies can run on: `id` as `RunStudy.device` takes it, `name` as its maker calls it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DevicesQuery(Query[tuple[DeviceRow, ...]]):
    """The devices of this computer, the processor first."""
