"""Counts of items and categories as they stand at a cut."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_matrix

from engine.data.dataset import DAY
from engine.models.baselines.ridge import Weights, solved
from engine.monitor import Monitor
from engine.protocol.config import duration
from engine.protocol.histories import Histories, ones
from engine.protocol.keys import distinct
from engine.protocol.training import Training

__all__ = ["Statistics", "first_purchases", "log_odds", "seen_categories", "seen_matrix"]

CATEGORY_L2 = 50.0  # EASE over users × categories, as in the category-pop baseline
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Statistics:
    """What the features read; categories are numbered from 1, 0 is "none".

    Attributes:
        category: int32[n], of every catalogue number.
        buyers, month, quarter: float32[kept], distinct buyers in all, in the last 28 and the last 84 days.
        entries: float32[kept], purchases in the last horizon by users to whom the item's category was new.
        hazard: float32[categories], share of the users at risk that entered the category in the last horizon.
        users: float32[categories], users that have seen the category.
        entered: float32[categories], `entries` summed.
        category_ease: EASE over users × categories.
    """

    category: npt.NDArray[np.int32]
    buyers: FloatArray
    month: FloatArray
    quarter: FloatArray
    entries: FloatArray
    hazard: FloatArray
    users: FloatArray
    entered: FloatArray
    category_ease: Weights

    @classmethod
    def of(cls, train: Training, category: npt.NDArray[np.int32], categories: int, monitor: Monitor) -> Statistics:
        """Counts a training.

        Args:
            category: int32[n], of every catalogue number, 0 for none.
            categories: their number, "none" included.

        Raises:
            Cancelled: at a checkpoint.
        """
        histories, kept = train.histories, train.catalogue.kept
        horizon = duration(train.protocol.split.horizon)
        buyers = _buyers(histories, kept, histories.times > -1)
        month, quarter = (_buyers(histories, kept, histories.times >= train.cut - days * DAY) for days in (28, 84))
        owners, labels, first = first_purchases(histories, category, categories)
        users = np.bincount(labels, minlength=categories)
        new = first >= train.cut - horizon
        entrants = np.bincount(labels[new], minlength=categories)
        at_risk = len(histories) - users + entrants
        overall = entrants[1:].sum() / max(at_risk[1:].sum(), 1) if categories > 1 else 0.0
        hazard = (entrants + 5 * overall) / (at_risk + 5)  # five users' worth of the mean steady rare categories
        entries = _entries(train, category, owners[new] * categories + labels[new], categories, horizon)
        entered = np.bincount(category[:kept], entries, categories)
        return cls(
            category,
            _float(buyers),
            _float(month),
            _float(quarter),
            _float(entries),
            _float(hazard),
            _float(users),
            _float(entered),
            solved(seen_matrix(histories, category, categories), CATEGORY_L2, monitor),
        )

    def entry(self, histories: Histories) -> FloatArray:
        """float32 [b, categories]: EASE over categories, of any histories."""
        seen = seen_matrix(histories, self.category, len(self.users))
        return self.category_ease.scores(seen, histories.users)


def first_purchases(
    histories: Histories, category: npt.NDArray[np.int32], categories: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Every (user, category) once: int64 rows, int64 categories, int64 times of the first purchase; rows ascend."""
    keys = histories.rows * np.int64(categories) + category[histories.items]
    pairs, first = np.unique(keys, return_index=True)  # rows are in time order, so the first is the earliest
    owners, labels = np.divmod(pairs, categories)
    return owners, labels, histories.times[first]


def seen_matrix(histories: Histories, category: npt.NDArray[np.int32], categories: int) -> csr_matrix:
    """float32 CSR [b, categories] of ones where a user has bought from a category."""
    owners, labels, _ = first_purchases(histories, category, categories)
    return ones(owners, labels, (len(histories), categories))


def seen_categories(histories: Histories, category: npt.NDArray[np.int32], categories: int) -> npt.NDArray[np.bool_]:
    """bool [b, categories]: what a user has bought from; "none" counts as seen, for nobody can enter it."""
    seen = np.zeros((len(histories), categories), bool)
    seen[histories.rows, category[histories.items]] = True
    seen[:, 0] = True
    return seen


def log_odds(share: torch.Tensor) -> torch.Tensor:
    """log(p / (1 - p)), p kept off 0 and 1."""
    share = share.clamp(1e-5, 1 - 1e-5)
    return share.log() - (-share).log1p()


def _float(counts: npt.NDArray[np.number]) -> FloatArray:
    return counts.astype(np.float32)


def _buyers(histories: Histories, kept: int, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    mask = mask & (histories.items < kept)
    pairs = distinct(histories.rows[mask] * np.int64(kept) + histories.items[mask])
    return np.bincount(pairs % kept, minlength=kept)


def _entries(
    train: Training,
    category: npt.NDArray[np.int32],
    entered: npt.NDArray[np.int64],
    categories: int,
    horizon: int,
) -> npt.NDArray[np.int64]:
    """int64[kept]: distinct buyers of the last horizon to whom the item's category was new."""
    histories, kept = train.histories, train.catalogue.kept
    recent = (histories.times >= train.cut - horizon) & (histories.items < kept)
    rows, items = histories.rows[recent], histories.items[recent]
    new = np.isin(rows * np.int64(categories) + category[items], entered) & (category[items] > 0)
    pairs = distinct(rows[new] * np.int64(kept) + items[new])
    return np.bincount(pairs % kept, minlength=kept)
