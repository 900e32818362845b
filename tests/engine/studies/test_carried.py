"""A model of an earlier cut answers a later one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.data import Dataset
from engine.models.baselines.ease import Ease, EaseConfig
from engine.models.baselines.popularity import MostPop, MostPopConfig
from engine.monitor import Monitor
from engine.protocol import Context, Question, Training, all_candidates, split
from engine.protocol.recommender import Additive
from engine.studies import parse_study
from engine.studies.carried import Carried, carried
from tests.engine.tiny import Tiny, TinyConfig

EARLY = "protocol.split = { test_start = '2024-06-01', validation_start = '2024-01-05' }\nprotocol.min_item_users = 2\n"


@pytest.fixture(scope="module")
def cuts(shop_folder: Path) -> tuple[Training, Training, Question]:
    """The training before a very early cut, that before the test, and the test."""
    window = split(Dataset.open(shop_folder), parse_study(EARLY).protocol).windows[0]
    assert window.validation is not None
    earlier, later = window.validation[0], window.training
    assert earlier.catalogue.kept < later.catalogue.kept
    assert len(earlier.positions) < len(later.positions)
    return earlier, later, window.test


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(Monitor(), "cpu", 0, tmp_path, tmp_path)


def unknown(earlier: Training, later: Training) -> np.ndarray:
    """bool[kept]: which items of the later cut the earlier one did not keep."""
    known = earlier.catalogue.source[: earlier.catalogue.kept]
    return ~np.isin(later.catalogue.source[: later.catalogue.kept], known)


def test_items_that_the_model_does_not_know_come_last(
    cuts: tuple[Training, Training, Question], context: Context
) -> None:
    earlier, later, question = cuts
    model = MostPop(MostPopConfig())
    model.fit(earlier, context)
    every = all_candidates(question.histories, ("any",), later.catalogue)["any"]
    scores = Carried(model, earlier, later).score(question.histories, every)
    strange = torch.from_numpy(unknown(earlier, later))
    assert torch.isfinite(scores).all()
    assert (scores[:, strange].amax(dim=1) < scores[:, ~strange].amin(dim=1)).all()


def test_an_item_keeps_its_score_under_its_new_number(
    cuts: tuple[Training, Training, Question], context: Context
) -> None:
    earlier, later, question = cuts
    model = MostPop(MostPopConfig())
    model.fit(earlier, context)
    every = torch.ones((1, later.catalogue.kept), dtype=torch.bool)
    scores = Carried(model, earlier, later).score(question.histories.block(0, 1), every)[0]
    buyers = np.asarray(earlier.histories.binary(earlier.catalogue.kept).sum(axis=0)).ravel()
    by_position = dict(zip(earlier.catalogue.source, buyers, strict=False))
    for number in np.flatnonzero(~unknown(earlier, later)):
        assert scores[number] == by_position[later.catalogue.source[number]]


def test_what_is_no_candidate_stays_out(cuts: tuple[Training, Training, Question], context: Context) -> None:
    earlier, later, question = cuts
    model = MostPop(MostPopConfig())
    model.fit(earlier, context)
    some = all_candidates(question.histories, ("cross",), later.catalogue)["cross"]
    scores = Carried(model, earlier, later).score(question.histories, some)
    assert torch.equal(torch.isfinite(scores), some)


def test_unknown_items_have_no_probability(cuts: tuple[Training, Training, Question], context: Context) -> None:
    earlier, later, question = cuts
    model = Tiny(TinyConfig())
    model.fit(earlier, context)
    carried = Carried(model, earlier, later)
    every = all_candidates(question.histories, ("any",), later.catalogue)["any"]
    chances = carried.probability(question.histories, carried.score(question.histories, every))
    assert chances is not None
    assert torch.equal(chances.isnan(), torch.from_numpy(unknown(earlier, later)).expand_as(chances))


def test_users_without_an_earlier_history_are_new_to_the_model(
    cuts: tuple[Training, Training, Question], context: Context
) -> None:
    earlier, later, question = cuts
    seen: list[np.ndarray] = []

    class Looking(MostPop):
        def score(self, histories, candidates):  # type: ignore[no-untyped-def]
            seen.append(histories.users)
            return super().score(histories, candidates)

    model = Looking(MostPopConfig())
    model.fit(earlier, context)
    every = all_candidates(question.histories, ("any",), later.catalogue)["any"]
    Carried(model, earlier, later).score(question.histories, every)
    known = np.isin(later.positions, earlier.positions)
    np.testing.assert_array_equal(seen[0] >= 0, known)
    np.testing.assert_array_equal(earlier.positions[seen[0][known]], later.positions[known])


def test_what_a_history_adds_is_known_of_known_items(
    cuts: tuple[Training, Training, Question], context: Context
) -> None:
    earlier, later, question = cuts
    model = Ease(EaseConfig(l2=20))
    model.fit(earlier, context)
    whole = carried(model, earlier, later)
    assert isinstance(whole, Additive)
    every = all_candidates(question.histories, ("any",), later.catalogue)["any"]
    scores = whole.score(question.histories, every).numpy()
    kept = later.catalogue.kept
    summed = whole.rows(question.histories) @ whole.weights_into(np.arange(kept))
    strange = unknown(earlier, later)
    np.testing.assert_allclose(summed[:, ~strange], scores[:, ~strange], atol=1e-5)
    assert (summed[:, strange] == 0).all()


def test_a_model_without_weights_has_none_for_a_later_cut(cuts: tuple[Training, Training, Question]) -> None:
    earlier, later, _ = cuts
    assert not isinstance(carried(MostPop(MostPopConfig()), earlier, later), Additive)


def test_an_item_that_is_no_longer_sold_is_scored_no_more_and_moves_no_other(
    shop_folder: Path, context: Context
) -> None:
    data = Dataset.open(shop_folder)
    rule = EARLY + "protocol.available_within = '2d'\n"
    window = split(data, parse_study(rule).protocol).windows[0]
    assert window.validation is not None
    earlier, later = window.validation[0], window.training
    gone = ~np.isin(earlier.catalogue.source[: earlier.catalogue.kept], later.catalogue.source[: later.catalogue.kept])
    assert gone.any()
    model = MostPop(MostPopConfig())
    model.fit(earlier, context)
    every = all_candidates(window.test.seen, ("any",), later.catalogue)["any"]
    scores = Carried(model, earlier, later).score(window.test.histories, every)
    own = model.score(window.test.histories, torch.ones((len(every), earlier.catalogue.kept), dtype=torch.bool))
    place = {int(item): number for number, item in enumerate(later.catalogue.source[: later.catalogue.kept])}
    for number, item in enumerate(earlier.catalogue.source[: earlier.catalogue.kept]):
        if int(item) in place:
            assert torch.equal(scores[:, place[int(item)]], own[:, number])
