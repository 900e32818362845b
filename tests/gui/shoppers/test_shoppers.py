"""Shoppers over a finished study: search, sort, history, what was bought later, two lists, export."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.main_window import MainWindow
from gui.models import CELL_ROLE
from gui.shoppers.controller import ShoppersScreen
from gui.shoppers.model import GAP
from tests.gui.conftest import press, wait_until
from tests.gui.shoppers.conftest import Run


def test_all_shoppers_with_history_are_listed_with_gains_first(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        assert screen.shoppers.rowCount() == 200
        view = screen.shoppers._view
        assert view is not None
        shown = view.delta[screen.shoppers.order]
        finite = shown[np.isfinite(shown)]
        assert np.all(np.diff(finite) <= 0)
        assert np.isnan(shown[len(finite) :]).all()

    shoppers(steps)


def test_search_narrows_to_ids_that_hold_the_text_anywhere(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        view = screen.shoppers._view
        assert view is not None
        wanted = str(view.ids[117].as_py())
        screen.page.list.search.setText(wanted[1:])
        found = [screen.shoppers.index(row, 0).data() for row in range(screen.shoppers.rowCount())]
        assert wanted in found
        assert all(wanted[1:] in text for text in found)
        screen.page.list.search.setText("no such id")
        assert screen.shoppers.rowCount() == 0
        assert screen.page.list.count.text() == "0 of 200 shoppers"

    shoppers(steps)


def test_gains_are_shoppers_whose_list_is_better(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        screen.page.list.filters.choose("better")
        view = screen.shoppers._view
        assert view is not None
        assert 0 < screen.shoppers.rowCount() < 200
        assert (view.delta[screen.shoppers.order] > 0).all()

    shoppers(steps)


def test_ids_sort_as_numbers(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        screen.shoppers.sort(0, Qt.SortOrder.AscendingOrder)
        ids = [int(screen.shoppers.index(row, 0).data()) for row in range(200)]
        assert ids == sorted(ids)

    shoppers(steps)


def test_hits_of_the_list_are_those_of_the_marks(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        view, row = screen.shoppers._view, screen.page.list.table.currentIndex().row()
        assert view is not None
        told = int(view.hits[screen.shoppers.order[row]])
        ranked = screen.page.lists.table.ranked
        assert ranked.hits()[0] == told
        marks = [ranked.index(r, 1).data(CELL_ROLE).mark for r in range(window.selection.k)]
        assert marks.count("hit") == told
        assert screen.page.lists.hits[0].text().startswith(str(told))

    shoppers(steps)


def test_what_was_bought_later_has_its_rank_where_the_list_has_it(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        shopper = screen._shopper
        assert shopper is not None
        ranks = {item.item: item.rank for item in shopper.ranked}
        assert shopper.later
        for item in shopper.later:
            assert item.rank == ranks.get(item.item)
        assert screen.later.rowCount() == len(shopper.later)

    shoppers(steps)


def test_the_history_names_a_department_once(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        model = screen.history
        departments = [model.index(row, 0).data() for row in range(model.rowCount())]
        named = [text for text in departments if text]
        assert named
        assert len(named) == len(set(named))

    shoppers(steps)


def test_the_history_and_what_was_bought_later_call_categories_as_the_dataset_does(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        study = window.selection.study
        assert study is not None
        assert screen.history.titles()[:2] == ["Department", study.level]
        assert screen.later.titles()[1] == study.level

    shoppers(steps)


def test_the_gap_says_where_an_item_stands_in_the_other_list(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        ranked, other = screen.page.lists.table.ranked, screen.page.lists.runs[1].currentText()
        places = {item.item: item.rank for item in ranked.right}
        told = {row: ranked.index(row, GAP).data(Qt.ItemDataRole.ToolTipRole) for row in range(len(ranked.left))}
        outside = [row for row, item in enumerate(ranked.left) if item.item not in places]
        assert outside
        for row, text in told.items():
            rank = places.get(ranked.left[row].item)
            absent = f"Outside the list of {other}, which ends at rank {len(ranked.right)}"
            assert text == (f"Rank {rank} in the list of {other}" if rank else absent)

    shoppers(steps)


def test_brackets_step_through_the_shoppers(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        first = screen.page.head.name.text()
        screen._step(1)
        wait_until(lambda: screen.page.head.name.text() != first)
        screen._step(-1)
        wait_until(lambda: screen.page.head.name.text() == first)

    shoppers(steps)


def test_swapping_the_runs_turns_every_difference_round(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        view = screen.shoppers._view
        assert view is not None
        names = [combo.currentText() for combo in screen.page.lists.runs]
        screen.page.lists.swap.click()
        wait_until(lambda: screen.shoppers._view is not view)
        turned = screen.shoppers._view
        assert turned is not None
        assert [combo.currentText() for combo in screen.page.lists.runs] == names[::-1]
        np.testing.assert_allclose(turned.delta, -view.delta)

    shoppers(steps)


def test_another_scope_asks_for_other_lists(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        before = screen._shopper
        screen.page.scopes.chosen.emit("repeat")
        wait_until(lambda: screen._shopper is not before)
        assert screen.page.later_panel.title.text() == "Bought later, counted in this scope"

    shoppers(steps)


def test_up_and_down_move_through_both_lists_together(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        table = screen.page.lists.table
        table.setFocus()
        press(table, Qt.Key.Key_Down)
        assert table.currentIndex().row() == 1
        assert {index.row() for index in table.selectionModel().selectedRows()} == {1}

    shoppers(steps)


def test_a_hit_is_never_told_by_colour_alone(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        ranked = screen.page.lists.table.ranked
        for row in range(ranked.rowCount()):
            spoken = ranked.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken.startswith("hit" if ranked.left[row].hit else "miss")

    shoppers(steps)


def test_the_export_opens_for_the_shopper_who_is_shown(shoppers: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(MainWindow, "export_lists", lambda _window, users=(), chosen=False: asked.extend(users))

    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        assert screen._shopper is not None
        screen.page.head.export.click()
        assert asked == [screen._shopper.id]

    shoppers(steps)


def test_a_question_that_comes_late_while_the_window_closes_is_dropped(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        window.bridge.close(30.0)
        screen._ask_shopper()
        assert not window.bridge.waits("shoppers: one")

    shoppers(steps)


def test_ctrl_e_exports_the_shoppers_that_the_button_of_the_screen_exports(
    shoppers: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        MainWindow, "export_lists", lambda _window, users=(), chosen=False: asked.append((*users, str(chosen)))
    )

    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        screen.page.head.export.click()
        press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert len(asked) == 2
        assert asked[0] == asked[1]

    shoppers(steps)
