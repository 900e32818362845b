"""Where the engine's threads leave events and the window finds them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from engine.session.messages import CurveAt, Event, JobChanged, JobId, MetricPoint, Progress

__all__ = ["Mailbox"]

RATE = 20.0  # points a second and curve that a plot redrawn 10 times a second can use
BURST = 40.0  # points that pass at once, so that a short study keeps every point


@dataclass(slots=True)
class _Curve:
    """How many more points of one curve may pass now, and the newest that had to wait."""

    room: float
    at: float
    held: Event | None = None


class Mailbox:
    """Events in the order of their posting, from any thread to any thread.

    Of `Progress` only the newest of a job is kept. A curve that floods is thinned to `RATE` points a second: the
    newest waits for its turn, and the last one always arrives before its job changes its state.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._filled = threading.Condition()
        self._events: dict[Hashable, Event] = {}
        self._curves: dict[tuple[JobId, str, str, type], _Curve] = {}
        self._posted = 0

    def post(self, event: Event) -> None:
        """Adds an event; never waits for the reader."""
        with self._filled:
            if isinstance(event, MetricPoint | CurveAt):
                self._limit(event)
            elif isinstance(event, Progress):
                self._events.pop(event.job, None)
                self._events[event.job] = event
            else:
                if isinstance(event, JobChanged):
                    self._release(event.job)
                self._add(event)
            if self._events:
                self._filled.notify_all()

    def drain(self) -> list[Event]:
        """Takes all events out."""
        with self._filled:
            now = self._clock()
            for curve in self._curves.values():
                if curve.held is not None and self._room(curve, now):
                    self._pass(curve, curve.held)
            events, self._events = list(self._events.values()), {}
        return events

    def wait(self, timeout: float | None = None) -> bool:
        """Sleeps until there is an event; False if there was none in time (seconds)."""
        with self._filled:
            return self._filled.wait_for(lambda: bool(self._events), timeout)

    def _add(self, event: Event) -> None:
        self._posted += 1
        self._events["posted", self._posted] = event

    def _limit(self, event: MetricPoint | CurveAt) -> None:
        now = self._clock()
        key = (event.job, event.part, event.name, type(event))
        curve = self._curves.setdefault(key, _Curve(BURST, now))
        if self._room(curve, now):
            self._pass(curve, event)
        else:
            curve.held = event

    def _room(self, curve: _Curve, now: float) -> bool:
        curve.room = min(BURST, curve.room + (now - curve.at) * RATE)
        curve.at = now
        return curve.room >= 1.0

    def _pass(self, curve: _Curve, event: Event) -> None:
        curve.room -= 1.0
        curve.held = None
        self._add(event)

    def _release(self, job: JobId) -> None:
        """Lets the points through that wait, for nothing of a job may follow its end."""
        for key in [key for key in self._curves if key[0] == job]:
            held = self._curves.pop(key).held
            if held is not None:
                self._add(held)
