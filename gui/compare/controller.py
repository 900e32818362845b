"""Compare: asks for a study's curves, keeps K, scope, selected run and pin, and says who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from engine.session import CompareQuery, CompareView, Problem, RunId, RunRow
from gui import words
from gui.compare import view as views
from gui.compare.controls import fill_controls
from gui.compare.curves_face import CurvesFace
from gui.compare.differing import Differing
from gui.compare.emptiness import show_empty, show_gone
from gui.compare.evidence import Evidence
from gui.compare.face import Services, Shown
from gui.compare.faces import Faces
from gui.compare.filter import kept
from gui.compare.lead import doubt_words, left_out_words
from gui.compare.means import Means
from gui.compare.menu import row_keys, row_menu
from gui.compare.model import EYE, MAP, MRR, NAME, RunsModel
from gui.compare.verdict import verdict
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.widgets.columns import Columns
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["CompareScreen"]

KEY = "compare"
GONE = ("folder-gone", "nothing-named")  # what the window still lists is not there any more


class CompareScreen(QObject):
    """One study's runs; everything acts on K, scope and selection at once."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = views.CompareView()
        self.states = StatesWidget(self.page)
        self.model = RunsModel()
        self.page.table.setModel(self.model)
        self.columns = Columns(self.page.table, "runs", hidden=(MAP, MRR), fixed=(EYE, NAME))
        services = Services(bridge, self._report, window.note, window)
        self.curves = CurvesFace(services)
        self.page.faces.addWidget(self.curves)
        self.faces = Faces(self.page.tabs, self.page.faces, services, self.curves)
        self._metric = ""
        self.evidence = Evidence(bridge, self._report, self)
        self.differing = Differing(self.page, bridge, self._report)
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
        lower = [self.page.settings.table] if self.differing.open else self.faces.panels()
        return [self.page.filter, self.page.table, *lower]

    def shown(self) -> None:
        """Asks again when the study, or its number of runs, is another than the one shown."""
        study = self._selection.study
        if study is None:
            show_empty(self.states, self._window, live=bool(self._jobs.live()))
        elif self._answer is None or self._answer.study != study:
            if self._answer is None or self._answer.study.id != study.id:
                self.states.show_loading(self.tr("Reading the curves of {0}…").format(words.study_title(study)))
            self._bridge.ask(CompareQuery(study.id), KEY, self._on_answer, self._on_refused)
            self.differing.ask(study.id)

    def retranslate(self) -> None:
        self.page.retranslate()
        self.faces.retranslate()
        self.model.repaint_rows()
        if self._means is not None:
            self._fill()
        elif self.states.state == "empty":
            show_empty(self.states, self._window, live=bool(self._jobs.live()))

    # what happens

    def _on_study_changed(self) -> None:
        if self._selection.study_id != (self._answer.study.id if self._answer else ""):
            self._answer = self._means = None
            self._pinned = False
            self._metric = ""
            self.differing.forget()
            self.evidence.forget()
            self.faces.forget()
            self.page.filter.clear()
        if self.states.isVisible():
            self.shown()

    def _on_answer(self, answer: CompareView) -> None:
        self._answer = answer
        if self._selection.study_id != answer.study.id:
            return
        if answer.runs:
            self._fill()
            self.states.show_filled()
        else:
            show_gone(self.states, self._window)

    def _on_refused(self, problem: Problem) -> None:
        self.states.show_error(problem, self.tr("Try again"), self._ask_again)
        self._report(problem)

    def _report(self, problem: Problem) -> None:
        self._jobs.report(problem, self.tr("Compare"))

    def _ask_again(self) -> None:
        """Reads the workspace anew too: what was missing may have been listed only."""
        self._answer = None
        self._window.ask_workspace()
        self.shown()

    def _on_scope_changed(self) -> None:
        if self._answer is not None:
            self._fill()

    def _on_k_changed(self) -> None:
        if self._means is None:
            return
        reference = self._reference()
        self.page.k.setValue(self._selection.k)
        if self.page.filter.text():
            self._fill_table()
            self._draw()
        else:
            self.model.set_k(self._selection.k, reference.id if reference else "")
            self._select_row()
        self._say_verdict()
        self.faces.move_to(self._what_is_shown())
        self._show_k()

    def _on_metric_chosen(self, row: int) -> None:
        self._metric = str(self.page.asked_metric.itemData(row))
        if self._answer is not None:
            self._fill()

    def _on_evidence(self) -> None:
        self.model.set_claims(self.evidence.claims)
        self._say_verdict()
        self._draw()

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
            self._say_verdict()
            self._later.start()

    def _on_cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == EYE:
            self._toggle(index)
        elif QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle_band()

    def toggle_band(self) -> None:
        """Draws the band of the selected run also while another is in focus, or no more."""
        run = self._selected()
        if run is not None:
            self.curves.banded ^= {run.id}
            self._draw()

    def _on_gains_asked(self, side: str) -> None:
        focus, reference, k = self._focus(), self._reference(), self._selection.k
        if focus is None or reference is None:
            return
        why = (
            self.tr("Gain by {0} over {1} at K = {2}") if side == "better" else self.tr("Lose by {0} to {1} at K = {2}")
        )
        why = why.format(focus.name, reference.name, k)

        def found(positions: npt.NDArray[np.int32]) -> None:
            self._selection.choose_runs(focus.id, reference.id)
            self._window.open_shoppers(positions, why)

        self.evidence.ask_gainers(focus, k, side, found)

    def _on_reference_changed(self) -> None:
        if self._answer is not None:
            self._fill()

    def _on_against_chosen(self, row: int) -> None:
        self._selection.choose_reference(str(self.page.against.itemData(row)))

    def _on_filtered(self) -> None:
        if self._means is not None:
            self._fill_table()
            self._draw()

    def _on_menu_asked(self, point: QPoint) -> None:
        run = self._selected()
        if run is not None:
            menu = row_menu(self, run, self._window)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.page.table.viewport().mapToGlobal(point))

    def _on_opened(self, index: QModelIndex) -> None:
        if index.column() == EYE:
            self._toggle(index)
        else:
            self.open_lists()

    def _toggle(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())
        self._draw()

    def toggle_selected(self) -> None:
        """Hides the lines of the selected run, or shows them again."""
        self._toggle(self.page.table.currentIndex())

    def show_only(self, run: RunId) -> None:
        """Leaves one run's lines in the plots; "" shows all again."""
        self.model.show_only(run)
        self._draw()

    def pin(self, run: RunId) -> None:
        """Holds all others against this run."""
        self._selection.choose_reference(run)

    def open_lists(self) -> None:
        """The selected run's lists beside those of its partner."""
        run = self._selected()
        if run is not None and self._means is not None:
            partner = self._means.partner(run.id)
            self._window.open_lists(run.id, partner.id if partner else "")

    def copy(self) -> None:
        """The table as it stands, tab-separated."""
        QApplication.clipboard().setText(self.page.table.as_text())
        self._window.note(self.tr("Copied the table: %Ln runs", "", self.model.rowCount()))

    # what is shown

    def _fill(self) -> None:
        assert self._answer is not None
        answer, chosen = self._answer, self._selection
        scopes = [scope.name for scope in answer.scopes]
        evaluated = [scope.name for scope in answer.scopes if scope.evaluated]
        if scopes and (chosen.scope not in scopes or (self._means is None and chosen.scope not in evaluated)):
            chosen.choose_scope([*evaluated, *scopes][0])
        self._means = Means(answer, chosen.scope, chosen.reference, self._metric)
        self.evidence.ask(self._means)
        self.model.set_claims(self.evidence.claims)
        fill_controls(self.page, self._means, chosen.k)
        self._choose_run()
        self._fill_table()
        self._say_verdict()
        self._draw()
        self.differing.show(self._means)

    def _fill_table(self) -> None:
        assert self._means is not None
        means, reference = self._means, self._reference()
        keep, wrong, sentence = kept(self.page.filter.text(), means, self._selection.k)
        if not wrong and not keep[means.rows].any() and means.rows:
            sentence = self.tr("No run fits this filter.")
        self.page.say_filter(sentence, wrong)
        table = self.page.table
        table.selectionModel().blockSignals(True)
        self.model.set_means(means, self._selection.k, reference.id if reference else "", keep)
        table.selectionModel().blockSignals(False)
        self.page.fit_table(self.model.rowCount())
        self._select_row()

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
        self.faces.fill(self._what_is_shown())
        self._show_k()

    def _what_is_shown(self) -> Shown:
        assert self._means is not None
        runs = [run for run in self.model.runs() if run.id not in self.model.hidden]
        claims, focus = self.evidence.claims, self._focus()
        return Shown(self._means, claims, self._selection.k, runs, focus, self._why_nothing())

    def _why_nothing(self) -> str:
        if self.model.rowCount():
            return self.tr("No run shown. Open an eye in the table above.")
        if self._means is not None and self._means.rows:
            return self.tr("No run fits this filter.")
        return self.tr("Nobody can be evaluated in this scope")

    def _show_k(self) -> None:
        k = self._hover or self._selection.k
        self.curves.show_k(k, self._pinned and self._hover is None, self._hover is not None)

    def _say_verdict(self) -> None:
        assert self._means is not None
        page, k, focus, claims = self.page, self._selection.k, self._focus(), self.evidence.claims
        said = verdict(self._means, claims, focus, k, self.evidence.waiting)
        page.verdict.say(said.sentence, said.evidence, said.tone, said.figure)
        doubt = doubt_words(self._means)
        page.verdict.warn(words.together((doubt, left_out_words(self._means))), wrong=bool(doubt))
        page.verdict.interval.setVisible(bool(said.title))
        page.verdict.interval.set(said.title, *said.interval, said.tone, said.share)
        page.verdict.act.setVisible(len(self._means.rows) == 1)

    def _reference(self) -> RunRow | None:
        return self._means.reference() if self._means else None

    def _focus(self) -> RunRow | None:
        """The run that the verdict is about."""
        place = self._means.position(self._selection.run) if self._means else None
        return self._means.runs[place] if self._means is not None and place is not None else None

    def _selected(self) -> RunRow | None:
        return self.model.run(self.page.table.currentIndex().row())

    def _connect(self) -> None:
        page, chosen = self.page, self._selection
        chosen.study_changed.connect(self._on_study_changed)
        chosen.workspace_changed.connect(self._on_study_changed)
        chosen.scope_changed.connect(self._on_scope_changed)
        chosen.k_changed.connect(self._on_k_changed)
        chosen.reference_changed.connect(self._on_reference_changed)
        page.against.activated.connect(self._on_against_chosen)
        page.filter.textChanged.connect(self._on_filtered)
        page.filter.returnPressed.connect(page.table.setFocus)
        page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.table.customContextMenuRequested.connect(self._on_menu_asked)
        row_keys(self, self._window)
        page.table.spaced.connect(self._toggle)
        page.scopes.chosen.connect(chosen.choose_scope)
        page.k.valueChanged.connect(self._on_moved)
        page.copy.clicked.connect(self.copy)
        page.lists.clicked.connect(self.open_lists)
        self.evidence.changed.connect(self._on_evidence)
        self.curves.gains.asked.connect(self._on_gains_asked)
        page.verdict.act.clicked.connect(lambda: self._window.open_screen("studies"))
        page.export.clicked.connect(lambda: self._window.export_lists())
        page.table.cell_clicked.connect(self._on_cell_clicked)
        page.table.opened.connect(self._on_opened)
        page.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        page.asked_metric.activated.connect(self._on_metric_chosen)
        self.curves.k_hovered.connect(self._on_hovered)
        self.curves.k_pinned.connect(self._on_pinned)
        self.curves.k_moved.connect(self._on_moved)
        self.curves.freed.connect(self._on_freed)
