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

__all__ = ["Hits", "hits", "marks"]


@dataclass(frozen=True)
class Hits:
    """The evaluated users of one scope: those with at least one relevant item.

    Attributes:
        users: int32[n], rows of the question's histories.
        hit: bool[n, k], whether the item at rank j + 1 is relevant.
        relevant: int32[n], numbers of relevant items, each at least 1.
        length: int32[n], items in the list; less than k only where the candidates end.
    """

    users: npt.NDArray[np.int32]
    hit: npt.NDArray[np.bool_]
    relevant: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]

    @cached_property
    def found(self) -> npt.NDArray[np.float64]:
        """float64[n, k], |relevant ∩ top K| in column K - 1."""
        return np.cumsum(self.hit, axis=1, dtype=np.float64)

    def save(self, file: Path) -> None:
        """Writes a .npz whole or not at all."""
        with whole_file(file) as part, part.open("wb") as stream:
            np.savez_compressed(stream, users=self.users, hit=self.hit, relevant=self.relevant, length=self.length)

    @classmethod
    def open(cls, file: Path) -> Hits:
        with np.load(file) as arrays:
            return cls(arrays["users"], arrays["hit"], arrays["relevant"], arrays["length"])


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
    return Hits(listed.users, marks(listed, targets), relevant[evaluated].astype(np.int32), length)
