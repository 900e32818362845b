"""The two ranked lists as one table: same row, same rank; movement between them drawn in the gap."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gui.shoppers.model import GAP, RankedModel
from gui.style import font, look
from gui.widgets.table import CellDelegate, Index, Table

__all__ = ["RankedTable"]

ROOM_FOR_REASON = 210
STUB = 8  # px of a line that leads to a rank which is written


class RankedTable(Table):
    """Up and Down move through both lists together, Left and Right change the run on the left, with Shift the other."""

    run_stepped = Signal(int, int)  # side, step

    def __init__(self) -> None:
        super().__init__(row_height=41)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        self.ranked = RankedModel()
        self._bars = self._both = True
        self.setModel(self.ranked)
        self.setItemDelegate(_RankedDelegate(self))

    def set_room(self, bars: bool, both: bool) -> None:
        """Widths with or without bars in the right list, and with or without that list."""
        self._bars, self._both = bars, both
        self._part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part()

    def _part(self) -> None:
        """Two fifths of what is left for titles to the right list, the rest to the left one, which has reasons."""
        if not self._both:
            self.set_widths([38, None, 150, 0, 0, 0, 0])
            return
        fixed = [36, 0, 108, 46, 36, 0, 54 if self._bars else 0]
        room = round(self.viewport().width() / max(look().scale, 0.1)) - sum(fixed)
        right = max(60, round(room * (0.43 if self._bars else 0.45)))
        self.set_widths(
            [None if column == 1 else right if column == 5 else width for column, width in enumerate(fixed)]
        )
        self.ranked.both_reasons = right >= ROOM_FOR_REASON

    def in_view(self) -> range:
        """Rows that are seen, be it in part; between these movement is drawn as a line."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(0, first), (last if last >= 0 else self.ranked.rowCount() - 1) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            side = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
            self.run_stepped.emit(side, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


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
            self._draw_movement(painter, QRectF(rect), index.row(), self._under(option, index))
            painter.restore()
        if index.row() == model.k - 1:
            pen = QPen(QColor(look().theme.strong), 1)
            pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if model.k - 1 <= index.row() <= model.k and self._ranked.edges(index.column())[1]:
            self._draw_k(painter, QRectF(rect), index.row() == model.k)

    def _draw_k(self, painter: QPainter, rect: QRectF, below: bool) -> None:
        """The name of the dashed cut on its right end, half of it in either row."""
        text, theme = f"K = {self._ranked.ranked.k}", look().theme
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(font("label", semibold=True))
        metrics = painter.fontMetrics()
        line = rect.top() if below else rect.bottom()
        high, wide = metrics.height(), metrics.horizontalAdvance(text) + 8
        place = QRectF(rect.right() - wide - 4, line - high / 2, wide, high)
        selected = self._ranked.currentIndex().row() == self._ranked.ranked.k - (0 if below else 1)
        painter.fillRect(place, QColor(theme.selection if selected else theme.surface))
        painter.setPen(QColor(theme.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _under(self, option: QStyleOptionViewItem, index: Index) -> str:
        """What the row stands on."""
        theme = look().theme
        if option.state & QStyle.StateFlag.State_Selected:
            return theme.selection
        return theme.hover if index.row() == self._ranked.hover_row else theme.surface

    def _draw_movement(self, painter: QPainter, rect: QRectF, row: int, ground: str) -> None:
        """The part of all lines that crosses this row's cell, and over them where its own item went out of view."""
        model, theme, high = self._ranked.ranked, look().theme, rect.height()
        left, right, seen = rect.left() + 4, rect.right() - 4, self._ranked.in_view()
        for mine in range(seen.start, min(seen.stop, len(model.left))):
            item = model.left[mine]
            theirs = model.partners.get(item.item)
            if theirs is None or theirs not in seen or min(mine, theirs) > row or max(mine, theirs) < row:
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
        if row < len(model.left) and model.partners.get(model.left[row].item) not in seen:
            self._draw_stub(painter, QPointF(left, rect.center().y()), row, ground)

    def _draw_stub(self, painter: QPainter, start: QPointF, row: int, ground: str) -> None:
        """A short line to the rank that the item has in the right list, or > 50 where that ends before."""
        model, theme = self._ranked.ranked, look().theme
        item = model.left[row]
        theirs = model.partners.get(item.item)
        text = f">{len(model.right)}" if theirs is None else str(theirs + 1)
        painter.setFont(font("label", semibold=item.hit))
        metrics = painter.fontMetrics()
        end = start + QPointF(look().px(STUB), 0)
        box = QRectF(end.x() + 1, end.y() - metrics.height() / 2, metrics.horizontalAdvance(text) + 3, metrics.height())
        painter.fillRect(box, QColor(ground))
        painter.setPen(QPen(QColor(theme.positive if item.hit else theme.strong), 2 if item.hit else 1))
        painter.drawLine(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.positive if item.hit else theme.strong))
        painter.drawEllipse(start, 2, 2)
        painter.setPen(QColor(theme.positive if item.hit else theme.muted))
        painter.drawText(box.adjusted(2, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, text)
