"""ItemKNN: items are near each other where the same users bought them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csc_matrix, csr_matrix, vstack

from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.roll_up import mean_between
from engine.models.stored import Arrays
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.training import Training

__all__ = ["ItemKNN", "ItemKNNConfig"]

CELLS = 1 << 22  # similarities at once, 16 MB
TIE = 4e-7  # 3 / √27 and 1 / √3 are equal, but not to the last bits of a float32


class ItemKNNConfig(ClosedFormConfig):
    """ItemKNN: cosine of binary columns with shrinkage."""

    model: Literal["itemknn"] = "itemknn"
    neighbours: int = Field(200, ge=1, description="nearest items of each item")
    keep_ties: bool = Field(True, description="keep all that tie with the last neighbour; else the first of them")
    neighbours_of: Literal["history", "candidate"] = Field(
        "history", description="whose nearest count: those of each history item, or those of each candidate"
    )
    normalise: bool = Field(False, description="make the similarities of each item's nearest add up to 1")
    center: bool = Field(False, description="take each item's share of buyers off a history, add it to scores")
    shrink: float = Field(10.0, ge=0, description="added to the cosine's denominator; doubts pairs of rare items")


class ItemKNN(ClosedForm):
    """score(u, j) = Σ of s_ij over history items i that have j among their nearest, or are among j's.

    s_ij = |buyers of i and j| / (√(|buyers of i| · |buyers of j|) + shrink); with `center`, score = m + (x_u − m) S,
    m being the items' shares of buyers.
    """

    config_class = ItemKNNConfig
    signed: ClassVar[bool] = False
    config: ItemKNNConfig

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """float32 [kept, m]: s_ji of every kept item j that has item i among its nearest, else 0."""
        return self._by_neighbour[:, items].toarray(order="C")

    @classmethod
    def weights_between(cls, folder: Path, training: Training, groups: csr_matrix) -> npt.NDArray[np.float32]:
        """float32 [groups, groups]: mean s_ij of what a list adds up, see `Relational`."""
        return mean_between((groups.T @ cls.load(folder, training)._near @ groups).toarray(), groups, groups)

    @cached_property
    def _by_neighbour(self) -> csc_matrix:
        return self._near.tocsc()

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        matrix, config = self.rows(train.histories), self.config
        near = _nearest(matrix, config, monitor)
        if config.normalise:
            near.data /= np.repeat(np.asarray(near.sum(axis=1)).ravel(), np.diff(near.indptr))
        self._near = near if config.neighbours_of == "history" else near.T.tocsr()
        shares = np.asarray(matrix.mean(axis=0), np.float32).ravel()
        self._level = shares - shares @ self._near if config.center else np.zeros_like(shares)

    def _score(self, histories: Histories) -> torch.Tensor:
        return torch.from_numpy((self.rows(histories) @ self._near).toarray() + self._level)

    def _arrays(self) -> Arrays:
        near = self._near
        return {"indptr": near.indptr, "indices": near.indices, "similarities": near.data, "level": self._level}

    def _restore(self, arrays: Arrays, training: Training) -> None:
        kept = training.catalogue.kept
        self._near = csr_matrix((arrays["similarities"], arrays["indices"], arrays["indptr"]), shape=(kept, kept))
        self._level = np.asarray(arrays.get("level", np.zeros(kept)), np.float32)


def _nearest(rows: csr_matrix, config: ItemKNNConfig, monitor: Monitor) -> csr_matrix:
    """float32 CSR [items, items]: in row i the similarities of its nearest items j, never i itself.

    Items go in the order of their companions, so that the rows of a block are about equally long and need few pads.
    """
    turned = rows.T.tocsr()
    buyers = np.asarray(turned.power(2).sum(axis=1), np.float32).ravel()  # the buyers' number where all are worth 1
    reach = turned @ np.diff(rows.indptr).astype(np.float64)  # pairs to add up, no fewer than companions
    order = np.argsort(-reach, kind="stable").astype(np.int32)
    done = np.concatenate([[0.0], np.cumsum(reach[order])]) / max(reach.sum(), 1.0)
    blocks = []
    for begin, end in _blocks(np.minimum(reach[order], len(reach))):
        monitor.checkpoint()
        monitor.progress(done[begin], "nearest items")
        items = order[begin:end]
        near = _similar(items, turned[items] @ rows, buyers, config.shrink)
        last = np.repeat(_last(near, config.neighbours), np.diff(near.indptr))
        chosen = (near.data > 0) & (near.data >= last)
        if not config.keep_ties:
            chosen &= _first_of_ties(
                near, chosen & (near.data <= last * np.float32(1 + 3 * TIE)), chosen, config.neighbours
            )
        keep = np.flatnonzero(chosen)
        indptr = np.searchsorted(keep, near.indptr)
        blocks.append(csr_matrix((near.data[keep], near.indices[keep], indptr), shape=near.shape))
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    nearest = vstack(blocks, format="csr")[place]
    nearest.sort_indices()
    return nearest


def _similar(
    items: npt.NDArray[np.int32], together: csr_matrix, buyers: npt.NDArray[np.float32], shrink: float
) -> csr_matrix:
    """Shrunk cosines [len(items), items] of the numbers of common buyers, 0 for the item itself."""
    lengths = np.diff(together.indptr)
    near = buyers[together.indices]
    near *= np.repeat(buyers[items], lengths)
    np.sqrt(near, out=near)  # of the product: equal cosines stay equal, as they would not between two roots
    near += np.float32(shrink)
    np.divide(together.data, near, out=near)
    near[together.indices == np.repeat(items, lengths)] = 0.0
    return csr_matrix((near, together.indices, together.indptr), shape=together.shape)


def _last(near: csr_matrix, neighbours: int) -> npt.NDArray[np.float32]:
    """float32[rows], the similarity of each row's last neighbour; 0 where it has fewer."""
    lengths = np.diff(near.indptr)
    width = int(lengths.max(initial=0))
    if width <= neighbours:
        return np.zeros(len(lengths), np.float32)
    columns = np.arange(near.nnz, dtype=near.indices.dtype) - np.repeat(near.indptr[:-1], lengths)
    packed = csr_matrix((near.data, columns, near.indptr), shape=(len(lengths), width)).toarray()
    packed.partition(width - neighbours, axis=1)
    return packed[:, width - neighbours] * np.float32(1 - TIE)


def _first_of_ties(
    near: csr_matrix, tied: npt.NDArray[np.bool_], chosen: npt.NDArray[np.bool_], neighbours: int
) -> npt.NDArray[np.bool_]:
    """bool[entries]: all but the tied ones that stand behind the row's last place, by item."""
    rows = np.repeat(np.arange(near.shape[0]), np.diff(near.indptr))
    places = neighbours - np.bincount(rows[chosen & ~tied], minlength=near.shape[0])
    entries = np.flatnonzero(tied)
    entries = entries[np.lexsort((near.indices[entries], rows[entries]))]
    begins = np.searchsorted(rows[entries], np.arange(near.shape[0]))
    behind = entries[np.arange(len(entries)) - begins[rows[entries]] >= places[rows[entries]]]
    found = np.ones(near.nnz, bool)
    found[behind] = False
    return found


def _blocks(lengths: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Ranges of rows, longest first, whose padded cells stay below `CELLS`."""
    found, begin = [], 0
    while begin < len(lengths):
        end = min(begin + max(1, int(CELLS // max(lengths[begin], 1.0))), len(lengths))
        found.append((begin, end))
        begin = end
    return found
