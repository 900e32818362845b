"""A study's stored hits under the definitions of other libraries."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.evaluation import METRICS, Hits
from engine.evaluation.libraries import LIBRARIES
from engine.session.control import Control
from engine.session.listing import run_row
from engine.session.messages.evaluating import DefinitionRow, DefinitionsQuery, DefinitionsView
from engine.session.shelf import Shelf
from engine.workspace import RunEntry

__all__ = ["definitions"]

Floats = npt.NDArray[np.float64]


def definitions(query: DefinitionsQuery, shelf: Shelf, control: Control) -> DefinitionsView:
    """Every library's means of a study's finished runs.

    Raises:
        UserError: there is no such study, no run was ranked in the scope, the lists are not k deep, or a run's folder
            is gone.
        Cancelled: a newer query took this one's place.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(query.study)
    runs = [shelf.run(run.id) for run in shelf.workspace.runs(entry)]
    if query.k < 1:
        raise UserError("depth-wrong", k=query.k)
    ranked = [run for run in runs if query.scope in run.scopes]
    if runs and not ranked:
        runs[0].hits_file(query.scope)  # says what there is
    values = np.full((len(LIBRARIES), len(METRICS), len(runs)), np.nan)
    for column, run in enumerate(runs):
        if run not in ranked:
            continue
        if query.k > run.max_k:
            raise UserError("depth-exceeded", k=query.k, run=run.name, max_k=run.max_k)
        hits = shelf.hits(run, query.scope)
        marker = run.folder / RunEntry.marker
        table = shelf.take("definitions", marker, lambda hits=hits: _means(hits, control), query.scope)  # type: ignore[misc]
        values[:, :, column] = table[:, :, query.k - 1]
    return DefinitionsView(
        tuple(run_row(run.entry) for run in runs),
        tuple(DefinitionRow(each.key, each.name, each.version, each.coded) for each in LIBRARIES.values()),
        tuple(METRICS),
        values,
        ranked[0].evaluated(query.scope) if ranked else 0,
    )


def _means(hits: Hits, control: Control) -> Floats:
    """float64 [libraries, metrics, k]; a definition that several libraries share is computed once."""
    made = {}
    table = np.full((len(LIBRARIES), len(METRICS), hits.hit.shape[1]), np.nan)
    for row, library in enumerate(LIBRARIES.values()):
        for column, metric in enumerate(METRICS):
            definition = library.metrics.get(metric)
            if definition is None:
                continue
            if definition not in made:
                control.check()
                made[definition] = definition.mean(hits)
            table[row, column] = made[definition]
    return table
