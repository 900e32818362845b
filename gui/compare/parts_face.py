"""One list over everything in parts: what it repeats, adds in known categories, and opens up."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.session import Problem
from engine.session.messages.evaluating import DecompositionQuery, DecompositionView
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.compare.part_curves import PartCurves
from gui.models import Cell, CellModel
from gui.style import look
from gui.widgets.parts import Panel, label
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["PartsFace", "PartsModel"]

translate = QCoreApplication.translate
Floats = npt.NDArray[np.float64]
KEY = "compare: parts"
RUN, FIRST = 0, 1
LOWEST = 130  # a plot that is lower says little
QWIDGETSIZE_MAX = 16777215  # of Qt, no limit


class PartsModel(CellModel):
    """One row a run, a column a part; before them, where parts make a whole, the whole as a bar of steps.

    Attributes:
        kind: "recall" of each part by itself, "contribution" to the recall of the list, "share" of its places.
    """

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._runs: list[tuple[str, int, bool]] = []
        self._parts: tuple[str, ...] = ()
        self._users: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._values = np.zeros((0, 0))
        self._k = 10

    def set_values(self, runs: list[tuple[str, int, bool]], view: DecompositionView, at: list[int], k: int) -> None:
        """Takes one K.

        Args:
            runs: name, number and whether it is the selected one.
            view: of all runs.
            at: the rows of `runs` in it.
            k: the cutoff.
        """
        there = [part for part, name in enumerate(view.parts) if name != "unlabelled" or view.users[part]]
        self._runs, self._k = runs, k
        self._parts = tuple(view.parts[part] for part in there)
        self._users = view.users[there]
        values: Floats = getattr(view, self.kind)
        self._values = values[np.ix_(at, there, [k - 1])][:, :, 0]
        self.reset_rows(np.arange(len(runs)))

    @property
    def whole(self) -> bool:
        """Whether the parts make up a whole, which has a column of its own."""
        return self.kind != "recall"

    def titles(self) -> list[str]:
        named = [self._title(part) for part in self._parts]
        if self.kind == "recall":
            return [translate("Parts", "Run"), *named]
        if self.kind == "contribution":
            return ["", translate("Parts", "R@{0}, whole list").format(self._k), *named]
        return ["", translate("Parts", "Top {0}").format(self._k), *named]

    def right_aligned(self, column: int) -> bool:
        return column >= FIRST and not (column == FIRST and self.kind == "share")

    def header_tip(self, column: int) -> str:
        if column == RUN:
            return ""
        if self.whole and column == FIRST:
            steps = " · ".join(part_name(part) for part in self._parts)
            return translate("Parts", "From the left, paler by steps: {0}").format(steps)
        part = column - FIRST - self.whole
        what = part_name(self._parts[part])
        if self.kind == "recall":
            over = translate("Parts", "mean over the %Ln shoppers who bought such later", "", int(self._users[part]))
            return words.led(what, over)
        return what

    def cell(self, position: int, column: int) -> Cell:
        name, series, focus = self._runs[position]
        if column == RUN:
            return Cell("" if self.whole else name, swatch=series, semibold=focus, tip=name, spoken=name)
        values = self._values[position]
        if self.whole and column == FIRST:
            return self._bar(position, series, focus)
        value = float(values[column - FIRST - self.whole])
        best = round(float(np.nanmax(self._values[:, column - FIRST - self.whole])), 4) if len(self._runs) else 0.0
        if self.kind == "share":
            return Cell(words.percent(value), right=True)
        lead = self.kind == "recall" and value > 0 and round(value, 4) == best
        return Cell(words.metric(value), right=True, semibold=lead)

    def _bar(self, position: int, series: int, focus: bool) -> Cell:
        values, token = self._values[position], f"run:{series}"
        told = "; ".join(
            words.led(
                part_name(part), words.metric(float(v)) if self.kind == "contribution" else words.percent(float(v))
            )
            for part, v in zip(self._parts, values, strict=True)
        )
        if self.kind == "share":
            return Cell(stack=tuple(values), bar_token=token, tip=told, spoken=told)
        longest = float(self._values.sum(axis=1).max()) or 1.0
        text = words.metric(float(values.sum()))
        stack = tuple(values / longest)
        return Cell(text, stack=stack, bar_token=token, bar_width=88, right=True, semibold=focus, tip=told)

    def _title(self, part: str) -> str:
        if self.kind == "recall":
            return f"Recall_{'rep' if part == 'repeat' else part}"  # as the papers write it
        short = {
            "repeat": translate("Parts", "repeat"),
            "in": translate("Parts", "in"),
            "cross": translate("Parts", "cross"),
            "unlabelled": translate("Parts", "unlabelled"),
        }
        return short.get(part, part)


class PartsFace(Face):
    """Three tables of the same runs, the sentence that keeps them apart from the scopes, and the parts over K."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.models = {kind: PartsModel(kind) for kind in ("recall", "contribution", "share")}
        self.panels_by = {kind: Panel(head_height=36) for kind in self.models}
        self.tables: dict[str, Table] = {}
        self.note, self.curves = label("", "caption", "muted"), PartCurves()
        self.curves.k_chosen.connect(lambda k: services.window.selection.choose_k(k))
        self._shown: Shown | None = None
        self._asked: tuple[DecompositionQuery, tuple[str, ...]] | None = None
        self._view: DecompositionView | None = None
        self._lay_out()
        self.retranslate()

    def fill(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        if before is not None and before.means.view.study.id != shown.means.view.study.id:
            self._view = None
        if all(scope.name != "any" for scope in shown.means.view.scopes):
            self._say_missing()
            return
        self._ask()
        self._show()

    def retranslate(self) -> None:
        titles = {
            "recall": translate("Parts", "Recall of each part"),
            "contribution": translate("Parts", "What each part adds to recall"),
            "share": translate("Parts", "What the list is made of"),
        }
        for kind, title in titles.items():
            self.panels_by[kind].title.setText(title)
            self.tables[kind].setAccessibleName(title)
            self.models[kind].repaint_rows()
        self.note.setText(
            translate(
                "Parts",
                "Parts of one list over everything (scope Any), whatever scope is chosen above. Not the figures of the "
                "scopes Repeat, In and Cross, where each is a task with a list of its own.",
            )
        )

    def panels(self) -> list[QWidget]:
        return [*self.tables.values(), *(self.curves.plots if self.curves.isVisible() else ())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    # asking

    def _ask(self) -> None:
        shown = self._shown
        if shown is None:
            return
        study = shown.means.view.study
        wanted = DecompositionQuery(study.id), study.runs
        if wanted == self._asked:
            return
        self._asked = wanted
        if self._view is None:
            self.states.show_loading(translate("Parts", "Reading whole lists…"))
        self._services.bridge.ask(wanted[0], KEY, self._on_answer, self._on_refused)

    def _on_answer(self, view: DecompositionView) -> None:
        self._view = view
        if view.runs:
            self.states.show_filled()
            self._show()
        else:
            self._say_missing()

    def _on_refused(self, problem: Problem) -> None:
        self._view = None
        self.states.show_error(problem, translate("Parts", "Try again"), self._ask_again)
        self._services.report(problem)

    def _ask_again(self) -> None:
        self._asked = None
        self._ask()

    # showing

    def _say_missing(self) -> None:
        self._asked, self._view = None, None
        self.states.show_empty(
            translate("Parts", "No list over everything"),
            translate(
                "Parts",
                "This study did not rank all items in one list. Run one with the scope Any: its list is then parted "
                "into what it repeats, adds in known categories, and opens up.",
            ),
            translate("Parts", "Go to Studies"),
            lambda: self._services.window.open_screen("studies"),
        )

    def _show(self) -> None:
        shown, view = self._shown, self._view
        if shown is None or view is None or not view.runs:
            return
        rows = {run.id: row for row, run in enumerate(view.runs)}
        runs = [run for run in shown.runs if run.id in rows]
        focus = shown.focus.id if shown.focus is not None else ""
        named = [(shown.means.label(run), run.series, run.id == focus) for run in runs]
        k = min(shown.k, view.recall.shape[2])
        for model in self.models.values():
            model.set_values(named, view, [rows[run.id] for run in runs], k)
        parts = [None] * (len(self.models["recall"].titles()) - 1)
        self.tables["recall"].set_widths([140, *parts])
        self.tables["contribution"].set_widths([48, 162, *parts])
        self.tables["share"].set_widths([48, 84, *parts])
        sizes = [words.count(int(users)) for users in view.users[: len(parts)]]
        self.panels_by["recall"].caption.setText(translate("Parts", "n = {0}").format(" · ".join(sizes)))
        evaluated = next(scope.evaluated for scope in shown.means.view.scopes if scope.name == "any")
        self.panels_by["contribution"].caption.setText(translate("Parts", "n = {0}").format(words.count(evaluated)))
        self.panels_by["share"].caption.setText(translate("Parts", "mean share of the places"))
        drawn = [(run, name, chosen) for run, (name, _, chosen) in zip(runs, named, strict=True)]
        self.curves.set_curves(drawn, view.recall[[rows[run.id] for run in runs]])
        titles = ["Recall_rep@K", "Recall_in@K", "Recall_cross@K"]  # as the papers write them
        self.curves.name(titles, [part_name(part) for part in view.parts[: len(titles)]])
        self.curves.show_k(k)
        self._share_height()

    def _share_height(self) -> None:
        """Gives the tables the height of their rows and the plots the rest, where that is enough for them."""
        px, table = look().px, self.tables["recall"]
        rows = self.models["recall"].rowCount()
        needed = px(36) + px(28) + rows * table.verticalHeader().defaultSectionSize() + 4
        fits = rows > 0 and self.height() - self.note.sizeHint().height() - 20 - needed >= px(36 + LOWEST)
        self.curves.setVisible(fits)
        for panel in self.panels_by.values():
            panel.setMaximumHeight(needed if fits else QWIDGETSIZE_MAX)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        for (kind, model), share in zip(self.models.items(), (404, 406, 322), strict=True):
            table = self.tables[kind] = Table()
            table.setModel(model)
            self.panels_by[kind].body.addWidget(table)
            across.addWidget(self.panels_by[kind], share)
        self.note.setWordWrap(True)
        filled = QWidget()
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.note)
        inside.addLayout(across, 1)
        inside.addSpacing(4)
        inside.addWidget(self.curves, 1)
        self.curves.hide()
        self.states = StatesWidget(filled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)


def part_name(part: str) -> str:
    """What a part of a list holds."""
    names = {
        "repeat": translate("Parts", "bought before"),
        "in": translate("Parts", "new item, known category"),
        "cross": translate("Parts", "new category"),
        "unlabelled": translate("Parts", "new item without a category"),
    }
    return names.get(part, part)
