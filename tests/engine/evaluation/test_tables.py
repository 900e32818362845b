"""Tables of lists and relevant items, met with each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import UserError
from engine.evaluation import tables
from engine.evaluation.tables import hits_of_tables

Rows = list[tuple[Any, ...]]
Case = tuple[dict[int, list[int]], dict[int, list[int]], int]


def listed(lists: dict[Any, list[Any]], rank: bool = True) -> Rows:
    return [
        (user, item, *((place,) if rank else ()))
        for user, items in lists.items()
        for place, item in enumerate(items, start=1)
    ]


def table(rows: Rows, *names: str) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def pairs(relevant: dict[Any, list[Any]]) -> pa.Table:
    return table([(user, item) for user, items in relevant.items() for item in items], "user", "item")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Lists and relevant items of users of whom some are in one table only, and a depth."""
    items = st.integers(-3, 15)
    lists = draw(st.dictionaries(st.integers(0, 9), st.lists(items, unique=True, min_size=1, max_size=9), min_size=1))
    relevant = draw(st.dictionaries(st.integers(0, 9), st.lists(items, min_size=1, max_size=9), min_size=1))
    shared = draw(st.sampled_from(sorted(lists)))
    relevant.setdefault(shared, draw(st.lists(items, min_size=1, max_size=9)))
    return lists, relevant, draw(st.integers(1, 10))


def expected(case: Case) -> tuple[list[list[bool]], list[int], list[int]]:
    lists, relevant, k = case
    marks, lengths = [], []
    for user, right in relevant.items():
        items = lists.get(user, [])[:k]
        marks.append([item in right for item in items] + [False] * (k - len(items)))
        lengths.append(len(items))
    return marks, [len(set(right)) for right in relevant.values()], lengths


def found(lists: pa.Table, relevance: pa.Table, k: int) -> tuple[list[list[bool]], list[int], list[int]]:
    hits = hits_of_tables(lists, relevance, k)
    assert hits.users.tolist() == list(range(len(hits.relevant)))
    return hits.hit.tolist(), hits.relevant.tolist(), hits.length.tolist()


@settings(max_examples=150, deadline=None)
@given(cases())
def test_a_mark_says_that_the_item_is_relevant_to_that_user(case: Case) -> None:
    lists, relevant, k = case
    assert found(table(listed(lists), "user", "item", "rank"), pairs(relevant), k) == expected(case)


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_ranks_decide_and_not_the_order_of_rows(case: Case, random: Any) -> None:
    lists, relevant, k = case
    rows = listed(lists)
    random.shuffle(rows)
    assert found(table(rows, "user", "item", "rank"), pairs(relevant), k) == expected(case)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_without_ranks_the_rows_of_a_user_stand_in_their_order(case: Case) -> None:
    lists, relevant, k = case
    rows = sorted(listed(lists, rank=False), key=lambda row: lists[row[0]].index(row[1]))  # users take turns
    assert found(table(rows, "user", "item"), pairs(relevant), k) == expected(case)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_ids_may_be_texts(case: Case) -> None:
    lists, relevant = (
        {f"u{user}": [f"i{item}" for item in items] for user, items in part.items()} for part in case[:2]
    )
    assert found(table(listed(lists), "user", "item", "rank"), pairs(relevant), case[2]) == expected(case)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_hits_do_not_depend_on_the_blocks(case: Case) -> None:
    lists, relevant, k = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "CELLS", 1)
        assert found(table(listed(lists), "user", "item", "rank"), pairs(relevant), k) == expected(case)


def test_ids_may_be_in_dictionaries_and_chunks() -> None:
    lists, relevance = table(listed({"a": ["x", "y"]}), "user", "item", "rank"), pairs({"a": ["y"]})
    chunks = pa.concat_tables([lists.slice(0, 1), lists.slice(1)])
    coded = chunks.set_column(1, "item", chunks["item"].dictionary_encode())
    assert found(coded, relevance, 2) == ([[False, True]], [1], [2])


def test_ids_may_be_numbers_of_another_width() -> None:
    narrow = pa.table({"user": pa.array([1], pa.int8()), "item": pa.array([300], pa.int16())})
    assert found(narrow, pairs({1: [300]}), 1) == ([[True]], [1], [1])


def test_the_longest_list_gives_the_depth() -> None:
    lists = table(listed({1: [5, 6, 7], 2: [5]}), "user", "item", "rank")
    assert hits_of_tables(lists, pairs({1: [7], 2: [7]})).hit.tolist() == [[False, False, True], [False] * 3]


def test_a_user_without_a_relevant_item_is_left_out() -> None:
    lists = table(listed({1: [5], 2: [5]}), "user", "item", "rank")
    assert found(lists, pairs({2: [5]}), 1) == ([[True]], [1], [1])


def test_a_user_without_a_list_has_one_of_no_length() -> None:
    lists = table(listed({1: [5]}), "user", "item", "rank")
    assert found(lists, pairs({1: [5], 2: [5]}), 1) == ([[True], [False]], [1, 1], [1, 0])


LISTS = table([(1, 5, 1, 0.5), (1, 6, 2, 0.25)], "user", "item", "rank", "score")
RELEVANT = pairs({1: [6]})


def replaced(column: str, values: list[Any], of: pa.Table = LISTS) -> pa.Table:
    return of.set_column(of.column_names.index(column), column, pa.array(values))


@pytest.mark.parametrize(
    ("lists", "relevance", "sentence"),
    [
        (
            LISTS.drop_columns(["item"]),
            RELEVANT,
            'The table lists has no column "item"; it has user, rank, score.',
        ),
        (LISTS, RELEVANT.drop_columns(["user"]), 'The table relevance has no column "user"; it has item.'),
        (
            replaced("item", [5, None]),
            RELEVANT,
            'The column "item" of the table lists is empty in 1 rows. Fill them or leave the rows out.',
        ),
        (
            LISTS,
            pairs({"1": [6]}),
            'The column "user" is int64 in the lists and string in the relevant items. Write both alike.',
        ),
        (
            replaced("score", [0.5, float("nan")]),
            RELEVANT,
            "1 scores of the lists are no numbers, the first for the user 1. Leave such items out.",
        ),
        (
            replaced("score", [None, 0.5]),
            RELEVANT,
            "1 scores of the lists are no numbers, the first for the user 1. Leave such items out.",
        ),
        (replaced("item", [5, 5]), RELEVANT, "The list of the user 1 holds the item 5 twice. Keep one of them."),
        (
            replaced("rank", [1, 3]),
            RELEVANT,
            "The list of the user 1 has the rank 3 where 2 was expected; ranks count from 1 without gaps.",
        ),
        (
            replaced("rank", [0, 1]),
            RELEVANT,
            "The list of the user 1 has the rank 0 where 1 was expected; ranks count from 1 without gaps.",
        ),
        (
            replaced("rank", [1.0, 2.0]),
            RELEVANT,
            'The column "rank" of the lists is double; ranks are whole numbers from 1.',
        ),
        (
            LISTS,
            pairs({7: [5], 8: [6]}),
            "No user of the lists has a relevant item: the lists name 1, the relevant items 7, 8. "
            "Use the same ids in both.",
        ),
        (
            LISTS.slice(0, 0),
            RELEVANT,
            "No user of the lists has a relevant item: the lists name none, the relevant items 1. "
            "Use the same ids in both.",
        ),
    ],
)
def test_bad_input_is_one_sentence(lists: pa.Table, relevance: pa.Table, sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        hits_of_tables(lists, relevance)
    assert str(raised.value) == sentence


def test_an_item_that_stands_twice_is_found_beyond_the_depth() -> None:
    lists = table(listed({1: [5], 2: [4, 6, 7, 6]}), "user", "item", "rank")
    with pytest.raises(UserError, match="user 2 holds the item 6 twice"):
        hits_of_tables(lists, pairs({1: [5]}), 1)


def test_a_depth_below_one_is_refused() -> None:
    with pytest.raises(UserError, match="k = 0 is not accepted"):
        hits_of_tables(LISTS, RELEVANT, 0)


def test_hits_of_tables_are_those_of_the_lists_that_a_run_ranks() -> None:
    """The same lists as matrices of numbers, by the protocol's own way."""
    from engine.evaluation import hits
    from engine.protocol import Targets
    from engine.protocol.ranking import TopK

    source = np.random.default_rng(0)
    items = source.permuted(np.tile(np.arange(40, dtype=np.int32), (30, 1)), axis=1)[:, :12]
    counts = source.integers(1, 9, 30)
    relevant = np.concatenate([np.sort(source.choice(40, count, replace=False)) for count in counts]).astype(np.int32)
    lists = TopK(np.arange(30, dtype=np.int32), items, np.ones(items.shape, np.float32), None)
    ranked = hits(lists, Targets(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), relevant))
    users = np.repeat(np.arange(30), 12)
    rows = pa.table({"user": users, "item": items.ravel(), "rank": np.tile(np.arange(1, 13), 30)})
    met = hits_of_tables(rows, pa.table({"user": np.repeat(np.arange(30), counts), "item": relevant}))
    assert np.array_equal(met.hit, ranked.hit)
    assert np.array_equal(met.relevant, ranked.relevant)
    assert np.array_equal(met.length, ranked.length)
