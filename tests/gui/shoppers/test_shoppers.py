"""Shoppers over a finished study: search, sort, history, what was bought later, two lists, export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.main_window import MainWindow
from gui.models import CELL_ROLE
from gui.shoppers.controller import ShoppersScreen
from tests.gui.conftest import App, press, settle, wait_until

Steps = Callable[[ShoppersScreen, MainWindow], None]
Run = Callable[[Steps], None]


@pytest.fixture
def shoppers(app: App, workspace: Path) -> Run:
    """Runs steps on the filled screen, EASE on the left and ItemKNN or MostPop on the right."""

    def run(steps: Steps) -> None:
        def inside(window: MainWindow) -> None:
            window.open_screen("shoppers")
            screen = window.shown_screen("shoppers")
            assert isinstance(screen, ShoppersScreen)
            wait_until(lambda: screen.states.state == "filled" and screen.page.shopper.state == "filled")
            steps(screen, window)

        assert app(inside, "--workspace", str(workspace)) == 0

    return run


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


def test_search_narrows_to_ids_that_begin_so(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        view = screen.shoppers._view
        assert view is not None
        wanted = str(view.ids[17].as_py())
        screen.page.list.search.setText(wanted)
        found = [screen.shoppers.index(row, 0).data() for row in range(screen.shoppers.rowCount())]
        assert wanted in found
        assert all(text.startswith(wanted) for text in found)
        screen.page.list.search.setText("no such id")
        assert screen.shoppers.rowCount() == 0
        assert screen.page.list.count.text() == "0 of 200 shoppers"

    shoppers(steps)


def test_gains_are_shoppers_whose_list_is_better(shoppers: Run) -> None:
    def steps(screen: ShoppersScreen, _window: MainWindow) -> None:
        combo = screen.page.list.kind
        combo.setCurrentIndex(combo.findData("better"))
        combo.activated.emit(combo.currentIndex())
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


def test_the_export_runs_in_the_background_and_says_how_many_rows(
    shoppers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "lists.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "")))

    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        screen.page.head.export.click()
        assert window.jobs.live()
        wait_until(lambda: not window.jobs.live())
        settle()
        with out.open(newline="", encoding="utf-8") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        assert window.status_text() == f"Saved {rows:,} rows to {out}"

    shoppers(steps)


def test_a_place_that_cannot_be_written_is_a_problem_in_words(
    shoppers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    out = tmp_path / "file" / "lists.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(out), "")))

    def steps(screen: ShoppersScreen, window: MainWindow) -> None:
        screen.page.head.export.click()
        wait_until(lambda: bool(window.jobs.problems))
        assert str(out.parent) in window.status_text()

    shoppers(steps)
