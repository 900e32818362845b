"""Every screen in both themes, both languages and three sizes: nothing clipped, nameless or faint."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.compare.controller import CompareScreen
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from gui.style import Choice, look
from gui.widgets.states import StatesWidget
from tests.gui import walk
from tests.gui.conftest import App, press, settle, wait_until

SIZES = ((1280, 800), (1440, 900), (1920, 1080))
THEMES: tuple[Choice, ...] = ("light", "dark")


def open_filled(window: MainWindow, name: str) -> None:
    """Brings a screen to the front and waits for what it shows."""
    window.open_screen(name)
    screen = window.shown_screen(name)
    assert screen is not None
    wait_until(lambda: not isinstance(screen.view, StatesWidget) or screen.view.state == "filled")
    if isinstance(screen, ShoppersScreen):
        wait_until(lambda: screen.page.shopper.state == "filled")


def look_at(window: MainWindow, name: str) -> None:
    """Looks at a screen at every size, theme and language."""
    open_filled(window, name)
    for language in ("en", "zh_CN"):
        window.use_language(language)
        for theme in THEMES:
            look().choose(theme)
            for width, height in SIZES:
                window.resize(width, height)
                settle()
                where = f"{name} {language} {theme} {width} × {height}"
                assert walk.clipped(window) == [], where
                assert walk.nameless(window) == [], where
                assert walk.faint(window) == [], where


@pytest.mark.parametrize("name", ["studies", "compare", "shoppers"])
def test_a_screen_can_be_read_at_every_size_theme_and_language(name: str, app: App, workspace: Path) -> None:
    assert app(lambda window: look_at(window, name), "--workspace", str(workspace)) == 0


def test_the_first_run_page_can_be_read_at_every_size_theme_and_language(app: App, tmp_path: Path) -> None:
    assert app(lambda window: look_at(window, "data"), "--workspace", str(tmp_path / "workspace")) == 0


def test_an_empty_workspace_opens_on_the_question_with_the_sample_as_the_one_primary(app: App, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "data")
        primary = [w for w in walk.shown(window) if w.property("kind") == "primary"]
        assert [w.text() for w in primary] == ["Open the sample dataset"]  # type: ignore[attr-defined]
        for name in ("compare", "shoppers", "studies"):
            window.open_screen(name)
            screen = window.shown_screen(name)
            assert screen is not None
            wait_until(lambda screen=screen: screen.view.state == "empty")  # type: ignore[attr-defined, misc]

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_the_tab_key_comes_round_all_controls(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, "compare")
        window.activateWindow()
        settle()
        met = set()
        for _ in range(60):
            press(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            met.add(QApplication.focusWidget())
        compare = window.shown_screen("compare")
        assert isinstance(compare, CompareScreen)
        assert {compare.page.table, compare.page.k, compare.page.copy, compare.page.lists} <= met
        assert set(compare.curves.plots().values()) <= met

    assert app(steps, "--workspace", str(workspace)) == 0


def test_f6_steps_over_the_panels(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, "compare")
        compare = window.shown_screen("compare")
        assert isinstance(compare, CompareScreen)
        compare.page.table.setFocus()
        press(compare.page.table, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is compare.curves.f1
        press(compare.curves.f1, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is compare.page.table

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_query_that_fails_is_an_error_state_and_a_problem(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        open_filled(window, "compare")
        study = window.selection.study
        assert study is not None
        for folder in (workspace / "runs").iterdir():
            for file in (folder / "hits").iterdir():
                file.write_bytes(b"damaged")
        compare = window.shown_screen("compare")
        assert isinstance(compare, CompareScreen)
        window.open_screen("shoppers")
        shoppers = window.shown_screen("shoppers")
        assert isinstance(shoppers, ShoppersScreen)
        wait_until(lambda: shoppers.states.state == "error")
        assert window.jobs.problems

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_second_window_on_the_workspace_says_so_and_only_reads(app: App, workspace: Path) -> None:
    from engine.session import Session, WorkspaceQuery

    with Session(workspace) as first:
        first.ask(WorkspaceQuery(), "x")
        wait_until(lambda: bool(first.drain()))

        def steps(window: MainWindow) -> None:
            wait_until(lambda: bool(window.jobs.problems))
            assert window.jobs.problems[0].problem.code == "workspace-busy"
            open_filled(window, "compare")
            assert window.bridge.read_only

        assert app(steps, "--workspace", str(workspace)) == 0


def test_a_system_font_half_as_large_again_still_fits(app: App, qapp: QApplication, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.resize(1920, 1080)
        for name in ("compare", "studies"):
            open_filled(window, name)
            assert walk.clipped(window) == []

    before = QFont(qapp.font())
    larger = QFont(before)
    larger.setPixelSize(19)
    qapp.setFont(larger)
    try:
        import gui.style

        gui.style._looks.clear()
        assert app(steps, "--workspace", str(workspace)) == 0
    finally:
        qapp.setFont(before)
        gui.style._looks.clear()
        look(qapp)
