"""The list of everything that the window can be asked to do, with its keys: searchable, and Enter does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.models import Cell, CellModel
from gui.style import look
from gui.widgets.asking import Asking
from gui.widgets.parts import button, column, label, row
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["Group", "HelpDialog", "HelpModel"]

Group = tuple[str, Sequence[QAction]]
GROUP, ACT, KEY = range(3)


class HelpModel(CellModel):
    """One row an action; the words and keys are those of the actions themselves."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._rows = [(title, action) for title, actions in groups for action in actions if action.text()]
        self.narrow("")

    def narrow(self, words: str) -> None:
        """Keeps the rows that hold all of these words, in their act, group or keys."""
        asked = words.casefold().split()
        kept = [
            row
            for row, (title, action) in enumerate(self._rows)
            if all(word in f"{title} {plain(action)} {keys(action)}".casefold() for word in asked)
        ]
        self.reset_rows(np.array(kept, dtype=np.intp))

    def action(self, row: int) -> QAction:
        """The action that a row shows."""
        return self._rows[int(self.order[row])][1]

    def titles(self) -> list[str]:
        return ["", self.tr("Action"), self.tr("Keys")]

    def cell(self, position: int, column: int) -> Cell:
        title, action = self._rows[position]
        tone = "text" if action.isEnabled() else "muted"
        if column == ACT:
            return Cell(plain(action), tone=tone, tip=plain(action))
        if column == KEY:
            return Cell(keys(action), tone=tone, semibold=True)
        at = self.row_of(position)
        first = at == 0 or self._rows[int(self.order[at - 1])][0] != title
        return Cell(title if first else "", tone="muted", semibold=True, small=True, spoken=title)


class HelpDialog(Asking):
    """A field and the list below it; the arrow keys move in the list while the field is written in."""

    def __init__(self, groups: Sequence[Group], parent: QWidget) -> None:
        super().__init__(self.tr("Keyboard shortcuts"), parent)
        self.model = HelpModel(groups)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search actions and keys"))
        self.search.setAccessibleName(self.tr("Search actions and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.table = Table(row_height=28)
        self.table.setModel(self.model)
        self.table.set_widths([104, None, 132])
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._states = StatesWidget(self.table)
        close = button(self.tr("Close"), clicked=self.reject)
        close.setAutoDefault(False)
        hint = label(self.tr("Enter runs the selected action."), "table", "muted")
        whole = column(label(self.tr("Keyboard shortcuts"), "title"), self.search, spacing=12, margins=(24, 22, 24, 20))
        whole.addWidget(self._states, 1)
        whole.addLayout(row(hint, None, close))
        self.setLayout(whole)
        px = look().px
        self.resize(px(560), min(px(620), parent.height() - px(80)))
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(lambda: self._do(self.table.currentIndex()))
        self.table.opened.connect(self._do)
        self._on_searched("")
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            last = self.model.rowCount() - 1
            here = self.table.currentIndex().row() + steps[Qt.Key(event.key())]
            self.table.setCurrentIndex(self.model.index(max(0, min(last, here)), ACT))
            return True
        return super().eventFilter(watched, event)

    def _on_searched(self, words: str) -> None:
        self.model.narrow(words)
        if self.model.rowCount():
            self._states.show_filled()
            self.table.setCurrentIndex(self.model.index(0, ACT))
        else:
            self._states.show_empty(self.tr("No action fits"), self.tr("Look for another word, or for a key."))

    def _do(self, index: QModelIndex) -> Any:
        """Closes, and does what was chosen, unless it cannot be done now or only where a list has the focus."""
        if not index.isValid() or not self.model.action(index.row()).isEnabled():
            return
        action = self.model.action(index.row())
        if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
            self.reject()
            action.trigger()


def plain(action: QAction) -> str:
    """The text of an action without the marks of a menu."""
    return action.text().replace("&", "").removesuffix("…")


def keys(action: QAction) -> str:
    """The keys of an action as this system writes them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
