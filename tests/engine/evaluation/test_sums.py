"""Sums of metrics over users against the metrics of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import METRICS, Hits
from engine.evaluation.sums import Sums, summed


@st.composite
def marked(draw: st.DrawFn) -> Hits:
    """Up to eight users, some without hits, some with equally many relevant items."""
    k = draw(st.integers(1, 12))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=k, max_size=k), min_size=1, max_size=8))
    hit = np.array(rows, bool)
    relevant = np.array([max(1, sum(row) + draw(st.integers(0, 3))) for row in rows], np.int32)
    return Hits(np.arange(len(rows), dtype=np.int32), hit, relevant, np.full(len(rows), k, np.int32))


@settings(max_examples=200, deadline=None)
@given(marked())
def test_every_sum_is_that_of_the_users_values(hits: Hits) -> None:
    sums = Sums(hits)
    for name, metric in METRICS.items():
        np.testing.assert_allclose(summed(name, sums), metric(hits).sum(axis=0), rtol=1e-12, atol=1e-12)


def test_a_metric_without_a_short_cut_is_summed_over_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(METRICS, "hits", lambda hits: hits.found)
    hits = Hits(np.arange(2, dtype=np.int32), np.ones((2, 3), bool), np.full(2, 3, np.int32), np.full(2, 3, np.int32))
    assert summed("hits", Sums(hits)).tolist() == [2.0, 4.0, 6.0]
