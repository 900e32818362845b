"""Lists in a run folder come back as they were written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from engine.workspace import Lists, StoredLists, read_lists, write_lists
from engine.workspace.lists import GROUP


def made(n: int, k: int, probabilities: bool = True, reasons: bool = True) -> Lists:
    rng = np.random.default_rng(0)
    items = rng.integers(0, 1000, (n, k)).astype(np.int32)
    items[:, -1] = -1
    scores = rng.standard_normal((n, k)).astype(np.float32)
    scores[:, -1] = -np.inf
    chances = np.where(items < 0, np.nan, rng.random((n, k))).astype(np.float32) if probabilities else None
    named = rng.integers(-1, 1000, (n, k, 3)).astype(np.int32) if reasons else None
    return Lists(np.arange(n, dtype=np.int32) * 2, items, scores, chances, rng.random((n, k)) < 0.1, named)


def same(a: Lists, b: Lists) -> None:
    for name in ("users", "items", "scores", "hit"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
        assert getattr(a, name).dtype == getattr(b, name).dtype
    for name in ("probabilities", "reasons"):
        one, other = getattr(a, name), getattr(b, name)
        assert (one is None) == (other is None)
        if one is not None:
            np.testing.assert_array_equal(one, other)
            assert one.dtype == other.dtype


@pytest.mark.parametrize("probabilities", [True, False])
@pytest.mark.parametrize("reasons", [True, False])
def test_what_was_written_is_read(tmp_path: Path, probabilities: bool, reasons: bool) -> None:
    lists = made(7, 3, probabilities, reasons)
    write_lists(tmp_path / "lists.parquet", lists)
    same(read_lists(tmp_path / "lists.parquet"), lists)


@pytest.mark.parametrize(("begin", "end"), [(0, 1), (GROUP - 1, GROUP + 1), (2 * GROUP, 2 * GROUP + 5), (5, 10**6)])
def test_some_users_are_read_without_the_others(tmp_path: Path, begin: int, end: int) -> None:
    lists = made(2 * GROUP + 9, 4)
    write_lists(tmp_path / "lists.parquet", lists)
    part = read_lists(tmp_path / "lists.parquet", begin, end)
    np.testing.assert_array_equal(part.users, lists.users[begin:end])
    np.testing.assert_array_equal(part.items, lists.items[begin:end])


def test_lists_of_a_file_without_reasons_have_none(tmp_path: Path) -> None:
    lists = made(5, 3)
    write_lists(tmp_path / "lists.parquet", lists)
    without = pq.read_table(tmp_path / "lists.parquet").drop_columns(["reason_1", "reason_2", "reason_3"])
    pq.write_table(without, tmp_path / "old.parquet")
    same(read_lists(tmp_path / "old.parquet"), replace(lists, reasons=None))


def test_a_scope_in_which_nobody_was_asked_holds_no_users(tmp_path: Path) -> None:
    write_lists(tmp_path / "lists.parquet", made(0, 3))
    read = read_lists(tmp_path / "lists.parquet")
    assert len(read) == 0
    assert read.items.shape == (0, 3)


def blocks_of(stored: StoredLists, rows: np.ndarray | None) -> Lists:
    blocks = list(stored.blocks(rows))
    assert all(len(block) <= GROUP for block in blocks)
    return Lists(
        *(np.concatenate([getattr(block, name) for block in blocks]) for name in ("users", "items", "scores")),
        None,
        np.concatenate([block.hit for block in blocks]),
    )


@pytest.mark.parametrize(
    "rows",
    [None, [0], [3, GROUP - 1, GROUP, 2 * GROUP + 8], [2 * GROUP + 8, 0, GROUP, 5], list(range(2 * GROUP, 3, -1))],
)
def test_blocks_give_the_asked_users_in_the_asked_order(tmp_path: Path, rows: list[int] | None) -> None:
    lists = made(2 * GROUP + 9, 4, probabilities=False, reasons=False)
    write_lists(tmp_path / "lists.parquet", lists)
    wanted = None if rows is None else np.array(rows, np.int64)
    with StoredLists(tmp_path / "lists.parquet") as stored:
        same(blocks_of(stored, wanted), lists if wanted is None else lists.of(wanted))


def test_rows_of_users_are_found_and_strangers_are_not(tmp_path: Path) -> None:
    lists = made(2 * GROUP + 9, 4)  # users are 0, 2, 4, …
    write_lists(tmp_path / "lists.parquet", lists)
    asked = np.array([0, 2 * GROUP, 1, 2 * (2 * GROUP + 8), 10**6, 2 * GROUP - 2], np.int32)
    with StoredLists(tmp_path / "lists.parquet") as stored:
        assert stored.rows(asked).tolist() == [0, GROUP, -1, 2 * GROUP + 8, -1, GROUP - 1]


def test_lengths_count_what_stands_in_each_list(tmp_path: Path) -> None:
    lists = made(2 * GROUP + 9, 4)
    lists.items[:GROUP] = 7  # a group without a short list is not read
    lists.items[GROUP + 3] = -1
    write_lists(tmp_path / "lists.parquet", lists)
    with StoredLists(tmp_path / "lists.parquet") as stored:
        np.testing.assert_array_equal(stored.lengths(), (lists.items >= 0).sum(axis=1))


@pytest.mark.parametrize("reasons", [True, False])
def test_a_file_tells_whether_it_has_reasons(tmp_path: Path, reasons: bool) -> None:
    write_lists(tmp_path / "lists.parquet", made(7, 3, reasons=reasons))
    with StoredLists(tmp_path / "lists.parquet") as stored:
        assert stored.has_reasons() is reasons
