"""The definition switch: what other libraries would print for the same lists."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.session.messages.evaluating import DefinitionsQuery, DefinitionsView
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.models import Cell, CellModel
from gui.widgets.parts import Panel
from gui.widgets.table import Table

__all__ = ["DefinitionsFace", "DefinitionsModel"]

translate = QCoreApplication.translate
NAME, FIRST = 0, 1


class DefinitionsModel(CellModel):
    """One row a library, one column a metric; what differs from ours stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._view: DefinitionsView | None = None
        self._run, self._k = 0, 10

    def set_view(self, view: DefinitionsView | None, run: int, k: int) -> None:
        """Shows the values of one run."""
        self._view, self._run, self._k = view, run, k
        self.reset_rows(np.arange(len(view.libraries) if view is not None else 0))

    def titles(self) -> list[str]:
        metrics = self._view.metrics if self._view is not None else ()
        named = [f"{words.METRIC_TITLES[metric]}@{self._k}" for metric in metrics]
        return [translate("Definitions", "Library"), *named, translate("Definitions", "As its files have it")]

    def right_aligned(self, column: int) -> bool:
        return FIRST <= column <= (len(self._view.metrics) if self._view is not None else 0)

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        return None

    def cell(self, position: int, column: int) -> Cell:
        view = self._view
        assert view is not None
        library = view.libraries[position]
        ours = position == 0
        if column == NAME:
            name = translate("Definitions", "Crossaisle") if ours else library.name
            return Cell(name, semibold=ours, remark=library.version, tip=name)
        if column > len(view.metrics):
            coded = translate("Definitions", library.coded)
            return Cell(coded, tone="muted", tip=coded, small=True)
        value, own = (float(view.values[row, column - 1, self._run]) for row in (position, 0))
        if np.isnan(value):
            missing = translate("Definitions", "It has no such metric, or needs ties that this run did not count.")
            return Cell("–", tone="muted", right=True, tip=missing, spoken=missing)
        differs = words.metric(value) != words.metric(own)
        told = translate("Definitions", "{0} against ours").format(words.percent(value / own - 1, signs=True))
        return Cell(
            words.metric(value),
            right=True,
            semibold=differs or ours,
            tone="text" if differs or ours else "muted",
            tip=told if differs and own else "",
        )


class DefinitionsFace(Face):
    """The table of definitions, for the run in focus."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.panel, self.table, self.model = Panel(head_height=36), Table(), DefinitionsModel()
        self.table.setModel(self.model)
        self.panel.body.addWidget(self.table)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        self._shown: Shown | None = None
        self.retranslate()

    def fill(self, shown: Shown) -> None:
        self._shown = shown
        query = DefinitionsQuery(shown.means.view.study.id, shown.means.scope, shown.k)
        self._services.ask(query, "definitions", self._on_answer)

    def retranslate(self) -> None:
        self.panel.title.setText(translate("Definitions", "The same lists by the definitions of other libraries"))
        self.table.setAccessibleName(self.panel.title.text())
        self.model.repaint_rows()

    def panels(self) -> list[QWidget]:
        return [self.table]

    def _on_answer(self, view: DefinitionsView) -> None:
        shown = self._shown
        if shown is None:
            return
        focus = shown.focus.id if shown.focus is not None else ""
        run = next((place for place, each in enumerate(view.runs) if each.id == focus), 0)
        self.model.set_view(view, run, shown.k)
        self.table.set_widths([200, *[84] * len(view.metrics), None])
        name = view.runs[run].name if view.runs else ""
        self.panel.caption.setText(
            translate("Definitions", "{0}, {1} shoppers; bold: another figure than ours").format(
                name, words.count(view.users)
            )
        )
