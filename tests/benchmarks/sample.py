"""What the benchmarks share: the sample and the split of the reference, and the words of a row."""

from __future__ import annotations

import datetime as dt
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import psutil
import torch

from engine.data import Dataset
from engine.monitor import Monitor
from engine.protocol import Context, ProtocolConfig, Recommender, TimeSplit, Training, Window, split

NAME = "complete-journey"


@contextmanager
def sample(place: Path | None) -> Iterator[Dataset]:
    """The Complete Journey of a workspace or a dataset folder; without one it is imported into a temporary folder."""
    with tempfile.TemporaryDirectory() as scratch:
        if place is None:
            from engine.data.importer import import_dataset
            from engine.data.recipe import Recipe

            place = Path(scratch) / NAME
            recipe = Path(str(resources.files("resources").joinpath("recipes", f"{NAME}.toml")))
            import_dataset(Recipe.read(recipe), place, Monitor())
        inside = place / "datasets" / NAME
        yield Dataset.open(inside if inside.is_dir() else place)


def reference_window(data: Dataset) -> Window:
    """The split of the reference figures."""
    rule = TimeSplit(test_start="2017-11-06", validation_start="2017-09-11")
    return split(data, ProtocolConfig(split=rule, min_item_users=10)).windows[0]


def fitted(kind: type[Recommender], train: Training) -> Recommender:
    """A model with its defaults, fitted on the CPU."""
    model = kind(kind.config_class())
    with tempfile.TemporaryDirectory() as scratch:
        model.fit(train, Context(Monitor(), "cpu", 0, Path(scratch), Path(scratch)))
    return model


def in_turn(*works: Callable[[], object], times: int = 5) -> list[float]:
    """The best wall-clock time of each work, in seconds: they run in turn, so that all meet the same load."""
    taken = [[_seconds(work) for work in works] for _ in range(times + 1)]
    return [min(column) for column in zip(*taken[1:], strict=True)]  # the first turn warms up


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def machine() -> str:
    """Date, processor, threads, load and torch's version, for the foot of a table."""
    try:
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        processor = names[0].split(":")[1].strip()
    except (OSError, IndexError):
        processor = platform.processor() or platform.machine()
    load = psutil.getloadavg()[0]
    return (
        f"{dt.date.today()}, {processor}, {psutil.cpu_count()} cores, {torch.get_num_threads()} threads of torch, "
        f"load {load:.1f}, torch {torch.__version__}"
    )
