from __future__ import annotations

import threading

import numpy as np

from engine.session.mailbox import BURST, RATE, Mailbox
from engine.session.messages import CurveAt, Event, JobChanged, LogLine, MetricPoint, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def line(text: str) -> LogLine:
    return LogLine(None, 0.0, "info", text)


def point(step: float, name: str = "loss", job: int = 1) -> MetricPoint:
    return MetricPoint(job, "ranking", name, step, 0.5)


def progress(fraction: float, job: int = 1) -> Progress:
    return Progress(job, fraction, "", 0.0, None)


def steps(events: list[Event]) -> list[float]:
    return [event.step for event in events if isinstance(event, MetricPoint)]


def test_events_come_out_in_the_order_of_posting_and_once() -> None:
    mailbox = Mailbox()
    posted = [line("a"), JobChanged(1, "t", "queued"), point(0.0), line("b"), point(1.0)]
    for event in posted:
        mailbox.post(event)
    assert mailbox.drain() == posted
    assert mailbox.drain() == []


def test_equal_events_are_all_kept() -> None:
    mailbox = Mailbox()
    mailbox.post(line("again"))
    mailbox.post(line("again"))
    assert len(mailbox.drain()) == 2


def test_of_progress_only_the_newest_of_a_job_is_kept_at_its_own_place() -> None:
    mailbox = Mailbox()
    for event in (progress(0.1), progress(0.2, job=2), line("x"), progress(0.3), JobChanged(1, "t", "finished")):
        mailbox.post(event)
    assert mailbox.drain() == [progress(0.2, job=2), line("x"), progress(0.3), JobChanged(1, "t", "finished")]


def test_a_short_burst_of_points_passes_whole() -> None:
    mailbox = Mailbox(Clock())
    for step in range(int(BURST)):
        mailbox.post(point(step))
    assert steps(mailbox.drain()) == [float(step) for step in range(int(BURST))]


def test_a_flood_of_points_is_thinned_to_the_rate() -> None:
    clock = Clock()
    mailbox = Mailbox(clock)
    seen = []
    for step in range(10_000):  # 1,000 a second for 10 s
        clock.now += 0.001
        mailbox.post(point(step))
        if step % 33 == 0:
            seen += mailbox.drain()
    assert len(seen) <= BURST + 10 * RATE + 1
    assert len(seen) > 0.9 * 10 * RATE
    assert steps(seen) == sorted(steps(seen))


def test_the_last_point_of_a_flood_arrives_before_its_job_ends() -> None:
    mailbox = Mailbox(Clock())
    for step in range(500):
        mailbox.post(point(step))
    mailbox.post(JobChanged(1, "t", "finished"))
    events = mailbox.drain()
    assert steps(events)[-1] == 499.0
    assert isinstance(events[-1], JobChanged)


def test_a_point_that_waits_comes_with_a_later_drain() -> None:
    clock = Clock()
    mailbox = Mailbox(clock)
    for step in range(int(BURST) + 5):
        mailbox.post(point(step))
    mailbox.drain()
    clock.now += 1.5 / RATE
    assert steps(mailbox.drain()) == [BURST + 4]


def test_curves_of_other_names_and_jobs_have_their_own_room() -> None:
    mailbox = Mailbox(Clock())
    for step in range(500):
        mailbox.post(point(step))
    mailbox.drain()
    mailbox.post(point(0.0, name="validation loss"))
    mailbox.post(point(0.0, job=2))
    mailbox.post(CurveAt(1, "ranking", "loss", 0.0, np.zeros(3)))
    assert len(mailbox.drain()) == 3


def test_wait_returns_at_once_where_something_lies_there_and_in_time_where_nothing_does() -> None:
    mailbox = Mailbox()
    assert not mailbox.wait(0.01)
    mailbox.post(line("x"))
    assert mailbox.wait(0.0)


def test_eight_threads_post_without_losing_or_reordering_anything() -> None:
    mailbox = Mailbox()
    per_thread = 500

    def post(thread: int) -> None:
        for number in range(per_thread):
            mailbox.post(LogLine(thread, float(number), "info", ""))

    threads = [threading.Thread(target=post, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    events: list[Event] = []
    while any(thread.is_alive() for thread in threads):
        events += mailbox.drain()
    events += mailbox.drain()
    for thread in range(8):
        assert [event.at for event in events if isinstance(event, LogLine) and event.job == thread] == list(
            map(float, range(per_thread))
        )
