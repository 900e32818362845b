"""Tables of counts: what the files hold and what is kept, and the levels with whom each would evaluate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal

from engine.session.messages.checking import LevelSight
from gui import words
from gui.data import sentences
from gui.models import Cell, CellModel
from gui.style import look
from gui.widgets.table import Table

__all__ = ["CountsModel", "LevelsModel", "LevelsTable"]

Count = tuple[str, int, int]


class CountsModel(CellModel):
    """What, in the files, kept; a count that has changed stands in the accent until it is unmarked."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: tuple[Count, ...] = ()
        self._changed: frozenset[str] = frozenset()

    def show_counts(self, counts: Sequence[Count], before: Sequence[Count]) -> None:
        held = {what: kept for what, _, kept in before}
        self.counts = tuple(counts)
        self._changed = frozenset(what for what, _, kept in counts if held.get(what, kept) != kept)
        self.reset_rows(np.arange(len(counts), dtype=np.intp))

    def unmark(self) -> None:
        """What has changed is known by now."""
        self._changed = frozenset()
        self.repaint_rows()

    def changed(self) -> frozenset[str]:
        """What is marked as changed."""
        return self._changed

    def titles(self) -> list[str]:
        return ["", self.tr("In the files"), self.tr("Kept")]

    def right_aligned(self, column: int) -> bool:
        return column > 0

    def cell(self, position: int, column: int) -> Cell:
        what, found, kept = self.counts[position]
        match column:
            case 0:
                return Cell(sentences.counted(what), tone="muted")
            case 1:
                tip = "" if found >= 0 else self.tr("This cannot be told before rows are left out")
                return Cell(words.count(found) if found >= 0 else "", tone="muted", right=True, tip=tip)
            case _:
                tone = "accent" if what in self._changed else "text"
                return Cell(words.count(kept) if kept >= 0 else "", tone=tone, semibold=True, right=True)


class LevelsModel(CellModel):
    """One row a level: labels, and the shoppers whom the cross question evaluates."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: tuple[LevelSight, ...] = ()
        self.current: str | None = None
        self._shoppers = 0

    def show_levels(self, levels: Sequence[LevelSight], current: str | None, shoppers: int) -> None:
        self.levels, self.current, self._shoppers = tuple(levels), current, shoppers
        self.reset_rows(np.arange(len(levels), dtype=np.intp))

    def titles(self) -> list[str]:
        return [self.tr("Level"), self.tr("Labels"), self.tr("Evaluated")]

    def right_aligned(self, column: int) -> bool:
        return column > 0

    def header_tip(self, column: int) -> str:
        return self.tr("Shoppers who later buy from a category that is new to them at this level") if column > 1 else ""

    def cell(self, position: int, column: int) -> Cell:
        level = self.levels[position]
        chosen = level.name == self.current
        match column:
            case 0:
                spoken = self.tr("{0}, the level that a study takes").format(level.name) if chosen else level.name
                return Cell(level.name, semibold=chosen, spoken=spoken, tip=level.name)
            case 1:
                return Cell(words.count(level.labels), right=True)
            case _:
                share = level.evaluated / self._shoppers if self._shoppers else 0.0
                token = "accent" if chosen else "strong"
                text = words.count(level.evaluated)
                return Cell(text, right=True, semibold=chosen, bar=share, bar_token=token, bar_width=56)


class LevelsTable(Table):
    """Enter or a click takes a level."""

    level_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(row_height=30)
        self.levels = LevelsModel()
        self.setModel(self.levels)
        self.set_widths([None, 64, 148])
        self._high = 30
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.opened.connect(lambda index: self._choose(index.row()))
        self.cell_clicked.connect(lambda index: self._choose(index.row()))

    def show_levels(self, levels: Sequence[LevelSight], current: str | None, shoppers: int) -> None:
        """Fills the table and gives it the height of its rows."""
        self.levels.show_levels(levels, current, shoppers)
        self._fit()
        names = [level.name for level in levels]
        if current in names:
            self.selectRow(names.index(current))

    def set_row_height(self, high: int) -> None:
        """Lower rows where there is little room."""
        self._high = high
        self.verticalHeader().setDefaultSectionSize(look().px(high))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(look().px(28) + look().px(self._high) * len(self.levels.levels) + 2)

    def _choose(self, row: int) -> None:
        self.level_chosen.emit(self.levels.levels[row].name)
