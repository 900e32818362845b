"""Equal scores against every order there is, and against scikit-learn."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from engine.evaluation import METRICS, Hits, hits
from engine.evaluation import curves as curves_module
from engine.evaluation.hits import Ties
from engine.evaluation.ties import best, expected, tie_curves, tied_share, worst
from engine.monitor import Monitor
from engine.protocol import Targets
from engine.protocol.ranking import TopK, rank
from tests.engine.invented import Oracle, invented, window
from tests.engine.protocol.test_ranking import ScopeBound, Table, table

SCOPES = ("cross", "in", "repeat", "all", "any")
cases = st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=6).filter(
    lambda case: any(right for _, right in case)
)


def ranked(case: list[tuple[int, bool]], k: int) -> Hits:
    """One user's candidates (score, relevant), listed k deep by score, then number."""
    order = sorted(range(len(case)), key=lambda item: (-case[item][0], item))
    listed, rest = order[:k], order[k:]
    scores = np.full((1, k), -np.inf, np.float32)
    items = np.full((1, k), -1, np.int32)
    scores[0, : len(listed)] = [case[item][0] for item in listed]
    items[0, : len(listed)] = listed
    tied = [item for item in rest if case[item][0] == case[listed[-1]][0]]
    lists = TopK(
        np.zeros(1, np.int32),
        items,
        scores,
        None,
        np.array([len(tied)], np.int32),
        np.array([sum(case[item][1] for item in tied)], np.int32),
    )
    right = [item for item in range(len(case)) if case[item][1]]
    return hits(lists, Targets(np.array([0, len(right)]), np.array(right, np.int32)))


def every_order(case: list[tuple[int, bool]], k: int) -> Hits:
    """The hits of all permutations of the candidates that keep scores descending."""
    rows = []
    for order in permutations(range(len(case))):
        scores = [case[item][0] for item in order]
        if scores == sorted(scores, reverse=True):
            marks = [case[item][1] for item in order]
            rows.append((marks + [False] * k)[:k])
    n, relevant = len(rows), sum(right for _, right in case)
    return Hits(np.arange(n), np.array(rows), np.full(n, relevant), np.full(n, min(k, len(case))))


@settings(max_examples=150, deadline=None)
@given(cases, st.integers(1, 7))
def test_expected_best_and_worst_are_those_of_all_orders(case: list[tuple[int, bool]], k: int) -> None:
    found, orders = ranked(case, k), every_order(case, k)
    for metric, measure in METRICS.items():
        values = measure(orders)
        assert expected(metric, found)[0] == pytest.approx(values.mean(axis=0)), metric
        assert best(metric, found)[0] == pytest.approx(values.max(axis=0)), metric
        assert worst(metric, found)[0] == pytest.approx(values.min(axis=0)), metric


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.integers(1, 5))
def test_expected_ndcg_is_scikit_learns(seed: int, items: int, different: int) -> None:
    source = np.random.default_rng(seed)
    scores, right = source.integers(0, different, items), source.random(items) < 0.3
    right[source.integers(items)] = True
    k = int(source.integers(1, items + 1))
    found = expected("ndcg", ranked(list(zip(scores.tolist(), right.tolist(), strict=True)), k))
    assert found[0, -1] == pytest.approx(ndcg_score([right.astype(float)], [scores.astype(float)], k=k))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from([1, 3, 8, 40]), st.booleans())
def test_ranking_counts_the_ties_beyond_the_list(seed: int, most_labels: int, k: int, free: bool) -> None:
    made = invented(seed, most_labels=most_labels)
    asked, oracle = window(made, 60), Oracle(made, 60)
    scores = table(seed, len(oracle.users), len(oracle.kept))
    lists = rank((Table if free else ScopeBound)(scores), asked.test, SCOPES, k, asked.training.catalogue, Monitor())
    place = {item: number for number, item in enumerate(oracle.kept)}
    for scope in SCOPES:
        for row, user in enumerate(oracle.users):
            order = oracle.ranking(user, scope, lambda _, item, row=row: float(scores[row, place[item]]))
            tied = [item for item in order[k:] if scores[row, place[item]] == scores[row, place[order[k - 1]]]]
            assert lists[scope].outside[row] == len(tied), scope
            assert lists[scope].outside_relevant[row] == len(set(tied) & oracle.relevant(user, scope)), scope


def test_without_a_tie_all_values_are_the_lists_own() -> None:
    found = ranked([(3, False), (2, True), (1, False), (0, True)], 3)
    for metric, measure in METRICS.items():
        for of in (expected, best, worst):
            np.testing.assert_allclose(of(metric, found), measure(found))


def test_a_model_that_scores_all_alike_is_expected_at_chance() -> None:
    from engine.evaluation.expected import random_order

    found = ranked([(0, item in (1, 5)) for item in range(9)], 4)
    for metric in METRICS:
        chance = random_order(metric, np.array([2]), np.array([9]), 4)
        np.testing.assert_allclose(expected(metric, found), chance)


def test_the_tied_share_counts_users_whose_end_of_the_list_the_ids_decide() -> None:
    same = np.array([[False, True, False], [False, False, True]])
    ties = Ties(same, np.array([4, 0], np.int32), np.array([1, 0], np.int32))
    found = Hits(np.arange(2), np.zeros((2, 3), bool), np.ones(2, np.int32), np.full(2, 3), ties)
    assert tied_share(found).tolist() == [0.5, 0.5, 0.5]


def test_hits_keep_their_ties_in_the_file(tmp_path: Path) -> None:
    found = ranked([(1, True), (1, False), (1, True)], 2)
    found.save(tmp_path / "cross.npz")
    again = Hits.open(tmp_path / "cross.npz")
    assert again.ties is not None
    assert found.ties is not None
    assert np.array_equal(again.ties.same, found.ties.same)
    assert again.ties.outside.tolist() == [1]
    assert again.ties.outside_relevant.tolist() == [1]


def test_hits_that_were_stored_before_ties_were_counted_still_open(tmp_path: Path) -> None:
    file = tmp_path / "cross.npz"
    np.savez(file, users=np.arange(1), hit=np.ones((1, 2), bool), relevant=np.ones(1), length=np.full(1, 2))
    found = Hits.open(file)
    assert found.ties is None
    with pytest.raises(ValueError, match="not counted"):
        expected("f1", found)


def test_means_are_made_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = window(invented(5, users=40, rows=900), 60)
    scores = table(5, len(made.training.histories), made.training.catalogue.kept)
    found = hits(
        rank(Table(scores), made.test, ("all",), 6, made.training.catalogue, Monitor())["all"], made.test.targets["all"]
    )
    whole = tie_curves(found, "ndcg")
    monkeypatch.setattr("engine.evaluation.ties.CHUNK", 3)
    parts = tie_curves(found, "ndcg")
    assert curves_module.CHUNK > len(found.users) > 3
    np.testing.assert_allclose(parts.expected, whole.expected)
    np.testing.assert_allclose(whole.stored, METRICS["ndcg"](found).mean(axis=0))
    assert (whole.worst <= whole.expected).all()
    assert (whole.expected <= whole.best).all()


def test_nobody_evaluated_has_no_value() -> None:
    nobody = Hits(
        np.empty(0, np.int32),
        np.empty((0, 3), bool),
        np.empty(0, np.int32),
        np.empty(0, np.int32),
        Ties(np.empty((0, 3), bool), np.empty(0, np.int32), np.empty(0, np.int32)),
    )
    assert np.isnan(tie_curves(nobody, "f1").best).all()
    assert np.isnan(tied_share(nobody)).all()
    assert torch.isnan(torch.from_numpy(tie_curves(nobody, "map").expected)).all()
