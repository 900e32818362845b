"""What the pages of the shoppers ask: the list of all, and one shopper's past, later purchases and ranked list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.session.messages.core import Query, RunId, Texts

if TYPE_CHECKING:  # as in core
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "CategoryHistory",
    "LaterItem",
    "RankedItem",
    "ShopperListQuery",
    "ShopperListView",
    "ShopperQuery",
    "ShopperView",
]


@dataclass(frozen=True, slots=True)
class ShopperListView:
    """Every shopper with history, in the dataset's order; arrays are aligned.

    Attributes:
        positions: int32, the dataset's user positions (what `ShopperQuery.user` takes).
        ids: source ids.
        items: int32, distinct items in the history.
        hits: int32, hits in the first k of `run`; -1 where the shopper was not evaluated.
        relevant: int32, relevant items in the scope.
        f1: float32, NaN where not evaluated.
        delta: float32, f1 minus that of `against`; NaN without one.
    """

    positions: npt.NDArray[np.int32]
    ids: Texts
    items: npt.NDArray[np.int32]
    hits: npt.NDArray[np.int32]
    relevant: npt.NDArray[np.int32]
    f1: npt.NDArray[np.float32]
    delta: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ShopperListQuery(Query[ShopperListView]):
    run: RunId
    scope: str
    k: int
    against: RunId | None = None


@dataclass(frozen=True, slots=True)
class CategoryHistory:
    """One category of a shopper's history; `weeks` are week numbers since the first day of the data."""

    group: str  # the coarsest level's text, "" where there is none
    category: str
    weeks: npt.NDArray[np.int32]
    purchases: int
    last: str  # ISO date, or "day 12"


@dataclass(frozen=True, slots=True)
class RankedItem:
    """One line of a ranked list. `titles_alike`: another item here has the same title, so the id must be shown."""

    rank: int
    item: str
    title: str
    category: str
    score: float
    probability: float | None
    hit: bool
    reason: tuple[str, ...] = ()
    titles_alike: bool = False


@dataclass(frozen=True, slots=True)
class LaterItem:
    """A held-out item that counts in the scope, with its rank in each list; None beyond max_k."""

    item: str
    title: str
    category: str
    rank: int | None
    rank_against: int | None


@dataclass(frozen=True, slots=True)
class ShopperView:
    """Everything one shopper's page needs.

    Attributes:
        weeks: int32[weeks of the data], baskets (or, without baskets, purchases) a week.
        new_weeks: int32, numbers of the weeks that hold a first purchase in a category unseen at the cut, ascending.
        cut_week: the week in which the cut falls.
        categories_seen, categories: of the categories of kept items, those seen before the cut, and all.
        week_labels: (week, ISO date of a month's first day, or "day 84") for the axis.
    """

    id: str
    purchases: int
    baskets: int | None
    categories_seen: int
    categories: int
    later_items: int
    later_categories: int
    weeks: npt.NDArray[np.int32]
    new_weeks: npt.NDArray[np.int32]
    cut_week: int
    week_labels: tuple[tuple[int, str], ...]
    history: tuple[CategoryHistory, ...]
    later: tuple[LaterItem, ...]
    ranked: tuple[RankedItem, ...]
    ranked_against: tuple[RankedItem, ...]


@dataclass(frozen=True, slots=True)
class ShopperQuery(Query[ShopperView]):
    """History, lists and held-out purchases of one user, as one screen needs them."""

    run: RunId
    user: int
    scope: str
    k: int = 50
    against: RunId | None = None


# Events
