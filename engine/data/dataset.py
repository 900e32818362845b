"""A dataset as it is stored: the log as memory-mapped arrays, users and items as Parquet.

Folder: dataset.json (name, hash, level, counts), users.parquet, items.parquet (column `id` first),
log/*.npy (user_indptr, item, time and one file a further column, rows in (user, time, file position) order),
log/COLUMN.parquet (the texts behind a coded column), taxonomy/LEVEL.npz and .parquet, recipe.toml, dropped.parquet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from engine.data.taxonomy import Level, Taxonomy
from engine.errors import UserError

__all__ = ["DAY", "Dataset", "Log", "RowLevel", "Table"]

DAY = 86_400_000_000  # times are microseconds


@dataclass(frozen=True)
class Table:
    """Users or items: position in the vocabulary <-> source id, and their columns.

    Positions ascend with the ids: as numbers if every id is an integer without leading zeros, else as text.
    """

    ids: pa.StringArray
    columns: pa.Table

    def __len__(self) -> int:
        return len(self.ids)

    def positions(self, ids: pa.Array | list[str]) -> npt.NDArray[np.int32]:
        """int32 positions of source ids, -1 where an id is unknown."""
        found = pc.index_in(pa.array(ids, pa.string()), value_set=self.ids)
        return found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)

    def take(self, positions: npt.NDArray[np.integer]) -> Table:
        """The rows at these positions, in this order."""
        rows = pa.array(positions)
        return Table(self.ids.take(rows), self.columns.take(rows))


@dataclass(frozen=True)
class Log:
    """All interactions in (user, time, file position) order, memory-mapped read-only.

    Attributes:
        indptr: int64[users + 1]; rows of user u are indptr[u]:indptr[u + 1].
        items: int32[rows], positions in the items table.
        times: int64[rows], microseconds since 1970 or, where `Dataset.relative`, since the user's start.
        columns: further columns by name: basket (int32), event (int32), quantity, value, weight (float32),
            and what the recipe keeps (float32, or int32 codes with a vocabulary; -1 is missing).
        vocabularies: the texts behind coded columns.
    """

    indptr: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]
    times: npt.NDArray[np.int64]
    columns: dict[str, npt.NDArray[np.generic]]
    vocabularies: dict[str, pa.StringArray]

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class RowLevel:
    """A category level that sits in the interactions: an item's labels are the union over rows.

    Attributes:
        column: of the log; int32 codes of cells, -1 where a cell is empty.
        indptr: int64[cells + 1].
        codes: int32[labels], positions in the level's names.
    """

    column: str
    indptr: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int32]

    @classmethod
    def of(cls, column: str, cells: pa.StringArray, separator: str, level: Level) -> RowLevel:
        """Reads the texts behind the codes of cells, which may list several labels."""
        lists = pc.split_pattern(cells, separator)
        labels = pc.utf8_trim(lists.values, characters=" ")
        codes = pc.fill_null(pc.index_in(labels, value_set=level.names), -1).to_numpy(zero_copy_only=False)
        known = codes >= 0  # texts that mean a missing value are no labels
        kept = np.concatenate([[0], np.cumsum(known)]).astype(np.int64)
        return cls(column, kept[lists.offsets.to_numpy()], codes[known].astype(np.int32))


@dataclass(frozen=True)
class Dataset:
    """An imported dataset, opened.

    Attributes:
        level: the category level that a study takes if it names none; None without a taxonomy.
        relative: times count from each user's own start, so moments are numbers of days, not dates.
        has_time: False where the recipe gave no time that is everyone's.
        has_order: rows are numbered in each user's own order, and `Log.times` are days of that count.
        row_levels: by level, where the recipe reads categories from the interactions.
        hash: of the stored content; equal recipes over equal files give equal hashes.
    """

    folder: Path
    name: str
    hash: str
    level: str | None
    relative: bool
    has_time: bool
    users: Table
    items: Table
    log: Log
    taxonomy: Taxonomy
    has_order: bool = False
    row_levels: dict[str, RowLevel] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Dataset:
        """Opens a stored dataset without reading the log into memory.

        Raises:
            UserError: the folder holds no dataset.
        """
        about = folder / "dataset.json"
        if not about.is_file():
            raise UserError("dataset-missing", folder=folder)
        facts = json.loads(about.read_text(encoding="utf-8"))
        log = _log(folder / "log", facts["log_columns"])
        taxonomy = Taxonomy(tuple(Level.open(folder / "taxonomy", name) for name in facts["levels"]))
        in_rows: dict[str, dict[str, str]] = facts.get("row_levels", {})
        return cls(
            folder,
            facts["name"],
            facts["hash"],
            facts["level"],
            facts["relative"],
            facts["has_time"],
            _table(folder / "users.parquet"),
            _table(folder / "items.parquet"),
            log,
            taxonomy,
            facts.get("has_order", False),
            {
                name: RowLevel.of(told["column"], log.vocabularies[told["column"]], told["separator"], taxonomy[name])
                for name, told in in_rows.items()
            },
        )

    @cached_property
    def titles(self) -> pa.StringArray:
        """The title of every item; its id where the recipe gives none."""
        if "title" not in self.items.columns.column_names:
            return self.items.ids
        title = self.items.columns["title"].combine_chunks()
        return pc.if_else(pc.equal(pc.fill_null(title, ""), ""), self.items.ids, title)

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last time of the log, microseconds."""
        return (int(self.log.times.min()), int(self.log.times.max())) if len(self.log) else (0, 0)


def _table(file: Path) -> Table:
    whole = pq.read_table(file).combine_chunks()
    ids = whole["id"].combine_chunks()
    return Table(ids, whole.drop_columns(["id"]))


def _log(folder: Path, names: list[str]) -> Log:
    stems = {name: quote(name, safe="") for name in names}  # a kept column may be called anything
    columns = {name: np.load(folder / f"{stem}.npy", mmap_mode="r") for name, stem in stems.items()}
    vocabularies = {
        name: pq.read_table(folder / f"{stem}.parquet")["text"].combine_chunks()
        for name, stem in stems.items()
        if (folder / f"{stem}.parquet").is_file()
    }
    return Log(
        np.load(folder / "user_indptr.npy"),
        np.load(folder / "item.npy", mmap_mode="r"),
        np.load(folder / "time.npy", mmap_mode="r"),
        columns,
        vocabularies,
    )
