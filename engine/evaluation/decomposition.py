"""One list over everything (scope `any`), parted into what it repeats, adds in known categories, and opens up.

As next-basket papers part theirs (Li et al., A Next Basket Recommendation Reality Check, TOIS 2023). It is not the same
as the scopes as tasks of their own, where each has a list to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import marks
from engine.protocol.catalogue import Catalogue
from engine.protocol.scopes import scopes_of
from engine.protocol.training import Question

if TYPE_CHECKING:
    from engine.protocol.ranking import TopK  # imports torch

__all__ = ["PARTS", "Decomposition", "decompose"]

FloatArray = npt.NDArray[np.float64]

PARTS = ("repeat", "in", "cross", "unlabelled")


@dataclass(frozen=True)
class Decomposition:
    """What each part of one list does, at every cutoff.

    Attributes:
        users: part → number of users who have such truth.
        recall: part → float64[k], mean over those users of |hits of the part in the first K| / |their truth of it|.
        contribution: part → float64[k], mean over all users with truth of |hits of the part| / |truth|; the parts add
            up to the recall of the list.
        share: part → float64[k], mean share of the first K places; the parts add up to 1 where lists are full.
    """

    users: dict[str, int]
    recall: dict[str, FloatArray]
    contribution: dict[str, FloatArray]
    share: dict[str, FloatArray]


def decompose(lists: TopK, question: Question, catalogue: Catalogue) -> Decomposition:
    """Parts lists that were ranked in the scope `any`.

    Args:
        lists: of all users of the question.
        question: with the scope `any` among its targets.
        catalogue: of the same split.
    """
    n, k = lists.items.shape
    truth = question.targets["any"]
    owners = np.repeat(np.arange(n), truth.counts)
    right = _parts(question, owners, truth.items, catalogue)
    there = lists.items >= 0
    listed = _parts(question, np.repeat(np.arange(n), k)[there.ravel()], lists.items[there], catalogue)
    hit = marks(lists, truth)
    asked, places = truth.counts > 0, np.maximum(np.cumsum(there, axis=1), 1)
    found: dict[str, tuple[int, FloatArray, FloatArray, FloatArray]] = {}
    for part in PARTS:
        inside = np.zeros((n, k), bool)
        inside[there] = listed[part]
        hits = np.cumsum(inside & hit, axis=1, dtype=np.float64)
        number = np.bincount(owners[right[part]], minlength=n)
        having = number > 0
        found[part] = (
            int(having.sum()),
            _mean(hits[having] / number[having, None], k),
            _mean(hits[asked] / truth.counts[asked, None], k),
            _mean(np.cumsum(inside, axis=1) / places, k),
        )
    return Decomposition(*({part: values[column] for part, values in found.items()} for column in range(4)))  # type: ignore[arg-type]


def _parts(
    question: Question, rows: npt.NDArray[np.int64], items: npt.NDArray[np.int32], catalogue: Catalogue
) -> dict[str, npt.NDArray[np.bool_]]:
    masks = scopes_of(question.seen, rows, items, catalogue)
    nothing = np.zeros(len(rows), bool)
    masks = {"in": nothing, "cross": nothing} | masks
    return masks | {"unlabelled": masks["all"] & ~masks["in"] & ~masks["cross"]}


def _mean(values: FloatArray, k: int) -> FloatArray:
    return values.mean(axis=0) if len(values) else np.full(k, np.nan)
