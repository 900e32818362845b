"""Finding a shopper: chips, search, the folded list, and the keyboard alone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui.main_window import MainWindow
from gui.models import CELL_ROLE
from gui.shoppers.controller import ShoppersScreen
from tests.gui import walk
from tests.gui.conftest import press, settle, wait_until
from tests.gui.shoppers.conftest import Run


def chips(screen: ShoppersScreen) -> list[str]:
    return [chip.text().strip() for chip in screen.page.list.filters._chips]


def whole(screen: ShoppersScreen) -> bool:
    """Whether the legend over the history stands there without an ellipsis."""
    caption = screen.page.history_panel.caption
    return caption.fontMetrics().horizontalAdvance(caption.text()) <= caption.width()


def test_every_filter_is_a_chip_that_takes_itself_off(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        filters, view = screen.page.list.filters, screen.shoppers._view
        assert view is not None
        filters.choose("evaluated")
        assert screen.shoppers.rowCount() == int((view.hits >= 0).sum())
        filters.choose("hits")
        assert chips(screen) == ["Evaluated", "With hits"]
        assert screen.shoppers.rowCount() == int((view.hits > 0).sum())
        filters._chips[1].click()
        assert chips(screen) == ["Evaluated"]
        assert screen.shoppers.rowCount() == int((view.hits >= 0).sum())

    shoppers(steps)


def test_a_filter_takes_the_place_of_the_one_it_contradicts(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        screen.page.list.filters.choose("better")
        screen.page.list.filters.choose("worse")
        assert [text.split()[0] for text in chips(screen)] == ["Losses"]
        view = screen.shoppers._view
        assert view is not None
        assert (view.delta[screen.shoppers.order] < 0).all()

    shoppers(steps)


def test_the_menu_offers_what_is_not_in_force(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        filters = screen.page.list.filters
        menu = filters.menu()
        assert [act.text() for act in menu.actions()][:3] == ["Evaluated", "With hits", "Without hits"]
        next(act for act in menu.actions() if act.text() == "Without hits").trigger()
        menu.deleteLater()
        assert filters.active == ("no-hits",)
        again = filters.menu()
        assert "Without hits" not in {act.text() for act in again.actions()}
        again.deleteLater()

    shoppers(steps)


def test_a_list_without_a_shopper_says_what_to_do(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        name = screen.page.head.name.text()
        screen.page.list.search.setText("no such id")
        assert screen.page.list.remark.isVisible()
        assert not screen.page.list.table.isVisible()
        assert screen.page.head.name.text() == name
        screen.page.list.search.clear()
        assert screen.page.list.table.isVisible()

    shoppers(steps)


def test_every_column_sorts_both_ways(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        header, model = screen.page.list.table.horizontalHeader(), screen.shoppers
        for column in range(4):
            for _ in range(2):
                header.sectionClicked.emit(column)
                key = model.sort_key(column)
                assert key is not None
                assert model.sorted_by is not None
                shown = key[model.order].astype(float)
                steps = np.diff(shown[np.isfinite(shown)])
                assert (steps <= 0).all() if model.sorted_by[1] else (steps >= 0).all()

    shoppers(steps)


def test_the_shopper_in_focus_stays_when_the_list_is_sorted(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        user = screen._user
        screen.page.list.table.horizontalHeader().sectionClicked.emit(1)
        assert screen.shoppers.position(screen.page.list.table.currentIndex().row()) == user

    shoppers(steps)


def test_a_narrow_window_folds_the_list_and_ctrl_f_opens_it(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        window.resize(1280, 800)
        settle()
        window.activateWindow()
        assert screen.page.list.width() < 80
        assert not screen.page.list.search.isVisible()
        screen.page.list.table.setFocus()
        press(screen.page.list.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert screen.page.list.search.hasFocus()
        assert walk.clipped(window) == []
        assert whole(screen)
        screen.page.list.fold.click()
        assert whole(screen)
        assert screen.page.list.width() < 80

    shoppers(steps)


def test_the_keyboard_alone_finds_a_shopper_and_compares_runs(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        window.activateWindow()
        page, first = screen.page, screen.page.head.name.text()
        page.list.table.setFocus()
        press(page.list.table, Qt.Key.Key_Down)
        wait_until(lambda: page.head.name.text() != first)
        press(page.list.table, Qt.Key.Key_BracketLeft)
        wait_until(lambda: page.head.name.text() == first)
        press(page.list.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        wanted = screen.shoppers.index(5, 0).data()
        QTest.keyClicks(page.list.search, wanted)
        press(page.list.search, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.list.table
        press(page.list.table, Qt.Key.Key_Return)
        lists = page.lists.table
        assert QApplication.focusWidget() is lists
        before = [combo.currentText() for combo in page.lists.runs]
        press(lists, Qt.Key.Key_Right)
        wait_until(lambda: page.lists.runs[0].currentText() != before[0])
        now = page.lists.runs[1].currentText()
        press(lists, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        wait_until(lambda: page.lists.runs[1].currentText() != now)
        assert len({combo.currentText() for combo in page.lists.runs}) == 2

    shoppers(steps)


def test_the_tool_tip_names_all_items_of_the_history_that_stand_behind_a_place(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        names = {combo.itemText(i): i for combo in screen.page.lists.runs[:1] for i in range(combo.count())}
        screen.page.lists.runs[0].setCurrentIndex(names["EASE"])
        screen.page.lists.runs[0].activated.emit(names["EASE"])
        ranked = screen.page.lists.table.ranked
        wait_until(lambda: any(item.reason for item in ranked.left))
        row = next(row for row, item in enumerate(ranked.left) if len(item.reason) > 1)
        cell = ranked.index(row, 1).data(CELL_ROLE)
        assert cell.reason
        shown = ranked.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
        assert "Because of: " in shown
        assert shown.count(",") >= len(ranked.left[row].reason) - 1
        assert cell.reason in shown

    shoppers(steps)


def test_chips_are_buttons_with_names(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        for kind in ("evaluated", "hits", "better"):
            screen.page.list.filters.choose(kind)
        settle()
        assert walk.nameless(window) == []
        assert walk.clipped(window) == []
        bar = screen.page.list.filters
        inside = [part for part in bar.findChildren(QPushButton) if part.isVisible()]
        assert all(bar.rect().contains(part.geometry()) for part in inside)

    shoppers(steps)


def choose_run(screen: ShoppersScreen, side: int, name: str) -> None:
    """Takes a run on one side, and waits for its list."""
    combo, view = screen.page.lists.runs[side], screen.shoppers._view
    combo.setCurrentIndex(combo.findText(name))
    combo.activated.emit(combo.currentIndex())
    wait_until(lambda: screen.shoppers._view is not view)
    settle()


def test_a_filter_keeps_its_shoppers_and_names_its_run_when_another_run_is_shown(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        screen.page.list.filters.choose("hits")
        was = [combo.currentText() for combo in screen.page.lists.runs]
        before = set(screen.shoppers.shown_ids())
        choose_run(screen, 0, "MostPop" if was[0] != "MostPop" else "EASE")
        assert set(screen.shoppers.shown_ids()) == before
        assert [chip.toolTip() for chip in screen.page.list.filters._chips] == [f"{was[0]}: With hits"]
        screen.page.list.filters.choose("no-hits")
        view = screen.shoppers._view
        assert view is not None
        assert set(screen.shoppers.shown_ids()) < before
        assert (view.hits[screen.shoppers.order] == 0).all()

    shoppers(steps)


def test_the_shopper_stays_when_another_run_is_chosen_on_another_screen(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        screen.page.list.filters.choose("hits")
        screen._step(3)
        wait_until(lambda: screen._shopper is not None and not window.bridge.waiting)
        settle()
        name, shopper, chosen = screen.page.head.name.text(), screen._shopper, window.selection
        other = next(run for run in chosen.study.runs if run not in (chosen.run, chosen.against))  # type: ignore[union-attr]
        chosen.choose_runs(other, chosen.against)
        wait_until(lambda: screen._shopper is not shopper)
        settle()
        assert screen.page.head.name.text() == name
        row = screen.page.list.table.currentIndex().row()
        assert screen.shoppers.position(row) == screen._user

    shoppers(steps)
