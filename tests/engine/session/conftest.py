"""Waiting for events without a clock, and the whole main job, done once by a session."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from engine.session import Event, ExportLists, ImportDataset, Job, JobChanged, Query, Reply, RunStudy, Session

Until = Callable[..., "Heard"]

BASELINES = """
[protocol]
min_item_users = 2
split = { test_start = "2017-11-06" }
max_k = 20
[[models]]
model = "ease"
l2 = 300
"""


class Source(Protocol):
    """A mailbox, or a session."""

    def wait(self, timeout: float | None = None) -> bool: ...
    def drain(self) -> list[Event]: ...


class Heard(list[Event]):
    """All that was said until an event came that fits; more may have come with it."""

    met: Any = None
    """The first that fits."""


def collect(source: Source, fits: Callable[[Event], bool], timeout: float = 120.0) -> Heard:
    """Listens until an event fits; fails where none comes in time."""
    events = Heard()
    end = time.monotonic() + timeout
    while source.wait(max(0.0, end - time.monotonic())):
        events += source.drain()
        events.met = next((event for event in events if fits(event)), None)
        if events.met is not None:
            return events
    raise AssertionError(f"no such event within {timeout} s; the last were {events[-20:]}")


@pytest.fixture
def until() -> Until:
    return collect


@dataclass
class Driver:
    """A session, and what it has said."""

    session: Session

    def run(self, job: Job) -> Heard:
        """Does a job to its end."""
        id = self.session.submit(job)
        return collect(
            self.session,
            lambda event: (
                isinstance(event, JobChanged) and event.job == id and event.state in ("finished", "failed", "cancelled")
            ),
        )

    def result(self, job: Job) -> Any:
        """Does a job and gives its result; fails where it fails."""
        return result_of(self.run(job))

    def ask(self, query: Query[Any]) -> Any:
        """The answer, or the problem."""
        id = self.session.ask(query, "test")
        return collect(self.session, lambda event: isinstance(event, Reply) and event.id == id).met.value


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    """A session on an empty workspace."""
    with Session(tmp_path / "workspace") as session:
        yield Driver(session)


@dataclass
class MainJob:
    """Import, study and export through one session, and the session that answers about it."""

    folder: Path
    out: Path
    recipe: Path
    importing: Heard
    studying: Heard
    exporting: Heard
    driver: Driver

    @property
    def study(self) -> str:
        return str(result_of(self.studying))

    def run(self, name: str) -> str:
        """The id of a run by its shown name."""
        from engine.session import CompareQuery

        view = self.driver.ask(CompareQuery(self.study))
        return next(run.id for run in view.runs if run.name == name)


def result_of(events: Heard) -> Any:
    """What a job came to."""
    assert events.met.state == "finished", events.met.problem and events.met.problem.traceback
    return events.met.result


@pytest.fixture(scope="session")
def main_job(small_recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainJob]:
    """The whole main job on 200 real shoppers with the four baselines, by nothing but engine.session."""
    folder, out = tmp_path_factory.mktemp("main-job"), tmp_path_factory.mktemp("main-job-out")
    (out / "baselines.toml").write_text(BASELINES, encoding="utf-8")
    with Session(folder) as session:
        driver = Driver(session)
        importing = driver.run(ImportDataset(small_recipe))
        studying = driver.run(RunStudy(out / "baselines.toml", device="cpu", out=out / "written"))
        done = MainJob(folder, out, small_recipe, importing, studying, Heard(), driver)
        done.exporting = driver.run(ExportLists(done.run("EASE"), out / "lists.csv", k=10))
        yield done


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Every thread of the engine that a test starts has ended with it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and "crossaisle" in thread.name]
    for thread in left:
        thread.join(10)
    assert not [thread.name for thread in left if thread.is_alive()]
