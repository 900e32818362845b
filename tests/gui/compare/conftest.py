"""The filled Compare screen over a finished study of the four baselines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gui.compare.controller import CompareScreen
from gui.main_window import MainWindow
from tests.gui.conftest import App, wait_until

__all__ = ["Run", "Steps", "column"]

Steps = Callable[[CompareScreen, MainWindow], None]
Run = Callable[[Steps], None]


@pytest.fixture
def compare(app: App, workspace: Path) -> Run:
    """Runs steps on the filled screen."""

    def run(steps: Steps) -> None:
        def inside(window: MainWindow) -> None:
            wait_until(lambda: window.current == "compare")
            screen = window.shown_screen("compare")
            assert isinstance(screen, CompareScreen)
            wait_until(lambda: screen.states.state == "filled")
            steps(screen, window)

        assert app(inside, "--workspace", str(workspace)) == 0

    return run


def column(screen: CompareScreen, number: int) -> list[str]:
    """The texts of a column, from the top."""
    return [screen.model.index(row, number).data() for row in range(screen.model.rowCount())]
