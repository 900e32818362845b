"""Counts the probabilities of all candidate pairs while they are ranked; afterwards only those of lists are left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import numpy as np
import torch

from engine.evaluation.reliability import PairCounts
from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import Scope
from engine.protocol.histories import Histories
from engine.protocol.ranking import TopK, rank
from engine.protocol.recommender import Recommender
from engine.protocol.scopes import Targets
from engine.protocol.training import Question

if TYPE_CHECKING:
    from engine.studies.carried import Carried

__all__ = ["rank_watched"]


def rank_watched(
    model: Recommender | Carried,
    question: Question,
    scopes: Iterable[Scope],
    k: int,
    catalogue: Catalogue,
    monitor: Monitor,
) -> tuple[dict[Scope, TopK], dict[Scope, PairCounts]]:
    """`rank`, and the pairs of each scope by probability where a model that scores candidates gives any.

    Raises:
        Cancelled: at a block's end.
    """
    wanted = tuple(scopes)
    if model.scope_free:
        return rank(cast(Recommender, model), question, wanted, k, catalogue, monitor), {}
    lists: dict[Scope, TopK] = {}
    pairs: dict[Scope, PairCounts] = {}
    for number, scope in enumerate(wanted):
        watched = _Watched(model, question.targets[scope])
        part = monitor.part("", number / len(wanted), (number + 1) / len(wanted))
        lists |= rank(cast(Recommender, watched), question, (scope,), k, catalogue, part)
        if watched.counts.pairs.any():
            pairs[scope] = watched.counts
    return lists, pairs


class _Watched:
    """A model whose scores depend on the candidates of one scope, and what its probabilities come to."""

    scope_free = False

    def __init__(self, model: Recommender | Carried, targets: Targets) -> None:
        self._model, self._targets = model, targets
        self.counts = PairCounts()

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        return self._model.score(histories, candidates)

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor | None:
        found = self._model.probability(histories, scores)
        if found is not None:
            right = np.zeros(found.shape, bool)
            right[self._targets.pairs(histories.users)] = True
            compete = ~torch.isneginf(scores).numpy()
            self.counts.add(found.numpy()[compete], right[compete])
        return found
