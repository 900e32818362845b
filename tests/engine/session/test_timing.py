from __future__ import annotations

import itertools
import random

import pytest

from engine.session.timing import Stopwatch


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_no_time_left_is_told_before_a_rate_is_known() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 0.5
    assert watch.left(0.3) is None
    clock.now += 5.0
    assert watch.left(0.0) is None


def test_at_a_steady_rate_the_time_left_is_what_remains() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    for second in range(1, 61):
        clock.now += 1.0
        left = watch.left(second / 100)
    assert left == pytest.approx(40.0, rel=0.02)


def test_a_pause_changes_neither_elapsed_nor_left() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    for second in range(1, 31):
        clock.now += 1.0
        watch.left(second / 60)
    watch.pause()
    clock.now += 3600.0
    assert watch.elapsed == pytest.approx(30.0)
    watch.resume()
    clock.now += 1.0
    assert watch.elapsed == pytest.approx(31.0)
    assert watch.left(31 / 60) == pytest.approx(29.0, rel=0.05)


def test_the_time_left_follows_a_rate_that_halves() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    fraction = 0.0
    for _ in range(30):
        clock.now += 1.0
        fraction += 0.01
        watch.left(fraction)
    for _ in range(60):
        clock.now += 1.0
        fraction += 0.005
        left = watch.left(fraction)
    assert left == pytest.approx((1 - fraction) / 0.005, rel=0.1)


def test_an_uneven_rate_does_not_make_the_time_left_jump() -> None:
    clock, dice = Clock(), random.Random(1)
    watch = Stopwatch(clock)
    fraction, told = 0.0, []
    for _ in range(200):
        clock.now += 0.5
        fraction += 0.002 * dice.choice([0.2, 1.8])
        told.append(watch.left(fraction))
    known = [value for value in told[40:] if value is not None]
    assert max(abs(later - earlier) for earlier, later in itertools.pairwise(known)) < 0.04 * 250.0


def test_what_was_done_before_measuring_began_does_not_count() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    for _ in range(8):  # libraries load slowly
        clock.now += 1.0
        watch.left(0.03)
    watch.measure(0.03)
    assert watch.left(0.03) is None
    for second in range(1, 11):
        clock.now += 1.0
        left = watch.left(0.03 + 0.05 * second)
    assert left == pytest.approx((1 - 0.53) / 0.05, rel=0.05)


def test_work_that_stands_still_keeps_the_rate_it_had() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    for second in range(1, 11):
        clock.now += 1.0
        watch.left(0.02 * second)
    for _ in range(20):  # one long factorisation
        clock.now += 1.0
        left = watch.left(0.2)
    assert left is not None
    assert 30.0 < left < 200.0


def test_done_work_has_no_time_left() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 3.0
    watch.left(0.5)
    assert watch.left(1.0) == 0.0


def test_ten_thousand_reports_keep_few_samples() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    for step in range(10_000):
        clock.now += 0.01
        watch.left(step / 10_000)
    assert len(watch._samples) < 500


def test_what_is_expected_is_told_before_a_rate_is_known() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 8.0  # libraries
    watch.measure(0.03, expected=250.0)
    assert watch.left(0.03) == pytest.approx(250.0)
    assert not watch.measured


def test_expected_work_that_has_not_moved_counts_down_and_stays_unmeasured() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.measure(0.0, expected=250.0)
    watch.left(0.0)
    clock.now += 5.0
    left = watch.left(0.0)
    assert left is not None
    assert 240.0 < left < 300.0
    assert not watch.measured


def test_a_fast_first_second_hardly_moves_what_is_expected() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.measure(0.0, expected=200.0)
    clock.now += 1.2
    left = watch.left(0.03)  # five times as fast as expected
    assert left is not None
    assert 120.0 < left < 200.0
    assert watch.measured


def test_a_wrong_expectation_is_left_behind_within_a_third_of_the_work() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.measure(0.0, expected=50.0)
    for second in range(1, 101):  # takes 300 s
        clock.now += 1.0
        left = watch.left(second / 300)
    assert left == pytest.approx(200.0, rel=0.15)


def test_a_right_expectation_stays_right_to_the_end() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.measure(0.1, expected=90.0)
    for second in range(1, 90):
        clock.now += 1.0
        left = watch.left(0.1 + 0.01 * second)
        assert left == pytest.approx(90.0 - second, abs=1.0)
