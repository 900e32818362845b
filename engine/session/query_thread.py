"""The thread that answers queries; of each key only the newest is worth answering.

A query that takes seconds gives way between its pieces: what waits then is answered first, on top of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from engine.monitor import Cancelled
from engine.session.control import Control
from engine.session.mailbox import Mailbox
from engine.session.messages import LogLine, Problem, Query, QueryId, Reply
from engine.session.problems import problem_of
from engine.session.waiting import wait_for

__all__ = ["Answering", "QueryThread"]

Answering = Callable[[Query[Any], Control], Any]
"""Answers a query; looks at the control between its pieces, for a newer query may have taken its place."""


class QueryThread:
    """Answers queries in the order in which their keys were first asked.

    Args:
        mailbox: takes the replies.
        desk: entered on the thread before the first query and left after the last; gives the function that answers.
            Where it cannot be entered, every reply is that problem.
    """

    def __init__(self, mailbox: Mailbox, desk: Callable[[], AbstractContextManager[Answering]]) -> None:
        self._mailbox, self._desk = mailbox, desk
        self._changed = threading.Condition()
        self._waiting: dict[str, tuple[QueryId, Query[Any]]] = {}
        self._running: list[tuple[str, Control]] = []  # the innermost last
        self._last_id = 0
        self._closed = False
        self._thread = threading.Thread(target=self._live, name="crossaisle-queries")
        self._thread.start()

    def ask(self, query: Query[Any], key: str) -> QueryId:
        """Queues a query in the place of an older one of its key, and interrupts that if it runs.

        Raises:
            RuntimeError: the thread was closed.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError("this session is closed")
            self._last_id += 1
            self._waiting[key] = self._last_id, query
            for running, control in self._running:
                if running == key:
                    control.cancel()
            self._changed.notify_all()
            return self._last_id

    def close(self) -> None:
        """Takes no more queries and interrupts the one that runs."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            for _, control in self._running:
                control.cancel()
            self._changed.notify_all()

    def join(self, timeout: float) -> bool:
        """Waits for the end of the thread; False if it did not come within `timeout` seconds."""
        self._thread.join(max(0.0, timeout))
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            with self._desk() as answering:
                self._answer_all(answering)
        except Exception as error:
            problem = problem_of(error)
            self._log(problem)
            self._answer_all(lambda query, control: problem)

    def _answer_all(self, answering: Answering) -> None:
        while self._waits_for_one():
            self._answer_waiting(answering)

    def _waits_for_one(self) -> bool:
        """Returns once there is a query; False when closed."""
        with self._changed:
            lives = wait_for(self._changed, lambda: bool(self._waiting) or self._closed)
            return lives and not self._closed

    def _answer_waiting(self, answering: Answering) -> None:
        """Answers all that waits now, the oldest key first."""
        while (taken := self._take(answering)) is not None:
            key, id, query, control = taken
            value = self._answer(answering, query, control)
            with self._changed:
                self._running.pop()
                if not control.cancelled:  # else a newer one has been asked
                    self._mailbox.post(Reply(id, key, value))

    def _take(self, answering: Answering) -> tuple[str, QueryId, Query[Any], Control] | None:
        with self._changed:
            if self._closed or not self._waiting:
                return None
            key = next(iter(self._waiting))
            id, query = self._waiting.pop(key)
            control = Control(between=lambda: self._answer_waiting(answering))
            self._running.append((key, control))
            return key, id, query, control

    def _answer(self, answering: Answering, query: Query[Any], control: Control) -> Any:
        try:
            return answering(query, control)
        except Cancelled:
            return None
        except BaseException as error:  # a thread that dies would leave the window without replies for ever
            problem = problem_of(error)
            if not control.cancelled:
                self._log(problem)
            return problem

    def _log(self, problem: Problem) -> None:
        self._mailbox.post(LogLine(None, time.time(), "error", problem.sentence))
