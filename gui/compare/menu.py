"""What a row of the runs table offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from engine.session import RunRow
from gui.acts import Entry

if TYPE_CHECKING:
    from gui.compare.controller import CompareScreen
    from gui.main_window import MainWindow

__all__ = ["row_keys", "row_menu"]

translate = QCoreApplication.translate


def row_menu(screen: CompareScreen, run: RunRow, window: MainWindow) -> QMenu:
    """The menu of the selected run."""
    table, model = screen.page.table, screen.model
    made = QMenu(table)
    made.addAction(translate("RunMenu", "Open lists")).triggered.connect(screen.open_lists)
    pin = made.addAction(translate("RunMenu", "Hold the others against this run"))
    pin.setCheckable(True)
    pin.setChecked(model.is_reference(run.id))
    pin.triggered.connect(lambda: screen.pin(run.id))
    made.addSeparator()
    seen = made.addAction(translate("RunMenu", "Show in the plots"))
    seen.setCheckable(True)
    seen.setChecked(run.id not in model.hidden)
    seen.triggered.connect(screen.toggle_selected)
    band = made.addAction(translate("RunMenu", "Keep its band (Ctrl+click)"))
    band.setCheckable(True)
    band.setChecked(run.id in screen.curves.banded)
    band.triggered.connect(screen.toggle_band)
    made.addAction(translate("RunMenu", "Show this run only")).triggered.connect(lambda: screen.show_only(run.id))
    made.addAction(translate("RunMenu", "Show all runs")).triggered.connect(lambda: screen.show_only(""))
    made.addSeparator()
    made.addAction(translate("RunMenu", "Copy the table")).triggered.connect(screen.copy)
    current = table.currentIndex().column()
    if model.sort_key(current) is not None:
        name = model.headerData(current, Qt.Orientation.Horizontal)
        sort = made.addAction(translate("RunMenu", "Sort by {0}").format(name))
        sort.triggered.connect(lambda: table.sort_by(current))
    made.addMenu(screen.columns.menu(made))
    window.acts.add_to(made, "run", run.id, run.name)
    return made


def row_keys(screen: CompareScreen, window: MainWindow) -> None:
    """F2 and Del on the selected run."""

    def current() -> Entry | None:
        run = screen.model.run(screen.page.table.currentIndex().row())
        return ("run", run.id, run.name) if run is not None else None

    window.acts.attach_keys(screen.page.table, current)
