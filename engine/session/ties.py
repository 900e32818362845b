"""How much of a study's figures hangs on the order of equal scores."""

from __future__ import annotations

import numpy as np

from engine.evaluation.ties import TieCurves, tie_curves, tied_share
from engine.session.control import Control
from engine.session.listing import run_row
from engine.session.messages.evaluating import TiesQuery, TiesView
from engine.session.ranked_runs import ranked_runs
from engine.session.shelf import Shelf

__all__ = ["ties_view"]


def ties_view(query: TiesQuery, shelf: Shelf, control: Control) -> TiesView:
    """The expected, best and worst curve of every run ranked in a scope.

    Raises:
        UserError: there is no such study, or a run's folder is gone.
        Cancelled: a newer query took this one's place.
    """
    entry, runs = ranked_runs(query.study, query.scope, shelf)
    nothing = np.full(entry.max_k, np.nan)
    found, shares = [], []
    for run in runs:
        control.check()
        hits = shelf.hits(run, query.scope)
        known = hits.ties is not None
        found.append(tie_curves(hits, query.metric) if known else TieCurves(*[nothing] * 4))
        shares.append(tied_share(hits) if known else nothing)

    def rows(name: str) -> np.ndarray:
        return np.array([getattr(each, name) for each in found]).reshape(len(runs), entry.max_k)

    return TiesView(
        tuple(run_row(run.entry) for run in runs),
        tuple(shelf.hits(run, query.scope).ties is not None for run in runs),
        rows("stored"),
        rows("expected"),
        rows("best"),
        rows("worst"),
        np.array(shares).reshape(len(runs), entry.max_k),
    )
