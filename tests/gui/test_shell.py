"""The frame: shortcuts, dock, menu bar, language and theme while the window is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from engine.session import ImportDataset
from gui.icons import icon
from gui.main_window import MainWindow
from gui.style import look
from gui.theme import DARK, LIGHT
from tests.gui.conftest import App, press, settle, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_control_and_a_number_open_the_screens(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        for number, name in enumerate(window.SCREENS):
            press(window, Qt.Key(Qt.Key.Key_1 + number), CONTROL)
            assert window.current == name

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_dock_opens_and_closes_by_its_shortcuts(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        for key in (Qt.Key.Key_J, Qt.Key.Key_L):
            press(window, key, CONTROL)
            assert window.dock.isVisible()
        assert window.dock.current() == "log"
        press(window, Qt.Key.Key_L, CONTROL)
        assert not window.dock.isVisible()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_alt_shows_the_menu_bar_and_hides_it_again(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        assert not window.menuBar().isVisible()
        press(window, Qt.Key.Key_Alt)
        assert window.menuBar().isVisible()
        press(window, Qt.Key.Key_Alt)
        assert not window.menuBar().isVisible()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_language_changes_while_the_window_is_open_and_is_remembered(app: App, workspace: Path) -> None:
    titles: list[str] = []

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        titles.append(window.title())
        window.use_language("zh_CN")
        settle()
        titles.append(window.title())

    def again(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        titles.append(window.title())

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0
    assert titles == ["Compare", "对比", "对比"]


def test_icons_and_plots_follow_the_theme(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        compare = window.shown_screen("compare")
        for theme in (DARK, LIGHT):
            look().choose(theme.name)  # type: ignore[arg-type]
            settle()
            assert compare.page.f1.canvas.backgroundBrush().color().name().upper() == theme.surface  # type: ignore[union-attr]
            dots = icon("check").pixmap(32).toImage()
            colours = {
                dots.pixelColor(x, y).name().upper()
                for x in range(32)
                for y in range(32)
                if dots.pixelColor(x, y).alpha() == 255
            }
            assert theme.text in colours

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_job_that_fails_is_a_problem_with_its_traceback_and_a_count(app: App, tmp_path: Path) -> None:
    recipe = tmp_path / "broken.toml"
    recipe.write_text('name = "x"\n[interactions]\nsource = "nowhere.csv"\nuser = "u"\nitem = "i"\n', encoding="utf-8")

    def steps(window: MainWindow) -> None:
        window.open_screen("studies")
        window.jobs.submit(ImportDataset(recipe))
        wait_until(lambda: bool(window.jobs.problems))
        settle()
        found = window.jobs.problems[0]
        assert "nowhere.csv" in found.problem.sentence
        assert found.problem.traceback
        assert window.dock.isVisible()
        assert window.dock.current() == "problems"
        assert not list((tmp_path / "workspace" / "datasets").iterdir())

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0
