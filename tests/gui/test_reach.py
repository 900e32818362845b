"""Everything can be reached: by name for a screen reader, by the keyboard for a hand that uses no mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from gui.main_window import MainWindow
from gui.shell.rail import RailItem
from gui.shell.rename import RenameDialog
from gui.style import look
from gui.widgets.plot import Plot
from tests.gui import walk
from tests.gui.conftest import App, press, settle, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_every_control_of_every_screen_and_of_the_dock_has_a_name(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        for language in ("en", "zh_CN"):
            window.use_language(language)  # type: ignore[arg-type]
            settle()
            for name in window.SCREENS:
                window.open_screen(name)
                settle()
                assert walk.nameless(window) == [], f"{name} {language}"
            for tab in ("jobs", "log", "problems"):
                window.dock.open_at(tab)
                assert walk.nameless(window) == [], f"dock {tab} {language}"
            window.dock.fold()

    assert app(steps, "--workspace", str(workspace)) == 0


def step_to(window: MainWindow, wanted: QWidget) -> None:
    """F6 until a panel has the focus."""
    for _ in range(20):
        if QApplication.focusWidget() is wanted:
            return
        press(QApplication.focusWidget() or window, Qt.Key.Key_F6)
    raise AssertionError("F6 does not come to it")


def test_a_run_is_found_renamed_deleted_and_brought_back_without_a_mouse(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        number = window.SCREENS.index("compare") + 1
        press(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        settle()
        compare = window.shown_screen("compare")
        table: QTableView = compare.page.table  # type: ignore[union-attr]
        step_to(window, table)
        press(table, Qt.Key.Key_End)
        press(table, Qt.Key.Key_F2)
        field = window.findChild(RenameDialog).findChild(QLineEdit)
        field.setText("Least")
        press(field, Qt.Key.Key_Return)
        wait_until(lambda: "Least" in window.selection.study.names)  # type: ignore[union-attr]
        settle()
        window.activateWindow()  # as a desktop does once a dialog has closed
        step_to(window, table)
        press(table, Qt.Key.Key_Delete)
        wait_until(lambda: len(window.selection.study.runs) == 3)  # type: ignore[union-attr]
        press(window, Qt.Key.Key_Z, CONTROL)
        wait_until(lambda: len(window.selection.study.runs) == 4)  # type: ignore[union-attr]

    assert app(steps, "--workspace", str(workspace)) == 0


def test_f6_comes_round_to_the_open_dock_and_back(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("compare")
        settle()
        window.dock.open_at("log")
        met = set()
        for _ in range(12):
            press(QApplication.focusWidget() or window, Qt.Key.Key_F6)
            met.add(QApplication.focusWidget())
        assert window.dock.panel() in met
        assert len(met) >= 3

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_theme_follows_the_system_live_with_plots(
    app: App, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("compare")
        settle()
        plots = window.findChildren(Plot)
        assert plots
        look().choose("system")
        for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
            monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints, scheme=scheme: scheme)
            QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
            assert look().theme.name == name
            settle()
            ground = {plot.canvas.backgroundBrush().color().name().upper() for plot in plots}
            assert ground == {look().theme.surface}

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_status_bar_and_the_menus_of_the_rail_speak_the_language_at_once(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        window.use_language("zh_CN")
        settle()
        assert window._status.device.text() == "自动选择设备"
        window.acts.delete("run", window.selection.study.runs[0])  # type: ignore[union-attr]
        wait_until(lambda: "移到回收站" in window.status_text())
        window.use_language("en")
        settle()
        assert window._status.device.text() == "Automatic device"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_screen_without_anything_to_show_says_why_and_opens_all_the_same(app: App, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        items = {item.accessibleName(): item for item in window.findChildren(RailItem)}
        for name, why in (("Studies", "a dataset has been imported"), ("Compare", "a study has a finished run")):
            assert why in items[name].toolTip()
            assert why in items[name].accessibleDescription()
            press(items[name], Qt.Key.Key_Space)
            assert window.title() == name
        assert items["Data"].toolTip() == ""

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0
