"""The import from files to dataset, through the real program: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

import main
from engine.data import Dataset
from gui.data.controller import DataScreen
from gui.data.wizard import Wizard
from gui.main_window import MainWindow
from tests.gui.conftest import App, press, settle, wait_until
from tests.gui.data.shop import ambiguous_shop, shop

LEFT = Qt.MouseButton.LeftButton


def data_screen(window: MainWindow) -> DataScreen:
    window.open_screen("data")
    screen = window.shown_screen("data")
    assert isinstance(screen, DataScreen)
    return screen


def wizard_of(window: MainWindow) -> Wizard:
    wizard = data_screen(window).wizard
    assert wizard is not None
    return wizard


def drop(window: QWidget, *files: Path) -> None:
    """Files held over the window and let go, as the platform tells of it."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    acts, at = Qt.DropAction.CopyAction, QPoint(300, 300)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, acts, brought, LEFT, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(at), acts, brought, LEFT, none))


def drag(handle: QWidget, by: int) -> None:
    """A handle pressed, moved by some pixels and let go."""
    none, start, end = Qt.KeyboardModifier.NoModifier, QPointF(8, 8), QPointF(8 + by, 8)
    for kind, at, button in (
        (QEvent.Type.MouseButtonPress, start, LEFT),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, end, LEFT),
    ):
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        QApplication.sendEvent(handle, QMouseEvent(kind, at, handle.mapToGlobal(at), button, held, none))


def ready(wizard: Wizard) -> None:
    """Waits until nothing stands in the way of the next step."""
    wait_until(lambda: not wizard.steps[wizard.now].blocker())


def click_next(wizard: Wizard) -> None:
    ready(wizard)
    QTest.mouseClick(wizard.page.next, LEFT)
    settle()


def test_files_dropped_anywhere_become_the_dataset_that_their_recipe_gives(app: App, tmp_path: Path) -> None:
    purchases, goods = shop(tmp_path)
    workspace, other = tmp_path / "workspace", tmp_path / "other"

    def steps(window: MainWindow) -> None:
        window.open_screen("studies")
        drop(window, purchases, goods)
        assert window.current == "data"
        wizard = wizard_of(window)
        click_next(wizard)
        click_next(wizard)
        click_next(wizard)
        ready(wizard)
        checked = wizard.checked
        assert checked is not None
        assert checked.rows_out < checked.rows_in
        line = next(line for line in wizard.check.page.findings.lines if "lacks" in line.accessibleName())
        QTest.mouseClick(line, LEFT)
        assert line.opened
        click_next(wizard)
        wait_until(lambda: wizard.split.answer is not None)
        cut, before = wizard.split.page.timeline.test, wizard.split.answer
        assert before is not None
        drag(cut, -80)
        wait_until(lambda: wizard.split.answer.test_start < before.test_start)  # type: ignore[union-attr]
        click_next(wizard)
        screen = data_screen(window)
        wait_until(lambda: not window.jobs.live())
        wait_until(lambda: screen.datasets.rowCount() == 1)
        assert window.selection.dataset == "purchases"
        assert screen.wizard is None
        assert screen.page.banner.study.isVisible()
        assert QApplication.focusWidget() is screen.page.banner.study

    assert app(steps, "--workspace", str(workspace)) == 0
    assert main.main(["import", str(tmp_path / "purchases.toml"), "--workspace", str(other)]) == 0
    assert _hash(workspace) == _hash(other)


def test_the_keyboard_alone_answers_the_date_and_imports(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    purchases, goods = ambiguous_shop(tmp_path)
    chosen = ([str(purchases), str(goods)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: chosen))

    def focused() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def walk_to(target: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        for _ in range(60):
            if focused() is target:
                return
            press(focused(), key)
        raise AssertionError(f"{key} does not lead to {target.accessibleName()}")

    def next_step(wizard: Wizard) -> None:
        ready(wizard)
        walk_to(wizard.page.next, Qt.Key.Key_F6)
        press(focused(), Qt.Key.Key_Space)

    def steps(window: MainWindow) -> None:
        window.activateWindow()
        press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        screen = data_screen(window)
        walk_to(screen.first_run.choose)
        press(focused(), Qt.Key.Key_Space)
        wizard = wizard_of(window)
        next_step(wizard)
        ready(wizard)
        cards = wizard.format.page.dates.cards
        assert [card.text() for card in cards] == ["Day first", "Month first"]
        walk_to(cards[0])
        press(focused(), Qt.Key.Key_Down)
        press(focused(), Qt.Key.Key_Space)
        wait_until(lambda: wizard.format.answers["interactions"].times.chosen == 1)  # type: ignore[union-attr]
        press(focused(), Qt.Key.Key_Up)
        press(focused(), Qt.Key.Key_Space)
        next_step(wizard)
        ready(wizard)
        price = next(card for card in wizard.roles.page.cards["interactions"] if card.shown.name == "price")
        walk_to(price.role)
        press(focused(), Qt.Key.Key_Home)
        wait_until(lambda: "value" not in wizard.draft["interactions"])
        next_step(wizard)
        ready(wizard)
        walk_to(wizard.check.page.findings.lines[0])
        press(focused(), Qt.Key.Key_Return)
        assert wizard.check.page.findings.lines[0].opened
        next_step(wizard)
        wait_until(lambda: wizard.split.answer is not None)
        before = wizard.split.answer
        assert before is not None
        walk_to(wizard.split.page.timeline.test)
        press(focused(), Qt.Key.Key_PageDown)
        wait_until(lambda: wizard.split.answer.test_start < before.test_start)  # type: ignore[union-attr]
        walk_to(wizard.split.page.name)
        press(focused(), Qt.Key.Key_End)
        QTest.keyClicks(focused(), "-2023")
        next_step(wizard)
        wait_until(lambda: not window.jobs.live())
        wait_until(lambda: screen.datasets.rowCount() == 1)
        assert window.selection.dataset == "purchases-2023"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0
    text = (tmp_path / "purchases-2023.toml").read_text("utf-8")
    assert 'time_format = "%d/%m/%Y"' in text
    assert "value" not in text


def _hash(workspace: Path) -> str:
    (folder,) = (workspace / "datasets").iterdir()
    return Dataset.open(folder).hash


def test_the_first_screen_leads_to_another_workspace(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(*_args: object, **_more: object) -> str:
        asked.append("folder")
        return ""

    def steps(window: MainWindow) -> None:
        data_screen(window).first_run.workspace.click()
        wait_until(lambda: asked == ["folder"])

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    assert app(steps, "--workspace", str(tmp_path / "empty")) == 0
