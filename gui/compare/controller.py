"""Compare: asks for a study's curves, keeps K, scope, selected run and pin, and says who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPointF, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from engine.session import CompareQuery, CompareView, Problem, RunRow
from gui import words
from gui.compare import view as views
from gui.compare.model import EYE, Means, RunsModel
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.widgets.k_plot import KCurve
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["CompareScreen"]

KEY = "compare"
TITLES = {"f1": "F1", "precision": "P", "recall": "R"}


class CompareScreen(QObject):
    """One study's runs; everything acts on K, scope and selection at once."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = views.CompareView()
        self.states = StatesWidget(self.page)
        self.model = RunsModel()
        self.page.table.setModel(self.model)
        self._answer: CompareView | None = None
        self._means: Means | None = None
        self._pinned = False
        self._hover: int | None = None
        self._later = QTimer(self, singleShot=True, interval=100)
        self._later.timeout.connect(self._draw)
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    def aside(self) -> QWidget | None:
        return None

    def panels(self) -> list[QWidget]:
        return [self.page.table, *self.page.plots().values()]

    def shown(self) -> None:
        """Asks again when the study, or its number of runs, is another than the one shown."""
        study = self._selection.study
        if study is None:
            self._show_empty()
        elif self._answer is None or self._answer.study != study:
            if self._answer is None or self._answer.study.id != study.id:
                self.states.show_loading(self.tr("Reading the curves of {0}…").format(study.title))
            self._bridge.ask(CompareQuery(study.id), KEY, self._on_answer, self._on_refused)

    def retranslate(self) -> None:
        self.page.retranslate()
        self.model.repaint_rows()
        if self._means is not None:
            self._fill()
        elif self.states.state == "empty":
            self._show_empty()

    # what happens

    def _on_study_changed(self) -> None:
        if self._selection.study_id != (self._answer.study.id if self._answer else ""):
            self._answer = self._means = None
            self._pinned = False
        if self.states.isVisible():
            self.shown()

    def _on_answer(self, answer: CompareView) -> None:
        self._answer = answer
        if self._selection.study_id == answer.study.id:
            self._fill()
            self.states.show_filled()

    def _on_refused(self, problem: Problem) -> None:
        self.states.show_error(problem, self.tr("Try again"), self.shown)
        self._jobs.report(problem, self.tr("Compare"))

    def _on_scope_changed(self) -> None:
        if self._answer is not None:
            self._fill()

    def _on_k_changed(self) -> None:
        if self._means is None:
            return
        reference = self._reference()
        self.page.k.setValue(self._selection.k)
        self.model.set_k(self._selection.k, reference.id if reference else "")
        self._select_row()
        self._say_lead()
        self._show_k()

    def _on_pinned(self, k: int) -> None:
        self._pinned, self._hover = True, None
        self._selection.choose_k(k)
        self._show_k()

    def _on_moved(self, k: int) -> None:
        self._hover = None
        self._selection.choose_k(k)
        self._show_k()

    def _on_freed(self) -> None:
        self._pinned, self._hover = False, None
        self._show_k()

    def _on_hovered(self, k: int | None) -> None:
        if k != self._hover:
            self._hover = k
            self._show_k()

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        run = self.model.run(current.row())
        if run is not None and run.id != self._selection.run:
            self._choose(run)
            self._later.start()

    def _on_cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == EYE:
            self._toggle(index)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.column() == EYE:
            self._toggle(index)
        else:
            self._open_lists()

    def _toggle(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())
        self._draw()

    def _open_lists(self) -> None:
        run = self._selected()
        if run is not None and self._means is not None:
            partner = self._means.partner(run.id)
            self._window.open_lists(run.id, partner.id if partner else "")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.page.table.as_text())
        self._window.note(self.tr("Copied the table: %Ln runs", "", self.model.rowCount()))

    # what is shown

    def _fill(self) -> None:
        assert self._answer is not None
        answer, chosen = self._answer, self._selection
        scopes = [scope.name for scope in answer.scopes]
        if chosen.scope not in scopes and scopes:
            chosen.choose_scope(scopes[0])
        self._means = Means(answer, chosen.scope)
        choices = [(s.name, f"{words.scope(s.name)}  {words.count(s.evaluated)}") for s in answer.scopes]
        self.page.scopes.set_choices(choices, chosen.scope)
        self.page.k.blockSignals(True)
        self.page.k.setRange(1, self._means.max_k)
        self.page.k.setValue(chosen.k)
        self.page.k.blockSignals(False)
        reference = self._reference()
        self.model.set_means(self._means, chosen.k, reference.id if reference else "")
        self.page.fit_table(self.model.rowCount())
        self._choose_run()
        self._select_row()
        self._say_lead()
        self._draw()

    def _choose_run(self) -> None:
        """Keeps the run in focus where it was ranked, else takes the leader."""
        assert self._means is not None
        leader = self._means.leader(self._selection.k)
        if leader is not None and self._means.position(self._selection.run) is None:
            self._choose(leader)

    def _choose(self, run: RunRow) -> None:
        assert self._means is not None
        partner = self._means.partner(run.id)
        self._selection.choose_runs(run.id, partner.id if partner else "")

    def _select_row(self) -> None:
        assert self._means is not None
        position = self._means.position(self._selection.run)
        row = self.model.row_of(position) if position is not None else -1
        if row >= 0 and self.page.table.currentIndex().row() != row:
            self.page.table.setCurrentIndex(self.model.index(row, 1))

    def _draw(self) -> None:
        if self._means is None:
            return
        means, selected = self._means, self._selected()
        seen = [row for row in means.rows if means.runs[row].id not in self.model.hidden]
        for metric, plot in self.page.plots().items():
            plot.set_curves(
                [
                    KCurve(
                        run.id,
                        run.name,
                        run.series,
                        means.curve(metric, row),
                        selected is not None and run.id == selected.id,
                    )
                    for row, run in ((row, means.runs[row]) for row in seen)
                ],
                from_zero=metric == "recall",
            )
            plot.say("" if seen else self.tr("No run shown. Open an eye in the table above."))
        evaluated, _, _ = means.counts()
        self.page.panels["f1"].caption.setText(self.tr("mean of %Ln shoppers", "", evaluated))
        self._show_k()

    def _show_k(self) -> None:
        k = self._hover or self._selection.k
        here = None
        for name, plot in self.page.plots().items():
            plot.show_k(k, self._pinned and self._hover is None)
            if name == "f1" and self._hover is not None and plot.underMouse():
                here = QPointF(plot.mapFromGlobal(QCursor.pos()))
        read_out = self.page.f1.read_out
        if read_out is not None:
            if here is not None:
                read_out.place(here)
            if not self.model.rowCount():
                read_out.hide()

    def _say_lead(self) -> None:
        assert self._means is not None
        assert self._answer is not None
        means, k, lead = self._means, self._selection.k, self.page.lead
        leader, reference = means.leader(k), self._reference()
        evaluated, users, left_out = means.counts()
        start = self._answer.study.test_start
        reasons = [words.left_out_reason(code, number, start) for code, number in left_out if number]
        sentence = self.tr("{0} of {1} shoppers evaluated").format(words.count(evaluated), words.count(users))
        lead.left_out.setText(words.joined([sentence, *reasons]))
        if leader is None:
            lead.sentence.setText(self.tr("Nobody can be evaluated in this scope"))
            lead.evidence.setText("")
            return
        other = reference if reference is not None and reference.id != leader.id else self._second(k)
        if other is None:
            lead.sentence.setText(self.tr("{0} is the only run so far").format(leader.name))
            lead.evidence.setText(self.tr("A second run is needed to compare."))
            return
        mine, theirs = self._value(leader, k), self._value(other, k)
        ahead = mine / theirs - 1 if theirs > 0 else float("nan")
        lead.sentence.setText(
            self.tr("{0} has the highest mean at K = {1}, {2} against {3}").format(
                leader.name, k, words.percent(ahead, signs=True), other.name
            )
        )
        lead.evidence.setText(
            self.tr("F1@{0} {1}: {2} against {3}. These are means; no test of the difference was made.").format(
                k, words.scope_phrase(self._selection.scope), words.metric(mine), words.metric(theirs)
            )
        )

    def _show_empty(self) -> None:
        live = bool(self._jobs.live())
        self.states.show_empty(
            self.tr("No finished run to compare yet"),
            self.tr("Precision, recall and F1 over K of every run will stand here, from the first finished run on."),
            self.tr("Show the running study") if live else self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _second(self, k: int) -> RunRow | None:
        assert self._means is not None
        leader = self._means.leader(k)
        others = [
            self._means.runs[row] for row in self._means.rows if leader is None or self._means.runs[row].id != leader.id
        ]
        return max(others, key=lambda run: self._value(run, k), default=None)

    def _value(self, run: RunRow, k: int) -> float:
        assert self._means is not None
        position = self._means.position(run.id)
        return float(self._means.at("f1", k)[position]) if position is not None else float("nan")

    def _reference(self) -> RunRow | None:
        return self._means.reference() if self._means else None

    def _selected(self) -> RunRow | None:
        return self.model.run(self.page.table.currentIndex().row())

    def _connect(self) -> None:
        page, chosen = self.page, self._selection
        chosen.study_changed.connect(self._on_study_changed)
        chosen.workspace_changed.connect(self._on_study_changed)
        chosen.scope_changed.connect(self._on_scope_changed)
        chosen.k_changed.connect(self._on_k_changed)
        page.scopes.chosen.connect(chosen.choose_scope)
        page.k.valueChanged.connect(self._on_moved)
        page.copy.clicked.connect(self._copy)
        page.lists.clicked.connect(self._open_lists)
        page.table.cell_clicked.connect(self._on_cell_clicked)
        page.table.opened.connect(self._on_opened)
        page.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        for plot in page.plots().values():
            plot.k_hovered.connect(self._on_hovered)
            plot.k_pinned.connect(self._on_pinned)
            plot.k_moved.connect(self._on_moved)
            plot.freed.connect(self._on_freed)
