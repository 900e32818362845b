"""The filters over the list of shoppers: a chip for each in force, and a menu of the others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.icons import icon
from gui.style import font, look
from gui.words import NO_BREAK

__all__ = ["FilterBar"]

EXCLUDE = ({"better", "worse"}, {"hits", "no-hits"})
GAP, HIGH = 6, 24


class FilterBar(QWidget):
    """Chips side by side, on as many lines as they need; all of them hold at once."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.active: tuple[str, ...] = ()
        self._texts: Mapping[str, str] = {}
        self._chips: list[QPushButton] = []
        self.add = QPushButton(self)
        self.add.setProperty("chip", "add")
        self.add.setAutoDefault(False)
        self.add.setIcon(icon("plus", "muted"))
        self.add.setIconSize(QSize(look().px(11), look().px(11)))
        self.add.clicked.connect(self._on_add)
        self.setFixedHeight(look().px(HIGH))

    def set_texts(self, texts: Mapping[str, str], add: str, without: str) -> None:
        """The filters there are, by key, in the order of the menu.

        Args:
            add: what the button of the menu says.
            without: what a chip's button does, spoken; {0} is the filter.
        """
        self._texts = texts
        self._without = without
        self.add.setText(add)
        self.active = tuple(kind for kind in self.active if kind in texts)
        self._build()

    def rename(self, keys: Mapping[str, str]) -> None:
        """Gives filters in force other keys; `set_texts` must follow with words for these."""
        self.active = tuple(keys.get(kind, kind) for kind in self.active)

    def choose(self, kind: str, on: bool = True) -> None:
        """Puts a filter in force, or takes it off; those that it contradicts go."""
        apart = set().union(*(group for group in EXCLUDE if kind in group))
        kept = [other for other in self.active if other != kind and not (on and other in apart)]
        self.active = (*kept, kind) if on else tuple(kept)
        self._build()
        self.changed.emit()

    def clear(self) -> None:
        """Takes all filters off."""
        if self.active:
            self.active = ()
            self._build()
            self.changed.emit()

    def menu(self) -> QMenu:
        """The filters that are not in force."""
        made = QMenu(self)
        for kind, text in self._texts.items():
            if kind not in self.active:
                made.addAction(text).triggered.connect(lambda _checked=False, kind=kind: self.choose(kind))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_add(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _build(self) -> None:
        focused = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(kind) for kind in self.active]
        self.add.setEnabled(len(self.active) < len(self._texts))
        if focused:
            self.add.setFocus()
        self._arrange()

    def _chip(self, kind: str) -> QPushButton:
        made = QPushButton(self)
        made.setProperty("chip", "on")
        made.setAutoDefault(False)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the text
        made.setIcon(icon("close", "accent"))
        made.setIconSize(QSize(look().px(10), look().px(10)))
        made.setToolTip(self._texts[kind])
        made.setAccessibleName(self._without.format(self._texts[kind]))
        made.clicked.connect(lambda: self.choose(kind, False))
        made.show()
        return made

    def _arrange(self) -> None:
        px, metrics = look().px, QFontMetrics(font("caption", semibold=True))
        left = top = 0
        for chip, text in [*zip(self._chips, map(self._texts.__getitem__, self.active), strict=True), (self.add, None)]:
            if text is not None:
                room = self.width() - px(34)
                chip.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(px(40), room)) + NO_BREAK)
            wide = min(chip.sizeHint().width(), self.width())
            if left and left + wide > self.width():
                left, top = 0, top + px(HIGH + GAP)
            chip.setGeometry(left, top, wide, px(HIGH))
            left += wide + px(GAP)
        if self.height() != top + px(HIGH):
            self.setFixedHeight(top + px(HIGH))
