"""Hit marks: ranked lists met with the relevant items. All that accuracy metrics read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.files import whole_file
from engine.protocol.keys import contains
from engine.protocol.scopes import Targets

if TYPE_CHECKING:
    from engine.protocol.ranking import TopK  # imports torch, which stored hits do without

__all__ = ["Hits", "Ties", "hits", "marks"]

Bools = npt.NDArray[np.bool_]

TIES = ("same", "outside", "outside_relevant")


@dataclass(frozen=True)
class Ties:
    """Where the order of a list was left to the item ids, because scores are equal.

    Attributes:
        same: bool[n, k], whether a place bears the score of the place before it.
        outside: int32[n], candidates beyond the list that bear the score of its last place.
        outside_relevant: int32[n], relevant items among them.
    """

    same: Bools
    outside: npt.NDArray[np.int32]
    outside_relevant: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Hits:
    """The evaluated users of one scope: those with at least one relevant item.

    Attributes:
        users: int32[n], rows of the question's histories.
        hit: bool[n, k], whether the item at rank j + 1 is relevant.
        relevant: int32[n], numbers of relevant items, each at least 1.
        length: int32[n], items in the list; less than k only where the candidates end.
        ties: of the same users; None where they were not counted while ranking.
    """

    users: npt.NDArray[np.int32]
    hit: npt.NDArray[np.bool_]
    relevant: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]
    ties: Ties | None = None

    @cached_property
    def found(self) -> npt.NDArray[np.float64]:
        """float64[n, k], |relevant ∩ top K| in column K - 1."""
        return np.cumsum(self.hit, axis=1, dtype=np.float64)

    def save(self, file: Path) -> None:
        """Writes a .npz whole or not at all."""
        arrays = {"users": self.users, "hit": self.hit, "relevant": self.relevant, "length": self.length}
        if self.ties is not None:
            arrays |= {name: getattr(self.ties, name) for name in TIES}
        with whole_file(file) as part, part.open("wb") as stream:
            np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]

    @classmethod
    def open(cls, file: Path) -> Hits:
        with np.load(file) as arrays:
            ties = Ties(*(arrays[name] for name in TIES)) if TIES[0] in arrays.files else None
            return cls(arrays["users"], arrays["hit"], arrays["relevant"], arrays["length"], ties)

    def of(self, rows: slice | npt.NDArray[np.integer]) -> Hits:
        """The hits of some users."""
        ties = None if self.ties is None else Ties(*(getattr(self.ties, name)[rows] for name in TIES))
        return Hits(self.users[rows], self.hit[rows], self.relevant[rows], self.length[rows], ties)


def marks(lists: TopK, targets: Targets) -> npt.NDArray[np.bool_]:
    """bool[n, k]: which places of the lists hold a relevant item, for every listed user."""
    width = np.int64(max(int(lists.items.max(initial=0)), int(targets.items.max(initial=0))) + 2)
    rows = np.repeat(np.arange(len(targets.counts)), targets.counts)
    keys = rows * width + targets.items
    asked = lists.users[:, None] * width + lists.items
    return contains(keys, asked) & (lists.items >= 0)


def hits(lists: TopK, targets: Targets) -> Hits:
    """Meets lists with the relevant items and keeps the evaluated users.

    Args:
        lists: of any users of the question.
        targets: of the same question and scope.
    """
    relevant = targets.counts[lists.users]
    evaluated = relevant > 0
    listed = replace(
        lists,
        users=lists.users[evaluated],
        items=lists.items[evaluated],
        scores=lists.scores[evaluated],
        probabilities=None,
    )
    length = (listed.items >= 0).sum(axis=1).astype(np.int32)
    ties = _ties(listed, evaluated)
    return Hits(listed.users, marks(listed, targets), relevant[evaluated].astype(np.int32), length, ties)


def _ties(lists: TopK, rows: Bools) -> Ties | None:
    if lists.outside is None or lists.outside_relevant is None:
        return None
    same = np.zeros(lists.items.shape, bool)
    same[:, 1:] = (lists.scores[:, 1:] == lists.scores[:, :-1]) & (lists.items[:, 1:] >= 0)
    return Ties(same, lists.outside[rows], lists.outside_relevant[rows])
