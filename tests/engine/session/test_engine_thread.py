from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from engine.errors import UserError
from engine.session.engine_thread import EngineThread
from engine.session.job_monitor import JobMonitor
from engine.session.mailbox import Mailbox
from engine.session.messages import Event, Job, JobChanged, JobId, LogLine, ProblemFound, Progress
from engine.session.messages.acts import AsideJob, WorkspaceAct

Until = Callable[..., list[Event]]


@dataclass(frozen=True, slots=True)
class Count(Job):
    """Passes `steps` checkpoints and gives their number."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Endless(Job):
    """Passes checkpoints until it is cancelled or stopped."""


@dataclass(frozen=True, slots=True)
class Raise(Job):
    error: BaseException


def work(job: Job, monitor: JobMonitor) -> Any:
    match job:
        case Count(steps=steps):
            for step in range(steps):
                monitor.checkpoint()
                monitor.progress((step + 1) / steps, f"step {step + 1}")
            return steps
        case Endless():
            part = monitor.part("endless", 0.0, 1.0)
            while not part.stopping:
                part.checkpoint()
                part.progress(0.5)
            return "stopped"
        case Raise(error=error):
            raise error


@contextmanager
def bench() -> Iterator[Callable[[Job, JobMonitor], Any]]:
    yield work


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def thread(mailbox: Mailbox) -> Iterator[EngineThread]:
    made = EngineThread(mailbox, bench)
    yield made
    made.close()
    assert made.join(10)


def state(id: JobId, *states: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, JobChanged) and event.job == id and event.state in states


def told(events: list[Event], id: JobId) -> list[str]:
    return [event.state for event in events if isinstance(event, JobChanged) and event.job == id]


def test_a_job_is_queued_runs_and_finishes_with_its_result(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    id = thread.submit(Count(3), "Count")
    events = until(mailbox, state(id, "finished"))
    assert told(events, id) == ["queued", "running", "finished"]
    assert events[-1] == JobChanged(id, "Count", "finished", 3)


def test_jobs_run_one_at_a_time_in_the_order_of_submission(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    ids = [thread.submit(Count(50), "Count") for _ in range(4)]
    events = until(mailbox, state(ids[-1], "finished"))
    ran = [
        (event.job, event.state)
        for event in events
        if isinstance(event, JobChanged) and event.state in ("running", "finished")
    ]
    assert ran == [(id, what) for id in ids for what in ("running", "finished")]


def test_a_running_job_says_cancelling_at_once_and_ends_at_its_next_checkpoint(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    id = thread.submit(Endless(), "Endless")
    until(mailbox, lambda event: isinstance(event, Progress))
    thread.cancel(id)
    events = mailbox.drain()
    assert told(events, id)[:1] == ["cancelling"]  # in the mailbox before cancel returned
    if "cancelled" not in told(events, id):
        events += until(mailbox, state(id, "cancelled"))
    assert told(events, id) == ["cancelling", "cancelled"]


def test_a_job_in_the_line_can_be_cancelled_without_touching_the_one_that_runs(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    running = thread.submit(Endless(), "Endless")
    waiting = thread.submit(Count(), "Count")
    until(mailbox, state(running, "running"))
    thread.cancel(waiting)
    thread.stop(running)
    events = until(mailbox, state(running, "finished"))
    assert told(events, waiting) == ["cancelled"]


def test_stop_ends_the_part_and_the_job_finishes(thread: EngineThread, mailbox: Mailbox, until: Until) -> None:
    id = thread.submit(Endless(), "Endless")
    until(mailbox, lambda event: isinstance(event, Progress))
    thread.stop(id)
    assert until(mailbox, state(id, "finished")).met == JobChanged(id, "Endless", "finished", "stopped")


def test_a_paused_job_rests_at_a_checkpoint_and_goes_on_when_resumed(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    id = thread.submit(Endless(), "Endless")
    until(mailbox, lambda event: isinstance(event, Progress))
    thread.pause(id)
    until(mailbox, state(id, "paused"))
    mailbox.drain()
    assert not mailbox.wait(0.1)  # silent: it waits without looping
    thread.resume(id)
    events = until(mailbox, lambda event: isinstance(event, Progress))
    assert told(events, id) == ["running"]
    thread.cancel(id)
    until(mailbox, state(id, "cancelled"))


def test_a_paused_job_can_be_cancelled(thread: EngineThread, mailbox: Mailbox, until: Until) -> None:
    id = thread.submit(Endless(), "Endless")
    thread.pause(id)
    until(mailbox, state(id, "paused"))
    thread.cancel(id)
    assert told(until(mailbox, state(id, "cancelled")), id) == ["cancelling", "cancelled"]


def test_a_job_paused_in_the_line_rests_at_its_first_checkpoint(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    first, second = thread.submit(Endless(), "Endless"), thread.submit(Count(2), "Count")
    thread.pause(second)
    thread.cancel(first)
    assert told(until(mailbox, state(second, "paused")), second) == ["queued", "running", "paused"]
    thread.resume(second)
    until(mailbox, state(second, "finished"))


def test_an_error_fails_its_job_with_a_sentence_and_a_log_line_and_the_next_job_runs(
    thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    bad = thread.submit(Raise(UserError("dataset-missing", folder="nowhere")), "Bad")
    good = thread.submit(Count(), "Count")
    events = until(mailbox, state(good, "finished"))
    failed = next(event for event in events if state(bad, "failed")(event))
    assert isinstance(failed, JobChanged)
    assert failed.problem is not None
    assert failed.problem.sentence == "nowhere holds no dataset. Import one first."
    assert failed.problem.values == {"folder": "nowhere"}
    lines = [event for event in events if isinstance(event, LogLine)]
    assert [(line.job, line.level, line.text) for line in lines] == [(bad, "error", failed.problem.sentence)]


@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), SystemExit(3), KeyboardInterrupt()])
def test_a_fault_fails_its_job_and_the_thread_lives_on(
    thread: EngineThread, mailbox: Mailbox, until: Until, error: BaseException
) -> None:
    bad = thread.submit(Raise(error), "Bad")
    failed = until(mailbox, state(bad, "failed")).met
    assert isinstance(failed, JobChanged)
    assert failed.problem is not None
    assert failed.problem.code == "unexpected"
    assert "Traceback" in failed.problem.traceback
    good = thread.submit(Count(), "Count")
    until(mailbox, state(good, "finished"))


def test_switches_of_ended_and_unknown_jobs_do_nothing(thread: EngineThread, mailbox: Mailbox, until: Until) -> None:
    id = thread.submit(Count(), "Count")
    until(mailbox, state(id, "finished"))
    for switch in (thread.cancel, thread.pause, thread.resume, thread.stop):
        switch(id)
        switch(99)
    assert mailbox.drain() == []


def test_closing_cancels_what_runs_and_what_waits(mailbox: Mailbox, until: Until) -> None:
    thread = EngineThread(mailbox, bench)
    running, waiting = thread.submit(Endless(), "Endless"), thread.submit(Count(), "Count")
    events = until(mailbox, lambda event: isinstance(event, Progress))
    thread.close()
    assert thread.join(10)
    events += mailbox.drain()
    assert told(events, running)[-2:] == ["cancelling", "cancelled"]
    assert told(events, waiting) == ["queued", "cancelled"]


def test_a_closed_thread_takes_no_job(mailbox: Mailbox) -> None:
    thread = EngineThread(mailbox, bench)
    thread.close()
    assert thread.join(10)
    with pytest.raises(RuntimeError):
        thread.submit(Count(), "Count")


def test_join_says_false_while_the_work_does_not_come_to_a_checkpoint(mailbox: Mailbox, until: Until) -> None:
    factorised = threading.Event()

    @contextmanager
    def stubborn() -> Iterator[Callable[[Job, JobMonitor], Any]]:
        yield lambda job, monitor: factorised.wait(30)

    thread = EngineThread(mailbox, stubborn)
    id = thread.submit(Count(), "Count")
    until(mailbox, state(id, "running"))
    thread.close()
    assert not thread.join(0.05)
    factorised.set()
    assert thread.join(10)


def test_the_bench_is_left_on_the_thread_when_closed(mailbox: Mailbox) -> None:
    seen: list[tuple[str, str]] = []

    @contextmanager
    def watched() -> Iterator[Callable[[Job, JobMonitor], Any]]:
        seen.append(("entered", threading.current_thread().name))
        try:
            yield work
        finally:
            seen.append(("left", threading.current_thread().name))

    thread = EngineThread(mailbox, watched)
    thread.close()
    assert thread.join(10)
    assert seen == [("entered", "crossaisle-engine"), ("left", "crossaisle-engine")]


def test_where_the_workspace_cannot_be_opened_every_job_fails_with_that_sentence(
    mailbox: Mailbox, until: Until
) -> None:
    @contextmanager
    def broken() -> Iterator[Callable[[Job, JobMonitor], Any]]:
        raise UserError("file-unreadable", file="catalogue.sqlite", reason="it is damaged")
        yield

    thread = EngineThread(mailbox, broken)
    id = thread.submit(Count(), "Count")
    events = until(mailbox, state(id, "failed"))
    found = [event for event in events if isinstance(event, ProblemFound)]
    assert [event.problem.sentence for event in found] == ["catalogue.sqlite cannot be read: it is damaged."]
    assert isinstance(events[-1], JobChanged)
    assert events.met.problem == found[0].problem
    thread.close()
    assert thread.join(10)


@dataclass(frozen=True, slots=True)
class Beside(AsideJob):
    """Gives the id of the job that rests for it, once it has passed `steps` checkpoints."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Moment(WorkspaceAct):
    """The work of a moment."""


def aside_work(job: Job, monitor: JobMonitor) -> Any:
    match job:
        case Beside(steps=steps):
            for _ in range(steps):
                monitor.checkpoint()
                monitor.progress(0.5)
            return "beside"
        case Moment():
            return "done"
        case _:
            return work(job, monitor)


@pytest.fixture
def aside_thread(mailbox: Mailbox) -> Iterator[EngineThread]:
    @contextmanager
    def made_bench() -> Iterator[Callable[[Job, JobMonitor], Any]]:
        yield aside_work

    made = EngineThread(mailbox, made_bench)
    yield made
    made.close()
    assert made.join(10)


def test_an_aside_finishes_while_the_job_before_it_runs(
    aside_thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    long = aside_thread.submit(Endless(), "Endless")
    until(mailbox, state(long, "running"))
    events = until(mailbox, state(aside_thread.submit(Beside(), "Beside"), "finished"))
    assert "finished" not in told(events, long)
    aside_thread.cancel(long)
    until(mailbox, state(long, "cancelled"))


def test_an_aside_is_done_while_the_job_before_it_is_paused(
    aside_thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    long = aside_thread.submit(Endless(), "Endless")
    until(mailbox, state(long, "running"))
    aside_thread.pause(long)
    until(mailbox, state(long, "paused"))
    until(mailbox, state(aside_thread.submit(Beside(), "Beside"), "finished"))
    aside_thread.cancel(long)
    until(mailbox, state(long, "cancelled"))


def test_an_aside_is_cancelled_without_the_job_that_rests_for_it(
    aside_thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    long = aside_thread.submit(Endless(), "Endless")
    until(mailbox, state(long, "running"))
    aside = aside_thread.submit(Beside(10**12), "Beside")
    until(mailbox, state(aside, "running"))
    aside_thread.cancel(aside)
    events = until(mailbox, state(aside, "cancelled"))
    assert "cancelled" not in told(events, long)
    until(mailbox, lambda event: isinstance(event, Progress) and event.job == long)
    aside_thread.cancel(long)
    until(mailbox, state(long, "cancelled"))


def test_the_work_of_a_moment_is_done_within_an_aside_and_a_second_aside_after_it(
    aside_thread: EngineThread, mailbox: Mailbox, until: Until
) -> None:
    long = aside_thread.submit(Endless(), "Endless")
    until(mailbox, state(long, "running"))
    first = aside_thread.submit(Beside(10**12), "Beside")
    until(mailbox, state(first, "running"))
    second = aside_thread.submit(Beside(), "Beside")
    events = until(mailbox, state(aside_thread.submit(Moment(), "Moment"), "finished"))
    assert "running" not in told(events, second)
    aside_thread.cancel(first)
    until(mailbox, state(second, "finished"))
    aside_thread.cancel(long)
    until(mailbox, state(long, "cancelled"))


def test_closing_ends_an_aside_and_the_job_that_rests_for_it(mailbox: Mailbox, until: Until) -> None:
    @contextmanager
    def made_bench() -> Iterator[Callable[[Job, JobMonitor], Any]]:
        yield aside_work

    thread = EngineThread(mailbox, made_bench)
    long = thread.submit(Endless(), "Endless")
    until(mailbox, state(long, "running"))
    aside = thread.submit(Beside(10**12), "Beside")
    until(mailbox, state(aside, "running"))
    thread.close()
    assert thread.join(10)
    ends = {event.job: event.state for event in mailbox.drain() if isinstance(event, JobChanged)}
    assert ends == {long: "cancelled", aside: "cancelled"}
