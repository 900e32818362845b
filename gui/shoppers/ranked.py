"""The two ranked lists as one table: same row, same rank; movement between them drawn in the gap."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from gui.shoppers.model import GAP, RankedModel
from gui.style import font, look
from gui.widgets.table import CellDelegate, Index, Table

__all__ = ["RankedTable"]

REACH = 13  # ranks between which movement is drawn as a line, or K if that is more; beyond, the rank is written


class RankedTable(Table):
    """Up and Down move through both lists together."""

    def __init__(self) -> None:
        super().__init__(row_height=41)
        self.ranked = RankedModel()
        self.setModel(self.ranked)
        self.setItemDelegate(_RankedDelegate(self))

    def set_room(self, wide: bool, both: bool) -> None:
        """Widths for a wide or a narrow page, with or without a run on the right."""
        if not both:
            self.set_widths([38, None, 150 if wide else 120, 0, 0, 0, 0])
        else:
            self.set_widths([38, None, 128 if wide else 92, 44, 40, None, 54 if wide else 0])


class _RankedDelegate(CellDelegate):
    """Adds the dashed cut after rank K, and the movement lines."""

    def __init__(self, table: RankedTable) -> None:
        super().__init__(table)
        self._ranked = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model, rect = self._ranked.ranked, option.rect
        if index.column() == GAP and model.right:
            painter.save()
            painter.setClipRect(rect)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_movement(painter, QRectF(rect), index.row())
            painter.restore()
        if index.row() == model.k - 1:
            pen = QPen(QColor(look().theme.strong), 1)
            pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _draw_movement(self, painter: QPainter, rect: QRectF, row: int) -> None:
        """The part of all lines that crosses this row's cell."""
        model, theme, high = self._ranked.ranked, look().theme, rect.height()
        left, right = rect.left() + 4, rect.right() - 4
        reach = max(model.k, REACH)
        for mine, item in enumerate(model.left):
            theirs = model.partners.get(item.item)
            if mine >= reach:
                break
            if theirs is None or theirs >= reach:
                if mine == row:
                    there = f">{len(model.right)}" if theirs is None else str(theirs + 1)
                    self._draw_stub(painter, rect, left, item.hit, there)
                continue
            if min(mine, theirs) > row or max(mine, theirs) < row:
                continue
            colour = theme.positive if item.hit else theme.strong
            painter.setPen(QPen(QColor(colour), 2 if item.hit else 1))
            start = QPointF(left, rect.center().y() + (mine - row) * high)
            end = QPointF(right, rect.center().y() + (theirs - row) * high)
            painter.drawLine(start, end)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(start, 2, 2)
            painter.drawEllipse(end, 2, 2)

    @staticmethod
    def _draw_stub(painter: QPainter, rect: QRectF, left: float, hit: bool, there: str) -> None:
        theme = look().theme
        colour = theme.positive if hit else theme.muted
        middle = rect.center().y()
        painter.setPen(QPen(QColor(theme.positive if hit else theme.strong), 2 if hit else 1))
        painter.drawLine(QPointF(left, middle), QPointF(left + 7, middle))
        painter.setFont(font("label", semibold=hit))
        painter.setPen(QColor(colour))
        painter.drawText(rect.adjusted(13, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, there)
