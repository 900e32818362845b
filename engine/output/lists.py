"""Ranked lists as CSV, with the source's own ids: of one run, or of all runs of a study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine.data.dataset import Dataset
from engine.data.taxonomy import Level
from engine.errors import UserError
from engine.files import whole_file
from engine.monitor import Monitor
from engine.output.text import decimals, header, numbers, quoted, repeated, write_rows
from engine.workspace import Lists, Run

__all__ = ["COLUMNS", "Export", "export_lists", "write_lists_csv"]

COLUMNS = ("run", "scope", "user", "rank", "item", "title", "category", "score", "probability", "hit", "reason")
CHUNK = 1024  # users; about 5 MB of text, written in some 50 ms between two checkpoints
SHOWN = 5  # unknown ids that a sentence names


@dataclass(frozen=True)
class Export:
    """What an export wrote."""

    out: Path
    rows: int
    bytes: int


@dataclass(frozen=True)
class _Fields:
    """CSV fields of a dataset's users and items by position."""

    users: pa.StringArray
    items: pa.StringArray
    titles: pa.StringArray
    categories: pa.StringArray
    plain: pa.StringArray  # item ids before they are quoted

    @classmethod
    def of(cls, data: Dataset, level: str | None) -> _Fields:
        categories = _joined(data.taxonomy[level]) if level else pa.array([""] * len(data.items), pa.string())
        return cls(
            quoted(data.users.ids), quoted(data.items.ids), quoted(data.titles), quoted(categories), data.items.ids
        )


def export_lists(
    run: Run,
    data: Dataset,
    out: Path,
    *,
    scope: str = "cross",
    k: int | None = None,
    users: Sequence[str] | None = None,
    monitor: Monitor | None = None,
) -> Export:
    """Writes a run's lists in one scope, whole or not at all.

    Args:
        run: an opened run.
        data: the dataset that it was made from.
        out: the CSV file.
        k: depth of the lists; None is all that is stored.
        users: source ids, in this order; None is every user with history.

    Raises:
        UserError: a scope or depth that is not stored, an unknown user, another state of the dataset, or a place that
            cannot be written.
        Cancelled: nothing is left behind.
    """
    monitor = monitor or Monitor()
    depth = _depth(run, k)
    _check_dataset(run, data)
    lists = run.lists(scope)
    if users is not None:
        lists = lists.of(_rows(run, lists, data, users))
    fields = _Fields.of(data, run.manifest["level"])
    try:
        with whole_file(out) as part, part.open("wb") as stream:
            stream.write(header(COLUMNS))
            rows = sum(_write(stream, run, scope, lists, fields, depth, monitor))
            size = stream.tell()
    except OSError as error:
        raise UserError("out-unwritable", file=out, reason=(error.strerror or str(error)).lower()) from None
    monitor.progress(1.0, "written")
    return Export(out, rows, size)


def write_lists_csv(runs: Sequence[Run], data: Dataset, scopes: Sequence[str], out: Path, monitor: Monitor) -> Export:
    """Writes lists.csv: every run in those of the scopes that it was ranked in, max_k deep, every user with history.

    Raises:
        Cancelled: nothing is left behind.
    """
    pairs = [(run, scope) for run in runs for scope in scopes if scope in run.scopes]
    fields: dict[str | None, _Fields] = {}
    rows = 0
    with whole_file(out) as part, part.open("wb") as stream:
        stream.write(header(COLUMNS))
        for number, (run, scope) in enumerate(pairs):
            _check_dataset(run, data)
            level = run.manifest["level"]
            if level not in fields:
                fields[level] = _Fields.of(data, level)
            share = monitor.part(f"lists of {run.name}", number / len(pairs), (number + 1) / len(pairs))
            rows += sum(_write(stream, run, scope, run.lists(scope), fields[level], run.max_k, share))
        size = stream.tell()
    return Export(out, rows, size)


def _write(
    stream: BinaryIO, run: Run, scope: str, lists: Lists, fields: _Fields, depth: int, monitor: Monitor
) -> Iterator[int]:
    """Writes chunk by chunk; yields the rows of each."""
    for begin in range(0, len(lists), CHUNK):
        monitor.checkpoint()
        monitor.progress(begin / len(lists), "")
        yield write_rows(stream, _columns(run, scope, lists.of(np.s_[begin : begin + CHUNK]), fields, depth))


def _columns(run: Run, scope: str, lists: Lists, fields: _Fields, depth: int) -> list[pa.StringArray]:
    items = lists.items[:, :depth]
    listed = items >= 0
    who, rank = np.nonzero(listed)
    places = pa.array(items[listed])
    chances = lists.probabilities
    empty = repeated("", len(who))
    return [
        repeated(run.name, len(who)),
        repeated(scope, len(who)),
        fields.users.take(pa.array(lists.users[who])),
        numbers(rank + 1),
        fields.items.take(places),
        fields.titles.take(places),
        fields.categories.take(places),
        decimals(lists.scores[:, :depth][listed]),
        empty if chances is None else decimals(chances[:, :depth][listed]),
        numbers(lists.hit[:, :depth][listed].astype(np.int8)),
        empty if lists.reasons is None else _reasons(lists.reasons[:, :depth][listed], fields.plain),
    ]


def _reasons(places: npt.NDArray[np.int32], ids: pa.StringArray) -> pa.StringArray:
    """The ids of each row's items [rows, 3], joined with a bar; -1 is none."""
    there = places >= 0
    offsets = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int32)
    return quoted(pc.binary_join(pa.ListArray.from_arrays(offsets, ids.take(pa.array(places[there]))), "|"))


def _joined(level: Level) -> pa.StringArray:
    """The labels of every item, joined with a bar; empty where it has none."""
    texts = level.names.take(pa.array(level.codes))
    lists = pa.ListArray.from_arrays(pa.array(level.indptr.astype(np.int32)), texts)
    return pc.binary_join(lists, "|")


def _depth(run: Run, k: int | None) -> int:
    if k is None:
        return run.max_k
    if k < 1:
        raise UserError("depth-wrong", k=k)
    if k > run.max_k:
        raise UserError("depth-exceeded", k=k, run=run.name, max_k=run.max_k)
    return k


def _check_dataset(run: Run, data: Dataset) -> None:
    if run.dataset_hash != data.hash:
        raise UserError(
            "dataset-changed",
            run=run.name,
            dataset=data.name,
            found=run.dataset_hash[:12],
            expected=data.hash[:12],
        )


def _rows(run: Run, lists: Lists, data: Dataset, users: Sequence[str]) -> npt.NDArray[np.int64]:
    """Rows of the lists that belong to source ids."""
    positions = data.users.positions(list(users))
    rows = np.minimum(np.searchsorted(lists.users, positions), len(lists) - 1)
    unknown = lists.users[rows] != positions
    if unknown.any():
        names = [user for user, strange in zip(users, unknown, strict=True) if strange]
        more = [f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
        raise UserError("user-unknown", run=run.name, users=[*names[:SHOWN], *more])
    return rows
