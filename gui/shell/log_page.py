"""The dock's log: what the engine says, by level and by words."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from engine.session import LogLine
from gui.jobs import Jobs
from gui.style import font, look
from gui.widgets.parts import Segments, label, row

__all__ = ["LogPage"]

ORDER = ("info", "warning", "error")
MOST = 5000  # lines shown
SEARCH_MS = 150


class LogPage(QPlainTextEdit):
    """Fixed pitch, newest at the foot, filtered by level and by words; what was searched for is marked."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.setReadOnly(True)
        self.setFont(font("mono"))
        self.setMaximumBlockCount(MOST)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self._level = Segments(small=True)
        self.search = QLineEdit()
        self.search.setProperty("small", True)
        self.search.setFixedWidth(look().px(180))
        self.search.setClearButtonEnabled(True)
        self._found = label("", "caption", "muted")
        self.tools = QWidget()
        self.tools.setLayout(row(self._found, self._level, self.search, spacing=8, margins=(0, 2, 4, 2)))
        self._later = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._later.timeout.connect(self._show_all)
        self._level.chosen.connect(lambda _key: self._show_all())
        self.search.textChanged.connect(lambda _text: self._later.start())
        look().changed.connect(self._mark)
        jobs.logged.connect(self._on_logged)

    def retranslate(self) -> None:
        now = self._level.current() or "info"
        self._level.set_choices(
            [("info", self.tr("All")), ("warning", self.tr("Warnings")), ("error", self.tr("Errors"))], now
        )
        self._level.setAccessibleName(self.tr("Level"))
        self.search.setPlaceholderText(self.tr("Search the log"))
        self.search.setAccessibleName(self.tr("Search the log"))
        self.setAccessibleName(self.tr("Log"))
        self.setPlaceholderText(self.tr("What the engine does is written here."))
        self._mark()

    def _on_logged(self, line: LogLine) -> None:
        if self._fits(line):
            self.appendPlainText(_line_text(line))
            if self.search.text():
                self._later.start()

    def _show_all(self) -> None:
        fitting = [_line_text(line) for line in self._jobs.log if self._fits(line)]
        self.setPlainText("\n".join(fitting[-MOST:]))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._mark()

    def _mark(self) -> None:
        """Tints what was searched for, and tells how many lines hold it."""
        wanted, marks = self.search.text(), list[QTextEdit.ExtraSelection]()
        if wanted:
            look_like = QTextCharFormat()
            look_like.setBackground(QColor(look().theme.warning_soft))
            look_like.setForeground(QColor(look().theme.text))
            cursor = self.document().find(wanted)
            while not cursor.isNull() and len(marks) < MOST:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look_like
                marks.append(mark)
                cursor = self.document().find(wanted, cursor)
        self.setExtraSelections(marks)
        lines = self.blockCount() if self.toPlainText() else 0
        self._found.setText(self.tr("%Ln lines", "", lines) if wanted else "")

    def _fits(self, line: LogLine) -> bool:
        enough = ORDER.index(line.level) >= ORDER.index(self._level.current() or "info")
        return enough and self.search.text().lower() in _line_text(line).lower()


def _line_text(line: LogLine) -> str:
    return f"{time.strftime('%H:%M:%S', time.localtime(line.at))}  {line.level:<7}  {line.text}"
