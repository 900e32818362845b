"""A study made in the form, run, paused, resumed, compared; and one that was interrupted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from engine.session import ExportLists, RunStudy
from gui.closing import CloseDialog
from gui.main_window import MainWindow
from gui.studies.controller import StudiesScreen
from gui.studies.fields import Field
from gui.studies.form import StudyFormScreen
from tests.gui import walk
from tests.gui.conftest import App, press, settle, wait_until


@pytest.fixture(autouse=True)
def _closing_never_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that fails with a job at work ends all the same."""
    monkeypatch.setattr(CloseDialog, "exec", lambda _dialog: CloseDialog.DialogCode.Accepted)


def opened(window: MainWindow) -> StudiesScreen:
    """The studies screen with its list, once it has been read."""
    window.open_screen("studies")
    screen = window.shown_screen("studies")
    assert isinstance(screen, StudiesScreen)
    screen.show_list()
    wait_until(lambda: screen.list.view is not None and screen.states.state != "loading")
    return screen


def new_form(window: MainWindow) -> StudyFormScreen:
    """The form of a new study, once its first check has been answered."""
    screen = opened(window)
    screen.list.page.new.click()
    wait_until(lambda: screen.form.check is not None)
    return screen.form


def field(form: StudyFormScreen, place: str) -> Field:
    found = form.fields.field(place)
    assert found is not None, place
    return found


def write(form: StudyFormScreen, place: str, text: str) -> None:
    """Types into a field, over what stands there."""
    edit = field(form, place).control
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def checked(form: StudyFormScreen) -> None:
    """Waits until the draft as it is now has been checked."""
    wait_until(lambda: form.check is not None)


def test_a_study_is_made_run_paused_resumed_and_compared(app: App, small_workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = new_form(window)
        write(form, "name", "Two baselines")
        write(form, "protocol.split.test_start", "2017-11-06")
        write(form, "protocol.min_item_users", "2")
        write(form, "protocol.max_k", "12")
        write(form, "seeds", "3, 4")
        baselines = field(form, "baselines").control
        baselines.findChildren(type(form.page.run))[1].click()
        for model in ("mostpop", "ease"):
            form.recommenders.add(form.recommenders.kinds[model])
            settle()
        write(form, "models.2.l2", "300")
        assert not field(form, "models.2.l2").dot.isHidden()
        checked(form)
        assert form.check is not None
        assert form.check.problem is None
        assert form.check.values is not None
        assert form.check.values["seeds"] == [3, 4]
        assert form.page.estimate.text() == "No estimate yet"
        form.page.run.click()
        screen = window.shown_screen("studies")
        assert isinstance(screen, StudiesScreen)
        wait_until(lambda: bool(window.jobs.entries))
        number = next(iter(window.jobs.entries))
        entry = window.jobs.entries[number]
        assert screen.page.currentWidget() is screen.page.live
        screen.page.live.progress.pause.click()
        wait_until(lambda: entry.state == "paused")
        wait_until(lambda: screen.page.live.progress.left.text().startswith("Paused"))
        screen.page.live.progress.pause.click()
        wait_until(lambda: entry.state == "finished", 120)
        settle()
        screen.page.live.progress.compare.click()
        compare = window.shown_screen("compare")
        assert compare is not None
        wait_until(lambda: compare.view.state == "filled")  # type: ignore[attr-defined]
        study = window.selection.study
        assert study is not None
        assert len(study.runs) == 2
        assert window.title() == "Compare"

    assert app(steps, "--workspace", str(small_workspace)) == 0
    assert (small_workspace / "drafts" / "Two baselines.toml").is_file()


def test_the_file_that_the_form_keeps_gives_the_same_study_by_the_command(app: App, small_workspace: Path) -> None:
    from engine.studies import prepare, read_study
    from engine.workspace import Workspace

    def steps(window: MainWindow) -> None:
        form = new_form(window)
        write(form, "name", "Same")
        write(form, "protocol.split.test_start", "2017-11-06")
        form.page.run.click()
        wait_until(lambda: any(entry.state == "finished" for entry in window.jobs.entries.values()), 120)

    assert app(steps, "--workspace", str(small_workspace)) == 0
    with Workspace.open(small_workspace, read_only=True) as workspace:
        again = prepare(read_study(small_workspace / "drafts" / "Same.toml"), workspace)
        assert [study.key for study in workspace.studies()] == [again.key]


def interrupt(workspace: Path, keep: int) -> None:
    """Leaves the finished study as a crash would have after its first runs."""
    (file,) = (workspace / "studies").glob("*/study.json")
    facts = json.loads(file.read_text(encoding="utf-8"))
    for run in facts["runs"][keep:]:
        shutil.rmtree(workspace / "runs" / run)
    facts |= {"runs": facts["runs"][:keep], "finished": ""}
    file.write_text(json.dumps(facts), encoding="utf-8")


def test_an_interrupted_study_is_offered_and_enter_goes_on_with_it(app: App, workspace: Path) -> None:
    interrupt(workspace, keep=1)

    def steps(window: MainWindow) -> None:
        screen = opened(window)
        model = screen.list.model
        assert model.index(0, 1).data() == "Interrupted"
        assert model.index(0, 5).data() == "1 of 4"
        screen.list.page.table.setFocus()
        press(screen.list.page.table, Qt.Key.Key_Return)
        wait_until(lambda: any(entry.state == "finished" for entry in window.jobs.entries.values()), 120)
        screen.page.live.form.studies.click()
        wait_until(lambda: model.index(0, 1).data() == "Finished")
        assert model.index(0, 5).data() == "4"
        assert model.rowCount() == 1

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_cancelled_study_says_where_it_stopped_and_resume_keeps_what_is_finished(app: App, workspace: Path) -> None:
    study = workspace / "other.toml"
    study.write_text("[protocol]\nmin_item_users = 3\nmax_k = 10\n", encoding="utf-8")

    def steps(window: MainWindow) -> None:
        screen = opened(window)
        number = window.jobs.submit(RunStudy(study, dataset="small", device="cpu"))
        screen.follow(number)
        window.bridge.pause(number)
        entry = window.jobs.entries[number]
        wait_until(lambda: entry.state == "paused")
        screen.page.live.progress.cancel.click()
        wait_until(lambda: entry.state == "cancelled")
        settle()
        progress = screen.page.live.progress
        assert progress.left.text().startswith("This study stopped")
        assert not progress.again.isHidden()
        assert progress.again.text() == "Resume"
        progress.again.click()
        again = window.jobs.entries[number + 1]
        assert isinstance(again.job, RunStudy)
        assert again.job.resume
        wait_until(lambda: again.state == "finished", 120)

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_job_that_is_no_study_leaves_the_list_of_studies_where_it_is(
    app: App, workspace: Path, tmp_path: Path
) -> None:
    def steps(window: MainWindow) -> None:
        window.open_screen("studies")
        screen = window.shown_screen("studies")
        assert isinstance(screen, StudiesScreen)
        wait_until(lambda: screen.list.view is not None and window.selection.study is not None)
        study = window.selection.study
        assert study is not None
        window.open_screen("data")
        number = window.jobs.submit(ExportLists(study.runs[0], tmp_path / "lists.csv", k=2))
        window.open_screen("studies")
        assert screen.follower.followed is None
        wait_until(lambda: window.jobs.entries[number].state == "finished")
        settle()
        assert screen.follower.followed is None
        assert screen.page.currentWidget() is screen.page.studies

    assert app(steps, "--workspace", str(workspace)) == 0


def test_studies_wait_in_a_queue_in_order_and_can_be_taken_out_of_it(app: App, workspace: Path) -> None:
    study = workspace / "first.toml"
    study.write_text("[protocol]\nmin_item_users = 3\nmax_k = 10\n", encoding="utf-8")

    def steps(window: MainWindow) -> None:
        first = window.jobs.submit(RunStudy(study, dataset="small", device="cpu"))
        window.bridge.pause(first)
        wait_until(lambda: window.jobs.entries[first].state == "paused")
        screen = opened(window)
        for _ in range(2):
            screen.show_list()
            screen.list.page.new.click()
            wait_until(lambda: screen.form.check is not None)
            assert screen.form.page.run.text() == "Add to the queue"
            screen.form.page.run.click()
            wait_until(lambda: screen.form.draft is None)
        wait_until(lambda: screen.list.page.isVisible())
        standings = [screen.list.model.index(row, 1).data() for row in range(3)]
        assert standings == ["Paused", "Queued, place 1", "Queued, place 2"]
        screen.list.page.table.setCurrentIndex(screen.list.model.index(1, 0))
        screen.list.page.remove.click()
        wait_until(lambda: screen.list.model.index(1, 1).data() == "Queued, place 1")
        wait_until(lambda: "Not run yet" in [screen.list.model.index(r, 1).data() for r in range(4)])
        for entry in window.jobs.live():
            window.bridge.cancel(entry.id)
        wait_until(lambda: not window.jobs.live())

    assert app(steps, "--workspace", str(workspace)) == 0


def test_what_is_wrong_is_outlined_with_a_sentence_and_the_primary_leads_there(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = new_form(window)
        write(form, "protocol.max_k", "5000")
        depth = field(form, "protocol.max_k")
        assert depth.error.text() == "A whole number from 1 to 1000 is expected."
        assert depth.control.property("invalid")
        window.activateWindow()
        form.page.run.click()
        assert QApplication.focusWidget() is depth.control
        depth.reset()
        write(form, "protocol.split.test_start", "2031-01-01")
        checked(form)
        cut = field(form, "protocol.split.test_start")
        assert "lies outside the data" in cut.error.text()
        cut.reset()
        scopes = field(form, "protocol.scopes").control
        for key in ("cross", "in", "repeat", "all"):
            scopes.button(key).click()  # type: ignore[attr-defined]
        checked(form)
        assert field(form, "protocol.scopes").error.text() == "At least 1 is expected."
        form.page.run.click()
        settle()
        assert not window.jobs.entries

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_copy_of_a_study_whose_dataset_is_gone_says_so_at_the_dataset(app: App, workspace: Path) -> None:
    shutil.rmtree(workspace / "datasets" / "small")

    def steps(window: MainWindow) -> None:
        screen = opened(window)
        screen.list.page.double.click()
        wait_until(lambda: screen.form.check is not None)
        assert field(screen.form, "dataset").error.text()
        assert screen.form.page.estimate.text() == "This study cannot run yet"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_toml_is_the_other_face_and_loses_no_value(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = new_form(window)
        write(form, "protocol.max_k", "30")
        form.page.faces.chosen.emit("toml")
        wait_until(lambda: "max_k = 30" in form.page.toml.toPlainText())
        text = form.page.toml.toPlainText()
        form.page.toml.setPlainText("[protocol\n")
        form.page.faces.chosen.emit("form")
        wait_until(lambda: not form.page.toml_error.isHidden())
        assert form.page.toml_error.text().startswith("Line 1: ")
        assert form.face == "toml"
        form.page.toml.setPlainText(f'{text}\n[output]\nlists = ["cross", "all"]\n[[models]]\nmodel = "ease"\nl2 = 7\n')
        form.page.faces.chosen.emit("form")
        wait_until(lambda: form.face == "form")
        assert form.draft is not None
        assert form.draft.get("output.lists") == ["cross", "all"]
        assert form.draft.models == [{"model": "ease", "l2": 7}]
        edit = field(form, "models.1.l2").control
        assert isinstance(edit, QLineEdit)
        assert edit.text() == "7"

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_toml_is_not_lost_to_a_check_that_comes_while_its_text_is_asked_for(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = new_form(window)
        write(form, "protocol.max_k", "30")
        form.page.faces.chosen.emit("toml")
        form._ask_check()
        wait_until(lambda: "max_k = 30" in form.page.toml.toPlainText())

    assert app(steps, "--workspace", str(workspace)) == 0


def test_a_workspace_that_can_only_be_read_runs_no_study_and_says_so(app: App, workspace: Path) -> None:
    from engine.session import Session, WorkspaceQuery

    with Session(workspace) as first:
        first.ask(WorkspaceQuery(), "x")
        wait_until(lambda: bool(first.drain()))

        def steps(window: MainWindow) -> None:
            wait_until(lambda: window.bridge.read_only)
            form = new_form(window)
            assert form.page.estimate.text() == "Read-only"
            form.page.run.click()
            wait_until(lambda: form.page.estimate.text() == "The study was not kept")
            assert not window.jobs.entries

        assert app(steps, "--workspace", str(workspace)) == 0


def test_a_study_is_made_with_the_keyboard_alone(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        screen = opened(window)
        window.activateWindow()
        settle()
        press(window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is screen.list.page.new
        press(QApplication.focusWidget(), Qt.Key.Key_Space)
        wait_until(lambda: screen.form.check is not None)
        settle()
        name = field(screen.form, "name").control
        for _ in range(12):
            press(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is name:
                break
        assert QApplication.focusWidget() is name
        press(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(name, "By keys")
        for _ in range(4):
            press(QApplication.focusWidget() or window, Qt.Key.Key_F6)
            if QApplication.focusWidget() is screen.form.page.run:
                break
        assert QApplication.focusWidget() is screen.form.page.run
        press(screen.form.page.run, Qt.Key.Key_Space)
        wait_until(lambda: bool(window.jobs.entries))
        entry = next(iter(window.jobs.entries.values()))
        assert entry.title == "By keys study"
        wait_until(lambda: entry.state == "finished", 120)

    assert app(steps, "--workspace", str(workspace)) == 0


def test_the_form_can_be_read_at_every_size_and_in_both_languages(app: App, workspace: Path) -> None:
    def steps(window: MainWindow) -> None:
        form = new_form(window)
        form.recommenders.add(form.recommenders.kinds["pipeline"])
        checked(form)
        for language in ("en", "zh_CN"):
            window.use_language(language)
            for width, height in ((1280, 800), (1920, 1080)):
                window.resize(width, height)
                settle()
                assert walk.clipped(window) == [], f"{language} {width}"
                assert walk.nameless(window) == [], f"{language} {width}"
                assert walk.faint(window) == [], f"{language} {width}"

    assert app(steps, "--workspace", str(workspace)) == 0


@pytest.mark.parametrize("name", ["quick", "full"])
def test_a_study_of_the_program_is_a_template_for_any_dataset(name: str, app: App, workspace: Path) -> None:
    from gui.studies.controller import templates

    def steps(window: MainWindow) -> None:
        form = new_form(window)
        form.check = None
        file = next(file for file in templates() if file.stem == name)
        form.open_template(file)
        wait_until(lambda: form.check is not None)
        assert form.check is not None
        assert form.check.problem is None
        assert form.draft is not None
        assert form.draft.get("dataset") == "small"
        assert "pipeline" in [model["model"] for model in form.draft.models]

    assert app(steps, "--workspace", str(workspace)) == 0
