"""Whom a recommender serves, over the same finished study."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.session.messages.evaluating import SegmentsView
from gui.compare.controller import CompareScreen
from gui.compare.segment_rows import segment_rows
from gui.compare.segments_face import SegmentsFace
from gui.compare.segments_model import SegmentsModel
from gui.main_window import MainWindow
from tests.gui.compare.conftest import Run
from tests.gui.conftest import wait_until


def opened(screen: CompareScreen) -> SegmentsFace:
    """The face, with its first answer."""
    screen.faces.turn("segments")
    face = screen.faces.face
    assert isinstance(face, SegmentsFace)
    wait_until(lambda: face.states.state == "filled" and face.model.rowCount() > 0)
    return face


def answer(face: SegmentsFace) -> SegmentsView:
    assert face._answered is not None
    return face._answered[1]


def choose(face: SegmentsFace, by: str) -> None:
    row = face.choice.findData(by)
    face.choice.setCurrentIndex(row)
    face.choice.activated.emit(row)
    wait_until(lambda: face._answered is not None and face._answered[1].by == by)


def view_of(names: tuple[str, ...], users: list[int], by: str = "user:income", rest: int = -1) -> SegmentsView:
    """An answer of no run."""
    nothing, pairs = np.zeros((0, len(names))), np.zeros((2, 0, len(names)))
    of_items = by in ("category", "popularity")
    sizes = np.array(users)
    state = np.zeros((1, len(names)), np.int8)
    return SegmentsView(
        (), by, (by,), of_items, names, rest, sizes, nothing, pairs, pairs, nothing, pairs, pairs, state, ""
    )


def test_segments_hold_all_evaluated_shoppers(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        shoppers = [int(face.model.index(row, 1).data().replace(",", "")) for row in range(face.model.rowCount())]
        assert screen._means is not None
        assert sum(shoppers) == screen._means.counts()[0]

    compare(steps)


def test_the_means_of_all_segments_together_are_those_of_the_runs_table(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = opened(screen)
        view, means = answer(face), screen._means
        assert means is not None
        for row, run in enumerate(view.runs):
            whole = float((view.mean[row] * view.users)[view.users > 0].sum() / view.users.sum())
            np.testing.assert_allclose(whole, means.value(run, means.metric, window.selection.k))

    compare(steps)


def test_segments_follow_k_and_the_selected_run(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = opened(screen)
        window.selection.choose_k(5)
        assert face.left.caption.text() == "drawing anew…"
        assert face.model.rowCount()  # the old values stay, under their own name, until the new ones are there
        assert face.right.title.text().endswith("F1@10")
        wait_until(lambda: face.left.caption.text().startswith("F1@5"))
        table = screen.page.table
        table.setCurrentIndex(screen.model.index(screen.model.rowCount() - 1, 1))
        last = screen.model.run(screen.model.rowCount() - 1)
        assert last is not None
        wait_until(lambda: face.model.titles()[2] == last.name)
        assert face.model.titles()[3] == "EASE"

    compare(steps)


def test_the_reference_itself_is_passed_over_for_the_best_of_the_others(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = opened(screen)
        ease = next(run for run in screen._means.runs if run.name == "EASE")  # type: ignore[union-attr]
        screen.page.table.setCurrentIndex(screen.model.index(screen.model.runs().index(ease), 1))
        wait_until(lambda: window.selection.run == ease.id)
        assert screen._means is not None
        rival = screen._means.rival(window.selection.k)
        assert rival is not None
        wait_until(lambda: face.model.titles()[2:4] == [rival.name, "EASE"])

    compare(steps)


def test_few_shoppers_are_words_and_no_value(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        choose(face, "category")
        view = answer(face)
        few = np.flatnonzero((view.users > 0) & (view.users < 30))
        assert len(few)
        names = [face.model.index(row, 0).data() for row in range(face.model.rowCount())]
        row = names.index(view.names[few[0]])
        cells = [face.model.index(row, column).data() for column in range(2, 6)]
        assert sorted(cells) == ["", "", "", "too few"]
        assert "too few to say anything" in face.multiples.told(row)

    compare(steps)


def test_arrow_keys_walk_over_the_panels_and_take_the_table_along(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        face.multiples.setFocus()
        QTest.keyClick(face.multiples, Qt.Key.Key_Right)
        assert face.table.currentIndex().row() == 0
        QTest.keyClick(face.multiples, Qt.Key.Key_End)
        assert face.table.currentIndex().row() == face.model.rowCount() - 1
        assert face.multiples.accessibleDescription() == face.multiples.told(face.model.rowCount() - 1)

    compare(steps)


def test_enter_opens_the_shoppers_of_a_segment(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = opened(screen)
        choose(face, "popularity")
        face.table.setCurrentIndex(face.model.index(1, 0))
        number = int(face.model.index(1, 1).data().replace(",", ""))
        QTest.keyClick(face.table, Qt.Key.Key_Return)
        wait_until(lambda: window.current == "shoppers")
        shoppers = window.shown_screen("shoppers")
        wait_until(lambda: shoppers.shoppers.rowCount() == number)  # type: ignore[union-attr]

    compare(steps)


def test_the_segments_are_drawn_and_the_drawing_changes_with_the_choice(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        before = face.multiples.grab().toImage()
        choose(face, "popularity")
        assert face.multiples.grab().toImage() != before
        assert "stays whole" in face.note.text()

    compare(steps)


def test_every_choice_of_the_dataset_has_an_answer(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        choices = [str(face.choice.itemData(row)) for row in range(face.choice.count())]
        assert {"activity", "tenure", "categories", "category", "popularity"} <= set(choices)
        for by in choices:
            choose(face, by)
            assert face.model.rowCount() > 0

    compare(steps)


def test_what_cannot_be_read_is_said_with_a_way_to_try_again(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = opened(screen)
        face.choice.addItem("Shoe size", "user:shoe_size")
        row = face.choice.count() - 1
        face.choice.setCurrentIndex(row)
        face.choice.activated.emit(row)
        wait_until(lambda: face.states.state == "error")
        assert "shoe_size" in face.states._text.text()
        face.states._button.click()
        wait_until(lambda: face.states.state == "filled" and face.model.rowCount() > 0)

    compare(steps)


def test_values_with_numbers_stand_upwards_and_the_unknown_last() -> None:
    view = view_of(("35-49K", "Under 15K", "", "15-24K", "125-149K"), [9, 8, 7, 6, 5])
    assert segment_rows(view, (), "").names == ("Under 15K", "15-24K", "35-49K", "125-149K", "unknown")


def test_values_without_numbers_stand_by_their_shoppers_and_the_rarer_ones_after_them() -> None:
    view = view_of(("Renter", "…", "Homeowner", ""), [3, 99, 50, 70], rest=1)
    assert segment_rows(view, (), "").names == ("Homeowner", "Renter", "all others", "unknown")


def test_categories_nobody_bought_from_have_no_row() -> None:
    assert segment_rows(view_of(("A", "B"), [0, 4], by="category"), (), "").names == ("B",)


def test_a_band_that_leaves_out_zero_is_said_in_a_word() -> None:
    rows = segment_rows(view_of(("1", "2", "3"), [40, 40, 40]), (), "")
    model = SegmentsModel()
    lower, upper = np.array([0.1, -0.3, -0.1]), np.array([0.3, -0.1, 0.2])
    model.set_rows(replace(rows, difference=(lower + upper) / 2, lower=lower, upper=upper), "F1@10", "a", "b")
    said = [cast(str, model.index(row, 5).data()) for row in range(3)]
    assert said == ["better", "worse", "not shown"]
