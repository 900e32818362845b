"""Right category, any item, against sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import category_hits as module
from engine.evaluation.category_hits import CategoryHits, category_hits
from engine.protocol import Targets


def case(seed: int, users: int = 12) -> tuple[np.ndarray, Targets, np.ndarray]:
    source = np.random.default_rng(seed)
    labels = source.integers(-1, 6, (20, 2)).astype(np.int32)
    items = np.array([source.permutation(20)[:5] for _ in range(users)], np.int32)
    for row in range(0, users, 3):
        items[row, source.integers(0, 5) :] = -1
    right = [sorted(source.choice(20, source.integers(0, 5), replace=False).tolist()) for _ in range(users)]
    indptr = np.cumsum([0, *map(len, right)])
    return items, Targets(indptr, np.array([item for own in right for item in own], np.int32)), labels


def whole(seed: int) -> CategoryHits:
    return category_hits(*case(seed))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_a_hit_is_any_item_of_a_relevant_category(seed: int) -> None:
    items, targets, labels = case(seed)
    found = category_hits(items, targets, labels)

    def of(item: int) -> set[int]:
        return {int(label) for label in labels[item] if label >= 0}

    wanted = [
        set().union(*(of(item) for item in targets.items[targets.indptr[row] : targets.indptr[row + 1]]))
        for row in range(len(items))
    ]
    assert found.users.tolist() == [row for row, categories in enumerate(wanted) if categories]
    for place, row in enumerate(found.users):
        assert found.relevant[place] == len(wanted[row])
        for k in range(1, 6):
            listed = [int(item) for item in items[row, :k] if item >= 0]
            hits = [item for item in listed if of(item) & wanted[row]]
            reached = wanted[row] & set().union(*(of(item) for item in listed))
            assert found.precision()[place, k - 1] == pytest.approx(len(hits) / k)
            assert found.recall()[place, k - 1] == pytest.approx(len(reached) / len(wanted[row]))
            assert found.hit_rate()[place, k - 1] == bool(hits)


def test_users_are_worked_out_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    before = whole(4)
    monkeypatch.setattr(module, "BLOCK", 5)
    after = whole(4)
    np.testing.assert_array_equal(before.hit, after.hit)
    np.testing.assert_array_equal(before.reached, after.reached)


def test_without_categories_nobody_is_evaluated() -> None:
    items, targets, _ = case(1)
    assert len(category_hits(items, targets, np.empty((20, 0), np.int32)).users) == 0
