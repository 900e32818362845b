"""Top lists in a fixed order: score descending, then item id ascending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import Scope
from engine.protocol.histories import Histories
from engine.protocol.scopes import NEED_CATEGORIES, LabelBars, all_candidates, listed_matrix

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from engine.protocol.recommender import Recommender
    from engine.protocol.training import Question

__all__ = ["BLOCK", "TopK", "rank", "top_k"]

Right = dict[Scope, tuple[torch.Tensor, torch.Tensor]]  # int64 [pairs] rows of a block, and their relevant items
Block = tuple[torch.Tensor, ...]  # as `Listed`, then relevant items outside and, where there are any, probabilities

BLOCK = 128  # users; a [128, 41,000] block stays in cache: half the time of blocks of 1,024


@dataclass(frozen=True)
class TopK:
    """The first k of every user's full ranking in one scope.

    Attributes:
        users: int32[n], rows of the question's histories.
        items: int32[n, k], kept items by number, -1 where the candidates end.
        scores: float32[n, k], -inf there.
        probabilities: float32[n, k], NaN where the model gives none; None where it never does.
        outside: int32[n], candidates beyond the list whose score equals that of its last place; None where nobody
            counted.
        outside_relevant: int32[n], relevant items among them.
    """

    users: npt.NDArray[np.int32]
    items: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]
    probabilities: npt.NDArray[np.float32] | None
    outside: npt.NDArray[np.int32] | None = None
    outside_relevant: npt.NDArray[np.int32] | None = None


class Listed(NamedTuple):
    """The best of b rows: float32 [b, k] scores, int64 [b, k] items, int64 [b] ties of the last beyond the list."""

    scores: torch.Tensor
    items: torch.Tensor
    outside: torch.Tensor


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
        question.seen.binary(catalogue.kept)  # made once, and handed to the blocks
    ranked = (
        _OnePass(model, wanted, depth, catalogue) if model.scope_free else _PassEach(model, wanted, depth, catalogue)
    )
    relevant = _Relevant(question, wanted)
    blocks: dict[Scope, list[Block]] = {scope: [] for scope in wanted}
    for begin in range(0, n, BLOCK):
        monitor.checkpoint()
        monitor.progress(begin / n, "ranking")
        right = relevant.block(begin, min(begin + BLOCK, n))
        read = question.histories.block(begin, begin + BLOCK)
        seen = read if question.counted is None else question.counted.block(begin, begin + BLOCK)
        for scope, block in ranked(read, seen, right).items():
            blocks[scope].append(block)
    users = np.arange(n, dtype=np.int32)
    return {scope: _stacked(users, blocks[scope], k) for scope in wanted}


class _Relevant:
    """The relevant items of a question, a block at a time; of scopes that it does not hold none are known."""

    def __init__(self, question: Question, scopes: tuple[Scope, ...]) -> None:
        held = {scope: question.targets[scope] for scope in scopes if scope in question.targets}
        self._bounds = {scope: right.indptr for scope, right in held.items()}
        self._rows = {
            scope: torch.from_numpy(np.repeat(np.arange(len(right.counts)), right.counts))
            for scope, right in held.items()
        }
        self._items = {scope: torch.from_numpy(right.items.astype(np.int64)) for scope, right in held.items()}

    def block(self, begin: int, end: int) -> Right:
        found: Right = {}
        for scope, bounds in self._bounds.items():
            part = slice(int(bounds[begin]), int(bounds[end]))
            found[scope] = self._rows[scope][part] - begin, self._items[scope][part]
        return found


class _PassEach:
    """Lists of a block by a model whose scores depend on the candidates."""

    def __init__(self, model: Recommender, scopes: tuple[Scope, ...], k: int, catalogue: Catalogue) -> None:
        self._model, self._scopes, self._k, self._catalogue = model, scopes, k, catalogue

    def __call__(self, histories: Histories, seen: Histories, right: Right) -> dict[Scope, Block]:
        found: dict[Scope, Block] = {}
        for scope, mask in all_candidates(seen, self._scopes, self._catalogue).items():
            scores = self._model.score(histories, mask)
            listed = _best(scores, self._k)
            counted = _outside_relevant(listed, right.get(scope), scores)
            found[scope] = _block(listed, counted, self._model.probability(histories, scores))
        return found


class _OnePass:
    """Lists of a block by a model whose scores serve all scopes: one score, and masks that cost less than a list."""

    def __init__(self, model: Recommender, scopes: tuple[Scope, ...], k: int, catalogue: Catalogue) -> None:
        self._model, self._scopes, self._k, self._catalogue = model, scopes, k, catalogue
        self._everything = torch.ones((BLOCK, catalogue.kept), dtype=torch.bool)
        self._merge = {"cross", "in", "all"} <= set(scopes)
        if any(scope in NEED_CATEGORIES for scope in scopes):
            self._bars = LabelBars(catalogue)
            unlabelled = np.flatnonzero((catalogue.labels[: catalogue.kept] < 0).all(axis=1))
            self._unlabelled = torch.from_numpy(unlabelled)
        self._more_to_come = not {"in", "all"}.isdisjoint(scopes)  # after `cross`
        if "cross" in scopes and self._more_to_come:
            self._room = torch.empty((BLOCK, catalogue.kept))  # one for all blocks: fresh memory costs a pass

    def __call__(self, histories: Histories, seen: Histories, right: Right) -> dict[Scope, Block]:
        b, kept = self._everything[: len(histories)].shape
        scores = self._model.score(histories, self._everything[:b])
        chances = self._model.probability(histories, scores)
        right_in_all = _scores_at(right["all"], scores) if self._merge and "all" in right else None
        lists: dict[Scope, Listed] = {}
        tied: dict[Scope, torch.Tensor] = {}

        def keep(scope: Scope, listed: Listed, scored: torch.Tensor | None) -> None:
            """A list, and what ties with its end, while the scores are as they were for it."""
            lists[scope], tied[scope] = listed, _outside_relevant(listed, right.get(scope), scored)

        if "any" in self._scopes:
            keep("any", _best(scores, self._k), scores)
        if "repeat" in self._scopes:
            keep("repeat", _top_of_few(scores, seen.binary(kept), self._k), scores)
        if "list" in self._scopes:
            keep("list", _top_of_few(scores, listed_matrix(seen, self._catalogue), self._k), scores)
        if "cross" in self._scopes:  # what was bought has a seen label and is barred with it
            barred = self._bars.add(scores, seen, "cross", self._room[:b] if self._more_to_come else scores)
            keep("cross", _best(barred, self._k), barred)
        if self._more_to_come:
            bought = np.flatnonzero(seen.items < kept)
            places = seen.rows[bought] * kept + seen.items[bought]
            scores.view(-1).index_fill_(0, torch.from_numpy(places), -torch.inf)
        if self._merge:
            unlabelled = _top_of_columns(scores, self._unlabelled, self._k)
        elif "all" in self._scopes:
            keep("all", _best(scores, self._k), scores)
        if "in" in self._scopes:
            keep("in", _best(self._bars.add(scores, seen, "in", scores), self._k), scores)
        if self._merge:  # they part all that was not bought
            keep("all", _merged((lists["cross"], lists["in"], unlabelled), self._k), right_in_all)
        return {scope: _block(lists[scope], tied[scope], chances) for scope in self._scopes}


def _scores_at(pairs: tuple[torch.Tensor, torch.Tensor], scores: torch.Tensor) -> torch.Tensor:
    rows, items = pairs
    return scores.take(rows * scores.shape[1] + items)


def _outside_relevant(
    listed: Listed, pairs: tuple[torch.Tensor, torch.Tensor] | None, scores: torch.Tensor | None
) -> torch.Tensor:
    """int64 [b]: relevant items among the ties beyond a list.

    Args:
        pairs: rows and relevant items.
        scores: float32 [b, items], or those of the pairs alone.
    """
    if pairs is None or scores is None or not listed.outside.any():
        return torch.zeros_like(listed.outside)
    rows, items = pairs
    own = scores if scores.dim() == 1 else _scores_at(pairs, scores)
    # ties stand in the order of items, so those outside come behind the last
    outside = (own == listed.scores[rows, -1]) & (items > listed.items[rows, -1])
    return rows[outside].bincount(minlength=len(listed.outside))


def _block(listed: Listed, relevant: torch.Tensor, chances: torch.Tensor | None) -> Block:
    block = (*listed, relevant)
    return block if chances is None else (*block, chances.gather(1, listed.items.clamp(min=0)))


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
    parts = tuple(lists)
    scores, items = torch.cat([part.scores for part in parts], 1), torch.cat([part.items for part in parts], 1)
    items, places = items.sort(dim=1)
    found = _top_of(scores.gather(1, places), items, k)
    for part in parts:  # what a part left outside ties with the whole's last place only if its own last place does
        found.outside.add_(part.outside * (part.scores[:, -1] == found.scores[:, -1]))
    return found


def _top_of(few: torch.Tensor, columns: torch.Tensor, k: int) -> Listed:
    """`top_k` of scores [b, n] of items [b, n], ascending where they may compete; n may be less than k."""
    if (short := k - few.shape[1]) > 0:
        few = torch.nn.functional.pad(few, (0, short), value=-torch.inf)
        columns = torch.nn.functional.pad(columns, (0, short))
    best, places, outside = _best(few, k)
    return Listed(best, columns.gather(1, places.clamp(min=0)).masked_fill_(places < 0, -1), outside)


def _stacked(users: npt.NDArray[np.int32], blocks: list[Block], k: int) -> TopK:
    columns = [torch.cat(parts).numpy() for parts in zip(*blocks, strict=True)]
    short = k - columns[0].shape[1]
    scores = np.pad(columns[0], ((0, 0), (0, short)), constant_values=-np.inf)
    items = np.pad(columns[1].astype(np.int32), ((0, 0), (0, short)), constant_values=-1)
    chances = None
    if len(columns) == 5:
        chances = np.pad(columns[4], ((0, 0), (0, short)), constant_values=np.nan)
        chances[items < 0] = np.nan
    return TopK(users, items, scores, chances, columns[2].astype(np.int32), columns[3].astype(np.int32))


def top_k(scores: torch.Tensor, k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The k best of every row, equal scores in the order of their columns.

    `torch.topk` leaves ties unspecified. One more than k is taken, which tells where a tie crosses the end of the list:
    there its first columns are looked up. Ties inside the list are sorted.

    Args:
        scores: float32 [b, items]; -inf is no candidate.
        k: at most the number of items.

    Returns:
        float32 [b, k] scores and int64 [b, k] columns, -1 where the candidates end.
    """
    return _best(scores, k)[:2]


def _best(scores: torch.Tensor, k: int) -> Listed:
    """`top_k`, and how many candidates beyond the list tie with its last place."""
    best, items = torch.topk(scores, min(k + 1, scores.shape[1]), dim=1)
    tied = (best[:, 1:] == best[:, :-1]) & (best[:, 1:] > -torch.inf)
    best, items = best[:, :k].contiguous(), items[:, :k].contiguous()
    outside = torch.zeros(len(best), dtype=torch.int64)
    if tied.shape[1] == k:
        crossing = tied[:, -1].nonzero()[:, 0]
        if len(crossing):
            found = _first_of_tie(scores[crossing], best[crossing], items[crossing])
            items[crossing], outside[crossing] = found
    rows = tied.any(dim=1).nonzero()[:, 0]
    if len(rows):
        ordered, place = items[rows].sort(dim=1)
        values, again = best[rows].gather(1, place).sort(dim=1, descending=True, stable=True)
        best[rows], items[rows] = values, ordered.gather(1, again)
    return Listed(best, items.masked_fill_(best == -torch.inf, -1), outside)


def _first_of_tie(scores: torch.Tensor, best: torch.Tensor, items: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Lists [b, k] whose items that tie with the last one are the first columns of the tie, and how many are left."""
    k = best.shape[1]
    last = best[:, -1:]
    width = scores.shape[1]
    rows, columns = np.divmod(np.flatnonzero((scores == last).numpy()), width)
    kept = (best > last).sum(dim=1)  # they stand first
    begins = torch.from_numpy(np.searchsorted(rows, np.arange(len(items))))
    place = torch.arange(k) - kept[:, None]
    ties = torch.from_numpy(columns)[(begins[:, None] + place.clamp(min=0))]
    outside = torch.from_numpy(np.bincount(rows, minlength=len(items))) - (k - kept)
    return torch.where(place < 0, items, ties), outside
