"""Lists and relevant items that come as tables, from any program: to hits, with ids of any type.

What the tables may hold is decided here, and anything else is told in one sentence. A user without a relevant item is
left out, as everywhere; one without a list has a list of length 0; an item relevant to a user twice counts once; items
that only one of the tables names are as good as any.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine.errors import UserError
from engine.evaluation.hits import Hits
from engine.protocol.keys import distinct

__all__ = ["hits_of_tables"]

Ints = npt.NDArray[np.integer]

CELLS = 1 << 22  # of [users, items] at once, 16 MB


def hits_of_tables(lists: pa.Table, relevance: pa.Table, k: int | None = None) -> Hits:
    """Meets lists with relevant items.

    Args:
        lists: columns user and item; rank, from 1 without gaps, unless the rows of each user stand in the order of
            ranks; score, which is only looked at for values that are no numbers.
        relevance: columns user and item.
        k: depth of the hits; the longest list if None. Ranks beyond are left out.

    Returns:
        hits of the users of `relevance`, a row a user in the order of first appearance, counted by `users`.

    Raises:
        UserError: a column is missing or holds nulls, ids of both tables are of different types, a score is NaN, an
            item stands twice in a list, ranks leave a gap, or no user of the lists has a relevant item.
    """
    _check_columns(lists, relevance, k)
    user, wanted_user = _alike(lists, relevance, "user")
    item, wanted_item = _alike(lists, relevance, "item")
    listed = _Listed.of(user, item, lists["rank"] if "rank" in lists.column_names else None)
    depth = int(listed.lengths.max(initial=0)) if k is None else k
    right = _Relevant.of(wanted_user, wanted_item)
    row = _positions(listed.users, right.users)  # of each list, -1 where nothing is relevant to its user
    if not (row >= 0).any():
        some = [_some(users) for users in (listed.users, right.users)]
        raise UserError("tables-apart", lists=some[0], relevance=some[1])
    hit = np.zeros((len(right.users), depth), bool)
    length = np.zeros(len(right.users), np.int32)
    length[row[row >= 0]] = np.minimum(listed.lengths, depth)[row >= 0]
    _mark(hit, listed, right, row)
    return Hits(np.arange(len(right.users), dtype=np.int32), hit, right.counts, length)


@dataclass(frozen=True)
class _Listed:
    """Lists one behind the other, each in the order of ranks.

    Attributes:
        users: of each list, all different.
        begins, lengths: int64, where each list stands among the rows.
        items: int32 [rows], places in `vocabulary`.
    """

    users: pa.Array
    begins: Ints
    lengths: Ints
    items: Ints
    vocabulary: pa.Array

    @classmethod
    def of(cls, user: pa.Array, item: pa.Array, rank: pa.ChunkedArray | None) -> _Listed:
        coded = item.dictionary_encode()
        items = coded.indices.to_numpy(zero_copy_only=False)
        ranks = None if rank is None else rank.to_numpy()
        runs = pc.run_end_encode(user, run_end_type=pa.int64())
        ends, users = runs.run_ends.to_numpy(), runs.values
        begins = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[: len(ends)]
        lengths = ends - begins
        together = pc.count_distinct(users).as_py() == len(users)
        if not together or not _ascending(ranks, begins, lengths):
            held = user.dictionary_encode()
            codes = held.indices.to_numpy(zero_copy_only=False)
            order = np.argsort(codes, kind="stable") if ranks is None else np.lexsort((ranks, codes))
            users, items = held.dictionary, items[order]
            lengths = np.bincount(codes, minlength=len(users))
            begins = np.cumsum(lengths) - lengths
            if ranks is not None and not _ascending(ranks[order], begins, lengths):
                _refuse_ranks(users, ranks[order], begins, lengths)
        return cls(users, begins, lengths, items, coded.dictionary)


@dataclass(frozen=True)
class _Relevant:
    """The different pairs of a user and a relevant item, by user.

    Attributes:
        users: all different, in the order of first appearance.
        counts: int32 [users], at least 1.
        rows, items: int64 [pairs], places in `users`, ascending, and in `vocabulary`.
    """

    users: pa.Array
    counts: npt.NDArray[np.int32]
    rows: Ints
    items: Ints
    vocabulary: pa.Array

    @classmethod
    def of(cls, user: pa.Array, item: pa.Array) -> _Relevant:
        users, items = user.dictionary_encode(), item.dictionary_encode()
        width = np.int64(max(len(items.dictionary), 1))
        keys = users.indices.to_numpy(zero_copy_only=False) * width + items.indices.to_numpy(zero_copy_only=False)
        rows, places = np.divmod(distinct(keys), width)
        counts = np.bincount(rows, minlength=len(users.dictionary)).astype(np.int32)
        return cls(users.dictionary, counts, rows, places, items.dictionary)


def _mark(hit: npt.NDArray[np.bool_], listed: _Listed, right: _Relevant, row: Ints) -> None:
    """Fills the hit marks, and refuses an item that stands twice in a list.

    Goes through blocks of lists with a cell for every user and item. A cell says who wrote it last, so that blocks
    need not clear them: a list's own place, or the number of the block for a relevant pair.
    """
    width, depth = max(len(listed.vocabulary), 1), hit.shape[1]
    step = max(1, CELLS // width)
    writer = np.empty(step * width, np.int32)
    wanted = np.full(step * width, -1, np.int32)
    of_row = np.full(len(right.users), -1, np.int64)
    of_row[row[row >= 0]] = np.flatnonzero(row >= 0)
    pair_list, pair_item = of_row[right.rows], _positions(right.vocabulary, listed.vocabulary)[right.items]
    meet = (pair_list >= 0) & (pair_item >= 0)
    pair_list, pair_item = pair_list[meet], pair_item[meet]
    if (pair_list[1:] < pair_list[:-1]).any():
        order = np.argsort(pair_list, kind="stable")
        pair_list, pair_item = pair_list[order], pair_item[order]
    first_pair = np.searchsorted(pair_list, np.arange(0, len(row) + step, step))
    for block, begin in enumerate(range(0, len(row), step)):
        lengths = listed.lengths[begin : begin + step]
        start = int(listed.begins[begin])
        owner = np.repeat(np.arange(len(lengths)), lengths)
        cells = owner * width + listed.items[start : start + len(owner)]
        place = np.arange(len(owner), dtype=np.int32)
        writer[cells] = place
        if (again := np.flatnonzero(writer[cells] != place)).size:
            at = int(again[0])
            who, what = listed.users[begin + int(owner[at])], listed.vocabulary[int(listed.items[start + at])]
            raise UserError("tables-twice", user=who.as_py(), item=what.as_py())
        pairs = slice(first_pair[block], first_pair[block + 1])
        wanted[(pair_list[pairs] - begin) * width + pair_item[pairs]] = block
        rank = place - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found = np.flatnonzero((wanted[cells] == block) & (rank < depth))
        hit[row[begin + owner[found]], rank[found]] = True


def _ascending(ranks: Ints | None, begins: Ints, lengths: Ints) -> bool:
    """Whether the ranks of every list are 1, 2, 3 …"""
    if ranks is None:
        return True
    expected = np.arange(1, len(ranks) + 1) - np.repeat(begins, lengths)
    return bool((ranks == expected).all())


def _refuse_ranks(users: pa.Array, ranks: Ints, begins: Ints, lengths: Ints) -> None:
    expected = np.arange(1, len(ranks) + 1) - np.repeat(begins, lengths)
    at = int(np.flatnonzero(ranks != expected)[0])
    user = users[int(np.searchsorted(begins, at, side="right")) - 1]
    raise UserError("tables-rank", user=user.as_py(), rank=ranks[at], expected=expected[at])


def _check_columns(lists: pa.Table, relevance: pa.Table, k: int | None) -> None:
    if k is not None and k < 1:
        raise UserError("depth-wrong", k=k)
    for name, table in (("lists", lists), ("relevance", relevance)):
        for column in ("user", "item"):
            if column not in table.column_names:
                raise UserError("tables-column", table=name, column=column, found=table.column_names)
        for column in ("user", "item", "rank"):
            if column in table.column_names and (nulls := table[column].null_count):
                raise UserError("tables-null", table=name, column=column, rows=nulls)
    if "rank" in lists.column_names and not pa.types.is_integer(lists["rank"].type):
        raise UserError("tables-rank-type", type=lists["rank"].type)
    if "score" in lists.column_names:
        bad = pc.fill_null(pc.is_nan(lists["score"]), True)
        if rows := pc.sum(bad).as_py():
            where = pc.index(bad, True).as_py()
            raise UserError("tables-score", rows=rows, user=lists["user"][where].as_py())


def _alike(lists: pa.Table, relevance: pa.Table, column: str) -> tuple[pa.Array, pa.Array]:
    """The column of both tables as whole arrays of one type."""
    found = []
    for table in (lists, relevance):
        values = table[column]
        if pa.types.is_dictionary(values.type):
            values = values.cast(values.type.value_type)
        if pa.types.is_integer(values.type):
            values = values.cast(pa.int64())
        elif pa.types.is_large_string(values.type):
            values = values.cast(pa.string())
        found.append(values.combine_chunks())
    first, second = (pa.concat_arrays(each.chunks) if isinstance(each, pa.ChunkedArray) else each for each in found)
    if first.type != second.type:
        raise UserError("tables-types", column=column, lists=first.type, relevance=second.type)
    return first, second


def _positions(values: pa.Array, among: pa.Array) -> Ints:
    """int64: the place of each value among others, -1 where it is none of them."""
    places: Ints = pc.fill_null(pc.index_in(values, value_set=among), -1).to_numpy(zero_copy_only=False)
    return places.astype(np.int64)


def _some(values: pa.Array) -> list[object]:
    return list(values.slice(0, 3).to_pylist()) or ["none"]
