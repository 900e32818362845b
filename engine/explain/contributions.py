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

CELLS = 1 << 22  # weights, and contributions, at once: 16 MB each


def strongest(
    model: Additive, histories: Histories, kept: int, items: Ints, count: int = 3, monitor: Monitor | None = None
) -> Ints:
    """The history items that add most to the scores of listed items.

    Args:
        model: fitted; score(u, i) = Σ_j w_ji over the kept items j of u's history.
        histories: n users.
        kept: number of kept items.
        items: int32 [n, k], kept items by number, -1 where a list ends.
        count: how many to name.

    Returns:
        int32 [n, k, count], kept items j by number, by falling w_ji > 0, equal ones in the items' order; -1 where there
        are no more.

    Raises:
        Cancelled: at a block's end.
    """
    monitor = monitor or Monitor()
    past = histories.binary(kept)
    lengths = np.diff(past.indptr)
    places = np.flatnonzero((items >= 0) & (lengths > 0)[:, None])
    listed = items.ravel()[places]
    order = np.argsort(listed, kind="stable")
    places, listed = places[order], listed[order]
    different = distinct(listed.astype(np.int64))
    found = np.full((items.size, count), -1, np.int32)
    width = max(1, CELLS // max(kept, 1))
    for begin in range(0, len(different), width):
        monitor.checkpoint()
        monitor.progress(begin / len(different), "reasons")
        block = different[begin : begin + width]
        weights = _positive(model.weights_into(block))
        first, last = np.searchsorted(listed, (block[0], block[-1] + 1))
        for chunk in _chunks(lengths[places[first:last] // items.shape[1]], first):
            users = places[chunk] // items.shape[1]
            members = _padded(past.indices, past.indptr[users], lengths[users], kept)
            columns = np.searchsorted(block, listed[chunk])
            found[places[chunk]] = _largest(weights, columns, members, count)
    return found.reshape(*items.shape, count)


def _positive(weights: npt.NDArray[np.float32]) -> torch.Tensor:
    """float32 [m, kept + 1]: the weights into each item in a row, -inf where none is added and in the last column."""
    kept, m = weights.shape
    rows = np.full((m, kept + 1), -np.inf, np.float32)
    rows[:, :kept] = np.where(weights > 0, weights, -np.inf).T
    return torch.from_numpy(rows)


def _chunks(lengths: npt.NDArray[np.integer], first: int) -> list[npt.NDArray[np.int64]]:
    """Places from `first` on in parts of at most `CELLS` padded cells, by falling length so that pads are few."""
    order = np.argsort(-lengths, kind="stable")
    chunks, begin = [], 0
    while begin < len(order):
        end = begin + max(1, CELLS // int(lengths[order[begin]]))
        chunks.append(first + order[begin:end])
        begin = end
    return chunks


def _padded(indices: Ints, begins: Ints, lengths: Ints, pad: int) -> npt.NDArray[np.int64]:
    """int64 [rows, longest]: the items of each row, `pad` behind them."""
    steps = np.arange(int(lengths.max()))
    inside = steps < lengths[:, None]
    return np.where(inside, indices[np.minimum(begins[:, None] + steps, len(indices) - 1)], pad)


def _largest(weights: torch.Tensor, rows: npt.NDArray[np.int64], members: npt.NDArray[np.int64], count: int) -> Ints:
    """int32 [pairs, count]: the members with the largest weights into each row's item, -1 behind the last."""
    flat = torch.from_numpy(rows[:, None] * weights.shape[1] + members)
    added = weights.view(-1)[flat]
    _, best = top_k(added, min(count, members.shape[1]))
    named = np.take_along_axis(members, best.clamp(min=0).numpy(), axis=1).astype(np.int32)
    named[best.numpy() < 0] = -1
    return np.pad(named, ((0, 0), (0, count - named.shape[1])), constant_values=-1)
