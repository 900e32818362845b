"""Platt scaling: from a ranking logit to the probability of a purchase."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import torch

__all__ = ["Calibration"]

STEPS = 50
FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Calibration:
    """P = σ(slope · logit + baskets · log(1 + baskets of the history) + level); as it starts, σ(logit)."""

    slope: float = 1.0
    baskets: float = 0.0
    level: float = 0.0

    @classmethod
    def fitted(cls, logits: FloatArray, baskets: FloatArray, relevant: npt.NDArray[np.bool_]) -> Calibration:
        """Maximum likelihood over pairs, with a trace of ridge; as it starts where nothing is relevant.

        Args:
            logits, baskets: [pairs].
            relevant: bool[pairs].
        """
        if not relevant.any() or relevant.all():
            return cls()
        inputs = np.stack([logits, np.log1p(baskets), np.ones(len(logits))], axis=1).astype(np.float64)
        rate = relevant.mean()
        weights = np.array([1.0, 0.0, np.log(rate / (1 - rate)) - logits.mean()])
        ridge = 1e-3 * np.eye(3)
        for _ in range(STEPS):
            chance = 1 / (1 + np.exp(-(inputs @ weights).clip(-30, 30)))
            gradient = inputs.T @ (chance - relevant) + ridge @ weights
            hessian = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge
            step = np.linalg.solve(hessian, gradient)
            weights = weights - step / max(1.0, float(np.abs(step).max()))
            if np.abs(step).max() < 1e-8:
                break
        if not weights[0] > 0:
            return cls(0.0, float(weights[1]), float(weights[2]))  # the order means nothing; the level may still
        return cls(*(float(weight) for weight in weights))

    def probability(self, logits: torch.Tensor, baskets: torch.Tensor) -> torch.Tensor:
        """float32 [b, m] of logits [b, m] and basket counts [b]."""
        told = self.baskets * baskets.log1p() + self.level
        return (self.slope * logits + told[:, None]).sigmoid()

    def notes(self) -> dict[str, float]:
        """Plain values, for a final fit to take over."""
        return asdict(self)
