"""The first-run page's two acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.first_run.view import FirstRunView

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["FirstRunScreen"]


class FirstRunScreen:
    """Nothing to load: the page is filled from the start."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._view = FirstRunView()
        self._view.sample_clicked.connect(window.run_sample)
        self._view.recipe_clicked.connect(window.choose_recipe)

    @property
    def view(self) -> QWidget:
        return self._view

    def aside(self) -> QWidget | None:
        return None

    def panels(self) -> list[QWidget]:
        return [self._view.sample, self._view.recipe]

    def shown(self) -> None:
        self._view.set_read_only(self._window.bridge.read_only)
        self._view.sample.setFocus()

    def retranslate(self) -> None:
        self._view.retranslate()
