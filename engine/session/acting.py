"""What is done to the entries of a workspace, between two pieces of the job that runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.errors import UserError
from engine.monitor import Monitor
from engine.session.messages import ExportLists, Job, RunStudy
from engine.session.messages.acts import (
    EmptyTrash,
    EntryKind,
    EntryNamed,
    RenameEntry,
    RestoreEntry,
    Trashed,
    TrashEntry,
    TrashView,
    WorkspaceAct,
)
from engine.session.messages.associations import ExportAssociations
from engine.session.messages.auditing import AuditStudy, ExportLeak
from engine.workspace import Workspace
from engine.workspace.places import entry_of, name_of
from engine.workspace.renaming import rename
from engine.workspace.trash import empty_trash, restore, trash

__all__ = ["act", "require_free"]


def act(job: WorkspaceAct, workspace: Workspace, running: Sequence[Job], monitor: Monitor) -> Any:
    """Does it and says so in the log.

    Args:
        running: the jobs that rest meanwhile; what they work with is left alone.

    Raises:
        UserError: it cannot be done; the sentence says why.
    """
    workspace.require_writable()
    match job:
        case RenameEntry(kind=kind, id=id, name=name):
            require_free(workspace, kind, id, running)
            before = name_of(entry_of(workspace, kind, id))
            now = rename(workspace, kind, id, name)
            monitor.message(f'{kind} "{before}" is now called "{name.strip()}"')
            return EntryNamed(kind, now, name.strip())
        case TrashEntry(kind=kind, id=id):
            require_free(workspace, kind, id, running)
            gone = trash(workspace, kind, id)
            monitor.message(f"{kind} {gone.name} was moved to the trash ({gone.token})")
            return Trashed(gone.token, gone.kind, gone.id, gone.name, gone.runs)
        case RestoreEntry(token=token):
            back = restore(workspace, token)
            monitor.message(f"{back.kind} {back.name} was taken back from the trash")
            return EntryNamed(back.kind, back.id, back.name)
        case EmptyTrash():
            entries, size = empty_trash(workspace)
            monitor.message(f"the trash was emptied: {entries} deletions, {size:,} bytes")
            return TrashView(entries, size)
    raise TypeError(f"nothing does a {type(job).__name__}")


def require_free(workspace: Workspace, kind: EntryKind, id: str, running: Sequence[Job]) -> None:
    """Refuses to pull away what a job works with.

    Raises:
        UserError: one of the running jobs does.
    """
    if any(_uses(workspace, kind, id, job) for job in running):
        raise UserError("entry-in-use", name=name_of(entry_of(workspace, kind, id)))


def _uses(workspace: Workspace, kind: EntryKind, id: str, running: Job) -> bool:
    if isinstance(running, RunStudy):
        unfinished = [study for study in workspace.studies() if not study.finished]
        return {
            "dataset": running.dataset in (None, id),
            "study": id in [study.id for study in unfinished],
            "run": running.resume or any(id in study.runs for study in unfinished),  # resuming takes up finished runs
        }[kind]
    if isinstance(running, ExportLists | ExportAssociations):
        run = workspace.find_run(running.run).entry
        return id == {"dataset": run.dataset, "study": run.study, "run": run.id}[kind]
    if isinstance(running, AuditStudy | ExportLeak):
        study = workspace.find_study(running.study)
        return id in {"dataset": (study.dataset,), "study": (study.id,), "run": study.runs}[kind]
    return False
