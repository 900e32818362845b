"""A study's form at work: a draft in two faces, checked by the engine after each change, kept and queued at last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from engine.session import Problem, RunStudy
from engine.session.messages.studies import (
    KeepStudy,
    PowerQuery,
    PowerView,
    StudyCheck,
    StudyCheckQuery,
    StudyFacts,
    StudyFile,
    StudyFileQuery,
    StudyForm,
    StudyFormQuery,
)
from gui import words
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.problems import sentence
from gui.selection import Selection
from gui.studies.draft import Draft
from gui.studies.form_fields import FormFields
from gui.studies.form_recommenders import FormRecommenders
from gui.studies.form_view import FormPage
from gui.studies.form_words import (
    estimate_line,
    evaluated_groups,
    power_line,
    problem_line,
    remark_line,
    scope_notes,
)
from gui.widgets.parts import set_tone

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["StudyFormScreen"]

PAUSE_MS = 250  # without a change, before a draft is checked
KEY = "study draft"


class StudyFormScreen(QObject):
    """Fills the form page and listens to it. `done` comes with the job of a study that was queued."""

    closed = Signal()
    done = Signal(int)

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = FormPage()
        self.fields = FormFields(self.page)
        self.recommenders = FormRecommenders(self.page, self.fields, self._on_changed, self._on_misread)
        self._draft: Draft | None = None
        self.check: StudyCheck | None = None
        self._power: PowerView | None = None
        self._power_of = ""  # the question that it was asked for
        self.form: StudyForm | None = None
        self.face = "form"
        self.expected: StudyFacts | None = None  # of the study that was queued last
        self._running = self._built = False
        self._text_due = False  # the TOML face is shown and its text is not there yet
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask_check)
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """What is being written; None while nothing is."""
        return self._draft

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = self.recommenders.draft = draft

    # opening

    def open(self, draft: Draft, name: str) -> None:
        """Shows a draft; the file's own text is the engine's to make."""
        self.draft, self.check, self._running, self._text_due = draft, None, False, False
        self.fields.name, self.fields.device = name, self._jobs.device
        self._show_face("form")
        self._say(self.tr("Reading the models…"), "")
        self._bridge.ask(StudyFormQuery(), "study form", self._on_form, self._on_refused)

    def open_file(self, file: Path, named: str = "") -> None:
        """Shows a copy of a study file."""

        def read(found: StudyFile) -> None:
            self.open(Draft(found.values), named or self.free_name(found.name))

        self._bridge.ask(StudyFileQuery(file), "study file", read, self._on_unreadable)

    def open_template(self, file: Path) -> None:
        """Shows a study that comes with the program, for the dataset in focus."""

        def read(found: StudyFile) -> None:
            draft = Draft(found.values)
            draft.fit_to(self._selection.dataset)
            self.open(draft, self.free_name(words.study_words(found.name)))

        self._bridge.ask(StudyFileQuery(file), "study file", read, self._on_unreadable)

    def free_name(self, name: str) -> str:
        """A name that no study file of the workspace and no study has."""
        folder = self._bridge.workspace / "drafts"
        view = self._selection.workspace
        taken = {study.id.rpartition("-")[0].rpartition("-")[0] for study in view.studies} if view else set()
        number, free = 1, name
        while (folder / f"{free}.toml").exists() or free in taken:
            number += 1
            free = f"{name} {number}"
        return free

    def retranslate(self) -> None:
        """Every text in the window's language."""
        self.page.retranslate()
        self._built = False
        if self.form is not None and self.draft is not None:
            self._build(self.form)
            self._show_draft()

    # what happens

    def _on_form(self, form: StudyForm) -> None:
        self.form = self.recommenders.form = form
        self._build(form)
        self._show_draft()
        self.recommenders.select(0)
        self._ask_check()

    def _build(self, form: StudyForm) -> None:
        """Makes the fields, unless they stand there in the window's language."""
        if not self._built:
            self._built = True
            self.fields.build(form, self._on_changed, self._on_misread)

    def _on_refused(self, problem: Problem) -> None:
        if self._text_due:
            self._text_due = False
            self._show_face("form")
        self._say(self.tr("This cannot be shown"), sentence(problem), wrong=True)
        self._jobs.report(problem, self.tr("Study form"))

    def _on_unreadable(self, problem: Problem) -> None:
        self._jobs.report(problem, self.tr("Study form"))
        self.closed.emit()

    def _on_changed(self, place: str, value: Any) -> None:
        assert self.draft is not None
        self._running = False
        if place.startswith("models."):
            _, number, name = place.split(".", 2)
            self.draft.set_model(int(number) - 1, name, value)
            self.recommenders.show(self.check)
        elif place not in ("name", "device"):
            self.draft.set(place, value)
            if place == "dataset":
                self._fill_choices()
        self.check = None
        self._show_foot()
        self._pause.start()

    def _on_models(self) -> None:
        self.check, self._running = None, False
        self._pause.start()

    def _on_misread(self, _place: str, _wrong: bool) -> None:
        self._running = False
        self._show_foot()

    def _on_text(self) -> None:
        if self.face == "toml":
            self.check, self._running = None, False
            self._pause.start()

    def _on_face(self, face: str) -> None:
        if face == self.face:
            return
        self._pause.stop()  # its check would take the place of what is asked here
        if face == "toml":
            self._text_due = True
            self._show_face("toml")
            query = StudyCheckQuery(values=self._values(), whole=False)
            self._bridge.ask(query, KEY, self._on_toml, self._on_refused)
        else:
            self.page.show_face("toml")  # until the text is known to be a study
            query = StudyCheckQuery(text=self.page.toml.toPlainText(), whole=False)
            self._bridge.ask(query, KEY, self._on_parsed, self._on_refused)

    def _on_toml(self, check: StudyCheck) -> None:
        self._text_due = False
        self.page.toml.setPlainText(check.text)
        self._ask_check()

    def _on_parsed(self, check: StudyCheck) -> None:
        """The text is to become the form; where it is no study it stays, with what is wrong and where."""
        if check.values is None or check.problem is not None:
            self._on_check(check)
            self._go_to_line(check.line)
            return
        self.draft = Draft(check.values)
        self._show_face("form")
        self._show_draft()
        self.recommenders.select(0)
        self._ask_check()

    def _on_check(self, check: StudyCheck) -> None:
        self.check = check
        problem = check.problem
        in_toml = self.face == "toml"
        if in_toml:
            self.page.toml_error.setText(problem_line(problem, check.line) if problem else "")
            self.page.toml_error.setVisible(problem is not None)
        self.fields.show_problem(problem, check.field)
        self.recommenders.show(self.check)
        self._ask_power(check)
        self._show_foot()
        if self._running:
            self._run()

    def _ask_power(self, check: StudyCheck) -> None:
        """Asks how small a difference the draft would find, where its question is another than before."""
        question = check.text.partition("[[models]]")[0]
        if check.facts is not None and question != self._power_of:
            self._power, self._power_of = None, question
            self._bridge.ask(PowerQuery(check.text), f"{KEY}: power", self._on_power, lambda problem: None)

    def _on_power(self, power: PowerView) -> None:
        self._power = power
        self._show_foot()

    def _on_run(self) -> None:
        """The primary act: leads to the first error, else keeps the study and queues it."""
        if self.draft is None or self.form is None:
            return
        if self.face == "form" and (field := self.fields.first_wrong()) is not None:
            self.fields.focus(field)
        elif self.check is None:
            self._running = True
            self._pause.stop()
            self._ask_check()
        else:
            self._run()

    def _run(self) -> None:
        self._running = False
        check = self.check
        if check is None:
            return
        if check.problem is not None:
            if self.face == "toml":
                self._go_to_line(check.line)
            else:
                self._show_place(check.field)
            return
        query = KeepStudy(self.fields.name, check.text)
        self._bridge.ask(query, "keep study", self._on_kept, self._on_not_kept)

    def _on_kept(self, file: Path) -> None:
        self.expected = self.check.facts if self.check else None
        number = self._jobs.submit(RunStudy(file, device=self.fields.device))
        self.draft = None
        self.done.emit(number)

    def _on_not_kept(self, problem: Problem) -> None:
        self.fields.show_problem(problem, problem.values.get("field", ""))
        self._say(self.tr("The study was not kept"), sentence(problem), wrong=True)
        if problem.values.get("field") == "name" and self.face == "form":
            self.fields.focus("name")

    def _on_cancel(self) -> None:
        self.draft = None
        self._pause.stop()
        self.closed.emit()

    # what is shown and asked

    def _values(self) -> dict[str, Any]:
        assert self.draft is not None
        return self.draft.values

    def _ask_check(self) -> None:
        if self.draft is None or self.form is None or self._text_due:
            return
        device = self.fields.device
        if self.face == "toml":
            query = StudyCheckQuery(text=self.page.toml.toPlainText(), device=device)
        else:
            query = StudyCheckQuery(values=self._values(), device=device)
        self._bridge.ask(query, KEY, self._on_check, self._on_refused)

    def _show_face(self, face: str) -> None:
        self.face = face
        self.page.show_face(face)
        self.page.toml_error.hide()

    def _show_draft(self) -> None:
        if self.draft is None:
            return
        self._fill_choices()
        self.fields.show(self.draft)
        self.recommenders.show(self.check)
        self.recommenders.show_settings()
        self._show_foot()
        self.page.title.setText(self.tr("New study"))

    def _fill_choices(self) -> None:
        view = self._selection.workspace
        dataset = str(self.draft.get("dataset") or "") if self.draft else ""
        self.fields.fill(view.datasets if view else (), dataset, self.form)
        if self.draft is not None:
            self.fields.show_place("protocol.category_level", self.draft.get("protocol.category_level"))
            self.fields.show_place("dataset", self.draft.get("dataset"))

    def _show_place(self, field: str) -> None:
        """Leads to the control of a field, or says the sentence where there is none."""
        if field.startswith("models.") and self.draft is not None:
            number = int(field.split(".")[1]) - 1
            if number != self.recommenders.number and 0 <= number < len(self.draft.models):
                self.recommenders.select(number)
        self.fields.focus(field)
        self._show_foot()

    def _show_foot(self) -> None:
        if self.draft is not None and self.form is not None:
            self.fields.show_notes(scope_notes(self.draft, self.form))
        waits = any(entry.live for entry in self._jobs.entries.values())
        self.page.run.setText(self.tr("Add to the queue") if waits else self.tr("Run study"))
        view, check = self._selection.workspace, self.check
        if view is not None and view.read_only:
            self._say(self.tr("Read-only"), self.tr("This workspace can only be read, so no study can be run."), True)
        elif self.face == "form" and self.fields.first_wrong() is not None:
            self._say(self.tr("A setting needs a look"), self.tr("It is outlined, and says what is expected."), True)
        elif check is None:
            return
        elif check.problem is not None:
            self._say(self.tr("This study cannot run yet"), sentence(check.problem), True)
        elif check.facts is not None:
            remark = words.together((remark_line(check.facts), power_line(self._power)))
            self._say(estimate_line(check.facts), remark)
        self.page.facts.show_groups(evaluated_groups(check.facts if check else None))

    def _say(self, headline: str, remark: str, wrong: bool = False) -> None:
        self.page.estimate.setText(headline)
        set_tone(self.page.estimate, "negative" if wrong else "text")
        self.page.remark.setText(remark)

    def _go_to_line(self, line: int) -> None:
        block = self.page.toml.document().findBlockByNumber(max(0, line - 1))
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.page.toml.setTextCursor(cursor)
        self.page.toml.setFocus()

    def _connect(self) -> None:
        page = self.page
        page.back.clicked.connect(self.closed)
        page.cancel.clicked.connect(self._on_cancel)
        page.run.clicked.connect(self._on_run)
        page.faces.chosen.connect(self._on_face)
        page.toml.textChanged.connect(self._on_text)
        self.recommenders.changed.connect(self._on_models)
        self._selection.workspace_changed.connect(self._fill_choices_if_shown)

    def _fill_choices_if_shown(self) -> None:
        if self.draft is not None and self.form is not None:
            self._fill_choices()
            self._show_foot()
