"""Metrics against their definitions in plain Python and against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, average_precision_score, ndcg_score

from engine.evaluation import METRICS, Hits
from engine.evaluation.metrics import accuracy, average_precision, f1, ndcg, precision, recall, reciprocal_rank
from tests.engine.invented import metrics_at


def marked(rows: list[list[bool]], relevant: list[int]) -> Hits:
    return Hits(
        np.arange(len(rows), dtype=np.int32),
        np.array(rows, bool).reshape(len(rows), -1),
        np.array(relevant, np.int32),
        np.array([len(row) for row in rows], np.int32),
    )


@st.composite
def users(draw: st.DrawFn) -> Hits:
    """Up to six users whose lists of one length hold some of their relevant items."""
    k = draw(st.integers(1, 15))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=k, max_size=k), min_size=1, max_size=6))
    relevant = [max(1, sum(row) + draw(st.integers(0, 20))) for row in rows]
    return marked(rows, relevant)


@settings(max_examples=200, deadline=None)
@given(users())
def test_every_metric_is_its_definition_at_every_cutoff(hits: Hits) -> None:
    found = {name: metric(hits) for name, metric in METRICS.items()}
    for row, (marks, relevant) in enumerate(zip(hits.hit.tolist(), hits.relevant.tolist(), strict=True)):
        # ranks stand for items: those that hit, then as many that the list missed
        ranking = list(range(len(marks)))
        right = {rank for rank, mark in enumerate(marks) if mark}
        right |= {1000 + missed for missed in range(relevant - len(right))}
        for k in range(1, len(marks) + 1):
            expected = metrics_at(ranking, right, k)
            assert {name: values[row, k - 1] for name, values in found.items()} == pytest.approx(expected, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.booleans(), min_size=2, max_size=30).filter(any), st.data())
def test_ndcg_is_scikit_learns_over_a_full_ranking(marks: list[bool], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(marks)))
    scores = np.arange(len(marks), 0, -1.0)
    expected = ndcg_score([np.array(marks, float)], [scores], k=k)
    assert ndcg(marked([marks], [sum(marks)]))[0, k - 1] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=30).filter(any))
def test_average_precision_over_a_full_ranking_is_scikit_learns(marks: list[bool]) -> None:
    expected = average_precision_score(np.array(marks, int), np.arange(len(marks), 0, -1.0))
    found = average_precision(marked([marks], [sum(marks)]))[0, -1]
    # ours divides by min(K, relevant), which is the number of relevant items here
    assert found == pytest.approx(expected, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(users())
def test_values_lie_between_0_and_1(hits: Hits) -> None:
    for metric in METRICS.values():
        values = metric(hits)
        assert values.shape == hits.hit.shape
        assert values.dtype == np.float64
        assert ((values >= 0) & (values <= 1 + 1e-12)).all()


@given(users())
def test_recall_and_hit_rate_never_fall_with_k(hits: Hits) -> None:
    for name in ("recall", "hit_rate", "mrr"):
        assert (np.diff(METRICS[name](hits), axis=1) >= 0).all()


def test_a_list_shorter_than_k_still_divides_by_k() -> None:
    hits = Hits(np.zeros(1, np.int32), np.array([[True, False, False]]), np.ones(1, np.int32), np.ones(1, np.int32))
    assert precision(hits)[0, 2] == pytest.approx(1 / 3)


def test_a_perfect_list_has_ndcg_1_even_below_the_number_of_relevant_items() -> None:
    assert ndcg(marked([[True, True]], [5])).tolist() == [[1.0, 1.0]]


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    hits = marked([[True, False, True, False]], [3])
    p, r = precision(hits), recall(hits)
    assert np.allclose(f1(hits), 2 * p * r / (p + r))


def test_no_hits_score_0_everywhere() -> None:
    for metric in METRICS.values():
        assert metric(marked([[False, False]], [2])).tolist() == [[0.0, 0.0]]


def test_the_first_hit_alone_makes_the_reciprocal_rank() -> None:
    assert reciprocal_rank(marked([[False, True, True]], [2])).tolist() == [[0.0, 0.5, 0.5]]


def test_metrics_of_nobody_are_empty() -> None:
    nobody = Hits(np.empty(0, np.int32), np.empty((0, 3), bool), np.empty(0, np.int32), np.empty(0, np.int32))
    for metric in METRICS.values():
        assert metric(nobody).shape == (0, 3)


def test_the_order_of_reports_is_fixed() -> None:
    assert list(METRICS) == ["precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate"]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(1, 12), st.integers(0, 10**6))
def test_accuracy_counts_what_is_rightly_listed_and_rightly_left_out(items: int, k: int, seed: int) -> None:
    source = np.random.default_rng(seed)
    right = source.random(items) < 0.3
    right[source.integers(items)] = True
    listed = min(k, items)
    hits = Hits(
        np.zeros(1, np.int32),
        np.pad(right[:listed], (0, k - listed))[None],
        np.array([right.sum()], np.int32),
        np.array([listed], np.int32),
    )
    found = accuracy(hits, np.array([items]))
    for cutoff in range(1, k + 1):
        assert found[0, cutoff - 1] == pytest.approx(accuracy_score(right, np.arange(items) < cutoff))
