"""The leak audit before there is one and while it is made: the question with its price, and the progress."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import words
from gui.jobs import JobEntry
from gui.studies.progress_words import headline, step_line
from gui.style import look
from gui.widgets.bars import ProgressBar
from gui.widgets.check import Check
from gui.widgets.parts import Tone, button, label, row, set_tone

__all__ = ["AskPage", "WorkPage"]

WIDTH = 520


class AskPage(QWidget):
    """What an audit looks for, what it costs, and the one act; `asked` tells whether all epochs are wanted."""

    asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.text = label("", "strong"), _wrapped()
        self.remark = _wrapped()
        self.full, self.act = Check(), button("", "primary")
        self._locked = False
        self.act.clicked.connect(lambda: self.asked.emit(self.full.isChecked()))
        self.full.toggled.connect(lambda _on: self.retranslate())
        _centre(self, self.title, self.text, self.remark, 4, row(self.act, self.full, spacing=16))
        self.retranslate()
        self.say("")

    def say(self, remark: str, tone: Tone = "muted") -> None:
        """What became of the last audit, or nothing."""
        self.remark.setText(remark)
        set_tone(self.remark, tone)
        self.remark.setVisible(bool(remark))

    def lock(self, locked: bool) -> None:
        """Greys the act in a workspace that can only be read."""
        self._locked = locked
        self.act.setEnabled(not locked)
        self.full.setEnabled(not locked)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("This study has not been searched for leaks yet"))
        looks = self.tr(
            "Looks for test rows, later rows and knowledge of the future in what trains, and fits every recommender "
            "again on data whose future is permuted: one that then gives other lists has seen the test."
        )
        costs = (
            self.tr("Networks are fitted for all their epochs, twice: longer than the study itself took.")
            if self.full.isChecked()
            else self.tr("Networks are fitted again for one epoch; it takes minutes.")
        )
        why = self.tr("This workspace can only be read.") if self._locked else ""
        self.text.setText("\n".join(filter(None, (looks, costs, why))))
        self.full.setText(self.tr("all epochs (slow)"))
        self.full.setAccessibleName(self.full.text())
        self.act.setText(self.tr("Look for leaks"))
        self.act.setToolTip(why)


class WorkPage(QWidget):
    """How far an audit is: time left, step, bar, and Cancel."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.step = label("", "strong"), _wrapped()
        self.bar, self.cancel = ProgressBar(6), button("", "danger", "close")
        self.bar.setFixedWidth(look().px(WIDTH))
        self.cancel.clicked.connect(self.cancelled)
        _centre(self, self.title, self.bar, self.step, 4, row(self.cancel))
        self.retranslate()

    def show_entry(self, entry: JobEntry) -> None:
        """Shows a job as it is now."""
        self.title.setText(headline(entry, 0, 0))
        self.step.setText(step_line(entry))
        self.bar.set_fraction(entry.fraction, entry.state == "cancelling")
        self.bar.setAccessibleName(self.tr("Looking for leaks: {0}").format(words.percent(entry.fraction)))
        self.cancel.setEnabled(entry.state != "cancelling")

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel looking for leaks"))


def _wrapped() -> QLabel:
    made = label("", "body", "muted")
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedWidth(look().px(WIDTH))
    return made


def _centre(page: QWidget, *parts: QWidget | QHBoxLayout | int) -> None:
    """Lays parts out below each other in the middle of a page."""
    inside = QVBoxLayout(page)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    inside.addStretch(2)
    for part in parts:
        if isinstance(part, int):
            inside.addSpacing(part)
            continue
        line = QHBoxLayout()
        line.addStretch(1)
        if isinstance(part, QWidget):
            line.addWidget(part)
        else:
            line.addLayout(part)
        line.addStretch(1)
        inside.addLayout(line)
    inside.addStretch(3)
