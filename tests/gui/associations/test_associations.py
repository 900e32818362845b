"""Associations over a finished study, through the real window: maps, cursor, pairs, shoppers, export, states."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog

from engine.session import ImportDataset, RunStudy, Session
from engine.session.messages.associations import AssociationsQuery
from gui.associations.controller import AssociationsScreen
from gui.associations.shades import colour_table
from gui.associations.view import AssociationsPage
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from gui.style import look
from tests.gui import walk
from tests.gui.conftest import App, _do, press, settle, wait_until

ONE_SHELF = """
name = "one"
[interactions]
source = "log.csv"
user = "user"
item = "item"
time = "day"
[items]
source = "items.csv"
item = "item"
category = ["shelf"]
"""

Steps = Callable[[AssociationsScreen, MainWindow], None]
Run = Callable[[Steps], None]


def opened(window: MainWindow) -> AssociationsScreen:
    """The screen, once its maps and its pair are there."""
    press(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    screen = window.shown_screen("associations")
    assert isinstance(screen, AssociationsScreen)
    wait_until(lambda: screen.states.state != "loading")
    if screen.states.state == "filled":
        wait_until(lambda: screen.page.pair.states.state == "filled")
    return screen


@pytest.fixture
def associations(app: App, workspace: Path) -> Run:
    """Runs steps on the filled screen, with EASE."""

    def run(steps: Steps) -> None:
        def inside(window: MainWindow) -> None:
            wait_until(lambda: window.selection.study is not None)
            screen = opened(window)
            take(screen, screen.page.run, "EASE")
            steps(screen, window)

        assert app(inside, "--workspace", str(workspace)) == 0

    return run


def take(screen: AssociationsScreen, combo: QComboBox, text: str) -> None:
    """Takes a choice that begins so, and waits for its maps and pair."""
    index = next(i for i in range(combo.count()) if combo.itemText(i).startswith(text))
    if combo.currentIndex() == index:
        return
    before, pair = screen._maps, screen._pair
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
    wait_until(lambda: screen._maps is not before and screen._pair is not pair)


def middle(screen: AssociationsScreen, view: int, row: int, column: int) -> QPoint:
    return screen.page.maps.grid.rect(view, row, column).center()


def wheel(screen: AssociationsScreen, point: QPointF, turn: int) -> None:
    maps = screen.page.maps
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    glob = QPointF(maps.mapToGlobal(point.toPoint()))
    QApplication.sendEvent(maps, QWheelEvent(point, glob, QPoint(), QPoint(0, turn), buttons, keys, phase, False))


def test_both_maps_are_images_of_what_model_and_data_say(associations: Run) -> None:
    def steps(screen: AssociationsScreen, window: MainWindow) -> None:
        maps, view = screen.page.maps, screen._maps
        assert view is not None
        picture = maps.grab().toImage()
        tables = [colour_table(look().theme.name, signed) for signed in (True, False)]
        for number, shades in enumerate((view.weight_shades, view.lift_shades)):
            for row, column in ((2, 5), (7, 1), (11, 9)):
                if (row, column) != maps.pin and row != maps.pin[0] and column != maps.pin[1]:
                    seen = picture.pixelColor(middle(screen, number, row, column)).rgb()
                    assert seen == tables[number][shades[row, column]] & 0xFFFFFFFF
        assert screen.page.agreement.text().startswith("ρ = ")
        assert window.title() == "Associations"

    associations(steps)


def test_the_pointer_over_one_map_reads_both(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        maps, view = screen.page.maps, screen._maps
        assert view is not None
        QTest.mouseMove(maps, middle(screen, 0, 3, 8))
        wait_until(lambda: maps.hover == (3, 8))
        text = maps._read_out.text()
        assert f"{view.names[3]} → {view.names[8]}" in text
        assert "weight" in text
        assert "lift" in text or "Too few" in text
        QTest.mouseMove(maps, QPoint(2, 2))
        wait_until(lambda: maps.hover is None)
        assert not maps._read_out.isVisible()

    associations(steps)


def test_a_click_pins_the_pair_and_opens_its_details(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        maps, view = screen.page.maps, screen._maps
        assert view is not None
        row, column = next(zip(*np.nonzero((view.users > 5) & (view.codes[:, None] != view.codes)), strict=True))
        QTest.mouseClick(maps, Qt.MouseButton.LeftButton, pos=middle(screen, 1, row, column))
        title = f"{view.names[row]} → {view.names[column]}"
        wait_until(lambda: screen.page.pair.title.text() == title)
        facts = {name: parts[1].text() for name, parts in screen.page.pair.facts.items()}
        assert facts["support"] == str(view.users[row, column])
        assert " to " in facts["interval"]
        assert facts["confidence"].endswith("%")
        assert screen.page.pair.lift.text() == f"{view.lifts[row, column]:.2f}×"

    associations(steps)


def test_by_keyboard_alone_arrows_walk_and_enter_opens_the_shoppers_behind(associations: Run) -> None:
    def steps(screen: AssociationsScreen, window: MainWindow) -> None:
        maps = screen.page.maps
        screen.page.level.setFocus()
        press(window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is maps
        before = maps.pin
        assert before is not None
        step, key = (1, Qt.Key.Key_Down) if before[0] == 0 else (-1, Qt.Key.Key_Up)
        press(maps, key)
        assert maps.pin == (before[0] + step, before[1])
        assert " → " in maps.accessibleDescription()
        press(maps, Qt.Key.Key_Up if step == 1 else Qt.Key.Key_Down)
        wait_until(lambda: screen._pair is not None and screen._pair.users > 0 and not screen._soon.isActive())
        wait_until(lambda: not window.bridge.waits("associations: pair"))
        pair = screen._pair
        assert pair is not None
        press(maps, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert f"{pair.row} → {pair.column}" in QApplication.clipboard().text()
        press(maps, Qt.Key.Key_Return)
        shoppers = window.shown_screen("shoppers")
        assert isinstance(shoppers, ShoppersScreen)
        wait_until(lambda: shoppers.states.state == "filled" and shoppers.shoppers.rowCount() == pair.users)
        shown = {shoppers.shoppers.position(row) for row in range(pair.users)}
        assert shown == set(pair.positions.tolist())

    associations(steps)


def test_the_wheel_zooms_both_maps_about_the_pointer_down_to_three_pixels(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        take(screen, screen.page.show_, "all")
        grid = screen.page.maps.grid
        assert grid.n == screen._maps.total  # type: ignore[union-attr]
        assert grid.cell >= 3
        least = grid.cell
        point = QPointF(middle(screen, 0, *grid.cell_at(QPointF(grid.lefts[0] + 40, grid.top + 40))))  # type: ignore[misc]
        cell = grid.cell_at(point)
        for _ in range(9):
            wheel(screen, point, 120)
        assert grid.cell > 9
        assert grid.labelled
        assert grid.cell_at(QPointF(grid.rect(1, *cell).center())) == cell  # type: ignore[misc]
        for _ in range(12):
            wheel(screen, point, -120)
        assert grid.cell == least

    associations(steps)


def test_pairs_in_which_both_disagree_lead_into_the_maps(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        take(screen, screen.page.show_, "all")
        panel = next(p for p in (screen.page.only_data, screen.page.only_model) if p.model.pairs)
        pair = panel.model.pairs[-1]
        panel.table.setCurrentIndex(panel.model.index(len(panel.model.pairs) - 1, 0))
        assert screen.page.maps.pin == (pair.row, pair.column)
        wait_until(lambda: screen._pair is not None and screen._pair.users == pair.users)
        press(panel.table, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is screen.page.maps

    associations(steps)


def test_another_order_keeps_the_pair(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        before = screen.page.pair.title.text()
        take(screen, screen.page.order, "clustered")
        settle()
        assert screen.page.pair.title.text() == before

    associations(steps)


def test_a_run_without_weights_says_why_and_keeps_the_data_map(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        take(screen, screen.page.run, "MostPop")
        maps = screen.page.maps
        assert maps.remark.isVisible()
        assert "MostPop keeps no weights" in maps.remark.text()
        assert maps._there() == [1]
        assert not screen.page.below.isVisible()

    associations(steps)


def test_pairs_are_exported_as_csv_and_the_maps_as_pictures(
    associations: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "pairs.csv", tmp_path / "maps.png", tmp_path / "maps.svg"]
    chosen = iter(files)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(next(chosen)), "")))

    def steps(screen: AssociationsScreen, window: MainWindow) -> None:
        total = screen._maps.total  # type: ignore[union-attr]
        QTest.mouseClick(screen.page.export, Qt.MouseButton.LeftButton)
        wait_until(lambda: files[0].exists() and not window.jobs.live())
        with files[0].open(newline="", encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == total * (total - 1)
        for _ in files[1:]:
            QTest.mouseClick(screen.page.export, Qt.MouseButton.LeftButton)
        assert QImage(str(files[1])).width() == 2 * screen.page.maps.width()
        assert b"<svg" in files[2].read_bytes()[:400]

    associations(steps)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_screen_can_be_read_at_every_size_and_theme(associations: Run, language: str) -> None:
    def steps(screen: AssociationsScreen, window: MainWindow) -> None:
        window.use_language(language)  # type: ignore[arg-type]
        for theme in ("light", "dark"):
            look().choose(theme)  # type: ignore[arg-type]
            for width, height in ((1280, 800), (1920, 1080)):
                window.resize(width, height)
                settle()
                wait_until(lambda: not window.bridge.waits("associations: maps"))
                where = f"{language} {theme} {width} × {height}"
                assert walk.clipped(window) == [], where
                assert walk.nameless(window) == [], where
                assert walk.faint(window) == [], where
        assert screen.states.state == "filled"

    associations(steps)


def test_without_a_finished_run_the_screen_says_what_will_stand_here(app: App, small_workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        assert opened(window).states.state == "empty"

    assert app(steps, "--workspace", str(small_workspace)) == 0


def test_a_study_without_categories_is_told_and_not_mapped(app: App, small_recipe: Path, tmp_path: Path) -> None:
    lines = small_recipe.read_text(encoding="utf-8").split("[items]")[0].replace('"small"', '"plain"')
    recipe = small_recipe.parent / "plain.toml"
    recipe.write_text(lines, encoding="utf-8")
    study = tmp_path / "plain-study.toml"
    study.write_text('baselines = false\n[protocol]\nmax_k = 5\n[[models]]\nmodel = "mostpop"\n', encoding="utf-8")
    with Session(tmp_path / "workspace") as session:
        _do(session, ImportDataset(recipe))
        _do(session, RunStudy(study, device="cpu"))

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.selection.study is not None)
        screen = opened(window)
        assert screen.states.state == "empty"
        assert screen.states._title.text() == "This study has no categories"
        answers: list[Any] = []
        study = window.selection.study
        assert study is not None
        window.bridge.ask(AssociationsQuery(study.runs[0]), "test", answers.append, answers.append)
        wait_until(lambda: bool(answers))
        assert answers[0].code == "map-level"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_one_category_is_no_map(app: App, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "user,item,day\n"
        + "".join(f"{user},{user % 5 + k},2024-0{1 + k}-1{user % 9}\n" for user in range(30) for k in range(6)),
        encoding="utf-8",
    )
    (tmp_path / "items.csv").write_text("item,shelf\n" + "".join(f"{i},all\n" for i in range(12)), encoding="utf-8")
    recipe = tmp_path / "one.toml"
    recipe.write_text(ONE_SHELF, encoding="utf-8")
    study = tmp_path / "study.toml"
    study.write_text(
        'baselines = false\n[protocol]\nmax_k = 5\nscopes = ["all"]\n[[models]]\nmodel = "mostpop"\n', encoding="utf-8"
    )
    with Session(tmp_path / "workspace") as session:
        _do(session, ImportDataset(recipe))
        _do(session, RunStudy(study, device="cpu"))

    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.selection.study is not None)
        screen = opened(window)
        assert screen.states.state == "empty"
        assert screen.states._title.text() == "One category is no map"

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0


def test_a_dataset_deleted_meanwhile_is_an_error_with_another_try(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.selection.study is not None)
        shutil.rmtree(workspace / "datasets" / "small")
        screen = opened(window)
        assert screen.states.state == "error"
        assert window.jobs.problems[-1].problem.code == "folder-gone"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_signed_weights_have_a_scale_about_nothing_and_others_one_about_the_usual(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        scales = screen.page.maps.scales
        assert [scale.signed for scale in scales] == [True, False]
        take(screen, screen.page.run, "ItemKNN")
        assert [scale.signed for scale in scales] == [False, False]

    associations(steps)


def test_a_grey_cell_says_why_under_the_pointer_and_on_the_scale(associations: Run) -> None:
    def steps(screen: AssociationsScreen, _window: MainWindow) -> None:
        maps, view = screen.page.maps, screen._maps
        assert view is not None
        grey = np.argwhere((view.lift_shades == 0) & (view.weight_shades > 0))
        assert len(grey)
        row, column = (int(place) for place in grey[0])
        assert "Too few to say" in screen._wording.read_out(view, row, column)
        assert "does not lead to itself" in screen._wording.read_out(view, 2, 2)
        assert maps.scales[1].toolTip() == (
            "Grey: fewer than 5 shoppers took this step, and fewer were to be expected."
        )
        assert maps.scales[0].toolTip().startswith("Grey: the model keeps no weight here")

    associations(steps)


def test_the_gap_beside_the_maps_is_where_it_was_put(associations: Run) -> None:
    def steps(screen: AssociationsScreen, window: MainWindow) -> None:
        window.resize(1440, 900)
        settle()
        page, wide = screen.page, screen.page.pair.width()
        press(page._whole.handle(1), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert page.pair.width() == wide + 60
        window.resize(1920, 1080)
        settle()
        assert page.pair.width() == wide + 60
        assert AssociationsPage()._whole._chosen == (1.0, wide + 60)

    associations(steps)
