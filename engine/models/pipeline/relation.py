"""The relation matrix: EASE's strongest weights, each opened or closed by a gate that the item vectors set.

R_ij = B_ij · 2σ(z_iᵀ M z_j + a_c(i) · b_c(j)); B holds the largest |B| of each target item j. M and b start at 0, so
every gate starts at 1 and R at B. A history scores r_uj = Σ_i w(age_i) R_ij, w starting at 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse
from torch import nn

from engine.data.dataset import DAY
from engine.models.baselines.ridge import Weights
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.keys import distinct

__all__ = ["AGES", "Gate", "Relation", "ages"]

AGES = 10  # log2 of whole days + 1 since the last purchase
TARGETS = 512  # items at once: a block [items, 512] of B
PAIRS_WIDTH = 16  # rank of the category × category part
FloatArray = npt.NDArray[np.float32]


def ages(histories: Histories, kept: int) -> sparse.csr_matrix:
    """int64-valued CSR [b, kept]: bucket of the age of a user's last purchase of an item, plus 1."""
    inside = histories.items < kept
    rows, items = histories.rows[inside], histories.items[inside]
    days = np.maximum(histories.at[rows] - histories.times[inside], 0) // DAY
    bucket = np.minimum(np.log2(days + 1).astype(np.int64), AGES - 1) + 1
    keys = rows * np.int64(kept) + items
    pairs, last = np.unique(keys[::-1], return_index=True)
    owners, columns = np.divmod(pairs, kept)
    indptr = np.searchsorted(owners, np.arange(len(histories) + 1))
    return sparse.csr_matrix((bucket[::-1][last], columns, indptr), shape=(len(histories), kept))


class Gate(nn.Module):
    """Opens (towards 2) or closes (towards 0) the weight of one item into another."""

    def __init__(self, width: int, categories: int) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(width, width))
        self.out_of = nn.Embedding(categories, PAIRS_WIDTH)
        self.into = nn.Embedding(categories, PAIRS_WIDTH)
        nn.init.normal_(self.out_of.weight, std=0.3)
        nn.init.zeros_(self.into.weight)
        self.age = nn.Parameter(torch.zeros(AGES))

    def forward(
        self, z_from: torch.Tensor, c_from: torch.Tensor, z_to: torch.Tensor, c_to: torch.Tensor
    ) -> torch.Tensor:
        """float32 [from, to] in (0, 2)."""
        scores = (z_from @ self.mix) @ z_to.T + self.out_of(c_from) @ self.into(c_to).T
        return 2.0 * torch.sigmoid(scores)

    def weights(self) -> torch.Tensor:
        """float32 [AGES + 1]: w by bucket + 1; entry 0, no purchase, is 0."""
        return torch.cat([self.age.new_zeros(1), self.age.exp()])


@dataclass(frozen=True)
class Relation:
    """The sparse relation into some target items.

    Attributes:
        targets: int64[m], ascending kept items.
        into: float32 CSR [m, kept]: row t holds R_i,targets[t] of every source item i.
        age: float32 [AGES + 1], w by bucket + 1.
    """

    targets: npt.NDArray[np.int64]
    into: sparse.csr_matrix
    age: FloatArray

    @classmethod
    def of(
        cls,
        ease: Weights,
        kept: int,
        targets: npt.NDArray[np.int64],
        sources: npt.NDArray[np.int64],
        depth: int,
        monitor: Monitor,
    ) -> Relation:
        """B of the target items, gates at 1: the `depth` largest |B_ij| of each among the sources.

        Args:
            targets, sources: int64, ascending kept items. Rare items make poor sources: of each target's 1,000 largest
                weights 1.5 % came from items with fewer than 5 buyers.

        Raises:
            Cancelled: between blocks of targets.
        """
        depth = min(depth, len(sources))
        index, value = [np.empty((0, depth), np.int32)], [np.empty((0, depth), np.float32)]
        for begin in range(0, len(targets), TARGETS):
            monitor.checkpoint()
            monitor.progress(begin / len(targets), "relation matrix")
            block = torch.from_numpy(ease.columns(targets[begin : begin + TARGETS], sources)).T.contiguous()
            place = torch.topk(block.abs(), depth, dim=1, sorted=False).indices.sort(dim=1).values
            index.append(sources[place.numpy()].astype(np.int32))
            value.append(block.gather(1, place).numpy())
        indptr = np.arange(len(targets) + 1, dtype=np.int64) * depth
        whole = (np.concatenate(value).ravel(), np.concatenate(index).ravel(), indptr)
        into = sparse.csr_matrix(whole, shape=(len(targets), kept))
        return cls(targets, into, np.concatenate([[0.0], np.ones(AGES)]).astype(np.float32))

    @torch.no_grad()
    def gated(self, gate: Gate, z: torch.Tensor, category: torch.Tensor, monitor: Monitor) -> Relation:
        """R in the place of B.

        Args:
            z: float32 [kept, width] item vectors.
            category: int64 [kept].
        """
        values = np.empty_like(self.into.data)
        indptr, index = self.into.indptr, self.into.indices
        for begin in range(0, len(self.targets), TARGETS):
            monitor.checkpoint()
            rows = self.targets[begin : begin + TARGETS]
            into = torch.from_numpy(rows)
            opened = gate(z, category, z[into], category[into]).T.numpy()
            span = slice(indptr[begin], indptr[begin + len(rows)])
            owner = np.repeat(np.arange(len(rows)), np.diff(indptr[begin : begin + len(rows) + 1]))
            values[span] = self.into.data[span] * opened[owner, index[span]]
        into = sparse.csr_matrix((values, index, indptr), shape=self.into.shape)
        return replace(self, into=into, age=gate.weights().numpy().astype(np.float32))

    def scores(self, histories: Histories, items: npt.NDArray[np.int64], otherwise: FloatArray) -> FloatArray:
        """r of chosen items for every user.

        Args:
            items: int64 [b, m], kept items, -1 pads.
            otherwise: float32 [b, m], taken where an item is no target.

        Returns:
            float32 [b, m].
        """
        row = self.rows(items)
        wanted = distinct(row[row >= 0])
        if not len(wanted):
            return otherwise
        weight = ages(histories, self.into.shape[1])
        weight = sparse.csr_matrix((self.age[weight.data], weight.indices, weight.indptr), shape=weight.shape)
        found = self.into[wanted] @ np.ascontiguousarray(weight.toarray().T)
        place = np.searchsorted(wanted, np.maximum(row, 0)).clip(max=len(wanted) - 1)
        return np.where(row >= 0, found[place, np.arange(len(items))[:, None]], otherwise)

    def rows(self, items: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """int64: the row of `into` of kept items, -1 where one is no target."""
        row = np.full(self.into.shape[1] + 1, -1, np.int64)
        row[self.targets] = np.arange(len(self.targets))
        return row[items]

    def categories(self, category: npt.NDArray[np.int32], categories: int) -> FloatArray:
        """float32 [categories, categories]: mean positive R from items of one category into items of another.

        The mean runs over all pairs of an item of the first and a target item of the second; 0 where there are none.
        """
        positive = self.into.maximum(0)
        sources = sparse.csr_matrix(
            (np.ones(len(category), np.float32), (np.arange(len(category)), category)),
            shape=(len(category), categories),
        )
        total = (positive @ sources).T @ sources[self.targets]
        count = np.outer(
            np.bincount(category, minlength=categories), np.bincount(category[self.targets], minlength=categories)
        )
        return np.asarray(total.toarray() / np.maximum(count, 1), np.float32)
