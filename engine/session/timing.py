"""How long a piece of work has taken without its pauses, and how long it will still take."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

__all__ = ["Stopwatch"]

Clock = Callable[[], float]

MEASURING = 1.0  # seconds; earlier rates are those of opening files and caches
SAMPLES = 200  # kept of the elapsed time; enough to find its half to 0.5 %


class Stopwatch:
    """Runs from its making on, stands still while paused, and extrapolates.

    Args:
        clock: seconds; only differences count.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._begin = clock()
        self._paused_at: float | None = None
        self._origin = 0.0, 0.0
        self._samples = deque([self._origin])
        self._left: tuple[float, float] | None = None

    @property
    def elapsed(self) -> float:
        """Seconds at work, pauses not counted."""
        now = self._clock() if self._paused_at is None else self._paused_at
        return now - self._begin

    def pause(self) -> None:
        if self._paused_at is None:
            self._paused_at = self._clock()

    def resume(self) -> None:
        if self._paused_at is not None:
            self._begin += self._clock() - self._paused_at
            self._paused_at = None

    def measure(self, fraction: float) -> None:
        """The rate counts from here on; what was done so far took its own time."""
        self._origin = self.elapsed, fraction
        self._samples = deque([self._origin])
        self._left = None

    def left(self, fraction: float) -> float | None:
        """Seconds until the fraction will be 1, at the rate of the more recent half of the measured time.

        The early rate is forgotten, because parts rarely take their expected share; the answer follows a new rate
        within a tenth of the elapsed time, ten seconds at most, so that it does not jump.

        Args:
            fraction: share of the work that is done, in [0, 1].

        Returns:
            None until a rate is known.
        """
        now = self.elapsed
        rate = self._rate(now, fraction)
        if fraction >= 1.0:
            return 0.0
        if rate is None:
            return None
        left = (1.0 - fraction) / rate
        if self._left is not None:
            before, expected = self._left
            passed = now - before
            expected = max(0.0, expected - passed)
            weight = 1.0 - math.exp(-passed / min(max(0.1 * now, 1.0), 10.0))
            left = expected + weight * (left - expected)
        self._left = now, left
        return left

    def _rate(self, now: float, fraction: float) -> float | None:
        """Share of the work a second; None where nothing was done or too little time has passed."""
        measured, done = self._origin
        if now - measured < MEASURING or fraction <= done:
            return None
        samples = self._samples
        if now - samples[-1][0] >= now / SAMPLES:
            samples.append((now, fraction))
        while len(samples) > 2 and samples[1][0] <= (measured + now) / 2:
            samples.popleft()
        if fraction > samples[0][1]:
            measured, done = samples[0]
        return (fraction - done) / (now - measured)
