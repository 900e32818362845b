from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.data import DAY
from engine.models.pipeline.windows import aim, past, past_cuts
from engine.protocol import Training, Window


def days(training: Training, moments: list[int]) -> list[int]:
    """Days before the training's own cut."""
    return [(training.cut - moment) // DAY for moment in moments]


def test_the_asked_number_of_windows_is_whole_and_one_warms_up(window: Window) -> None:
    assert days(window.training, past_cuts(window.training, 3, 28, None)) == [140, 112, 84, 56, 28]
    found = [past(window.training, cut, cut + 28 * DAY) for cut in past_cuts(window.training, 3, 28, None)]
    assert [one.whole for one in found if one] == [True, True, True, True, False]


def test_a_final_fit_keeps_the_cuts_of_the_tuning_and_adds_newer_ones(window: Window) -> None:
    assert window.validation is not None
    tuning = past_cuts(window.validation[0], 2, 28, None)
    final = past_cuts(window.training, 2, 28, tuning[0])
    assert final[: len(tuning)] == tuning
    assert days(window.training, final[len(tuning) :]) == [56, 28]


def test_a_cut_needs_a_horizon_of_data_before_it(window: Window) -> None:
    begin = int(window.training.histories.times.min())
    assert min(past_cuts(window.training, 60, 14, None)) >= begin + 56 * DAY


def test_without_cuts_there_are_none(window: Window) -> None:
    assert past_cuts(window.training, 0, 28, None) == []


def test_nothing_of_a_window_lies_at_or_after_the_end_it_may_know(window: Window) -> None:
    training, cut = window.training, window.training.cut - 56 * DAY
    found = past(training, cut, cut + 28 * DAY)
    assert found is not None
    assert found.training.histories.times.max() < cut
    pairs = {
        (int(training.positions[user]), int(training.catalogue.source[item])): []
        for user, item in zip(training.histories.rows, training.histories.items, strict=True)
    }
    for user, item, time in zip(
        training.histories.rows, training.histories.items, training.histories.times, strict=True
    ):
        pairs[int(training.positions[user]), int(training.catalogue.source[item])].append(int(time))
    for targets, end in ((found.targets, training.cut), (found.near, cut + 28 * DAY)):
        owners = np.repeat(np.arange(len(targets.counts)), targets.counts)
        assert len(owners)
        for user, item in zip(owners, targets.items, strict=True):
            times = pairs[int(found.training.positions[user]), int(found.training.catalogue.source[item])]
            assert min(times) >= cut
            assert min(times) < end


def test_near_is_the_part_of_the_targets_bought_before_the_next_cut(window: Window) -> None:
    cut = window.training.cut - 56 * DAY
    whole, near = (past(window.training, cut, cut + length * DAY) for length in (56, 14))
    assert whole is not None
    assert near is not None
    assert whole.near.items.tolist() == whole.targets.items.tolist()
    assert 0 < len(near.near.items) < len(near.targets.items)
    shorter = window.training.at(cut, 14 * DAY, ("cross",))[1].targets["cross"]
    assert near.near.items.tolist() == shorter.items.tolist()
    assert near.near.indptr.tolist() == shorter.indptr.tolist()


def test_nobody_before_a_cut_gives_no_window(window: Window) -> None:
    assert past(window.training, int(window.training.histories.times.min()), window.training.cut) is None


@pytest.mark.parametrize(("level", "scope"), [("product_category", "cross"), (None, "all")])
def test_without_categories_the_pipeline_learns_from_everything_new(
    window: Window, level: str | None, scope: str
) -> None:
    protocol = window.training.protocol.model_copy(update={"category_level": level})
    assert aim(replace(window.training, protocol=protocol)) == scope
