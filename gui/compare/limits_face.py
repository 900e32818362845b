"""Ceilings: how far runs are from chance and from what part of the truth would give; and what ties leave open."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.session.messages.evaluating import CeilingsQuery, CeilingsView, TiesQuery, TiesView
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.models import Cell, CellModel
from gui.widgets.parts import Panel
from gui.widgets.table import Table

__all__ = ["CeilingsModel", "LimitsFace", "TiesModel"]

translate = QCoreApplication.translate
Floats = npt.NDArray[np.float64]


class _Level(NamedTuple):
    name: str
    value: float
    series: int | None  # None: a ceiling, no run
    told: str
    focus: bool


class CeilingsModel(CellModel):
    """One row a ceiling or a run, the highest first."""

    def __init__(self) -> None:
        super().__init__()
        self._levels: list[_Level] = []
        self._title = ""

    def set_levels(self, levels: list[_Level], title: str) -> None:
        """Takes what stands at K; `title` is such as "F1@10"."""
        self._levels, self._title = sorted(levels, key=lambda level: -level.value), title
        self.reset_rows(np.arange(len(self._levels)))

    def titles(self) -> list[str]:
        reached = translate("Limits", "selected run reaches")
        return ["", self._title, reached, translate("Limits", "What it is")]

    def right_aligned(self, column: int) -> bool:
        return column in (1, 2)

    def cell(self, position: int, column: int) -> Cell:
        level, top = self._levels[position], max(self._levels[0].value, 1e-12)
        if column == 0:
            return Cell(level.name, swatch=level.series, semibold=level.focus, tip=level.name)
        if column == 1:
            token = "strong" if level.series is None else f"run:{level.series}"
            bar = level.value / top
            return Cell(words.metric(level.value), right=True, semibold=level.focus, bar=bar, bar_token=token)
        if column == 2:
            own = next((each.value for each in self._levels if each.focus), float("nan"))
            share = own / level.value if level.value > 0 and level.series is None else float("nan")
            told = f"{words.count(round(share))} ×" if share > 10 else words.percent(share)
            return Cell(told, right=True, tone="muted")
        return Cell(level.told, tone="muted", small=True, tip=level.told)


class TiesModel(CellModel):
    """One row a run: its figure as listed, and over all orders of equal scores."""

    def __init__(self) -> None:
        super().__init__()
        self._view: TiesView | None = None
        self._k = 10
        self._title = ""
        self._listed = np.zeros(0)

    def set_view(self, view: TiesView, shown: Shown) -> None:
        """Takes the ties of a study at one K."""
        self._view, self._k, self._title = view, shown.k, _title(shown)
        self._listed = shown.means.at(shown.means.metric, shown.k)
        self.reset_rows(np.array(shown.means.rows, dtype=np.intp))

    def titles(self) -> list[str]:
        return [
            translate("Limits", "Run"),
            translate("Limits", "{0} as listed").format(self._title),
            translate("Limits", "Expected"),
            translate("Limits", "Worst"),
            translate("Limits", "Best"),
            translate("Limits", "Tied at K"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column > 0

    def cell(self, position: int, column: int) -> Cell:
        view = self._view
        assert view is not None
        run = view.runs[position]
        if column == 0:
            return Cell(run.name, swatch=run.series, tip=run.name)
        tables = (view.expected, view.worst, view.best, view.tied_share)
        value = float(self._listed[position] if column == 1 else tables[column - 2][position, self._k - 1])
        if column == 5:
            return Cell(words.percent(value), right=True, tone="warning" if value > 0.01 else "muted")
        missing = (
            "" if view.counted[position] else translate("Limits", "This run is of a version that counted no ties.")
        )
        return Cell(words.metric(value), right=True, tip=missing)


class LimitsFace(Face):
    """Two tables side by side."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.ceilings, self.ties = CeilingsModel(), TiesModel()
        self.panels_by = {"ceilings": Panel(head_height=36), "ties": Panel(head_height=36)}
        self.tables: dict[str, Table] = {}
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for name, model, share in (("ceilings", self.ceilings, 58), ("ties", self.ties, 42)):
            table = self.tables[name] = Table()
            table.setModel(model)
            self.panels_by[name].body.addWidget(table)
            whole.addWidget(self.panels_by[name], share)
        self._shown: Shown | None = None
        self._asked: dict[str, Any] = {}
        self._answers: dict[str, Any] = {}
        self.retranslate()

    def fill(self, shown: Shown) -> None:
        self._shown = shown
        study = shown.means.view.study
        self._ask("ceilings", CeilingsQuery(study.id), study.runs)
        self._ask("ties", TiesQuery(study.id, shown.means.scope, shown.means.metric), study.runs)
        self._show()

    def retranslate(self) -> None:
        titles = {
            "ceilings": translate("Limits", "Between chance and the perfect list"),
            "ties": translate("Limits", "If equal scores stood in another order"),
        }
        for name, title in titles.items():
            self.panels_by[name].title.setText(title)
            self.tables[name].setAccessibleName(title)
        self.ceilings.repaint_rows()
        self.ties.repaint_rows()

    def panels(self) -> list[QWidget]:
        return list(self.tables.values())

    def _ask(self, name: str, query: CeilingsQuery | TiesQuery, runs: tuple[str, ...]) -> None:
        if self._asked.get(name) == (query, runs):
            return
        self._asked[name] = query, runs
        self._answers.pop(name, None)

        def on_answer(view: CeilingsView | TiesView) -> None:
            self._answers[name] = view
            self._show()

        self._services.ask(query, name, on_answer)

    def _show(self) -> None:
        shown = self._shown
        if shown is None:
            return
        if (ceilings := self._answers.get("ceilings")) is not None:
            self.ceilings.set_levels(_levels(ceilings, shown), _title(shown))
            self.tables["ceilings"].set_widths([160, 140, 150, None])
        if (ties := self._answers.get("ties")) is not None:
            self.ties.set_view(ties, shown)
            self.tables["ties"].set_widths([140, 120, None, None, None, None])
        evaluated = words.count(shown.means.counts()[0])
        self.panels_by["ceilings"].caption.setText(translate("Limits", "means of {0} shoppers").format(evaluated))
        counted = ties is None or any(ties.counted)
        told = translate("Limits", "ids put equal scores in order")
        older = translate("Limits", "not counted by the version that made these runs")
        self.panels_by["ties"].caption.setText(told if counted else older)


def _levels(view: CeilingsView, shown: Shown) -> list[_Level]:
    means = shown.means
    told = {
        "perfect": (
            translate("Limits", "Perfect list"),
            translate("Limits", "All that was bought later, first."),
        ),
        "oracle-item": (
            translate("Limits", "Oracle item"),
            translate("Limits", "Categories as Category-pop guesses them, in each the right items first."),
        ),
        "oracle-category": (
            translate("Limits", "Oracle category"),
            translate("Limits", "The right categories known, in them the popular items."),
        ),
        "random": (
            translate("Limits", "Random order"),
            translate("Limits", "The expectation over all orders of the candidates."),
        ),
    }
    levels = []
    for kind, (name, what) in told.items():
        curve = view.curves.get((means.scope, kind, means.metric))
        if curve is not None and shown.k <= len(curve) and np.isfinite(curve[shown.k - 1]):
            levels.append(_Level(name, float(curve[shown.k - 1]), None, what, False))
    for run in shown.runs:
        value = means.value(run, means.metric, shown.k)
        if np.isfinite(value):
            focus = shown.focus is not None and run.id == shown.focus.id
            levels.append(_Level(means.label(run), value, run.series, "", focus))
    return levels


def _title(shown: Shown) -> str:
    return f"{words.METRIC_TITLES[shown.means.metric]}@{shown.k}"
