"""The bench of the engine's thread: the workspace, open for writing, and what each job does with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from engine.session.acting import act, require_free
from engine.session.auditing import audit, export_leak
from engine.session.engine_thread import Work
from engine.session.importing import CheckFolder, save_dropped
from engine.session.job_monitor import JobMonitor
from engine.session.libraries import kept_until_the_end, libraries_of, load, one_core_left
from engine.session.messages import (
    Event,
    Exported,
    ExportLists,
    ImportDataset,
    Job,
    LogLine,
    ProblemFound,
    RunFinished,
    RunStudy,
    StudyId,
)
from engine.session.messages.acts import WorkspaceAct
from engine.session.messages.associations import ExportAssociations
from engine.session.messages.auditing import AuditStudy, ExportLeak
from engine.session.messages.checking import CheckImport, CheckView, SaveDropped
from engine.session.messages.exporting import ExportFile
from engine.session.messages.importing import ImportDraft
from engine.session.messages.reporting import WriteReport
from engine.session.problems import problem_of
from engine.workspace import Run, StudyEntry, Workspace

__all__ = ["bench"]

LOADING = 0.03  # share of a study's time that its libraries take to load, where they are not loaded yet


@contextmanager
def bench(folder: Path, interactive: bool, post: Callable[[Event], None]) -> Iterator[tuple[Work, bool]]:
    """Opens the workspace and gives the function that does jobs in it, and whether it can only be read.

    Args:
        folder: the workspace.
        interactive: a window is open.
        post: hears at once why the workspace can only be read, or which of its folders cannot be understood.

    Raises:
        UserError: the workspace cannot be opened at all.
    """
    with kept_until_the_end(), Workspace.open(folder) as workspace, closing(CheckFolder(workspace)) as checks:
        notices = [workspace.notice] if workspace.notice is not None else []
        for notice in (*notices, *workspace.problems.values()):
            post(ProblemFound(problem_of(notice)))
            post(LogLine(None, time.time(), "warning", notice.sentence))

        running: list[Job] = []

        def work(job: Job, monitor: JobMonitor) -> Any:
            if isinstance(job, WorkspaceAct):
                return act(job, workspace, running, monitor)
            running.append(job)
            try:
                return take(job, monitor)
            finally:
                running.pop()

        def take(job: Job, monitor: JobMonitor) -> Any:
            match job:
                case ImportDataset():
                    return _import(job, workspace, monitor, interactive)
                case RunStudy():
                    return _study(job, workspace, monitor, interactive)
                case ExportLists():
                    return _export(job, workspace, monitor)
                case ImportDraft():
                    return _import_draft(job, workspace, running[:-1], monitor, interactive)
                case CheckImport():
                    return _check(job, checks, workspace, monitor, interactive)
                case SaveDropped():
                    return save_dropped(job, checks, workspace, monitor)
                case ExportAssociations():
                    from engine.session.associations import export_maps

                    return export_maps(job, workspace, monitor)
                case AuditStudy():
                    return audit(job, workspace, monitor, interactive)
                case ExportLeak():
                    return export_leak(job, workspace, monitor, interactive)
                case WriteReport():
                    from engine.session.reporting import report

                    return report(job, workspace, monitor, interactive)
            raise TypeError(f"nothing does a {type(job).__name__}")

        yield work, workspace.read_only


def _import(job: ImportDataset, workspace: Workspace, monitor: JobMonitor, interactive: bool) -> str:
    workspace.require_writable()
    load(("duckdb", "pyarrow.parquet"), monitor.part("", 0.0, LOADING), keep=interactive)
    monitor.measure()
    from engine.data.importer import import_dataset
    from engine.data.recipe import Recipe

    recipe = Recipe.read(job.recipe)
    workspace.refresh()
    if job.unless_present and recipe.name in [entry.name for entry in workspace.datasets()]:
        monitor.progress(1.0, "imported before")
        return recipe.name
    report = import_dataset(recipe, workspace.datasets_folder / recipe.name, monitor.part("", LOADING, 1.0))
    workspace.refresh()
    monitor.message(
        f"{report.name}: {report.rows_out:,} of {report.rows_in:,} interactions, "
        f"{report.users:,} users, {report.items:,} items"
    )
    for reason in (*report.dropped, *report.tables):
        monitor.message(f"left out {reason.rows:,} rows: {reason.sentence}")
    monitor.progress(1.0, "imported")
    return report.name


def _import_draft(
    job: ImportDraft, workspace: Workspace, resting: Sequence[Job], monitor: JobMonitor, interactive: bool
) -> str:
    workspace.require_writable()
    name = str(job.draft.get("name", ""))
    if name in [entry.name for entry in workspace.datasets()]:  # it would be replaced under a study that reads it
        require_free(workspace, "dataset", name, resting)
    load(("duckdb", "pyarrow.parquet"), monitor.part("", 0.0, LOADING / 2), keep=interactive)
    from engine.session.importing.recipes import write_recipe

    recipe = write_recipe(job, workspace, monitor)
    monitor.message(f"the recipe is {recipe}")
    return _import(ImportDataset(recipe), workspace, monitor, interactive)


def _check(
    job: CheckImport, checks: CheckFolder, workspace: Workspace, monitor: JobMonitor, interactive: bool
) -> CheckView:
    load(("duckdb", "pyarrow.parquet"), monitor.part("", 0.0, LOADING), keep=interactive)
    monitor.measure()
    from engine.session.importing.checking import check_import

    return check_import(job, checks, workspace, monitor.part("", LOADING, 1.0))


def _study(job: RunStudy, workspace: Workspace, monitor: JobMonitor, interactive: bool) -> StudyId:
    workspace.require_writable()
    load(libraries_of(()), monitor.part("", 0.0, LOADING / 2), keep=interactive)
    from engine.studies import read_study, run_study

    study = read_study(job.study)
    models = [config.model for config in study.models]
    load(libraries_of(models), monitor.part("", LOADING / 2, LOADING), keep=interactive)
    monitor.measure()

    def finished(entry: StudyEntry, run: Run) -> None:
        monitor.tell(RunFinished(monitor.job, entry.id, run.id))

    with one_core_left() if interactive else nullcontext():
        entry = run_study(
            study,
            workspace,
            monitor.part("", LOADING, 1.0),
            dataset=job.dataset,
            level=job.level,
            out=job.out,
            device=job.device,
            resume=job.resume,
            on_run=finished,
        )
    return entry.id


def _export(job: ExportLists, workspace: Workspace, monitor: JobMonitor) -> Exported:
    """Writes beside the workspace, so one that can only be read will do."""
    from engine.output import export_lists
    from engine.session.exporting import layout_of

    workspace.refresh()
    run = workspace.find_run(job.run)
    data = workspace.dataset(run.entry.dataset)
    segment, layout = (job.segment, layout_of(job.layout)) if isinstance(job, ExportFile) else ("all", None)
    files = job.files() if isinstance(job, ExportFile) else {job.scope: job.out}
    done = [
        export_lists(
            run,
            data,
            out,
            scope=scope,
            k=job.k,
            segment=segment,
            users=job.users,
            layout=layout,
            monitor=monitor.part("", place / len(files), (place + 1) / len(files)),
        )
        for place, (scope, out) in enumerate(files.items())
    ]
    out = done[0].out if len(done) == 1 else done[0].out.parent
    rows, size, replaced = (sum(getattr(each, of) for each in done) for of in ("rows", "bytes", "replaced"))
    return Exported(out, rows, size, replaced, len(done))
