"""The question for another name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from engine.session import Problem
from engine.session.messages.acts import EntryKind
from gui.problems import sentence
from gui.style import repolish
from gui.widgets.asking import Asking
from gui.widgets.parts import button, column, label, row

__all__ = ["RenameDialog"]


class RenameDialog(Asking):
    """One field. A name that cannot be taken is refused below it, and the dialog stays."""

    wanted = Signal()

    def __init__(self, kind: EntryKind, now: str, parent: QWidget) -> None:
        titles = {
            "dataset": self.tr("Rename dataset"),
            "study": self.tr("Rename study"),
            "run": self.tr("Rename run"),
        }
        super().__init__(titles[kind], parent)
        self._now = now
        self._field = QLineEdit(now)
        self._field.setAccessibleName(self.tr("Name"))
        self._field.selectAll()
        self._why = label("", "table", "negative")
        self._why.setWordWrap(True)
        self._why.hide()
        back = button(self.tr("Cancel"), clicked=self.reject)
        self._give = button(self.tr("Rename"), "primary", clicked=self._on_given)
        self._give.setDefault(True)
        layout = column(label(titles[kind], "title"), self._field, self._why, spacing=12, margins=(24, 22, 24, 20))
        layout.addLayout(row(None, back, self._give))
        self.setLayout(layout)
        self._field.textChanged.connect(lambda _text: self._say(""))

    def name(self) -> str:
        """What was written, without space around it."""
        return self._field.text().strip()

    def refuse(self, problem: Problem) -> None:
        """Says why the name was not taken."""
        self._give.setEnabled(True)
        self._say(sentence(problem))
        self._field.setFocus()

    def _on_given(self) -> None:
        if not self.name():
            self._say(self.tr("A name needs at least one letter or digit."))
        elif self.name() == self._now:
            self.reject()
        else:
            self._give.setEnabled(False)  # a second Enter before the answer would ask twice
            self.wanted.emit()

    def _say(self, text: str) -> None:
        self._why.setText(text)
        self._why.setVisible(bool(text))
        self._field.setProperty("invalid", bool(text))
        repolish(self._field)
