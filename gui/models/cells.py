"""A table model whose every cell is one small value, painted by one delegate; rows are ordered in NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

__all__ = ["CELL_ROLE", "Cell", "CellModel", "Whisker", "order_of"]

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Whisker(NamedTuple):
    """An interval on the scale that all cells of a column share; places in [0, 1]."""

    low: float
    middle: float
    high: float
    zero: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    Attributes:
        tone: the theme's token of the text.
        remark: muted words behind the text.
        second: a second, smaller line; `reason` follows it in the text colour.
        bar: a fraction in [0, 1], drawn left of a right-aligned text; `bar_token` is a token, or "run:3" for a run's
            colour, or "run:3:soft" for the paler one.
        stack: parts of a whole, fractions in [0, 1], drawn as steps of the hue of `bar_token`: left of a right-aligned
            text, else over the whole cell.
        mark: the disc of a hit or the ring of a miss.
        swatch: a run's number whose line is drawn before the text.
        ticks: positions in [0, 1] of small strokes on a base line.
        whisker: an interval, drawn in the tone of the text.
        pair: two figures parted by a slash, the first in the tone of gains and the second in that of losses.
        spoken: what a screen reader says if it is not the text.
    """

    text: str = ""
    tone: str = "text"
    semibold: bool = False
    right: bool = False
    remark: str = ""
    second: str = ""
    reason: str = ""
    bar: float | None = None
    bar_token: str = "accent"
    bar_width: int = 60
    stack: tuple[float, ...] | None = None
    mark: Literal["", "hit", "miss"] = ""
    swatch: int | None = None
    icon: str = ""
    ticks: npt.NDArray[np.float64] | None = None
    whisker: Whisker | None = None
    pair: tuple[str, str] | None = None
    small: bool = False
    tip: str = ""
    spoken: str = ""


class CellModel(QAbstractTableModel):
    """Rows by position through `order`; subclasses give the cells, the titles and, where rows sort, the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.order: npt.NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self.sorted_by: tuple[int, bool] | None = None
        self._width = -1
        self.modelReset.connect(self._forget_width)  # before any view hears of it

    def titles(self) -> list[str]:
        """Header texts."""
        raise NotImplementedError

    def cell(self, position: int, column: int) -> Cell:
        """The cell of a row's position (before ordering)."""
        raise NotImplementedError

    def right_aligned(self, column: int) -> bool:
        """Whether the header of a column stands right, as numbers do."""
        return False

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        """The values that a column sorts by, aligned with positions; None where it does not sort."""
        return None

    def header_tip(self, column: int) -> str:
        """What a header's tool tip says."""
        return ""

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        if self._width < 0:  # asked several times a cell while one is painted
            self._width = len(self.titles())
        return self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (
            CELL_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            cell = self.cell(int(self.order[index.row()]), index.column())
            if role == CELL_ROLE:
                return cell
            if role == Qt.ItemDataRole.DisplayRole:
                return cell.text
            if role == Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            return cell.spoken or " ".join(filter(None, (cell.text, cell.remark, cell.second)))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.right_aligned(section) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.header_tip(section) or None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.sort_key(column)
        if key is None:
            return
        descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        held = [(index, int(self.order[index.row()])) for index in self.persistentIndexList()]
        self.sorted_by = (column, descending)
        self.order = self.order[order_of(key[self.order], descending)]
        places = np.empty(int(self.order.max()) + 1 if len(self.order) else 0, dtype=np.intp)
        places[self.order] = np.arange(len(self.order))
        for index, position in held:
            self.changePersistentIndex(index, self.index(int(places[position]), index.column()))
        self.layoutChanged.emit()

    def reset_rows(self, order: npt.NDArray[np.intp]) -> None:
        """Shows these positions, in this order, then in the order sorted by before."""
        self.beginResetModel()
        self.order = order
        if self.sorted_by is not None:
            key = self.sort_key(self.sorted_by[0])
            if key is not None:
                self.order = order[order_of(key[order], self.sorted_by[1])]
        self.endResetModel()

    def repaint_rows(self) -> None:
        """Tells views that every cell may read differently."""
        if len(self.order):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.order) - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.columnCount() - 1))

    def _forget_width(self) -> None:
        self._width = -1

    def row_of(self, position: int) -> int:
        """The row that shows a position, or -1."""
        found = np.flatnonzero(self.order == position)
        return int(found[0]) if len(found) else -1


def order_of(key: npt.NDArray[Any], descending: bool) -> npt.NDArray[np.intp]:
    """A stable order; NaN comes last either way."""
    if key.dtype.kind == "f":
        missing = np.isnan(key)
        ranked = np.where(missing, np.inf, -key if descending else key)
        return np.argsort(ranked, kind="stable")
    if descending:
        return (len(key) - 1 - np.argsort(key[::-1], kind="stable"))[::-1]
    return np.argsort(key, kind="stable")
