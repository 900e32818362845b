"""The categories' names beside the maps: all of them where there is room, else those of the pair looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.associations.grid import Grid
from gui.style import font, look

__all__ = ["Names"]

LONGEST = 138  # px of a column's name; longer ones are elided
MEASURED = 60  # names; where there are more, no column has room for its own


class Names:
    """Rows on the left of the first map, columns turned by a right angle above both.

    Args:
        grid: where the cells lie.
        left, head: px, where rows' names begin and what lies above the columns' names.
    """

    def __init__(self, grid: Grid, left: int, head: int) -> None:
        self._grid, self._left, self._head = grid, left, head
        self.texts: Sequence[str] = ()
        self.upright = True  # there is room above the maps for the columns' names

    def room(self, upright: bool) -> int:
        """px above the maps that columns' names need, turned or one at a time."""
        px, metrics = look().px, QFontMetrics(font("label"))
        if not upright:
            return px(22)
        longest = max((metrics.horizontalAdvance(name) for name in self.texts[:MEASURED]), default=0)
        return min(px(LONGEST), longest + px(10)) + px(4)

    def draw_all(self, painter: QPainter, views: Sequence[int]) -> None:
        """Every name that is in view."""
        grid, small = self._grid, font("label")
        painter.setFont(small)
        painter.setPen(QColor(look().theme.muted))
        for row in grid.rows:
            self._draw_row(painter, row, small)
        for column in grid.columns if self.upright else ():
            self._draw_column(painter, column, small, views)

    def draw_pair(self, painter: QPainter, row: int, column: int, views: Sequence[int]) -> None:
        """The names of one pair, semibold, over those that stood there."""
        grid, bold, theme = self._grid, font("label", semibold=True), look().theme
        height = max(grid.cell, QFontMetrics(bold).height())
        middle = grid.rect(0, row, column).center()
        painter.fillRect(QRect(0, middle.y() - height // 2, grid.lefts[0] - 2, height), QColor(theme.surface))
        upright = grid.labelled and self.upright
        for view in views if upright else ():
            middle = grid.rect(view, row, column).center()
            band = QRect(middle.x() - height // 2, self._head, height, grid.top - self._head - 2)
            painter.fillRect(band, QColor(theme.surface))
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        self._draw_row(painter, row, bold)
        if upright:
            self._draw_column(painter, column, bold, views)
        else:
            self._write_column(painter, column, bold, views)

    def _draw_row(self, painter: QPainter, row: int, used: QFont) -> None:
        grid, px = self._grid, look().px
        middle = grid.rect(0, row, 0).center().y()
        if not grid.top <= middle < grid.top + grid.high:
            return
        room = QRectF(self._left - 6, middle - px(8), grid.lefts[0] - self._left - 2, px(17))
        text = QFontMetrics(used).elidedText(self.texts[row], Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)

    def _draw_column(self, painter: QPainter, column: int, used: QFont, views: Sequence[int]) -> None:
        grid, px = self._grid, look().px
        length = grid.top - self._head - px(6)
        text = QFontMetrics(used).elidedText(self.texts[column], Qt.TextElideMode.ElideRight, length)
        for view in views:
            centre = grid.rect(view, 0, column).center().x() + 0.5
            if not grid.lefts[view] <= centre < grid.lefts[view] + grid.wide:
                continue
            painter.save()
            painter.translate(centre, grid.top - px(6))
            painter.rotate(-90)
            painter.drawText(QRectF(0, -8, length, 16), int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.restore()

    def _write_column(self, painter: QPainter, column: int, used: QFont, views: Sequence[int]) -> None:
        """One column's name, not turned, over the map where its cells are too small for names of their own."""
        grid, metrics, px = self._grid, QFontMetrics(used), look().px
        text = metrics.elidedText(self.texts[column], Qt.TextElideMode.ElideRight, grid.wide)
        wide = metrics.horizontalAdvance(text)
        for view in views:
            frame = grid.frame(view)
            centre = grid.rect(view, 0, column).center().x()
            left = min(max(centre - wide // 2, frame.left()), frame.right() - wide)
            place = QRect(left, grid.top - px(18), wide + 2, px(16))
            painter.fillRect(
                QRect(frame.left(), place.top(), frame.width(), place.height()), QColor(look().theme.surface)
            )
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
