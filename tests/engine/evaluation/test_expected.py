"""Chance and perfection against every order there is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from engine.evaluation import METRICS, Hits
from engine.evaluation.expected import perfect, random_order


def every_order(relevant: int, candidates: int, k: int) -> Hits:
    """The hits of all placements of the relevant items among the candidates, each as likely as any other."""
    rows = []
    for places in combinations(range(candidates), relevant):
        row = np.zeros(max(candidates, k), bool)
        row[list(places)] = True
        rows.append(row[:k])
    n = len(rows)
    return Hits(
        np.arange(n, dtype=np.int32),
        np.array(rows),
        np.full(n, relevant, np.int32),
        np.full(n, min(candidates, k), np.int32),
    )


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(
    ("relevant", "candidates", "k"), [(1, 1, 3), (1, 5, 4), (3, 7, 7), (2, 4, 6), (4, 4, 5), (5, 9, 4)]
)
def test_chance_is_the_mean_over_all_orders(metric: str, relevant: int, candidates: int, k: int) -> None:
    exact = METRICS[metric](every_order(relevant, candidates, k)).mean(axis=0)
    found = random_order(metric, np.array([relevant]), np.array([candidates]), k)
    assert found[0] == pytest.approx(exact)


@pytest.mark.parametrize("metric", METRICS)
def test_users_are_worked_out_side_by_side(metric: str) -> None:
    relevant, candidates = np.array([1, 3, 2]), np.array([5, 7, 2])
    whole = random_order(metric, relevant, candidates, 6)
    for row in range(3):
        alone = random_order(metric, relevant[row : row + 1], candidates[row : row + 1], 6)
        np.testing.assert_allclose(whole[row], alone[0])


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(("relevant", "candidates", "k"), [(1, 5, 4), (3, 7, 7), (2, 4, 6), (5, 9, 4)])
def test_no_order_beats_the_perfect_list(metric: str, relevant: int, candidates: int, k: int) -> None:
    best = METRICS[metric](every_order(relevant, candidates, k)).max(axis=0)
    found = METRICS[metric](perfect(np.array([relevant]), np.array([candidates]), k))[0]
    assert found == pytest.approx(best)


def test_perfection_is_one_where_it_can_be() -> None:
    hits = perfect(np.array([3]), np.array([9]), 5)
    assert METRICS["ndcg"](hits)[0].tolist() == [1.0] * 5
    assert METRICS["map"](hits)[0].tolist() == [1.0] * 5
    assert METRICS["recall"](hits)[0, 2:].tolist() == [1.0] * 3
