"""The dock under the screens: jobs, log, problems."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDockWidget, QFrame, QMainWindow, QPushButton, QStackedWidget, QWidget

from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.shell.job_rows import JobsPage
from gui.shell.log_page import LogPage
from gui.shell.problem_rows import ProblemsPage, Remedies
from gui.style import font, look
from gui.widgets.parts import Chip, button, column, row

__all__ = ["Dock"]

TABS = ("jobs", "log", "problems")
KEY = "dock/height"
HEIGHT, LOWEST = 200, 120


class Dock(QDockWidget):
    """Closed by default; opens at 200 px or as high as it was last, can be torn off by its head."""

    opened = Signal(str)

    def __init__(self, jobs: Jobs, bridge: EngineBridge, remedies: Remedies, parent: QMainWindow) -> None:
        super().__init__(parent)
        self.setObjectName("dock-widget")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self._log = LogPage(jobs)
        self._pages: dict[str, JobsPage | LogPage | ProblemsPage] = {
            "jobs": JobsPage(jobs, bridge),
            "log": self._log,
            "problems": ProblemsPage(jobs, remedies),
        }
        self._tabs: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        group = QButtonGroup(self)
        for name in TABS:
            tab = button()
            tab.setProperty("kind", "tab")
            tab.setProperty("tab", True)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on, name=name: self.open_at(name))
            group.addButton(tab)
            self._tabs[name] = tab
            self._stack.addWidget(self._pages[name])
        self._counts = {name: Chip("0") for name in ("jobs", "problems")}
        for chip in self._counts.values():
            chip.setFont(font("label", semibold=True))
            chip.setContentsMargins(5, 1, 5, 1)
        self._float = button("", "quiet", "detach", self._on_float, small=True, alone=True)
        self._close = button("", "quiet", "chevron-down", self.fold, small=True, alone=True)
        head = QFrame()
        head.setProperty("section", True)
        tabs = (self._tabs["jobs"], self._counts["jobs"], 8, self._tabs["log"], 8, self._tabs["problems"])
        tools = (None, self._log.tools, self._float, self._close)
        head.setLayout(row(*tabs, self._counts["problems"], *tools, spacing=2, margins=(8, 0, 8, 0)))
        self.setTitleBarWidget(head)
        body = QWidget()
        body.setObjectName("dock")
        body.setLayout(column(self._stack, spacing=0))
        body.setMinimumHeight(look().px(LOWEST))
        self.setWidget(body)
        self.hide()
        self.topLevelChanged.connect(self._on_torn)
        kept = str(QSettings().value(KEY, ""))
        self._height = max(look().px(LOWEST), int(kept)) if kept.isdigit() else look().px(HEIGHT)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle("Crossaisle")
        names = {"jobs": self.tr("Jobs"), "log": self.tr("Log"), "problems": self.tr("Problems")}
        for name, tab in self._tabs.items():
            tab.setText(names[name])
            tab.setAccessibleName(names[name])
        self._name_float()
        self._close.setAccessibleName(self.tr("Close the dock"))
        self._close.setToolTip(self.tr("Close the dock"))
        for page in self._pages.values():
            page.retranslate()

    def set_counts(self, jobs: int, problems: int) -> None:
        """How many jobs live, and how many problems there were."""
        for name, number, tone in (("jobs", jobs, "accent"), ("problems", problems, "warning")):
            self._counts[name].setText(str(number))
            self._counts[name].set_tone(tone if number else "text")  # type: ignore[arg-type]

    def toggle(self, name: str) -> None:
        """Opens a tab, or closes the dock if it shows that tab already; "" takes the tab shown last."""
        if self.isVisible() and name in ("", self.current()):
            self.fold()
        else:
            self.open_at(name or self.current())

    def open_at(self, name: str) -> None:
        """Shows the dock with a tab in front."""
        first = not self.isVisible() and not self.isFloating()
        self._stack.setCurrentWidget(self._pages[name])
        self._tabs[name].setChecked(True)
        self._log.tools.setVisible(name == "log")
        self.show()
        parent = self.parentWidget()
        if first and isinstance(parent, QMainWindow):
            parent.resizeDocks([self], [self._height], Qt.Orientation.Vertical)
        self.opened.emit(name)

    def fold(self) -> None:
        """Closes the dock; it opens again as high as it was."""
        self.remember()
        self.hide()
        self.opened.emit("")

    def current(self) -> str:
        return TABS[self._stack.currentIndex()]

    def remember(self) -> None:
        """Keeps its height for the next time, in this window or another."""
        if self.isVisible() and not self.isFloating():
            self._height = self.height()
            QSettings().setValue(KEY, self._height)

    def panel(self) -> QWidget:
        """Where F6 stops: the tab in front."""
        return self._tabs[self.current()]

    def _on_float(self) -> None:
        self.setFloating(not self.isFloating())

    def _on_torn(self, torn: bool) -> None:
        if torn:
            self.resize(look().px(760), look().px(280))
        self._name_float()

    def _name_float(self) -> None:
        text = self.tr("Put back into the window") if self.isFloating() else self.tr("Tear off")
        self._float.setAccessibleName(text)
        self._float.setToolTip(text)
