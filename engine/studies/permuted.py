"""A dataset whose future is another: everything that does not train is permuted, what trains stays bit by bit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Dataset
from engine.protocol.parting import TRAINS, Parts

__all__ = ["write_permuted"]

Ints = npt.NDArray[np.int64]
BOUND = ("basket", "fold")  # columns that a split by the user's own order goes by


def write_permuted(data: Dataset, parts: Parts, folder: Path, seed: int) -> Dataset:
    """Writes a copy of a dataset in which every row that does not train says something else.

    Shuffling items among the rows alone would leave every count of an item as it was, and a popularity that counts the
    test would not move. So items are renamed among all items of the dataset as well and, where one cut is everyone's,
    users among all users. Moments stay, so that every split finds its cut again; where users are asked at moments of
    their own, users and baskets stay too. Hash and ids stay, so that nothing but the rows tells the two apart.

    Args:
        parts: of the test.
        folder: made here, with the dataset in it.
        seed: of the permutations.

    Returns:
        the copy, opened.
    """
    source = np.random.default_rng(seed)
    log = data.log
    moved = np.flatnonzero(parts.fold != TRAINS)
    users = np.repeat(np.arange(len(data.users)), np.diff(log.indptr))
    items, columns = np.array(log.items), {name: np.array(column) for name, column in log.columns.items()}
    items[moved] = source.permutation(len(data.items))[items[source.permutation(moved)]]
    for name, column in columns.items():
        if not (parts.kind and name in BOUND):
            column[moved] = column[source.permutation(moved)]
    order = np.arange(len(log))
    if not parts.kind:
        users[moved] = source.permutation(len(data.users))[users[source.permutation(moved)]]
        order = np.lexsort((log.times, users))  # stable, so what trains keeps its order
    shutil.copytree(data.folder, folder, ignore=shutil.ignore_patterns("*.npy"))
    indptr = np.concatenate([[0], np.cumsum(np.bincount(users, minlength=len(data.users)))]).astype(np.int64)
    arrays: dict[str, npt.NDArray[Any]] = {
        "user_indptr": indptr,
        "item": items[order],
        "time": np.asarray(log.times)[order],
    }
    arrays |= {quote(name, safe=""): column[order] for name, column in columns.items()}
    for name, array in arrays.items():
        np.save(folder / "log" / f"{name}.npy", array)
    return Dataset.open(folder)
