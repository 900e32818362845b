"""How long a piece of work has taken without its pauses, and how long it will still take."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

__all__ = ["Stopwatch"]

Clock = Callable[[], float]

MEASURING = 1.0  # seconds; earlier rates are those of opening files and caches
TRUST = 0.1  # share of the work, or of its expected time, after which a rate says more than an estimate
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
        self._expected: float | None = None
        self._measured = False

    @property
    def measured(self) -> bool:
        """Whether the last answer rested on a rate, not on what was expected alone."""
        return self._measured

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

    def measure(self, fraction: float, expected: float | None = None) -> None:
        """The rate counts from here on; what was done so far took its own time.

        Args:
            expected: seconds until the end, from earlier work like it.
        """
        self._origin = self.elapsed, fraction
        self._samples = deque([self._origin])
        self._left, self._expected = None, expected

    def left(self, fraction: float) -> float | None:
        """Seconds until the fraction will be 1, at the rate of the more recent half of the measured time.

        The early rate is forgotten, because parts rarely take their expected share; the answer follows a new rate
        within a tenth of the elapsed time, ten seconds at most, so that it does not jump.

        What was expected gives way to the rate: with d the larger of the share done and the share of the expected time
        that has passed, both since `measure`, the rate weighs 1 − exp(−d / 0.1) and the expectation the rest.

        Args:
            fraction: share of the work that is done, in [0, 1].

        Returns:
            None until a rate is known, or a time expected.
        """
        now, (measured, done) = self.elapsed, self._origin
        if fraction >= 1.0:
            return 0.0
        rate, expected = self._rate(now, fraction), self._expected
        self._measured = rate is not None
        if rate is None and not expected:
            return None
        left = (1.0 - fraction) / rate if rate is not None else 0.0
        if expected:
            share = max((fraction - done) / (1.0 - done), (now - measured) / expected)
            weight = 1.0 - math.exp(-share / TRUST) if rate is not None else 0.0
            left = weight * left + (1.0 - weight) * expected * (1.0 - fraction) / (1.0 - done)
        return self._smoothed(now, left)

    def _smoothed(self, now: float, left: float) -> float:
        """Between what was told before, less the time since, and what is found now."""
        if self._left is not None:
            before, told = self._left
            passed = now - before
            told = max(0.0, told - passed)
            left = told + (1.0 - math.exp(-passed / min(max(0.1 * now, 1.0), 10.0))) * (left - told)
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
