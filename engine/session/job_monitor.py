"""A monitor that turns what a job tells into events, and the window's switches into what the job obeys."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.monitor import Level, Monitor, Part
from engine.session.messages import CurveAt, Event, Expected, JobId, LogLine, MetricPoint, Progress
from engine.session.ticket import Ticket
from engine.session.timing import Stopwatch

if TYPE_CHECKING:
    from engine.monitor import FloatArray

__all__ = ["Aside", "JobMonitor"]


class Aside:
    """What a thread does between two pieces of a job. This one has nothing to do."""

    def waits(self) -> bool:
        """Whether there is something to do, for the thread that asks."""
        return False

    def take(self) -> None:
        """Does all there is."""


class JobMonitor(Monitor):
    """Listens to one running job.

    `stop` ends the part that spoke last, and only that: a later part does not know of it.

    Args:
        ticket: of the job; its switches are obeyed, its events go where it posts.
        clock: seconds; only differences count.
        aside: what else the thread has to do at a checkpoint.
    """

    def __init__(self, ticket: Ticket, clock: Callable[[], float] = time.monotonic, aside: Aside | None = None) -> None:
        self._ticket, self._aside = ticket, aside or Aside()
        self._stopwatch = Stopwatch(clock)
        self._fraction = 0.0
        self._active: tuple[Monitor, ...] = (self,)
        self._stopped: tuple[Monitor, ...] = ()

    @property
    def job(self) -> JobId:
        """What the events of this job bear."""
        return self._ticket.id

    def tell(self, event: Event) -> None:
        """Posts an event of the job's own kind, such as a finished run."""
        self._ticket.post(event)

    def stop(self) -> None:
        """From any thread: the part that spoke last shall end and keep the best it has."""
        self._stopped = self._active

    def measure(self) -> None:
        """The time left is extrapolated from what is done from here on."""
        self._stopwatch.measure(self._fraction)

    def progress(self, fraction: float, step: str = "") -> None:
        self._fraction = max(self._fraction, min(fraction, 1.0))  # a bar never runs backwards
        watch = self._stopwatch
        left = watch.left(self._fraction)
        self.tell(Progress(self.job, self._fraction, step, watch.elapsed, left, watch.measured))

    def expect(self, parts: Sequence[tuple[str, float]], seconds: float | None) -> None:
        self._stopwatch.measure(self._fraction, seconds)
        self.tell(Expected(self.job, tuple(parts)))

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self.tell(MetricPoint(self.job, part, name, float(step), float(value)))

    def curve(self, part: str, name: str, step: float, values: FloatArray) -> None:
        self.tell(CurveAt(self.job, part, name, float(step), values.astype("float64")))

    def message(self, text: str, level: Level = "info") -> None:
        self.tell(LogLine(self.job, time.time(), level, text))

    def checkpoint(self) -> None:
        control = self._ticket.control
        if self._aside.waits():
            self._stopwatch.pause()
            self._aside.take()
            self._stopwatch.resume()
        if control.paused:
            self._stopwatch.pause()
            self._ticket.enter("paused")
            while control.paused:
                control.wait(self._aside.waits)
                self._aside.take()
            self._stopwatch.resume()
            self._ticket.enter("running")
        control.check()

    @property
    def stopping(self) -> bool:
        return self.ends(self)

    def part(self, label: str, begin: float, end: float) -> Monitor:
        return _JobPart(self, (self,), label, begin, end, self)

    def speaks(self, lineage: tuple[Monitor, ...]) -> None:
        """Notes which part is at work: itself last, the parts that it belongs to before it."""
        self._active = lineage

    def ends(self, part: Monitor) -> bool:
        """Whether a part was asked to end, or holds one that was."""
        return part in self._stopped


class _JobPart(Part):
    """A piece of a job that knows its place, so that a stop reaches it and no other."""

    def __init__(
        self, job: JobMonitor, above: tuple[Monitor, ...], label: str, begin: float, end: float, whole: Monitor
    ) -> None:
        super().__init__(whole, label, begin, end)
        self._job = job
        self._lineage = (*above, self)

    def progress(self, fraction: float, step: str = "") -> None:
        self._job.speaks(self._lineage)
        super().progress(fraction, step)

    def checkpoint(self) -> None:
        self._job.speaks(self._lineage)
        self._job.checkpoint()

    @property
    def stopping(self) -> bool:
        return self._job.ends(self)

    def part(self, label: str, begin: float, end: float) -> Monitor:
        scaled = Part(self._whole, self._label, self._begin, self._end)  # tells without speaking for this part
        return _JobPart(self._job, self._lineage, label, begin, end, scaled)
