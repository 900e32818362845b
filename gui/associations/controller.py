"""Associations: asks for the maps of a run, then for the pair in focus; exports pairs and maps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QDir, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from engine.session import CompareQuery, CompareView, Problem, RunRow
from engine.session.messages.associations import (
    AssociationsQuery,
    AssociationsView,
    ExportAssociations,
    PairQuery,
    PairView,
)
from gui import words
from gui.associations.model import ApartModel
from gui.associations.picture import save_picture
from gui.associations.view import AssociationsPage
from gui.associations.wording import Wording
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["AssociationsScreen"]

RUNS, MAPS, PAIR = "associations: runs", "associations: maps", "associations: pair"
SOON = 4  # visits


class AssociationsScreen(QObject):
    """One run's maps; level, order, which categories and how soon act on both at once."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = AssociationsPage()
        self._wording = Wording(self)
        self.states = StatesWidget(self.page)
        self._answer: CompareView | None = None
        self._asked: AssociationsQuery | None = None
        self._maps: AssociationsView | None = None
        self._pair: PairView | None = None
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._ask_pair)
        self._fill_choices()
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    def aside(self) -> QWidget | None:
        return self.page.runs

    def panels(self) -> list[QWidget]:
        page = self.page
        return [page.level, page.maps, page.only_model.table, page.only_data.table, page.pair.items]

    def shown(self) -> None:
        study = self._selection.study
        self.page.runs.setVisible(study is not None and self._answer is not None)
        if study is None:
            self._show_empty()
        elif study.level is None:
            self._show_no_categories()
        elif self._answer is None or self._answer.study != study:
            if self._answer is None or self._answer.study.id != study.id:
                self.states.show_loading(self.tr("Reading the runs of {0}…").format(study.title))
            self._bridge.ask(CompareQuery(study.id), RUNS, self._on_runs, self._on_refused)
        else:
            self._ask_maps()

    def retranslate(self) -> None:
        self.page.retranslate()
        self._fill_choices()
        if self._answer is not None:
            self._fill_runs()
        if self._maps is not None:
            self._fill(self._maps)
        elif self.states.state == "empty":
            self.shown()
        if self._pair is not None:
            self._fill_pair(self._pair)

    # what happens

    def _on_study_changed(self) -> None:
        if self._selection.study_id != (self._answer.study.id if self._answer else ""):
            self._answer = self._asked = self._maps = self._pair = None
            self.page.maps.pin = None
        if self.states.isVisible():
            self.shown()

    def _on_runs_changed(self) -> None:
        if self._answer is not None and self._selection.study_id == self._answer.study.id:
            self._fill_runs()
            if self.states.isVisible():
                self._ask_maps()

    def _on_runs(self, answer: CompareView) -> None:
        self._answer = answer
        if not self._selection.run or self._run() is None:
            first = next(
                (run for run in answer.runs if run.model == "pipeline"), answer.runs[0] if answer.runs else None
            )
            self._selection.choose_runs(first.id if first else "", self._selection.against)
        self._fill_runs()
        self.page.runs.show()
        self._ask_maps()

    def _on_refused(self, problem: Problem) -> None:
        self._asked = None
        self.states.show_error(problem, self.tr("Try again"), self.shown)
        self._jobs.report(problem, self.tr("Associations"))

    def _on_run_chosen(self) -> None:
        run = str(self.page.run.currentData())
        against = self._selection.against if self._selection.against != run else self._selection.run
        self._selection.choose_runs(run, against)

    def _on_maps(self, query: AssociationsQuery, view: AssociationsView) -> None:
        if len(view.names) < 2:
            self._on_too_few(view)
            return
        kept = self._pinned_codes()
        self._maps = view
        self._fill(view)
        self.states.show_filled()
        self._pin(view, kept)

    def _on_too_few(self, view: AssociationsView) -> None:
        """A coarse level may hold one category only; the maps that were there stay."""
        if self._maps is None:
            self._show_too_few()
            return
        self.page.set_busy(False)
        self._asked = None
        _refill(self.page.level, [(name, name) for name in self._maps.levels], self._maps.level)
        self._window.note(self.tr("{0} has one category only, which is no map").format(view.level))

    def _on_narrowed(self) -> None:
        """Fewer categories, or more, can be read."""
        self._fill_choices()
        if self._maps is not None and self.states.isVisible():
            self._ask_maps()

    def _on_hovered(self, cell: tuple[int, int] | None) -> None:
        view = self._maps
        self.page.maps.say("" if view is None or cell is None else self._wording.read_out(view, *cell))

    def _on_pinned(self, row: int, column: int) -> None:
        view = self._maps
        if view is not None:
            self.page.maps.setAccessibleDescription(f"{view.names[row]} → {view.names[column]}")
        self._soon.start()

    def _on_apart_chosen(self, model: ApartModel, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(model.order):
            pair = model.pairs[int(model.order[index.row()])]
            if self.page.maps.pin != (pair.row, pair.column):
                self.page.maps.set_pin((pair.row, pair.column))
                self._on_pinned(pair.row, pair.column)

    def _on_pair(self, view: PairView) -> None:
        self._pair = view
        self._fill_pair(view)

    def _on_pair_refused(self, problem: Problem) -> None:
        self.page.pair.states.show_error(problem, self.tr("Try again"), self._ask_pair)
        self._jobs.report(problem, self.tr("Associations"))

    def _open_shoppers(self) -> None:
        pair = self._pair
        if pair is not None and len(pair.positions):
            self._window.open_shoppers(pair.positions, f"{pair.row} → {pair.column}")

    def _copy(self) -> None:
        """The pinned pair, as the maps read it out."""
        if self._maps is not None and self.page.maps.pin is not None:
            QApplication.clipboard().setText(self._wording.read_out(self._maps, *self.page.maps.pin))
            self._window.note(self.tr("Copied the pair"))

    def _export(self) -> None:
        run, view = self._run(), self._maps
        if run is None or view is None:
            return
        proposal = Path(QDir.homePath()) / f"associations-{run.name.lower().replace(' ', '-')}-{view.level}.csv"
        kinds = [self.tr("All pairs (*.csv)"), self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)")]
        out, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), str(proposal), ";;".join(kinds))
        if not out:
            return
        if Path(out).suffix.lower() in (".png", ".svg"):
            why = save_picture(self.page.maps, Path(out))
            self._window.note(
                self.tr("Saved {0}").format(out) if not why else self.tr("{0} cannot be written: {1}").format(out, why)
            )
        else:
            self._jobs.submit(ExportAssociations(run.id, Path(out), view.level, view.within))

    # what is asked

    def _ask_maps(self) -> None:
        run = self._run()
        if run is None:
            return
        page = self.page
        level = str(page.level.currentData() or "") or None
        if self._maps is None or level not in self._maps.levels:
            level = None
        query = AssociationsQuery(
            run.id,
            level,
            page.within.currentData() or None,
            page.order.currentData(),
            page.show_.currentData(),
            page.many,
        )
        if query == self._asked and self._maps is not None:
            self.states.show_filled()
            return
        if self._maps is None:
            self.states.show_loading(self.tr("Counting which category leads to which…"))
        else:
            page.set_busy(True, self.tr("Counting…"))
        self._asked = query
        self._bridge.ask(query, MAPS, lambda view: self._on_maps(query, view), self._on_refused)

    def _ask_pair(self) -> None:
        view, pin = self._maps, self.page.maps.pin
        if view is None or pin is None:
            return
        if self._pair is None:
            self.page.pair.states.show_loading(self.tr("Reading the pair…"))
        row, column = (int(view.codes[place]) for place in pin)
        query = PairQuery(view.run, view.level, row, column, view.within)
        self._bridge.ask(query, PAIR, self._on_pair, self._on_pair_refused)

    # what is shown

    def _fill(self, view: AssociationsView) -> None:
        page, run = self.page, self._run()
        page.set_busy(False)
        _refill(page.level, [(name, name) for name in view.levels], view.level)
        self._fill_choices()
        page.maps.set_view(view, self._wording.no_weights(run.name) if run and view.relation == "none" else "")
        page.maps.titles[0].setText(self.tr("What the model learned"))
        page.maps.titles[1].setText(self.tr("What the data says"))
        page.maps.captions[0].setText(self._wording.model_caption(view))
        page.maps.captions[1].setText(self._wording.data_caption(view))
        for scale, words_of_none in zip(page.maps.scales, self._wording.missing(), strict=True):
            scale.say_none(*words_of_none)
        page.maps.corner.setText(self._wording.corner(view))
        page.below.setVisible(view.relation != "none")
        for panel, pairs in ((page.only_model, view.only_model), (page.only_data, view.only_data)):
            panel.model.show(pairs, view.names)
            panel.say_none("" if pairs else self.tr("none among these categories"))
        rho = f"ρ = {words.metric(view.agreement, 2)}" if not math.isnan(view.agreement) else ""
        tip = self.tr("Spearman's rank correlation of weight and lift over %Ln pairs", "", view.pairs)
        page.say_agreement(rho, tip)

    def _fill_pair(self, view: PairView) -> None:
        assert self._maps is not None
        self.page.pair.show_pair(view, self._wording.sentence(view, self._maps))

    def _fill_runs(self) -> None:
        answer = self._answer
        assert answer is not None
        names = [run.name for run in answer.runs]
        seed = self.tr("seed {0}")
        texts = [
            (run.id, run.name if names.count(run.name) == 1 else f"{run.name}, {seed.format(run.seed)}")
            for run in answer.runs
        ]
        _refill(self.page.run, texts, self._selection.run)
        shown = self._run()
        self.page.swatch.set_series(shown.series if shown else 0)

    def _fill_choices(self) -> None:
        page, total = self.page, self._maps.total if self._maps is not None else 0
        baskets = self._maps is None or self._maps.baskets
        orders = [("taxonomy", self.tr("taxonomy")), ("clustered", self.tr("clustered"))]
        shows = [
            ("connected", self.tr("%n most connected", "", page.many)),
            ("largest", self.tr("%n largest", "", page.many)),
            ("all", self.tr("all %Ln categories", "", total) if total else self.tr("all categories")),
        ]
        soon = self.tr("within {0}").format(self._wording.visits(SOON, baskets))
        for combo, choices in (
            (page.order, orders),
            (page.show_, shows),
            (page.within, [(SOON, soon), (0, self.tr("any time later"))]),
        ):
            _refill(combo, choices, combo.currentData())

    def _pinned_codes(self) -> tuple[int, int] | None:
        view, pin = self._maps, self.page.maps.pin
        return None if view is None or pin is None else (int(view.codes[pin[0]]), int(view.codes[pin[1]]))

    def _pin(self, view: AssociationsView, kept: tuple[int, int] | None) -> None:
        """Keeps the pair where both of its categories are shown, else takes the surest step."""
        places = [np.flatnonzero(view.codes == code) for code in kept or ()]
        found = bool(places) and all(map(len, places))
        cell = (int(places[0][0]), int(places[1][0])) if found else view.strongest
        self.page.maps.set_pin(cell, centred=True)
        self._on_pinned(*cell)

    def _show_empty(self) -> None:
        self.states.show_empty(
            self.tr("No associations to show yet"),
            self.tr(
                "Which category leads to which will stand here, as the model learned it and as the purchases say it, "
                "from the first finished run on."
            ),
            self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _show_no_categories(self) -> None:
        self.states.show_empty(
            self.tr("This study has no categories"),
            self.tr("The maps lead from category to category. Name category columns when you import the items."),
            self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _show_too_few(self) -> None:
        self.states.show_empty(
            self.tr("One category is no map"),
            self.tr("At this level everything lies in one category. Choose a study at a finer level."),
            self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _run(self) -> RunRow | None:
        runs = self._answer.runs if self._answer is not None else ()
        return next((run for run in runs if run.id == self._selection.run), None)

    def _connect(self) -> None:
        page, chosen = self.page, self._selection
        chosen.study_changed.connect(self._on_study_changed)
        chosen.workspace_changed.connect(self._on_study_changed)
        chosen.runs_changed.connect(self._on_runs_changed)
        page.narrowed.connect(self._on_narrowed)
        page.run.activated.connect(lambda _i: self._on_run_chosen())
        for combo in (page.level, page.order, page.show_, page.within):
            combo.activated.connect(lambda _i: self._ask_maps())
        page.maps.hovered.connect(self._on_hovered)
        page.maps.pinned.connect(self._on_pinned)
        page.maps.opened.connect(self._open_shoppers)
        page.maps.copied.connect(self._copy)
        page.pair.open.clicked.connect(self._open_shoppers)
        page.export.clicked.connect(self._export)
        for panel in (page.only_model, page.only_data):
            model = panel.model
            panel.table.selectionModel().currentRowChanged.connect(
                lambda current, _before, model=model: self._on_apart_chosen(model, current)
            )
            panel.table.cell_clicked.connect(lambda index, model=model: self._on_apart_chosen(model, index))
            panel.table.opened.connect(lambda _index: page.maps.setFocus(Qt.FocusReason.OtherFocusReason))


def _refill(combo: QComboBox, choices: Sequence[tuple[object, str]], current: object) -> None:
    held = [(combo.itemData(i), combo.itemText(i)) for i in range(combo.count())]
    if held != list(choices):
        combo.clear()
        for key, text in choices:
            combo.addItem(text, key)
    combo.setCurrentIndex(max(0, combo.findData(current)))
