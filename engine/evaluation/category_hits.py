"""Right category, any item: whether a list leads where a shopper went, whatever stands on the shelf there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.protocol.scopes import Targets

__all__ = ["CategoryHits", "category_hits"]

FloatArray = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BLOCK = 1024  # users; [1024, 2,400] of categories is 2.5 MB


@dataclass(frozen=True)
class CategoryHits:
    """Users with a relevant item that has a category.

    Attributes:
        users: int32[n], rows of the question's histories.
        hit: bool[n, k], whether the item at rank j + 1 bears a category of a relevant item.
        reached: int32[n, k], the user's relevant categories among the first K ranks.
        relevant: int32[n], the categories of the user's relevant items.
    """

    users: npt.NDArray[np.int32]
    hit: Bools
    reached: npt.NDArray[np.int32]
    relevant: npt.NDArray[np.int32]

    def precision(self) -> FloatArray:
        """float64[n, k]: places with a hit / K."""
        return np.cumsum(self.hit, axis=1) / np.arange(1.0, self.hit.shape[1] + 1)

    def recall(self) -> FloatArray:
        """float64[n, k]: relevant categories reached / relevant categories."""
        return self.reached / self.relevant[:, None].astype(np.float64)

    def hit_rate(self) -> FloatArray:
        """float64[n, k]: 1 where the first K ranks hold a hit, else 0."""
        return np.logical_or.accumulate(self.hit, axis=1).astype(np.float64)


def category_hits(items: npt.NDArray[np.int32], targets: Targets, labels: npt.NDArray[np.int32]) -> CategoryHits:
    """Meets lists with the categories of the relevant items.

    Args:
        items: int32[b, k], lists of all users of the question, kept items by number, -1 where a list ends.
        targets: of the same question and scope.
        labels: int32[kept, most], -1 pads.
    """
    b, k = items.shape
    width = int(labels.max(initial=-1)) + 2  # the last column takes pads
    by_item = np.concatenate([labels, np.full((1, labels.shape[1]), -1, labels.dtype)])  # -1, no item, is the last
    hit, reached, relevant = np.zeros((b, k), bool), np.zeros((b, k), np.int32), np.zeros(b, np.int32)
    for begin in range(0, b, BLOCK):
        rows = slice(begin, begin + BLOCK)
        block = items[rows]
        bounds = targets.indptr[begin : begin + len(block) + 1]
        owners = np.repeat(np.arange(len(block)), np.diff(bounds))
        wanted = np.zeros((len(block), width), bool)
        for column in labels.T:
            wanted[owners, column[targets.items[bounds[0] : bounds[-1]]]] = True
        wanted[:, -1] = False
        relevant[rows] = wanted.sum(axis=1)
        missing, own = wanted.copy(), np.arange(len(block))
        for place in range(k):
            for column in by_item.T:
                label = column[block[:, place]]
                hit[rows, place] |= wanted[own, label]
                missing[own, label] = False
            reached[rows, place] = relevant[rows] - missing.sum(axis=1)
    users = np.flatnonzero(relevant).astype(np.int32)
    return CategoryHits(users, hit[users], reached[users], relevant[users])
