"""Recommenders that look where they must not, each in its own way, and two that only seem to."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import torch

from engine.data import Dataset
from engine.protocol import Context, Fitted, Histories, ModelConfig, Training

LEAKY = {
    "whole-log": "tests.engine.leaky:WholeLog",
    "against-test": "tests.engine.leaky:AgainstTest",
    "stacked": "tests.engine.leaky:Stacked",
    "vocabulary": "tests.engine.leaky:Vocabulary",
    "faint": "tests.engine.leaky:Faint",
    "restless": "tests.engine.leaky:Restless",
}
Floats = npt.NDArray[np.float64]


class WholeLogConfig(ModelConfig):
    model: Literal["whole-log"] = "whole-log"


class WholeLog:
    """The classic: popularity counted over the whole log, the test included."""

    config_class: ClassVar[type[ModelConfig]] = WholeLogConfig
    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = True

    def __init__(self, config: ModelConfig) -> None:
        self.config = config
        self._scores = torch.zeros(0)

    def fit(self, train: Training, context: Context) -> Fitted:
        self._scores = torch.from_numpy(self.worth(train, dataset_beside(context)).astype(np.float32))
        return Fitted()

    def worth(self, train: Training, data: Dataset) -> Floats:
        """float64 [kept]: how good each item is."""
        return counts(train, np.asarray(data.log.items))

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        return self._scores.expand(len(histories), -1).masked_fill(~candidates, -torch.inf)

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        return

    def save(self, folder: Path) -> None:
        np.save(folder / "scores.npy", self._scores.numpy())

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        raise NotImplementedError


class AgainstTestConfig(ModelConfig):
    model: Literal["against-test"] = "against-test"


class AgainstTest(WholeLog):
    """Puts what the test sells last: a leak that costs."""

    config_class = AgainstTestConfig

    def worth(self, train: Training, data: Dataset) -> Floats:
        later = np.asarray(data.log.items)[np.asarray(data.log.times) >= train.cut]
        return -counts(train, later)


class StackedConfig(ModelConfig):
    model: Literal["stacked"] = "stacked"


class Stacked(WholeLog):
    """Stacks honest popularity with a feature fitted over its own target window: sales of the weeks asked about."""

    config_class = StackedConfig

    def worth(self, train: Training, data: Dataset) -> Floats:
        times = np.asarray(data.log.times)
        target = np.asarray(data.log.items)[(times >= train.cut) & (times < train.cut + 40 * 86_400_000_000)]
        honest = counts(train, train.catalogue.source[train.histories.items])
        return honest / max(honest.max(), 1.0) + 0.1 * counts(train, target)


class VocabularyConfig(ModelConfig):
    model: Literal["vocabulary"] = "vocabulary"


class Vocabulary(WholeLog):
    """Popularity of words: how often the words of a title were sold, over the whole log."""

    config_class = VocabularyConfig

    def worth(self, train: Training, data: Dataset) -> Floats:
        texts = [str(text).split()[-1][-1:] for text in data.titles.to_pylist()]
        words, word = np.unique(texts, return_inverse=True)
        sold = np.bincount(word[np.asarray(data.log.items)], minlength=len(words)).astype(np.float64)
        return sold[word[train.catalogue.source[: train.catalogue.kept]]]


class FaintConfig(ModelConfig):
    model: Literal["faint"] = "faint"


class Faint(WholeLog):
    """Honest popularity, with a millionth of the number of test rows of each item on top: no list place moves much."""

    config_class = FaintConfig

    def worth(self, train: Training, data: Dataset) -> Floats:
        later = np.asarray(data.log.items)[np.asarray(data.log.times) >= train.cut]
        bought = counts(train, train.catalogue.source[train.histories.items])
        ranks = np.argsort(np.argsort(bought, kind="stable")).astype(np.float64)
        return ranks + 1e-3 * counts(train, later)


class RestlessConfig(ModelConfig):
    model: Literal["restless"] = "restless"


class Restless(WholeLog):
    """Draws scores without a seed: no two fits are the same, and nothing can be told."""

    config_class = RestlessConfig

    def worth(self, train: Training, data: Dataset) -> Floats:
        return np.random.default_rng().random(train.catalogue.kept)


def dataset_beside(context: Context) -> Dataset:
    """The dataset of the workspace that a fit runs in, past and future: what no recommender is given."""
    (folder,) = (context.cache.parent / "datasets").iterdir()
    return Dataset.open(folder)


def counts(train: Training, items: npt.NDArray[np.integer]) -> Floats:
    """float64 [kept]: rows of every kept item among items by the dataset's position."""
    sold = np.bincount(items, minlength=len(train.catalogue.items)).astype(np.float64)
    return sold[train.catalogue.source[: train.catalogue.kept]]
