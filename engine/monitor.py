"""What long work tells while it runs, and where it lets itself be paused, stopped or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

Level = Literal["info", "warning"]

__all__ = ["Cancelled", "Level", "Monitor", "Part"]


class Cancelled(Exception):
    """The person asked for the work to end; raised by `Monitor.checkpoint` only."""


class Monitor:
    """Listens to one piece of work. This one tells nobody and never interrupts; faces derive from it."""

    def progress(self, fraction: float, step: str = "") -> None:
        """Says how much of this piece is done.

        Args:
            fraction: share of the expected time, in [0, 1].
            step: what is being done now, in a few words.
        """

    def expect(self, parts: Sequence[tuple[str, float]], seconds: float | None) -> None:
        """Says what is to come from here on.

        Args:
            parts: labels, as `progress` will name them, each with the fraction of this piece at which it begins.
            seconds: until the end of this piece, from recorded runs; None where there are none.
        """

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        """Publishes one point of a learning curve, for example ("ranking", "loss", 12.0, 0.31).

        Args:
            part: the model part or run that the curve belongs to.
            name: the curve; "loss", or "validation f1@10".
            step: epochs since the start, fractions allowed.
            value: the value there.
        """

    def curve(self, part: str, name: str, step: float, values: FloatArray) -> None:
        """Publishes a whole curve over K as it stands at a step; column j is K = j + 1."""

    def message(self, text: str, level: Level = "info") -> None:
        """Writes one line to the log."""

    def checkpoint(self) -> None:
        """Waits while paused and raises `Cancelled` once cancelled; call it once a batch, block or chunk."""

    @property
    def stopping(self) -> bool:
        """Whether the current part should end now and keep the best it has."""
        return False

    def part(self, label: str, begin: float, end: float) -> Monitor:
        """A monitor for a piece of this work that takes the share from begin to end of its expected time."""
        return Part(self, label, begin, end)


class Part(Monitor):
    """A piece of a larger work: its progress lands between `begin` and `end` of the whole."""

    def __init__(self, whole: Monitor, label: str, begin: float, end: float) -> None:
        self._whole, self._label, self._begin, self._end = whole, label, begin, end

    def progress(self, fraction: float, step: str = "") -> None:
        within = min(max(fraction, 0.0), 1.0)
        words = f"{self._label}: {step}" if self._label and step else self._label or step
        self._whole.progress(self._begin + within * (self._end - self._begin), words)

    def expect(self, parts: Sequence[tuple[str, float]], seconds: float | None) -> None:
        wide = self._end - self._begin
        rest = seconds * (1.0 - self._begin) / wide if seconds is not None and wide > 0 else None
        self._whole.expect([(label, self._begin + begin * wide) for label, begin in parts], rest)

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self._whole.metric(part, name, step, value)

    def curve(self, part: str, name: str, step: float, values: FloatArray) -> None:
        self._whole.curve(part, name, step, values)

    def message(self, text: str, level: Level = "info") -> None:
        self._whole.message(text, level)

    def checkpoint(self) -> None:
        self._whole.checkpoint()

    @property
    def stopping(self) -> bool:
        return self._whole.stopping
