"""Recommenders that know part of the truth, so that a study sees how far knowing more would lead.

They are ranked like any other, in one scope at a time, and obey its candidates.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch

from engine.models.baselines.category_pop import CategoryPop
from engine.protocol.catalogue import Catalogue
from engine.protocol.histories import Histories
from engine.protocol.ranking import BLOCK
from engine.protocol.scopes import Targets

__all__ = ["CategoryOracle", "ItemOracle"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class _Oracle:
    """What both know.

    Args:
        targets: of the question, in the scope that is ranked.
        catalogue: of the same split, with labels.
        buyers: int[kept], distinct buyers of every kept item.
    """

    folds_in: ClassVar[bool] = False

    def __init__(self, targets: Targets, catalogue: Catalogue, buyers: npt.NDArray[np.integer]) -> None:
        self._targets, self._labels = targets, catalogue.labels[: catalogue.kept]
        self._categories = len(catalogue.categories)
        self._popular = (buyers / (buyers.max(initial=0) + 1.0)).astype(np.float32)  # in [0, 1)
        self._room = np.empty((BLOCK, catalogue.kept), np.float32)  # one for all blocks: fresh memory costs two passes

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        """None: these scores are no probabilities."""
        return

    def _right(self, histories: Histories) -> tuple[Ints, npt.NDArray[np.int32]]:
        """Row of the block and item of every relevant pair."""
        return self._targets.pairs(histories.users)

    def _entered(self, histories: Histories) -> Bools:
        """bool [b, categories + 1], whether a relevant item bears a category; the last column takes pads."""
        rows, items = self._right(histories)
        found = np.zeros((len(histories), self._categories + 1), bool)
        for column in self._labels.T:
            found[rows, column[items]] = True
        found[:, -1] = False
        return found


class CategoryOracle(_Oracle):
    """Knows the categories of a user's relevant items: their items by popularity, then all others by popularity."""

    scope_free: ClassVar[bool] = True

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """float32 [b, kept]: 1 for an item of a true category, and its buyers as a share of more than the most."""
        entered = self._entered(histories).astype(np.float32)
        known = self._room[: len(histories)]
        first, *more = self._labels.T
        np.take(entered, first, axis=1, out=known, mode="wrap")  # the other modes check, or copy
        for column in more:
            np.maximum(known, np.take(entered, column, axis=1), out=known)
        return torch.from_numpy(np.add(known, self._popular, out=known))


class ItemOracle(_Oracle):
    """Knows the relevant items of every category, and guesses the categories as category-pop does.

    Categories come by ĉ_uc. Each gives its relevant items or, where it was guessed in vain, the most popular candidate
    of it; whatever is left follows by popularity. Were a wrong category listed whole, one wrong guess would fill a
    list, and this were no ceiling.

    Args:
        model: fitted on the question's training.
    """

    scope_free: ClassVar[bool] = False

    def __init__(
        self, targets: Targets, catalogue: Catalogue, buyers: npt.NDArray[np.integer], model: CategoryPop
    ) -> None:
        super().__init__(targets, catalogue, buyers)
        self._model = model
        items, columns = np.nonzero(self._labels >= 0)
        labels = self._labels[items, columns]
        order = np.lexsort((items, -buyers[items], labels))
        self._items: Ints = items[order]  # by category, in each the popular first
        self._begins = np.flatnonzero(np.diff(labels[order], prepend=-1))
        self._borne = labels[order][self._begins].astype(np.int64)
        self._everywhere, self._nowhere = torch.from_numpy(self._popular), torch.tensor(-torch.inf)
        self._there = np.empty((BLOCK, len(order)), bool)

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """float32 [b, kept]: the number of categories guessed later and the share of buyers; -inf for no candidate."""
        steps = self._steps(histories)
        scores = self._room[: len(histories)]
        torch.where(candidates, self._everywhere, self._nowhere, out=torch.from_numpy(scores))
        rows, right = self._right(histories)
        best = np.take_along_axis(steps[rows], self._labels[right], axis=1).max(axis=1, initial=0)
        self._lift(scores, rows, right, best)
        rows, items, categories = self._in_vain(histories, candidates)
        self._lift(scores, rows, items, steps[rows, categories])
        return torch.from_numpy(scores)

    def _in_vain(self, histories: Histories, candidates: torch.Tensor) -> tuple[Ints, Ints, Ints]:
        """Rows, the most popular candidate, and the category, of every category with candidates but no relevant one."""
        if not len(self._items):
            return (np.empty(0, np.int64),) * 3
        there = np.take(candidates.numpy(), self._items, axis=1, out=self._there[: len(histories)], mode="wrap")
        vain = np.logical_or.reduceat(there, self._begins, axis=1) & ~self._entered(histories)[:, self._borne]
        rows, groups = np.nonzero(vain)
        places = self._begins[groups]
        waiting = np.arange(len(rows))
        while len(waiting := waiting[~there[rows[waiting], places[waiting]]]):
            places[waiting] += 1
        return rows, self._items[places], self._borne[groups]

    def _steps(self, histories: Histories) -> npt.NDArray[np.float32]:
        """float32 [b, categories + 1]: categories from 1 for the least expected on; 0 for pads."""
        order = np.argsort(-self._model.entry(histories), axis=1, kind="stable")
        steps = np.zeros((len(histories), self._categories + 1), np.float32)
        descending = np.arange(self._categories, 0, -1, dtype=np.float32)
        np.put_along_axis(steps, order, np.broadcast_to(descending, order.shape), axis=1)
        return steps

    def _lift(
        self,
        scores: npt.NDArray[np.float32],
        rows: Ints,
        items: npt.NDArray[np.integer],
        steps: npt.NDArray[np.float32],
    ) -> None:
        np.maximum.at(scores, (rows, items), steps + self._popular[items])
