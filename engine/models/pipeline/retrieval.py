"""First stage of a ranking: EASE's best candidates of every user, and the best item of likely categories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from engine.protocol.ranking import top_k

__all__ = ["Pool", "Shelves", "chosen"]

BY_PRIOR, BY_RELATION = 0.75, 0.15  # of the re-ranked depth; the rest are the best items of likely categories


@dataclass(frozen=True)
class Pool:
    """The retrieved candidates of b users.

    Attributes:
        items: int64 [b, m], kept items, EASE's best first, then the shelf items; -1 pads.
        ease: float32 [b, m], their EASE scores; 0 pads.
        best: float32 [b, m], the highest EASE score among the user's candidates of the item's category.
        mass: float32 [b, m], the positive EASE scores of those candidates summed.
        shelf: bool [b, m], best of a likely category.
    """

    items: torch.Tensor
    ease: torch.Tensor
    best: torch.Tensor
    mass: torch.Tensor
    shelf: torch.Tensor

    @property
    def there(self) -> torch.Tensor:
        """bool [b, m], False at pads."""
        return self.items >= 0


class Shelves:
    """Kept items category by category, for maxima and sums over categories of a whole block of scores."""

    def __init__(self, category: npt.NDArray[np.int32], categories: int) -> None:
        """`category`: int32[kept], 0 for none."""
        self._order = np.argsort(category, kind="stable")
        self._category = category
        present = np.unique(category)
        self._present = present
        self._begins = np.searchsorted(category[self._order], present)
        self._categories = categories
        self._place = np.searchsorted(present, category[self._order])

    def retrieve(self, scores: torch.Tensor, appeal: torch.Tensor, size: int, shelves: int) -> Pool:
        """The pool of a block of users.

        Args:
            scores: float32 [b, kept], -inf outside the candidates.
            appeal: float32 [b, categories], how likely a category is; its best item is on the shelf.
            size: items by score.
            shelves: categories that send their best item.
        """
        _, items = top_k(scores, min(size, scores.shape[1]))
        ordered = scores.numpy()[:, self._order]
        best = np.full((len(ordered), self._categories), -np.inf, np.float32)
        best[:, self._present] = np.maximum.reduceat(ordered, self._begins, axis=1)
        mass = np.zeros_like(best)
        mass[:, self._present] = np.add.reduceat(np.maximum(ordered, 0), self._begins, axis=1)
        front = self._fronts(ordered, best, appeal, shelves)
        known = (front[:, :, None] == items.numpy()[:, None, :]).any(axis=2)
        pool = np.concatenate([items.numpy(), np.where(known, -1, front)], axis=1)
        shelf = (pool[:, :, None] == np.where(front < 0, -2, front)[:, None, :]).any(axis=2)
        there = pool >= 0
        rows, category = np.arange(len(pool))[:, None], self._category[np.maximum(pool, 0)]
        ease = np.where(there, scores.numpy()[rows, np.maximum(pool, 0)], 0.0).astype(np.float32)
        return Pool(
            torch.from_numpy(pool),
            torch.from_numpy(ease),
            torch.from_numpy(np.where(there, best[rows, category], 0.0).astype(np.float32)),
            torch.from_numpy(np.where(there, mass[rows, category], 0.0).astype(np.float32)),
            torch.from_numpy(shelf & there),
        )

    def _fronts(
        self, ordered: npt.NDArray[np.float32], best: npt.NDArray[np.float32], appeal: torch.Tensor, shelves: int
    ) -> npt.NDArray[np.int64]:
        """int64 [b, shelves]: the best item of the most likely categories that have candidates, -1 where fewer do."""
        open_ = torch.from_numpy(best > -np.inf)
        open_[:, 0] = False
        likely = appeal.masked_fill(~open_, -torch.inf)
        value, wanted = torch.topk(likely, min(shelves, likely.shape[1]), dim=1)
        fronts = np.where(best > -np.inf, best, np.inf)  # a category without candidates has none
        rows, columns = np.nonzero(ordered == fronts[:, self._present][:, self._place])
        if not len(rows):
            return np.full(wanted.shape, -1, np.int64)
        keys = rows * np.int64(self._categories) + self._category[self._order[columns]]
        keys, first = np.unique(keys, return_index=True)  # equal scores: the lowest number
        asked = np.arange(len(best))[:, None] * np.int64(self._categories) + wanted.numpy()
        place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        items = self._order[columns[first[place]]]
        return np.where((value > -torch.inf).numpy() & (keys[place] == asked), items, -1)


def chosen(pool: Pool, prior: torch.Tensor, relation: torch.Tensor, depth: int) -> torch.Tensor:
    """Which pool places are ranked again: the best by prior, then by relation, then shelf items, then by prior.

    Args:
        prior: float32 [b, m], logits.
        relation: float32 [b, m], r.
        depth: places wanted.

    Returns:
        int64 [b, min(depth, m)] places of the pool, by prior descending; pads come last.
    """
    depth = min(depth, pool.items.shape[1])
    order = prior.masked_fill(~pool.there, -torch.inf)
    by_prior = _ranks(order)
    by_relation = _ranks(relation.masked_fill(~pool.there | (by_prior < BY_PRIOR * depth), -torch.inf))
    first = by_prior < round(BY_PRIOR * depth)
    second = ~first & (by_relation < round(BY_RELATION * depth))
    step = torch.where(first, 0, torch.where(second, 1, torch.where(pool.shelf, 2, 3)))
    step = torch.where(pool.there, step, 4)
    places = (step * pool.items.shape[1] + by_prior).argsort(dim=1)[:, :depth]
    return places.gather(1, by_prior.gather(1, places).argsort(dim=1))


def _ranks(values: torch.Tensor) -> torch.Tensor:
    """int64 [b, m]: 0 for the largest of a row; equal values in the order of their columns."""
    return values.argsort(dim=1, descending=True, stable=True).argsort(dim=1)
