from __future__ import annotations

import threading

import numpy as np
import pytest

from engine.monitor import Cancelled
from engine.session.job_monitor import JobMonitor
from engine.session.messages import CurveAt, Event, Expected, ImportDataset, JobChanged, LogLine, MetricPoint, Progress
from engine.session.ticket import Ticket


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Listening:
    """A running job whose events a test reads."""

    def __init__(self, tmp_path: object) -> None:
        self.events: list[Event] = []
        self.ticket = Ticket(7, ImportDataset(recipe=tmp_path), "Import", self.events.append)
        self.ticket.enter("running")
        self.events.clear()
        self.clock = Clock()
        self.monitor = JobMonitor(self.ticket, self.clock)


@pytest.fixture
def job(tmp_path: object) -> Listening:
    return Listening(tmp_path)


def test_progress_tells_elapsed_and_left(job: Listening) -> None:
    job.clock.now = 10.0
    job.monitor.progress(0.25, "fitting EASE")
    assert job.events == [Progress(7, 0.25, "fitting EASE", 10.0, pytest.approx(30.0))]


def test_what_a_part_expects_is_told_at_its_place_in_the_whole(job: Listening) -> None:
    job.monitor.progress(0.2, "preparing")
    job.events.clear()
    job.monitor.part("", 0.2, 1.0).expect([("EASE, tuning", 0.0), ("EASE", 0.25)], 80.0)
    assert job.events == [Expected(7, (("EASE, tuning", 0.2), ("EASE", 0.4)))]
    job.monitor.progress(0.2, "EASE, tuning: statistics")
    assert job.events[-1] == Progress(7, 0.2, "EASE, tuning: statistics", 0.0, pytest.approx(80.0), measured=False)


def test_progress_of_nested_parts_lands_in_their_share_of_the_whole(job: Listening) -> None:
    job.monitor.part("Pipeline", 0.5, 1.0).part("profile", 0.0, 0.5).progress(0.5, "epoch 1")
    assert isinstance(job.events[0], Progress)
    assert job.events[0].fraction == pytest.approx(0.625)
    assert job.events[0].step == "Pipeline: profile: epoch 1"


def test_progress_never_runs_backwards_or_past_the_end(job: Listening) -> None:
    for fraction in (0.4, 0.2, 7.0):
        job.monitor.progress(fraction)
    assert [event.fraction for event in job.events if isinstance(event, Progress)] == [0.4, 0.4, 1.0]


def test_points_curves_and_lines_carry_the_job(job: Listening) -> None:
    part = job.monitor.part("ranking", 0.0, 1.0)
    part.metric("ranking", "loss", 2, 0.5)
    part.curve("EASE", "f1", 0, np.array([0.1, 0.2], np.float32))
    part.message("2 rows left out", "warning")
    point, curve, line = job.events
    assert point == MetricPoint(7, "ranking", "loss", 2.0, 0.5)
    assert isinstance(curve, CurveAt)
    assert (curve.job, curve.part, curve.name, curve.values.dtype) == (7, "EASE", "f1", np.float64)
    assert isinstance(line, LogLine)
    assert (line.job, line.level, line.text) == (7, "warning", "2 rows left out")


def test_a_curve_is_a_copy_that_later_work_does_not_change(job: Listening) -> None:
    values = np.zeros(3)
    job.monitor.curve("EASE", "f1", 0.0, values)
    values[:] = 1.0
    assert isinstance(job.events[0], CurveAt)
    assert not job.events[0].values.any()


def test_checkpoint_raises_once_cancelled(job: Listening) -> None:
    job.monitor.checkpoint()
    job.ticket.cancel()
    with pytest.raises(Cancelled):
        job.monitor.part("a", 0.0, 1.0).checkpoint()


def test_a_checkpoint_waits_while_paused_and_says_so_when_it_does(job: Listening) -> None:
    reached, passed = threading.Event(), threading.Event()
    post = job.events.append

    def heard(event: Event) -> None:
        post(event)
        if isinstance(event, JobChanged) and event.state == "paused":
            reached.set()

    job.ticket.post = heard
    job.ticket.control.pause()
    assert job.events == []  # not paused before the work has come to a checkpoint

    def work() -> None:
        job.monitor.checkpoint()
        passed.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert reached.wait(5)
    job.clock.now += 100.0
    assert not passed.is_set()
    job.ticket.control.resume()
    assert passed.wait(5)
    thread.join(5)
    assert [event.state for event in job.events if isinstance(event, JobChanged)] == ["paused", "running"]
    job.clock.now += 1.0
    job.monitor.progress(0.5)
    assert isinstance(job.events[-1], Progress)
    assert job.events[-1].elapsed == pytest.approx(1.0)  # the pause does not count


def test_stop_reaches_the_part_that_spoke_last_and_those_around_it(job: Listening) -> None:
    run = job.monitor.part("Pipeline", 0.0, 1.0)
    profile, ranking = run.part("profile", 0.0, 0.5), run.part("ranking", 0.5, 1.0)
    profile.progress(0.5)
    assert not profile.stopping
    job.monitor.stop()
    assert profile.stopping
    assert run.stopping
    assert not ranking.stopping


def test_stop_reaches_a_part_that_works_inside_a_smaller_one(job: Listening) -> None:
    profile = job.monitor.part("profile", 0.0, 0.5)
    profile.part("validating", 0.0, 0.1).checkpoint()
    job.monitor.stop()
    assert profile.stopping


def test_a_part_after_the_stopped_one_goes_its_whole_way(job: Listening) -> None:
    first, second = job.monitor.part("first", 0.0, 0.5), job.monitor.part("second", 0.5, 1.0)
    first.checkpoint()
    job.monitor.stop()
    second.progress(0.1)
    assert not second.stopping
    job.monitor.stop()
    assert second.stopping
    assert not first.stopping


def test_stop_ends_work_that_has_no_parts(job: Listening) -> None:
    job.monitor.stop()
    assert job.monitor.stopping
