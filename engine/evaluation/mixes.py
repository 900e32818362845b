"""What a list is held against where it should be like its user: the mix of categories, and how popular things are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.protocol.histories import Histories
from engine.protocol.training import Question, Training

__all__ = ["entry_mix", "history_buyers", "history_mix", "seen_categories"]

FloatArray = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]


def history_mix(histories: Histories, labels: Labels, categories: int) -> FloatArray:
    """The mix of categories of each history: every interaction is shared among the labels of its item.

    Args:
        histories: of b users; few at once, for the result is dense.
        labels: int32[items, most], of all items of the catalogue, -1 pads.

    Returns:
        float64 [b, categories], rows that add up to 1, or to 0 where nothing was bought that has a category.
    """
    found = np.zeros((len(histories), categories))
    own = labels[histories.items]
    number = (own >= 0).sum(axis=1)
    for column in own.T:
        there = column >= 0
        keys = histories.rows[there] * np.int64(categories) + column[there]
        found += np.bincount(keys, 1.0 / number[there], found.size).reshape(found.shape)
    return _shares(found)


def seen_categories(histories: Histories, labels: Labels, categories: int) -> npt.NDArray[np.bool_]:
    """bool [b, categories]: whether a history holds an item of a category."""
    found = np.zeros((len(histories), categories + 1), bool)
    for column in labels[histories.items].T:
        found[histories.rows, column] = True
    return found[:, :-1]


def entry_mix(past: Sequence[tuple[Training, Question]], seen: npt.NDArray[np.bool_]) -> FloatArray:
    """What a user should be led to in scope `cross`, where the history's categories and the list's never overlap.

    It is the mix of first purchases in then-unseen categories of past windows, restricted to the categories that the
    user has not seen.

    Args:
        past: windows before the cut, asked in the scope `cross`, of the same categories.
        seen: bool [b, categories], from `seen_categories` at the cut.

    Returns:
        float64 [b, categories], rows that add up to 1, or to 0 where nobody ever entered what is left.
    """
    entered = np.zeros(seen.shape[1])
    for training, question in past:
        own = training.catalogue.labels[question.targets["cross"].items]
        number = (own >= 0).sum(axis=1)
        for column in own.T:
            there = column >= 0
            entered += np.bincount(column[there], 1.0 / number[there], len(entered))
    return _shares(np.where(seen, 0.0, entered))


def history_buyers(histories: Histories, buyers: npt.NDArray[np.integer]) -> FloatArray:
    """float64[b]: mean buyers of the distinct kept items of each history; NaN without any."""
    matrix = histories.binary(len(buyers))
    number = np.diff(matrix.indptr)
    with np.errstate(invalid="ignore"):
        return np.where(number > 0, (matrix @ buyers.astype(np.float64)) / np.maximum(number, 1), np.nan)


def _shares(mix: FloatArray) -> FloatArray:
    total = mix.sum(axis=1, keepdims=True)
    return np.divide(mix, total, out=np.zeros_like(mix), where=total > 0)
