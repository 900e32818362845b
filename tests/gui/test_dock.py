"""The dock: a row a job, the log with level and search, problems with what to do about them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from engine.session import ExportLists, ImportDataset
from gui.main_window import MainWindow
from gui.shell.job_rows import JobsPage
from gui.shell.log_page import LogPage
from gui.shell.problem_rows import DetailsDialog, ProblemsPage
from tests.gui.conftest import App, press, settle, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
BROKEN = 'name = "x"\n[interactions]\nsource = "nowhere.csv"\nuser = "u"\nitem = "i"\n'


def fail(window: MainWindow, folder: Path) -> None:
    recipe = folder / "broken.toml"
    recipe.write_text(BROKEN, encoding="utf-8")
    known = len(window.jobs.problems)
    window.jobs.submit(ImportDataset(recipe))
    wait_until(lambda: len(window.jobs.problems) > known)
    settle()


def buttons(window: MainWindow, page: type, text: str) -> list[QPushButton]:
    return [b for b in window.dock.findChild(page).findChildren(QPushButton) if b.text() == text and b.isVisible()]


def test_a_problem_offers_to_try_again_and_its_details_are_copied(app: App, workspace: Path, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        fail(window, tmp_path)
        press(window, Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        (again,) = buttons(window, ProblemsPage, "Try again")
        assert "nowhere.csv" in again.accessibleName()
        again.setFocus()
        press(again, Qt.Key.Key_Space)
        wait_until(lambda: len(window.jobs.problems) == 2)
        press(buttons(window, ProblemsPage, "Details")[0], Qt.Key.Key_Space)
        dialog = window.findChild(DetailsDialog)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy").click()
        copied = QGuiApplication.clipboard().text()
        assert "nowhere.csv" in copied
        assert "Traceback" in copied
        press(dialog, Qt.Key.Key_Escape)
        QApplication.clipboard().clear()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_new_problem_counts_up_and_stands_in_the_status_bar(app: App, workspace: Path, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        fail(window, tmp_path)
        assert "nowhere.csv" in window.status_text()
        assert window._status._note.isActive()
        assert window._status._note.interval() == 8000
        assert window._status._counts["problems"].text() == "1"
        assert not window.dock.isVisible()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_job_is_paused_resumed_and_cancelled_from_its_row(app: App, workspace: Path, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.dock.open_at("jobs")
        run = window.selection.study.runs[0]  # type: ignore[union-attr]
        number = window.jobs.submit(ExportLists(run, tmp_path / "lists.csv"))
        window.bridge.pause(number)
        wait_until(lambda: window.jobs.entries[number].state == "paused")
        (resume,) = buttons(window, JobsPage, "Resume")
        assert "lists.csv" in resume.accessibleName()
        press(resume, Qt.Key.Key_Space)
        wait_until(lambda: window.jobs.entries[number].state == "finished")
        second = window.jobs.submit(ExportLists(run, tmp_path / "more.csv"))
        window.bridge.pause(second)
        wait_until(lambda: window.jobs.entries[second].state == "paused")
        press(buttons(window, JobsPage, "Cancel")[0], Qt.Key.Key_Space)
        wait_until(lambda: window.jobs.entries[second].state == "cancelled")
        assert not (tmp_path / "more.csv").exists()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_log_is_filtered_by_level_and_searched(app: App, workspace: Path, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        window.dock.open_at("log")
        fail(window, tmp_path)
        window.acts.delete("dataset", "small")
        wait_until(lambda: any("moved to the trash" in line.text for line in window.jobs.log))
        log = window.dock.findChild(LogPage)
        assert "nowhere.csv" in log.toPlainText()
        assert "moved to the trash" in log.toPlainText()
        log.search.setText("TRASH")
        settle()
        assert "nowhere.csv" not in log.toPlainText()
        assert len(log.extraSelections()) == 1
        log.search.clear()
        settle()
        next(b for b in log.tools.findChildren(QPushButton) if b.text() == "Errors").click()
        assert "moved to the trash" not in log.toPlainText()
        assert "nowhere.csv" in log.toPlainText()

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_dock_is_torn_off_put_back_and_keeps_its_height(app: App, workspace: Path) -> None:
    heights: list[int] = []

    def again(window: MainWindow) -> None:
        window.dock.open_at("jobs")
        settle()
        assert abs(window.dock.height() - heights[0]) <= 2

    def steps(window: MainWindow) -> None:
        window.dock.open_at("jobs")
        settle()
        window._inner.resizeDocks([window.dock], [300], Qt.Orientation.Vertical)
        settle()
        high = window.dock.height()
        window.dock.fold()
        window.dock.open_at("jobs")
        settle()
        assert abs(window.dock.height() - high) <= 2
        heights.append(high)
        press(window.dock._float, Qt.Key.Key_Space)
        assert window.dock.isFloating()
        assert window.dock._float.accessibleName() == "Put back into the window"
        press(window.dock._float, Qt.Key.Key_Space)
        assert not window.dock.isFloating()

    assert app(steps, "--workspace", str(workspace)) == 0
    assert app(again, "--workspace", str(workspace)) == 0
