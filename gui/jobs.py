"""The jobs of this window as it knows them: state, progress, outcome; and what went wrong."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.session import (
    ExportLists,
    ImportDataset,
    Job,
    JobChanged,
    JobId,
    JobState,
    LogLine,
    Problem,
    ProblemFound,
    Progress,
    RunStudy,
)
from gui.engine_bridge import EngineBridge

__all__ = ["JobEntry", "Jobs", "Mishap"]

ENDED: tuple[JobState, ...] = ("finished", "cancelled", "failed")


@dataclass
class JobEntry:
    """One job. `parts` are the labels met in its progress, each with the fraction at which it began."""

    id: JobId
    job: Job | None
    title: str = ""
    state: JobState = "queued"
    fraction: float = 0.0
    step: str = ""
    elapsed: float = 0.0
    left: float | None = None
    result: Any = None
    problem: Problem | None = None
    parts: list[tuple[str, float]] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether it waits or runs."""
        return self.state not in ENDED

    @property
    def is_study(self) -> bool:
        return isinstance(self.job, RunStudy)


@dataclass(frozen=True)
class Mishap:
    """A problem and the job or question that met it."""

    problem: Problem
    where: str
    at: float


class Jobs(QObject):
    """Every job submitted from this window, in order; keeps problems and the log."""

    changed = Signal(int)
    progressed = Signal(int)
    logged = Signal(LogLine)
    went_wrong = Signal(Mishap)

    def __init__(self, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.entries: dict[JobId, JobEntry] = {}
        self.log: list[LogLine] = []
        self.problems: list[Mishap] = []
        bridge.job_changed.connect(self._on_job_changed)
        bridge.progressed.connect(self._on_progressed)
        bridge.logged.connect(self._on_logged)
        bridge.problem_found.connect(self._on_problem_found)

    def submit(self, job: Job) -> JobId:
        """Queues a job and follows it."""
        number = self._bridge.submit(job)
        entry = self.entries.setdefault(number, JobEntry(number, job))
        entry.job, entry.title = job, self.title(job)
        self.changed.emit(number)
        return number

    def running(self) -> JobEntry | None:
        """The job that the engine works on now."""
        return next((e for e in self.entries.values() if e.state in ("running", "paused", "cancelling")), None)

    def live(self) -> list[JobEntry]:
        """Jobs that wait or run, in order."""
        return [entry for entry in self.entries.values() if entry.live]

    def report(self, problem: Problem, where: str) -> None:
        """Keeps a problem that no job brought, for instance of a question."""
        mishap = Mishap(problem, where, time.time())
        self.problems.append(mishap)
        self.went_wrong.emit(mishap)

    def title(self, job: Job | None) -> str:
        """What a person calls a job."""
        match job:
            case ImportDataset(recipe=recipe):
                return self.tr("Import of {0}").format(recipe.stem)
            case RunStudy(study=study) if study.stem == "quick":
                return self.tr("Quick study")
            case RunStudy(study=study):
                return self.tr("Study {0}").format(study.stem)
            case ExportLists(out=out):
                return self.tr("Export to {0}").format(out.name)
            case _:
                return ""

    def retranslate(self) -> None:
        """Titles in the window's language now."""
        for entry in self.entries.values():
            entry.title = self.title(entry.job) or entry.title

    def _on_problem_found(self, event: ProblemFound) -> None:
        self.report(event.problem, self.tr("Workspace"))

    def _on_job_changed(self, event: JobChanged) -> None:
        entry = self.entries.setdefault(event.job, JobEntry(event.job, None))
        entry.title, entry.state = self.title(entry.job) or event.title, event.state
        if event.state == "finished":
            entry.result, entry.fraction, entry.left = event.result, 1.0, 0.0
        if event.problem is not None:
            entry.problem = event.problem
            self.report(event.problem, entry.title)
        self.changed.emit(event.job)

    def _on_progressed(self, event: Progress) -> None:
        entry = self.entries.setdefault(event.job, JobEntry(event.job, None))
        entry.fraction, entry.step = event.fraction, event.step
        entry.elapsed, entry.left = event.elapsed, event.left
        part, colon, detail = event.step.partition(": ")
        part = part if colon or not entry.is_study else ""  # a study's own steps, loading and preparing, have no name
        if not entry.parts or entry.parts[-1][0] != part:
            entry.parts.append((part, event.fraction if entry.parts else 0.0))
        entry.details[part] = detail if colon else event.step
        self.progressed.emit(event.job)

    def _on_logged(self, line: LogLine) -> None:
        self.log.append(line)
        del self.log[:-20000]
        self.logged.emit(line)
