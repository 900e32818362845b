"""Shoppers: asks for the list of a run and a scope, then for one shopper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from engine.session import (
    CompareQuery,
    CompareView,
    Problem,
    RunRow,
    ShopperListQuery,
    ShopperListView,
    ShopperQuery,
    ShopperView,
)
from gui import words
from gui.compare.means import Means
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.shoppers.model import HistoryModel, LaterModel, ShoppersModel
from gui.shoppers.narrowing import Narrowing
from gui.shoppers.view import ShoppersView
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from gui.main_window import MainWindow

__all__ = ["ShoppersScreen"]

MOST_NAMED = 2000  # shoppers whom an export names one by one; its command still fits a shell


class ShoppersScreen(QObject):
    """Two runs held side by side over one shopper after another."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = ShoppersView()
        self.states = StatesWidget(self.page)
        self.shoppers, self.history, self.later = ShoppersModel(), HistoryModel(), LaterModel()
        self.page.list.table.setModel(self.shoppers)
        self.page.history.setModel(self.history)
        self.page.later.setModel(self.later)
        self._answer: CompareView | None = None
        self._listed: ShopperListQuery | None = None
        self._shopper: ShopperView | None = None
        self._user: int | None = None
        self._narrowing = Narrowing(self.page.list.filters, self.shoppers, self)
        self._dataset = ""
        self._soon = QTimer(self, singleShot=True, interval=40)
        self._soon.timeout.connect(self._ask_shopper)
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    def aside(self) -> QWidget | None:
        return self.page.scopes

    def panels(self) -> list[QWidget]:
        page = self.page
        return [page.list.search, page.list.table, page.history, page.later, page.lists.table]

    def shown(self) -> None:
        study = self._selection.study
        if study is None:
            self._show_empty()
        elif self._answer is None or self._answer.study != study:
            if self._answer is None or self._answer.study.id != study.id:
                self.states.show_loading(self.tr("Reading the shoppers of {0}…").format(words.study_title(study)))
            self._bridge.ask(CompareQuery(study.id), "shoppers: runs", self._on_runs, self._on_refused)
        else:
            self._ask_list()
        self.page.scopes.setVisible(study is not None and self._answer is not None)

    def retranslate(self) -> None:
        self.page.retranslate()
        self._narrowing.fill(self._names()[1])
        for model in (self.shoppers, self.history, self.later, self.page.lists.table.ranked):
            model.repaint_rows()
        if self._answer is not None:
            self._fill_runs()
            self._say_count()
        elif self.states.state == "empty":
            self._show_empty()
        if self._shopper is not None:
            self._fill_shopper(self._shopper)

    def export(self) -> None:
        """Opens the export: for the shoppers that a filter or the search leaves, if there is one, else for all."""
        narrowed = 0 < self.shoppers.shown() < min(self.shoppers.whole(), MOST_NAMED + 1)
        shown = [self._shopper.id] if self._shopper else []
        self._window.export_lists(self.shoppers.shown_ids() if narrowed else shown, chosen=narrowed)

    def show_chosen(self, positions: npt.NDArray[np.int32], why: str) -> None:
        """Shows these shoppers of the dataset alone, under a filter that says why."""
        self.shoppers.chosen, self._narrowing.why = positions, why
        self._narrowing.fill(self._names()[1])
        filters = self.page.list.filters
        filters.clear()
        filters.choose("chosen")

    # what happens

    def _on_study_changed(self) -> None:
        if self._dataset == self._selection.dataset:
            self._hold_filters()
        else:  # its shoppers are others
            self._user = None
            self.page.list.filters.clear()
        self._dataset = self._selection.dataset
        self._answer = self._listed = self._shopper = None
        self._narrowing.why = ""
        self._narrowing.fill(self._names()[1])
        if self.states.isVisible():
            self.shown()

    def _on_runs(self, answer: CompareView) -> None:
        self._answer = answer
        self._fill_runs()
        self.page.scopes.show()
        self._ask_list()

    def _on_refused(self, problem: Problem) -> None:
        self.states.show_error(problem, self.tr("Try again"), self._ask_again)
        self._jobs.report(problem, self.tr("Shoppers"))

    def _ask_again(self) -> None:
        """Reads the workspace anew too: what was missing may have been listed only."""
        self._answer = self._listed = None
        self._window.ask_workspace()
        self.shown()

    def _on_choice_changed(self) -> None:
        if self._answer is not None and self._selection.study_id == self._answer.study.id:
            self._fill_runs()
            if self.states.isVisible():
                self._ask_list()

    def _on_list(self, query: ShopperListQuery, view: ShopperListView) -> None:
        if self._listed is not None and (self._listed.run, self._listed.against) != (query.run, query.against):
            self._hold_filters()
        self._listed, self._dataset = query, self._selection.dataset
        self.shoppers.set_view(view, query.k, query.against is not None)
        self._narrowing.fill(self._names()[1])
        self._narrow()
        self.states.show_filled()
        self._ask_shopper()

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        user = self.shoppers.position(current.row())
        if user is not None and user != self._user:
            self._user = user
            self._soon.start()

    def _on_shopper(self, view: ShopperView) -> None:
        self._shopper = view
        self._fill_shopper(view)
        self.page.shopper.show_filled()

    def _on_shopper_refused(self, problem: Problem) -> None:
        self.page.shopper.show_error(problem, self.tr("Try again"), self._ask_again)
        self._jobs.report(problem, self.tr("Shoppers"))

    def _on_run_chosen(self, side: int) -> None:
        chosen = str(self.page.lists.runs[side].currentData())
        run, against = self._selection.run, self._selection.against
        if chosen == (against if side == 0 else run):
            self._swap()
        elif side == 0:
            self._selection.choose_runs(chosen, against)
        else:
            self._selection.choose_runs(run, chosen)

    def _swap(self) -> None:
        if self._selection.against:
            self._selection.choose_runs(self._selection.against, self._selection.run)

    def _step(self, step: int) -> None:
        table = self.page.list.table
        row = min(max(0, table.currentIndex().row() + step), self.shoppers.rowCount() - 1)
        table.setCurrentIndex(self.shoppers.index(row, 0))

    def _step_run(self, side: int, step: int) -> None:
        """Puts the next run into one of the lists."""
        combo = self.page.lists.runs[side]
        if combo.isVisible() and combo.count() > 1:
            combo.setCurrentIndex((combo.currentIndex() + step) % combo.count())
            self._on_run_chosen(side)

    def _find(self) -> None:
        """Puts the caret into the search, which opens the list where it is folded."""
        self.page.open_list(True)
        self.page.list.search.setFocus()
        self.page.list.search.selectAll()

    def _fold(self) -> None:
        self.page.open_list(False)
        self.page.list.table.setFocus()

    def _hold_filters(self) -> None:
        """Other runs are to be shown."""
        listed = self._listed
        run, against = (self._run(name or "") for name in ((listed.run, listed.against) if listed else ("", "")))
        if run is not None:
            self._narrowing.hold(run.name, against.name if against else "")

    def _narrow(self) -> None:
        """Takes search and filters; the shopper shown stays, or the first of the list takes its place."""
        held = self.page.list
        self.shoppers.narrow(held.search.text().strip(), held.filters.active)
        self._say_count()
        row = self.shoppers.row_of_user(self._user) if self._user is not None else -1
        if row < 0 and self.shoppers.rowCount():
            row = 0
        if row >= 0:
            held.table.setCurrentIndex(self.shoppers.index(row, 0))

    # what is asked

    def _ask_list(self) -> None:
        chosen = self._selection
        if not chosen.run:
            return
        query = ShopperListQuery(chosen.run, chosen.scope, chosen.k, chosen.against or None)
        if query == self._listed:
            self.states.show_filled()
            return
        if self._listed is None:
            self.states.show_loading(self.tr("Reading the shoppers…"))
        self._bridge.ask(query, "shoppers: list", lambda view: self._on_list(query, view), self._on_refused)

    def _ask_shopper(self) -> None:
        if self._user is None or self._answer is None:
            return
        if self._shopper is None:
            self.page.shopper.show_loading(self.tr("Reading the history…"))
        chosen = self._selection
        query = ShopperQuery(chosen.run, self._user, chosen.scope, self._answer.study.max_k, chosen.against or None)
        self._bridge.ask(query, "shoppers: one", self._on_shopper, self._on_shopper_refused)

    # what is shown

    def _fill_runs(self) -> None:
        answer, chosen = self._answer, self._selection
        assert answer is not None
        scopes = [scope.name for scope in answer.scopes]
        self.page.scopes.set_choices([(name, words.scope(name)) for name in scopes], chosen.scope)
        means = Means(answer, chosen.scope, chosen.reference)
        ranked = [means.runs[row] for row in means.rows]
        if means.position(chosen.run) is None or (chosen.against and means.position(chosen.against) is None):
            leader = means.leader(chosen.k)
            run = next((r for r in ranked if r.model == "pipeline"), leader)
            partner = means.partner(run.id) if run else None
            chosen.choose_runs(run.id if run else "", partner.id if partner else "")
        for combo, current in zip(self.page.lists.runs, (chosen.run, chosen.against), strict=True):
            combo.blockSignals(True)
            combo.clear()
            for run in ranked:
                combo.addItem(means.label(run), run.id)
            combo.setCurrentIndex(combo.findData(current))
            combo.blockSignals(False)
        for swatch, current in zip(self.page.lists.swatches, (chosen.run, chosen.against), strict=True):
            shown = self._run(current)
            swatch.setVisible(shown is not None)
            swatch.set_series(shown.series if shown else 0)
        for part in (self.page.lists.runs[1], self.page.lists.swap, self.page.lists.hits[1]):
            part.setVisible(bool(chosen.against))
        self.page.lists.show_both(bool(chosen.against))

    def _say_count(self) -> None:
        shown, whole = self.shoppers.shown(), self.shoppers.whole()
        text = self.tr("%Ln shoppers", "", whole) if shown == whole else self.tr("{0} of {1} shoppers")
        self.page.list.count.setText(text.format(words.count(shown), words.count(whole)))
        self.page.list.say_empty(
            self.tr("No shopper fits. Take off a filter, or clear the search.") if not shown else ""
        )

    def _fill_shopper(self, view: ShopperView) -> None:
        page, names, k = self.page, self._names(), self._selection.k
        page.head.say_name(self.tr("Shopper {0}").format(view.id))
        counts = [
            (words.count(view.purchases), self.tr("purchases", "", view.purchases)),
            ("" if view.baskets is None else words.count(view.baskets), self.tr("baskets")),
            (self._seen_words(view), self.tr("categories seen")),
            (words.count(view.later_items), self._later_words(view)),
        ]
        for (number, caption), (value, text) in zip(page.head.counts, counts, strict=True):
            number.setText(value)
            caption.setText(text)
            number.setVisible(bool(value))
            caption.setVisible(bool(value))
        unit = self.tr("baskets a week") if view.baskets is not None else self.tr("purchases a week")
        page.say_legend(self.tr("{0}, green: new category").format(unit), self.tr("green: new category"))
        page.weeks.show_view(view, self.tr("test"), unit)
        self.history.show(view, *self._levels())
        page.history.setVisible(bool(view.categories))
        page.no_categories.setVisible(not view.categories)
        self.later.show(view, names, k, self._answer.study.max_k if self._answer else 50, self._levels()[1])
        page.later_panel.title.setText(self._later_title())
        page.later.setAccessibleName(self._later_title())
        ranked = page.lists.table.ranked
        row = page.lists.table.currentIndex().row()
        ranked.show(view, self._numbers(), k, names[1])
        page.lists.table.setCurrentIndex(ranked.index(max(0, row), 1))
        page.lists.table.scrollToTop()
        hits = ranked.hits()
        page.lists.say_hits([(self.tr("%n hits in {0}", "", each).format(k), f"{each} / {k}") for each in hits])
        for chip, each in zip(page.lists.hits, hits, strict=True):
            chip.set_tone("positive" if each else "text")
        page.fit_lists()

    def _seen_words(self, view: ShopperView) -> str:
        return f"{words.count(view.categories_seen)} / {words.count(view.categories)}" if view.categories else ""

    def _later_words(self, view: ShopperView) -> str:
        items, count = self.tr("items later", "", view.later_items), view.later_categories
        if self._selection.scope == "cross":
            return self.tr("{0}, in {1}").format(items, self.tr("%Ln new categories", "", count))
        if not view.categories:
            return items
        return self.tr("{0}, in {1}").format(items, self.tr("%Ln categories", "", count))

    def _later_title(self) -> str:
        if self._selection.scope == "cross":
            return self.tr("Bought later in a new category")
        return self.tr("Bought later, counted in this scope")

    def _show_empty(self) -> None:
        self.page.scopes.hide()
        self.states.show_empty(
            self.tr("No shopper to show yet"),
            self.tr("Each shopper's history and ranked lists will stand here, from the first finished run on."),
            self.tr("Go to Studies"),
            lambda: self._window.open_screen("studies"),
        )

    def _levels(self) -> tuple[str, str]:
        """How the dataset calls its coarsest level and that of the study; "" for one that it has not."""
        study, dataset = self._selection.study, self._selection.dataset_row
        coarsest = dataset.levels[0] if dataset is not None and dataset.levels else "department"
        return words.level(coarsest), words.level(study.level) if study is not None and study.level else ""

    def _run(self, run: str) -> RunRow | None:
        return next((row for row in self._answer.runs if row.id == run), None) if self._answer else None

    def _names(self) -> tuple[str, str]:
        runs = (self._run(self._selection.run), self._run(self._selection.against))
        return tuple(run.name if run else "" for run in runs)  # type: ignore[return-value]

    def _numbers(self) -> tuple[int, int]:
        runs = (self._run(self._selection.run), self._run(self._selection.against))
        return tuple(run.series if run else 0 for run in runs)  # type: ignore[return-value]

    def _connect(self) -> None:
        page, chosen = self.page, self._selection
        chosen.study_changed.connect(self._on_study_changed)
        for signal in (chosen.scope_changed, chosen.k_changed, chosen.runs_changed):
            signal.connect(self._on_choice_changed)
        page.scopes.chosen.connect(chosen.choose_scope)
        page.list.search.textChanged.connect(self._narrow)
        page.list.filters.changed.connect(self._narrow)
        page.list.search.returnPressed.connect(page.list.table.setFocus)
        page.list.unfold.clicked.connect(self._find)
        page.list.fold.clicked.connect(self._fold)
        page.lists.table.run_stepped.connect(self._step_run)
        page.list.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        page.list.table.opened.connect(lambda _index: page.lists.table.setFocus())
        page.lists.runs[0].activated.connect(lambda _i: self._on_run_chosen(0))
        page.lists.runs[1].activated.connect(lambda _i: self._on_run_chosen(1))
        page.lists.swap.clicked.connect(self._swap)
        page.head.export.clicked.connect(self.export)
        for key, act in (("[", lambda: self._step(-1)), ("]", lambda: self._step(1)), ("Ctrl+F", self._find)):
            made = QShortcut(QKeySequence(key), page)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
