"""Recommenders that tests register: one that learns in epochs, one that fails, one that is slow."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import ClassVar, Literal, Self

import numpy as np
import torch
from pydantic import Field

from engine.errors import UserError
from engine.monitor import Cancelled
from engine.protocol import Context, Fitted, Histories, ModelConfig, Training

REGISTERED = {
    "tiny": "tests.engine.tiny:Tiny",
    "refusing": "tests.engine.tiny:Refusing",
    "endless": "tests.engine.tiny:Endless",
    "struck": "tests.engine.tiny:Struck",
}


class TinyConfig(ModelConfig):
    """Popularity blended with noise that every epoch halves."""

    model: Literal["tiny"] = "tiny"
    epochs: int = Field(3, ge=1)


class Tiny:
    """Trains in epochs, validates after each and keeps the best; gives probabilities."""

    config_class: ClassVar[type[ModelConfig]] = TinyConfig
    scope_free: ClassVar[bool] = False
    folds_in: ClassVar[bool] = True

    def __init__(self, config: TinyConfig) -> None:
        self.config = config
        self._scores = torch.zeros(0)

    def fit(self, train: Training, context: Context) -> Fitted:
        items = train.histories.items[train.histories.items < train.catalogue.kept]
        buyers = torch.from_numpy(np.bincount(items, minlength=train.catalogue.kept).astype(np.float32))
        noise = torch.rand(train.catalogue.kept, generator=torch.Generator().manual_seed(context.seed)) * buyers.max()
        best, found = -1.0, 1
        epochs = context.tuned.epochs["tiny"] if context.tuned else self.config.epochs
        for epoch in range(1, epochs + 1):
            context.monitor.checkpoint()
            context.monitor.progress(epoch / epochs, f"epoch {epoch}")
            context.monitor.metric("ranking", "loss", epoch, 1 / epoch)
            self._scores = buyers + noise * 0.5**epoch
            if context.validate is not None and (value := context.validate(self)) > best:
                best, found = value, epoch
        return Fitted({"tiny": found}, {"best": best})

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        return self._scores.expand(len(histories), -1).masked_fill(~candidates, -torch.inf)

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(scores / 100)

    def save(self, folder: Path) -> None:
        (folder / "scores.json").write_text(json.dumps(self._scores.tolist()))

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        model = cls(TinyConfig())
        model._scores = torch.tensor(json.loads((folder / "scores.json").read_text()))
        return model


class RefusingConfig(ModelConfig):
    model: Literal["refusing"] = "refusing"


class Refusing(Tiny):
    """Refuses its data, as a network does with a past that is too short."""

    config_class = RefusingConfig

    def fit(self, train: Training, context: Context) -> Fitted:
        raise UserError("time-missing")


class EndlessConfig(ModelConfig):
    model: Literal["endless"] = "endless"


class Endless(Tiny):
    """Is cancelled in its first epoch."""

    config_class = EndlessConfig

    def fit(self, train: Training, context: Context) -> Fitted:
        raise Cancelled


class StruckConfig(ModelConfig):
    model: Literal["struck"] = "struck"


class Struck(Tiny):
    """Somebody presses Ctrl+C while it is fitted."""

    config_class = StruckConfig

    def fit(self, train: Training, context: Context) -> Fitted:
        signal.raise_signal(signal.SIGINT)
        context.monitor.checkpoint()
        raise AssertionError("the checkpoint let it pass")
