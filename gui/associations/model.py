"""The tables beside the maps: pairs in which model and data disagree, and the items behind one pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.session.messages.associations import Disagreement, ItemPair
from gui import words
from gui.models import Cell, CellModel

__all__ = ["ApartModel", "ItemsModel", "times"]


def times(value: float, decimals: int = 2) -> str:
    """A ratio: 1.95×; nothing where there is none, and no × where it is negative: nothing is minus once as likely."""
    if np.isnan(value):
        return ""
    return words.metric(value, decimals) + ("×" if value >= 0 else "")


class ApartModel(CellModel):
    """Pairs, the plainest disagreement first."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Sequence[Disagreement] = ()
        self._names: Sequence[str] = ()

    def show(self, pairs: Sequence[Disagreement], names: Sequence[str]) -> None:
        """Other pairs over these categories."""
        self.pairs, self._names = pairs, names
        self.reset_rows(np.arange(len(pairs), dtype=np.intp))

    def titles(self) -> list[str]:
        return [self.tr("Pair"), self.tr("Weight"), self.tr("Lift"), self.tr("Shoppers")]

    def right_aligned(self, column: int) -> bool:
        return column > 0

    def cell(self, position: int, column: int) -> Cell:
        pair = self.pairs[position]
        if column == 0:
            text = f"{self._names[pair.row]} → {self._names[pair.column]}"
            return Cell(text, small=True, tip=text)
        if column == 1:
            return Cell(self.tr("weight {0}").format(times(pair.weight)), right=True, tone="muted")
        if column == 2:
            return Cell(self.tr("lift {0}").format(times(pair.lift)), right=True, tone="muted")
        return Cell(self.tr("%Ln shoppers", "", pair.users), right=True, tone="muted")


class ItemsModel(CellModel):
    """What shoppers began with: an item of the row over an item of the column, and how many did."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[ItemPair] = ()

    def show(self, pairs: Sequence[ItemPair]) -> None:
        self._pairs = pairs
        self.reset_rows(np.arange(len(pairs), dtype=np.intp))

    def titles(self) -> list[str]:
        return [self.tr("Item pairs"), self.tr("Shoppers")]

    def right_aligned(self, column: int) -> bool:
        return column == 1

    def cell(self, position: int, column: int) -> Cell:
        pair = self._pairs[position]
        if column == 0:
            first, second = words.softened(pair.row), f"→ {words.softened(pair.column)}"
            return Cell(first, second=second, tip=f"{pair.row} → {pair.column}")
        return Cell(words.count(pair.users), right=True)
