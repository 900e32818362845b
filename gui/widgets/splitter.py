"""Panels side by side or one below the other, with a gap between them that the mouse and the arrow keys move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSettings, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from gui.style import look

__all__ = ["Room", "Splitter"]

GAP, GRIP = 12, 40
STEP, LEAP = 12, 60  # px that an arrow key moves a gap, and with Shift
Room = int | float
"""A panel's room: px at the base of 13 px, or as a float its share of what the others leave."""


class Splitter(QSplitter):
    """Remembers where the person has put its gaps; until then the rooms are those that the screen gives.

    Args:
        name: under which the rooms are kept.
        across: panels stand side by side; else one below the other.
    """

    shared = Signal()
    """The panels have other sizes."""

    def __init__(self, name: str, across: bool, panels: Sequence[QWidget], rooms: Sequence[Room]) -> None:
        super().__init__(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
        self._key = f"panels/{name}"
        self._given: Sequence[Room] = rooms
        self._chosen = self._kept(len(panels))
        self._panels = tuple(panels)
        self.setHandleWidth(look().px(GAP))
        self.setChildrenCollapsible(False)
        for panel in panels:
            self.addWidget(panel)
        self.splitterMoved.connect(lambda _place, _index: self._on_moved())

    def give(self, rooms: Sequence[Room]) -> None:
        """Other rooms than at first, which hold where the person has chosen none."""
        if rooms != self._given:
            self._given = rooms
            self.share()

    def put_back(self) -> None:
        """Forgets what the person has chosen."""
        self._chosen = None
        QSettings().remove(self._key)
        self.share()

    def share(self) -> None:
        """Gives the panels their rooms anew."""
        rooms = self._chosen or self._given
        fixed, floating = self._parted()
        left = max(0, self._whole() - sum(look().px(rooms[n]) for n in fixed))
        shares = sum(rooms[n] for n in floating) or 1.0
        sizes = [round(left * room / shares) if n in floating else look().px(room) for n, room in enumerate(rooms)]
        self.setSizes(sizes)
        self.shared.emit()

    def createHandle(self) -> QSplitterHandle:
        return _Gap(self.orientation(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()

    def _on_moved(self) -> None:
        """Keeps the rooms as they are now; a panel that cannot be moved at the moment keeps the one it had."""
        fixed, floating = self._parted()
        sizes, rooms = self.sizes(), list(self._chosen or self._given)
        shares = sum(rooms[n] for n in floating) or 1.0
        left = max(1, sum(sizes[n] for n in floating))
        for n in fixed:
            if not self._is_still(n):
                rooms[n] = round(sizes[n] / look().scale)
        for n in floating:
            rooms[n] = shares * sizes[n] / left
        self._chosen = tuple(rooms)
        QSettings().setValue(self._key, [str(room) for room in rooms])
        self.shared.emit()

    def _kept(self, panels: int) -> Sequence[Room] | None:
        texts: Any = QSettings().value(self._key)
        if not isinstance(texts, list) or len(texts) != panels:
            return None
        try:
            rooms = [float(text) for text in texts]
        except (TypeError, ValueError):
            return None
        kinds = (float if isinstance(given, float) else int for given in self._given)
        return tuple(kind(room) for kind, room in zip(kinds, rooms, strict=True)) if min(rooms) >= 0 else None

    def _parted(self) -> tuple[list[int], list[int]]:
        """Panels that can be seen: those with a room of their own, and those that share what is left."""
        seen = [n for n, panel in enumerate(self._panels) if not panel.isHidden()]
        floating = [n for n in seen if isinstance(self._given[n], float)]
        return [n for n in seen if n not in floating], floating

    def _is_still(self, panel: int) -> bool:
        held, across = self._panels[panel], self.orientation() == Qt.Orientation.Horizontal
        least, most = held.minimumSize(), held.maximumSize()
        return least.width() == most.width() if across else least.height() == most.height()

    def _whole(self) -> int:
        seen = sum(not panel.isHidden() for panel in self._panels)
        across = self.orientation() == Qt.Orientation.Horizontal
        return (self.width() if across else self.height()) - self.handleWidth() * max(0, seen - 1)


class _Gap(QSplitterHandle):
    """Nothing to be seen but under the pointer and in focus; a double click or Home puts it back."""

    def __init__(self, orientation: Qt.Orientation, parent: Splitter) -> None:
        super().__init__(orientation, parent)
        self._splitter = parent
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = self.orientation() == Qt.Orientation.Horizontal
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1} if across else {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            reach = look().px(LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP)
            place = self.x() if across else self.y()
            self.moveSplitter(place + steps[Qt.Key(event.key())] * reach)
        elif event.key() == Qt.Key.Key_Home:
            self._splitter.put_back()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._splitter.put_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus() and not self.underMouse():
            return
        theme, across = look().theme, self.orientation() == Qt.Orientation.Horizontal
        middle, long = QRectF(self.rect()).center(), look().px(GRIP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.focus if self.hasFocus() else theme.strong))
        # in focus the whole gap is marked, for a short grip is lost beside tables
        lengths = [(float(max(self.width(), self.height())), 2.0)] if self.hasFocus() else []
        for length, thick in (*lengths, (float(long), 4.0)):
            wide, high = (thick, length) if across else (length, thick)
            painter.drawRoundedRect(QRectF(middle - QPointF(wide / 2, high / 2), QSizeF(wide, high)), 2, 2)
        painter.end()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Gap between panels"))
        self.setToolTip(self.tr("Drag, or press the arrow keys; a double click or Home puts it back"))
