"""The runs table as a tool: filter, reference, columns, the eyes, and the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.compare.controller import CompareScreen
from gui.compare.menu import row_menu
from gui.compare.model import F1, MAP, PRECISION, REACH, RECALL, VERSUS
from gui.main_window import MainWindow
from tests.gui.compare.conftest import Run, column
from tests.gui.conftest import press, wait_until


def act(menu: QMenu, text: str) -> None:
    """Takes an entry of a menu, and lets the menu go."""
    next(entry for entry in menu.actions() if entry.text() == text).trigger()
    menu.deleteLater()


def copied(screen: CompareScreen) -> list[list[str]]:
    press(screen.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return [line.split("\t") for line in QApplication.clipboard().text().splitlines()]


def test_a_condition_leaves_the_rows_and_the_lines_of_the_runs_that_fit(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        values = sorted(float(text) for text in column(screen, F1))
        bound = (values[1] + values[2]) / 2
        screen.page.filter.setText(f"f1@10 > {bound}")
        assert screen.model.rowCount() == 2
        assert all(float(text) > bound for text in column(screen, F1))
        assert len(screen.curves.f1._drawn) == 2
        screen.page.filter.clear()
        assert screen.model.rowCount() == len(screen.curves.f1._drawn) == 4

    compare(steps)


def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.page.filter.setText("f7 > 0.1")
        assert screen.page.filter_note.isVisible()
        assert screen.page.filter_note.text().startswith("There is no figure f7")
        assert screen.page.filter.property("invalid") is True
        assert screen.model.rowCount() == 4
        screen.page.filter.setText("")
        assert not screen.page.filter_note.isVisible()

    compare(steps)


def test_a_filter_that_no_run_fits_leaves_a_sentence_and_the_axes(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.page.filter.setText("no such run")
        assert screen.page.filter_note.text() == screen.curves.f1.remark.text() == "No run fits this filter."
        assert screen.curves.f1.remark.isVisible()

    compare(steps)


def test_a_condition_without_a_k_follows_k(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        bound = max(float(text) for text in column(screen, RECALL))
        screen.page.filter.setText(f"r > {bound + 0.0001}")
        assert screen.model.rowCount() == 0
        window.selection.choose_k(20)
        assert screen.model.rowCount() > 0

    compare(steps)


def test_the_reference_can_be_chosen_and_everything_is_held_against_it(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        combo = screen.page.against
        assert combo.currentText() == "EASE"
        combo.setCurrentIndex(combo.findText("MostPop"))
        combo.activated.emit(combo.currentIndex())
        assert screen.model.titles()[VERSUS] == "vs MostPop"
        row = column(screen, 1).index("MostPop")
        assert column(screen, VERSUS)[row] == "reference"
        assert "MostPop" in screen.page.verdict.sentence.text()
        screen.page.table.setCurrentIndex(screen.model.index(column(screen, 1).index("ItemKNN"), 1))
        screen.open_lists()
        assert window.selection.against == window.selection.reference

    compare(steps)


def test_the_menu_of_a_row_pins_it_and_leaves_it_alone_in_the_plots(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.page.table.setCurrentIndex(screen.model.index(3, 1))
        run = screen.model.run(3)
        assert run is not None
        act(row_menu(screen, run, window), "Hold the others against this run")
        assert window.selection.reference == run.id
        act(row_menu(screen, run, window), "Show this run only")
        assert set(screen.curves.f1._drawn) == {run.id}
        act(row_menu(screen, run, window), "Show all runs")
        assert len(screen.curves.f1._drawn) == 4

    compare(steps)


def test_columns_are_hidden_shown_and_moved_and_a_copy_has_them_as_they_stand(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        assert "MAP@10" not in copied(screen)[0]
        screen.columns.show_column(MAP, True)
        screen.columns.show_column(REACH, False)
        screen.columns.move_column(PRECISION, -1)
        names = copied(screen)[0]
        assert names[:4] == ["Run", "P@10", "F1@10", "R@10"]
        assert "MAP@10" in names
        assert "Reach@10" not in names
        screen.columns.reset()
        assert copied(screen)[0][:3] == ["Run", "F1@10", "P@10"]

    compare(steps)


def test_the_choice_of_columns_is_kept(compare: Run) -> None:
    def first(screen: CompareScreen, _window: MainWindow) -> None:
        screen.columns.show_column(MAP, True)
        screen.columns.move_column(MAP, -1)

    def second(screen: CompareScreen, _window: MainWindow) -> None:
        assert copied(screen)[0][-2:] == ["MAP@10", "Fit"]

    compare(first)
    compare(second)


def test_the_settings_in_which_runs_differ_take_the_place_of_the_plots(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        wait_until(lambda: screen.page.differ.text().endswith("2"))
        screen.page.differ.click()
        table = screen.page.settings.table
        wait_until(table.hasFocus)
        assert not screen.curves.f1.isVisible()
        names = [table.model().index(row, 1).data() for row in range(table.model().rowCount())]
        assert names == ["model", "l2"]
        screen.page.settings.which._group.buttons()[1].click()
        assert {"shrink", "neighbours"} <= {
            table.model().index(row, 1).data() for row in range(table.model().rowCount())
        }
        press(table, Qt.Key.Key_Escape)
        assert screen.curves.f1.isVisible()

    compare(steps)


def test_the_settings_have_a_column_for_each_row_of_the_table_in_its_order(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        wait_until(lambda: screen.page.differ.text().endswith("2"))
        screen.page.differ.click()
        model = screen.page.settings.model
        assert len(model.titles()[2:]) == 4
        assert model.titles()[2:] == column(screen, 1)
        screen.page.table.sort_by(1)
        assert model.titles()[2:] == column(screen, 1)
        screen.page.filter.setText("pop")
        assert model.titles()[2:] == column(screen, 1)
        assert len(model.titles()[2:]) == 2

    compare(steps)


def test_the_keyboard_alone_filters_hides_and_opens_menu_and_lists(
    compare: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        window.activateWindow()
        screen.page.filter.setFocus()
        QTest.keyClicks(screen.page.filter, "most, fit >= 0")
        assert column(screen, 1) == ["MostPop"]
        screen.page.filter.selectAll()
        press(screen.page.filter, Qt.Key.Key_Delete)
        press(screen.page.filter, Qt.Key.Key_Return)
        table = screen.page.table
        assert QApplication.focusWidget() is table
        press(table, Qt.Key.Key_Down)
        press(table, Qt.Key.Key_Space)
        assert len(screen.curves.f1._drawn) == 3
        table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
        act(opened[0], "Show in the plots")
        assert len(screen.curves.f1._drawn) == 4
        press(table, Qt.Key.Key_Return)
        assert window.current == "shoppers"

    compare(steps)
