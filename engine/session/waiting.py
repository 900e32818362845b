"""Waiting that ends with the program, so that a session that nobody closed keeps no process alive."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["outlived", "wait_for"]

LOOK = 0.5  # seconds between two looks at the main thread


def outlived() -> bool:
    """Whether the main thread has ended: the interpreter then waits for all others before it exits."""
    return not threading.main_thread().is_alive()


def wait_for(changed: threading.Condition, ready: Callable[[], bool]) -> bool:
    """Sleeps until `ready`, which is looked at whenever `changed` is notified; the caller holds it.

    Returns:
        False if the main thread ended first.
    """
    while not changed.wait_for(ready, LOOK):
        if outlived():
            return False
    return True
