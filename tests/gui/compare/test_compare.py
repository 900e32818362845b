"""Compare over a finished study of the four baselines: the table is the legend, K moves everything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.compare.controller import CompareScreen
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from tests.gui.compare.conftest import Run, column
from tests.gui.conftest import press, wait_until


def test_every_run_has_a_row_and_a_line_in_every_plot(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        assert set(column(screen, 1)) == {"MostPop", "Category-pop", "ItemKNN", "EASE"}
        for plot in screen.curves.plots().values():
            assert len(plot._drawn) == 4

    compare(steps)


def test_the_best_run_stands_on_top_and_in_the_sentence(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        values = [float(text) for text in column(screen, 2)]
        assert values == sorted(values, reverse=True)
        assert screen.page.verdict.sentence.text().startswith(column(screen, 1)[0])
        wait_until(lambda: screen.evidence.claims is not None)
        assert " against " in screen.page.verdict.evidence.text()

    compare(steps)


def test_evaluated_and_left_out_shoppers_add_up(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        assert screen._means is not None
        evaluated, users, left_out = screen._means.counts()
        assert evaluated + sum(number for _, number in left_out) == users == 200
        assert f"{evaluated} of 200 shoppers evaluated" in screen.page.verdict.left_out.text()

    compare(steps)


def test_k_changes_header_values_and_sentence(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        before = column(screen, 2)
        screen.page.k.setValue(20)
        assert screen.model.titles()[2] == "F1@20"
        assert column(screen, 2) != before
        assert "K = 20" in screen.page.verdict.sentence.text()

    compare(steps)


def test_arrow_keys_move_k_enter_pins_it_and_esc_frees_it(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        plot = screen.curves.f1
        plot.setFocus()
        press(plot, Qt.Key.Key_Right)
        assert window.selection.k == 11
        assert screen.page.k.value() == 11
        press(plot, Qt.Key.Key_Return)
        assert plot.read_out is not None
        assert plot.read_out._state.text() == "pinned"
        press(plot, Qt.Key.Key_Escape)
        assert plot.read_out._state.text() == ""
        press(plot, Qt.Key.Key_Home)
        press(plot, Qt.Key.Key_Left)
        assert window.selection.k == 1

    compare(steps)


def test_hovering_reads_all_runs_out_best_first_and_leaves_the_table_alone(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        plot = screen.curves.f1
        plot.hovered.emit(4.2)
        assert plot.read_out is not None
        assert plot.read_out._k.text() == "K = 4"
        shown = [float(value.text()) for _, _, value in plot.read_out._rows if value.isVisible()]
        assert len(shown) == 4
        assert shown == sorted(shown, reverse=True)
        assert window.selection.k == 10
        plot.hovered.emit(None)
        assert plot.read_out._k.text() == "K = 10"

    compare(steps)


def test_a_click_pins_k_for_the_whole_screen(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.curves.precision.clicked.emit(7.3)
        assert window.selection.k == 7
        assert screen.page.k.value() == 7

    compare(steps)


def test_the_eye_hides_a_runs_lines_and_shows_them_again(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        eye = screen.model.index(1, 0)
        screen.page.table.cell_clicked.emit(eye)
        assert len(screen.curves.f1._drawn) == 3
        screen.page.table.cell_clicked.emit(eye)
        assert len(screen.curves.f1._drawn) == 4

    compare(steps)


def test_another_scope_has_other_counts_and_values(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        cross = column(screen, 2)
        texts = [button.text() for button in screen.page.scopes._group.buttons()]
        assert all(text.split()[-1].isdigit() for text in texts)
        screen.page.scopes.chosen.emit("repeat")
        assert window.selection.scope == "repeat"
        assert column(screen, 2) != cross

    compare(steps)


def test_a_header_sorts_in_numpy_and_again_the_other_way(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        header = screen.page.table.horizontalHeader()
        header.sectionClicked.emit(4)
        values = [float(text) for text in column(screen, 4)]
        assert values == sorted(values, reverse=True)
        header.sectionClicked.emit(4)
        assert [float(text) for text in column(screen, 4)] == values[::-1]

    compare(steps)


def test_ctrl_c_copies_the_table_as_tsv_with_header(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        press(screen.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
        assert len(lines) == 5
        assert lines[0][:2] == ["Run", "F1@10"]
        assert {len(line) for line in lines} == {12}

    compare(steps)


def test_enter_on_a_run_opens_its_lists_beside_the_reference(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        row = column(screen, 1).index("MostPop")
        screen.page.table.setCurrentIndex(screen.model.index(row, 1))
        press(screen.page.table, Qt.Key.Key_Return)
        shoppers = window.shown_screen("shoppers")
        assert isinstance(shoppers, ShoppersScreen)
        wait_until(lambda: shoppers.page.shopper.state == "filled")
        assert [combo.currentText() for combo in shoppers.page.lists.runs] == ["MostPop", "EASE"]

    compare(steps)
