from __future__ import annotations

import itertools

import pytest

from engine.models.baselines.ease import EaseConfig
from engine.studies.plan import RunSpec
from engine.studies.shares import parts_of, stage_bounds, weights


def spec(name: str, cost: float) -> RunSpec:
    return RunSpec(EaseConfig(), 0, name, ("cross",), 6, cost)


def test_a_recorded_run_gives_its_stages_their_own_width() -> None:
    bounds = stage_bounds({"tuning": 2.0, "fit": 1.0, "ranking": 1.0, "reasons": 15.0, "storing": 1.0})
    assert bounds["reasons"] == pytest.approx((0.2, 0.95))


def test_a_stage_that_a_recorded_run_did_not_have_takes_no_width() -> None:
    bounds = stage_bounds({"tuning": 2.0, "fit": 1.0, "ranking": 1.0})
    assert bounds["reasons"] == pytest.approx((1.0, 1.0))


def test_the_stages_of_an_unknown_run_fill_it() -> None:
    bounds = list(stage_bounds(None).values())
    assert bounds[0][0] == 0.0
    assert bounds[-1][1] == pytest.approx(1.0)
    assert all(before[1] == pytest.approx(after[0]) for before, after in itertools.pairwise(bounds))


def test_recorded_seconds_outweigh_costs() -> None:
    found = weights([spec("A", 1.0), spec("B", 1.0)], [4.0, 12.0], [False, False])
    assert found.tolist() == [4.0, 12.0]


def test_an_unknown_run_takes_its_cost_at_the_rate_of_the_recorded_ones() -> None:
    found = weights([spec("A", 1.0), spec("B", 30.0)], [2.0, None], [False, False])
    assert found.tolist() == [2.0, 60.0]


def test_a_kept_run_takes_no_time() -> None:
    found = weights([spec("A", 1.0), spec("B", 3.0)], [None, None], [True, False])
    assert found.tolist() == [0.0, 3.0]


def test_parts_bear_the_labels_of_progress_and_begin_with_their_stages() -> None:
    bounds = {"tuning": (0.0, 0.5), "fit": (0.5, 0.75), "ranking": (0.75, 1.0)}
    assert parts_of("EASE", bounds, 0.2, 0.6) == [
        ("EASE, tuning", pytest.approx(0.2)),
        ("EASE, final fit", pytest.approx(0.4)),
        ("EASE, lists", pytest.approx(0.5)),
    ]
