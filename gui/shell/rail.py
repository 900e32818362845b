"""The rail on the left: the mark, the screens that exist, help, and the view menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QMenu, QWidget

from gui.icons import paint_icon
from gui.style import font, look
from gui.widgets.parts import column

__all__ = ["Rail"]


class RailItem(QAbstractButton):
    """Icon over label on 72 × 56; the selection is the ground. Faint while its screen has nothing to show."""

    def __init__(self, icon_name: str, height: int = 56) -> None:
        super().__init__()
        self._icon, self._faint, self._hovered = icon_name, False, False
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(look().px(72), look().px(height))

    def set_faint(self, faint: bool, why: str) -> None:
        self._faint = faint
        self.setToolTip(why)
        self.setAccessibleDescription(why)
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if self.isChecked() else theme.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._faint and not self.isChecked():
            painter.setOpacity(0.45)
        token = "accent" if self.isChecked() else "muted"
        lines = bool(self.text())
        top = (self.height() - px(38)) / 2 if lines else (self.height() - px(20)) / 2
        paint_icon(painter, QRectF((self.width() - px(20)) / 2, top, px(20), px(20)), self._icon, token)
        if lines:
            painter.setFont(font("caption", semibold=self.isChecked()))
            painter.setPen(QColor(getattr(theme, token)))
            painter.drawText(QRectF(0, top + px(23), self.width(), px(16)), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Mark(QWidget):
    """Two aisles, one full, one empty, and the line that crosses between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(32), look().px(32))
        self.setAccessibleName("Crossaisle")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, QRectF(self.rect()), "mark", "text")
        painter.end()


class Rail(QFrame):
    """Chooses a screen; Ctrl+1… does the same."""

    chosen = Signal(str)

    def __init__(self, screens: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(look().px(84))
        self._group = QButtonGroup(self)
        self._items = {name: RailItem(name) for name in screens}
        self._help, self._view = RailItem("help", 40), RailItem("view", 40)
        self._view.clicked.connect(self._on_view_clicked)
        self._menu: QMenu | None = None
        mark = Mark()
        below = (None, self._help, self._view)
        layout = column(mark, 10, *self._items.values(), *below, spacing=4, margins=(5, 11, 6, 10))
        layout.setAlignment(mark, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)
        for name, item in self._items.items():
            item.setCheckable(True)
            item.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            self._group.addButton(item)

    def set_texts(self, names: dict[str, str], view: str) -> None:
        """The screens' names in the window's language."""
        for name, item in self._items.items():
            item.setText(names[name])
            item.setAccessibleName(names[name])
            item.update()
        self._view.setAccessibleName(view)
        self._view.setToolTip(view)

    def set_menu(self, menu: QMenu, help_action: QAction) -> None:
        """The menu behind the last item, and what the one above it does."""
        self._menu = menu
        self._help.clicked.connect(help_action.trigger)

        def named() -> None:
            self._help.setAccessibleName(help_action.text())
            self._help.setToolTip(f"{help_action.text()} ({help_action.shortcut().toString()})")

        help_action.changed.connect(named)
        named()

    def select(self, name: str) -> None:
        """Marks a screen as the one shown; none, for the first-run page."""
        self._group.setExclusive(False)
        for key, item in self._items.items():
            item.setChecked(key == name)
        self._group.setExclusive(bool(name))

    def set_faint(self, name: str, why: str) -> None:
        """A screen with nothing to show yet stays open to a click and says why it is faint."""
        self._items[name].set_faint(bool(why), why)

    def _on_view_clicked(self) -> None:
        if self._menu is not None:
            size = self._menu.sizeHint()
            corner = self._view.mapToGlobal(QPoint(self._view.width() + 6, self._view.height() - size.height()))
            self._menu.popup(corner)
