"""What the workspace holds, as rows for a screen."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import UserError
from engine.models.registry import missing_baselines
from engine.session.messages import DatasetRow, RunRow, StudyRow, WorkspaceView
from engine.workspace import DatasetEntry, RunEntry, StudyEntry, Workspace

__all__ = ["run_row", "study_row", "workspace_view"]


def workspace_view(workspace: Workspace, read_only: bool) -> WorkspaceView:
    """Datasets by name, and studies with a finished run, newest first.

    Raises:
        UserError: the workspace itself is gone.
    """
    if not workspace.datasets_folder.is_dir() and not workspace.folder.is_dir():
        raise UserError("workspace-gone", folder=workspace.folder)
    workspace.refresh()
    there = {run.id: run for run in workspace.runs()}
    datasets = tuple(_dataset_row(entry) for entry in workspace.datasets())
    studies = tuple(row for entry in workspace.studies() if (row := study_row(entry, there)).runs)
    return WorkspaceView(workspace.folder, read_only, datasets, studies)


def study_row(entry: StudyEntry, there: Mapping[str, RunEntry]) -> StudyRow:
    """A study as a screen shows it.

    Args:
        there: the runs that exist, by id; one may have been deleted since the study was written.
    """
    runs = [there[run] for run in entry.runs if run in there]
    return StudyRow(
        id=entry.id,
        title=entry.title,
        dataset=entry.dataset,
        level=entry.level,
        test_start=entry.test_start,
        scopes=entry.scopes,
        max_k=entry.max_k,
        runs=tuple(run.id for run in runs),
        names=tuple(run.name for run in runs),
        finished=entry.finished,
        missing_baselines=missing_baselines((run.model for run in runs), entry.level),
    )


def run_row(entry: RunEntry) -> RunRow:
    """A run as a screen shows it."""
    return RunRow(
        id=entry.id,
        name=entry.name,
        model=entry.model,
        seed=entry.seed,
        series=entry.series,
        seconds=entry.seconds,
        has_probability=entry.has_probability,
    )


def _dataset_row(entry: DatasetEntry) -> DatasetRow:
    return DatasetRow(
        name=entry.name,
        rows=entry.rows,
        users=entry.users,
        items=entry.items,
        first=entry.first,
        last=entry.last,
        levels=entry.levels,
        level=entry.level,
        dropped=entry.dropped,
    )
