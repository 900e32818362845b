"""The runs of a study that answered one question, and their lists as the question numbers items."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.errors import UserError
from engine.protocol import Targets
from engine.session.run_window import RunWindow
from engine.session.shelf import Shelf
from engine.session.shopper_list import check_depth
from engine.workspace import Run, StudyEntry
from engine.workspace.lists import Lists

__all__ = ["ranked_runs", "read_blocks", "right_of", "whole_lists"]


def ranked_runs(study: str, scope: str, shelf: Shelf, k: int | None = None) -> tuple[StudyEntry, list[Run]]:
    """A study and its finished runs that were ranked in a scope; maybe none.

    Args:
        k: a depth that their lists must have.

    Raises:
        UserError: there is no such study, a run's folder is gone, or lists are not so deep.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(study)
    runs = [run for each in shelf.workspace.runs(entry) if scope in (run := shelf.run(each.id)).scopes]
    for run in runs:
        if k is not None:
            check_depth(k, run)
    return entry, runs


def read_blocks(run: Run, scope: str, window: RunWindow) -> Iterator[tuple[slice, Lists]]:
    """A run's lists a block of users at a time: rows of the question, and lists with items as the split numbers them.

    Raises:
        UserError: the run was not ranked in the scope.
    """
    number = np.full(len(window.data.items) + 1, -1, np.int32)  # the last serves the end of a list
    catalogue = window.training.catalogue
    number[catalogue.source[: catalogue.kept]] = np.arange(catalogue.kept, dtype=np.int32)
    with run.stored_lists(scope) as stored:
        begin = 0
        for block in stored.blocks():
            rows = slice(begin, begin + len(block))
            yield (
                rows,
                Lists(
                    np.arange(rows.start, rows.stop, dtype=np.int32),
                    number[block.items],
                    block.scores,
                    block.probabilities,
                    block.hit,
                ),
            )
            begin = rows.stop


def right_of(window: RunWindow, scope: str) -> Targets:
    """The relevant items of a scope.

    Raises:
        UserError: the question does not hold it.
    """
    right = window.question.targets
    if scope not in right:
        raise UserError("run-without-scope", run=window.data.name, scope=scope, found=tuple(right))
    return right[scope]


def whole_lists(run: Run, scope: str, window: RunWindow) -> Lists:
    """All lists of a run at once, as `read_blocks` gives them, without reasons."""
    blocks = [lists for _, lists in read_blocks(run, scope, window)]
    users, items, scores, hit = (
        np.concatenate([getattr(block, name) for block in blocks]) for name in ("users", "items", "scores", "hit")
    )
    return Lists(users, items, scores, None, hit)
