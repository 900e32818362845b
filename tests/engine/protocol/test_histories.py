"""The past of users as compressed rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.protocol import Histories
from engine.protocol.histories import ones


def histories(rows: list[list[int]]) -> Histories:
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    items = np.array([item for row in rows for item in row], np.int32)
    return Histories(
        np.arange(len(rows), dtype=np.int32),
        np.full(len(rows), 99, np.int64),
        indptr,
        items,
        np.arange(len(items)),
        {"quantity": np.arange(len(items), dtype=np.float32)},
    )


many = st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=8)


def plain(past: Histories) -> list[tuple[int, list[int], list[int], list[float]]]:
    rows = [slice(past.indptr[row], past.indptr[row + 1]) for row in range(len(past))]
    return [
        (int(user), past.items[row].tolist(), past.times[row].tolist(), past.columns["quantity"][row].tolist())
        for user, row in zip(past.users, rows, strict=True)
    ]


@given(many, st.integers(0, 8), st.integers(1, 8))
def test_a_block_is_a_piece_of_all(rows: list[list[int]], begin: int, length: int) -> None:
    begin = min(begin, len(rows) - 1)
    past = histories(rows)
    assert plain(past.block(begin, begin + length)) == plain(past)[begin : begin + length]


@given(many, st.data())
def test_taken_users_come_in_the_order_asked(rows: list[list[int]], data: st.DataObject) -> None:
    order = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=10))
    past = histories(rows)
    assert plain(past.take(np.array(order, np.int64))) == [plain(past)[row] for row in order]


@given(many, st.integers(1, 10))
def test_the_binary_matrix_holds_each_pair_once_and_only_items_below_the_limit(
    rows: list[list[int]], items: int
) -> None:
    matrix = histories(rows).binary(items)
    expected = [[float(item in row) for item in range(items)] for row in rows]
    assert matrix.toarray().tolist() == expected
    assert matrix.nnz == sum(map(sum, expected))
    assert matrix.dtype == np.float32


@given(many, st.integers(0, 8), st.integers(1, 8))
def test_a_block_of_a_made_matrix_is_the_matrix_of_the_block(rows: list[list[int]], begin: int, length: int) -> None:
    begin = min(begin, len(rows) - 1)
    fresh, past = histories(rows).block(begin, begin + length), histories(rows)
    past.binary(7)
    assert (past.block(begin, begin + length).binary(7) != fresh.binary(7)).nnz == 0


def test_taken_users_do_not_share_the_matrix_of_all() -> None:
    past = histories([[0, 1], [2]])
    past.binary(3)
    assert past.take(np.array([1])).binary(3).toarray().tolist() == [[0, 0, 1]]


def test_rows_name_the_user_of_every_interaction() -> None:
    assert histories([[4, 4], [], [1]]).rows.tolist() == [0, 0, 2]


def test_ones_leaves_a_read_only_column_as_it_was() -> None:
    columns = np.array([3, 1, 3], np.int32)
    columns.flags.writeable = False
    assert ones(np.zeros(3, np.int64), columns, (1, 4)).toarray().tolist() == [[0, 1, 0, 1]]
    assert columns.tolist() == [3, 1, 3]
