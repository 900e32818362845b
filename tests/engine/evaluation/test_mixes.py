"""Mixes of categories and the popularity of histories, against loops."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import DAY
from engine.evaluation.mixes import entry_mix, history_buyers, history_mix, seen_categories
from tests.engine.invented import Oracle, invented, window


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_a_history_is_shared_among_the_labels_of_what_was_bought(seed: int, most_labels: int) -> None:
    made = invented(seed, most_labels=most_labels)
    train, oracle = window(made, 60).training, Oracle(made, 60)
    width = len(train.catalogue.categories)
    found = history_mix(train.histories, train.catalogue.labels, width)
    seen = seen_categories(train.histories, train.catalogue.labels, width)
    for row, user in enumerate(oracle.users):
        mix: Counter[int] = Counter()
        for each, item, day in made.events:
            if each == user and day < 60:
                for label in made.labels[item]:
                    mix[label] += 1 / len(made.labels[item])  # type: ignore[assignment]
        total = sum(mix.values()) or 1
        assert found[row] == pytest.approx([mix[label] / total for label in range(width)])
        assert set(np.flatnonzero(seen[row]).tolist()) == oracle.seen[user]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 2))
def test_an_entry_mix_is_that_of_first_purchases_in_past_windows_among_the_unseen(seed: int, most_labels: int) -> None:
    made = invented(seed, users=30, rows=400, most_labels=most_labels)
    train, oracle = window(made, 80).training, Oracle(made, 80)
    width = len(train.catalogue.categories)
    past = [train.at(train.cut - days * DAY, 20 * DAY, ("cross",)) for days in (20, 40)]
    seen = seen_categories(train.histories, train.catalogue.labels, width)
    found = entry_mix(past, seen)
    counts: Counter[int] = Counter()
    for cut in (60, 40):
        then = Oracle(made, cut, cut + 20)
        for user in then.users:
            for item in then.relevant(user, "cross"):
                for label in made.labels[item]:
                    counts[label] += 1 / len(made.labels[item])  # type: ignore[assignment]
    for row, user in enumerate(oracle.users):
        left = {label: counts[label] for label in range(width) if label not in oracle.seen[user]}
        total = sum(left.values()) or 1
        assert found[row] == pytest.approx([left.get(label, 0) / total for label in range(width)])


def test_the_base_of_popularity_is_the_mean_over_distinct_items_of_a_history() -> None:
    made = invented(3)
    train, oracle = window(made, 60, 2).training, Oracle(made, 60, min_item_users=2)
    buyers = np.arange(1, train.catalogue.kept + 1)
    found = history_buyers(train.histories, buyers)
    for row, user in enumerate(oracle.users):
        own = [buyers[oracle.kept.index(item)] for item in oracle.bought[user] if item in oracle.kept]
        assert found[row] == pytest.approx(np.mean(own))
