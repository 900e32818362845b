"""The verdict over the runs: what is claimed, how it is worded, and where it leads."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine.session import CompareView, RunRow, ScopeRow, StudyRow
from engine.session.messages.comparing import EvidenceQuery, EvidenceView
from gui import words
from gui.compare.claims import Claims
from gui.compare.controller import CompareScreen
from gui.compare.evidence import Evidence
from gui.compare.means import Means
from gui.compare.model import GAIN, INTERVAL, VERSUS, P
from gui.compare.verdict import Verdict, p_text, verdict
from gui.main_window import MainWindow
from gui.shoppers.controller import ShoppersScreen
from tests.gui.compare.conftest import Run, column
from tests.gui.conftest import press, wait_until

K = 12
STUDY = StudyRow("s", "Study", "shop", "shelf", "2024-06-09", ("cross",), K, ("a", "b"), "2024-07-01")
RUNS = (RunRow("a", "Pipeline", "pipeline", 0, 0, 60.0, True), RunRow("b", "EASE", "ease", 0, 1, 1.0, False))


def means() -> Means:
    curves = {("cross", metric): np.tile([[0.052], [0.05]], K) for metric in ("f1", "precision", "recall")}
    return Means(CompareView(STUDY, RUNS, (ScopeRow("cross", 90, 100, ()),), curves, "b"), "cross")


def evidence(
    low: float = 0.001, p: float = 0.03, question: bool = True, seeds: int = 1, metric: str = "f1", ratio: float = 1.04
) -> EvidenceView:
    """Run a against b: 0.002 ahead, its band from `low` up, at every K but the first two, where nothing is shown."""
    one, two = np.full((2, K), np.nan), np.full((2, 2, K), np.nan)
    filled = {name: one.copy() for name in ("difference", "ratio", "detectable", "deviation", "step")}
    around = {name: two.copy() for name in ("band", "interval", "ratio_interval")}
    filled["difference"][0], filled["ratio"][0], filled["detectable"][0] = 0.002, ratio, 0.0017
    filled["deviation"][0], filled["step"][0] = 0.0004, 0.05
    for name, ends in (("band", (low, 0.004)), ("interval", (low, 0.0035)), ("ratio_interval", (1.01, 1.07))):
        around[name][0] = np.array(ends)[:, None]
    around["band"][0, 0, :2] = -0.001
    sign = np.zeros((2, K), np.int32)
    sign[0, 2:] = low > 0
    sign[0, 9] = p <= 0.05 if question else sign[0, 9]
    return EvidenceView(
        study="s", scope="cross", runs=("a", "b"), reference="b", metric=metric, question=question, question_k=10,
        bands={"f1": np.zeros((2, 2, K))}, **filled, **around, p=np.array([p, np.nan]), sign=sign,
        seeds=np.array([seeds, 1], np.int32), losing=np.ones((2, K, 7), np.int32), gaining=np.ones((2, K, 7), np.int32),
        better=np.full((2, K), 40, np.int32), worse=np.full((2, K), 30, np.int32),
        stretches=(((3, K, 1),) if low > 0 else (), ()), reference_mean=np.full(K, 0.05), tested=4,
        windows=("w",), window_ratio=np.full((2, 1, K), 1.04),
    )  # fmt: skip


def said(view: EvidenceView | None, k: int = 10, focus: RunRow = RUNS[0]) -> Verdict:
    return verdict(means(), Claims(view) if view is not None else None, focus, k, waiting=view is None)


def test_a_shown_gain_beats_by_its_share() -> None:
    found = said(evidence())
    assert found.sentence == f"Pipeline beats EASE at K = 10 by {words.percent(0.04)}"
    assert (found.tone, found.figure) == ("positive", words.percent(0.04))
    assert "p = 0.03 after Holm over 4 comparisons" in found.evidence
    assert "Shown for K = 3–12." in found.evidence


def test_no_difference_says_what_would_have_been_found() -> None:
    found = said(evidence(p=0.4))
    would = words.percent(0.0017 / 0.05)
    assert found.sentence == f"No difference shown between Pipeline and EASE at K = 10; {would} would have been"
    assert found.figure == ""


def test_at_another_k_the_band_decides_and_it_is_exploratory() -> None:
    found = said(evidence(), k=5)
    assert found.tone == "positive"
    assert "p " not in found.evidence
    assert "Exploratory: the study's question is at K = 10." in found.evidence
    assert said(evidence(), k=1).tone == "strong"


def test_another_question_is_exploratory_throughout() -> None:
    assert "not the study's one question" in said(evidence(question=False, p=float("nan"))).evidence


def test_seeds_are_counted_with_their_spread() -> None:
    assert "Mean of 3 seeds, ± 0.0004 between them." in said(evidence(seeds=3)).evidence


def test_against_a_reference_without_hits_the_difference_itself_stands() -> None:
    found = said(evidence(ratio=float("nan")))
    assert found.sentence.endswith("by 0.0020")
    assert not found.share
    assert found.interval == pytest.approx((0.001, 0.002, 0.0035))


def test_the_reference_in_focus_lets_its_best_rival_speak() -> None:
    assert said(evidence(), focus=RUNS[1]).sentence.startswith("Pipeline beats EASE")


def test_until_it_is_known_means_stand_and_say_so() -> None:
    found = said(None)
    assert "Resampling the shoppers…" in found.evidence
    assert "no test of the difference was made" in found.evidence
    assert found.title == ""


@pytest.mark.parametrize(("p", "text"), [(0.0412, "0.04"), (0.0042, "0.004"), (0.0004, "< 0.001"), (float("nan"), "")])
def test_a_p_value_is_written_as_precisely_as_it_is_known(p: float, text: str) -> None:
    assert p_text(p) == text


def told(screen: CompareScreen) -> None:
    wait_until(lambda: screen.evidence.claims is not None)


def test_every_run_but_the_reference_gets_an_interval_a_p_and_who_gains(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        told(screen)
        names = column(screen, 1)
        for number in (INTERVAL, P, GAIN):
            texts = dict(zip(names, column(screen, number), strict=True))
            assert texts.pop("EASE") == ""
            assert all(texts.values())
        assert dict(zip(names, column(screen, VERSUS), strict=True))["EASE"] == "reference"

    compare(steps)


def test_selecting_a_run_moves_verdict_and_difference_to_it(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        told(screen)
        for name in ("MostPop", "ItemKNN"):
            row = column(screen, 1).index(name)
            screen.page.table.setCurrentIndex(screen.model.index(row, 1))
            wait_until(
                lambda name=name: screen.curves.named_panels["difference"].title.text() == f"{name} minus EASE, F1@K"
            )
            assert name in screen.page.verdict.sentence.text()
            assert screen.page.verdict.interval.isVisible()

    compare(steps)


def test_the_run_in_focus_and_the_reference_have_bands_and_ctrl_click_adds_one(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        told(screen)
        row = column(screen, 1).index("MostPop")
        screen.page.table.setCurrentIndex(screen.model.index(row, 1))
        wait_until(lambda: len(screen.curves.f1.bands.shown) == 2)
        screen.toggle_band()
        screen.page.table.setCurrentIndex(screen.model.index(column(screen, 1).index("ItemKNN"), 1))
        wait_until(lambda: len(screen.curves.f1.bands.shown) == 3)
        assert len(screen.curves.difference.bands.shown) == 1

    compare(steps)


def test_a_band_is_among_the_values_of_its_plot(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        told(screen)
        names, rows = screen.curves.f1.values()
        place = names.index("EASE, 95 % low")
        assert names[place - 1 : place + 2] == ["EASE", "EASE, 95 % low", "EASE, 95 % high"]
        assert all(row[place] <= row[place - 1] <= row[place + 1] for row in rows)

    compare(steps)


def test_another_reference_asks_for_other_evidence(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        told(screen)
        most_pop = next(run for run in screen.model.runs() if run.name == "MostPop")
        screen.pin(most_pop.id)
        told(screen)
        assert screen.evidence.claims is not None
        assert screen.evidence.claims.view.reference == most_pop.id
        assert "Exploratory" in screen.page.verdict.evidence.text()
        assert window.jobs.problems == []

    compare(steps)


def test_those_who_gain_open_as_shoppers(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        told(screen)
        row = column(screen, 1).index("MostPop")
        screen.page.table.setCurrentIndex(screen.model.index(row, 1))
        assert screen.evidence.claims is not None
        claim = screen.evidence.claims.of(screen.model.run(row).id, 10)  # type: ignore[union-attr]
        assert claim is not None
        side, number = ("worse", claim.worse) if claim.worse else ("better", claim.better)
        title = screen.curves.named_panels["difference"].title
        wait_until(lambda: title.text() == "MostPop minus EASE, F1@K")
        press(screen.curves.gains.chart, Qt.Key.Key_Left if side == "worse" else Qt.Key.Key_Right)
        wait_until(lambda: window.current == "shoppers")
        shoppers = window.shown_screen("shoppers")
        assert isinstance(shoppers, ShoppersScreen)
        wait_until(lambda: shoppers.states.state == "filled" and shoppers.shoppers.shown() == number)

    compare(steps)


def test_ctrl_click_on_a_row_keeps_its_band(compare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        told(screen)
        control = Qt.KeyboardModifier.ControlModifier
        monkeypatch.setattr(QApplication, "keyboardModifiers", staticmethod(lambda: control))
        index = screen.model.index(column(screen, 1).index("MostPop"), 1)
        screen.page.table.setCurrentIndex(index)
        screen.page.table.cell_clicked.emit(index)
        run = screen.model.run(index.row())
        assert run is not None
        assert run.id in screen.curves.banded

    compare(steps)


def test_an_answer_to_an_older_question_is_not_taken(qapp: QApplication) -> None:
    class Bridge:
        def ask(self, query, key, on_answer, on_refused) -> None:  # type: ignore[no-untyped-def]
            self.query, self.answer = query, on_answer

    bridge = Bridge()
    asking = Evidence(bridge, lambda problem: None, qapp)  # type: ignore[arg-type]
    asking.ask(means())
    assert bridge.query == EvidenceQuery("s", "cross", "b", "f1")
    assert asking.waiting
    bridge.answer(evidence(metric="ndcg"))
    assert asking.claims is None
    bridge.answer(evidence())
    assert asking.claims is not None
    assert not asking.waiting
    asking.deleteLater()
