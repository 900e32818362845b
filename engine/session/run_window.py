"""The test window of a run, as the pages of its shoppers read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.dataset import Dataset
from engine.protocol import Question, Training
from engine.protocol.keys import distinct
from engine.protocol.parting import by_time, parted

__all__ = ["Labels", "RunWindow"]

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Labels:
    """The categories of all items at one level.

    Attributes:
        names: by category.
        codes: int32[items, most labels], by the dataset's position, -1 pads; no column where there is no level.
    """

    names: pa.StringArray
    codes: Ints

    def texts(self, codes: npt.NDArray[np.integer]) -> list[str]:
        """The names of categories; "" for -1."""
        return ["" if name is None else name for name in self.names.take(pa.array(codes, mask=codes < 0)).to_pylist()]

    def joined(self, place: int) -> str:
        """All names of one item."""
        codes = self.codes[place]
        return ", ".join(self.texts(codes[codes >= 0]))


@dataclass(frozen=True)
class RunWindow:
    """A run's dataset, what trained on it, and what was asked."""

    data: Dataset
    training: Training
    question: Question

    def row(self, position: int) -> int | None:
        """The row of the histories that belongs to a position of the dataset's users; None without a history."""
        positions = self.training.positions
        row = int(np.searchsorted(positions, position))
        return row if row < len(positions) and int(positions[row]) == position else None

    def relevant(self, scope: str, row: int) -> Ints:
        """int32, the dataset's positions of a user's relevant items; none in a scope that was not asked."""
        right = self.question.targets.get(scope)  # type: ignore[call-overload]
        if right is None:
            return np.empty(0, np.int32)
        source: Ints = self.training.catalogue.source[right.items[right.indptr[row] : right.indptr[row + 1]]]
        return source

    def fold(self, user: int) -> npt.NDArray[np.int8]:
        """int8[rows] of a user by the dataset's position: which interactions trained and which are held out."""
        log, question = self.data.log, self.question
        rows = slice(int(log.indptr[user]), int(log.indptr[user + 1]))
        if question.kind:
            return self._folds[rows]
        return by_time(log.times[rows], 1, question.cut, question.end).fold

    @cached_property
    def _folds(self) -> npt.NDArray[np.int8]:
        return parted(self.data, self.training.protocol.split).tests[-1]().fold

    @cached_property
    def categories(self) -> Labels:
        """At the level of the protocol."""
        return self._labels(self.training.protocol.category_level)

    @cached_property
    def groups(self) -> Labels:
        """At the coarsest level, where that is not the protocol's own."""
        levels = [level.name for level in self.data.taxonomy.levels]
        own = self.training.protocol.category_level
        return self._labels(levels[0] if own is not None and levels[0] != own else None)

    @cached_property
    def kept_categories(self) -> Ints:
        """int32, ascending: the categories of the kept items."""
        catalogue = self.training.catalogue
        found = np.unique(catalogue.labels[: catalogue.kept])
        return found[found >= 0]

    @cached_property
    def distinct_items(self) -> Ints:
        """int32[users], distinct items in each history, those that the item filter leaves out included."""
        past = self.training.histories
        width = np.int64(len(self.training.catalogue))
        pairs = distinct(past.rows * width + past.items)
        return np.bincount(pairs // width, minlength=len(past)).astype(np.int32)

    def _labels(self, name: str | None) -> Labels:
        if name is None:
            return Labels(pa.array([], pa.string()), np.empty((len(self.data.items), 0), np.int32))
        level = self.data.taxonomy[name]
        return Labels(level.names, level.padded())
