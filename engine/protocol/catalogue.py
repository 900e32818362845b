"""The items as one split numbers them: kept items first, each part in the order of the source ids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.dataset import Table
from engine.data.taxonomy import Taxonomy

__all__ = ["Catalogue", "Listed"]


@dataclass(frozen=True)
class Listed:
    """The items that a file lists for every user, for the scope `list`.

    Attributes:
        indptr: int64[users + 1], aligned with `Training.users`.
        items: int32[pairs], numbers of the catalogue, kept ones first, ascending inside a user.
    """

    indptr: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]

    def pairs(self, users: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Row and item of every listed pair of some users, ascending; a user -1 is new and has none."""
        known = users >= 0
        begin = np.where(known, self.indptr[users], 0)
        lengths = np.where(known, self.indptr[users + 1], 0) - begin
        rows = np.repeat(np.arange(len(users)), lengths)
        behind = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return rows, self.items[begin[rows] + behind]


@dataclass(frozen=True)
class Catalogue:
    """What a recommender may know of the items.

    Attributes:
        kept: number of kept items; they bear the numbers 0 to kept - 1 and are all that is ranked.
        source: int32[n], the dataset's position of every item that the split numbers.
        labels: int32[n, most labels], categories at the protocol's level, -1 pads; no column without a level.
        categories: names of the categories at that level.
        items: the dataset's items by position: ids, title, columns.
        titles: of the dataset's items by position.
        taxonomy: all levels, by the dataset's positions.
        listed: what the scope `list` ranks; None where no file lists anything.
    """

    kept: int
    source: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int32]
    categories: pa.StringArray
    items: Table
    titles: pa.StringArray
    taxonomy: Taxonomy
    listed: Listed | None = None

    def __len__(self) -> int:
        return len(self.source)

    def kept_ids(self) -> pa.StringArray:
        """Source ids of the kept items."""
        return self.items.ids.take(pa.array(self.source[: self.kept]))

    def kept_titles(self) -> pa.StringArray:
        """Titles of the kept items."""
        return self.titles.take(pa.array(self.source[: self.kept]))

    def kept_level(self, name: str) -> tuple[pa.StringArray, npt.NDArray[np.int32]]:
        """Names of a level and int32[kept, most labels] of the kept items, -1 pads."""
        level = self.taxonomy[name]
        return level.names, level.padded()[self.source[: self.kept]]
