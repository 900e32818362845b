from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.data import DAY
from engine.models.pipeline.statistics import Statistics, first_purchases, log_odds, seen_categories
from engine.monitor import Monitor
from tests.engine.invented import START, invented, window

CUT, HORIZON = 70, 30
CATEGORIES = 7


@pytest.fixture(scope="module")
def made():  # type: ignore[no-untyped-def]
    return invented(3, users=40, rows=600)


def counted(made):  # type: ignore[no-untyped-def]
    training = window(made, CUT).training
    labels = training.catalogue.labels[:, 0] + 1
    return training, labels.astype(np.int32), Statistics.of(training, labels.astype(np.int32), CATEGORIES, Monitor())


def label(made, item: int) -> int:  # type: ignore[no-untyped-def]
    return next(iter(made.labels[item])) + 1 if made.labels[item] else 0


def test_buyers_are_counted_as_the_words_say(made) -> None:  # type: ignore[no-untyped-def]
    training, _, found = counted(made)
    for name, days in (("buyers", 1000), ("month", 28), ("quarter", 84)):
        bought = {(u, i) for u, i, day in made.events if CUT - days <= day < CUT}
        expected = [sum(i == item for _, i in bought) for item in training.catalogue.source[: training.catalogue.kept]]
        assert getattr(found, name).tolist() == expected


def test_entries_are_purchases_by_users_to_whom_the_category_was_new(made) -> None:  # type: ignore[no-untyped-def]
    training, _, found = counted(made)
    first: dict[tuple[int, int], int] = {}
    for user, item, day in sorted(made.events, key=lambda event: event[2]):
        if day < CUT:
            first.setdefault((user, label(made, item)), day)
    begin = CUT - HORIZON
    bought = {
        (u, i)
        for u, i, day in made.events
        if begin <= day < CUT and label(made, i) and first[u, label(made, i)] >= begin
    }
    kept = training.catalogue.source[: training.catalogue.kept]
    assert found.entries.tolist() == [sum(i == item for _, i in bought) for item in kept]
    users = len(training.histories)
    for category in range(1, CATEGORIES):
        before = sum(day < begin for (_, c), day in first.items() if c == category)
        entered = sum(day >= begin for (_, c), day in first.items() if c == category)
        assert found.users[category] == before + entered
        # smoothed by five users, so between the raw share and the mean
        raw = entered / (users - before)
        assert abs(found.hazard[category] - raw) <= 5 / (users - before)


def test_first_purchases_hold_the_earliest_time(made) -> None:  # type: ignore[no-untyped-def]
    training, labels, _ = counted(made)
    owners, categories, times = first_purchases(training.histories, labels, CATEGORIES)
    for owner, category, time in zip(owners, categories, times, strict=True):
        user = int(training.positions[owner])
        days = [day for u, i, day in made.events if u == user and day < CUT and label(made, i) == category]
        assert (time - START) // DAY == min(days)


def test_nobody_can_enter_the_missing_category(made) -> None:  # type: ignore[no-untyped-def]
    training, labels, found = counted(made)
    assert seen_categories(training.histories, labels, CATEGORIES)[:, 0].all()
    assert np.isfinite(log_odds(torch.from_numpy(found.hazard)).numpy()).all()
