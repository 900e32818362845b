"""The definition switch against what the libraries themselves said of made-up lists, and scikit-learn live.

data/definitions.json names the command that made it; its lists are short or missing for some users, relevant items are
fewer and more than K, and scores tie.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from engine.evaluation import METRICS, Hits, definitions
from engine.evaluation.definitions import ndcg_over_ties
from engine.evaluation.hits import Ties
from engine.evaluation.libraries import LIBRARIES, values
from engine.evaluation.tables import hits_of_tables

RECORDED: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "definitions.json").read_text())
SWITCHED = ".switched"
CASES = [(name, metric) for name, metrics in RECORDED["values"].items() for metric in metrics]
EXACT = 1e-6


@pytest.fixture(scope="module")
def recorded() -> Hits:
    """The hits of the recorded lists, a row a user in the order of the recorded values."""
    tables = RECORDED["tables"]
    lists = pa.table({name: tables[name] for name in ("user", "item", "rank", "score")})
    relevance = pa.table({"user": tables["relevant_user"], "item": tables["relevant_item"]})
    return hits_of_tables(lists, relevance, RECORDED["depth"])


def ours(name: str, metric: str) -> tuple[str, str]:
    """The key in LIBRARIES and our name of a recorded metric."""
    switched = metric.endswith(SWITCHED)
    return (f"{name}-switched" if switched else name), metric.removesuffix(SWITCHED)


def numbers(recorded: list[Any]) -> np.ndarray:
    return np.array(recorded, float)


@pytest.mark.parametrize(("name", "metric"), CASES)
def test_every_user_has_the_librarys_own_value(recorded: Hits, name: str, metric: str) -> None:
    key, mine = ours(name, metric)
    found, expected = values(LIBRARIES[key], mine, recorded), numbers(RECORDED["values"][name][metric]["user"])
    np.testing.assert_allclose(found, expected, rtol=0, atol=EXACT, equal_nan=True)


@pytest.mark.parametrize(("name", "metric"), CASES)
def test_the_mean_is_the_librarys_own(recorded: Hits, name: str, metric: str) -> None:
    key, mine = ours(name, metric)
    found, expected = LIBRARIES[key].metrics[mine].mean(recorded), numbers(RECORDED["values"][name][metric]["mean"])
    np.testing.assert_allclose(found, expected, rtol=0, atol=EXACT)


def test_every_metric_of_a_recorded_library_was_recorded() -> None:
    taken = {ours(name, metric) for name, metric in CASES}
    keys = {key for key, _ in taken}
    assert keys == set(LIBRARIES) - {"ours", "scikit-learn", "f1-of-means"}
    stated = {(key, metric) for key in keys for metric in LIBRARIES[key].metrics}
    assert stated - taken == set()
    assert taken - stated == set()


def test_the_recorded_versions_are_those_that_the_switch_names() -> None:
    assert RECORDED["versions"] == {name: LIBRARIES[name].version for name in RECORDED["values"]}


def test_the_recorded_lists_hold_what_is_awkward(recorded: Hits) -> None:
    depth = RECORDED["depth"]
    assert (recorded.length == 0).any()
    assert ((recorded.length > 0) & (recorded.length < depth)).any()
    assert (recorded.relevant < depth).any()
    assert (recorded.relevant > depth).any()
    scores = np.array(RECORDED["tables"]["score"])
    assert (np.diff(scores) == 0).any()


def test_a_library_without_the_metric_has_no_values(recorded: Hits) -> None:
    assert values(LIBRARIES["recbole"], "f1", recorded) is None
    assert values(LIBRARIES["lenskit"], "f1", recorded) is None


def test_ours_are_the_metrics_of_every_report(recorded: Hits) -> None:
    assert set(LIBRARIES["ours"].metrics) == set(METRICS)
    for name, metric in METRICS.items():
        assert np.array_equal(LIBRARIES["ours"].metrics[name].mean(recorded), metric(recorded).sum(0) / 18)


def test_f1_of_the_means_is_no_mean_of_f1() -> None:
    """One user with P = R = 1, one with nothing: the means are 1/2 each, and so is their F1; at K = 2 P is 1/4."""
    hits = Hits(
        np.arange(2, dtype=np.int32),
        np.array([[True, False], [False, False]]),
        np.array([1, 3], np.int32),
        np.array([2, 2], np.int32),
    )
    definition = LIBRARIES["f1-of-means"].metrics["f1"]
    assert definition.mean(hits).tolist() == pytest.approx([0.5, 2 * 0.25 * 0.5 / 0.75])
    assert values(LIBRARIES["f1-of-means"], "f1", hits) is None


def test_f1_of_the_means_is_zero_without_hits() -> None:
    hits = Hits(np.zeros(1, np.int32), np.zeros((1, 3), bool), np.ones(1, np.int32), np.full(1, 3, np.int32))
    assert LIBRARIES["f1-of-means"].metrics["f1"].mean(hits).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("key", list(LIBRARIES))
def test_means_do_not_depend_on_the_blocks_of_users(recorded: Hits, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: metric.mean(recorded) for name, metric in LIBRARIES[key].metrics.items()}
    monkeypatch.setattr(definitions, "CHUNK", 5)
    for name, metric in LIBRARIES[key].metrics.items():
        np.testing.assert_allclose(metric.mean(recorded), whole[name], rtol=1e-14)


@pytest.mark.parametrize("key", list(LIBRARIES))
def test_nobody_has_no_mean(key: str) -> None:
    empty = np.empty(0, np.int32)
    nobody = Hits(empty, np.empty((0, 4), bool), empty, empty)
    for metric in LIBRARIES[key].metrics.values():
        assert np.isnan(metric.mean(nobody)).all()


@st.composite
def tied(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    """Scores of few values and relevance of all candidates of some users, and a depth."""
    users, items = draw(st.integers(1, 4)), draw(st.integers(2, 12))
    scores = draw(st.lists(st.lists(st.integers(0, 3), min_size=items, max_size=items), min_size=users, max_size=users))
    marks = st.lists(st.booleans(), min_size=items, max_size=items).filter(any)
    relevant = draw(st.lists(marks, min_size=users, max_size=users))
    return np.array(scores, float), np.array(relevant, bool), draw(st.integers(1, items + 2))


@settings(max_examples=200, deadline=None)
@given(tied())
def test_ndcg_over_ties_is_scikit_learns(case: tuple[np.ndarray, np.ndarray, int]) -> None:
    scores, relevant, depth = case
    found = ndcg_over_ties(ranked(scores, relevant, depth))
    for k in range(1, depth + 1):
        for row in range(len(scores)):
            expected = ndcg_score(relevant[row : row + 1].astype(float), scores[row : row + 1], k=k)
            assert found[row, k - 1] == pytest.approx(expected, abs=EXACT)


def test_ndcg_over_ties_is_unknown_where_ties_were_not_counted(recorded: Hits) -> None:
    assert recorded.ties is None
    assert np.isnan(LIBRARIES["scikit-learn"].metrics["ndcg"].mean(recorded)).all()


def test_a_user_without_a_list_is_left_out_of_the_mean_over_ties() -> None:
    both = ranked(np.array([[2.0, 1.0], [2.0, 1.0]]), np.array([[False, True], [True, False]]), 2)
    without = Hits(both.users, both.hit & [[True], [False]], both.relevant, np.array([2, 0], np.int32), both.ties)
    alone = ndcg_over_ties(both.of(np.array([0])))[0]
    assert LIBRARIES["scikit-learn"].metrics["ndcg"].mean(without).tolist() == pytest.approx(alone.tolist())


def ranked(scores: np.ndarray, relevant: np.ndarray, depth: int) -> Hits:
    """The hits of all candidates ranked by score, equal ones by number, with the ties counted."""
    n, items = scores.shape
    length = min(depth, items)
    order = np.argsort(-scores, axis=1, kind="stable")
    listed = np.take_along_axis(scores, order, axis=1)
    right = np.take_along_axis(relevant, order, axis=1)
    hit, same = np.zeros((n, depth), bool), np.zeros((n, depth), bool)
    hit[:, :length] = right[:, :length]
    same[:, 1:length] = listed[:, 1:length] == listed[:, : length - 1]
    beyond = listed[:, length:] == listed[:, length - 1 : length]
    ties = Ties(same, beyond.sum(1).astype(np.int32), (beyond & right[:, length:]).sum(1).astype(np.int32))
    counts = relevant.sum(1).astype(np.int32)
    return Hits(np.arange(n, dtype=np.int32), hit, counts, np.full(n, length, np.int32), ties)
