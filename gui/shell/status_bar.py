"""The bar at the foot: the dock's tabs with their counts, the running job, workspace, device and memory."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from gui import words
from gui.icons import icon
from gui.jobs import JobEntry
from gui.style import font, look
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Chip, Elided, Glyph, label, row

__all__ = ["StatusBar"]

NOTE_MS = 8000
MEMORY_MS = 2000
FIRST_MS = 400  # after the first frame


class StatusBar(QFrame):
    """One line of 28 px. A count of problems above 0 takes the warning ground; news stand for 8 s."""

    tab_clicked = Signal(str)
    job_clicked = Signal()

    def __init__(self, workspace: Path) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(look().px(28))
        self._workspace_path = workspace
        self._tabs = {name: _tab() for name in ("jobs", "log", "problems")}
        self._fold = _tab()
        self._fold.setIcon(icon("chevron-up", "muted", "accent"))
        self._fold.setIconSize(QSize(look().px(14), look().px(14)))
        self._fold.clicked.connect(lambda: self.tab_clicked.emit(""))
        self._counts = {name: Chip("0") for name in ("jobs", "problems")}
        for name, tab in self._tabs.items():
            tab.clicked.connect(lambda _on, name=name: self.tab_clicked.emit(name))
        for chip in self._counts.values():
            chip.setFont(font("label", semibold=True))
            chip.setContentsMargins(5, 1, 5, 1)
        self._news = Elided("", "table", "muted")
        self._news.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._bar = ProgressBar(6)
        self._bar.setFixedWidth(look().px(120))
        self._left = label("", "table", semibold=True)
        self._left.setProperty("tone", "text")
        self._workspace = label("", "table")
        self._device = label("", "table")
        self._memory = label("", "table")
        device_icon = Glyph("device")
        self.setLayout(
            row(
                self._fold,
                self._tabs["jobs"],
                self._counts["jobs"],
                6,
                self._tabs["log"],
                self._tabs["problems"],
                self._counts["problems"],
                8,
                _group(self._news, self._bar, self._left),
                None,
                _group(self._workspace, ruled=False),
                _group(device_icon, self._device),
                _group(self._memory),
                spacing=2,
                margins=(8, 0, 14, 0),
            )
        )
        self._note = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._note.timeout.connect(self._on_note_over)
        self._idle = ""
        self._entry: JobEntry | None = None
        self._clock = QTimer(self, interval=FIRST_MS)
        self._clock.timeout.connect(self._show_memory)
        self._clock.start()
        self.retranslate()
        self.show_job(None, 0)

    def retranslate(self) -> None:
        names = {"jobs": self.tr("Jobs"), "log": self.tr("Log"), "problems": self.tr("Problems")}
        for name, tab in self._tabs.items():
            tab.setText(names[name])
            tab.setAccessibleName(names[name])
        self._fold.setAccessibleName(self.tr("Open or close the dock"))
        self._fold.setToolTip(self.tr("Open or close the dock"))
        self._workspace.setText(self.tr("Workspace: {0}").format(self._workspace_path.name))
        self._workspace.setToolTip(str(self._workspace_path))
        threads = os.cpu_count() or 1
        self._device.setText(self.tr("CPU, {0} threads").format(threads))
        if self._clock.interval() == MEMORY_MS:
            self._show_memory()
        if not self._note.isActive():
            self._show()

    def set_open(self, tab: str) -> None:
        """Marks which tab of the dock is open; none: closed."""
        for name, made in self._tabs.items():
            made.setChecked(name == tab)
        self._fold.setIcon(icon("chevron-down" if tab else "chevron-up", "muted"))

    def set_problems(self, number: int) -> None:
        self._counts["problems"].setText(str(number))
        self._counts["problems"].set_tone("warning" if number else "text")

    def show_job(self, entry: JobEntry | None, live: int) -> None:
        """The job that runs, with its bar and the time left."""
        self._entry = entry
        self._counts["jobs"].setText(str(live))
        self._counts["jobs"].set_tone("accent" if live else "text")
        if not self._note.isActive():
            self._show()

    def text(self) -> str:
        """What the bar says of the job, or the news of the moment."""
        return self._news.text()

    def note(self, text: str, idle: str = "") -> None:
        """A line of news for 8 s; `idle` stays afterwards."""
        if idle:
            self._idle = idle
        self._news.setText(text)
        self._bar.hide()
        self._left.hide()
        self._note.start()

    def _show(self) -> None:
        entry = self._entry
        self._bar.setVisible(entry is not None)
        self._left.setVisible(entry is not None)
        if entry is None:
            self._news.setText(self._idle or self.tr("Idle"))
            return
        self._news.setText(f"{entry.title}: {words.step(entry.step)}" if entry.step else entry.title)
        self._bar.set_fraction(entry.fraction, entry.state == "cancelling")
        self._left.setText(self.time_left(entry))

    def time_left(self, entry: JobEntry) -> str:
        """The state of a job in words, time left first."""
        if entry.state == "cancelling":
            return self.tr("Cancelling")
        if entry.state == "paused":
            return self.tr("Paused")
        if entry.left is None:
            return self.tr("measuring")
        return self.tr("{0} left").format(words.duration(entry.left))

    def _on_note_over(self) -> None:
        self._show()

    def _show_memory(self) -> None:
        import psutil  # after the first frame: 20 ms

        self._clock.setInterval(MEMORY_MS)

        widest = self.tr("Memory {0} / {1} GB").format("00.0", "000")
        self._memory.setMinimumWidth(self._memory.fontMetrics().horizontalAdvance(widest))
        used, whole = psutil.Process().memory_info().rss, psutil.virtual_memory().total
        self._memory.setText(self.tr("Memory {0} / {1} GB").format(f"{used / 1e9:.1f}", f"{whole / 2**30:.0f}"))


def _tab() -> QPushButton:
    made = QPushButton()
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setFont(font("table"))
    return made


def _group(*parts: QWidget, ruled: bool = True) -> QFrame:
    made = QFrame()
    made.setProperty("group", ruled)
    made.setLayout(row(*parts, spacing=8, margins=(12, 0, 8, 0)))
    made.setFixedHeight(look().px(16))
    return made
