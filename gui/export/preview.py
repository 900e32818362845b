"""The first rows of an export as they will stand in the file."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from gui.models import Cell, CellModel
from gui.style import font, look
from gui.widgets.table import Table

__all__ = ["PreviewModel", "PreviewTable"]

NUMBERS = ("rank", "score", "probability", "hit")
IDS = ("user", "item")
SMALL = ("title", "category")
WIDEST, LEAST = 190, 110


class PreviewModel(CellModel):
    """Cells as the engine worded them; ids stand right where all of them are numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.cells: tuple[tuple[str, ...], ...] = ()
        self._right: tuple[bool, ...] = ()

    def show(self, names: tuple[str, ...], cells: tuple[tuple[str, ...], ...]) -> None:
        """Takes other rows."""
        self.names, self.cells = names, cells
        self._right = tuple(
            name in NUMBERS or (name in IDS and all(text.isdigit() for text in texts))
            for name, texts in zip(names, cells, strict=True)
        )
        self.reset_rows(np.arange(len(cells[0]) if cells else 0, dtype=np.intp))

    def titles(self) -> list[str]:
        return list(self.names)

    def cell(self, position: int, column: int) -> Cell:
        text = self.cells[column][position]
        return Cell(text, right=self._right[column], small=self.names[column] in SMALL, tip=text)

    def right_aligned(self, column: int) -> bool:
        return self._right[column]


class PreviewTable(Table):
    """Each column as wide as its rows need; what is wider than the table scrolls."""

    def __init__(self) -> None:
        super().__init__(row_height=26)
        self.rows = PreviewModel()
        self.setModel(self.rows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_rows(self, names: tuple[str, ...], cells: tuple[tuple[str, ...], ...]) -> None:
        """Takes other rows, and the widths that they need."""
        self.rows.show(names, cells)
        self.set_widths(self._needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.rows.names:
            self.set_widths(self._needed())

    def _needed(self) -> list[int | None]:
        scale, names = look().scale, self.rows.names
        wides = [self._wide(place) / scale for place in range(len(names))]
        room = self.viewport().width() / scale
        texts = [place for place, name in enumerate(names) if name in SMALL]
        short = sum(wides) - room
        spare = sum(max(0.0, wides[place] - LEAST) for place in texts)
        if 0 < short <= spare:  # a little shorter titles, and nothing has to be scrolled
            for place in texts:
                wides[place] -= short * max(0.0, wides[place] - LEAST) / spare
        last = max((place for place in range(len(names)) if not self.rows.right_aligned(place)), default=-1)
        whole: list[int | None] = [int(wide) for wide in wides]
        if short <= spare and whole:
            whole[last] = None  # so that the rows end where the table does
        return whole

    def _wide(self, place: int) -> float:
        metrics = QFontMetrics(font("label" if self.rows.names[place] in SMALL else "table"))
        head = QFontMetrics(font("caption", semibold=True)).horizontalAdvance(self.rows.names[place])
        longest = max((metrics.horizontalAdvance(text) for text in self.rows.cells[place]), default=0)
        return min(max(longest, head) + 20 + (4 if place == 0 else 0), WIDEST * look().scale)
