"""A query's control as the monitor of longer work."""

from __future__ import annotations

from engine.monitor import Monitor
from engine.session.control import Control

__all__ = ["Breathing"]


class Breathing(Monitor):
    """Lets other queries in between two blocks of work."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def checkpoint(self) -> None:
        self._control.give_way()
