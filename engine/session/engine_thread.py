"""The thread that runs jobs, one at a time and in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from engine.monitor import Cancelled
from engine.session.job_monitor import Aside, JobMonitor
from engine.session.mailbox import Mailbox
from engine.session.messages import Job, JobId, LogLine, Problem, ProblemFound
from engine.session.messages.acts import AsideJob, WorkspaceAct
from engine.session.problems import problem_of
from engine.session.ticket import Ticket
from engine.session.waiting import wait_for

__all__ = ["EngineThread", "Work"]

Work = Callable[[Job, JobMonitor], Any]
"""Does a job and returns its result."""


class EngineThread:
    """Takes jobs from a line and does each with what `bench` gives.

    Asides, such as the check of an import, go before them, at the next checkpoint of the job that runs: an analyst
    prepares an import while a study trains for hours. The study rests for those seconds, so nothing of it depends on
    them; on the query thread the two would share the cores, and every other screen would wait for the check.

    Args:
        mailbox: takes the events of all jobs.
        bench: entered on the thread before the first job and left after the last; gives the function that does jobs.
            Where it cannot be entered, every job fails with that problem.
    """

    def __init__(self, mailbox: Mailbox, bench: Callable[[], AbstractContextManager[Work]]) -> None:
        self._mailbox, self._bench = mailbox, bench
        self._changed = threading.Condition()
        self._line: list[Ticket] = []
        self._asides: list[Ticket] = []
        self._beside: list[Ticket] = []  # those that the running job rests for
        self._running: tuple[Ticket, JobMonitor] | None = None
        self._last_id = 0
        self._closed = False
        self._work: Work | None = None
        self._thread = threading.Thread(target=self._live, name="crossaisle-engine")
        self._thread.start()

    def submit(self, job: Job, title: str) -> JobId:
        """Puts a job at the end of the line.

        Raises:
            RuntimeError: the thread was closed.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError("this session is closed")
            self._last_id += 1
            ticket = Ticket(self._last_id, job, title, self._mailbox.post)
            (self._asides if isinstance(job, AsideJob) else self._line).append(ticket)
            self._changed.notify_all()
            if self._running is not None:
                for working in (self._running[0], *self._beside):
                    working.control.nudge()
            return self._last_id

    def cancel(self, id: JobId) -> None:
        """Takes a job out of the line, or asks it to end at its next checkpoint; nothing where it has ended."""
        with self._changed:
            if ticket := self._ticket(id):
                ticket.cancel()
                self._line = [waiting for waiting in self._line if waiting is not ticket]
                self._asides = [waiting for waiting in self._asides if waiting is not ticket]

    def pause(self, id: JobId) -> None:
        if ticket := self._ticket(id):
            ticket.control.pause()

    def resume(self, id: JobId) -> None:
        if ticket := self._ticket(id):
            ticket.control.resume()

    def stop(self, id: JobId) -> None:
        """Ends the part that a running job is at."""
        running = self._running
        if running is not None and running[0].id == id:
            running[1].stop()

    def close(self) -> None:
        """Takes no more jobs, and cancels all there are."""
        with self._changed:
            self._closed = True
            running = [self._running[0]] if self._running else []
            for ticket in (*self._line, *self._asides, *self._beside, *running):
                ticket.cancel()
            self._line.clear()
            self._asides.clear()
            self._changed.notify_all()

    def join(self, timeout: float) -> bool:
        """Waits for the end of the thread; False if it did not come within `timeout` seconds."""
        self._thread.join(max(0.0, timeout))
        return not self._thread.is_alive()

    def _ticket(self, id: JobId) -> Ticket | None:
        running = self._running
        tickets = [*self._line, *self._asides, *self._beside, *([running[0]] if running else ())]
        return next((ticket for ticket in tickets if ticket.id == id), None)

    def _live(self) -> None:
        try:
            with self._bench() as work:
                self._take_all(work)
        except Exception as error:
            problem = problem_of(error)
            self._log(None, problem)
            self._mailbox.post(ProblemFound(problem))
            self._refuse_all(problem)

    def has_asides(self) -> bool:
        """Whether something waits that the thread which asks may do now, between two pieces of what it does."""
        return threading.current_thread() is self._thread and any(map(self._may_begin, self._asides))

    def do_asides(self) -> None:
        """Does what waits aside; between two pieces of a job, on this thread."""
        while self.has_asides() and self._work is not None:
            with self._changed:
                ticket = next(filter(self._may_begin, self._asides), None)
                if ticket is None:
                    return
                self._asides.remove(ticket)
                self._beside.append(ticket)
            if ticket.enter("running"):
                self._run(self._work, ticket, JobMonitor(ticket, aside=_Asides(self)))
            with self._changed:
                self._beside.remove(ticket)

    def _may_begin(self, ticket: Ticket) -> bool:
        if isinstance(ticket.job, WorkspaceAct):
            return True
        return not self._beside and not (self._running and isinstance(self._running[0].job, AsideJob))

    def _take_all(self, work: Work) -> None:
        self._work = work
        while running := self._next():
            ticket, monitor = running
            if ticket.enter("running"):
                self._run(work, ticket, monitor)
            with self._changed:
                self._running = None

    def _refuse_all(self, problem: Problem) -> None:
        while running := self._next():
            running[0].enter("failed", problem=problem)
            with self._changed:
                self._running = None

    def _next(self) -> tuple[Ticket, JobMonitor] | None:
        """The first of the line, once there is one; None when closed."""
        with self._changed:
            lives = wait_for(self._changed, lambda: bool(self._asides or self._line) or self._closed)
            if self._closed or not lives:
                return None
            ticket = (self._asides or self._line).pop(0)
            self._running = ticket, JobMonitor(ticket, aside=_Asides(self))
            return self._running

    def _run(self, work: Work, ticket: Ticket, monitor: JobMonitor) -> None:
        try:
            result = work(ticket.job, monitor)
        except Cancelled:
            ticket.enter("cancelled")
        except BaseException as error:  # a thread that dies would leave its jobs unanswered for ever
            problem = problem_of(error)
            self._log(ticket.id, problem)
            ticket.enter("failed", problem=problem)
        else:
            ticket.enter("finished", result)

    def _log(self, job: JobId | None, problem: Problem) -> None:
        self._mailbox.post(LogLine(job, time.time(), "error", problem.sentence))


class _Asides(Aside):
    """What waits aside while a job runs."""

    def __init__(self, thread: EngineThread) -> None:
        self._thread = thread

    def waits(self) -> bool:
        return self._thread.has_asides()

    def take(self) -> None:
        self._thread.do_asides()
