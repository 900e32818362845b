"""All candidate pairs by probability, counted while they are ranked, against the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation.reliability import PairCounts, reliability
from engine.monitor import Monitor
from engine.protocol.ranking import rank
from engine.studies.watching import rank_watched
from tests.engine.invented import Oracle, invented, window
from tests.engine.protocol.test_ranking import SCOPES, BoundChances, ScopeBound, Table, equal, table


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_every_candidate_pair_with_a_probability_is_counted_once(seed: int) -> None:
    made = invented(seed, most_labels=2)
    asked, oracle = window(made, 60), Oracle(made, 60)
    scores = table(seed, len(oracle.users), len(oracle.kept))
    _, pairs = rank_watched(BoundChances(scores), asked.test, SCOPES, 5, asked.training.catalogue, Monitor())
    place = {item: number for number, item in enumerate(oracle.kept)}
    for scope in SCOPES:
        expected = PairCounts()
        for row, user in enumerate(oracle.users):
            own = oracle.candidates(user, scope)
            values = np.array([float(scores[row, place[item]]) for item in own])
            chances = np.where(values < 0, np.nan, 1 / (1 + np.exp(-values))).astype(np.float32)
            expected.add(chances, np.array([item in oracle.relevant(user, scope) for item in own], bool))
        if not expected.pairs.any():
            assert scope not in pairs
            continue
        assert pairs[scope].pairs.sum() == expected.pairs.sum()
        assert (pairs[scope].silent, pairs[scope].silent_right) == (expected.silent, expected.silent_right)
        assert pairs[scope].squared == pytest.approx(expected.squared, rel=1e-5)
        assert reliability(pairs[scope]).base == pytest.approx(reliability(expected).base)


@pytest.mark.parametrize("kind", [Table, ScopeBound, BoundChances])
def test_watching_changes_no_list(kind: type[Table]) -> None:
    asked = window(invented(9, users=40, rows=600, most_labels=2), 60)
    scores = table(9, len(asked.training.histories), asked.training.catalogue.kept)
    watched, _ = rank_watched(kind(scores), asked.test, SCOPES, 7, asked.training.catalogue, Monitor())
    plain = rank(kind(scores), asked.test, SCOPES, 7, asked.training.catalogue, Monitor())
    assert all(equal(watched[scope], plain[scope]) for scope in SCOPES)


@pytest.mark.parametrize("kind", [Table, ScopeBound])
def test_without_probabilities_nothing_is_counted(kind: type[Table]) -> None:
    asked = window(invented(9), 60)
    scores = table(9, len(asked.training.histories), asked.training.catalogue.kept)
    _, pairs = rank_watched(kind(scores), asked.test, ("all",), 7, asked.training.catalogue, Monitor())
    assert pairs == {}
