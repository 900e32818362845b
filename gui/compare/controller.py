"""Compare: asks for a study's curves, keeps K, scope, selected run and pin, and says who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from engine.session import CompareQuery, CompareView, Problem, RunId, RunRow
from gui import words
from gui.compare import view as views
from gui.compare.differing import Differing
from gui.compare.filter import kept
from gui.compare.lead import lead_words, left_out_words
from gui.compare.means import Means
from gui.compare.menu import row_keys, row_menu
from gui.compare.model import EYE, MAP, MRR, NAME, RunsModel
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.widgets.columns import Columns
from gui.widgets.k_plot import KCurve
from gui.widgets.plot_menu import PlotMenu
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
        self.menus = {name: self._plot_menu(name) for name in self.page.plots()}
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
        lower = [self.page.settings.table] if self.differing.open else list(self.page.plots().values())
        return [self.page.filter, self.page.table, *lower]

    def shown(self) -> None:
        """Asks again when the study, or its number of runs, is another than the one shown."""
        study = self._selection.study
        if study is None:
            self._show_empty()
        elif self._answer is None or self._answer.study != study:
            if self._answer is None or self._answer.study.id != study.id:
                self.states.show_loading(self.tr("Reading the curves of {0}…").format(words.study_title(study)))
            self._bridge.ask(CompareQuery(study.id), KEY, self._on_answer, self._on_refused)
            self.differing.ask(study.id)

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
            self.differing.forget()
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
            self._show_gone()

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
        self._means = Means(answer, chosen.scope, chosen.reference)
        choices = [(s.name, f"{words.scope(s.name)}  {words.count(s.evaluated)}") for s in answer.scopes]
        self.page.scopes.set_choices(choices, chosen.scope)
        self.page.k.blockSignals(True)
        self.page.k.setRange(1, self._means.max_k)
        self.page.k.setValue(chosen.k)
        self.page.k.blockSignals(False)
        self._fill_against()
        self._choose_run()
        self._fill_table()
        self._say_lead()
        self._draw()
        self.differing.show(self._means)

    def _fill_against(self) -> None:
        assert self._means is not None
        combo, reference = self.page.against, self._reference()
        combo.blockSignals(True)
        combo.clear()
        ranked = [self._means.runs[row] for row in self._means.rows]
        for run in sorted(ranked, key=lambda run: run.series):
            combo.addItem(self._means.label(run), run.id)
        combo.setCurrentIndex(combo.findData(reference.id) if reference else -1)
        combo.setEnabled(combo.count() > 1)
        combo.setToolTip(reference.name if reference else "")
        combo.blockSignals(False)
        self.page.against_swatch.set_series(reference.series if reference else 0)

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
        means, focus = self._means, self._selection.run
        places = [(means.position(run.id), run) for run in self.model.runs() if run.id not in self.model.hidden]
        for metric, plot in self.page.plots().items():
            curves = [
                KCurve(run.id, means.label(run), run.series, means.curve(metric, place), run.id == focus)
                for place, run in places
                if place is not None
            ]
            plot.set_curves(curves, from_zero=metric == "recall")
            plot.say("" if curves else self._why_nothing())
        self.page.panels["f1"].caption.setText(self._remark())
        self._show_k()

    def _why_nothing(self) -> str:
        if self.model.rowCount():
            return self.tr("No run shown. Open an eye in the table above.")
        if self._means is not None and self._means.rows:
            return self.tr("No run fits this filter.")
        return self.tr("Nobody can be evaluated in this scope")

    def _remark(self) -> str:
        evaluated = self._means.counts()[0] if self._means else 0
        return self.tr("mean of %Ln shoppers", "", evaluated)

    def _show_k(self) -> None:
        k = self._hover or self._selection.k
        for plot in self.page.plots().values():
            inside = self._hover is not None and plot.underMouse()
            here = QPointF(plot.mapFromGlobal(QCursor.pos())) if inside else None
            plot.show_k(k, self._pinned and self._hover is None, here)

    def _say_lead(self) -> None:
        assert self._means is not None
        lead = self.page.lead
        sentence, evidence = lead_words(self._means, self._selection.k)
        lead.sentence.setText(sentence)
        lead.evidence.setText(evidence)
        lead.left_out.setText(left_out_words(self._means))
        lead.act.setVisible(len(self._means.rows) == 1)

    def _plot_menu(self, name: str) -> PlotMenu:
        return PlotMenu(
            self.page.plots()[name],
            lambda: (self._title(name), self._remark()),
            lambda sentence: self._window.note(sentence),
            self._report,
        )

    def _title(self, name: str) -> str:
        """What a saved picture says over the plot: the figure, the scope and the study."""
        study = self._answer.study.title if self._answer else ""
        return f"{self.page.panels[name].title.text()}, {words.scope(self._selection.scope)}, {study}"

    def _show_gone(self) -> None:
        self.states.show_empty(
            self.tr("The runs of this study are not there any more"),
            self.tr("Their folders were deleted from the workspace. Run the study again."),
            self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _show_empty(self) -> None:
        live = bool(self._jobs.live())
        self.states.show_empty(
            self.tr("No finished run to compare yet"),
            self.tr("Precision, recall and F1 over K of every run will stand here, from the first finished run on."),
            self.tr("Show the running study") if live else self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

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
        page.lead.act.clicked.connect(lambda: self._window.open_screen("studies"))
        page.export.clicked.connect(lambda: self._window.export_lists())
        page.table.cell_clicked.connect(self._on_cell_clicked)
        page.table.opened.connect(self._on_opened)
        page.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        for plot in page.plots().values():
            plot.k_hovered.connect(self._on_hovered)
            plot.k_pinned.connect(self._on_pinned)
            plot.k_moved.connect(self._on_moved)
            plot.freed.connect(self._on_freed)
