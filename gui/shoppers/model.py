"""Arrays for the shopper screen: the list of shoppers, the history, what was bought later, and two ranked lists."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.session import CategoryHistory, LaterItem, RankedItem, ShopperListView, ShopperView
from gui import words
from gui.models import Cell, CellModel

__all__ = ["GAP", "HistoryModel", "LaterModel", "RankedModel", "ShoppersModel"]


class ShoppersModel(CellModel):
    """Every shopper with history; search and filters are masks, sorting is NumPy's.

    Attributes:
        chosen: int32, the dataset's positions of the shoppers that another screen leads to.
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: ShopperListView | None = None
        self._widest = 1.0
        self._k = 10
        self._both = True
        self.sorted_by = (3, True)
        self.chosen: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._held: dict[str, npt.NDArray[np.int32]] = {}

    def hold(self, kind: str, key: str) -> None:
        """Keeps whom a filter lets through now, as a filter of its own that other runs do not change."""
        if self._view is not None:
            self._held[key] = self._view.positions[self._mask(kind)]

    def set_view(self, view: ShopperListView, k: int, both: bool = True) -> None:
        """Takes the shoppers of a run, a scope and a K.

        Args:
            both: another run is held against; without one the last column is F1 instead of its difference.
        """
        self._view, self._k, self._both = view, k, both
        finite = np.abs(view.delta[np.isfinite(view.delta)])
        self._widest = float(finite.max()) if len(finite) and finite.max() > 0 else 1.0

    def narrow(self, search: str, kinds: Collection[str] = ()) -> None:
        """Shows shoppers whose id begins with `search` and to whom all filters apply.

        Args:
            kinds: of "evaluated", "hits" (at least one in the first K), "no-hits", "better" and "worse" (than the
                run held against), "chosen" (by another screen), or what `hold` keeps.
        """
        view = self._view
        if view is None:
            return
        keep = np.ones(len(view.positions), dtype=bool)
        for kind in kinds:
            keep &= self._mask(kind)
        if search:
            import pyarrow.compute as pc  # with the first search

            keep &= pc.match_substring(view.ids, search).to_numpy(zero_copy_only=False)
        self.reset_rows(np.flatnonzero(keep))

    def _mask(self, kind: str) -> npt.NDArray[np.bool_]:
        """Of all shoppers, to whom a filter applies."""
        view = self._view
        assert view is not None
        match kind:
            case "evaluated":
                return view.hits >= 0
            case "hits":
                return view.hits > 0
            case "no-hits":
                return view.hits == 0
            case "better":
                return view.delta > 0
            case "worse":
                return view.delta < 0
        return np.isin(view.positions, self.chosen if kind == "chosen" else self._held[kind])

    def position(self, row: int) -> int | None:
        """The dataset's position of the shopper in a row."""
        if self._view is None or not 0 <= row < len(self.order):
            return None
        return int(self._view.positions[int(self.order[row])])

    def row_of_user(self, user: int) -> int:
        """The row that shows a dataset's position, or -1."""
        if self._view is None:
            return -1
        found = np.flatnonzero(self._view.positions[self.order] == user)
        return int(found[0]) if len(found) else -1

    def shown(self) -> int:
        return len(self.order)

    def shown_ids(self) -> list[str]:
        """Source ids of the shown shoppers, in their order."""
        return [] if self._view is None else self._view.ids.take(self.order).to_pylist()

    def whole(self) -> int:
        return len(self._view.positions) if self._view is not None else 0

    def titles(self) -> list[str]:
        last = f"ΔF1@{self._k}" if self._both else f"F1@{self._k}"
        return [self.tr("Shopper"), self.tr("Items"), self.tr("Hits"), last]

    def right_aligned(self, column: int) -> bool:
        return column > 0

    def header_tip(self, column: int) -> str:
        return {
            1: self.tr("Distinct items in the history"),
            2: self.tr("Hits of the left run in its first K"),
            3: self.tr("F1@K of the left run less that of the right one; empty where the shopper was not evaluated")
            if self._both
            else self.tr("F1@K of the run; empty where the shopper was not evaluated"),
        }.get(column, "")

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        view = self._view
        if view is None:
            return None
        if column == 0:
            return view.positions  # the dataset numbers its users in the order of their ids
        return (view.items, view.hits, view.delta if self._both else view.f1)[column - 1]

    def cell(self, position: int, column: int) -> Cell:
        view = self._view
        assert view is not None
        if column == 0:
            name = str(view.ids[position].as_py())
            return Cell(name, tip=name)
        if column == 1:
            return Cell(words.count(int(view.items[position])), tone="muted", right=True)
        hits = int(view.hits[position])
        if column == 2:
            return Cell(
                str(hits) if hits >= 0 else "",
                right=True,
                tip="" if hits >= 0 else self.tr("Not evaluated in this scope"),
            )
        if not self._both:
            score = float(view.f1[position])
            return Cell(words.metric(score, 3), right=True, bar=score or None, bar_token="strong", bar_width=24)
        delta = float(view.delta[position])
        if np.isnan(delta):
            return Cell("", right=True)
        tone = "positive" if delta > 0 else "negative" if delta < 0 else "muted"
        bar = abs(delta) / self._widest if delta else None
        return Cell(words.signed(delta), tone=tone, right=True, bar=bar, bar_token=tone, bar_width=24)


class HistoryModel(CellModel):
    """One row a category bought from before the cut; its department stands once."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CategoryHistory, ...] = ()
        self._last_week = 1
        self._levels = ("", "")

    def show(self, view: ShopperView, coarse: str, fine: str) -> None:
        """Takes a history, and what its two levels of categories are called."""
        self._rows, self._levels = view.history, (coarse, fine)
        self._last_week = max(1, len(view.weeks) - 1)
        self.reset_rows(np.arange(len(self._rows)))

    def titles(self) -> list[str]:
        coarse, fine = self._levels
        return [coarse if self.grouped() else "", fine, self.tr("Weeks"), "n", self.tr("Last")]

    def right_aligned(self, column: int) -> bool:
        return column >= 3

    def grouped(self) -> bool:
        return any(row.group for row in self._rows)

    def cell(self, position: int, column: int) -> Cell:
        row = self._rows[position]
        match column:
            case 0:
                first = position == 0 or self._rows[position - 1].group != row.group
                return Cell(row.group if first else "", tone="muted", semibold=True, small=True, tip=row.group)
            case 1:
                return Cell(row.category, small=True, tip=row.category)
            case 2:
                spoken = self.tr("bought in %n weeks", "", len(row.weeks))
                return Cell(ticks=row.weeks / self._last_week, tip=spoken, spoken=spoken)
            case 3:
                return Cell(words.count(row.purchases), right=True)
            case _:
                return Cell(
                    words.day(row.last, year=False), tone="muted", right=True, small=True, tip=words.day(row.last)
                )


class LaterModel(CellModel):
    """What was bought after the cut and counts in the scope, with its rank in both lists."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LaterItem, ...] = ()
        self._names = ("", "")
        self._k, self._depth, self._level = 10, 50, ""

    def show(self, view: ShopperView, names: tuple[str, str], k: int, depth: int, level: str) -> None:
        """Best ranks of the left run first; `level` is what the categories are called."""
        self._level = level
        self._rows, self._names, self._k, self._depth = view.later, names, k, depth
        ranks = np.array([row.rank if row.rank is not None else 10**9 for row in self._rows], dtype=np.int64)
        self.reset_rows(np.argsort(ranks, kind="stable"))

    def labelled(self) -> bool:
        """Whether the items have categories."""
        return any(row.category for row in self._rows)

    def titles(self) -> list[str]:
        return [self.tr("Item"), self._level, *self._names]

    def right_aligned(self, column: int) -> bool:
        return column >= 2

    def cell(self, position: int, column: int) -> Cell:
        row = self._rows[position]
        if column == 0:
            return Cell(_title(row), tip=_whole(row))
        if column == 1:
            return Cell(row.category, tone="muted", small=True, tip=row.category)
        rank = row.rank if column == 2 else row.rank_against
        if column == 3 and not self._names[1]:
            return Cell()
        if rank is None:
            return Cell(
                f"> {self._depth}", tone="muted", right=True, tip=self.tr("Not among the first {0}").format(self._depth)
            )
        hit = rank <= self._k
        return Cell(
            words.count(rank),
            tone="text" if hit else "muted",
            semibold=hit,
            right=True,
            mark="hit" if hit else "",
            spoken=self.tr("rank {0}, hit").format(rank) if hit else self.tr("rank {0}").format(rank),
        )


RANK_A, ITEM_A, SCORE_A, GAP, RANK_B, ITEM_B, SCORE_B = range(7)


class RankedModel(CellModel):
    """Two ranked lists side by side, row for rank; between them the gap in which movement is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.left: tuple[RankedItem, ...] = ()
        self.right: tuple[RankedItem, ...] = ()
        self.series = (0, 1)
        self.k = 10
        self.partners: dict[str, int] = {}  # item → row in the right list
        self._against = ""
        self.both_reasons = False  # where there is room for those of the right list too
        self._scales = (_Scale(()), _Scale(()))

    def show(self, view: ShopperView, series: tuple[int, int], k: int, against: str = "") -> None:
        """Takes both lists; `against` is the name of the run on the right."""
        self._against = against
        self.left, self.right, self.series, self.k = view.ranked, view.ranked_against, series, k
        self.partners = {item.item: row for row, item in enumerate(self.right)}
        self._scales = (_Scale(self.left), _Scale(self.right))
        self.reset_rows(np.arange(max(len(self.left), len(self.right))))

    def hits(self) -> tuple[int, int]:
        """Hits of both lists in their first K."""
        return tuple(sum(item.hit for item in side[: self.k]) for side in (self.left, self.right))  # type: ignore[return-value]

    def titles(self) -> list[str]:
        score = (
            self.tr("Score, P(R=1)") if any(item.probability is not None for item in self.left) else self.tr("Score")
        )
        other = self.tr("Score") if self.right else ""
        return [
            "",
            self._item_title(self.left, True),
            score,
            self.tr("Rank") if self.right else "",
            "",
            self._item_title(self.right, self.both_reasons) if self.right else "",
            other,
        ]

    def right_aligned(self, column: int) -> bool:
        return column in (RANK_A, SCORE_A, RANK_B, SCORE_B)

    def cell(self, position: int, column: int) -> Cell:
        if column == GAP:
            moved = self._movement(position)
            return Cell(spoken=moved, tip=moved)
        side, series, scale = (
            (self.left, self.series[0], self._scales[0])
            if column < GAP
            else (self.right, self.series[1], self._scales[1])
        )
        if position >= len(side):
            return Cell()
        item = side[position]
        if column in (RANK_A, RANK_B):
            return Cell(str(item.rank), right=True, semibold=item.hit, tone="text" if item.hit else "muted")
        if column in (ITEM_A, ITEM_B):
            title = _title(item)
            told = item.reason[:1] if column == ITEM_A or self.both_reasons else ()
            verdict = self.tr("hit") if item.hit else self.tr("miss")
            return Cell(
                title,
                semibold=item.hit,
                remark=item.item if item.titles_alike else "",
                second=item.category,
                reason=_reason(item, told[0]) if told else "",
                mark="hit" if item.hit else "miss",
                tip=self._tip(item),
                spoken=f"{verdict}: {title}, {item.category}",
            )
        text = scale.text(item)
        token = "positive" if item.hit else f"run:{series}:soft"
        return Cell(
            text if column == SCORE_A else "",
            right=column == SCORE_A,
            semibold=item.hit,
            bar=scale.fraction(item),
            bar_token=token,
            bar_width=40 if column == SCORE_A else 32,
            tip=self.tr("score {0}").format(f"{item.score:.5g}"),
            spoken=text,
        )

    def _item_title(self, side: tuple[RankedItem, ...], reasons: bool) -> str:
        if reasons and any(item.reason for item in side):
            return self.tr("Item, category and reason")
        return self.tr("Item, category") if any(item.category for item in side) else self.tr("Item")

    def _tip(self, item: RankedItem) -> str:
        lines = [_whole(item), item.category]
        if item.reason:
            lines.append(self.tr("Because of: {0}").format(", ".join(_reason(item, each) for each in item.reason)))
        return "\n".join(filter(None, lines))

    def _movement(self, position: int) -> str:
        """Where the item of a row stands in the right list."""
        if position >= len(self.left) or not self.right:
            return ""
        row = self.partners.get(self.left[position].item)
        if row is None:
            return self.tr("Outside the list of {0}, which ends at rank {1}").format(self._against, len(self.right))
        return self.tr("Rank {0} in the list of {1}").format(row + 1, self._against)


class _Scale:
    """How long a list's bars are: by probability where there is one, else by score, from 0 where no score is below."""

    def __init__(self, items: tuple[RankedItem, ...]) -> None:
        self._by_probability = bool(items) and all(item.probability is not None for item in items)
        values = [self._value(item) for item in items] or [1.0]
        self._low, self._high = min(0.0, *values), max(values)

    def fraction(self, item: RankedItem) -> float:
        span = self._high - self._low
        return (self._value(item) - self._low) / span if span > 0 else 0.0

    def text(self, item: RankedItem) -> str:
        if item.probability is not None:
            return words.percent(item.probability)
        top = max(abs(self._high), abs(self._low), 1e-9)
        decimals = min(6, max(0, 2 - math.floor(math.log10(top))))
        return f"{item.score:.{decimals}f}".replace("-", words.MINUS)

    def _value(self, item: RankedItem) -> float:
        return float(item.probability) if self._by_probability and item.probability is not None else item.score


def _title(item: RankedItem | LaterItem) -> str:
    """A title in small letters; an id, which stands for a missing title, as it is."""
    return words.softened(item.title) if item.title and item.title != item.item else item.item


def _whole(item: RankedItem | LaterItem) -> str:
    return f"{item.title} ({item.item})" if item.title and item.title != item.item else item.item


def _reason(item: RankedItem, title: str) -> str:
    """The title of an item of the history; in a dataset without titles it is an id, and stays as it is."""
    return words.softened(title) if item.title != item.item else title
