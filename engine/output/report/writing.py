"""Writing a report."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UserError
from engine.files import write_text
from engine.monitor import Monitor
from engine.output.report.gather import gather
from engine.output.report.numbers import Language
from engine.output.report.page import page
from engine.output.report.source import Source
from engine.output.report.texts import Words
from engine.workspace import StudyEntry, Workspace

__all__ = ["write_report"]

GATHERED = 0.7  # share of the expected time


def write_report(entry: StudyEntry, workspace: Workspace, out: Path, language: Language, monitor: Monitor) -> int:
    """Writes the report of a study whole or not at all; returns its size in bytes.

    Args:
        entry: the study.
        workspace: that holds it; it is only read.
        out: the HTML file.
        language: of every sentence; names and titles stay as the source has them.

    Raises:
        UserError: the study has no finished run, a file of it is damaged or gone, or `out` cannot be written.
        Cancelled: nothing is written.
    """
    found = gather(Source.read(entry, workspace), monitor.part("", 0.0, GATHERED))
    text = page(found, Words(language), monitor.part("", GATHERED, 1.0))
    monitor.checkpoint()
    try:
        write_text(out, text)
    except OSError as error:
        raise UserError("out-unwritable", file=out, reason=(error.strerror or str(error)).lower()) from None
    monitor.progress(1.0, "written")
    return len(text.encode())
