"""Studies that are small, empty, damaged or oddly named: a sentence in place, and nothing falls."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from engine.evaluation import Hits
from gui.compare.controller import CompareScreen
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from tests.gui import walk
from tests.gui.compare.conftest import Run
from tests.gui.conftest import App, settle, wait_until

NAMES = ("基线 中文", "نموذج أساسي", "🛒🥕 emoji", "A very long name " * 30)


def manifests(workspace: Path) -> list[Path]:
    return sorted((workspace / "runs").glob("*/manifest.json"))


def rename(workspace: Path, names: Iterable[str]) -> None:
    """Gives the runs other names, as a study file could have."""
    for file, name in zip(manifests(workspace), names, strict=True):
        facts = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(facts | {"name": name}), encoding="utf-8")


def shoppers_of(window: MainWindow) -> ShoppersScreen:
    window.open_screen("shoppers")
    screen = window.shown_screen("shoppers")
    assert isinstance(screen, ShoppersScreen)
    wait_until(lambda: screen.states.state == "filled" and screen.page.shopper.state == "filled")
    return screen


def test_a_study_with_one_run_says_that_there_is_nothing_to_compare(compare: Run, workspace: Path) -> None:
    for file in manifests(workspace)[1:]:
        shutil.rmtree(file.parent)

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        assert screen.model.rowCount() == 1
        assert screen.page.verdict.sentence.text().endswith("is the only run so far")
        assert not screen.page.against.isEnabled()
        shoppers = shoppers_of(window)
        assert shoppers.page.lists.table.ranked.right == ()
        assert not shoppers.page.lists.runs[1].isVisible()
        assert "better" not in shoppers.page.list.filters._texts
        assert shoppers.shoppers.titles()[3] == "F1@10"
        shown = [shoppers.shoppers.index(row, 3).data() for row in range(20)]
        assert shown == sorted(shown, reverse=True)
        assert float(shown[0]) > 0
        assert walk.clipped(window) == []

    compare(steps)


def test_a_study_without_a_hit_leads_nobody_and_draws_zeros(compare: Run, workspace: Path) -> None:
    for file in (workspace / "runs").glob("*/hits/cross.npz"):
        hits = Hits.open(file)
        Hits(hits.users, np.zeros_like(hits.hit), hits.relevant, hits.length).save(file)

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        assert screen.page.verdict.sentence.text() == "No run has a hit at K = 10"
        low, high = screen.curves.f1.y_range
        assert low == 0
        assert high > 0.001
        shoppers = shoppers_of(window)
        shoppers.page.list.filters.choose("hits")
        assert shoppers.shoppers.rowCount() == 0
        assert shoppers.page.list.remark.isVisible()

    compare(steps)


def test_names_in_any_script_and_of_any_length_are_cut_where_the_room_ends(compare: Run, workspace: Path) -> None:
    rename(workspace, NAMES)

    def steps(screen: CompareScreen, window: MainWindow) -> None:
        window.resize(1280, 800)
        settle()
        assert {screen.model.index(row, 1).data() for row in range(4)} == set(NAMES)
        assert walk.clipped(screen.view) == []
        assert screen.curves.f1.read_out is not None
        assert screen.curves.f1.read_out.width() < screen.curves.f1.width()
        assert screen.view.width() < 1280
        shoppers = shoppers_of(window)
        window.resize(1280, 800)
        settle()
        assert window.width() == 1280
        assert [w for w in walk.clipped(shoppers.view) if w not in NAMES] == []

    compare(steps)


def test_runs_deleted_under_the_window_leave_the_screens_standing(compare: Run, workspace: Path) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        shoppers = shoppers_of(window)
        for file in manifests(workspace):
            shutil.rmtree(file.parent)
        shoppers._step(1)
        wait_until(lambda: shoppers.page.shopper.state == "error")
        assert "deleted while it was in use" in shoppers.page.shopper._text.text()
        shoppers.page.shopper._button.click()
        wait_until(lambda: shoppers.states.state in ("empty", "error"))
        window.open_screen("compare")
        wait_until(lambda: screen.states.state in ("empty", "error"))
        assert screen.states._text.text()
        assert screen.states._button.isVisible()

    compare(steps)


def test_one_deleted_run_is_left_out_once_the_workspace_is_read_again(compare: Run, workspace: Path) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        gone = next(file for file in manifests(workspace) if "mostpop" in file.parent.name)
        shutil.rmtree(gone.parent)
        screen._ask_again()
        wait_until(lambda: screen.states.state == "filled" and screen.model.rowCount() == 3)
        assert "MostPop" not in {screen.model.index(row, 1).data() for row in range(3)}

    compare(steps)


ONE = """
name = "one"
[interactions]
source = "one.csv"
user = "user"
item = "item"
time = "at"
"""


@pytest.fixture
def one_shopper(tmp_path: Path) -> Path:
    """A workspace with a study over one shopper, in a dataset without titles and categories."""
    from engine.session import ImportDataset, RunStudy, Session
    from tests.gui.conftest import _do

    folder = tmp_path / "one-workspace"
    folder.mkdir()
    rows = ["user,item,at", *(f"7,SKU-{n % 5},2024-01-{n + 1:02}" for n in range(20)), "7,SKU-9,2024-01-30"]
    rows += [f"8,SKU-9,2024-01-{n + 1:02}" for n in range(2)]
    (tmp_path / "one.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "one.toml").write_text(ONE, encoding="utf-8")
    study = tmp_path / "study.toml"
    study.write_text(
        '[protocol]\nmax_k = 3\nsplit = { test_start = "2024-01-25", validation_start = "2024-01-15" }\n',
        encoding="utf-8",
    )
    with Session(folder) as session:
        _do(session, ImportDataset(tmp_path / "one.toml"))
        _do(session, RunStudy(study, dataset="one", device="cpu"))
    return folder


def test_one_shopper_without_titles_and_categories_is_shown_by_ids(app: App, one_shopper: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        compare = window.shown_screen("compare")
        assert isinstance(compare, CompareScreen)
        wait_until(lambda: compare.states.state == "filled")
        assert "1 of 2 shoppers evaluated" in compare.page.verdict.left_out.text()
        shoppers = shoppers_of(window)
        assert shoppers.page.no_categories.isVisible()
        assert not shoppers.page.history.isVisible()
        assert shoppers.page.lists.table.ranked.index(0, 1).data().startswith("SKU-")
        assert walk.clipped(window) == []

    assert app(steps, "--workspace", str(one_shopper)) == 0
