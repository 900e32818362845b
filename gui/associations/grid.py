"""Where the cells of two maps lie: size, zoom and scroll, the same for both."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect

__all__ = ["LABELLED", "Grid"]

SMALLEST, LARGEST, LABELLED = 3, 28, 10  # px a cell; below the last there is no room for names


class Grid:
    """A view of n × n cells, drawn twice.

    Attributes:
        cell: px a cell.
        wide, high: px of either view.
        at: px that the view has scrolled, x and y.
        lefts: where either view begins.
    """

    def __init__(self) -> None:
        self.n = 0
        self.cell, self.at = LABELLED, QPointF(0, 0)
        self.wide = self.high = 0
        self.lefts, self.top = (0, 0), 0
        self._room, self._fitted = (0, 0), True

    @property
    def labelled(self) -> bool:
        """Whether every row has room for its name."""
        return self.cell >= LABELLED

    @property
    def whole(self) -> int:
        """px of all cells."""
        return self.n * self.cell

    def set_cells(self, n: int) -> None:
        """Another number of cells; all of them are shown, if they fit at 3 px."""
        self.n, self._fitted, self.at = n, True, QPointF(0, 0)

    def place(self, left: int, top: int, room: tuple[int, int], across: int) -> None:
        """Fits the views into this room.

        Args:
            room: px that either view may take across, and down.
            across: px from one view's left to the other's, at least.
        """
        self._room, self.top = room, top
        least = self.least()
        self.cell = least if self._fitted else max(self.cell, least)
        self.lefts = (left, left + across)
        self._bound()

    def least(self) -> int:
        """px a cell at which all are seen, or 3."""
        return self._least(self._room)

    def needed(self, across: int, down: int) -> int:
        """px that a view takes of so many across: all of them once it is zoomed."""
        return min(across, self._least((across, down)) * self.n) if self._fitted else across

    def would_label(self, room: tuple[int, int]) -> bool:
        """Whether cells have room for names in a view of so many px."""
        return max(self._least(room), 0 if self._fitted else self.cell) >= LABELLED

    def zoom(self, steps: float) -> bool:
        """Enlarges the cells, or makes them smaller; `place` fits them anew. False where nothing changes."""
        factor = 1.25 if steps > 0 else 0.8
        wanted = max(self.cell + 1, round(self.cell * factor)) if steps > 0 else int(self.cell * factor)
        cell = min(LARGEST, max(self.least(), wanted))
        changed = cell != self.cell
        self.cell, self._fitted = cell, cell == self.least()
        return changed

    def under(self, point: QPointF) -> QPointF:
        """What lies under a point, or next to it, in cells from the first."""
        return (self.at + self._inside(point)) / self.cell

    def hold(self, cells: QPointF, point: QPointF) -> None:
        """Scrolls so that it lies under the point again, or next to it."""
        self.at = cells * self.cell - self._inside(point)
        self._bound()

    def scroll(self, by: QPointF) -> None:
        """Moves what is seen by so many px."""
        self.at += by
        self._bound()

    def show_cell(self, row: int, column: int, centred: bool = False) -> None:
        """Scrolls as little as it takes to see a cell whole, or so that it stands in the middle."""
        x, y = column * self.cell, row * self.cell
        if centred:
            self.at = QPointF(x - self.wide / 2, y - self.high / 2)
        self.at = QPointF(
            min(max(self.at.x(), x + self.cell - self.wide), x), min(max(self.at.y(), y + self.cell - self.high), y)
        )
        self._bound()

    def view(self, point: QPointF) -> int | None:
        """Which of the two views a point lies in."""
        for number, left in enumerate(self.lefts):
            if 0 <= point.x() - left < self.wide and 0 <= point.y() - self.top < self.high:
                return number
        return None

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column under a point."""
        view = self.view(point)
        if view is None or not self.n:
            return None
        column = int((point.x() - self.lefts[view] + self.at.x()) // self.cell)
        row = int((point.y() - self.top + self.at.y()) // self.cell)
        return (row, column) if 0 <= row < self.n and 0 <= column < self.n else None

    def rect(self, view: int, row: int, column: int) -> QRect:
        """Where a cell lies in a view, also beyond its edge."""
        x = self.lefts[view] + column * self.cell - round(self.at.x())
        y = self.top + row * self.cell - round(self.at.y())
        return QRect(x, y, self.cell, self.cell)

    def frame(self, view: int) -> QRect:
        """The view itself."""
        return QRect(self.lefts[view], self.top, self.wide, self.high)

    @property
    def rows(self) -> range:
        """Rows that are seen, be it in part."""
        return self._seen(self.at.y(), self.high)

    @property
    def columns(self) -> range:
        """Columns that are seen, be it in part."""
        return self._seen(self.at.x(), self.wide)

    def _least(self, room: tuple[int, int]) -> int:
        return min(LARGEST, max(SMALLEST, min(room) // self.n)) if self.n else SMALLEST

    def _inside(self, point: QPointF) -> QPointF:
        """A point from a view's corner on, brought to the next edge; the middle for one that is far away."""
        inside = point - QPointF(self.lefts[1] if point.x() >= self.lefts[1] else self.lefts[0], self.top)
        if not (-self.wide <= inside.x() <= 2 * self.wide and -self.high <= inside.y() <= 2 * self.high):
            return QPointF(self.wide / 2, self.high / 2)
        half = self.cell / 2
        return QPointF(min(max(inside.x(), half), self.wide - half), min(max(inside.y(), half), self.high - half))

    def _seen(self, place: float, room: int) -> range:
        return range(int(place // self.cell), min(self.n, int((place + room - 1) // self.cell) + 1))

    def _bound(self) -> None:
        self.wide, self.high = (min(room, self.whole) for room in self._room)
        self.at = QPointF(
            min(max(self.at.x(), 0), self.whole - self.wide), min(max(self.at.y(), 0), self.whole - self.high)
        )
