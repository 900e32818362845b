"""A recommender that trains two parts until it is told to stop, so that tests can meet a study in its middle."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import torch
from pydantic import Field

from engine.monitor import Monitor
from engine.protocol import Context, Fitted, ModelConfig, Training
from tests.engine.tiny import Tiny

__all__ = ["REGISTERED", "Patient"]

REGISTERED = {"patient": "tests.engine.session.patient:Patient"}
PARTS = ("first", "second")


class PatientConfig(ModelConfig):
    """As many steps a part as it takes."""

    model: Literal["patient"] = "patient"
    steps: int = Field(10**12, ge=1)


class Patient(Tiny):
    """Popularity, learned very slowly."""

    config_class: ClassVar[type[ModelConfig]] = PatientConfig

    def __init__(self, config: PatientConfig) -> None:
        self.config = config
        self._scores = torch.zeros(0)

    def fit(self, train: Training, context: Context) -> Fitted:
        steps = context.tuned.epochs if context.tuned else dict.fromkeys(PARTS, self.config.steps)
        done = {
            name: _train(name, context.monitor.part(name, place / 2, (place + 1) / 2), steps[name])
            for place, name in enumerate(PARTS)
        }
        items = train.histories.items[train.histories.items < train.catalogue.kept]
        self._scores = torch.from_numpy(np.bincount(items, minlength=train.catalogue.kept).astype(np.float32))
        return Fitted(done)


def _train(name: str, monitor: Monitor, steps: int) -> int:
    """The steps trained: all, or those until it was stopped, one at least."""
    for step in range(steps):
        monitor.checkpoint()
        monitor.progress(step / steps, f"step {step}")
        monitor.metric(name, "loss", step, 1 / (step + 1))
        if monitor.stopping:
            return step + 1
    return steps
