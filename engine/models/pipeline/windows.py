"""Past windows: where the cuts lie, and what was bought between one cut and the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY
from engine.errors import UserError
from engine.protocol.config import Scope, duration
from engine.protocol.scopes import Targets
from engine.protocol.training import Question, Training

__all__ = ["Past", "aim", "past", "past_cuts"]


@dataclass(frozen=True)
class Past:
    """One past cut as it stood, with everything recomputed from what lies before it.

    Attributes:
        training: before the cut.
        targets: what was bought in the window behind it, in the scope that the pipeline learns from.
        near: the part of it that was bought before the next cut.
        whole: whether the window ends before the enclosing training's cut, so that it may train the ranking.
    """

    training: Training
    targets: Targets
    near: Targets
    whole: bool


def aim(train: Training) -> Scope:
    """The scope whose targets teach: cross, or all where there are no categories."""
    return "cross" if train.protocol.category_level else "all"


def past_cuts(train: Training, cuts: int, stride_days: int, first: int | None) -> list[int]:
    """Moments of the past cuts, ascending, a stride apart, the last one a stride before the training's own.

    The first one only warms the networks up; of those behind it as many as `cuts` have a whole window before the
    training's cut. Cuts with less than one horizon of data before them are left out.

    Args:
        first: the earliest cut of the tuning fit, so that a final fit adds newer cuts and drops none.
    """
    stride, horizon = stride_days * DAY, duration(train.protocol.split.horizon)
    begin = int(train.everything.times.min()) + horizon
    count = -(-horizon // stride) + cuts if first is None else round((train.cut - first) / stride)
    moments = [train.cut - place * stride for place in range(count, 0, -1)]
    return [moment for moment in moments if moment >= begin] if cuts else []


def past(train: Training, cut: int, following: int) -> Past | None:
    """The window at a past cut; None where nobody had a history.

    Args:
        following: the next cut.
    """
    horizon, scope = duration(train.protocol.split.horizon), aim(train)
    try:
        training, question = train.at(cut, horizon, (scope,))
    except UserError:
        return None
    near = _bought_before(train, training, question, question.targets[scope], following)
    return Past(training, question.targets[scope], near, cut + horizon <= train.cut)


def _bought_before(train: Training, then: Training, question: Question, targets: Targets, moment: int) -> Targets:
    """The targets whose item was bought before a moment inside the window."""
    rows = train.everything
    inside = (rows.times >= question.cut) & (rows.times < moment)
    n = len(then.catalogue)
    user = np.full(len(train.users), -1, np.int64)  # by row of the enclosing training
    user[np.searchsorted(train.positions, then.positions)] = np.arange(len(then.positions))
    number = np.empty(n, np.int64)
    number[then.catalogue.source] = np.arange(n)
    bought = user[rows.rows[inside]] * n + number[train.catalogue.source[rows.items[inside]]]
    owners = np.repeat(np.arange(len(targets.counts)), targets.counts)
    near = np.isin(owners * np.int64(n) + targets.items, bought)
    return _only(targets, owners, near)


def _only(targets: Targets, owners: npt.NDArray[np.int64], mask: npt.NDArray[np.bool_]) -> Targets:
    indptr = np.searchsorted(owners[mask], np.arange(len(targets.counts) + 1))
    return Targets(indptr.astype(np.int64), targets.items[mask])
