"""What the closed forms share: one fit, scores that know no candidates, arrays as the whole model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Self

import torch
from pydantic import Field
from scipy.sparse import csr_matrix

from engine.data.dataset import DAY
from engine.models.stored import Arrays, Origin, load_model, save_model
from engine.monitor import Monitor
from engine.protocol.config import Duration, duration
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted, ModelConfig
from engine.protocol.training import Training

__all__ = ["ClosedForm", "ClosedFormConfig"]


class ClosedFormConfig(ModelConfig):
    """What every closed form can leave out of a history."""

    recency_days: float | None = Field(
        None, gt=0, description="days after which a purchase is worth half; none: all are worth the same"
    )
    history_window: Duration | None = Field(
        None, description='how far back a history counts, such as "180d"; none: all of it'
    )


class ClosedForm(ABC):
    """A recommender whose fit is a formula: no epochs, no seed, and a new history is scored like any other."""

    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = True
    needs_level: ClassVar[bool] = False
    """True: a protocol without a category level is refused, so a study leaves the model out there."""

    config_class: ClassVar[type[ModelConfig]]

    def __init__(self, config: ClosedFormConfig) -> None:
        self.config = config
        self._origin: Origin | None = None

    def fit(self, train: Training, context: Context) -> Fitted:
        """Computes the formula and, in a tuning fit, publishes its one point of validation.

        Raises:
            Cancelled: at a checkpoint.
            UserError: the training lacks what the formula reads.
        """
        self._kept = train.catalogue.kept
        self._learn(train, context.monitor, context.device)
        self._origin = Origin.of(train)
        if context.validate is not None:
            context.validate(self)
        return Fitted()

    def rows(self, histories: Histories) -> csr_matrix:
        """float32 CSR [b, kept]: what each kept item of a history is worth; 1 unless old ones are worth less."""
        return histories.recent(self._kept, *self._view)

    @property
    def _view(self) -> tuple[float | None, int | None]:
        """Half-life and window in microseconds."""
        days, window = self.config.recency_days, self.config.history_window
        return None if days is None else days * DAY, None if window is None else duration(window)

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
        assert isinstance(config, ClosedFormConfig)
        model = cls(config)
        model._origin = origin
        model._kept = training.catalogue.kept
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
