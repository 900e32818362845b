"""What is known of items whatever the cut: their labels at every level and their texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import torch
from torch import nn

from engine.models.text import text_vectors
from engine.monitor import Monitor
from engine.protocol.training import Training

__all__ = ["ItemEncoder", "ItemSide", "Vocabulary"]


@dataclass(frozen=True)
class ItemSide:
    """Labels and texts of all items, by the dataset's position.

    Attributes:
        labels: int32[items, levels], the first label of every level + 1; 0 where there is none.
        sizes: names of each level + 1.
        category: column of the protocol's level, -1 without one.
        text: int32[items], row of `texts`.
        texts: float32[t + 1, width]; row 0 is zeros, for items without a text. No column where texts are not read.
    """

    labels: npt.NDArray[np.int32]
    sizes: tuple[int, ...]
    category: int
    text: npt.NDArray[np.int32]
    texts: npt.NDArray[np.float32]

    @classmethod
    def read(
        cls, train: Training, model: str | None, text: bool, cache: Path, monitor: Monitor, device: str
    ) -> ItemSide:
        """Reads labels and encodes the titles of items that can be ranked or were bought before the cut.

        Raises:
            Cancelled: at a batch's end.
            UserError: the text model cannot be opened.
        """
        catalogue = train.catalogue
        levels = catalogue.taxonomy.levels
        labels = [np.where(level.padded()[:, 0] >= 0, level.padded()[:, 0] + 1, 0) for level in levels]
        names = [level.name for level in levels]
        level = train.protocol.category_level
        n = len(catalogue.items)
        row, texts = np.zeros(n, np.int32), np.zeros((1, 0), np.float32)
        if text and "title" in catalogue.items.columns.column_names:  # an id says nothing to a sentence encoder
            wanted = np.zeros(n, bool)
            wanted[catalogue.source[: catalogue.kept]] = True
            wanted[catalogue.source[train.histories.items]] = True
            positions = np.flatnonzero(wanted)
            coded = catalogue.titles.take(pa.array(positions)).dictionary_encode()
            vectors = text_vectors(coded.dictionary, model, cache, monitor, device)
            texts = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors])
            row[positions] = coded.indices.to_numpy(zero_copy_only=False) + 1
        return cls(
            np.stack(labels, axis=1).astype(np.int32) if labels else np.zeros((n, 0), np.int32),
            tuple(len(level.names) + 1 for level in levels),
            names.index(level) if level else -1,
            row,
            texts,
        )

    @property
    def categories(self) -> int:
        """Names of the protocol's level + 1: category numbers run from 0, which is "none"."""
        return self.sizes[self.category] if self.category >= 0 else 1

    def categories_of(self, positions: npt.NDArray[np.integer]) -> npt.NDArray[np.int32]:
        """int32: the category + 1 of items by the dataset's position, 0 for none."""
        if self.category < 0:
            return np.zeros(positions.shape, np.int32)
        return self.labels[positions, self.category]


@dataclass(frozen=True)
class Vocabulary:
    """Items with vectors of their own. It only grows, so what was learned of an item keeps its row from cut to cut.

    Attributes:
        row: int32[items] by the dataset's position; 0 is unknown, then 1, 2, … in the order in which items came in.
    """

    row: npt.NDArray[np.int32]

    @classmethod
    def empty(cls, items: int) -> Vocabulary:
        return cls(np.zeros(items, np.int32))

    def grown(self, train: Training, least: int) -> Vocabulary:
        """With the items that have at least `least` buyers before the training's cut."""
        catalogue = train.catalogue
        buyers = np.bincount(train.histories.binary(catalogue.kept).indices, minlength=catalogue.kept)
        known = catalogue.source[: catalogue.kept][buyers >= least]
        new = np.sort(known[self.row[known] == 0])
        row = self.row.copy()
        row[new] = len(self) + np.arange(len(new))
        return Vocabulary(row)

    def __len__(self) -> int:
        """Rows, the unknown one included."""
        return int(self.row.max(initial=0)) + 1


class ItemEncoder(nn.Module):
    """vector(item) = own vector + Σ_levels vector(label) + W text. Own vectors start at 0: an unknown item has none."""

    item_labels: torch.Tensor
    item_text: torch.Tensor
    texts: torch.Tensor

    def __init__(self, side: ItemSide, width: int) -> None:
        super().__init__()
        self.own = nn.Embedding(1, width)
        nn.init.zeros_(self.own.weight)
        tables = [nn.Embedding(size, width) for size in side.sizes]
        for table in tables:
            nn.init.normal_(table.weight, std=0.1)
        self.labels = nn.ModuleList(tables)
        self.text = nn.Linear(side.texts.shape[1], width, bias=False) if side.texts.shape[1] else None
        self.register_buffer("item_labels", torch.from_numpy(side.labels.astype(np.int64)), persistent=False)
        self.register_buffer("item_text", torch.from_numpy(side.text.astype(np.int64)), persistent=False)
        self.register_buffer("texts", torch.from_numpy(side.texts), persistent=False)

    def grow(self, rows: int) -> None:
        """Makes room for a vocabulary of that many rows; new rows are 0."""
        old = self.own.weight.data
        if rows > len(old):
            self.own.weight = nn.Parameter(torch.cat([old, old.new_zeros(rows - len(old), old.shape[1])]))
            self.own.num_embeddings = rows

    def forward(self, positions: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """Vectors of items.

        Args:
            positions: int64[…], the dataset's positions.
            rows: int64[…], vocabulary rows, 0 where the item is unknown or hidden.

        Returns:
            float32[…, width].
        """
        found = self.own(rows)
        for column, table in enumerate(self.labels):
            found = found + table(self.item_labels[positions, column])
        if self.text is not None:
            found = found + self.text(self.texts[self.item_text[positions]])
        return found
