"""The screens of the window: their order on the rail, their names, and how each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.screen import Screen

if TYPE_CHECKING:
    from engine.session import WorkspaceView
    from gui.data.controller import DataScreen
    from gui.main_window import MainWindow
    from gui.shoppers.controller import ShoppersScreen

__all__ = ["SCREENS", "data_screen", "home", "make", "shoppers_screen", "title", "why_faint"]

# As on the rail; a screen's icon is called as it is.
SCREENS = ("data", "studies", "compare", "shoppers", "associations")


def title(name: str) -> str:
    """A screen's name in the window's language; "" for one that is not on the rail."""
    translate = QCoreApplication.translate
    names = {
        "data": translate("MainWindow", "Data"),
        "studies": translate("MainWindow", "Studies"),
        "compare": translate("MainWindow", "Compare"),
        "shoppers": translate("MainWindow", "Shoppers"),
        "associations": translate("MainWindow", "Associations"),
    }
    return names.get(name, "")


def home(view: WorkspaceView) -> str:
    """Where a workspace opens: at the curves if it has some, else at its datasets."""
    return "compare" if view.studies else "data"


def why_faint(name: str, view: WorkspaceView | None) -> str:
    """Why a screen has nothing to show yet; "" where it has something."""
    translate = QCoreApplication.translate
    if name in ("compare", "shoppers", "associations") and not (view and view.studies):
        return translate("MainWindow", "Opens once a study has a finished run")
    if name == "studies" and not (view and (view.datasets or view.studies)):
        return translate("MainWindow", "Opens once a dataset has been imported")
    return ""


def make(name: str, window: MainWindow) -> Screen:
    """Makes a screen; its modules are imported here, so that the first frame does not wait for them."""
    match name:
        case "data":
            from gui.data.controller import DataScreen

            return DataScreen(window.bridge, window.jobs, window.selection, window)
        case "studies":
            from gui.studies.controller import StudiesScreen

            return StudiesScreen(window.bridge, window.jobs, window.selection, window)
        case "compare":
            from gui.compare.controller import CompareScreen

            return CompareScreen(window.bridge, window.jobs, window.selection, window)
        case "shoppers":
            from gui.shoppers.controller import ShoppersScreen

            return ShoppersScreen(window.bridge, window.jobs, window.selection, window)
        case "associations":
            from gui.associations.controller import AssociationsScreen

            return AssociationsScreen(window.bridge, window.jobs, window.selection, window)
    raise ValueError(f"there is no screen {name}")


def shoppers_screen(window: MainWindow) -> ShoppersScreen:
    """The screen of shoppers, which has been shown."""
    from gui.shoppers.controller import ShoppersScreen

    screen = window.shown_screen("shoppers")
    assert isinstance(screen, ShoppersScreen)
    return screen


def data_screen(window: MainWindow) -> DataScreen:
    """The screen of datasets and imports, which has been shown."""
    from gui.data.controller import DataScreen

    screen = window.shown_screen("data")
    assert isinstance(screen, DataScreen)
    return screen
