"""Rename, delete with Undo, show in folder: from the window, with the real engine behind it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from engine.workspace import Workspace
from gui.main_window import MainWindow
from gui.shell.rename import RenameDialog
from tests.gui.conftest import App, press, settle, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
ODD = "قهوة ☕ 咖啡 " + "ñ" * 480


def study_of(window: MainWindow) -> str:
    return window.selection.study_id


def test_a_deleted_study_is_offered_for_undo_and_comes_back_by_its_key(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        study = study_of(window)
        window.acts.delete("study", study)
        wait_until(lambda: not window.selection.workspace.studies)  # type: ignore[union-attr]
        assert "4 runs" in window.status_text()
        assert not list((workspace / "runs").iterdir())
        press(window, Qt.Key.Key_Z, CONTROL)
        wait_until(lambda: study_of(window) == study)
        assert len(list((workspace / "runs").iterdir())) == 4
        assert not list((workspace / "trash").iterdir())

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_deleted_dataset_says_what_relies_on_it_and_leaves_its_studies_to_compare(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.acts.delete("dataset", "small")
        wait_until(lambda: not window.selection.workspace.datasets)  # type: ignore[union-attr]
        assert "4 runs rely on it" in window.status_text()
        settle()
        assert window.selection.study is not None
        assert window.selection.dataset == "small"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_dataset_is_renamed_by_keyboard_and_stays_in_focus(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.acts.rename("dataset", "small")
        (dialog,) = window.findChildren(RenameDialog)
        field = dialog.findChild(QLineEdit)
        field.setText("a/b")
        press(field, Qt.Key.Key_Return)
        wait_until(lambda: field.property("invalid") is True)
        assert dialog.isVisible()
        field.setText("杂货 🛒")
        press(field, Qt.Key.Key_Return)
        wait_until(lambda: window.selection.dataset == "杂货 🛒")
        settle()
        assert window.selection.study is not None
        assert (workspace / "datasets" / "杂货 🛒").is_dir()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_rename_that_is_answered_after_its_question_was_left_still_counts(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        window.acts.rename("dataset", "small")
        dialog = window.findChild(RenameDialog)
        dialog.findChild(QLineEdit).setText("shop")
        QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wait_until(lambda: window.selection.dataset == "shop")

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_study_with_an_odd_name_of_500_characters_fits_into_the_bars(app: App, workspace: Path) -> None:
    with Workspace.open(workspace) as opened:
        (study,) = opened.studies()
        from engine.workspace.renaming import rename

        rename(opened, "study", study.id, ODD)

    def steps(window: MainWindow) -> None:
        window.resize(1000, 700)
        for name in window.SCREENS:
            window.open_screen(name)
            settle()
            assert window.width() == 1000
        assert window.selection.study.title == ODD  # type: ignore[union-attr]

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_renamed_run_is_called_so_in_the_comparison(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        compare = window.shown_screen("compare")
        wait_until(lambda: compare.states.state == "filled")  # type: ignore[union-attr]
        study = window.selection.study
        run = study.runs[study.names.index("EASE")]  # type: ignore[union-attr]
        window.acts.rename("run", run, "EASE")
        (dialog,) = window.findChildren(RenameDialog)
        dialog.findChild(QLineEdit).setText("Ridge")
        press(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
        model = compare.model  # type: ignore[union-attr]
        wait_until(lambda: "Ridge" in {model.index(row, 1).data() for row in range(model.rowCount())})

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_menu_of_an_entry_names_its_acts(app: App, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def keep(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(keep))

    def steps(window: MainWindow) -> None:
        menu = window.acts.menu_for("dataset", "small")
        assert isinstance(menu, QMenu)
        named = {action.text(): action for action in menu.actions() if action.text()}
        assert list(named) == ["Rename…", "Show in folder", "Move to trash"]
        named["Show in folder"].trigger()
        assert opened == [str(workspace / "datasets" / "small")]
        menu.close()
        window.acts.show_folder("run", "nothing")
        assert "not there any more" in window.status_text()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_read_only_workspace_refuses_in_a_sentence_and_wears_a_chip(app: App, workspace: Path) -> None:
    with Workspace.open(workspace):

        def steps(window: MainWindow) -> None:
            settle()
            for act in (window.acts.delete, window.acts.rename):
                act("dataset", "small")
                assert "can only be read" in window.status_text()
            chip = window.centralWidget().findChild(type(window._top)).chip  # type: ignore[union-attr]
            assert chip.text() == "Read-only"
            assert (workspace / "datasets" / "small").is_dir()
            assert "workspace-busy" in {found.problem.code for found in window.jobs.problems}

        assert app(steps, "--workspace", str(workspace)) == 0


def test_a_run_folder_that_is_deleted_under_the_window_leaves_the_lists(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        study = window.selection.study
        shutil.rmtree(workspace / "runs" / study.runs[0])  # type: ignore[union-attr]
        wait_until(lambda: len(window.selection.study.runs) == 3)  # type: ignore[union-attr]
        settle()
        assert window.current == "compare"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_workspace_that_vanishes_is_told_once_and_noticed_when_it_is_back(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        away = workspace.rename(workspace.with_name("away"))
        window.ask_workspace()
        wait_until(lambda: any(found.problem.code == "workspace-gone" for found in window.jobs.problems))
        window.ask_workspace()
        settle()
        assert [found.problem.code for found in window.jobs.problems] == ["workspace-gone"]
        assert window.selection.study is not None
        away.rename(workspace)
        window.ask_workspace()
        wait_until(lambda: "there again" in window.status_text())

    assert app(steps, "--workspace", str(workspace)) == 0
