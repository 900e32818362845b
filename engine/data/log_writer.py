"""Writes the log as arrays: rows in (user, time, file position) order, one .npy a column."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.data.duck import Duck, ident
from engine.data.interactions import Events

__all__ = ["write_log"]

PIECE = 1 << 20  # rows


def write_log(duck: Duck, events: Events, basket: bool, folder: Path, scratch: Path) -> list[str]:
    """Sorts the rows that stay and writes them piece by piece.

    Returns:
        Names of the columns beside item and time, as `Dataset.log` has them.
    """
    folder.mkdir()
    users = duck.row("SELECT count(*) FROM users")[0]
    targets: dict[str, tuple[Path, npt.DTypeLike]] = {
        "item": (folder / "item.npy", np.int32),
        "time": (folder / "time.npy", np.int64),
    }
    for number, each in enumerate(events.columns):
        targets[f"x{number}"] = (folder / f"{quote(each.name, safe='')}.npy", np.int32 if each.coded else np.float32)
    if basket:
        targets["basket"] = (scratch / "basket.npy", np.int64)
    arrays = {key: _made(file, kind, events.rows) for key, (file, kind) in targets.items()}
    counts = np.zeros(users, np.int64)
    done = 0

    def take(batch: pa.RecordBatch) -> None:
        nonlocal done
        counts[:] += np.bincount(batch.column("user").to_numpy(), minlength=users)
        for key, array in arrays.items():
            array[done : done + len(batch)] = batch.column(key).to_numpy()
        done += len(batch)

    duck.batches(_sorted(events, basket), PIECE, take)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    np.save(folder / "user_indptr.npy", indptr)
    if basket:
        np.save(folder / "basket.npy", baskets(arrays["basket"], indptr))
    for each in events.columns:
        if each.coded:
            texts = duck.table(f"SELECT id AS text FROM {ident(each.coded)} ORDER BY code")
            texts = texts.cast(pa.schema([("text", pa.string())]))
            pq.write_table(texts, folder / f"{quote(each.name, safe='')}.parquet", compression="zstd")
    return (["basket"] if basket else []) + [each.name for each in events.columns]


def baskets(keys: npt.NDArray[np.int64], indptr: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Numbers baskets in the order in which the log first names them.

    The same key of two users is two baskets, for some shops count a shopper's baskets from 1.

    Args:
        keys: int64[rows], one key a basket, -1 where a row has none.
        indptr: int64[users + 1] into the rows.

    Returns:
        int32[rows], -1 where a row has none.
    """
    if not len(keys):
        return np.empty(0, np.int32)
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    starts = np.union1d(starts, indptr[:-1][np.diff(indptr) > 0])  # runs of one key of one user
    users = np.searchsorted(indptr, starts, side="right")
    of_run = keys[starts]
    order = np.lexsort((of_run, users))  # stable: the first run of a basket stays first
    fresh = np.concatenate([[True], (np.diff(of_run[order]) != 0) | (np.diff(users[order]) != 0)])
    firsts = order[fresh]
    rank = np.cumsum(of_run[np.sort(firsts)] >= 0) - 1  # baskets named before, missing ones not counted
    code_of_first = np.full(len(starts), -1, np.int64)
    code_of_first[np.sort(firsts)] = rank
    codes = np.empty(len(starts), np.int64)
    codes[order] = code_of_first[firsts[np.cumsum(fresh) - 1]]
    codes[of_run < 0] = -1
    return np.repeat(codes, np.diff(np.append(starts, len(keys)))).astype(np.int32)


def _sorted(events: Events, basket: bool) -> str:
    picked = ["u.code AS user", "i.code AS item", f"{events.time} AS time"]
    joins = ['JOIN users u ON u.key = r."user"', "JOIN items i ON i.key = r.item", events.joins]
    if basket:
        picked.append("CASE WHEN r.basket IS NULL THEN -1 ELSE CAST(hash(r.basket) >> 1 AS BIGINT) END AS basket")
    for number, each in enumerate(events.columns):
        if each.coded:
            joins.append(f"LEFT JOIN {ident(each.coded)} t{number} ON t{number}.key = {each.value}")
            picked.append(f"coalesce(t{number}.code, -1) AS x{number}")
        else:
            picked.append(f"coalesce(CAST({each.value} AS FLOAT), 'nan'::FLOAT) AS x{number}")
    if events.left:
        joins.append("ANTI JOIN log_left l ON l.row = r.rowid")
    return f"SELECT {', '.join(picked)} FROM log r {' '.join(joins)} ORDER BY 1, 3, r.rowid"


def _made(file: Path, kind: npt.DTypeLike, rows: int) -> npt.NDArray[Any]:
    return np.lib.format.open_memmap(file, mode="w+", dtype=kind, shape=(rows,))
