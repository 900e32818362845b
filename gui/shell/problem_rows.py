"""The dock's problems: what happened, where, what to do about it, and what lies behind it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.jobs import Jobs, Mishap
from gui.problems import sentence
from gui.remedies import Remedy, is_warning
from gui.shell.lines import Lines
from gui.style import font, look
from gui.widgets.asking import Asking
from gui.widgets.parts import Glyph, button, column, label, row, rule

__all__ = ["DetailsDialog", "ProblemsPage", "Remedies"]

Remedies = Callable[[Mishap], Remedy | None]


class _ProblemLine(QFrame):
    def __init__(self, mishap: Mishap, remedies: Remedies) -> None:
        super().__init__()
        self._mishap, self._remedies = mishap, remedies
        warns = is_warning(mishap)
        mark = Glyph("warning" if warns else "error", "warning" if warns else "negative")
        self._mark = mark
        self._sentence = label("", "strong")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._where = label("", "caption", "muted")
        self._act = button("", small=True, clicked=self._on_act)
        self._details = button("", "quiet", small=True, clicked=self._on_details)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(self._sentence, self._where, spacing=2), 1)
        line.addWidget(self._act)
        line.addWidget(self._details)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(rule())
        self.retranslate()

    def retranslate(self) -> None:
        said, remedy = sentence(self._mishap.problem), self._remedies(self._mishap)
        self._sentence.setText(said)
        self._mark.setAccessibleName(self.tr("Warning") if is_warning(self._mishap) else self.tr("Error"))
        at = time.strftime("%H:%M", time.localtime(self._mishap.at))
        self._where.setText(self.tr("{0}, at {1}").format(self._mishap.where, at))
        self._act.setVisible(remedy is not None)
        self._act.setText(remedy.text if remedy else "")
        self._act.setAccessibleName(f"{remedy.text}: {said}" if remedy else "")
        self._details.setText(self.tr("Details"))
        self._details.setAccessibleName(f"{self._details.text()}: {said}")
        self._details.setVisible(bool(self._mishap.problem.traceback))

    def _on_act(self) -> None:
        remedy = self._remedies(self._mishap)
        if remedy is not None:
            remedy.act()

    def _on_details(self) -> None:
        DetailsDialog(self._mishap, self.window()).open()


class DetailsDialog(Asking):
    """The traceback behind a problem, to be copied into a report."""

    def __init__(self, mishap: Mishap, parent: QWidget) -> None:
        super().__init__(self.tr("Details"), parent)
        self.resize(look().px(760), look().px(440))
        said = label(sentence(mishap.problem), "title")
        said.setWordWrap(True)
        text = QPlainTextEdit(mishap.problem.traceback)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(font("mono"))
        text.setAccessibleName(self.tr("Traceback"))
        whole = f"{mishap.where}\n{mishap.problem.sentence}\n\n{mishap.problem.traceback}"
        copy = button(self.tr("Copy"), icon_name="copy", clicked=lambda: QApplication.clipboard().setText(whole))
        close = button(self.tr("Close"), "primary", clicked=self.accept)
        close.setDefault(True)
        layout = column(said, text, spacing=12, margins=(20, 20, 20, 20))
        layout.addLayout(row(copy, None, close))
        self.setLayout(layout)
        close.setFocus()


class ProblemsPage(Lines):
    """What went wrong, the newest on top."""

    def __init__(self, jobs: Jobs, remedies: Remedies) -> None:
        super().__init__()
        self._remedies = remedies
        self._rows: list[_ProblemLine] = []
        jobs.went_wrong.connect(self._on_went_wrong)

    def retranslate(self) -> None:
        self.say_empty(self.tr("No problem so far."))
        for line in self._rows:
            line.retranslate()

    def _on_went_wrong(self, mishap: Mishap) -> None:
        self._rows.append(_ProblemLine(mishap, self._remedies))
        self.put(self._rows[-1])
