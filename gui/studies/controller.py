"""Studies: follows the job at work, keeps what it tells, redraws ten times a second at most and only when seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QWidget

from engine.session import CompareQuery, CompareView, CurveAt, JobId, MetricPoint, RunFinished, RunRow
from gui import words
from gui.engine_bridge import EngineBridge
from gui.jobs import JobEntry, Jobs
from gui.problems import sentence
from gui.selection import Selection
from gui.studies.live import Live
from gui.studies.model import EpochsModel, RecommendersModel, StudiesModel
from gui.studies.pieces import pieces
from gui.studies.view import StudiesView
from gui.widgets.k_plot import KCurve
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["StudiesScreen"]

# What is drawn in turn; with a turn every 20 ms each is drawn at most eight times a second.
TURNS = ("progress", "loss", "validation", "curves", "epochs", "form")
TURN_MS = 20


class StudiesScreen(QObject):
    """Shows the running job while there is one, else the studies done."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = StudiesView()
        self.states = StatesWidget(self.page)
        self.recommenders, self.epochs, self.studies = RecommendersModel(), EpochsModel(), StudiesModel()
        self.page.live.recommenders.setModel(self.recommenders)
        self.page.live.epochs.setModel(self.epochs)
        self.page.studies.table.setModel(self.studies)
        self.lives: dict[JobId, Live] = {}
        self._done: dict[JobId, dict[str, RunRow]] = {}
        self._followed: JobId | None = None
        self._part_chosen = False
        self._turn = 0
        self._redraw = QTimer(self, interval=TURN_MS)
        self._redraw.timeout.connect(self._on_redraw)
        self._redraw.start()
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    def aside(self) -> QWidget | None:
        return None

    def panels(self) -> list[QWidget]:
        live, done = self.page.live, self.page.studies
        return [live.progress.pause, live.progress.compare, live.recommenders, live.epochs, live.curves, done.table]

    def shown(self) -> None:
        running = self._jobs.running() or next(iter(self._jobs.live()), None)
        if running is not None:
            self._follow(running.id)
        elif self._followed is None:
            self._show_studies()
        self._draw()

    def retranslate(self) -> None:
        self.page.retranslate()
        for model in (self.recommenders, self.epochs, self.studies):
            model.repaint_rows()
        self.shown()

    # what happens

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        if entry.is_study:
            self.lives.setdefault(number, Live())
        if entry.state == "running" and self._followed != number:
            self._follow(number)
        if number == self._followed:
            self._draw()

    def _on_progressed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        live = self.lives.get(number)
        if live is not None:
            live.take_step(entry.step)
            live.changed.add("form")

    def _on_metric(self, point: MetricPoint) -> None:
        self.lives.setdefault(point.job, Live()).take_metric(point)

    def _on_curve(self, event: CurveAt) -> None:
        self.lives.setdefault(event.job, Live()).take_curve(event)

    def _on_run_finished(self, event: RunFinished) -> None:
        job = event.job
        self._bridge.ask(
            CompareQuery(event.study), "finished runs", lambda answer: self._on_runs(job, answer), lambda _problem: None
        )

    def _on_runs(self, job: JobId, answer: CompareView) -> None:
        self._done[job] = {run.name: run for run in answer.runs}
        live = self.lives.get(job)
        if live is not None:
            live.changed.add("form")

    def _on_workspace_changed(self) -> None:
        if self._followed is None and self.states.isVisible():
            self._show_studies()

    def _on_redraw(self) -> None:
        """Draws one thing that has changed, never two in a turn, so that the window's turns stay short."""
        if not self.states.isVisible() or self._followed is None:
            return
        entry, live = self._jobs.entries[self._followed], self.lives.get(self._followed)
        self._turn = (self._turn + 1) % len(TURNS)
        turn = TURNS[self._turn]
        if turn == "progress":
            if entry.live:
                self._show_progress(entry)
        elif live is not None and turn in live.changed:
            live.changed.discard(turn)
            self._draw_part(turn, entry, live)

    def _on_part_chosen(self, _part: str) -> None:
        self._part_chosen = True
        self._draw()

    def _on_pause(self) -> None:
        entry = self._entry()
        if entry is not None:
            act = self._bridge.resume if entry.state == "paused" else self._bridge.pause
            act(entry.id)

    def _on_stop(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._bridge.stop(entry.id)
            self._window.note(self.tr("This part ends after its batch and keeps its best epoch"))

    def _on_cancel(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._bridge.cancel(entry.id)

    def _on_again(self) -> None:
        entry = self._entry()
        if entry is not None and entry.job is not None:
            self._follow(self._jobs.submit(entry.job))

    def _on_all_studies(self) -> None:
        self._followed = None
        self._show_studies()

    def _on_opened(self, index: QModelIndex) -> None:
        study = self.studies.study(index.row())
        if study is not None:
            self._selection.choose_study(study.id)
            self._window.open_screen("compare")

    def _on_compare(self) -> None:
        entry = self._entry()
        if entry is not None and entry.is_study and entry.result:
            self._selection.choose_study(str(entry.result))
        self._window.open_screen("compare")

    def _on_quick(self) -> None:
        if self._selection.dataset:
            self._window.sample.run_quick(self._selection.dataset)
            self.shown()

    # what is shown

    def _entry(self) -> JobEntry | None:
        return self._jobs.entries.get(self._followed) if self._followed is not None else None

    def _follow(self, number: JobId) -> None:
        if number != self._followed:
            self._followed, self._part_chosen = number, False
        self.page.setCurrentWidget(self.page.live)
        self.states.show_filled()

    def _show_studies(self) -> None:
        view = self._selection.workspace
        if view is None:
            self.states.show_loading(self.tr("Reading the workspace…"))
        elif view.studies:
            self.studies.show(view.studies)
            self.page.studies.quick.setEnabled(not view.read_only and bool(self._selection.dataset))
            self.page.setCurrentWidget(self.page.studies)
            self.states.show_filled()
        elif view.datasets and not view.read_only:
            text = self.tr(
                "Four baselines and the Pipeline are trained on {0}, and their curves stand here while they learn."
            )
            self.states.show_empty(
                self.tr("No study has been run yet"),
                text.format(self._selection.dataset),
                self.tr("Run the quick study"),
                self._on_quick,
            )
        else:
            self.states.show_empty(
                self.tr("No study has been run yet"),
                self.tr("A study needs a dataset. The sample brings one, and runs its first study."),
                "" if view.read_only else self.tr("Open the sample dataset"),
                self._window.run_sample,
            )

    def _draw(self) -> None:
        entry = self._entry()
        if entry is None or not self.states.isVisible():
            return
        live = self.lives.setdefault(entry.id, Live()) if entry.is_study else Live()
        self._show_progress(entry)
        for part in TURNS[1:]:
            self._draw_part(part, entry, live)
        live.changed.clear()

    def _draw_part(self, what: str, entry: JobEntry, live: Live) -> None:
        page = self.page.live
        match what:
            case "form":
                self._show_form(entry, live)
            case "loss":
                part = page.parts.current() if self._part_chosen else live.loss_part()
                page.parts.set_choices(self._part_names(), part)
                texts = (self.tr("validation {0}"), self.tr("training {0}"))
                page.loss.show_live(live, part, texts, self.tr("This part has not begun."))
            case "validation":
                page.validation_panel.title.setText(self.tr("Validation {0} by epoch").format(live.metric.upper()))
                waiting = "" if live.validation else self.tr("The first recommender has not been validated yet.")
                page.validation.say(waiting if entry.is_study else self.tr("No study is running."))
                page.validation.show_live(live, self.tr("best so far {0}, epoch {1}"))
            case "epochs":
                self.epochs.show(live)
            case "curves":
                self._draw_curves(live)

    def _draw_curves(self, live: Live) -> None:
        plot, trained = self.page.live.curves, live.trained()
        curves = []
        for name in live.order:
            found = live.curves.get(name, {})
            if found and (name == "EASE" or name == trained):
                step = max(found)
                curves.append(KCurve(name, name, live.numbers[name], found[step], highlighted=name == trained))
        ghosts = sorted(live.curves.get(trained, {}))[:-1] if trained else []
        plot.set_curves(curves, ghosts=[(live.numbers[trained], live.curves[trained][step]) for step in ghosts[-8:]])
        plot.say("" if curves else self.tr("No curve yet."))

    def _part_names(self) -> list[tuple[str, str]]:
        return [
            ("profile", self.tr("Profile")),
            ("association", self.tr("Association")),
            ("ranking", self.tr("Ranking")),
        ]

    def _show_form(self, entry: JobEntry, live: Live) -> None:
        page, done = self.page.live, self._done.get(entry.id, {})
        page.form.title.setText(entry.title)
        name = getattr(entry.job, "dataset", None) or self._selection.dataset
        view = self._selection.workspace
        dataset = next((d for d in view.datasets if d.name == name), None) if view else None
        groups = []
        if dataset is not None:
            span = f"{words.day(dataset.first)} – {words.day(dataset.last)}"
            groups.append(
                (
                    self.tr("Data"),
                    [
                        (self.tr("Dataset"), dataset.name),
                        (self.tr("Rows"), words.count(dataset.rows)),
                        (self.tr("Shoppers"), words.count(dataset.users)),
                        (self.tr("Items"), words.count(dataset.items)),
                        (self.tr("Time"), span),
                    ],
                )
            )
        study = (
            next((s for s in view.studies if done and next(iter(done.values())).id in s.runs), None) if view else None
        )
        if study is not None:
            scopes = ", ".join(words.scope(scope) for scope in study.scopes)
            groups.append(
                (
                    self.tr("Protocol"),
                    [
                        (self.tr("Test from"), words.day(study.test_start)),
                        (self.tr("Category level"), study.level or ""),
                        (self.tr("Scopes"), scopes),
                        (self.tr("Cutoffs K"), self.tr("1 to {0}").format(study.max_k)),
                    ],
                )
            )
        page.facts.show_groups(groups)
        running = entry.step.partition(":")[0].partition(",")[0] if entry.is_study and entry.live else ""
        known = running in live.numbers or running in ("Pipeline", "EASE", "ItemKNN", "Category-pop", "MostPop")
        self.recommenders.show(live, done, running if known else "")

    def _show_progress(self, entry: JobEntry) -> None:
        panel = self.page.live.progress
        panel.left.setText(self._headline(entry))
        panel.step.setText(self._step_line(entry))
        panel.bar.set_pieces(pieces(entry, self.tr("Preparing")), entry.state in ("cancelling", "cancelled", "failed"))
        panel.set_paused(entry.state == "paused")
        at_work = entry.state in ("running", "paused")
        for made, seen in (
            (panel.pause, at_work),
            (panel.stop, at_work and entry.is_study),
            (panel.cancel, at_work or entry.state == "queued"),
            (panel.again, entry.state in ("cancelled", "failed")),
            (panel.studies, not entry.live),
            (panel.compare, entry.state == "finished" and entry.is_study),
        ):
            made.setVisible(seen)

    def _headline(self, entry: JobEntry) -> str:
        match entry.state:
            case "queued":
                return self.tr("Waiting")
            case "paused":
                return self.tr("Paused")
            case "cancelling":
                return self.tr("Cancelling")
            case "cancelled":
                return self.tr("Cancelled after {0}").format(words.duration(entry.elapsed))
            case "failed":
                return self.tr("Stopped by a problem")
            case "finished":
                return self.tr("Finished in {0}").format(words.duration(entry.elapsed))
            case _:
                if entry.left is None:
                    return self.tr("Measuring the time left")
                return self.tr("{0} left").format(words.duration(entry.left))

    def _step_line(self, entry: JobEntry) -> str:
        if entry.problem is not None:
            return sentence(entry.problem)
        if entry.state == "cancelled":
            return self.tr("Finished runs are kept.")
        if not entry.live:
            return entry.title
        said = words.step(entry.step) or entry.title
        so_far = words.duration(entry.elapsed)
        if entry.left is None or entry.state != "running":
            return self.tr("{0}. {1} so far.").format(said, so_far)
        ends = time.strftime("%H:%M", time.localtime(time.time() + entry.left))
        return self.tr("{0}. {1} so far, ends about {2}.").format(said, so_far, ends)

    def _connect(self) -> None:
        progress, live, done = self.page.live.progress, self.page.live, self.page.studies
        self._jobs.changed.connect(self._on_job_changed)
        self._jobs.progressed.connect(self._on_progressed)
        self._bridge.metric_published.connect(self._on_metric)
        self._bridge.curve_published.connect(self._on_curve)
        self._bridge.run_finished.connect(self._on_run_finished)
        self._selection.workspace_changed.connect(self._on_workspace_changed)
        progress.pause.clicked.connect(self._on_pause)
        progress.stop.clicked.connect(self._on_stop)
        progress.cancel.clicked.connect(self._on_cancel)
        progress.again.clicked.connect(self._on_again)
        progress.studies.clicked.connect(self._on_all_studies)
        progress.compare.clicked.connect(self._on_compare)
        live.parts.chosen.connect(self._on_part_chosen)
        done.table.opened.connect(self._on_opened)
        done.quick.clicked.connect(self._on_quick)
