"""The dock under the screens: jobs, log, problems."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDockWidget, QFrame, QMainWindow, QPushButton, QStackedWidget, QWidget

from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.shell.dock_pages import JobsPage, LogPage, ProblemsPage
from gui.style import look
from gui.widgets.parts import button, column, row

__all__ = ["Dock"]

TABS = ("jobs", "log", "problems")


class Dock(QDockWidget):
    """Closed by default; opens at 200 px, can be torn off by its head."""

    opened = Signal(str)

    def __init__(self, jobs: Jobs, bridge: EngineBridge, parent: QMainWindow) -> None:
        super().__init__(parent)
        self.setObjectName("dock-widget")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self._log = LogPage(jobs)
        self._pages: dict[str, JobsPage | LogPage | ProblemsPage] = {
            "jobs": JobsPage(jobs, bridge),
            "log": self._log,
            "problems": ProblemsPage(jobs),
        }
        self._tabs: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        group = QButtonGroup(self)
        for name in TABS:
            tab = button()
            tab.setProperty("tab", True)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on, name=name: self.open_at(name))
            group.addButton(tab)
            self._tabs[name] = tab
            self._stack.addWidget(self._pages[name])
        self._close = button("", "quiet", "chevron-down", self.fold, small=True, alone=True)
        head = QFrame()
        head.setProperty("section", True)
        head.setLayout(row(*self._tabs.values(), None, self._log.tools, self._close, spacing=2, margins=(8, 0, 8, 0)))
        self.setTitleBarWidget(head)
        body = QWidget()
        body.setObjectName("dock")
        body.setLayout(column(self._stack, spacing=0))
        body.setMinimumHeight(look().px(120))
        self.setWidget(body)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle("Crossaisle")
        names = {"jobs": self.tr("Jobs"), "log": self.tr("Log"), "problems": self.tr("Problems")}
        for name, tab in self._tabs.items():
            tab.setText(names[name])
            tab.setAccessibleName(names[name])
        self._close.setAccessibleName(self.tr("Close the dock"))
        self._close.setToolTip(self.tr("Close the dock"))
        for page in self._pages.values():
            page.retranslate()

    def toggle(self, name: str) -> None:
        """Opens a tab, or closes the dock if it shows that tab already; "" takes the tab shown last."""
        if self.isVisible() and name in ("", self.current()):
            self.fold()
        else:
            self.open_at(name or self.current())

    def open_at(self, name: str) -> None:
        """Shows the dock with a tab in front."""
        first = not self.isVisible()
        self._stack.setCurrentWidget(self._pages[name])
        self._tabs[name].setChecked(True)
        self._log.tools.setVisible(name == "log")
        self.show()
        parent = self.parentWidget()
        if first and isinstance(parent, QMainWindow):
            parent.resizeDocks([self], [look().px(200)], Qt.Orientation.Vertical)
        self.opened.emit(name)

    def fold(self) -> None:
        self.hide()
        self.opened.emit("")

    def current(self) -> str:
        return TABS[self._stack.currentIndex()]
