"""The report of a study: what is asked for and what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.session.messages.core import Job, StudyId

__all__ = ["ReportWritten", "WriteReport"]


@dataclass(frozen=True, slots=True)
class WriteReport(Job):
    """Write a study's report as one HTML file. Result: `ReportWritten`."""

    study: StudyId
    out: Path
    language: Literal["en", "zh_CN"] = "en"


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """What was written."""

    out: Path
    bytes: int
