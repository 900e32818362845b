"""The recommenders of a study while it is written, as a table: name, what was changed, expected time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.session.messages.studies import ModelForm, PlannedRun
from gui import words
from gui.models import Cell, CellModel
from gui.studies.draft import is_changed

__all__ = ["FormModels", "shown_name"]


def shown_name(model: Mapping[str, Any], forms: Mapping[str, ModelForm]) -> str:
    """What a model of a draft is called: its own name, else that of its kind."""
    kind = str(model.get("model", ""))
    return str(model.get("name") or (forms[kind].title if kind in forms else kind))


class FormModels(CellModel):
    """One row a model of the draft, and behind them the baselines that will be added."""

    def __init__(self) -> None:
        super().__init__()
        self._models: list[Mapping[str, Any]] = []
        self._forms: Mapping[str, ModelForm] = {}
        self._runs: Sequence[PlannedRun] = ()
        self._wrong: frozenset[int] = frozenset()
        self._added: list[PlannedRun] = []

    def show(
        self,
        models: Sequence[Mapping[str, Any]],
        forms: Mapping[str, ModelForm],
        runs: Sequence[PlannedRun],
        wrong: frozenset[int] = frozenset(),
    ) -> None:
        """Takes the draft's models and the runs that the last check found; `wrong` are numbers of models."""
        self._models, self._forms, self._wrong = list(models), forms, wrong
        runs = self._runs = runs or self._runs  # those of the last check until the next has come
        kinds = {str(model.get("model")) for model in models}
        self._added = [run for run in runs if run.model not in kinds]
        count = len(self._models) + len(self._added)
        if count != len(self.order):
            self.reset_rows(np.arange(count))
        else:
            self.repaint_rows()

    def is_own(self, row: int) -> bool:
        """Whether a row is a model of the draft, not an added baseline."""
        return 0 <= row < len(self._models)

    def titles(self) -> list[str]:
        return [self.tr("Recommender"), self.tr("Settings"), self.tr("Estimate")]

    def right_aligned(self, column: int) -> bool:
        return column == 2

    def cell(self, position: int, column: int) -> Cell:
        if position >= len(self._models):
            return self._added_cell(self._added[position - len(self._models)], column)
        model = self._models[position]
        kind = str(model.get("model", ""))
        form = self._forms.get(kind)
        name = shown_name(model, self._forms)
        runs = [run for run in self._runs if run.name == name or run.name.startswith(f"{name} (seed ")]
        if column == 0:
            remark = form.title if form is not None and form.title != name else ""
            icon = "error" if position in self._wrong else ""
            tone = "negative" if icon else "text"
            return Cell(name, tone=tone, remark=remark, icon=icon, swatch=runs[0].series if runs else None)
        if column == 1:
            changed = sum(is_changed(each, model.get(each.name)) for each in form.settings) if form else 0
            text = self.tr("%Ln changed", "", changed) if changed else self.tr("defaults")
            return Cell(text, tone="accent" if changed else "muted")
        return Cell(_time(runs), tone="muted", right=True)

    def _added_cell(self, run: PlannedRun, column: int) -> Cell:
        if column == 0:
            return Cell(run.name, tone="muted", swatch=run.series)
        if column == 1:
            return Cell(self.tr("added"), tone="muted")
        return Cell(_time([run]), tone="muted", right=True)


def _time(runs: Sequence[PlannedRun]) -> str:
    known = [run.seconds for run in runs if run.seconds is not None]
    return words.duration(sum(known)) if known and len(known) == len(runs) else ""
