"""The ceilings of a study: read from its folder, or computed where it was run before they were kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.session.breathing import Breathing
from engine.session.control import Control
from engine.session.libraries import load
from engine.session.messages.evaluating import CeilingsQuery, CeilingsView
from engine.session.shelf import Shelf
from engine.workspace import StudyEntry
from engine.workspace.ceilings import CEILINGS, FILE, Ceiling, read_ceilings

__all__ = ["ceilings_view"]

Floats = npt.NDArray[np.float64]


def ceilings_view(query: CeilingsQuery, shelf: Shelf, control: Control) -> CeilingsView:
    """All ceilings of a study.

    Raises:
        UserError: there is no such study; or its dataset is gone, and its ceilings were not kept.
        Cancelled: a newer query took this one's place.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(query.study)
    return shelf.take("ceilings", entry.folder / entry.marker, lambda: _made(entry, shelf, control))


def _made(entry: StudyEntry, shelf: Shelf, control: Control) -> CeilingsView:
    if (entry.folder / FILE).exists():
        found = read_ceilings(entry.folder / FILE)
    else:
        runs = shelf.workspace.runs(entry)
        if not runs:
            raise UserError("folder-gone", folder=entry.folder)
        window = shelf.window(shelf.run(runs[0].id))
        monitor = Breathing(control)
        load(("scipy.sparse", "torch"), monitor, keep=False)
        from engine.studies.ceilings import ceilings

        cache = shelf.workspace.cache
        found = ceilings(window.training, window.question, entry.test_start, entry.max_k, monitor, cache)
    users: dict[str, int] = {}
    sums: dict[tuple[str, str, str], Floats] = {}
    parts: dict[tuple[str, str], list[Ceiling]] = {}
    for each in found:
        parts.setdefault((each.scope, each.kind), []).append(each)
    for (scope, kind), windows in parts.items():
        users[scope] = sum(each.users for each in windows)
        for metric in windows[0].curves:
            total = np.sum([each.users * each.curves[metric] for each in windows if each.users], axis=0)
            sums[scope, kind, metric] = total / users[scope] if users[scope] else windows[0].curves[metric]
    kinds = tuple(kind for kind in CEILINGS if any(kind == each.kind for each in found))
    return CeilingsView(tuple(users), kinds, users, sums)
