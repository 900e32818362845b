"""The faces of Compare's lower half, each over the same finished study."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication

from engine.evaluation.libraries import LIBRARIES
from engine.session.messages.evaluating import ProbabilityQuery, ProbabilityView
from gui.compare.controller import CompareScreen
from gui.compare.definition_texts import CODED
from gui.compare.definitions_face import DefinitionsFace
from gui.compare.limits_face import LimitsFace
from gui.compare.recall_face import RecallFace
from gui.main_window import MainWindow
from tests.gui.compare.conftest import Run
from tests.gui.conftest import wait_until


def test_the_sentences_to_translate_are_the_engines(qapp: QApplication) -> None:
    assert tuple(CODED) == tuple(each.coded for each in LIBRARIES.values())


def test_precision_over_recall_has_a_path_for_every_run_and_a_dot_at_k(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.faces.turn("recall")
        face = screen.faces.face
        assert isinstance(face, RecallFace)
        names, rows = face.plot.values()
        assert len(names) == 1 + 2 * 4
        means = screen._means
        assert means is not None
        window.selection.choose_k(7)
        at_k = dict(zip(names, rows[6], strict=True))
        ease = next(run for run in means.runs if run.name == "EASE")
        assert at_k["EASE, recall"] == means.value(ease, "recall", 7)
        assert np.isin(at_k["EASE, precision"], face.plot._dots.getData()[1])

    compare(steps)


def test_a_run_without_probabilities_says_so_beside(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.faces.turn("recall")
        face = screen.faces.face
        assert isinstance(face, RecallFace)
        assert face.threshold.remark.text().endswith("gives scores, no probabilities")
        assert face.threshold.values()[1] == []

    compare(steps)


def test_precision_stands_over_recall_by_the_threshold_where_there_are_probabilities(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.faces.turn("recall")
        face = screen.faces.face
        assert isinstance(face, RecallFace)
        run = replace(screen.model.runs()[0], has_probability=True)
        query = ProbabilityQuery(run.id, "cross", 10)
        face._asked = query
        threshold, recall = np.array([0.9, 0.5, 0.1]), np.array([0.0, 0.1, 0.4])
        precision, none = np.array([0.0, 0.3, 0.2]), np.zeros(0)
        view = ProbabilityView(
            none, none, none, 0.1, 0.1, 0.02, 0.01, 0, threshold, precision, recall, precision, precision
        )  # fmt: skip
        face._on_threshold(query, run, view)
        names, rows = face.threshold.values()
        assert names == ["threshold", f"{run.name}, recall", f"{run.name}, precision"]
        assert rows == [[0.5, 0.1, 0.3], [0.1, 0.4, 0.2]]
        assert "+0.0200" in face.panels_by["threshold"].caption.text()

    compare(steps)


def test_definitions_follow_k_and_the_run_in_focus(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        screen.faces.turn("definitions")
        face = screen.faces.face
        assert isinstance(face, DefinitionsFace)
        wait_until(lambda: face.model.rowCount() == len(LIBRARIES))
        titles = face.model.titles()
        ours = [face.model.index(0, column).data() for column in range(len(titles))]
        table = screen.model
        row = screen.page.table.currentIndex().row()
        assert ours[titles.index("F1@10")] == table.index(row, 2).data()
        window.selection.choose_k(5)
        wait_until(lambda: "F1@5" in face.model.titles())
        screen.page.table.setCurrentIndex(table.index(table.rowCount() - 1, 1))
        last = table.run(table.rowCount() - 1)
        assert last is not None
        wait_until(lambda: face.panel.caption.text().startswith(last.name))
        assert face.model.index(0, titles.index("F1@10")).data() == table.index(table.rowCount() - 1, 2).data()

    compare(steps)


def test_a_metric_that_a_library_lacks_is_a_dash(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.faces.turn("definitions")
        face = screen.faces.face
        assert isinstance(face, DefinitionsFace)
        wait_until(lambda: face.model.rowCount() == len(LIBRARIES))
        row, column = list(LIBRARIES).index("recbole"), face.model.titles().index("F1@10")
        assert face.model.index(row, column).data() == "–"

    compare(steps)


def test_ceilings_stand_over_every_run_and_chance_below(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.faces.turn("limits")
        face = screen.faces.face
        assert isinstance(face, LimitsFace)
        wait_until(lambda: face.ceilings.rowCount() == 8)
        names = [face.ceilings.index(row, 0).data() for row in range(8)]
        assert names[0] == "Perfect list"
        assert set(names) >= {"Oracle item", "Oracle category", "Random order", "EASE", "MostPop"}
        values = [float(face.ceilings.index(row, 1).data()) for row in range(8)]
        assert values == sorted(values, reverse=True)
        assert values[0] > values[names.index("EASE")]

    compare(steps)


def test_ties_leave_the_listed_figure_between_worst_and_best(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        screen.faces.turn("limits")
        face = screen.faces.face
        assert isinstance(face, LimitsFace)
        wait_until(lambda: face.ties.rowCount() == 4)
        for row in range(4):
            listed, expected, worst, best = (float(face.ties.index(row, column).data()) for column in (1, 2, 3, 4))
            assert worst <= listed <= best
            assert worst <= expected <= best

    compare(steps)
