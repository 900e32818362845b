"""Reports for a window, written on the engine's thread."""

from __future__ import annotations

from engine.monitor import Monitor
from engine.session.libraries import load
from engine.session.messages.reporting import ReportWritten, WriteReport
from engine.workspace import Workspace

__all__ = ["report"]

LIBRARIES = ("numpy", "scipy.sparse", "pyarrow.parquet", "matplotlib", "matplotlib.figure")
LOADING = 0.05


def report(job: WriteReport, workspace: Workspace, monitor: Monitor, interactive: bool) -> ReportWritten:
    """Writes a study's report; a workspace that can only be read will do.

    Raises:
        UserError: there is no such study, it has no finished run, or the file cannot be written.
        Cancelled: at a checkpoint; nothing is written.
    """
    load(LIBRARIES, monitor.part("", 0.0, LOADING), keep=interactive)
    from engine.output.report import write_report

    workspace.refresh()
    study = workspace.find_study(job.study)
    size = write_report(study, workspace, job.out, job.language, monitor.part("", LOADING, 1.0))
    return ReportWritten(job.out, size)
