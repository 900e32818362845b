"""F1: what can be done, with its keys, out of the actions themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from gui.main_window import MainWindow
from gui.shell.help import HelpDialog
from gui.shell.rail import RailItem
from tests.gui import walk
from tests.gui.conftest import App, press, settle


def opened(window: MainWindow) -> HelpDialog:
    settle()
    press(window, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(HelpDialog)
    return dialog


def rows(dialog: HelpDialog) -> dict[str, str]:
    model = dialog.model
    return {model.index(row, 1).data(): model.index(row, 2).data() for row in range(model.rowCount())}


def test_f1_lists_every_shortcut_of_the_window(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        dialog = opened(window)
        own = [action for action in window.actions() if isinstance(action, QAction) and action.shortcut().toString()]
        assert len(own) > 10
        assert {action.shortcut().toString() for action in own} <= set(rows(dialog).values())
        assert rows(dialog)["Compare"] == "Ctrl+3"
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_an_act_is_found_by_a_word_and_done_by_enter(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        dialog = opened(window)
        dialog.search.setText("associ")
        assert list(rows(dialog)) == ["Associations"]
        press(dialog.search, Qt.Key.Key_Return)
        settle()
        assert window.current == "associations"
        assert not window.findChildren(HelpDialog) or not dialog.isVisible()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_an_act_is_found_by_its_key(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        dialog = opened(window)
        dialog.search.setText("ctrl+e")
        assert list(rows(dialog)) == ["Export lists"]
        dialog.search.setText("no such thing")
        assert dialog.model.rowCount() == 0
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_arrow_keys_walk_the_list_while_the_field_has_the_focus(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        dialog = opened(window)
        press(dialog.search, Qt.Key.Key_Down)
        assert dialog.table.currentIndex().row() == 1
        assert QApplication.focusWidget() is dialog.search
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_rail_opens_the_list_in_the_language_of_the_window(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        window.use_language("zh_CN")
        settle()
        (item,) = [item for item in window.findChildren(RailItem) if "F1" in item.toolTip()]
        press(item, Qt.Key.Key_Space)
        (dialog,) = window.findChildren(HelpDialog)
        assert rows(dialog)[window.screen_name("compare")] == "Ctrl+3"
        assert walk.clipped(dialog) == []
        assert walk.nameless(dialog) == []
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_an_act_that_cannot_be_done_now_is_listed_muted_and_not_done(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window._actions.set_read_only(True)
        dialog = opened(window)
        dialog.search.setText("sample")
        assert dialog.model.cell(int(dialog.model.order[0]), 1).tone == "muted"
        press(dialog.search, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    assert app(steps, "--workspace", str(workspace)) == 0
