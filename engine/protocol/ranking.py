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
from engine.protocol.histories import Histories
from engine.protocol.scopes import NEED_CATEGORIES, LabelBars, all_candidates

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from engine.protocol.recommender import Recommender
    from engine.protocol.training import Question

__all__ = ["BLOCK", "TopK", "rank", "top_k"]

Listed = tuple[torch.Tensor, torch.Tensor]  # scores and items
Block = tuple[torch.Tensor, ...]  # scores, items and, where the model gives them, probabilities

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
    if "repeat" in wanted:
        question.histories.binary(catalogue.kept)  # made once, and handed to the blocks
    ranked = (
        _OnePass(model, wanted, depth, catalogue) if model.scope_free else _PassEach(model, wanted, depth, catalogue)
    )
    blocks: dict[Scope, list[Block]] = {scope: [] for scope in wanted}
    for begin in range(0, n, BLOCK):
        monitor.checkpoint()
        monitor.progress(begin / n, "ranking")
        for scope, block in ranked(question.histories.block(begin, begin + BLOCK)).items():
            blocks[scope].append(block)
    users = np.arange(n, dtype=np.int32)
    return {scope: _stacked(users, blocks[scope], k) for scope in wanted}


class _PassEach:
    """Lists of a block by a model whose scores depend on the candidates."""

    def __init__(self, model: Recommender, scopes: tuple[Scope, ...], k: int, catalogue: Catalogue) -> None:
        self._model, self._scopes, self._k, self._catalogue = model, scopes, k, catalogue

    def __call__(self, histories: Histories) -> dict[Scope, Block]:
        found: dict[Scope, Block] = {}
        for scope, mask in all_candidates(histories, self._scopes, self._catalogue).items():
            scores = self._model.score(histories, mask)
            found[scope] = _with_chances(top_k(scores, self._k), self._model.probability(histories, scores))
        return found


class _OnePass:
    """Lists of a block by a model whose scores serve all scopes: one score, and masks that cost less than a list."""

    def __init__(self, model: Recommender, scopes: tuple[Scope, ...], k: int, catalogue: Catalogue) -> None:
        self._model, self._scopes, self._k = model, scopes, k
        self._everything = torch.ones((BLOCK, catalogue.kept), dtype=torch.bool)
        self._merge = {"cross", "in", "all"} <= set(scopes)
        if any(scope in NEED_CATEGORIES for scope in scopes):
            self._bars = LabelBars(catalogue)
            unlabelled = np.flatnonzero((catalogue.labels[: catalogue.kept] < 0).all(axis=1))
            self._unlabelled = torch.from_numpy(unlabelled)
        self._more_to_come = not {"in", "all"}.isdisjoint(scopes)  # after `cross`
        if "cross" in scopes and self._more_to_come:
            self._room = torch.empty((BLOCK, catalogue.kept))  # one for all blocks: fresh memory costs a pass

    def __call__(self, histories: Histories) -> dict[Scope, Block]:
        b, kept = self._everything[: len(histories)].shape
        scores = self._model.score(histories, self._everything[:b])
        chances = self._model.probability(histories, scores)
        lists: dict[Scope, Listed] = {}
        if "any" in self._scopes:
            lists["any"] = top_k(scores, self._k)
        if "repeat" in self._scopes:
            lists["repeat"] = _top_of_few(scores, histories.binary(kept), self._k)
        if "cross" in self._scopes:  # what was bought has a seen label and is barred with it
            barred = self._bars.add(scores, histories, "cross", self._room[:b] if self._more_to_come else scores)
            lists["cross"] = top_k(barred, self._k)
        if self._more_to_come:
            bought = np.flatnonzero(histories.items < kept)
            places = histories.rows[bought] * kept + histories.items[bought]
            scores.view(-1).index_fill_(0, torch.from_numpy(places), -torch.inf)
        if self._merge:
            unlabelled = _top_of_columns(scores, self._unlabelled, self._k)
        elif "all" in self._scopes:
            lists["all"] = top_k(scores, self._k)
        if "in" in self._scopes:
            lists["in"] = top_k(self._bars.add(scores, histories, "in", scores), self._k)
        if self._merge:  # they part all that was not bought
            lists["all"] = _merged((lists["cross"], lists["in"], unlabelled), self._k)
        return {scope: _with_chances(lists[scope], chances) for scope in self._scopes}


def _with_chances(listed: Listed, chances: torch.Tensor | None) -> Block:
    return listed if chances is None else (*listed, chances.gather(1, listed[1].clamp(min=0)))


def _top_of_few(scores: torch.Tensor, candidates: csr_matrix, k: int) -> Listed:
    """`top_k` where each row has few candidates: only theirs are read."""
    lengths = np.diff(candidates.indptr)
    outside = np.arange(lengths.max(initial=0)) >= lengths[:, None]
    columns = np.zeros(outside.shape, np.int64)
    columns[~outside] = candidates.indices  # ascending, so ties keep their order
    places = torch.from_numpy(columns)
    return _top_of(scores.gather(1, places).masked_fill_(torch.from_numpy(outside), -torch.inf), places, k)


def _top_of_columns(scores: torch.Tensor, columns: torch.Tensor, k: int) -> Listed:
    """`top_k` among some columns, int64 [n] ascending."""
    return _top_of(scores.index_select(1, columns), columns.expand(len(scores), -1), k)


def _merged(lists: Iterable[Listed], k: int) -> Listed:
    """The `top_k` of the union of candidates that share nothing, from the lists of each."""
    scores, items = (torch.cat(parts, dim=1) for parts in zip(*lists, strict=True))
    items, places = items.sort(dim=1)
    return _top_of(scores.gather(1, places), items, k)


def _top_of(few: torch.Tensor, columns: torch.Tensor, k: int) -> Listed:
    """`top_k` of scores [b, n] of items [b, n], ascending where they may compete; n may be less than k."""
    if (short := k - few.shape[1]) > 0:
        few = torch.nn.functional.pad(few, (0, short), value=-torch.inf)
        columns = torch.nn.functional.pad(columns, (0, short))
    best, places = top_k(few, k)
    return best, columns.gather(1, places.clamp(min=0)).masked_fill_(places < 0, -1)


def _stacked(users: npt.NDArray[np.int32], blocks: list[Block], k: int) -> TopK:
    columns = [torch.cat(parts).numpy() for parts in zip(*blocks, strict=True)]
    short = k - columns[0].shape[1]
    scores = np.pad(columns[0], ((0, 0), (0, short)), constant_values=-np.inf)
    items = np.pad(columns[1].astype(np.int32), ((0, 0), (0, short)), constant_values=-1)
    chances = None
    if len(columns) == 3:
        chances = np.pad(columns[2], ((0, 0), (0, short)), constant_values=np.nan)
        chances[items < 0] = np.nan
    return TopK(users, items, scores, chances)


def top_k(scores: torch.Tensor, k: int) -> Listed:
    """The k best of every row, equal scores in the order of their columns.

    `torch.topk` leaves ties unspecified. One more than k is taken, which tells where a tie crosses the end of the list:
    there its first columns are looked up. Ties inside the list are sorted.

    Args:
        scores: float32 [b, items]; -inf is no candidate.
        k: at most the number of items.

    Returns:
        float32 [b, k] scores and int64 [b, k] columns, -1 where the candidates end.
    """
    best, items = torch.topk(scores, min(k + 1, scores.shape[1]), dim=1)
    tied = (best[:, 1:] == best[:, :-1]) & (best[:, 1:] > -torch.inf)
    best, items = best[:, :k].contiguous(), items[:, :k].contiguous()
    if tied.shape[1] == k:
        crossing = tied[:, -1].nonzero()[:, 0]
        if len(crossing):
            items[crossing] = _first_of_tie(scores[crossing], best[crossing], items[crossing])
    rows = tied.any(dim=1).nonzero()[:, 0]
    if len(rows):
        ordered, place = items[rows].sort(dim=1)
        values, again = best[rows].gather(1, place).sort(dim=1, descending=True, stable=True)
        best[rows], items[rows] = values, ordered.gather(1, again)
    return best, items.masked_fill_(best == -torch.inf, -1)


def _first_of_tie(scores: torch.Tensor, best: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
    """The items of lists [b, k] with those that tie with the last one replaced by the first columns of the tie."""
    k = best.shape[1]
    last = best[:, -1:]
    width = scores.shape[1]
    rows, columns = np.divmod(np.flatnonzero((scores == last).numpy()), width)
    kept = (best > last).sum(dim=1)  # they stand first
    begins = torch.from_numpy(np.searchsorted(rows, np.arange(len(items))))
    place = torch.arange(k) - kept[:, None]
    ties = torch.from_numpy(columns)[(begins[:, None] + place.clamp(min=0))]
    return torch.where(place < 0, items, ties)
