"""What the closed forms share: one fit, scores that know no candidates, arrays as the whole model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Self

import torch

from engine.models.stored import Arrays, Origin, load_model, save_model
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted, ModelConfig
from engine.protocol.training import Training

__all__ = ["ClosedForm"]


class ClosedForm(ABC):
    """A recommender whose fit is a formula: no epochs, no seed, and a new history is scored like any other."""

    config_class: ClassVar[type[ModelConfig]]
    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = True
    needs_level: ClassVar[bool] = False
    """True: a protocol without a category level is refused, so a study leaves the model out there."""

    def __init__(self, config: ModelConfig) -> None:
        self.config = config
        self._origin: Origin | None = None

    def fit(self, train: Training, context: Context) -> Fitted:
        """Computes the formula and, in a tuning fit, publishes its one point of validation.

        Raises:
            Cancelled: at a checkpoint.
            UserError: the training lacks what the formula reads.
        """
        self._learn(train, context.monitor, context.device)
        self._origin = Origin.of(train)
        if context.validate is not None:
            context.validate(self)
        return Fitted()

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the kept items: float32 [b, kept], -inf outside the candidates (bool [b, kept])."""
        scores = self._score(histories)
        if not candidates.numpy().all():  # thirty times as fast as torch's
            scores.masked_fill_(~candidates, -torch.inf)
        return scores

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        """None: these scores are no probabilities."""
        return

    def save(self, folder: Path) -> None:
        """Writes configuration, origin and arrays."""
        if self._origin is None:
            raise RuntimeError("save before fit")
        save_model(folder, self.config, self._origin, self._arrays())

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        """Opens a saved model.

        Raises:
            UserError: it was fitted on another dataset, before another cut, or under another protocol.
        """
        config, origin, arrays = load_model(folder, training, cls.config_class)
        model = cls(config)
        model._origin = origin
        model._restore(arrays, training)
        return model

    @abstractmethod
    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        """Sets everything that `_score` reads."""

    @abstractmethod
    def _score(self, histories: Histories) -> torch.Tensor:
        """Fresh float32 [b, kept], finite everywhere."""

    @abstractmethod
    def _arrays(self) -> Arrays:
        """What is saved."""

    @abstractmethod
    def _restore(self, arrays: Arrays, training: Training) -> None:
        """Sets everything that `_score` reads from saved arrays."""
