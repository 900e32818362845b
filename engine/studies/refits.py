"""Recommenders fitted again for the audit: the same configuration and seed, on rows that are altered on purpose."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from engine.evaluation import METRICS, difference, hits
from engine.models.registry import model_class
from engine.monitor import Monitor
from engine.protocol.config import Scope
from engine.protocol.ranking import TopK, rank
from engine.protocol.recommender import Context, Fitted, ModelConfig, Recommender
from engine.protocol.split import Window
from engine.protocol.training import Question, Training
from engine.studies.carried import carried
from engine.studies.study import Primary

__all__ = ["MOST", "Moved", "asked", "limited", "lists_of", "moved", "values", "without"]

MOST = 5000  # shoppers whose lists are compared; more would take longer and find no other code
Configured = TypeVar("Configured", bound=ModelConfig)
LEAST = {"epochs": 1, "members": 1, "cuts": 2}
Column = npt.NDArray[np.float64]
Rows = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Moved:
    """The primary metric of two fits on the same shoppers.

    Attributes:
        first, second: means.
        difference: first minus second; low and high its pointwise 95 % interval.
        users: how many were evaluated.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    users: int


def limited(config: Configured) -> Configured:
    """The configuration with one epoch in every part, one network and two past windows: all its code still runs.

    Returns:
        the same object where it asks for no more.
    """
    names = [name for name in type(config).model_fields if name in LEAST or name.endswith("_epochs")]
    less = {name: least for name in names if getattr(config, name) > (least := LEAST.get(name, 1))}
    return config.model_copy(update=less) if less else config


def asked(question: Question, rows: Rows) -> Question:
    """A question about some of its users only; it bears no answers."""
    counted = None if question.counted is None else question.counted.take(rows)
    return replace(question, histories=question.histories.take(rows), counted=counted, targets={}, hidden={})


def lists_of(
    config: ModelConfig,
    seed: int,
    window: Window,
    question: Question,
    scopes: Iterable[Scope],
    monitor: Monitor,
    *,
    cache: Path,
    tuned: Fitted | None = None,
) -> dict[Scope, TopK]:
    """Fits a recommender on a window, on the processor, and ranks.

    Args:
        question: whom to rank for, of the window's numbering.
        cache: the folder that the fit may keep things in.
        tuned: what a tuning found; None fits the configured epochs.

    Raises:
        Cancelled: at a checkpoint.
        UserError: the model refuses the data.
    """
    protocol = window.training.protocol
    earlier = window.validation[0] if window.validation is not None and not protocol.split.refit else None
    model = model_class(config.model)(config)
    with tempfile.TemporaryDirectory(prefix="fit-", dir=cache.parent) as folder:
        context = Context(monitor.part("", 0.0, 0.8), "cpu", seed, Path(folder), cache, None, tuned)
        model.fit(earlier or window.training, context)
        answering = model if earlier is None else cast(Recommender, carried(model, earlier, window.training))
        part = monitor.part("", 0.8, 1.0)
        return rank(answering, question, scopes, protocol.max_k, window.training.catalogue, part)


def values(lists: TopK, rows: Rows, question: Question, primary: Primary, scope: Scope) -> Column:
    """float64 [n]: the primary metric of every evaluated user.

    Args:
        lists: of the users at `rows` of the question, in that order.
        question: with its answers.
    """
    found = hits(replace(lists, users=rows.astype(np.int32)), question.targets[scope])
    return METRICS[primary.metric](found)[:, min(primary.k, lists.items.shape[1]) - 1].astype(np.float64)


def moved(first: Column, second: Column, monitor: Monitor) -> Moved | None:
    """How far apart two fits are; None where nobody is evaluated."""
    if not len(first):
        return None
    found = difference(first[:, None], second[:, None], monitor=monitor)
    low, high = (float(bound) for bound in found.pointwise[:, 0])
    return Moved(float(first.mean()), float(second.mean()), float(found.mean[0]), low, high, len(first))


def without(training: Training, rows: npt.NDArray[np.bool_]) -> Training:
    """The training without some rows of its histories, in the same numbering."""
    return replace(training, histories=training.histories.where(~rows), past=None)
