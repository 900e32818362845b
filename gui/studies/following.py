"""The live page at work: follows a job, keeps what it tells, redraws ten times a second at most and only when seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.session import (
    CompareQuery,
    CompareView,
    CurveAt,
    JobId,
    MetricPoint,
    Problem,
    RunFinished,
    RunRow,
    RunStudy,
)
from engine.session.messages.studies import (
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
from gui.jobs import JobEntry, Jobs
from gui.selection import Selection
from gui.studies.asked import asked_groups, changed_settings, estimate_groups, model_named
from gui.studies.draft import Draft
from gui.studies.drawing import draw_curves, draw_epochs, draw_loss, draw_validation
from gui.studies.live import Live
from gui.studies.model import EpochsModel, RecommendersModel
from gui.studies.pieces import pieces
from gui.studies.progress_words import headline, step_line, stop_text
from gui.studies.view import LivePage
from gui.widgets.parts import Panel
from gui.widgets.plot_menu import PlotMenu

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["Follower"]

# What is drawn in turn; with a turn every 20 ms each is drawn at most eight times a second.
TURNS = ("progress", "loss", "validation", "curves", "epochs", "form")
TURN_MS = 20


class Follower(QObject):
    """Shows one job on the live page. `doubled` asks for an editable copy, `left` for the list of studies."""

    doubled = Signal(object)
    left = Signal()

    def __init__(
        self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow, page: LivePage
    ) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = page
        self.recommenders, self.epochs = RecommendersModel(), EpochsModel()
        self.menus = [
            PlotMenu(plot, partial(self._title, panel), window.note, self._report)
            for panel, plot in zip(page.plot_panels(), page.plots(), strict=True)
        ]
        page.form.recommenders.setModel(self.recommenders)
        page.epochs.setModel(self.epochs)
        self.lives: dict[JobId, Live] = {}
        self.followed: JobId | None = None
        self._done: dict[JobId, dict[str, RunRow]] = {}
        self._files: dict[JobId, StudyFile] = {}
        self._checks: dict[JobId, StudyCheck] = {}
        self.expected: dict[JobId, StudyFacts] = {}  # what the form said before the start
        self._form: StudyForm | None = None
        self._asked: set[JobId] = set()
        self._part_chosen = False
        self._turn = 0
        self._redraw = QTimer(self, interval=TURN_MS)
        self._redraw.timeout.connect(self._on_redraw)
        self._redraw.start()
        self._connect()

    def follow(self, number: JobId) -> None:
        """Puts a job onto the page."""
        if number != self.followed:
            self.followed, self._part_chosen = number, False
        entry = self.entry()
        if entry is not None and isinstance(entry.job, RunStudy) and number not in self._files:
            self._ask_file(number, entry.job.study)

    def entry(self) -> JobEntry | None:
        """The job on the page."""
        return self._jobs.entries.get(self.followed) if self.followed is not None else None

    def retranslate(self) -> None:
        for model in (self.recommenders, self.epochs):
            model.repaint_rows()

    def draw(self) -> None:
        """Draws everything at once."""
        entry = self.entry()
        if entry is None or not self.page.isVisible():
            return
        live = self.lives.setdefault(entry.id, Live()) if entry.is_study else Live()
        self._show_progress(entry, live)
        for part in TURNS[1:]:
            self._draw_part(part, entry, live)
        live.changed.clear()

    # what happens

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        if entry.is_study:
            self.lives.setdefault(number, Live())
        if number == self.followed:
            self.draw()

    def _on_progressed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        live = self.lives.get(number)
        if live is not None:
            live.take_step(entry.step)
            live.changed.add("form")
        if number == self.followed and number not in self._asked and any(part for part, _ in entry.parts):
            self._ask_facts(entry)  # not before: its own preparation would have to share the processor

    def _on_metric(self, point: MetricPoint) -> None:
        self.lives.setdefault(point.job, Live()).take_metric(point)

    def _on_curve(self, event: CurveAt) -> None:
        self.lives.setdefault(event.job, Live()).take_curve(event)

    def _on_run_finished(self, event: RunFinished) -> None:
        job = event.job

        def runs(answer: CompareView) -> None:
            self._done[job] = {run.name: run for run in answer.runs}
            self._touch(job)

        self._bridge.ask(CompareQuery(event.study), "finished runs", runs, lambda _problem: None)

    def _on_redraw(self) -> None:
        """Draws one thing that has changed, never two in a turn, so that the window's turns stay short."""
        entry = self.entry()
        if entry is None or not self.page.isVisible():
            return
        live = self.lives.get(entry.id)
        self._turn = (self._turn + 1) % len(TURNS)
        turn = TURNS[self._turn]
        if turn == "progress":
            if entry.live:
                self._show_progress(entry, live or Live())
        elif live is not None and turn in live.changed:
            live.changed.discard(turn)
            self._draw_part(turn, entry, live)

    def _on_part_chosen(self, _part: str) -> None:
        self._part_chosen = True
        self.draw()

    def _on_pause(self) -> None:
        entry = self.entry()
        if entry is not None:
            act = self._bridge.resume if entry.state == "paused" else self._bridge.pause
            act(entry.id)

    def _on_stop(self) -> None:
        entry = self.entry()
        if entry is not None:
            self._bridge.stop(entry.id)
            self._window.note(self.tr("This part ends after its batch and keeps its best epoch"))

    def _on_cancel(self) -> None:
        entry = self.entry()
        if entry is not None:
            self._bridge.cancel(entry.id)

    def _on_again(self) -> None:
        """Goes on with a study that stopped; its finished runs are kept. Other jobs are done again."""
        entry = self.entry()
        if entry is not None and entry.job is not None:
            job = replace(entry.job, resume=True) if isinstance(entry.job, RunStudy) else entry.job
            number = self._jobs.submit(job)
            self.follow(number)
            self.draw()

    def _on_compare(self) -> None:
        entry = self.entry()
        if entry is not None and entry.is_study and entry.result:
            self._selection.choose_study(str(entry.result))
        self._window.open_screen("compare")

    def _on_double(self) -> None:
        entry = self.entry()
        if entry is not None and isinstance(entry.job, RunStudy):
            self.doubled.emit(entry.job.study)

    # what is asked

    def _ask_file(self, number: JobId, file: Path) -> None:
        def read(found: StudyFile) -> None:
            self._files[number] = found
            self._touch(number)

        self._bridge.ask(StudyFileQuery(file), "followed file", read, self._on_refused)

    def _ask_facts(self, entry: JobEntry) -> None:
        self._asked.add(entry.id)
        number = entry.id

        def checked(check: StudyCheck) -> None:
            self._checks[number] = check
            self._touch(number)

        def known(form: StudyForm) -> None:
            self._form = form
            self._touch(number)

        job = entry.job
        if not isinstance(job, RunStudy) or number not in self._files:
            return
        query = StudyCheckQuery(values=self._draft(entry).values, device=job.device, last=True)
        self._bridge.ask(query, "followed study", checked, self._on_refused)
        if self._form is None:
            self._bridge.ask(StudyFormQuery(), "followed form", known, self._on_refused)

    def _on_refused(self, _problem: Problem) -> None:
        """The job itself says what is wrong with its study."""

    def _title(self, panel: Panel) -> tuple[str, str]:
        """What a saved picture says over its plot: the figure and the study, and the remark beside it."""
        entry = self.entry()
        return words.led(entry.title if entry else "", panel.title.text()), panel.caption.text()

    def _report(self, problem: Problem) -> None:
        self._jobs.report(problem, self.tr("Studies"))

    def _touch(self, number: JobId) -> None:
        live = self.lives.get(number)
        if live is not None:
            live.changed.add("form")
            if number == self.followed and not self._jobs.entries[number].live:
                self.draw()

    # what is shown

    def _draft(self, entry: JobEntry) -> Draft:
        """What the job was asked: its file, and what its start said instead."""
        found = self._files.get(entry.id)
        draft = Draft(found.values if found else {})
        job = entry.job
        if isinstance(job, RunStudy):
            if job.dataset is not None:
                draft.set("dataset", job.dataset)
            if job.level is not None:
                draft.set("protocol.category_level", job.level)
        return draft

    def _scope(self, entry: JobEntry) -> str:
        """The scope of the study's one question, as far as it is known."""
        default = self._form.fields["primary.scope"].default if self._form else ""
        return str(self._draft(entry).get("primary.scope") or default or "")

    def _draw_part(self, what: str, entry: JobEntry, live: Live) -> None:
        page = self.page
        match what:
            case "form":
                self._show_form(entry, live)
            case "loss":
                draw_loss(page, live, page.parts.current() if self._part_chosen else live.loss_part())
            case "validation":
                draw_validation(page, live, self._scope(entry))
            case "epochs":
                self.epochs.show(live)
                draw_epochs(page, live)
            case "curves":
                draw_curves(page, live)

    def _show_form(self, entry: JobEntry, live: Live) -> None:
        form, done, check = self.page.form, self._done.get(entry.id, {}), self._checks.get(entry.id)
        form.title.setText(entry.title)
        form.double.setVisible(entry.is_study)
        form.faces.setVisible(entry.id in self._files)
        draft = self._draft(entry)
        name = str(draft.get("dataset") or self._selection.dataset)
        view = self._selection.workspace
        dataset = next((d for d in view.datasets if d.name == name), None) if view else None
        form.facts.show_groups(asked_groups(draft, check, dataset, self._form) if entry.is_study else [])
        running = entry.step.partition(":")[0].partition(",")[0] if entry.is_study and entry.live else ""
        planned = [(run.name, run.series) for run in check.facts.runs] if check and check.facts else []
        known = running in live.numbers or running in ("Pipeline", "EASE", "ItemKNN", "Category-pop", "MostPop")
        known = known or running in [name for name, _ in planned]
        self.recommenders.show(live, done, running if known else "", planned)
        form.fit_rows(self.recommenders.rowCount())
        kinds = {each.model: each for each in self._form.models} if self._form else {}
        model, kind = model_named(draft, running or live.trained(), kinds)
        changed = changed_settings(model, kind)
        remark = self.tr("settings") if changed else self.tr("defaults")
        form.show_changed((running or live.trained()) if kind else "", remark, changed)
        device = entry.job.device if isinstance(entry.job, RunStudy) else ""
        form.after.show_groups(estimate_groups(self.expected.get(entry.id), check, device))
        found = self._files.get(entry.id)
        if found is not None and form.toml.toPlainText() != found.text:
            form.toml.setPlainText(found.text)

    def _show_progress(self, entry: JobEntry, live: Live) -> None:
        panel = self.page.progress
        check = self._checks.get(entry.id)
        planned = len(check.facts.runs) if check and check.facts else 0
        told = self.expected.get(entry.id)
        expected = told.seconds if told else None
        panel.left.setText(headline(entry, len(self._done.get(entry.id, {})), planned, expected))
        panel.step.setText(step_line(entry))
        panel.bar.set_pieces(pieces(entry, self.tr("Preparing")), entry.state in ("cancelling", "cancelled", "failed"))
        panel.set_paused(entry.state == "paused")
        panel.stop.setText(stop_text(entry, live))
        begun = entry.is_study and entry.elapsed > 0
        panel.again.setText(self.tr("Resume") if begun else self.tr("Run again"))
        at_work = entry.state in ("running", "paused")
        for made, seen in (
            (panel.pause, at_work),
            (panel.stop, at_work and entry.is_study),
            (panel.cancel, at_work or entry.state == "queued"),
            (panel.again, entry.state in ("cancelled", "failed")),
            (panel.compare, entry.state == "finished" and entry.is_study),
        ):
            made.setVisible(seen)

    def _connect(self) -> None:
        progress, page = self.page.progress, self.page
        self._jobs.changed.connect(self._on_job_changed)
        self._jobs.progressed.connect(self._on_progressed)
        self._bridge.metric_published.connect(self._on_metric)
        self._bridge.curve_published.connect(self._on_curve)
        self._bridge.run_finished.connect(self._on_run_finished)
        progress.pause.clicked.connect(self._on_pause)
        progress.stop.clicked.connect(self._on_stop)
        progress.cancel.clicked.connect(self._on_cancel)
        progress.again.clicked.connect(self._on_again)
        page.form.studies.clicked.connect(self.left)
        progress.compare.clicked.connect(self._on_compare)
        page.parts.chosen.connect(self._on_part_chosen)
        page.form.double.clicked.connect(self._on_double)
