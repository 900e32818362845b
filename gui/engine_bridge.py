"""The engine's mailbox as Qt signals: drained on the GUI thread, one typed signal a kind of news."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.session import (
    CurveAt,
    Event,
    Expected,
    Job,
    JobChanged,
    JobId,
    LogLine,
    MetricPoint,
    Problem,
    ProblemFound,
    Progress,
    Query,
    QueryId,
    Reply,
    RunFinished,
    Session,
)

__all__ = ["EngineBridge"]

DRAIN_MS = 33

Answered = Callable[[Any], None]
Refused = Callable[[Problem], None]


class EngineBridge(QObject):
    """Hands the window's jobs and queries to the session and its news to the window."""

    job_changed = Signal(JobChanged)
    progressed = Signal(Progress)
    expected = Signal(Expected)
    metric_published = Signal(MetricPoint)
    curve_published = Signal(CurveAt)
    run_finished = Signal(RunFinished)
    logged = Signal(LogLine)
    replied = Signal(Reply)
    problem_found = Signal(ProblemFound)

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._opened: Session | None = None
        self._ended = False
        self._waiting: dict[str, tuple[QueryId, Answered, Refused]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self.drain)

    @property
    def _session(self) -> Session:
        assert self._opened is not None, "opened after the first frame"
        return self._opened

    def open(self) -> None:
        """Starts the engine's threads; after the first frame, for their imports would hold it up."""
        self._opened = Session(self.workspace)
        self._timer.start()

    @property
    def opened(self) -> bool:
        """Whether the engine's threads have been started."""
        return self._opened is not None

    @property
    def read_only(self) -> bool:
        """Whether another program holds the workspace, so that jobs are refused."""
        return self._opened is not None and self._opened.read_only

    def submit(self, job: Job) -> JobId:
        """Queues a job."""
        return self._session.submit(job)

    def ask(self, query: Query[Any], key: str, answered: Answered, refused: Refused) -> None:
        """Asks; a newer question of the same key replaces an older one, which then gets no answer.

        A screen's delayed question may come when the window is being closed: nobody waits for its answer any more.
        """
        if self._ended:
            return
        self._waiting[key] = (self._session.ask(query, key), answered, refused)

    def waits(self, key: str) -> bool:
        """Whether a question of this key has not been answered yet."""
        return key in self._waiting

    @property
    def waiting(self) -> bool:
        """Whether any question has not been answered yet."""
        return bool(self._waiting)

    def cancel(self, job: JobId) -> None:
        self._session.cancel(job)

    def pause(self, job: JobId) -> None:
        self._session.pause(job)

    def resume(self, job: JobId) -> None:
        self._session.resume(job)

    def stop(self, job: JobId) -> None:
        """Ends the current part now and keeps its best."""
        self._session.stop(job)

    def close(self, timeout: float) -> bool:
        """Cancels what runs and joins the engine's threads; no news comes afterwards."""
        self._timer.stop()
        self._waiting.clear()
        self._ended = True
        return self._opened is None or self._opened.close(timeout)

    def drain(self) -> None:
        """Takes what the engine has to say and tells the window, in order."""
        for event in self._session.drain():
            self._tell(event)

    def _tell(self, event: Event) -> None:
        match event:
            case Reply():
                self._answer(event)
            case Progress():
                self.progressed.emit(event)
            case Expected():
                self.expected.emit(event)
            case MetricPoint():
                self.metric_published.emit(event)
            case CurveAt():
                self.curve_published.emit(event)
            case JobChanged():
                self.job_changed.emit(event)
            case RunFinished():
                self.run_finished.emit(event)
            case LogLine():
                self.logged.emit(event)
            case ProblemFound():
                self.problem_found.emit(event)

    def _answer(self, reply: Reply) -> None:
        waiting = self._waiting.get(reply.key)
        if waiting is None or waiting[0] != reply.id:
            return
        del self._waiting[reply.key]
        _, answered, refused = waiting
        if isinstance(reply.value, Problem):
            refused(reply.value)
        else:
            answered(reply.value)
        self.replied.emit(reply)
