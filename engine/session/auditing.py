"""Audits for a window: done on the engine's thread, read back from the study's folder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from engine.errors import UserError
from engine.monitor import Monitor
from engine.session.libraries import libraries_of, load, one_core_left
from engine.session.messages import Exported
from engine.session.messages.auditing import (
    AuditStudy,
    AuditView,
    ExportLeak,
    LeakEffect,
    LeakExample,
    LeakFinding,
    LeakTrial,
    ListChange,
    Shift,
)
from engine.workspace import StudyEntry, Workspace
from engine.workspace.entries import read_facts

__all__ = ["audit", "audit_view", "export_leak"]

FILE = "audit.json"  # written by engine.studies, which this must not import: it brings torch
LOADING = 0.03


def audit(job: AuditStudy, workspace: Workspace, monitor: Monitor, interactive: bool) -> AuditView:
    """Audits a study.

    Raises:
        UserError: there is no such study, its dataset is gone or another, or nothing can be written.
        Cancelled: at a checkpoint; nothing is written.
    """
    workspace.require_writable()
    workspace.refresh()
    entry = workspace.find_study(job.study)
    models = [run.model for run in workspace.runs(entry)]
    load(libraries_of(models), monitor.part("", 0.0, LOADING), keep=interactive)
    from engine.studies.audit import audit_study

    with one_core_left() if interactive else nullcontext():
        audit_study(entry, workspace, monitor.part("", LOADING, 1.0), full=job.full)
    found = audit_view(job.study, workspace)
    assert found is not None
    return found


def export_leak(job: ExportLeak, workspace: Workspace, monitor: Monitor, interactive: bool) -> Exported:
    """Writes the rows behind a finding; a workspace that can only be read will do.

    Raises:
        UserError: there is no such study or finding, its dataset is gone or another, or the file cannot be written.
    """
    load(libraries_of(()), monitor.part("", 0.0, 0.5), keep=interactive)
    from engine.studies.audit import write_rows

    workspace.refresh()
    rows = write_rows(workspace.find_study(job.study), workspace, job.key, job.out, monitor.part("", 0.5, 1.0))
    return Exported(job.out, rows, job.out.stat().st_size)


def audit_view(study: str, workspace: Workspace) -> AuditView | None:
    """The newest audit of a study; None where it was never audited.

    Raises:
        UserError: there is no such study, or its audit.json is damaged or of a newer version.
    """
    workspace.refresh()
    entry = workspace.find_study(study)
    file = entry.folder / FILE
    if not file.is_file():
        return None
    facts = read_facts(file)
    try:
        return AuditView(
            study=entry.id,
            created=facts["created"],
            seconds=facts["seconds"],
            full=facts["full"],
            outdated=_outdated(facts, entry, workspace),
            leaks=facts["leaks"],
            findings=tuple(_finding(each) for each in facts["findings"]),
            effects=tuple(LeakEffect(**{**each, "moved": Shift(**each["moved"])}) for each in facts["effects"]),
            trials=tuple(_trial(each) for each in facts["trials"]),
        )
    except (KeyError, TypeError) as error:
        raise _damaged(file, error) from None


def _damaged(file: Path, error: Exception) -> UserError:
    return UserError("file-damaged", file=file, reason=f"it lacks {error}")


def _outdated(facts: Mapping[str, Any], entry: StudyEntry, workspace: Workspace) -> bool:
    states = {data.name: data.hash for data in workspace.datasets()}
    later = any(run.finished > facts["created"] for run in workspace.runs(entry))
    return later or states.get(entry.dataset) != facts["dataset_hash"]


def _finding(values: Mapping[str, Any]) -> LeakFinding:
    return LeakFinding(**{**values, "rows": tuple(LeakExample(**row) for row in values["rows"])})


def _trial(values: Mapping[str, Any]) -> LeakTrial:
    moved = None if values["moved"] is None else Shift(**values["moved"])
    first = None if values["first"] is None else ListChange(*values["first"])
    return LeakTrial(**{**values, "moved": moved, "first": first})
