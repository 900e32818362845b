"""The four states of every screen: empty, loading, error, filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.session import Problem
from gui.problems import sentence
from gui.style import look
from gui.widgets.parts import Glyph, button, label
from gui.widgets.scrolled import Pages

__all__ = ["State", "StatesWidget"]

State = Literal["empty", "loading", "error", "filled"]


class StatesWidget(Pages):
    """Shows one of four pages; empty and error say what to do next and offer it as one button."""

    def __init__(self, filled: QWidget) -> None:
        super().__init__()
        self.state: State = "loading"
        self._filled = filled
        self._act: Callable[[], None] | None = None
        self._mark = Glyph("error", "negative", 20)
        self._title = label("", "strong")
        self._text = label("", "body", "muted")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setFixedWidth(look().px(440))
        self._button = button("", clicked=self._on_clicked)
        self._page = QWidget()
        inside = QVBoxLayout(self._page)
        inside.setSpacing(8)
        inside.addStretch(2)
        for part in (self._mark, self._title, self._text, 6, self._button):
            if isinstance(part, int):
                inside.addSpacing(part)
            else:
                inside.addLayout(_centred(part))
        inside.addStretch(3)
        self.addWidget(self._page)
        self.addWidget(filled)

    def show_empty(self, title: str, text: str, act: str = "", on_act: Callable[[], None] | None = None) -> None:
        """What will stand here, why it is worth it, one act."""
        self._mark.hide()
        self._say("empty", title, text, act, on_act)

    def show_loading(self, text: str) -> None:
        """A plain sentence: what is being read."""
        self._mark.hide()
        self._say("loading", "", text)

    def show_error(self, problem: Problem, act: str = "", on_act: Callable[[], None] | None = None) -> None:
        """What happened, in a sentence, and what can be done."""
        self._mark.show()
        self._say("error", self.tr("This cannot be shown"), sentence(problem), act, on_act)

    def show_filled(self) -> None:
        self.state = "filled"
        self.setCurrentWidget(self._filled)

    def _say(
        self, state: State, title: str, text: str, act: str = "", on_act: Callable[[], None] | None = None
    ) -> None:
        self.state, self._act = state, on_act
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self.setCurrentWidget(self._page)

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()


def _centred(part: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(part)
    line.addStretch(1)
    return line
