"""The lists over everything, parted into what they repeat, add in known categories, and open up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from engine.evaluation.decomposition import PARTS, Decomposition, decompose
from engine.session.control import Control
from engine.session.listing import run_row
from engine.session.messages.evaluating import DecompositionQuery, DecompositionView
from engine.session.ranked_runs import ranked_runs, whole_lists
from engine.session.shelf import Shelf
from engine.workspace import RunEntry

if TYPE_CHECKING:
    from engine.protocol.ranking import TopK  # imports torch

__all__ = ["decomposition_view"]


def decomposition_view(query: DecompositionQuery, shelf: Shelf, control: Control) -> DecompositionView:
    """The parts of every run's lists in the scope `any`; no rows where the study did not ask it.

    Raises:
        UserError: there is no such study, or a run's folder or dataset is gone.
        Cancelled: a newer query took this one's place.
    """
    entry, runs = ranked_runs(query.study, "any", shelf)
    found: list[Decomposition] = []
    for run in runs:
        control.give_way()
        window = shelf.window(run)

        def made(run=run, window=window) -> Decomposition:  # type: ignore[no-untyped-def]
            lists = cast("TopK", whole_lists(run, "any", window))
            return decompose(lists, window.question, window.training.catalogue)

        found.append(shelf.take("parts", run.folder / RunEntry.marker, made))

    def rows(name: str) -> np.ndarray:
        values = [[getattr(each, name)[part] for part in PARTS] for each in found]
        return np.array(values).reshape(len(runs), len(PARTS), entry.max_k)

    users = [found[0].users[part] if found else 0 for part in PARTS]
    return DecompositionView(
        tuple(run_row(run.entry) for run in runs),
        PARTS,
        np.array(users, np.int64),
        rows("recall"),
        rows("contribution"),
        rows("share"),
    )
