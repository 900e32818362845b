"""The smallest difference a study would find, before it runs."""

from __future__ import annotations

import numpy as np
import pytest

from engine.evaluation import detectable, hits
from engine.evaluation.metrics import f1
from engine.models.registry import model_class
from engine.monitor import Cancelled, Monitor
from engine.protocol.ranking import rank
from engine.protocol.recommender import Context
from engine.studies import parse_study
from engine.studies.power import power_before
from engine.studies.prepared import Prepared, prepare
from engine.workspace import Workspace


def prepared(shop: Workspace, split: str = '{ horizon = "40d" }') -> Prepared:
    return prepare(parse_study(f'[protocol]\nsplit = {split}\n[primary]\nk = 5\nscope = "cross"'), shop)


def test_it_is_the_spread_of_two_baselines_in_the_validation_window(shop: Workspace) -> None:
    found = power_before(made := prepared(shop), Monitor())
    assert made.window.validation is not None
    training, question = made.window.validation
    values = []
    for name in ("ease", "mostpop"):
        kind = model_class(name)
        model = kind(kind.config_class())
        model.fit(training, Context(Monitor(), "cpu", 0, shop.folder, shop.cache, None, None))
        lists = rank(model, question, ("cross",), 5, training.catalogue, Monitor())["cross"]
        values.append(f1(hits(lists, question.targets["cross"]))[:, 4])
    assert found is not None
    assert found.difference == pytest.approx(detectable(values[0] - values[1]))
    assert found.share == pytest.approx(found.difference / np.mean(values[0]))
    assert found.shoppers == len(values[0])


def test_the_test_window_is_not_read(shop: Workspace) -> None:
    made = prepared(shop)
    made.window.test.targets.clear()
    assert power_before(made, Monitor()) is not None


def test_without_a_validation_window_nothing_is_said(shop: Workspace) -> None:
    assert power_before(prepared(shop, '{ kind = "time", test_start = "2024-01-03" }'), Monitor()) is None


def test_it_ends_where_a_newer_draft_has_come(shop: Workspace) -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        power_before(prepared(shop), Impatient())
