"""All curves of one study, with who was evaluated and who was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.evaluation import METRICS
from engine.output.evidence import reference_of
from engine.session.control import Control
from engine.session.listing import run_row, study_row
from engine.session.messages import CompareQuery, CompareView, ScopeRow
from engine.session.shelf import Shelf
from engine.workspace import Run, StudyEntry
from engine.workspace.entries import read_facts

__all__ = ["compare"]

Floats = npt.NDArray[np.float64]


def compare(query: CompareQuery, shelf: Shelf, control: Control) -> CompareView:
    """The mean curves of a study's finished runs, made of their stored hits.

    Raises:
        UserError: there is no such study, or a run's folder is gone.
        Cancelled: a newer query took this one's place.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(query.study)
    runs = [shelf.run(run.id) for run in shelf.workspace.runs(entry)]
    curves = {
        (scope, metric): np.full((len(runs), entry.max_k), np.nan) for scope in entry.scopes for metric in METRICS
    }
    for row, run in enumerate(runs):
        for scope in run.scopes:
            control.check()
            for metric, curve in shelf.curves(run, scope).items():
                _write(curves[scope, metric], row, curve)
    return CompareView(
        study=study_row(entry, {run.id: run.entry for run in runs}),
        runs=tuple(run_row(run.entry) for run in runs),
        scopes=_scope_rows(entry, runs),
        curves=curves,
        reference=_reference(entry, runs),
        metric=str(_primary(entry).get("metric", "f1")),
        windows=runs[0].windows if runs else (),
    )


def _reference(entry: StudyEntry, runs: Sequence[Run]) -> str:
    found = reference_of(_primary(entry), runs)
    return found.id if found is not None else ""


def _primary(entry: StudyEntry) -> dict[str, Any]:
    """The study's one question."""
    found: dict[str, Any] = read_facts(entry.folder / entry.marker).get("primary", {})
    return found


def _write(table: Floats, row: int, curve: Floats) -> None:
    table[row, : len(curve)] = curve[: table.shape[1]]


def _scope_rows(entry: StudyEntry, runs: Sequence[Run]) -> tuple[ScopeRow, ...]:
    """The counts of each scope, from the first run that was ranked in it: they are the same for all."""
    rows = []
    for scope in entry.scopes:
        ranked = next((run for run in runs if scope in run.scopes), None)
        if ranked is not None:
            users = ranked.manifest["users"]
            counts = users["scopes"][scope]
            left_out = tuple((str(reason), int(number)) for reason, number in counts["left_out"].items())
            rows.append(ScopeRow(scope, int(counts["evaluated"]), int(users["with_history"]), left_out))
    return tuple(rows)
