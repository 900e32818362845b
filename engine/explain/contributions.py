"""What a history contributes to a score, where the score is a sum over its items."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.keys import distinct
from engine.protocol.ranking import top_k
from engine.protocol.recommender import Additive

__all__ = ["strongest"]

Ints = npt.NDArray[np.int32]

WEIGHTS = 1 << 22  # at once, 16 MB
CELLS = 1 << 20  # contributions at once, with their padding


def strongest(
    model: Additive, histories: Histories, items: Ints, count: int = 3, monitor: Monitor | None = None
) -> Ints:
    """The history items that add most to the scores of listed items.

    Args:
        model: fitted; score(u, i) = c_i + Σ_j x_uj w_ji over the kept items j of u's history.
        histories: n users.
        items: int32 [n, k], kept items by number, -1 where a list ends; the lists of several scopes side by side share
            the work on items that they share.
        count: how many to name.

    Returns:
        int32 [n, k, count], kept items j by number, by falling x_uj w_ji > 0, equal ones in the items' order; -1
        where there are no more.

    Raises:
        Cancelled: at a block's end.
    """
    monitor = monitor or Monitor()
    past = model.rows(histories)
    lengths, width = np.diff(past.indptr), items.shape[1]
    members, worth = torch.from_numpy(past.indices).long(), torch.from_numpy(past.data)
    places = np.flatnonzero((items >= 0) & (lengths > 0)[:, None])
    listed = items.ravel()[places]
    order = np.argsort(listed, kind="stable")
    places, listed = places[order], listed[order]
    different = distinct(listed.astype(np.int64))
    found = np.full((items.size, count), -1, np.int32)
    step = max(1, WEIGHTS // max(past.shape[1], 1))
    for begin in range(0, len(different), step):
        monitor.checkpoint()
        monitor.progress(begin / len(different), "reasons")
        block = different[begin : begin + step]
        weights = torch.from_numpy(np.ascontiguousarray(model.weights_into(block)))
        first, last = np.searchsorted(listed, (block[0], block[-1] + 1))
        for chunk in _chunks(lengths[places[first:last] // width], first):
            users = places[chunk] // width
            columns = np.searchsorted(block, listed[chunk])
            begins = past.indptr[users]
            found[places[chunk]] = _largest(weights, columns, members, worth, begins, lengths[users], count)
    return found.reshape(*items.shape, count)


def _chunks(lengths: npt.NDArray[np.integer], first: int) -> list[npt.NDArray[np.int64]]:
    """Places from `first` on in parts of at most `CELLS` padded cells, by falling length so that pads are few."""
    order = np.argsort(-lengths, kind="stable")
    chunks, begin = [], 0
    while begin < len(order):
        end = begin + max(1, CELLS // int(lengths[order[begin]]))
        chunks.append(first + order[begin:end])
        begin = end
    return chunks


def _largest(
    weights: torch.Tensor,
    columns: npt.NDArray[np.int64],
    members: torch.Tensor,
    worth: torch.Tensor,
    begins: Ints,
    lengths: Ints,
    count: int,
) -> Ints:
    """The members with the largest weights into each pair's item, -1 behind the last.

    Args:
        weights: float32 [kept, m].
        columns: int64 [pairs], the item's column of the weights.
        members: int64, the items of all histories, one after the other.
        worth: float32, what each of them is worth.
        begins, lengths: int32 [pairs], where the pair's history lies in them.

    Returns:
        int32 [pairs, count].
    """
    steps = torch.arange(int(lengths.max()))
    inside = steps < torch.from_numpy(lengths)[:, None]
    at = torch.from_numpy(begins).long()[:, None] + steps
    items = members[at.clamp_(max=len(members) - 1)]
    added = weights.view(-1)[(items * weights.shape[1]).add_(torch.from_numpy(columns)[:, None])] * worth[at]
    added.masked_fill_(~inside | (added <= 0), -torch.inf)
    best, places = top_k(added, min(count, len(steps)))
    named = items.gather(1, places.clamp(min=0)).masked_fill_(best == -torch.inf, -1).numpy().astype(np.int32)
    return np.pad(named, ((0, 0), (0, count - named.shape[1])), constant_values=-1)
