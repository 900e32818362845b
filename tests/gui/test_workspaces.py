"""The status bar's choices, and what stands again when a workspace is opened next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from engine.session import RunStudy
from gui.closing import CloseDialog
from gui.main_window import MainWindow
from gui.place import placed
from gui.remembered import last_workspace, recent_workspaces
from tests.gui.conftest import App, press, settle, shown_windows, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


def entry(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_another_workspace_opens_in_a_window_in_the_same_place(
    app: App, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(other)))

    def steps(window: MainWindow) -> None:
        settle()
        before = window.geometry()
        entry(window.workspaces._places, "Choose another folder…")
        wait_until(lambda: [each.bridge.workspace for each in shown_windows()] == [other])
        (second,) = shown_windows()
        wait_until(lambda: second.selection.workspace is not None)
        assert second.geometry() == before
        assert second.selection.workspace.datasets == ()  # type: ignore[union-attr]
        assert recent_workspaces() == [other, workspace]
        entry(second.workspaces._places, workspace.name)
        wait_until(lambda: [each.bridge.workspace for each in shown_windows()] == [workspace])
        (third,) = shown_windows()
        wait_until(lambda: third.selection.study is not None)

    assert app(steps, "--workspace", str(workspace)) == 0
    assert last_workspace() == workspace


@pytest.mark.usefixtures("small_sample")
def test_switching_with_a_job_asks_and_staying_goes_on(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [CloseDialog.DialogCode.Rejected, CloseDialog.DialogCode.Accepted, CloseDialog.DialogCode.Accepted]
    asked: list[str] = []

    def answer(dialog: CloseDialog) -> CloseDialog.DialogCode:
        asked.append(dialog.windowTitle())
        dialog.deleteLater()
        return answers[len(asked) - 1]

    monkeypatch.setattr(CloseDialog, "exec", answer)
    other = tmp_path / "other"

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.jobs.running() is not None)
        window.switch_workspace(other)
        assert window.isVisible()
        assert window.jobs.live()
        window.switch_workspace(other)
        wait_until(lambda: [each.bridge.workspace for each in shown_windows()] == [other])

    assert app(steps, "--sample", "--workspace", str(tmp_path / "workspace")) == 0
    assert asked == ["Open another workspace"] * 2


def test_the_device_chosen_is_that_of_studies_started_from_now_on(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        menu = window.workspaces._kinds
        menu.aboutToShow.emit()
        settle()
        texts = [action.text() for action in menu.actions()]
        assert texts[0] == "Automatic device"
        cpu = next(text for text in texts if text.startswith("CPU"))
        next(action for action in menu.actions() if action.text() == cpu).trigger()
        number = window.jobs.submit(RunStudy(workspace / "nowhere.toml"))
        assert window.jobs.entries[number].job.device == "cpu"  # type: ignore[union-attr]
        wait_until(lambda: not window.jobs.live())

    def again(window: MainWindow) -> None:
        assert window.jobs.device == "cpu"

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0


def test_screen_study_k_and_scope_stand_again(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("shoppers")
        settle()
        window.selection.choose_k(7)
        window.selection.choose_scope("all")
        study = window.selection.study
        window.selection.choose_runs(study.runs[1], study.runs[0])  # type: ignore[union-attr]
        settle()

    def again(window: MainWindow) -> None:
        wait_until(lambda: window.current == "shoppers")
        chosen = window.selection
        assert (chosen.k, chosen.scope) == (7, "all")
        assert (chosen.run, chosen.against) == (chosen.study.runs[1], chosen.study.runs[0])  # type: ignore[union-attr]

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0


def test_what_was_remembered_and_is_gone_is_left_out(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("shoppers")
        settle()
        window.acts.delete("study", window.selection.study_id)
        wait_until(lambda: window.selection.study is None)

    def again(window: MainWindow) -> None:
        settle()
        assert window.selection.study is None

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0


def test_a_window_whose_screen_is_gone_comes_to_the_first_one() -> None:
    first = QRect(0, 0, 1920, 1080)
    inside, beside = QRect(100, 50, 1440, 900), QRect(2400, 200, 1440, 900)
    assert placed(inside, [first]) == inside
    assert placed(beside, [first, QRect(1920, 0, 1920, 1080)]) == beside
    assert placed(beside, [first]) == QRect(240, 90, 1440, 900)
    assert placed(QRect(100, -300, 1440, 900), [first]) == QRect(240, 90, 1440, 900)
    assert placed(QRect(9000, 9000, 4000, 3000), [first]) == first


def test_the_window_comes_back_to_its_place(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.setGeometry(20, 30, 1100, 700)

    def again(window: MainWindow) -> None:
        assert window.geometry() == QRect(20, 30, 1100, 700)

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0


def test_settings_that_make_no_sense_do_not_keep_the_window_from_opening(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("compare")

    def again(window: MainWindow) -> None:
        wait_until(lambda: window.current != "")

    assert app(steps, "--workspace", str(workspace)) == 0
    settings = QSettings()
    for key in settings.allKeys():
        settings.setValue(key, "nonsense")
    assert app(again, "--workspace", str(workspace)) == 0


def test_the_status_bar_is_worked_by_keyboard(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        button = window._status.device
        button.setFocus()
        shown: list[bool] = []
        button.menu().aboutToShow.connect(lambda: shown.append(True))
        button.menu().aboutToShow.connect(button.menu().close, Qt.ConnectionType.QueuedConnection)
        press(button, Qt.Key.Key_Space)
        assert shown

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_workspace_that_cannot_be_opened_says_why_and_lets_another_be_chosen(
    app: App, tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(workspace)))

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window._start.state == "error")
        assert window.jobs.problems[0].problem.code == "workspace-unwritable"
        press(window, Qt.Key.Key_O, CONTROL)
        wait_until(lambda: [each.bridge.workspace for each in shown_windows()] == [workspace])
        wait_until(lambda: shown_windows()[0].selection.study is not None)

    assert app(steps, "--workspace", str(tmp_path / "file" / "workspace"), open_at_once=False) == 0
