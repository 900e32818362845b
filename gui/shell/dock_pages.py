"""What the dock holds: a line a job, the log with its filter, the problems with what to do."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.session import LogLine
from gui import words
from gui.engine_bridge import EngineBridge
from gui.jobs import JobEntry, Jobs, Mishap
from gui.problems import sentence
from gui.style import font, look
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, Glyph, Segments, button, column, label, row, rule, set_tone

__all__ = ["JobsPage", "LogPage", "ProblemsPage"]


class _Lines(QScrollArea):
    """Rows one below the other, with a sentence while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._empty = label("", "body", "muted")
        self._empty.setContentsMargins(16, 14, 16, 14)
        self._lines.addWidget(self._empty)
        self._lines.addStretch(1)
        self.setWidget(inside)

    def put(self, line: QWidget) -> None:
        """Adds a row on top."""
        self._empty.hide()
        self._lines.insertWidget(0, line)


class _JobLine(QFrame):
    """Name, step, bar, time left, and what can be asked of the job."""

    def __init__(self, entry: JobEntry, bridge: EngineBridge) -> None:
        super().__init__()
        self._entry, self._bridge = entry, bridge
        self._name = Elided("", "strong")
        self._step = Elided("", "table", "muted")
        self._bar = ProgressBar(6)
        self._bar.setFixedWidth(look().px(160))
        self._time = label("", "table")
        self._time.setMinimumWidth(look().px(120))
        self._pause = button("", small=True, clicked=self._on_pause)
        self._cancel = button("", small=True, clicked=lambda: bridge.cancel(entry.id))
        line = row(
            self._name, self._step, self._bar, self._time, self._pause, self._cancel, spacing=12, margins=(16, 7, 12, 7)
        )
        line.setStretch(0, 2)
        line.setStretch(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(rule())
        self.show_entry()

    def show_entry(self) -> None:
        entry = self._entry
        self._name.setText(entry.title)
        self._step.setText(words.step(entry.step) if entry.live else self._outcome())
        self._bar.set_fraction(entry.fraction, entry.state in ("cancelling", "cancelled", "failed"))
        self._time.setText(self._time_words())
        set_tone(self._time, "negative" if entry.state == "failed" else "text")
        self._pause.setVisible(entry.state in ("running", "paused"))
        self._pause.setText(self.tr("Resume") if entry.state == "paused" else self.tr("Pause"))
        self._cancel.setVisible(entry.state in ("queued", "running", "paused"))
        self._cancel.setText(self.tr("Cancel"))

    def _time_words(self) -> str:
        entry = self._entry
        match entry.state:
            case "queued":
                return self.tr("waits")
            case "running":
                left = "" if entry.left is None else words.duration(entry.left)
                return self.tr("{0} left").format(left) if left else self.tr("measuring")
            case "paused":
                return self.tr("paused")
            case "cancelling":
                return self.tr("cancelling")
            case "finished":
                return self.tr("finished")
            case "cancelled":
                return self.tr("cancelled")
            case _:
                return self.tr("failed")

    def _outcome(self) -> str:
        if self._entry.problem is not None:
            return sentence(self._entry.problem)
        return self.tr("took {0}").format(words.duration(self._entry.elapsed)) if self._entry.elapsed else ""

    def _on_pause(self) -> None:
        act = self._bridge.resume if self._entry.state == "paused" else self._bridge.pause
        act(self._entry.id)


class JobsPage(_Lines):
    """One row a job, the newest on top."""

    def __init__(self, jobs: Jobs, bridge: EngineBridge) -> None:
        super().__init__()
        self._jobs, self._bridge = jobs, bridge
        self._rows: dict[int, _JobLine] = {}
        jobs.changed.connect(self._on_changed)
        jobs.progressed.connect(self._on_changed)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("No job has run since the window was opened."))
        for line in self._rows.values():
            line.show_entry()

    def _on_changed(self, number: int) -> None:
        if number not in self._rows:
            self._rows[number] = _JobLine(self._jobs.entries[number], self._bridge)
            self.put(self._rows[number])
        self._rows[number].show_entry()


class LogPage(QPlainTextEdit):
    """Fixed pitch, newest at the foot, filtered by level and by words."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.setReadOnly(True)
        self.setFont(font("mono"))
        self.setMaximumBlockCount(5000)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._level = Segments(small=True)
        self._search = QLineEdit()
        self._search.setProperty("small", True)
        self._search.setFixedWidth(look().px(180))
        self.tools = QWidget()
        self.tools.setLayout(row(self._level, self._search, spacing=8, margins=(0, 2, 4, 2)))
        self._level.chosen.connect(lambda _key: self._show_all())
        self._search.textChanged.connect(lambda _text: self._show_all())
        jobs.logged.connect(self._on_logged)

    def retranslate(self) -> None:
        now = self._level.current() or "info"
        self._level.set_choices(
            [("info", self.tr("All")), ("warning", self.tr("Warnings")), ("error", self.tr("Errors"))], now
        )
        self._level.setAccessibleName(self.tr("Level"))
        self._search.setPlaceholderText(self.tr("Search the log"))
        self._search.setAccessibleName(self.tr("Search the log"))
        self.setAccessibleName(self.tr("Log"))
        self.setPlaceholderText(self.tr("What the engine does is written here."))

    def _on_logged(self, line: LogLine) -> None:
        if self._fits(line):
            self.appendPlainText(_line_text(line))

    def _show_all(self) -> None:
        self.setPlainText("\n".join(_line_text(line) for line in self._jobs.log if self._fits(line)))
        self.moveCursor(self.textCursor().MoveOperation.End)

    def _fits(self, line: LogLine) -> bool:
        order = ("info", "warning", "error")
        enough = order.index(line.level) >= order.index(self._level.current() or "info")
        return enough and self._search.text().lower() in line.text.lower()


def _line_text(line: LogLine) -> str:
    return f"{time.strftime('%H:%M:%S', time.localtime(line.at))}  {line.level:<7}  {line.text}"


class _ProblemLine(QFrame):
    def __init__(self, mishap: Mishap) -> None:
        super().__init__()
        self._mishap = mishap
        mark = Glyph("error", "negative")
        self._sentence = label("", "strong")
        self._sentence.setWordWrap(True)
        self._where = label("", "caption", "muted")
        self._details = button("", "quiet", small=True, clicked=self._on_details)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(self._sentence, self._where, spacing=2), 1)
        line.addWidget(self._details)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addWidget(rule())
        self.retranslate()

    def retranslate(self) -> None:
        self._sentence.setText(sentence(self._mishap.problem))
        at = time.strftime("%H:%M", time.localtime(self._mishap.at))
        self._where.setText(self.tr("{0}, at {1}").format(self._mishap.where, at))
        self._details.setText(self.tr("Details"))
        self._details.setVisible(bool(self._mishap.problem.traceback))

    def _on_details(self) -> None:
        DetailsDialog(self._mishap, self.window()).exec()


class DetailsDialog(QDialog):
    """The traceback behind a problem, to be copied into a report."""

    def __init__(self, mishap: Mishap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details"))
        self.resize(look().px(760), look().px(440))
        said = label(sentence(mishap.problem), "title")
        said.setWordWrap(True)
        text = QPlainTextEdit(mishap.problem.traceback)
        text.setReadOnly(True)
        text.setFont(font("mono"))
        text.setAccessibleName(self.tr("Traceback"))
        copy = button(
            self.tr("Copy"), icon_name="copy", clicked=lambda: QApplication.clipboard().setText(text.toPlainText())
        )
        close = button(self.tr("Close"), "primary", clicked=self.accept)
        close.setDefault(True)
        layout = column(said, text, spacing=12, margins=(20, 20, 20, 20))
        layout.addLayout(row(copy, None, close))
        self.setLayout(layout)


class ProblemsPage(_Lines):
    """What went wrong, the newest on top."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._rows: list[_ProblemLine] = []
        jobs.went_wrong.connect(self._on_went_wrong)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("No problem so far."))
        for line in self._rows:
            line.retranslate()

    def _on_went_wrong(self, mishap: Mishap) -> None:
        self._rows.append(_ProblemLine(mishap))
        self.put(self._rows[-1])
