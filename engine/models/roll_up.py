"""Weights between items as means between groups of items, their categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["mean_between"]


def mean_between(total: npt.NDArray[np.floating], sources: csr_matrix, targets: csr_matrix) -> npt.NDArray[np.float32]:
    """The mean over all pairs of two different items, one of each group.

    Args:
        total: [groups, groups], the sum of the weights from the items of one group into those of another, where an
            item's weight into itself is 0.
        sources, targets: float32 [items, groups] of ones: where weights begin, and where they end; the items of
            `targets` are among those of `sources`.

    Returns:
        float32 [groups, groups]; NaN where there is no such pair.
    """
    pairs = np.outer(_sizes(sources), _sizes(targets)) - (targets.T @ targets).toarray()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(pairs > 0, total / pairs, np.nan).astype(np.float32)


def _sizes(groups: csr_matrix) -> npt.NDArray[np.float64]:
    return np.asarray(groups.sum(axis=0), np.float64).ravel()
