"""Top lists in a fixed order: score descending, then item id ascending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch

from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import Scope
from engine.protocol.scopes import all_candidates

if TYPE_CHECKING:
    from engine.protocol.recommender import Recommender
    from engine.protocol.training import Question

__all__ = ["BLOCK", "TopK", "rank", "top_k"]

BLOCK = 128  # users; a [128, 41,000] block stays in cache: half the time of blocks of 1,024


@dataclass(frozen=True)
class TopK:
    """The first k of every user's full ranking in one scope.

    Attributes:
        users: int32[n], rows of the question's histories.
        items: int32[n, k], kept items by number, -1 where the candidates end.
        scores: float32[n, k], -inf there.
        probabilities: float32[n, k], NaN where the model gives none; None where it never does.
    """

    users: npt.NDArray[np.int32]
    items: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]
    probabilities: npt.NDArray[np.float32] | None


def rank(
    model: Recommender, question: Question, scopes: Iterable[Scope], k: int, catalogue: Catalogue, monitor: Monitor
) -> dict[Scope, TopK]:
    """Ranks all kept items for every user of a question, in blocks of users.

    Args:
        model: fitted on the question's training.
        scopes: the candidates that compete, one list for each.
        k: depth of the lists.

    Returns:
        a TopK of all users for every scope.

    Raises:
        Cancelled: at a block's end.
    """
    wanted = tuple(scopes)
    n, depth = len(question.histories), min(k, catalogue.kept)
    blocks: dict[Scope, list[tuple[torch.Tensor, ...]]] = {scope: [] for scope in wanted}
    for begin in range(0, n, BLOCK):
        monitor.checkpoint()
        monitor.progress(begin / n, "ranking")
        histories = question.histories.block(begin, begin + BLOCK)
        masks = all_candidates(histories, wanted, catalogue)
        shared = None
        if model.scope_free:
            everything = torch.ones((len(histories), catalogue.kept), dtype=torch.bool)
            shared = model.score(histories, everything)
        for scope in wanted:
            scores = (
                model.score(histories, masks[scope])
                if shared is None
                else shared.masked_fill(~masks[scope], -torch.inf)
            )
            chances = model.probability(histories, scores)
            best, items = top_k(scores, depth)
            listed = (best, items) if chances is None else (best, items, chances.gather(1, items.clamp(min=0)))
            blocks[scope].append(listed)
    users = np.arange(n, dtype=np.int32)
    return {scope: _stacked(users, blocks[scope], k) for scope in wanted}


def _stacked(users: npt.NDArray[np.int32], blocks: list[tuple[torch.Tensor, ...]], k: int) -> TopK:
    columns = [torch.cat(parts).numpy() for parts in zip(*blocks, strict=True)]
    short = k - columns[0].shape[1]
    scores = np.pad(columns[0], ((0, 0), (0, short)), constant_values=-np.inf)
    items = np.pad(columns[1].astype(np.int32), ((0, 0), (0, short)), constant_values=-1)
    chances = None
    if len(columns) == 3:
        chances = np.pad(columns[2], ((0, 0), (0, short)), constant_values=np.nan)
        chances[items < 0] = np.nan
    return TopK(users, items, scores, chances)


def top_k(scores: torch.Tensor, k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The k best of every row, equal scores in the order of their columns.

    `torch.topk` leaves ties unspecified. Inside the list they are sorted; where the tie at the end of the list
    does not fit, the row is ranked again by a key of score and column.

    Args:
        scores: float32 [b, items]; -inf is no candidate.
        k: at most the number of items.

    Returns:
        float32 [b, k] scores and int64 [b, k] columns, -1 where the candidates end.
    """
    best, items = torch.topk(scores, k, dim=1, sorted=True)
    last = best[:, -1:]
    crowded = ((scores >= last).sum(dim=1) > k) & (last[:, 0] > -torch.inf)
    if crowded.any():
        rows = crowded.nonzero()[:, 0]
        items[rows] = _by_key(scores[rows], k)
        best[rows] = scores[rows].gather(1, items[rows])
    items, place = items.sort(dim=1)
    best = best.gather(1, place)
    best, place = best.sort(dim=1, descending=True, stable=True)
    items = items.gather(1, place)
    return best, items.masked_fill(best == -torch.inf, -1)


def _by_key(scores: torch.Tensor, k: int) -> torch.Tensor:
    """int64 [b, k] columns with the largest (score, -column)."""
    bits = (scores + 0.0).view(torch.int32)  # + 0.0 makes -0 equal 0
    ordered = torch.where(bits >= 0, bits, bits ^ 0x7FFFFFFF).to(torch.int64)
    width = scores.shape[1]
    key = ordered * width - torch.arange(width)
    return torch.topk(key, k, dim=1).indices
