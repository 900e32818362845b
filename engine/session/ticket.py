"""One submitted job: its switches and the states it goes through."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from engine.session.control import Control
from engine.session.messages import Event, Job, JobChanged, JobId, JobState, Problem

__all__ = ["Ticket"]

ENDED: tuple[JobState, ...] = ("finished", "cancelled", "failed")


class Ticket:
    """A job in the engine's line. Every state it enters is posted once; none follows an end, no rest a cancel.

    Args:
        id: unique in the session.
        title: for people.
        post: takes the events.
    """

    def __init__(self, id: JobId, job: Job, title: str, post: Callable[[Event], None]) -> None:
        self.id, self.job, self.title, self.post = id, job, title, post
        self.control = Control()
        self._lock = threading.RLock()
        self._state: JobState = "queued"
        post(JobChanged(id, title, "queued"))

    @property
    def state(self) -> JobState:
        return self._state

    @property
    def ended(self) -> bool:
        return self._state in ENDED

    def enter(self, state: JobState, result: Any = None, problem: Problem | None = None) -> bool:
        """Enters a state and posts it.

        Returns:
            False, and nothing happens, where the job has ended or is there already, or would rest or run although it
            is being cancelled.
        """
        with self._lock:
            if self.ended or state == self._state:
                return False
            if self._state == "cancelling" and state in ("running", "paused"):
                return False
            self._state = state
            self.post(JobChanged(self.id, self.title, state, result, problem))
            return True

    def cancel(self) -> None:
        """Ends a job that has not begun; asks one that runs to end at its next checkpoint."""
        with self._lock:
            self.enter("cancelled" if self._state == "queued" else "cancelling")
        self.control.cancel()
