"""Names and values in groups, as a locked form shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.style import look
from gui.widgets.parts import Elided, clear, label, row

__all__ = ["Facts"]

Group = tuple[str, Sequence[tuple[str, str]]]


class Facts(QWidget):
    """Sections with a raised head; name left and muted, value right."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[Group, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Replaces what is shown, if it is another."""
        kept = tuple((title, tuple(facts)) for title, facts in groups)
        if kept == self._groups:
            return
        self._groups = kept
        clear(self._lines)
        for title, facts in kept:
            head = QFrame()
            head.setProperty("section", True)
            head.setFixedHeight(look().px(28))
            head.setLayout(row(label(title, "caption", "muted", semibold=True), None, margins=(16, 0, 16, 0)))
            self._lines.addWidget(head)
            self._lines.addSpacing(3)
            for name, value in facts:
                self._lines.addWidget(_fact(name, value))
            self._lines.addSpacing(4)


def _fact(name: str, value: str) -> QWidget:
    line = QWidget()
    shown = Elided(value)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
    made = row(label(name, "body", "muted"), shown, spacing=12, margins=(16, 0, 16, 0))
    made.setStretch(1, 1)
    line.setLayout(made)
    line.setFixedHeight(look().px(24))
    return line
