"""Beyond-accuracy metrics against loops over every user, cutoff and pair."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import beyond


class Case:
    """Drawn lists with short ones among them, labels with pads, buyers."""

    def __init__(self, seed: int, n: int = 9, k: int = 5, kept: int = 14, categories: int = 5) -> None:
        rng = np.random.default_rng(seed)
        self.kept, self.categories = kept, categories
        self.items = np.array([rng.permutation(kept)[:k] for _ in range(n)], np.int32)
        for row, length in enumerate(rng.integers(0, k + 1, n)):
            if row % 2:
                self.items[row, length:] = -1
        self.labels = rng.integers(-1, categories, (kept, 2)).astype(np.int32)
        self.buyers = rng.integers(0, 30, kept)
        self.candidates = rng.random(kept) < 0.8
        self.candidates[self.items[self.items >= 0]] = True
        self.hit = rng.random((n, k)) < 0.4
        mixes = rng.random((n, categories)) * (rng.random((n, categories)) < 0.6)
        total = mixes.sum(axis=1, keepdims=True)
        self.target = np.where(total > 0, mixes / np.where(total > 0, total, 1), 0.0)
        vectors = rng.standard_normal((kept, 3))
        self.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def lists(self, k: int) -> list[list[int]]:
        return [[int(item) for item in row[:k] if item >= 0] for row in self.items]

    def of(self, item: int) -> set[int]:
        return {int(label) for label in self.labels[item] if label >= 0}


seeds = given(st.integers(0, 10**6))
few = settings(max_examples=25, deadline=None)


def each(case: Case, value: object) -> np.ndarray:
    """[n, k] of value(list, row), NaN where it gives None."""
    found = np.full(case.items.shape, np.nan)
    for k in range(1, case.items.shape[1] + 1):
        for row, listed in enumerate(case.lists(k)):
            told = value(listed, row)  # type: ignore[operator]
            if told is not None:
                found[row, k - 1] = told
    return found


@few
@seeds
def test_coverage_counts_the_items_that_any_list_holds(seed: int) -> None:
    case = Case(seed)
    expected = [len({i for listed in case.lists(k) for i in listed}) / case.candidates.sum() for k in range(1, 6)]
    assert beyond.coverage(case.items, case.candidates) == pytest.approx(expected)


@few
@seeds
def test_category_coverage_counts_their_labels(seed: int) -> None:
    case = Case(seed)
    could = set().union(*(case.of(int(item)) for item in np.flatnonzero(case.candidates)))
    expected = [
        len(set().union(*(case.of(i) for listed in case.lists(k) for i in listed))) / max(len(could), 1)
        for k in range(1, 6)
    ]
    assert beyond.category_coverage(case.items, case.labels, case.candidates) == pytest.approx(expected)


@few
@seeds
def test_novelty_is_the_mean_surprise_of_a_list(seed: int) -> None:
    case = Case(seed)
    expected = each(
        case,
        lambda listed, _: -np.mean([math.log2(max(case.buyers[i], 1) / 40) for i in listed]) if listed else None,
    )
    np.testing.assert_allclose(beyond.novelty(case.items, case.buyers, 40), expected)


@few
@seeds
def test_popularity_lift_is_relative_to_the_base(seed: int) -> None:
    case = Case(seed)
    base = np.arange(len(case.items), dtype=float)
    expected = each(case, lambda listed, row: (np.mean(case.buyers[listed]) - row) / row if listed and row else None)
    np.testing.assert_allclose(beyond.popularity_lift(case.items, case.buyers, base), expected)


@few
@seeds
def test_category_diversity_is_the_share_of_pairs_without_a_common_label(seed: int) -> None:
    case = Case(seed)
    expected = each(
        case,
        lambda listed, _: (
            np.mean([not case.of(a) & case.of(b) for a, b in combinations(listed, 2)]) if len(listed) > 1 else None
        ),
    )
    np.testing.assert_allclose(beyond.category_diversity(case.items, case.labels), expected)


@few
@seeds
def test_vector_diversity_is_the_mean_distance_of_pairs(seed: int) -> None:
    case = Case(seed)
    expected = each(
        case,
        lambda listed, _: (
            np.mean([1 - case.vectors[a] @ case.vectors[b] for a, b in combinations(listed, 2)])
            if len(listed) > 1
            else None
        ),
    )
    np.testing.assert_allclose(beyond.vector_diversity(case.items, case.vectors), expected, atol=1e-12)


@few
@seeds
def test_serendipity_pays_for_hits_that_popularity_would_not_have_listed(seed: int) -> None:
    case = Case(seed)
    rank = np.empty(case.kept, int)
    rank[np.argsort(-case.buyers, kind="stable")] = np.arange(1, case.kept + 1)
    found = beyond.serendipity(case.items, case.hit, rank, case.kept)
    for row, listed in enumerate(case.items):
        for k in range(1, 6):
            paid = sum(
                max((case.kept + 1 - (place + 1)) / case.kept - (case.kept + 1 - rank[item]) / case.kept, 0)
                for place, item in enumerate(listed[:k])
                if item >= 0 and case.hit[row, place]
            )
            assert found[row, k - 1] == pytest.approx(paid / k)


@few
@seeds
def test_gini_is_half_the_mean_difference_over_the_mean(seed: int) -> None:
    case = Case(seed)
    found = beyond.gini(case.items, case.candidates)
    for k in range(1, 6):
        counts = np.bincount([i for listed in case.lists(k) for i in listed], minlength=case.kept)[case.candidates]
        expected = np.abs(counts[:, None] - counts).mean() / (2 * counts.mean()) if counts.sum() else np.nan
        assert found[k - 1] == pytest.approx(expected, nan_ok=True)


@few
@seeds
def test_calibration_is_the_divergence_of_the_smoothed_mix(seed: int) -> None:
    case = Case(seed)

    def divergence(listed: list[int], row: int) -> float | None:
        mix = np.zeros(case.categories)
        for item in listed:
            labels = [label for label in case.labels[item] if label >= 0]
            for label in labels:
                mix[label] += 1 / len(labels)
        p = case.target[row]
        if not mix.sum() or not p.sum():
            return None
        q = 0.99 * mix / mix.sum() + 0.01 * p
        return float(sum(a * math.log(a / b) for a, b in zip(p, q, strict=True) if a > 0))

    np.testing.assert_allclose(
        beyond.calibration(case.items, case.labels, case.target), each(case, divergence), atol=1e-12
    )


def test_lists_are_measured_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(3, n=20)
    measures = [
        lambda: beyond.category_diversity(case.items, case.labels),
        lambda: beyond.vector_diversity(case.items, case.vectors),
        lambda: beyond.calibration(case.items, case.labels, case.target),
    ]
    whole = [measure() for measure in measures]
    monkeypatch.setattr(beyond, "BLOCK", 3)
    for before, measure in zip(whole, measures, strict=True):
        np.testing.assert_allclose(measure(), before)
