"""Settings and helpers of the pipeline's tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from engine.models.pipeline.features import FEATURES
from engine.models.pipeline.ranking import Batch
from engine.monitor import Cancelled, Monitor

TINY: dict[str, Any] = {
    "width": 16,
    "profile_width": 16,
    "profile_layers": 1,
    "profile_events": 24,
    "heads": 2,
    "layers": 1,
    "cuts": 2,
    "stride_days": 28,
    "pool": 60,
    "depth": 40,
    "members": 1,
    "epochs": 1,
    "mask_epochs": 1,
    "profile_epochs": 1,
    "association_epochs": 2,
    "neighbours": 10,
    "vocabulary_min_users": 3,
    "negatives": 64,
    "relation_depth": 200,
}


class Listener(Monitor):
    """Keeps what it is told; stops or cancels at a checkpoint once the last words of progress hold a text."""

    def __init__(self, stop: str | None = None, cancel: str | None = None) -> None:
        self.points: list[tuple[str, str, float, float]] = []
        self.messages: list[str] = []
        self.fractions: list[float] = []
        self.steps: list[str] = []
        self._stop, self._cancel = stop, cancel

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self.points.append((part, name, step, value))

    def message(self, text: str, level: str = "info") -> None:
        self.messages.append(text)

    def progress(self, fraction: float, step: str = "") -> None:
        self.fractions.append(fraction)
        self.steps.append(step)

    def checkpoint(self) -> None:
        if self._cancel is not None and self.steps and self._cancel in self.steps[-1]:
            raise Cancelled

    @property
    def stopping(self) -> bool:
        return self._stop is not None and bool(self.steps) and self._stop in self.steps[-1]


def batch(users: int, items: int, width: int, seed: int = 0, pads: bool = False, categories: int = 9) -> Batch:
    """Random inputs of the ranking network."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator)

    there = torch.ones((users, items), dtype=torch.bool)
    if pads:
        there[:, items * 2 // 3 :] = False
    return Batch(
        normal(users, width),
        normal(users, 5, width + 2),
        torch.randint(-1, categories, (users, 5), generator=generator),
        normal(users, items, width),
        torch.randint(0, categories, (users, items), generator=generator),
        normal(users, items, len(FEATURES)),
        normal(users, items),
        there,
        torch.zeros((users, items), dtype=torch.bool),
    )


def finite(scores: torch.Tensor) -> np.ndarray:
    """Scores with -inf as a number that can be compared."""
    return torch.nan_to_num(scores, neginf=-1e9).numpy()
