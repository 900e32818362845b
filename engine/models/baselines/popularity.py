"""MostPop: every user gets the items that most users bought."""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch

from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.stored import Arrays
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.training import Training

__all__ = ["MostPop", "MostPopConfig"]


class MostPopConfig(ClosedFormConfig):
    """MostPop: number of distinct buyers."""

    model: Literal["mostpop"] = "mostpop"


class MostPop(ClosedForm):
    """score(u, i) = number of distinct training users with item i, each worth as much as its newest purchase."""

    config_class = MostPopConfig

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        bought = self.rows(train.histories)
        self._buyers = np.bincount(bought.indices, bought.data, bought.shape[1]).astype(np.float32)

    def _score(self, histories: Histories) -> torch.Tensor:
        return torch.from_numpy(self._buyers).repeat(len(histories), 1)

    def _arrays(self) -> Arrays:
        return {"buyers": self._buyers}

    def _restore(self, arrays: Arrays, training: Training) -> None:
        self._buyers = arrays["buyers"].astype(np.float32)
