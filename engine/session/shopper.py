"""One shopper's page: the history, the ranked lists, and what was bought later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.errors import UserError
from engine.protocol.parting import HELD, TRAINS
from engine.session.control import Control
from engine.session.messages import LaterItem, RankedItem, ShopperQuery, ShopperView
from engine.session.past import Calendar, Past, by_category, new_weeks
from engine.session.run_window import RunWindow
from engine.session.shelf import Shelf
from engine.session.shopper_list import check_depth
from engine.workspace import Lists

__all__ = ["shopper"]

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Words:
    """Ids, titles and categories of the items on a page, by the dataset's position.

    Attributes:
        alike: items whose title another item of the page bears too, reasons aside.
    """

    ids: dict[int, str]
    titles: dict[int, str]
    categories: dict[int, str]
    alike: set[int]

    @classmethod
    def of(cls, window: RunWindow, right: Ints, lists: Sequence[Lists]) -> _Words:
        shown = np.unique(np.concatenate([right, *(each.items[0] for each in lists)]))
        reasons = [each.reasons.ravel() for each in lists if each.reasons is not None]
        wanted = np.unique(np.concatenate([shown, *reasons]))
        wanted = wanted[wanted >= 0]
        keys, rows = wanted.tolist(), pa.array(wanted)
        ids, titles = window.data.items.ids.take(rows).to_pylist(), window.data.titles.take(rows).to_pylist()
        names = [window.categories.joined(place) for place in keys]
        by_place = dict(zip(keys, titles, strict=True))
        times = Counter(by_place[place] for place in shown.tolist() if place >= 0)
        alike = {place for place in keys if times[by_place[place]] > 1}
        return cls(dict(zip(keys, ids, strict=True)), by_place, dict(zip(keys, names, strict=True)), alike)


def shopper(query: ShopperQuery, shelf: Shelf, control: Control) -> ShopperView:
    """Everything that one shopper's page shows.

    Raises:
        UserError: a run's folder or dataset is gone, a run was not ranked in the scope or not so deep, or the shopper
            has no history.
        Cancelled: a newer query took this one's place.
    """
    run = shelf.run(query.run)
    other = shelf.against(run, query.against)
    check_depth(query.k, run)
    run.hits_file(query.scope)  # refuses a scope without lists before the window is cut
    window = shelf.window(run)
    row = window.row(query.user)
    if row is None:
        raise UserError("run-shopper", run=run.name, user=query.user)
    control.check()
    first = run.lists(query.scope, row, row + 1)
    second = other.lists(query.scope, row, row + 1) if other is not None else None
    control.check()
    right = window.relevant(query.scope, row)
    words = _Words.of(window, right, [first] if second is None else [first, second])
    return _page(window, row, query, words, right, first, second)


def _page(
    window: RunWindow, row: int, query: ShopperQuery, words: _Words, right: Ints, first: Lists, second: Lists | None
) -> ShopperView:
    calendar, past = Calendar.of(window.data), Past.of(window.data, query.user)
    fold = window.fold(query.user)
    before, after = past.where(fold == TRAINS), past.where(fold == HELD)
    labels = window.categories.codes
    return ShopperView(
        id=window.data.users.ids[query.user].as_py(),
        purchases=len(before),
        baskets=before.basket_count,
        categories_seen=len(np.intersect1d(labels[before.items], window.kept_categories)),
        categories=len(window.kept_categories),
        later_items=len(right),
        later_categories=len(np.setdiff1d(labels[right], [-1])),
        weeks=past.a_week(calendar),
        new_weeks=new_weeks(before, after, window.categories, calendar),
        cut_week=int(calendar.week(window.question.histories.at[row])),
        week_labels=calendar.labels(),
        history=by_category(before, window.categories, window.groups, calendar),
        later=_later(right, words, first, second),
        ranked=_ranked(first, query.k, words),
        ranked_against=_ranked(second, query.k, words) if second is not None else (),
    )


def _later(right: Ints, words: _Words, first: Lists, second: Lists | None) -> tuple[LaterItem, ...]:
    """The relevant items, the best ranked first, those beyond the lists last."""
    ranks = _ranks(first)
    others = _ranks(second) if second is not None else {}
    beyond = first.items.shape[1] + 1
    found = [
        LaterItem(words.ids[item], words.titles[item], words.categories[item], ranks.get(item), others.get(item))
        for item in right.tolist()
    ]
    return tuple(sorted(found, key=lambda each: (each.rank or beyond, each.rank_against or beyond, each.title)))


def _ranks(lists: Lists) -> dict[int, int]:
    return {item: rank for rank, item in enumerate(lists.items[0].tolist(), 1) if item >= 0}


def _ranked(lists: Lists, k: int, words: _Words) -> tuple[RankedItem, ...]:
    items, scores, hit = lists.items[0, :k].tolist(), lists.scores[0].tolist(), lists.hit[0].tolist()
    chances = lists.probabilities[0].tolist() if lists.probabilities is not None else [float("nan")] * len(scores)
    reasons = lists.reasons[0].tolist() if lists.reasons is not None else [[]] * len(scores)
    return tuple(
        RankedItem(
            rank=place + 1,
            item=words.ids[item],
            title=words.titles[item],
            category=words.categories[item],
            score=scores[place],
            probability=None if np.isnan(chances[place]) else chances[place],
            hit=hit[place],
            reason=tuple(words.titles[why] or words.ids[why] for why in reasons[place] if why >= 0),
            titles_alike=item in words.alike,
        )
        for place, item in enumerate(items)
        if item >= 0
    )
