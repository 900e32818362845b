"""What a scope lets compete, summed up: how much for each user, how popular it is, and what of it for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import Scope
from engine.protocol.scopes import all_candidates
from engine.protocol.training import Question

__all__ = ["Competing", "competing"]

BLOCK = 128  # users; [128, 41,000] of candidates is 5 MB


@dataclass(frozen=True)
class Competing:
    """The candidates of one scope.

    Attributes:
        counts: int64[b], candidates of each user.
        anybody: bool[kept], whether an item competes for at least one user.
        buyers: float64[b], mean buyers of a user's candidates; NaN without any, or where buyers are not asked.
    """

    counts: npt.NDArray[np.int64]
    anybody: npt.NDArray[np.bool_]
    buyers: npt.NDArray[np.float64]


def competing(
    question: Question,
    scopes: Sequence[Scope],
    catalogue: Catalogue,
    monitor: Monitor,
    buyers: npt.NDArray[np.integer] | None = None,
) -> dict[Scope, Competing]:
    """Goes through the candidates of several scopes, a block of users at a time.

    Args:
        buyers: int[kept].

    Raises:
        Cancelled: at a block's end.
    """
    n, kept = len(question.seen), catalogue.kept
    found = {scope: Competing(np.zeros(n, np.int64), np.zeros(kept, bool), np.full(n, np.nan)) for scope in scopes}
    for begin in range(0, n, BLOCK):
        monitor.checkpoint()
        monitor.progress(begin / n)
        rows = slice(begin, min(begin + BLOCK, n))
        for scope, mask in all_candidates(question.seen.block(rows.start, rows.stop), scopes, catalogue).items():
            there, into = mask.numpy(), found[scope]
            into.counts[rows] = np.count_nonzero(there, axis=1)
            into.anybody[:] |= there.any(axis=0)
            if buyers is not None:
                bought = there.astype(np.float32) @ buyers.astype(np.float32)
                with np.errstate(invalid="ignore", divide="ignore"):
                    into.buyers[rows] = bought / into.counts[rows]
    return found
