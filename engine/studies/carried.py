"""A model of the tuning fit that answers the test (`refit = false`): two cuts number items and users differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_matrix

from engine.protocol.histories import Histories
from engine.protocol.recommender import Additive, Recommender
from engine.protocol.training import Training

__all__ = ["Carried", "carried"]


def carried(model: Recommender, earlier: Training, later: Training) -> Carried:
    """The model for a later cut, additive where it is."""
    kind = CarriedSum if isinstance(model, Additive) else Carried
    return kind(model, earlier, later)


class Carried:
    """Scores for a later cut with a model that was fitted before an earlier one.

    Histories are read whole, up to the later cut. Items that the earlier cut did not keep are unknown to the model:
    they follow all others, and have no probability. Users without a history before the earlier cut are new.

    Args:
        model: fitted on `earlier`.
        earlier: the training of the tuning fit.
        later: the training before the test, of the same dataset.
    """

    def __init__(self, model: Recommender, earlier: Training, later: Training) -> None:
        self.scope_free, self.folds_in = model.scope_free, model.folds_in
        self._model, self._kept = model, later.catalogue.kept
        number = np.empty(len(earlier.catalogue), np.int32)
        number[earlier.catalogue.source] = np.arange(len(number), dtype=np.int32)
        self._items = number[later.catalogue.source]
        place = np.empty(len(number), np.int64)
        place[later.catalogue.source] = np.arange(len(place))
        columns = place[earlier.catalogue.source[: earlier.catalogue.kept]]
        # an item's buyers only grow, so it stays kept, unless it must have been sold shortly before the cut
        shared = np.flatnonzero(columns < self._kept)
        self._shared, self._columns = torch.from_numpy(shared), torch.from_numpy(columns[shared])
        self._width = earlier.catalogue.kept
        row = np.minimum(np.searchsorted(earlier.positions, later.positions), len(earlier.positions) - 1)
        self._users = np.where(earlier.positions[row] == later.positions, row, -1).astype(np.int32)

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """float32 [b, kept] of the later cut, -inf outside the candidates."""
        scores = self._model.score(self._read(histories), self._earlier(candidates, False))[:, self._shared]
        last = torch.finfo(torch.float32).min
        every = torch.full(candidates.shape, last)
        every[:, self._columns] = scores.clamp(min=last)
        return every.masked_fill(~candidates, -torch.inf)

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor | None:
        """float32 [b, kept] of the later cut, NaN where the model gives none."""
        chances = self._model.probability(self._read(histories), self._earlier(scores, -torch.inf))
        if chances is None:
            return None
        every = torch.full(scores.shape, torch.nan)
        every[:, self._columns] = chances[:, self._shared]
        return every

    def save(self, folder: Path) -> None:
        """Writes the model as it was fitted."""
        self._model.save(folder)

    def _earlier(self, later: torch.Tensor, missing: float) -> torch.Tensor:
        """[b, kept] of the earlier cut out of that of the later one, filled where the later one kept no such item."""
        found = torch.full((len(later), self._width), missing, dtype=later.dtype)
        found[:, self._shared] = later[:, self._columns]
        return found

    def _read(self, histories: Histories) -> Histories:
        users = np.where(histories.users < 0, -1, self._users[histories.users])
        return replace(histories, users=users, items=self._items[histories.items])


class CarriedSum(Carried):
    """A carried model whose score is a sum over the history; items that it does not know add nothing."""

    def rows(self, histories: Histories) -> csr_matrix:
        """float32 CSR [b, kept] of the later cut, as in `Additive`; items that the model does not know are worth 0."""
        earlier = cast(Additive, self._model).rows(self._read(histories)).tocoo()
        column = np.full(self._width, -1)
        column[self._shared.numpy()] = self._columns.numpy()
        columns = column[earlier.col]
        there = columns >= 0  # what the later cut no longer keeps has no column
        values, rows = earlier.data[there], earlier.row[there]
        found = csr_matrix((values, (rows, columns[there])), shape=(len(histories), self._kept))
        found.sort_indices()
        return found

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """float32 [kept, m] of the later cut, as in `Additive`."""
        model = cast(Additive, self._model)
        columns = self._columns.numpy()
        order = np.argsort(columns)
        place = np.minimum(np.searchsorted(columns, items, sorter=order), len(columns) - 1)
        known = columns[order[place]] == items
        shared = self._shared.numpy()
        into = np.zeros((self._kept, len(items)), np.float32)
        into[np.ix_(columns, known)] = model.weights_into(shared[order[place]][known])[shared]
        return into
