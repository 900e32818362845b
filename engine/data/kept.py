"""Which of a check's remembered rows, items and labels a choice of what is left out keeps, by the import's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.data.check_rows import OF_ITEMS, CheckRows, Labels
from engine.data.item_table import told
from engine.data.recipe import Recipe

__all__ = ["NEVER", "STAYS", "UNKNOWN", "Choice", "Kept"]

NEVER = np.iinfo(np.int64).max
UNKNOWN, STAYS = -2, -1  # fates of an item; else a place among the reasons

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Choice:
    """What a recipe says of what is left out, as far as remembered rows can follow it."""

    drop: Mapping[str, tuple[str, ...]]
    require: tuple[str, ...]
    level: str | None
    rated: bool

    @classmethod
    def of(cls, recipe: Recipe) -> Choice:
        """The choice that a recipe makes."""
        items = recipe.items
        drop = {name: tuple(map(told, values)) for name, values in items.drop.items()} if items else {}
        require = tuple(items.require) if items else ()
        level = recipe.level if items else None
        return cls(drop, require, level, recipe.interactions.min_rating is not None)


class Kept:
    """Which remembered rows, items and labels a choice keeps."""

    def __init__(self, rows: CheckRows, choice: Choice) -> None:
        self.rows, self.choice = rows, choice
        self.reasons: list[tuple[str, str]] = [
            *((OF_ITEMS[0], name) for name, values in choice.drop.items() if values),
            *((OF_ITEMS[1], name) for name in choice.require),
        ]

    @cached_property
    def of_catalogue(self) -> npt.NDArray[np.int64]:
        """int64[catalogue rows]: a place among the reasons, of the first that holds; `STAYS` where none does."""
        found = np.full(len(self.rows.item_rows), STAYS)
        for place, (code, name) in reversed(list(enumerate(self.reasons))):
            column = self.rows.choosable[name]
            if code == OF_ITEMS[0]:
                wanted = set(self.choice.drop[name])
                hits = np.array([bool(wanted.intersection(each)) for each in column.members], bool)
            else:
                hits = np.array([not each for each in column.members], bool)
            found[np.append(hits, code == OF_ITEMS[1])[column.codes]] = place  # code -1 is the last
        found[self.rows.item_rows < 0] = UNKNOWN  # without an id it is left out whatever the choice
        return found

    @cached_property
    def items(self) -> Bools:
        """bool[items] that stay in the catalogue, bought or not; without a catalogue, those of a row that stays."""
        if not self.rows.facts["has_items"]:
            return self.bought > 0
        found = np.zeros(self.rows.item_count, bool)
        found[self.rows.item_rows[self.of_catalogue == STAYS]] = True
        return found

    @cached_property
    def fates(self) -> Ints:
        """int64[items]: why an item is gone, by the first of its catalogue rows."""
        if not self.rows.facts["has_items"]:
            return np.full(self.rows.item_count, STAYS)
        found = np.full(self.rows.item_count, UNKNOWN)
        named = np.flatnonzero(self.rows.item_rows >= 0)[::-1]  # the first row is written last
        found[self.rows.item_rows[named]] = self.of_catalogue[named]
        found[self.items] = STAYS
        return found

    @cached_property
    def rated(self) -> Bools:
        """bool[rows] whose rating does not leave them out."""
        return self.rows.ratings == 0 if self.choice.rated else np.ones(len(self.rows.rows), bool)

    @cached_property
    def stay(self) -> Bools:
        """bool[rows] that an import would store."""
        return self.rated & (self.fates == STAYS)[self.rows.items]

    @cached_property
    def times(self) -> Ints:
        """int64[rows], `NEVER` of those that do not stay."""
        return np.where(self.stay, self.rows.times, NEVER)

    @cached_property
    def bought(self) -> Ints:
        """int64[items] rows that stay."""
        return np.bincount(self.rows.items[self.stay], minlength=self.rows.item_count)

    @cached_property
    def firsts(self) -> Ints:
        """int64[items]: the first row in the files that stays; `NEVER` without one."""
        found = np.full(self.rows.item_count, NEVER)
        np.minimum.at(found, self.rows.items[self.stay], self.rows.rows[self.stay])
        return found

    @cached_property
    def users(self) -> Bools:
        """bool[users] with a row that stays."""
        return np.bincount(self.rows.users[self.stay], minlength=self.rows.user_count) > 0

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last time of the rows that stay."""
        return int(self.times.min()), int(np.where(self.stay, self.rows.times, -NEVER).max())

    def pairs(self, labels: Labels) -> Bools:
        """bool[pairs] of item and label that a row of the catalogue which stays bears."""
        found = np.zeros(len(labels.pair_items), bool)
        found[labels.pairs[(self.of_catalogue == STAYS)[labels.rows]]] = True
        return found

    def labels(self, labels: Labels) -> int:
        """How many labels of a level stay."""
        return int(np.count_nonzero(np.bincount(labels.pair_codes[self.pairs(labels)])))
