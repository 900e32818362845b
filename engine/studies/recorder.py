"""A monitor that keeps what it passes on: learning curves, the log, and how long each stage took."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.files import whole_file
from engine.monitor import Level, Monitor, Part
from engine.studies.shares import Bounds

__all__ = ["Quiet", "Recorder"]


class Quiet(Monitor):
    """Lets work inside work be paused and cancelled, and keeps its progress to itself."""

    def __init__(self, whole: Monitor) -> None:
        self._whole = whole

    def checkpoint(self) -> None:
        self._whole.checkpoint()


class Recorder(Part):
    """Passes everything on and keeps curves and messages for the run folder.

    Attributes:
        bounds: fractions of the run at which its stages begin and end.
        timings: seconds by stage, in the order in which stages began.
    """

    def __init__(self, whole: Monitor, log: Path, bounds: Bounds) -> None:
        super().__init__(whole, "", 0.0, 1.0)
        self.bounds = bounds
        self.timings: dict[str, float] = {}
        self._log = log
        self._points: list[tuple[str, str, float, int | None, float]] = []

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self._points.append((part, name, float(step), None, float(value)))
        super().metric(part, name, step, value)

    def curve(self, part: str, name: str, step: float, values: npt.NDArray[np.float64]) -> None:
        self._points += [(part, name, float(step), k, value) for k, value in enumerate(values.tolist(), 1)]
        super().curve(part, name, step, values)

    def message(self, text: str, level: Level = "info") -> None:
        self.write(text, level)
        super().message(text, level)

    def part(self, label: str, begin: float, end: float) -> Monitor:
        return _Recorded(self._whole.part(label, begin, end), self)

    def write(self, text: str, level: str = "info") -> None:
        """Adds a line to the log file alone."""
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self._log.open("a", encoding="utf-8") as stream:
            stream.write(f"{at} {level:<7} {text}\n")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds the seconds that the block takes to a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - began
            self.timings[name] = self.timings.get(name, 0.0) + seconds
            self.write(f"{name}: {seconds:.2f} s")

    def save(self, file: Path) -> None:
        """Writes all curves as Parquet: part, name, step, k (null for a single point), value."""
        schema = {
            "part": pa.string(),
            "name": pa.string(),
            "step": pa.float64(),
            "k": pa.int32(),
            "value": pa.float64(),
        }
        names = tuple(schema)
        arrays = [pa.array([point[j] for point in self._points], kind) for j, kind in enumerate(schema.values())]
        with whole_file(file) as part:
            pq.write_table(pa.table(arrays, names=names), part, compression="zstd")


class _Recorded(Part):
    """A piece of recorded work. Its place is one in the whole, so that a stop can reach it alone."""

    def __init__(self, piece: Monitor, recorder: Recorder) -> None:
        super().__init__(piece, "", 0.0, 1.0)
        self._recorder = recorder

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self._recorder.metric(part, name, step, value)

    def curve(self, part: str, name: str, step: float, values: npt.NDArray[np.float64]) -> None:
        self._recorder.curve(part, name, step, values)

    def message(self, text: str, level: Level = "info") -> None:
        self._recorder.message(text, level)

    def part(self, label: str, begin: float, end: float) -> Monitor:
        return _Recorded(self._whole.part(label, begin, end), self._recorder)
