"""Category levels of the items, coarse to fine; an item may bear several labels of one level."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.errors import UserError

__all__ = ["Level", "Taxonomy"]


@dataclass(frozen=True)
class Level:
    """One level: its categories and the labels of every item as CSR.

    Attributes:
        names: category texts; a label is a position here.
        indptr: int64[items + 1].
        codes: int32[labels], ascending inside an item.
    """

    name: str
    names: pa.StringArray
    indptr: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int32]

    def padded(self) -> npt.NDArray[np.int32]:
        """int32[items, most labels of an item], -1 pads; one column where every item has one label at most."""
        lengths = np.diff(self.indptr)
        width = max(1, int(lengths.max(initial=0)))
        labels = np.full((len(lengths), width), -1, np.int32)
        rows = np.repeat(np.arange(len(lengths)), lengths)
        labels[rows, np.arange(len(self.codes)) - np.repeat(self.indptr[:-1], lengths)] = self.codes
        return labels

    def save(self, folder: Path) -> None:
        """Writes NAME.npz and NAME.parquet, the name percent-encoded."""
        folder.mkdir(parents=True, exist_ok=True)
        stem = quote(self.name, safe="")
        np.savez(folder / f"{stem}.npz", indptr=self.indptr, codes=self.codes)
        pq.write_table(pa.table({"text": self.names}), folder / f"{stem}.parquet")

    @classmethod
    def open(cls, folder: Path, name: str) -> Level:
        stem = quote(name, safe="")
        with np.load(folder / f"{stem}.npz") as arrays:
            indptr, codes = arrays["indptr"], arrays["codes"]
        return cls(name, pq.read_table(folder / f"{stem}.parquet")["text"].combine_chunks(), indptr, codes)


@dataclass(frozen=True)
class Taxonomy:
    """All levels of a dataset, coarse to fine; empty where the recipe names no category."""

    levels: tuple[Level, ...]

    def __getitem__(self, name: str) -> Level:
        """The level of that name.

        Raises:
            UserError: there is none.
        """
        for level in self.levels:
            if level.name == name:
                return level
        raise UserError("level-unknown", level=name, found=[level.name for level in self.levels] or "none")
