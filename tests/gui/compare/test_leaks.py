"""The leak audit as a face of Compare: asked for, watched, cancelled, failed, and read."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from engine.protocol.leakage import SENTENCES
from engine.session import JobChanged, RunStudy, Session
from engine.session.messages.auditing import AuditStudy, AuditView
from gui.compare.controller import CompareScreen
from gui.compare.leak_texts import NAMES, TEMPLATES
from gui.compare.leaks_face import LeaksFace
from gui.main_window import MainWindow
from gui.style import look
from tests.gui import walk
from tests.gui.compare.conftest import Run
from tests.gui.conftest import App, press, settle, wait_until

LEAKY = """
[protocol]
min_item_users = 2
split = { kind = "leave-last" }
max_k = 20
"""
CHECKS, RECOMMENDERS = 15, 4
Steps = Callable[[LeaksFace, MainWindow], None]


@pytest.fixture(scope="module")
def leaky(studied: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose only study leaks: each shopper has a moment of his own, and its EASE is said to peek."""
    folder = tmp_path_factory.mktemp("leaky") / "workspace"
    shutil.copytree(studied / "datasets", folder / "datasets")
    study = folder / "leaky.toml"
    study.write_text(LEAKY, encoding="utf-8")
    with Session(folder) as session:
        _do(session, RunStudy(study, dataset="small", device="cpu"))
        _do(session, AuditStudy(_study(folder)))
    _peek(folder)
    return folder


@pytest.fixture
def audited(app: App, leaky: Path, tmp_path: Path) -> Callable[[Steps], Path]:
    """Runs steps on the audit of a leaking study, in a workspace of the test's own."""

    def run(steps: Steps) -> Path:
        workspace = Path(shutil.copytree(leaky, tmp_path / "workspace"))

        def inside(window: MainWindow) -> None:
            face = _turned(window)
            wait_until(lambda: face.pages.currentWidget() is face.filled)
            settle()
            steps(face, window)

        assert app(inside, "--workspace", str(workspace)) == 0
        return workspace

    return run


def test_the_sentences_to_translate_are_the_engines() -> None:
    assert TEMPLATES == SENTENCES
    assert set(NAMES) == {key for key, _ in SENTENCES}


def test_a_study_without_an_audit_is_asked_for_one_and_the_verdict_follows(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = _face(screen)
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        assert face.panels() == [face.ask_page.act]
        face.ask_page.act.setFocus()
        press(face.ask_page.act, Qt.Key.Key_Space)
        wait_until(lambda: face.pages.currentWidget() is face.filled)
        filled = face.filled
        assert filled.verdict.text() == f"No leak found in {CHECKS} checks and {RECOMMENDERS} recommenders"
        assert QApplication.focusWidget() is filled.findings
        assert [filled.trials_model.index(row, 0).data() for row in range(RECOMMENDERS)] == ["Passed"] * RECOMMENDERS
        assert window.jobs.title(window.jobs.entries[max(window.jobs.entries)].job).startswith("Leak audit of ")

    compare(steps)


def test_an_audit_shows_its_progress_and_can_be_cancelled(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = _face(screen)
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        face.ask_page.act.click()
        assert face.pages.currentWidget() is face.work_page
        face.work_page.cancel.click()
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        assert face.ask_page.remark.text() == "The audit was cancelled; nothing of it was kept."
        assert not (_folder(window) / "audit.json").exists()

    compare(steps)


def test_an_audit_that_fails_says_why_and_can_be_asked_for_again(compare: Run) -> None:
    def steps(screen: CompareScreen, window: MainWindow) -> None:
        face = _face(screen)
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        data = window.bridge.workspace / "datasets" / "small"
        away = data.rename(window.bridge.workspace.with_name("away"))
        face.ask_page.act.click()
        wait_until(lambda: bool(face.ask_page.remark.text()))
        assert face.ask_page.remark.text().startswith("The audit failed. ")
        assert "holds no dataset" in face.ask_page.remark.text()
        away.rename(data)
        face.ask_page.act.click()
        wait_until(lambda: face.pages.currentWidget() is face.filled)

    compare(steps)


def test_all_epochs_are_asked_for_and_their_price_is_named(compare: Run) -> None:
    def steps(screen: CompareScreen, _window: MainWindow) -> None:
        face = _face(screen)
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        assert "one epoch" in face.ask_page.text.text()
        face.ask_page.full.click()
        assert "all their epochs" in face.ask_page.text.text()
        face.ask_page.act.click()
        wait_until(lambda: face.pages.currentWidget() is face.filled)
        assert "networks for all epochs" in face.filled.age.text()

    compare(steps)


def test_a_workspace_that_can_only_be_read_says_so_beside_the_greyed_act(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        face = _turned(window)
        wait_until(lambda: face.pages.currentWidget() is face.ask_page)
        assert not face.ask_page.act.isEnabled()
        assert face.ask_page.text.text().endswith("This workspace can only be read.")

    with Session(workspace):
        assert app(steps, "--workspace", str(workspace)) == 0


def test_leaks_come_first_and_the_verdict_names_them(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        model = face.filled.findings_model
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == [*["Leak"] * 3, "Unknown", "Passed"]
        assert face.filled.verdict.text() == (
            "4 leaks: rows after the first test, the future of others, baskets on both sides, EASE"
        )
        assert face.filled.trials_model.index(0, 1).data() == "EASE"

    audited(steps)


def test_passed_checks_are_one_line_that_enter_opens(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        table, model = face.filled.findings, face.filled.findings_model
        table.setFocus()
        table.setCurrentIndex(model.index(model.rowCount() - 1, 0))
        assert face.filled.detail.title.text() == "11 checks passed"
        press(table, Qt.Key.Key_Return)
        assert model.rowCount() == CHECKS + 1
        press(table, Qt.Key.Key_Down)
        assert face.filled.detail.sentence.text() == SENTENCES["unknown-rows", "passed"]
        press(table, Qt.Key.Key_Up)
        press(table, Qt.Key.Key_Space)
        assert model.rowCount() == 5

    audited(steps)


def test_a_leak_shows_its_sentence_what_it_is_worth_and_its_rows(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        view, detail = face._view, face.filled.detail
        assert view is not None
        finding = _select(face, "others-future")
        assert detail.sentence.text() == finding.sentence.replace("%", "\N{NO-BREAK SPACE}%")
        worth = [each for each in view.effects if each.key == finding.key]
        fits = detail.fits_model
        shown = [[fits.index(row, column).data() for column in range(4)] for row in range(fits.rowCount())]
        assert [row[:3] for row in shown] == [
            [each.model, f"{each.moved.first:.4f}", f"{each.moved.second:.4f}"] for each in worth
        ]
        assert fits.titles()[1:3] == ["F1@10 with", "without"]
        assert detail.examples_model.rowCount() == 20
        assert detail.examples_model.index(0, 1).data() == finding.rows[0].user

    audited(steps)


def test_a_check_that_nobody_can_decide_has_neither_figures_nor_rows(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        _select(face, "side-tables")
        detail = face.filled.detail
        assert not detail.fits.isVisible()
        assert not detail.examples.isVisible()
        assert not detail.export.isVisible()

    audited(steps)


def test_all_rows_of_a_leak_are_exported(
    audited: Callable[[Steps], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "rows"

    def steps(face: LeaksFace, window: MainWindow) -> None:
        finding = _select(face, "basket-parted")
        assert face.filled.detail.export.text() == f"Export all {finding.listed} rows as CSV"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        face.filled.detail.export.click()
        wait_until(lambda: not window.jobs.live())
        with out.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == finding.listed
        assert [line["user"] for line in lines[:20]] == [row.user for row in finding.rows]

    audited(steps)


def test_a_recommender_that_peeks_shows_what_changed(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        filled = face.filled
        filled.trials.setFocus()
        filled.trials.setCurrentIndex(filled.trials_model.index(0, 0))
        row = [filled.trials_model.index(0, column).data() for column in range(7)]
        assert row == ["Leak", "EASE", "12", "30", "0.5000", "0.2500", "shopper 7, rank 3: apple became pear"]
        assert not filled.findings.currentIndex().isValid()
        assert filled.detail.sentence.text().startswith("EASE gives 12 of 200 shoppers other lists, and 30 other")
        assert filled.detail.fits_model.index(0, 3).data() == "+0.2500"
        filled.findings.setCurrentIndex(filled.findings_model.index(0, 0))
        assert not filled.trials.currentIndex().isValid()

    audited(steps)


def test_an_audit_older_than_its_data_says_so_and_another_replaces_it(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        _rewrite(_folder(window) / "audit.json", dataset_hash="another")
        face._ask()
        wait_until(lambda: face.filled.old.isVisible())
        assert face.filled.age.text().startswith("Outdated: the data or the runs have changed since ")
        assert face.filled.act.property("kind") == "primary"
        face.filled.act.click()
        wait_until(lambda: face.pages.currentWidget() is face.filled)
        assert face.filled.verdict.text().startswith("3 leaks: ")
        assert not face.filled.old.isVisible()

    audited(steps)


def test_looking_again_that_is_cancelled_keeps_what_was_found(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, _window: MainWindow) -> None:
        face.filled.act.click()
        face.work_page.cancel.click()
        wait_until(lambda: face.pages.currentWidget() is face.filled)
        assert face.filled.age.text() == "Cancelled; what was found before stays."
        assert face.filled.verdict.text().startswith("4 leaks: ")

    audited(steps)


def test_a_damaged_audit_is_a_sentence_and_is_read_again_once_repaired(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        file = _folder(window) / "audit.json"
        whole = file.read_text("utf-8")
        _rewrite(file, findings=None)
        face._ask()
        wait_until(lambda: face.pages.state == "error")
        file.write_text(whole, encoding="utf-8")
        face.pages._button.click()
        wait_until(lambda: face.pages.currentWidget() is face.filled)

    audited(steps)


def test_a_study_that_comes_back_from_the_trash_has_its_audit(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        screen = window.shown_screen("compare")
        assert isinstance(screen, CompareScreen)
        window.acts.delete("study", window.selection.study_id)
        wait_until(lambda: screen.states.state == "empty")
        window._status._on_offer_taken()
        wait_until(lambda: screen.states.state == "filled")
        wait_until(lambda: face.pages.currentWidget() is face.filled)
        assert face.filled.verdict.text().startswith("4 leaks: ")

    audited(steps)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_clipped_faint_or_nameless(language: str, audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        window.resize(1280, 800)
        window.use_language(language)
        for theme in ("dark", "light"):
            look().choose(theme)
            for row in (0, 1, 3, 4):
                face.filled.findings.setCurrentIndex(face.filled.findings_model.index(row, 0))
                settle()
                assert [*walk.overlapping(face), *walk.clipped(face), *walk.faint(face), *walk.nameless(face)] == []
            face.filled.trials.setCurrentIndex(face.filled.trials_model.index(0, 0))
            settle()
            assert [*walk.overlapping(face), *walk.clipped(face), *walk.faint(face), *walk.nameless(face)] == []

    audited(steps)


def test_sentences_follow_the_language(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        window.use_language("zh_CN")
        settle()
        model = face.filled.findings_model
        model.toggle()
        told = [model.index(row, 3).data() for row in range(model.rowCount())]
        told += [face.filled.verdict.text(), face.filled.detail.sentence.text()]
        assert [text for text in told if not any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []

    audited(steps)


def test_f6_steps_over_both_tables_and_the_rows(audited: Callable[[Steps], Path]) -> None:
    def steps(face: LeaksFace, window: MainWindow) -> None:
        _select(face, "others-future")
        face.filled.findings.setFocus()
        reached = []
        for _ in range(3):
            press(window, Qt.Key.Key_F6)
            reached.append(QApplication.focusWidget())
        assert reached == [face.filled.trials, face.filled.detail.fits, face.filled.detail.examples]

    audited(steps)


def _face(screen: CompareScreen) -> LeaksFace:
    screen.faces.turn("leaks")
    face = screen.faces.face
    assert isinstance(face, LeaksFace)
    return face


def _turned(window: MainWindow) -> LeaksFace:
    wait_until(lambda: window.current == "compare")
    screen = window.shown_screen("compare")
    assert isinstance(screen, CompareScreen)
    wait_until(lambda: screen.states.state == "filled")
    return _face(screen)


def _select(face: LeaksFace, key: str) -> Any:
    """Selects the finding of a key."""
    model = face.filled.findings_model
    row = next(row for row in range(model.rowCount()) if getattr(model.finding(row), "key", "") == key)
    face.filled.findings.setCurrentIndex(model.index(row, 0))
    settle()
    return model.finding(row)


def _study(workspace: Path) -> str:
    (folder,) = (workspace / "studies").iterdir()
    return folder.name


def _folder(window: MainWindow) -> Path:
    return window.bridge.workspace / "studies" / window.selection.study_id


def _peek(workspace: Path) -> None:
    """Has the audit say of EASE that it leaks."""
    file = workspace / "studies" / _study(workspace) / "audit.json"
    facts = json.loads(file.read_text("utf-8"))
    (ease,) = (trial for trial in facts["trials"] if trial["run"] == "EASE")
    moved = {"first": 0.5, "second": 0.25, "difference": 0.25, "low": 0.1, "high": 0.4, "users": 16}
    ease.update(severity="leak", lists=12, scores=30, moved=moved, first=["7", 3, "apple", "pear"])
    _rewrite(file, trials=facts["trials"], leaks=facts["leaks"] + 1)


def _rewrite(file: Path, **values: Any) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), encoding="utf-8")


def _do(session: Session, job: RunStudy | AuditStudy) -> AuditView | None:
    number = session.submit(job)
    while True:
        session.wait(60)
        for event in session.drain():
            if isinstance(event, JobChanged) and event.job == number and event.state in ("finished", "failed"):
                assert event.problem is None, event.problem.traceback
                return event.result if isinstance(event.result, AuditView) else None
