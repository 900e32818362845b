"""One list over everything in parts, over a finished study that ranked one, and over one that did not."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.session import RunStudy, Session
from gui.compare.controller import CompareScreen
from gui.compare.parts_face import PartsFace
from gui.main_window import MainWindow
from tests.engine.session.conftest import Driver
from tests.gui.compare.conftest import Run
from tests.gui.conftest import App, wait_until

EVERYTHING = """
[protocol]
min_item_users = 2
split = { test_start = "2017-11-06" }
scopes = ["any", "cross"]
max_k = 20
"""


@pytest.fixture(scope="module")
def everything(studied: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose newest study ranked everything."""
    folder = tmp_path_factory.mktemp("everything")
    shutil.copytree(studied, folder / "workspace")
    (folder / "everything.toml").write_text(EVERYTHING, encoding="utf-8")
    with Session(folder / "workspace") as session:
        Driver(session).result(RunStudy(folder / "everything.toml", device="cpu"))
    return folder / "workspace"


def figures(face: PartsFace, kind: str, row: int) -> list[float]:
    """A row of a table without its run."""
    model = face.models[kind]
    texts = [str(model.index(row, column).data()) for column in range(1, model.columnCount())]
    return [float(text.split("\N{NO-BREAK SPACE}")[0].strip("< ")) for text in texts if text]


def test_parts_add_up_to_the_recall_of_the_list_and_follow_k(app: App, everything: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        screen = window.shown_screen("compare")
        assert isinstance(screen, CompareScreen)
        wait_until(lambda: screen.states.state == "filled")
        screen.faces.turn("parts")
        face = screen.faces.face
        assert isinstance(face, PartsFace)
        wait_until(lambda: face.states.state == "filled" and face.models["recall"].rowCount() == 4)
        view = screen._answer
        assert view is not None
        for k in (10, 3):
            window.selection.choose_k(k)
            wait_until(lambda k=k: face.models["contribution"].titles()[1].startswith(f"R@{k},"))  # type: ignore[misc]
            for row in range(4):
                name = face.models["recall"].index(row, 0).data()
                place = next(place for place, run in enumerate(view.runs) if run.name == name)
                whole, *parts = figures(face, "contribution", row)
                assert whole == pytest.approx(float(view.curves["any", "recall"][place, k - 1]), abs=5e-5)
                assert whole == pytest.approx(sum(parts), abs=2e-4)
                assert np.sum(figures(face, "share", row)) == pytest.approx(100, abs=0.3)
                assert len(figures(face, "recall", row)) == len(parts)
        assert "Not the figures of the scopes" in face.note.text()
        window.resize(1920, 1080)
        wait_until(lambda: face.curves.isVisible())
        assert [name for name in face.curves.plots[2].values()[0] if name == "EASE"]
        QTest.keyClick(face.curves.plots[2], Qt.Key.Key_Right)
        assert window.selection.k == 4

    assert app(steps, "--workspace", str(everything)) == 0


def test_parts_are_those_of_the_one_list_whatever_scope_is_chosen(app: App, everything: Path) -> None:
    def steps(window: MainWindow) -> None:
        wait_until(lambda: window.current == "compare")
        screen = window.shown_screen("compare")
        assert isinstance(screen, CompareScreen)
        wait_until(lambda: screen.states.state == "filled")
        screen.faces.turn("parts")
        face = screen.faces.face
        assert isinstance(face, PartsFace)
        wait_until(lambda: face.models["recall"].rowCount() == 4)
        seen = []
        for scope in ("any", "cross"):
            window.selection.choose_scope(scope)
            wait_until(lambda scope=scope: screen._means is not None and screen._means.scope == scope)  # type: ignore[misc]
            model = face.models["recall"]
            seen.append({model.index(row, 0).data(): figures(face, "recall", row) for row in range(model.rowCount())})
        assert seen[0] == seen[1]

    assert app(steps, "--workspace", str(everything)) == 0


def test_a_study_without_a_list_over_everything_says_what_to_do(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.faces.turn("parts")
        face = screen.faces.face
        assert isinstance(face, PartsFace)
        assert face.states.state == "empty"
        assert "scope Any" in face.states._text.text()
        face.states._button.click()
        assert window.current == "studies"

    compare(steps)
