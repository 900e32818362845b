"""Scopes: which items compete for a user, and which held-out items count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY
from engine.errors import UserError
from engine.protocol.catalogue import Catalogue, Listed
from engine.protocol.config import Scope
from engine.protocol.histories import Histories, ones
from engine.protocol.keys import contains, distinct

if TYPE_CHECKING:
    import torch
    from scipy.sparse import csr_matrix

__all__ = [
    "Asked",
    "LabelBars",
    "Right",
    "Targets",
    "all_candidates",
    "candidates",
    "check_scopes",
    "listed_matrix",
    "scopes_of",
    "targets",
]

NEED_CATEGORIES = ("cross", "in")
STRIP = 32  # users; a [32, 41,000] term stays in cache


@dataclass(frozen=True)
class Targets:
    """The relevant items of every user of a question in one scope, as CSR; empty rows are not evaluated.

    Attributes:
        indptr: int64[b + 1], aligned with `Question.histories`.
        items: int32[pairs], distinct kept items, ascending inside a user.
    """

    indptr: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """int64[b], relevant items of each user."""
        return np.diff(self.indptr)

    def pairs(self, rows: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Place in `rows` and item of every relevant pair of some users, in their order."""
        begins = self.indptr[rows]
        counts = self.indptr[rows + 1] - begins
        places = np.repeat(np.arange(len(rows)), counts)
        behind = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self.items[begins[places] + behind]


def check_scopes(scopes: Iterable[Scope], level: str | None) -> None:
    """Refuses scopes that need categories where there are none.

    Raises:
        UserError: `cross` or `in` without a level.
    """
    needy = [scope for scope in scopes if scope in NEED_CATEGORIES]
    if needy and level is None:
        raise UserError("level-missing", scopes=needy)


def candidates(histories: Histories, scope: Scope, catalogue: Catalogue) -> torch.BoolTensor:
    """The kept items that a scope lets compete: `all_candidates` of one scope."""
    return all_candidates(histories, (scope,), catalogue)[scope]


def all_candidates(
    histories: Histories, scopes: Iterable[Scope], catalogue: Catalogue
) -> dict[Scope, torch.BoolTensor]:
    """The candidates of several scopes at once.

    repeat = bought; in = not bought, a label seen; cross = not bought, has labels, all unseen;
    all = not bought; any = every kept item; list = what a file lists for the user.

    Args:
        histories: b users, what counts as bought and seen; their left-out items count as seen categories too.
        scopes: the scopes wanted.
        catalogue: of the same split.

    Returns:
        bool [b, kept] for every scope.
    """
    import torch

    kept, wanted = catalogue.kept, tuple(scopes)
    inside = histories.items < kept
    bought = torch.zeros((len(histories), kept), dtype=torch.bool)
    bought[torch.from_numpy(histories.rows[inside]), torch.from_numpy(histories.items[inside]).long()] = True
    found: dict[Scope, torch.Tensor] = {}
    if any(scope in NEED_CATEGORIES for scope in wanted):
        seen_label = _seen_label(histories, catalogue)
        labelled = torch.from_numpy((catalogue.labels[:kept] >= 0).any(axis=1))
        found["in"] = seen_label & ~bought
        found["cross"] = ~(seen_label | bought) & labelled
    found["repeat"] = bought
    found["all"] = ~bought
    if "any" in wanted:
        found["any"] = torch.ones_like(bought)
    if "list" in wanted:
        found["list"] = torch.from_numpy(listed_matrix(histories, catalogue).toarray() > 0)
    return {scope: found[scope] for scope in wanted}  # type: ignore[misc]


def listed_matrix(histories: Histories, catalogue: Catalogue) -> csr_matrix:
    """float32 CSR [b, kept] of ones at the kept items that a file lists for a user; indices sorted."""
    rows, items = _listed(catalogue).pairs(histories.users)
    kept = items < catalogue.kept
    return ones(rows[kept], items[kept], (len(histories), catalogue.kept))


def _listed(catalogue: Catalogue) -> Listed:
    if catalogue.listed is None:
        raise UserError("candidates-missing")
    return catalogue.listed


def _seen_label(histories: Histories, catalogue: Catalogue) -> torch.Tensor:
    """bool [b, kept]: whether any label of the item was seen."""
    import torch

    seen = np.zeros((len(histories), len(catalogue.categories) + 1), bool)  # the last column takes pads
    for labels in catalogue.labels.T:
        seen[histories.rows, labels[histories.items]] = True
    seen[:, -1] = False
    any_seen = np.zeros((len(histories), catalogue.kept), bool)
    for labels in catalogue.labels[: catalogue.kept].T:
        any_seen |= np.take(seen, labels, axis=1)  # a quarter of the time of torch's index_select on bool
    return torch.from_numpy(any_seen)


class LabelBars:
    """The scopes `in` and `cross` as terms to add to scores: 0 where an item may compete, -inf elsewhere.

    Adding takes a quarter of the time of masking, and half of that where a term never leaves the cache. Items bought
    before are not barred from `in`.

    Args:
        catalogue: with at least one column of labels.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        import torch

        self._labels = [np.ascontiguousarray(column) for column in catalogue.labels.T]
        pad, unlabelled = len(catalogue.categories), len(catalogue.categories) + 1
        kept = catalogue.labels[: catalogue.kept].astype(np.int64)
        kept[kept < 0] = pad
        kept[(kept == pad).all(axis=1), 0] = unlabelled
        self._columns = [torch.from_numpy(np.ascontiguousarray(column)).expand(STRIP, -1) for column in kept.T]
        self._strip = torch.empty((STRIP, catalogue.kept))
        self._width = unlabelled + 1

    def add(self, scores: torch.Tensor, histories: Histories, scope: Scope, out: torch.Tensor) -> torch.Tensor:
        """Writes scores and the term of a scope into `out`, which may be the scores; float32 [b, kept]; returns it."""
        import torch

        by_label = self._by_label(histories, scope)
        meet = torch.minimum if scope == "cross" else torch.maximum
        first, *more = self._columns
        for begin in range(0, len(scores), STRIP):
            rows = slice(begin, begin + STRIP)
            bars = by_label[rows]
            term = self._strip[: len(bars)]
            torch.gather(bars, 1, first[: len(bars)], out=term)
            for column in more:
                meet(term, bars.gather(1, column[: len(bars)]), out=term)
            torch.add(scores[rows], term, out=out[rows])
        return out

    def _by_label(self, histories: Histories, scope: Scope) -> torch.Tensor:
        """float32 [b, labels + 2]: the term of each label, of a missing one, and of an item without labels."""
        import torch

        unseen, seen = (0.0, -np.inf) if scope == "cross" else (-np.inf, 0.0)
        bars = np.full((len(histories), self._width), unseen, np.float32)
        for labels in self._labels:
            # a label that is missing, -1, lands in some row's last column, which is set below
            bars.reshape(-1)[histories.rows * self._width + labels.take(histories.items)] = seen
        bars[:, -2:] = unseen, -np.inf  # pads decide nothing; items without a label are in neither scope
        return torch.from_numpy(bars)


@dataclass(frozen=True)
class Asked:
    """Held-out interactions in (user, time) order.

    Attributes:
        users: int64[rows], row of the histories.
        items: int32[rows], kept or not.
        times: int64[rows], microseconds.
    """

    users: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]
    times: npt.NDArray[np.int64]

    def where(self, mask: npt.NDArray[np.bool_]) -> Asked:
        """The rows that a bool[rows] mask selects."""
        return Asked(self.users[mask], self.items[mask], self.times[mask])


@dataclass(frozen=True)
class Right:
    """The distinct relevant pairs of each scope, those that the item filter hides, and what else was left out."""

    right: dict[Scope, Targets]
    hidden: dict[Scope, Targets]
    removed: dict[str, int]


def targets(seen: Histories, asked: Asked, scopes: Iterable[Scope], catalogue: Catalogue, entry: bool) -> Right:
    """Sorts the held-out interactions into scopes.

    Args:
        seen: what counts as bought and seen of b users, all items.
        asked: the held-out interactions that are right answers.
        scopes: the scopes wanted.
        catalogue: of the same split.
        entry: `cross` holds only items bought on the day on which the user enters their categories.
    """
    width = np.int64(len(catalogue) + 1)
    rows, columns = np.divmod(distinct(asked.users * width + asked.items), width)
    masks = scopes_of(seen, rows, columns, catalogue)
    kept = columns < catalogue.kept
    removed = {}
    if entry and "cross" in masks:
        entering = masks["cross"].copy()
        for inside in (kept, ~kept):  # with kept items alone a category is entered by them
            among = asked.where(asked.items < catalogue.kept) if inside is kept else asked
            entering[inside] &= _on_day_of_entry(rows[inside], columns[inside], among, catalogue)
        removed["pairs-after-entry"] = int((masks["cross"] & ~entering & kept).sum())
        masks["cross"] = entering
    right, hidden = (
        {scope: _compressed(rows, columns, masks[scope] & side, len(seen)) for scope in scopes}
        for side in (kept, ~kept)
    )
    return Right(right, hidden, removed)


def _on_day_of_entry(
    rows: npt.NDArray[np.int64], items: npt.NDArray[np.int64], asked: Asked, catalogue: Catalogue
) -> npt.NDArray[np.bool_]:
    """For pairs of `asked`: whether the item is bought on the first day of each of its labels."""
    days = asked.times // DAY
    width = np.int64(len(catalogue) + 1)
    pairs, row = np.unique(asked.users * width + asked.items, return_index=True)  # rows are in time order
    first = row[np.searchsorted(pairs, rows * width + items)]
    labels = catalogue.labels[asked.items]
    keys = asked.users[:, None] * np.int64(len(catalogue.categories) + 1) + labels
    entered, row = np.unique(keys[labels >= 0], return_index=True)
    entry = np.broadcast_to(days[:, None], labels.shape)[labels >= 0][row]
    own = catalogue.labels[items]
    place = np.searchsorted(entered, rows[:, None] * np.int64(len(catalogue.categories) + 1) + own)
    entry_of = np.append(entry, 0)[np.minimum(place, len(entry))]
    return np.all((own < 0) | (days[first][:, None] <= entry_of), axis=1)


def scopes_of(
    past: Histories, rows: npt.NDArray[np.int64], items: npt.NDArray[np.integer], catalogue: Catalogue
) -> dict[str, npt.NDArray[np.bool_]]:
    """In which scopes pairs of a user and an item lie.

    Args:
        past: what counts as bought and seen of b users, all items.
        rows: int64[pairs], row of `past`.
        items: int[pairs], kept or not.
        catalogue: of the same split.

    Returns:
        bool[pairs] for `repeat`, `all` and `any` and, where there are categories, `in` and `cross`; for `list` where a
        file lists candidates.
    """
    width = np.int64(len(catalogue) + 1)
    bought = contains(distinct(past.rows * width + past.items), rows * width + items)
    found: dict[str, npt.NDArray[np.bool_]] = {"repeat": bought, "all": ~bought, "any": np.ones(len(rows), bool)}
    if catalogue.labels.shape[1]:
        labelled, seen = _labels_seen(past, rows, catalogue.labels[items], catalogue)
        found["in"] = ~bought & seen
        found["cross"] = ~bought & labelled & ~seen
    if catalogue.listed is not None:
        users, listed = catalogue.listed.pairs(past.users)
        found["list"] = contains(users * width + listed, rows * width + items)
    return found


def _labels_seen(
    past: Histories, rows: npt.NDArray[np.int64], labels: npt.NDArray[np.int32], catalogue: Catalogue
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """For every pair: whether its item has a label, and whether one of them is in the user's past."""
    width = np.int64(len(catalogue.categories) + 1)
    past_labels = catalogue.labels[past.items]
    keys = past.rows[:, None] * width + past_labels
    seen_keys = distinct(keys[past_labels >= 0])
    seen = contains(seen_keys, rows[:, None] * width + labels) & (labels >= 0)
    return np.any(labels >= 0, axis=1), np.any(seen, axis=1)


def _compressed(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], mask: npt.NDArray[np.bool_], users: int
) -> Targets:
    indptr = np.searchsorted(rows[mask], np.arange(users + 1))
    return Targets(indptr.astype(np.int64), columns[mask].astype(np.int32))
