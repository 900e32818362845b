"""The filled shopper screen over a finished study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from tests.gui.conftest import App, wait_until

__all__ = ["Run", "Steps"]

Steps = Callable[[ShoppersScreen, MainWindow], None]
Run = Callable[[Steps], None]


@pytest.fixture
def shoppers(app: App, workspace: Path) -> Run:
    """Runs steps on the filled screen, EASE on the left and ItemKNN or MostPop on the right."""

    def run(steps: Steps) -> None:
        def inside(window: MainWindow) -> None:
            window.open_screen("shoppers")
            screen = window.shown_screen("shoppers")
            assert isinstance(screen, ShoppersScreen)
            wait_until(lambda: screen.states.state == "filled" and screen.page.shopper.state == "filled")
            steps(screen, window)

        assert app(inside, "--workspace", str(workspace)) == 0

    return run
