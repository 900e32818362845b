"""The bar at the foot: the dock's tabs with their counts, the running job, workspace, device and memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from gui import words
from gui.icons import icon
from gui.jobs import JobEntry
from gui.style import font, look
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Chip, Elided, label, row

__all__ = ["StatusBar"]

NOTE_MS = 8000
OFFER_MS = 10_000
MEMORY_MS = 2000
LONGEST = 200  # px of a name
FIRST_MS = 400  # after the first frame


class StatusBar(QFrame):
    """One line of 28 px. A count of problems above 0 takes the warning ground; news stand for 8 s."""

    tab_clicked = Signal(str)
    job_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(look().px(28))
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
        self._offer = _tab()
        self._offer.setCheckable(False)
        self._offer.setProperty("kind", "link")
        self._offer.clicked.connect(self._on_offer_taken)
        self._offer.hide()
        self._on_offer: Callable[[], None] | None = None
        self._left = label("", "table", semibold=True)
        self._left.setProperty("tone", "text")
        self.workspace, self.device = _tab(), _tab()
        for choice, name in ((self.workspace, "folder"), (self.device, "device")):
            choice.setCheckable(False)
            choice.setIcon(icon(name, "muted"))
            choice.setIconSize(QSize(look().px(18), look().px(14)))
        self._memory = label("", "table")
        self._device_group, self._memory_group = _group(self.device, margins=(4, 0, 4, 0)), _group(self._memory)
        self._lay_out()
        self._note = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._note.timeout.connect(self._on_note_over)
        self._idle = ""
        self._entry: JobEntry | None = None
        self._clock = QTimer(self, interval=FIRST_MS)
        self._clock.timeout.connect(self._show_memory)
        self._clock.start()
        self.retranslate()
        self.show_job(None, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, px = self.width(), look().px
        self._memory_group.setVisible(wide >= px(1100))
        self._device_group.setVisible(wide >= px(900))

    def _lay_out(self) -> None:
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
                _group(self._news, self._offer, self._bar, self._left),
                None,
                self.workspace,
                self._device_group,
                self._memory_group,
                spacing=2,
                margins=(8, 0, 14, 0),
            )
        )

    def retranslate(self) -> None:
        names = {"jobs": self.tr("Jobs"), "log": self.tr("Log"), "problems": self.tr("Problems")}
        for name, tab in self._tabs.items():
            tab.setText(names[name])
            tab.setAccessibleName(names[name])
        self._fold.setAccessibleName(self.tr("Open or close the dock"))
        self._fold.setToolTip(self.tr("Open or close the dock"))
        if self._clock.interval() == MEMORY_MS:
            self._show_memory()
        if not self._note.isActive():
            self._show()

    def set_workspace(self, name: str, folder: str) -> None:
        """The button that chooses the workspace; a long name is cut, the tool tip holds all of it."""
        cut = self.workspace.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, look().px(LONGEST))
        self.workspace.setText(self.tr("Workspace: {0}").format(cut).replace("&", "&&"))
        self.workspace.setToolTip(folder)
        self.workspace.setAccessibleName(self.tr("Workspace: {0}").format(name))

    def set_device(self, name: str) -> None:
        """The button that chooses the device."""
        cut = self.device.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, look().px(LONGEST))
        self.device.setText(cut.replace("&", "&&"))
        self.device.setToolTip(self.tr("Studies started from now on run on {0}").format(name))
        self.device.setAccessibleName(self.tr("Device: {0}").format(name))

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
        self._withdraw()
        self._note.start(NOTE_MS)

    def offer(self, text: str, act: str, on_act: Callable[[], None]) -> None:
        """A line of news for 10 s, with something to do about it, such as Undo."""
        self.note(text)
        self._note.start(OFFER_MS)
        self._on_offer = on_act
        self._offer.setText(act)
        self._offer.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))  # a new text takes the old shortcut away
        self._offer.setAccessibleName(act)
        self._offer.show()

    def _on_offer_taken(self) -> None:
        taken, self._on_offer = self._on_offer, None
        self._note.stop()
        self._on_note_over()
        if taken is not None:
            taken()

    def _show(self) -> None:
        entry = self._entry
        self._bar.setVisible(entry is not None)
        self._left.setVisible(entry is not None)
        if entry is None:
            self._news.setText(self._idle or self.tr("Idle"))
            return
        self._news.setText(words.led(entry.title, words.step(entry.step)) if entry.step else entry.title)
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

    def _withdraw(self) -> None:
        self._on_offer = None
        self._offer.hide()

    def _on_note_over(self) -> None:
        self._withdraw()
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


def _group(*parts: QWidget, margins: tuple[int, int, int, int] = (12, 0, 8, 0)) -> QFrame:
    made = QFrame()
    made.setProperty("group", True)
    made.setLayout(row(*parts, spacing=8, margins=margins))
    made.setFixedHeight(look().px(22))
    return made
