"""Ranked lists met with the relevant items."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import Hits, hits, marks
from engine.protocol import Targets
from engine.protocol.ranking import TopK


def lists(rows: list[list[int]], users: list[int]) -> TopK:
    items = np.array(rows, np.int32).reshape(len(rows), -1)
    return TopK(np.array(users, np.int32), items, np.where(items < 0, -np.inf, 1.0).astype(np.float32), None)


def targets(rows: list[set[int]]) -> Targets:
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return Targets(indptr, np.array([item for row in rows for item in sorted(row)], np.int32))


@st.composite
def met(draw: st.DrawFn) -> tuple[list[list[int]], list[int], list[set[int]]]:
    """Lists of some of the users of a question, -1 where they end early, and everybody's relevant items."""
    n, items, k = draw(st.integers(1, 6)), draw(st.integers(1, 12)), draw(st.integers(1, 8))
    relevant = [draw(st.sets(st.integers(0, items - 1), max_size=6)) for _ in range(n)]
    users = draw(st.lists(st.integers(0, n - 1), unique=True, min_size=1, max_size=n))
    rows = []
    for _ in users:
        listed = draw(st.lists(st.integers(0, items - 1), unique=True, max_size=k))
        rows.append(listed + [-1] * (k - len(listed)))
    return rows, users, relevant


@settings(max_examples=200, deadline=None)
@given(met())
def test_a_mark_says_that_the_item_is_relevant_to_that_user(
    case: tuple[list[list[int]], list[int], list[set[int]]],
) -> None:
    rows, users, relevant = case
    found = marks(lists(rows, users), targets(relevant))
    assert found.tolist() == [[item in relevant[user] for item in row] for user, row in zip(users, rows, strict=True)]


@settings(max_examples=200, deadline=None)
@given(met())
def test_hits_keep_users_with_a_relevant_item(case: tuple[list[list[int]], list[int], list[set[int]]]) -> None:
    rows, users, relevant = case
    found = hits(lists(rows, users), targets(relevant))
    kept = [place for place, user in enumerate(users) if relevant[user]]
    assert found.users.tolist() == [users[place] for place in kept]
    assert found.relevant.tolist() == [len(relevant[users[place]]) for place in kept]
    assert found.length.tolist() == [sum(item >= 0 for item in rows[place]) for place in kept]
    assert found.hit.tolist() == [[item in relevant[users[place]] for item in rows[place]] for place in kept]


def test_a_pad_is_no_hit_even_beside_item_0() -> None:
    assert marks(lists([[0, -1]], [1]), targets([{11}, {0}])).tolist() == [[True, False]]


def test_nothing_relevant_anywhere_leaves_nobody() -> None:
    found = hits(lists([[0, 1], [1, 0]], [0, 1]), targets([set(), set()]))
    assert found.hit.shape == (0, 2)


def test_stored_hits_come_back_as_they_were(tmp_path: Path) -> None:
    before = hits(lists([[3, 1], [2, -1]], [0, 2]), targets([{1}, set(), {2, 5}]))
    before.save(tmp_path / "cross.npz")
    after = Hits.open(tmp_path / "cross.npz")
    for name in ("users", "hit", "relevant", "length"):
        assert np.array_equal(getattr(before, name), getattr(after, name))
        assert getattr(before, name).dtype == getattr(after, name).dtype
