"""Category-pop: which category a user will enter, times what buyers of the category buy."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csr_matrix

from engine.errors import UserError
from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.baselines.ridge import restored, solved
from engine.models.stored import Arrays
from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.histories import Histories, newest
from engine.protocol.training import Training

__all__ = ["CategoryPop", "CategoryPopConfig"]

FLOOR = 1e-6  # EASE's scores may be negative; popularity orders such categories


class CategoryPopConfig(ClosedFormConfig):
    """Category-pop: EASE over categories times popularity inside them."""

    model: Literal["category-pop"] = "category-pop"
    l2: float = Field(50.0, ge=1e-3, description="ridge of the EASE over users × categories")


class CategoryPop(ClosedForm):
    """score(u, i) = max over labels c of max(ĉ_uc, 1e-6) · buyers(i) / users who bought in c.

    ĉ is EASE on the binary users × categories matrix of what was seen, in the categories that a kept item bears; items
    that the item filter leaves out count as seen too. An item without a label takes the floor and all users:
    1e-6 · buyers(i) / users.
    """

    config_class = CategoryPopConfig
    config: CategoryPopConfig
    needs_level = True

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        if not len(train.catalogue.categories):
            raise UserError("model-level", model="Category-pop")
        self._read(train.catalogue)
        seen = self._seen(train.histories)
        bought = self.rows(train.histories)
        buyers = np.bincount(bought.indices, bought.data, bought.shape[1]).astype(np.float32)
        entered = np.bincount(seen.indices, seen.data, seen.shape[1])
        entered = np.append(entered, len(train.histories)).astype(np.float32)  # the last serves items without a label
        self._shares = buyers / np.maximum(entered, 1)[self._labels]
        self._weights = solved(seen, self.config.l2, monitor, device)

    def entry(self, histories: Histories) -> npt.NDArray[np.float32]:
        """ĉ, how much each category is expected of a user: float32 [b, categories], -inf where no item is kept."""
        found = np.full((len(histories), len(self._borne_as)), -np.inf, np.float32)
        known = self._borne_as >= 0
        scores = self._weights.scores(self._seen(histories), histories.users)
        found[:, known] = scores[:, self._borne_as[known]]
        return found

    def _score(self, histories: Histories) -> torch.Tensor:
        entry = self._weights.scores(self._seen(histories), histories.users)
        entry = np.pad(np.maximum(entry, np.float32(FLOOR)), ((0, 0), (0, 1)), constant_values=FLOOR)
        best = np.full((len(histories), self._labels.shape[1]), -np.inf, np.float32)
        for labels, shares in zip(self._labels, self._shares, strict=True):
            np.maximum(best, entry[:, labels] * shares, out=best)  # pads never win: no category has more users than all
        return torch.from_numpy(best)

    def _arrays(self) -> Arrays:
        return self._weights.arrays() | {"shares": self._shares}

    def _restore(self, arrays: Arrays, training: Training) -> None:
        self._read(training.catalogue)
        self._shares = arrays["shares"].astype(np.float32, copy=False)
        self._weights = restored(arrays, self._seen(training.histories), self.config.l2)

    def _read(self, catalogue: Catalogue) -> None:
        """Numbers the categories that kept items bear; others and pads are -1."""
        borne = np.zeros(len(catalogue.categories) + 1, bool)
        borne[catalogue.labels[: catalogue.kept]] = True
        borne[-1] = False
        self._borne = int(borne.sum())
        number = np.where(borne, np.cumsum(borne) - 1, -1)
        self._borne_as = number[:-1]
        self._all_labels = number[catalogue.labels]  # [n, most labels]
        self._labels = np.ascontiguousarray(self._all_labels[: catalogue.kept].T)

    def _seen(self, histories: Histories) -> csr_matrix:
        """float32 CSR [b, borne categories]: what the newest purchase in each seen category is worth."""
        worth, there = histories.worth(*self._view)
        labels = self._all_labels[histories.items[there]]
        rows, values = np.repeat(histories.rows[there], labels.shape[1]), np.repeat(worth[there], labels.shape[1])
        labelled = labels.ravel() >= 0
        return newest(rows[labelled], labels.ravel()[labelled], values[labelled], (len(histories), self._borne))
