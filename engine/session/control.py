"""The switches of one piece of work: set from any thread, obeyed by the work at its checkpoints."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.monitor import Cancelled
from engine.session.waiting import outlived, wait_for

__all__ = ["Control"]


class Control:
    """Cancel, pause and resume for one job or query. Setting a switch never waits.

    Args:
        between: what else the thread has to do while this work is long.
    """

    def __init__(self, between: Callable[[], None] = lambda: None) -> None:
        self._changed = threading.Condition()
        self._between = between
        self._cancelled = False
        self._paused = False

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    @property
    def paused(self) -> bool:
        """Whether a checkpoint would wait now; a cancelled piece of work never does."""
        return self._paused and not self._cancelled

    def cancel(self) -> None:
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()

    def pause(self) -> None:
        with self._changed:
            self._paused = True

    def resume(self) -> None:
        with self._changed:
            self._paused = False
            self._changed.notify_all()

    def nudge(self) -> None:
        """Has a `wait` look again at what else it waits for."""
        with self._changed:
            self._changed.notify_all()

    def wait(self, until: Callable[[], bool] = lambda: False) -> None:
        """Sleeps while paused, until resumed or cancelled, or until something else holds; `nudge` it then."""
        with self._changed:
            wait_for(self._changed, lambda: not self.paused or until())

    def check(self) -> None:
        """Raises `Cancelled` once cancelled, or once the program has ended."""
        if self._cancelled or outlived():
            raise Cancelled

    def give_way(self) -> None:
        """`check`, and lets what else the thread has to do go first; for work that takes seconds."""
        self.check()
        self._between()
        self.check()
