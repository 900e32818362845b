"""The frame: shortcuts, dock, menu bar, language and theme while the window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from engine.session import ImportDataset
from gui import place
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


class Greedy(QLineEdit):
    """Takes every key for itself, as line edits take Ctrl+E and Ctrl+K on X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_shortcuts_of_the_window_win_over_the_field_in_focus(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        field = Greedy(window)
        field.show()
        window.activateWindow()
        field.setFocus()
        settle()
        assert QApplication.focusWidget() is field
        press(field, Qt.Key.Key_J, CONTROL)
        assert window.dock.isVisible()
        press(field, Qt.Key.Key_E, CONTROL)
        (dialog,) = window.findChildren(QDialog)
        dialog.reject()
        settle()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_field_keeps_the_keys_that_edit(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        field = QLineEdit(window)
        field.show()
        window.activateWindow()
        field.setFocus()
        settle()
        QTest.keyClicks(field, "text")
        for key in (Qt.Key.Key_A, Qt.Key.Key_X):
            press(field, key, CONTROL)
        assert field.text() == ""
        press(field, Qt.Key.Key_Z, CONTROL)
        assert field.text() == "text"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_first_window_fits_into_its_screen_with_its_frame() -> None:
    wanted = QSize(1440, 900)
    assert place.first_size(wanted, QSize(1920, 1080)) == wanted
    assert place.first_size(wanted, QSize(1440, 900)) == QSize(1325, 828)
    assert place.first_size(wanted, QSize(2560, 800)) == QSize(1440, 736)


def test_a_window_begins_as_large_as_its_screen_lets_it(
    app: App, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QSize] = []

    def first_size(_wanted: QSize, available: QSize) -> QSize:
        asked.append(available)
        return QSize(1111, 777)

    monkeypatch.setattr("gui.place.first_size", first_size)

    def steps(window: MainWindow) -> None:
        assert window.size() == QSize(1111, 777)
        assert asked == [window.screen().availableSize()]

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
            assert compare.curves.f1.canvas.backgroundBrush().color().name().upper() == theme.surface  # type: ignore[union-attr]
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
