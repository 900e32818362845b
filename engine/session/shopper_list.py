"""Every shopper with a history, and how well one run, or two, did for each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.evaluation import Hits
from engine.evaluation.metrics import f1
from engine.session.control import Control
from engine.session.messages import ShopperListQuery, ShopperListView
from engine.session.shelf import Shelf
from engine.workspace import Run

__all__ = ["check_depth", "shopper_list"]


def shopper_list(query: ShopperListQuery, shelf: Shelf, control: Control) -> ShopperListView:
    """The list of shoppers, in the dataset's order.

    Raises:
        UserError: a run's folder or dataset is gone, or a run was not ranked in the scope or not so deep.
        Cancelled: a newer query took this one's place.
    """
    run = shelf.run(query.run)
    found = _first(shelf.hits(run, query.scope), query.k, run)
    other = shelf.against(run, query.against)
    window = shelf.window(run)
    control.check()
    users = len(window.training.positions)
    score = _f1(found, users)
    delta = np.full(users, np.nan, np.float32)
    if other is not None:
        delta = score - _f1(_first(shelf.hits(other, query.scope), query.k, other), users)
    hits = np.full(users, -1, np.int32)
    hits[found.users] = found.hit.sum(axis=1)
    relevant = np.zeros(users, np.int32)
    relevant[found.users] = found.relevant
    return ShopperListView(
        positions=window.training.positions,
        ids=window.training.users.ids,
        items=window.distinct_items,
        hits=hits,
        relevant=relevant,
        f1=score,
        delta=delta,
    )


def check_depth(k: int, run: Run) -> None:
    """Refuses a depth that a run's lists do not have.

    Raises:
        UserError: k is less than 1 or more than is stored.
    """
    if k < 1:
        raise UserError("depth-wrong", k=k)
    if k > run.max_k:
        raise UserError("depth-exceeded", k=k, run=run.name, max_k=run.max_k)


def _first(hits: Hits, k: int, run: Run) -> Hits:
    """The hits of the first k ranks."""
    check_depth(k, run)
    return Hits(hits.users, hits.hit[:, :k], hits.relevant, hits.length)


def _f1(hits: Hits, users: int) -> npt.NDArray[np.float32]:
    """float32[users], NaN where not evaluated."""
    score = np.full(users, np.nan, np.float32)
    score[hits.users] = f1(hits)[:, -1]
    return score
