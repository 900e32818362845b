"""What stands in Compare while there is nothing to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["show_empty", "show_gone"]

translate = QCoreApplication.translate


def show_gone(states: StatesWidget, window: MainWindow) -> None:
    """The study is listed, and none of its runs is there."""
    states.show_empty(
        translate("CompareScreen", "The runs of this study are not there any more"),
        translate("CompareScreen", "Their folders were deleted from the workspace. Run the study again."),
        translate("CompareScreen", "Go to Studies"),
        lambda: window.open_screen("studies"),
    )


def show_empty(states: StatesWidget, window: MainWindow, live: bool) -> None:
    """No study has a finished run.

    Args:
        live: whether one is running.
    """
    running, other = translate("CompareScreen", "Show the running study"), translate("CompareScreen", "Go to Studies")
    states.show_empty(
        translate("CompareScreen", "No finished run to compare yet"),
        translate(
            "CompareScreen",
            "Precision, recall and F1 over K of every run will stand here, from the first finished run on.",
        ),
        running if live else other,
        lambda: window.open_screen("studies"),
    )
