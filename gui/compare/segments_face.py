"""Whom a recommender serves: one metric in parts of the shoppers, or of what they bought."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.session import Problem, RunRow
from engine.session.messages.evaluating import SegmentShoppersQuery, SegmentsQuery, SegmentsView
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.compare.multiples import Multiples
from gui.compare.segment_rows import SegmentRows, choice_title, segment_rows
from gui.compare.segments_model import SegmentsModel
from gui.style import look
from gui.widgets.parts import Panel, label
from gui.widgets.scrolled import Scrolled
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["SegmentsFace"]

translate = QCoreApplication.translate
WIDE = 700
FIRST = "activity"  # every dataset has it
KEY = "compare: segments"


class SegmentsFace(Face):
    """Small multiples of every run on the left, the selected run against the reference on the right.

    Attributes:
        by: what shoppers or items are parted by.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.by, self.choice = FIRST, QComboBox()
        self.left, self.right = Panel(head_height=36), Panel(head_height=36)
        self.multiples, self.table, self.model = Multiples(), Table(), SegmentsModel()
        self.note = label("", "caption", "muted")
        self.table.setModel(self.model)
        self._shown: Shown | None = None
        self._asked: tuple[SegmentsQuery, tuple[str, ...]] | None = None
        self._answered: tuple[SegmentsQuery, SegmentsView] | None = None
        self._rows: SegmentRows | None = None
        self._lay_out()
        self.choice.activated.connect(self._on_choice)
        self.multiples.chosen.connect(self._on_panel_chosen)
        self.multiples.opened.connect(self._open)
        self.table.opened.connect(lambda index: self._open(int(self.model.order[index.row()])))
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.retranslate()

    @property
    def subject(self) -> RunRow | None:
        """The selected run; where that is the reference, the best of the others, as the verdict has it."""
        shown = self._shown
        if shown is None or shown.focus is None or shown.reference is None:
            return None
        return shown.means.rival(shown.k) if shown.focus.id == shown.reference.id else shown.focus

    def fill(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        if before is not None and before.means.view.study.id != shown.means.view.study.id:
            self.by, self._answered = FIRST, None
        self._ask()
        self._show()

    def retranslate(self) -> None:
        self.left.title.setText(translate("Segments", "Segments by"))
        self.choice.setAccessibleName(translate("Segments", "What the segments are made by"))
        self.multiples.setAccessibleName(
            translate("Segments", "Every run in every segment; arrow keys walk, Enter opens")
        )
        self.table.setAccessibleName(translate("Segments", "Segments"))
        self.model.repaint_rows()
        self._fill_choices()
        self.multiples.update()

    def panels(self) -> list[QWidget]:
        return [self.choice, self.multiples, self.table]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # asking

    def _ask(self) -> None:
        shown = self._shown
        if shown is None:
            return
        means, reference = shown.means, shown.reference
        if reference is None:
            self._asked = self._answered = None
            self.states.show_empty(translate("Segments", "Nothing to part"), shown.why_nothing)
            return
        query = SegmentsQuery(means.view.study.id, means.scope, means.metric, shown.k, self.by, reference.id)
        wanted = query, means.view.study.runs
        if wanted == self._asked:
            return
        self._asked = wanted
        if self._answered is None:
            self.states.show_loading(translate("Segments", "Drawing shoppers anew in every segment…"))
        self._services.bridge.ask(query, KEY, lambda view: self._on_answer(query, view), self._on_refused)

    def _on_answer(self, query: SegmentsQuery, view: SegmentsView) -> None:
        if self._answered is None or self._answered[1].by != view.by:
            self.table.setCurrentIndex(QModelIndex())
            self.multiples.current = -1
        self._answered = query, view
        self._fill_choices()
        self.states.show_filled()
        self._show()

    def _on_refused(self, problem: Problem) -> None:
        self._answered = None
        if problem.code == "segments-unknown":
            self.by = FIRST
        self.states.show_error(problem, translate("Segments", "Try again"), self._ask_again)
        self._services.report(problem)

    def _ask_again(self) -> None:
        self._asked = None
        self._ask()

    def _on_choice(self, row: int) -> None:
        self.by = str(self.choice.itemData(row))
        self._ask()
        self._say()

    def _open(self, row: int) -> None:
        """The shoppers of a segment, with the lists of the runs that are held against each other."""
        shown, answered, focus = self._shown, self._answered, self.subject
        rows = self._rows
        if shown is None or answered is None or rows is None or not rows.users[row]:
            return
        query, view = answered
        why = words.led(choice_title(query.by), rows.names[row])

        def found(positions: npt.NDArray[np.int32]) -> None:
            if focus is not None:
                self._services.window.selection.choose_runs(focus.id, view.reference)
            self._services.window.open_shoppers(positions, why)

        self._services.ask(SegmentShoppersQuery(query, int(rows.places[row])), "segment shoppers", found)

    # showing

    def _show(self) -> None:
        shown, answered = self._shown, self._answered
        if shown is None or answered is None:
            return
        query, view = answered
        focus = self.subject
        rows = self._rows = segment_rows(view, shown.runs, focus.id if focus is not None else "")
        self.multiples.set_rows(rows)
        own = shown.means.label(focus) if focus is not None else ""
        self.model.set_rows(rows, _title(query), own, _reference_name(view, shown))
        if self.multiples.current >= 0:
            self._on_panel_chosen(self.multiples.current)
        self._fit_columns()
        self._say()

    def _say(self) -> None:
        shown, answered = self._shown, self._answered
        if shown is None or answered is None:
            return
        query, view = answered  # while a newer question waits, all words are still of this one
        told = translate("Segments", "{0}, 95 % bands").format(_title(query))
        if self.multiples.has_rings():
            told = words.beside(told, translate("Segments", "ring: as wide as the value"))
        waits = self._services.bridge.waits(KEY)
        self.left.caption.setText(translate("Segments", "drawing anew…") if waits else told)
        focus, title = self.subject, translate("Segments", "{0} minus {1}, {2}")
        if focus is not None:
            title = title.format(shown.means.label(focus), _reference_name(view, shown), _title(query))
        self.right.title.setText(title if focus is not None else _title(query))
        self.right.caption.setText(translate("Segments", "exploratory, no test"))
        self.note.setText(_note(view))

    def _fill_choices(self) -> None:
        choices = self._answered[1].choices if self._answered is not None else (self.by,)
        self.choice.clear()
        for choice in choices:
            self.choice.addItem(choice_title(choice), choice)
        self.choice.setCurrentIndex(self.choice.findData(self.by))

    def _on_panel_chosen(self, segment: int) -> None:
        self.table.setCurrentIndex(self.model.index(self.model.row_of(segment), 0))

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.multiples.show_current(int(self.model.order[current.row()]))

    def _fit_columns(self) -> None:
        alone = self.subject is None
        wide = self.right.width() >= look().px(WIDE)
        users, figure, whisker, verdict = (96, 110, 260, 110) if wide else (76, 76, 112, 90)
        self.table.set_widths([None, users, *((0, figure, 0, 0) if alone else (figure, figure, whisker, verdict))])

    def _lay_out(self) -> None:
        self.choice.setProperty("small", True)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(19)
        self.left.head.insertWidget(1, self.choice)
        self.left.body.addWidget(Scrolled(self.multiples, across=False))
        self.right.body.addWidget(self.table)
        self.note.setWordWrap(True)
        self.note.setContentsMargins(12, 6, 12, 8)
        self.right.body.addWidget(self.note)
        filled = QWidget()
        inside = QHBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look().px(12))
        inside.addWidget(self.left, 52)
        inside.addWidget(self.right, 48)
        self.states = StatesWidget(filled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)


def _title(query: SegmentsQuery) -> str:
    return f"{words.METRIC_TITLES[query.metric]}@{query.k}"


def _reference_name(view: SegmentsView, shown: Shown) -> str:
    return next((shown.means.label(run) for run in view.runs if run.id == view.reference), "")


def _note(view: SegmentsView) -> str:
    """What the figures may not be taken for."""
    asked = translate(
        "Segments", "Exploratory: only the study's one question is tested. Enter opens a segment's shoppers."
    )
    if not view.of_items:
        return asked
    counted = translate(
        "Segments",
        "The list stays whole; a hit is an item of the segment that was bought. "
        "A shopper counts in each segment bought from.",
    )
    return f"{counted} {asked}"
