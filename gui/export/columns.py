"""The columns of an export: a list in which each can be checked, and moved by dragging or with the keyboard."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.style import font, look
from gui.widgets.check import draw_check

__all__ = ["ColumnList"]

NAME = Qt.ItemDataRole.UserRole
REMARK = Qt.ItemDataRole.UserRole + 1
ROW = 24
GRIP, BOX, TEXT = 8, 30, 54  # where the dots, the box and the name begin


class ColumnList(QListWidget):
    """Space checks the current column, Alt+Up and Alt+Down move it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self._quiet = False
        self.itemChanged.connect(self._on_changed)
        look().changed.connect(self.viewport().update)

    def set_columns(self, order: Sequence[str], chosen: Sequence[str]) -> None:
        """Shows these columns in this order, the chosen ones checked."""
        self._quiet = True
        self.clear()
        for name in order:
            item = QListWidgetItem(name)
            item.setData(NAME, name)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsDragEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self._quiet = False
        self.setCurrentRow(0)
        self.speak()

    def set_chosen(self, chosen: Container[str]) -> None:
        """Checks these columns and no other, without telling anyone."""
        self._quiet = True
        for item in self._items():
            on = item.data(NAME) in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._quiet = False
        self.speak()

    def set_remarks(self, remarks: Mapping[str, str]) -> None:
        """Muted words on the right of some columns."""
        self._quiet = True
        for item in self._items():
            item.setData(REMARK, remarks.get(str(item.data(NAME)), ""))
        self._quiet = False
        self.speak()

    def order(self) -> tuple[str, ...]:
        """All columns as they stand."""
        return tuple(str(item.data(NAME)) for item in self._items())

    def chosen(self) -> tuple[str, ...]:
        """The checked columns as they stand."""
        return tuple(str(i.data(NAME)) for i in self._items() if i.checkState() == Qt.CheckState.Checked)

    def toggle(self, row: int) -> None:
        """Checks a column, or leaves it out."""
        item = self.item(row)
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def shift(self, step: int) -> None:
        """Moves the current column up or down."""
        row = self.currentRow()
        to = row + step
        if row < 0 or not 0 <= to < self.count():
            return
        self.insertItem(to, self.takeItem(row))
        self.setCurrentRow(to)
        self._on_changed()

    def speak(self) -> None:
        """What a screen reader says of each column."""
        self._quiet = True
        for item in self._items():
            on = item.checkState() == Qt.CheckState.Checked
            words = self.tr("{0}, included") if on else self.tr("{0}, left out")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.format(item.data(NAME)))
        self._quiet = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self.toggle(self.currentRow())
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._quiet = True  # while a row moves it stands in two places
        super().dropEvent(event)
        self._quiet = False
        self._on_changed()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(ROW) * self.count() + 2)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _on_changed(self, *_: object) -> None:
        if not self._quiet:
            self.speak()
            self.changed.emit()


class _Delegate(QStyledItemDelegate):
    """Paints grip, box, name and remark, and checks where the box or the name is clicked."""

    def __init__(self, columns: ColumnList) -> None:
        super().__init__(columns)
        self._columns = columns

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(look().px(180), look().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px, rect = look().theme, look().px, QRectF(option.rect)
        on = self._columns.item(index.row()).checkState() == Qt.CheckState.Checked
        current = self._columns.currentRow() == index.row()
        focused, enabled = current and self._columns.hasFocus(), self._columns.isEnabled()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if focused or hovered:
            painter.fillRect(rect, QColor(theme.selection if focused else theme.hover))
        _draw_grip(painter, QPointF(rect.left() + px(GRIP) + px(8), rect.center().y()), theme.miss)
        side = px(16)
        draw_check(painter, QRectF(rect.left() + px(BOX), rect.center().y() - side / 2, side, side), on, enabled)
        words = rect.adjusted(px(TEXT), 0, -px(10), 0)
        painter.setFont(font("body"))
        painter.setPen(QColor(theme.strong if not enabled else theme.text if on else theme.muted))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), str(index.data(NAME)))
        taken = painter.fontMetrics().horizontalAdvance(str(index.data(NAME))) + px(12)
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        room = words.adjusted(taken, 0, 0, 0)
        remark = painter.fontMetrics().elidedText(
            str(index.data(REMARK) or ""), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), remark)
        if focused:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 3, 3)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QObject,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.position().x() >= option.rect.left() + look().px(BOX) - 4
        ):
            self._columns.toggle(index.row())
            return True
        return False


def _draw_grip(painter: QPainter, centre: QPointF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for x in (-2.0, 2.0):
        for y in (-4.0, 0.0, 4.0):
            painter.drawEllipse(centre + QPointF(x, y), 0.9, 0.9)
