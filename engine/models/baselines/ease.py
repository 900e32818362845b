"""EASE: closed-form item-item weights, the baseline to beat."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csr_matrix

from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.baselines.ridge import restored, solved
from engine.models.roll_up import mean_between
from engine.models.stored import Arrays
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.training import Training

__all__ = ["Ease", "EaseConfig"]


class EaseConfig(ClosedFormConfig):
    """EASE: closed-form item-item weights (Steck, WWW 2019)."""

    model: Literal["ease"] = "ease"
    l2: float = Field(1000.0, ge=1e-3, description="ridge added to the products; larger is closer to popularity")


class Ease(ClosedForm):
    """score(u, ·) = x_u B, B = argmin ‖X − X B‖² + λ‖B‖² with a zero diagonal, X `rows`."""

    config_class = EaseConfig
    signed: ClassVar[bool] = True
    config: EaseConfig

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """B's columns: float32 [kept, m], B_ji of every kept item j into items i; 0 where they are one.

        Args:
            items: int[m], kept items by number; 256 to 1,024 at once keep the block in tens of MB.
        """
        return self._weights.columns(items)

    @classmethod
    def weights_between(cls, folder: Path, training: Training, groups: csr_matrix) -> npt.NDArray[np.float32]:
        """float32 [groups, groups]: mean B_ij, see `Relational`."""
        return mean_between(cls.load(folder, training)._weights.between(groups), groups, groups)

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        self._weights = solved(self.rows(train.histories), self.config.l2, monitor, device)

    def _score(self, histories: Histories) -> torch.Tensor:
        return torch.from_numpy(self._weights.scores(self.rows(histories), histories.users))

    def _arrays(self) -> Arrays:
        return self._weights.arrays()

    def _restore(self, arrays: Arrays, training: Training) -> None:
        self._weights = restored(arrays, self.rows(training.histories), self.config.l2)
