"""A pipeline small enough to train in seconds, over 200 shoppers of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from engine.data import Dataset
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.pipeline import Pipeline
from engine.protocol import Context, Fitted, Histories, ProtocolConfig, TimeSplit, Window, candidates, split
from tests.engine.models.pipeline.tiny import TINY, Listener


@dataclass(frozen=True)
class FittedPipeline:
    """A model, what its fit told, and where it left its cache."""

    model: Pipeline
    fitted: Fitted
    listener: Listener
    cache: Path


@pytest.fixture(scope="session")
def window(small_dataset: Path) -> Window:
    """The test window of the small dataset."""
    rule = TimeSplit(test_start="2017-11-06", validation_start="2017-09-11")
    return split(Dataset.open(small_dataset), ProtocolConfig(split=rule)).windows[0]


@pytest.fixture(scope="session")
def pipeline(window: Window, tmp_path_factory: pytest.TempPathFactory) -> FittedPipeline:
    """Fitted on everything before the test; never alter it."""
    folder, listener = tmp_path_factory.mktemp("pipeline"), Listener()
    model = Pipeline(PipelineConfig(**TINY))
    fitted = model.fit(window.training, Context(listener, "cpu", 0, folder, folder))
    return FittedPipeline(model, fitted, listener, folder)


@pytest.fixture(scope="session")
def some(window: Window) -> Histories:
    """Forty shoppers at the test's cut."""
    return window.test.histories.block(0, 40)


@pytest.fixture(scope="session")
def cross(window: Window, some: Histories) -> torch.Tensor:
    """Their candidates in the cross scope."""
    return candidates(some, "cross", window.training.catalogue)
