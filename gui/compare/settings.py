"""The settings in which runs differ: a panel that takes the place of the plots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from engine.session import RunId
from engine.session.messages.comparing import SettingRow, SettingsView
from gui.models import Cell, CellModel
from gui.style import look
from gui.widgets.parts import Panel, Segments, button, label
from gui.widgets.table import Table

__all__ = ["SettingsModel", "SettingsPanel"]

GROUP, NAME, RUNS = 0, 1, 2
EACH = 132  # px a run, at least


class SettingsModel(CellModel):
    """One row a setting, one column a run; what is as in the reference is muted."""

    def __init__(self) -> None:
        super().__init__()
        self._view = SettingsView((), ())
        self._shown: tuple[int, ...] = ()
        self._labels: dict[int, str] = {}
        self._reference: RunId = ""
        self._all = False

    def show(self, view: SettingsView, labels: Mapping[RunId, str], reference: RunId, everything: bool) -> None:
        """Takes the settings.

        Args:
            labels: of the runs that have a column, in this order.
            everything: also settings that only some runs have.
        """
        self.beginResetModel()
        places = {run.id: place for place, run in enumerate(view.runs)}
        self._view, self._reference, self._all = view, reference, everything
        self._shown = tuple(places[run] for run in labels if run in places)
        self._labels = {places[run]: label for run, label in labels.items() if run in places}
        rows = [row for row, each in enumerate(view.rows) if (each.differs or everything) and self._tells(each)]
        self.order = np.array(rows, dtype=np.intp)
        self.endResetModel()

    def counts(self) -> tuple[int, int]:
        """How many settings differ, and how many there are with those that only some runs have."""
        told = [row for row in self._view.rows if self._tells(row)]
        return sum(row.differs for row in told), len(told)

    def titles(self) -> list[str]:
        return ["", self.tr("Setting"), *(self._labels[place] for place in self._shown)]

    def header_tip(self, column: int) -> str:
        return self._labels[self._shown[column - RUNS]] if column >= RUNS else ""

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        return None

    def cell(self, position: int, column: int) -> Cell:
        row = self._view.rows[position]
        if column == GROUP:
            at = int(np.flatnonzero(self.order == position)[0])
            first = at == 0 or self._view.rows[int(self.order[at - 1])].group != row.group
            return Cell(self._group(row.group) if first else "", tone="muted", semibold=True, small=True)
        if column == NAME:
            return Cell(row.name, tip=row.name)
        place = self._shown[column - RUNS]
        value = row.values[place]
        if value is None:
            return Cell("", tip=self.tr("This run has no such setting"))
        mine = next((row.values[p] for p in self._shown if self._view.runs[p].id == self._reference), None)
        same = mine is not None and value == mine and self._view.runs[place].id != self._reference
        return Cell(value, tone="muted" if same else "text", tip=value)

    def _tells(self, row: SettingRow) -> bool:
        """Whether a setting sets apart the runs that have a column."""
        held = {row.values[place] for place in self._shown}
        return len(held) > 1

    def _group(self, group: str) -> str:
        return {
            "model": self.tr("Recommender"),
            "question": self.tr("Question"),
            "made": self.tr("Made with"),
        }.get(group, group)


class SettingsPanel(Panel):
    """Widgets only; the controller fills."""

    def __init__(self) -> None:
        super().__init__()
        self.which = Segments(small=True)
        self.close_button = button("", "quiet", "close", small=True, alone=True)
        self.head.addWidget(self.which)
        self.head.addWidget(self.close_button)
        self.table, self.model = Table(), SettingsModel()
        self.table.setModel(self.model)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.remark = label("", "body", "muted")
        self.remark.setContentsMargins(12, 12, 12, 12)
        self.body.addWidget(self.remark)
        self.body.addWidget(self.table, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Settings that differ"))
        self.caption.setText(self.tr("muted: as in the reference"))
        self.table.setAccessibleName(self.tr("Settings that differ"))
        self.which.setAccessibleName(self.tr("Which settings"))
        self.close_button.setAccessibleName(self.tr("Back to the plots"))
        self.close_button.setToolTip(self.tr("Back to the plots (Esc)"))
        self.remark.setText(self.tr("The runs shown have the same settings."))
        self.say_counts(self.which.current() or "differ")

    def say_counts(self, current: str) -> None:
        """Names the two choices with their numbers."""
        some, every = self.model.counts()
        differ, every_one = self.tr("Differ"), self.tr("All")
        choices = [("differ", f"{differ}  {some}"), ("all", f"{every_one}  {every}")]
        self.which.set_choices(choices, current)

    def fit_columns(self) -> None:
        """Room for the names, and the same for every run; more runs than fit scroll sideways."""
        runs = self.model.columnCount() - RUNS
        room = self.table.viewport().width() / max(look().scale, 0.1) - 92 - 190
        each = None if runs and room / runs >= EACH else EACH
        self.table.set_widths([92, 190, *[each] * runs])
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        self.remark.setVisible(not filled)
