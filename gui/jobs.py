"""The jobs of this window as it knows them: state, progress, outcome; and what went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.session import (
    Expected,
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
from engine.session.messages.associations import ExportAssociations
from gui import words
from gui.engine_bridge import EngineBridge

__all__ = ["JobEntry", "Jobs", "Mishap"]

ENDED: tuple[JobState, ...] = ("finished", "cancelled", "failed")


@dataclass
class JobEntry:
    """One job.

    Attributes:
        measured: whether `left` rests on a rate, not on an estimate alone.
        parts: the labels met in its progress, each with the fraction at which it began.
        expected: the labels that its engine has announced, each with the fraction at which it will begin.
    """

    id: JobId
    job: Job | None
    title: str = ""
    state: JobState = "queued"
    fraction: float = 0.0
    step: str = ""
    elapsed: float = 0.0
    left: float | None = None
    measured: bool = False
    result: Any = None
    problem: Problem | None = None
    parts: list[tuple[str, float]] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    expected: tuple[tuple[str, float], ...] = ()

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
    job: Job | None = None


class Jobs(QObject):
    """Every job submitted from this window, in order; keeps problems and the log."""

    changed = Signal(int)
    progressed = Signal(int)
    logged = Signal(LogLine)
    went_wrong = Signal(Mishap)

    def __init__(self, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.device = "auto"
        self.entries: dict[JobId, JobEntry] = {}
        self.log: list[LogLine] = []
        self.problems: list[Mishap] = []
        self._titles: dict[int, Callable[[], str]] = {}  # by the identity of the job, which its entry keeps alive
        self._quiet: dict[JobId, tuple[Callable[[Any], None], Callable[[Problem], None]]] = {}
        bridge.job_changed.connect(self._on_job_changed)
        bridge.progressed.connect(self._on_progressed)
        bridge.expected.connect(self._on_expected)
        bridge.logged.connect(self._on_logged)
        bridge.problem_found.connect(self._on_problem_found)

    def submit(self, job: Job, title: Callable[[], str] | None = None) -> JobId:
        """Queues a job and follows it; `title` says what a person calls it, for a job of one screen alone.

        A study that leaves the device open gets the one chosen in the window.
        """
        if isinstance(job, RunStudy) and job.device == "auto":
            job = replace(job, device=self.device)
        number = self._bridge.submit(job)
        entry = self.entries.setdefault(number, JobEntry(number, job))
        if title is not None:
            self._titles[id(job)] = title
        entry.job, entry.title = job, self.title(job)
        self.changed.emit(number)
        return number

    def submit_quietly(self, job: Job, done: Callable[[Any], None], refused: Callable[[Problem], None]) -> JobId:
        """Queues the work of a moment: no line in the dock, its result goes to who asked."""
        number = self._bridge.submit(job)
        self._quiet[number] = done, refused
        return number

    def running(self) -> JobEntry | None:
        """The job that the engine works on now."""
        return next((e for e in self.entries.values() if e.state in ("running", "paused", "cancelling")), None)

    def live(self) -> list[JobEntry]:
        """Jobs that wait or run, in order."""
        return [entry for entry in self.entries.values() if entry.live]

    def report(self, problem: Problem, where: str, job: Job | None = None) -> None:
        """Keeps a problem; one that no job brought is for instance that of a question."""
        mishap = Mishap(problem, where, time.time(), job)
        self.problems.append(mishap)
        self.went_wrong.emit(mishap)

    def title(self, job: Job | None) -> str:
        """What a person calls a job."""
        if id(job) in self._titles:
            return self._titles[id(job)]()
        match job:
            case ImportDataset(recipe=recipe):
                return self.tr("Import of {0}").format(recipe.stem)
            case RunStudy(study=study):
                return words.study_words(words.study_name(study))
            case ExportAssociations(out=out):
                return self.tr("Export to {0}").format(out.name)
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
        if event.job in self._quiet:
            self._end_quietly(event)
            return
        entry = self.entries.setdefault(event.job, JobEntry(event.job, None))
        entry.title, entry.state = self.title(entry.job) or event.title, event.state
        if event.state == "finished":
            entry.result, entry.fraction, entry.left = event.result, 1.0, 0.0
        if event.problem is not None:
            entry.problem = event.problem
            self.report(event.problem, entry.title, entry.job)
        self.changed.emit(event.job)

    def _end_quietly(self, event: JobChanged) -> None:
        if event.state not in ENDED:
            return
        done, refused = self._quiet.pop(event.job)
        if event.problem is not None:
            refused(event.problem)
        elif event.state == "finished":
            done(event.result)

    def _on_progressed(self, event: Progress) -> None:
        if event.job in self._quiet:
            return
        entry = self.entries.setdefault(event.job, JobEntry(event.job, None))
        entry.fraction, entry.step = event.fraction, event.step
        entry.elapsed, entry.left, entry.measured = event.elapsed, event.left, event.measured
        part, colon, detail = event.step.partition(": ")
        part = part if colon or not entry.is_study else ""  # a study's own steps, loading and preparing, have no name
        if not entry.parts or entry.parts[-1][0] != part:
            entry.parts.append((part, event.fraction if entry.parts else 0.0))
        entry.details[part] = detail if colon else event.step
        self.progressed.emit(event.job)

    def _on_expected(self, event: Expected) -> None:
        if event.job not in self._quiet:
            self.entries.setdefault(event.job, JobEntry(event.job, None)).expected = event.parts

    def _on_logged(self, line: LogLine) -> None:
        self.log.append(line)
        del self.log[:-20000]
        self.logged.emit(line)
