"""Which lists leave a run, as blocks of typed rows: scope, depth, shoppers and columns are chosen here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.output.layout import COLUMNS
from engine.workspace import Lists, Run

if TYPE_CHECKING:
    from engine.evaluation import Hits

__all__ = ["SEGMENTS", "Extract", "Source", "segment_rows"]

SEGMENTS = ("all", "evaluated", "hit", "miss")
SHOWN = 5  # unknown ids that a sentence names


@dataclass(frozen=True)
class Source:
    """What the positions in lists stand for.

    Attributes:
        categories: list<string>, the labels of every item; None where the study has no category level.
    """

    users: pa.StringArray
    items: pa.StringArray
    titles: pa.StringArray
    categories: pa.ListArray | None

    @classmethod
    def of(cls, data: Dataset, level: str | None) -> Source:
        return cls(data.users.ids, data.items.ids, data.titles, _labels(data, level) if level else None)


@dataclass(frozen=True)
class Extract:
    """The lists of one run in one scope, to be written with some columns.

    Attributes:
        depth: ranks of each shopper.
        rows: int64, the rows of the stored lists that are taken, in this order; None is every user with history.
    """

    run: Run
    source: Source
    scope: str
    depth: int
    columns: tuple[str, ...] = COLUMNS
    rows: npt.NDArray[np.int64] | None = None

    @classmethod
    def of(
        cls,
        run: Run,
        data: Dataset,
        scope: str,
        k: int | None = None,
        *,
        segment: str = "all",
        users: Sequence[str] | None = None,
        columns: tuple[str, ...] = COLUMNS,
        source: Source | None = None,
        hits: Hits | None = None,
    ) -> Extract:
        """Chooses.

        Args:
            run: an opened run.
            data: the dataset that it was made from.
            scope: one that it was ranked in.
            k: depth of the lists; None is all that is stored.
            segment: one of `SEGMENTS`: everyone, the evaluated, those with or without a hit in the first k.
            users: source ids, in this order, instead of a segment; an id named twice counts once.
            columns: of the rows.
            source: of the dataset at the run's level, if it is at hand.
            hits: of the run in the scope, if they are at hand.

        Raises:
            UserError: a scope or depth that is not stored, an unknown user or segment, another state of the dataset.
        """
        depth = _depth(run, k)
        if run.dataset_hash != data.hash:
            found, expected = run.dataset_hash[:12], data.hash[:12]
            raise UserError("dataset-changed", run=run.name, dataset=data.name, found=found, expected=expected)
        if segment not in SEGMENTS:
            raise UserError("option-wrong", option="segment", value=segment, found=SEGMENTS)
        if users is not None and segment != "all":
            raise UserError("users-or-segment")
        run.hits_file(scope)  # refuses a scope that was not ranked
        rows = None
        if users is not None:
            rows = _rows(run, scope, data, list(dict.fromkeys(users)))
        elif segment != "all":
            with _reading(run):
                rows = segment_rows(hits or _hits(run, scope), segment, depth)
        return cls(run, source or Source.of(data, run.manifest["level"]), scope, depth, columns, rows)

    def tables(self) -> Iterator[tuple[int, pa.Table]]:
        """How many shoppers are done with each block, and its rows, in the order of the file.

        Raises:
            UserError: the run is gone, or cannot be read any more.
        """
        done = 0
        with _reading(self.run):
            opened = self.run.stored_lists(self.scope)
        with opened as stored:
            blocks = stored.blocks(self.rows)
            while True:
                with _reading(self.run):
                    lists = next(blocks, None)
                if lists is None:
                    return
                done += len(lists)
                yield done, self.table(lists)

    def empty(self) -> pa.Table:
        """A block without rows."""
        width = (0, self.depth)
        none = np.empty((*width, 3), np.int32)
        listed = np.empty(width, np.int32), np.empty(width, np.float32)
        return self.table(Lists(np.empty(0, np.int32), *listed, listed[1], np.empty(width, bool), none))

    def users(self) -> int:
        """How many shoppers are taken."""
        if self.rows is not None:
            return len(self.rows)
        with _reading(self.run), self.run.stored_lists(self.scope) as stored:
            return len(stored)

    def lengths(self) -> npt.NDArray[np.int32]:
        """int32: how many items each of the run's stored lists has."""
        with _reading(self.run), self.run.stored_lists(self.scope) as stored:
            return stored.lengths()

    def total(self, lengths: npt.NDArray[np.int32]) -> int:
        """How many rows this gives."""
        taken = lengths if self.rows is None else lengths[self.rows]
        return int(np.minimum(taken, self.depth).sum(dtype=np.int64))

    def table(self, lists: Lists) -> pa.Table:
        """Lists as rows: texts as the source has them, labels and reasons as lists, null where there is no value."""
        listed = lists.items[:, : self.depth] >= 0
        who, rank = np.nonzero(listed)
        places = pa.array(lists.items[:, : self.depth][listed])
        made = {name: self._column(name, lists, listed, who, rank, places) for name in self.columns}
        return pa.table(made)

    def _column(
        self,
        name: str,
        lists: Lists,
        listed: npt.NDArray[np.bool_],
        who: npt.NDArray[np.intp],
        rank: npt.NDArray[np.intp],
        places: pa.Array,
    ) -> pa.Array:
        source, count = self.source, len(who)
        match name:
            case "run" | "scope":
                return pa.repeat(pa.scalar(self.run.name if name == "run" else self.scope, pa.string()), count)
            case "user":
                return source.users.take(pa.array(lists.users[who]))
            case "rank":
                return pa.array((rank + 1).astype(np.int32))
            case "item":
                return source.items.take(places)
            case "title":
                return source.titles.take(places)
            case "category":
                none = pa.nulls(count, pa.list_(pa.string()))
                return none if source.categories is None else source.categories.take(places)
            case "score":
                return pa.array(lists.scores[:, : self.depth][listed], from_pandas=True)
            case "probability":
                none = pa.nulls(count, pa.float32())
                chances = lists.probabilities
                return none if chances is None else pa.array(chances[:, : self.depth][listed], from_pandas=True)
            case "hit":
                return pa.array(lists.hit[:, : self.depth][listed])
        reasons = lists.reasons
        none = pa.nulls(count, pa.list_(pa.string()))
        return none if reasons is None else _reasons(reasons[:, : self.depth][listed], source.items)


def segment_rows(hits: Hits, segment: str, depth: int) -> npt.NDArray[np.int64]:
    """int64: the rows of a segment's users, ascending."""
    met = np.asarray(hits.hit[:, :depth].any(axis=1))
    taken = {"evaluated": met | True, "hit": met, "miss": ~met}[segment]
    return np.sort(hits.users[taken]).astype(np.int64)


def _hits(run: Run, scope: str) -> Hits:
    from engine.evaluation import Hits

    return Hits.open(run.hits_file(scope))


def _labels(data: Dataset, level: str) -> pa.ListArray:
    held = data.taxonomy[level]
    return pa.ListArray.from_arrays(pa.array(held.indptr.astype(np.int32)), held.names.take(pa.array(held.codes)))


def _reasons(places: npt.NDArray[np.int32], ids: pa.StringArray) -> pa.ListArray:
    """The ids of each row's items [rows, 3]; -1 is none."""
    there = places >= 0
    offsets = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, ids.take(pa.array(places[there])))


def _depth(run: Run, k: int | None) -> int:
    if k is None:
        return run.max_k
    if k < 1:
        raise UserError("depth-wrong", k=k)
    if k > run.max_k:
        raise UserError("depth-exceeded", k=k, run=run.name, max_k=run.max_k)
    return k


def _rows(run: Run, scope: str, data: Dataset, users: list[str]) -> npt.NDArray[np.int64]:
    """Rows of the lists that belong to source ids."""
    positions = data.users.positions(users)
    with _reading(run), run.stored_lists(scope) as stored:
        rows = np.full(len(users), -1, np.int64)
        known = positions >= 0
        rows[known] = stored.rows(positions[known])
    if (rows < 0).any():
        names = pc.filter(pa.array(users, pa.string()), pa.array(rows < 0)).to_pylist()
        more = [f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
        raise UserError("user-unknown", run=run.name, users=[*names[:SHOWN], *more])
    return rows


@contextmanager
def _reading(run: Run) -> Iterator[None]:
    """Tells what befalls the run's own files apart from what befalls the file that is written."""
    try:
        yield
    except FileNotFoundError:
        raise UserError("folder-gone", folder=run.folder) from None
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        reason = str(getattr(error, "strerror", None) or error).splitlines()[0]
        raise UserError("file-damaged", file=run.folder, reason=reason) from None
