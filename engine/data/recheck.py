"""A check's remembered rows under another choice of what is left out: the report and findings that a second check
of that recipe would give, by the same rules as the import's, on arrays instead of files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.data.check_rows import OF_ITEMS, OF_RATINGS, Labels
from engine.data.dataset import DAY
from engine.data.importer import ImportReport
from engine.data.kept import NEVER, STAYS, UNKNOWN, Kept
from engine.data.left_out import EXAMPLES, REASONS, Example, Reason
from engine.data.sight import Row, Seen, Sight

__all__ = ["recheck"]

EVERYWHERE = 0.5  # share of the rows that makes a label say nothing
ALIKE = 0.5  # labels for each item that make a level say nothing
MANY = 20  # items below which no level is found too fine

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def recheck(kept: Kept) -> tuple[ImportReport, Sight] | None:
    """What a check of the choice would report and see; None where nothing at all would be left.

    The report bears the hash and name of the check that remembered the rows.
    """
    if not kept.stay.any() or not kept.items.any():
        return None
    rows = kept.rows
    facts = {**rows.report, "dropped": (), "tables": ()}
    base = ImportReport(**{**facts, "span": tuple(facts["span"])})
    looker = _Looker(kept)
    dropped, examples, values = looker.left_out()
    report = replace(
        base,
        rows_out=int(kept.stay.sum()),
        users=int(kept.users.sum()),
        items=int(kept.items.sum()),
        span=kept.span,
        level=kept.choice.level,
        dropped=_ordered(dropped),
        tables=_ordered(looker.catalogue_left_out(examples)),
    )
    level = rows.levels.get(kept.choice.level or "")
    in_files = {**rows.facts["in_files"], "categories": len(level.names) if level is not None else -1}
    return report, Sight(in_files, examples, values, looker.own())


def _ordered(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda each: (-each.rows, f"{each.code}\0{each.examples[0].column or ''}")))


def _example(row: Row, column: str | None, value: str | None) -> Example:
    return Example(row.file, row.line or None, column, value)


def _reason(told: Mapping[str, Any]) -> Reason:
    """A reason as its report wrote it down."""
    return Reason(told["code"], told["sentence"], told["rows"], tuple(Example(**each) for each in told["examples"]))


class _Looker:
    """Counts, examples and values under one choice."""

    def __init__(self, kept: Kept) -> None:
        self.kept, self.rows = kept, kept.rows

    def left_out(
        self,
    ) -> tuple[
        list[Reason], dict[tuple[str, str, str | None], tuple[Row, ...]], dict[tuple[str, str | None], tuple[str, ...]]
    ]:
        """Why rows of the interactions are left out: the report's reasons, three rows and the values of each."""
        facts = self.rows.facts
        soft = (*OF_ITEMS, "item-unknown", *(() if self.kept.choice.rated else OF_RATINGS))
        reasons = [_reason(each) for each in self.rows.report["dropped"] if each["code"] not in soft]
        examples = self._bad_lines()
        for code, column, rows, cells in facts["marked"]["interactions"]:
            if code not in soft:
                examples["interactions", code, column] = self.rows.log_examples(rows, column or "", cells)
        for code, column, rows, _ in facts["marked"].get("items", ()):
            if code not in OF_ITEMS:
                examples["items", code, column] = self.rows.item_examples(rows, column or "")
        values = {(code, column): tuple(found) for code, column, found in facts["values"] if code not in soft}
        by_item = np.bincount(self.rows.items[self.kept.rated], minlength=self.rows.item_count)
        fates = self.kept.fates
        for fate in np.unique(fates[by_item > 0]).tolist():
            if fate == STAYS:
                continue
            code, column = ("item-unknown", None) if fate == UNKNOWN else self.kept.reasons[fate]
            gone = fates == fate
            first = self._first(self.kept.rated & gone[self.rows.items])
            told = self._values(first[0], code, column)
            shown = self.rows.log_examples(first[1], column or "", told)
            examples["interactions", code, column] = shown
            cells = tuple(_example(each, column, value) for each, value in zip(shown, told, strict=True))
            reasons.append(Reason(code, REASONS[code].format(column=column), int(by_item[gone].sum()), cells))
            common = self._common(np.flatnonzero(gone & (by_item > 0)), code, column)
            if common is not None:
                values[code, column] = common
        return reasons, examples, values

    def catalogue_left_out(self, examples: dict[tuple[str, str, str | None], tuple[Row, ...]]) -> list[Reason]:
        """Why rows of the other tables are left out; adds three rows of each reason."""
        reasons = [_reason(each) for each in self.rows.report["tables"] if each["code"] not in OF_ITEMS]
        for place, (code, column) in enumerate(self.kept.reasons):
            found = np.flatnonzero(self.kept.of_catalogue == place)
            if not len(found):
                continue
            first = found[:EXAMPLES].tolist()
            shown = self.rows.item_examples(first, column)
            examples["items", code, column] = shown
            values = [self._shown(code, column, row) for row in first]
            cells = tuple(_example(each, column, value) for each, value in zip(shown, values, strict=True))
            reasons.append(Reason(code, REASONS[code].format(column=column), len(found), cells))
        return reasons

    def _bad_lines(self) -> dict[tuple[str, str, str | None], tuple[Row, ...]]:
        told = self.rows.facts["bad"]
        return {
            (table, "bad-line", None): tuple(Row(file, line, (("", text),), "") for file, line, text in lines)
            for table, lines in told.items()
            if lines
        }

    def _shown(self, code: str, column: str, row: int) -> str | None:
        """The value for which a row of the catalogue is left out."""
        if code != OF_ITEMS[0]:
            return None
        choosable = self.rows.choosable[column]
        return choosable.shown[choosable.codes[row]]

    @cached_property
    def _value_rows(self) -> Ints:
        """int64[items]: the first catalogue row that is left out for a value; -1 without one."""
        dropped = np.array([code == OF_ITEMS[0] for code, _ in self.kept.reasons] or [False])
        reasons = self.kept.of_catalogue
        found = np.full(self.rows.item_count, -1)
        told = np.flatnonzero((reasons >= 0) & dropped[np.maximum(reasons, 0)])[::-1]
        found[self.rows.item_rows[told]] = told
        return found

    def _value(self, item: int) -> str | None:
        row = int(self._value_rows[item])
        return None if row < 0 else self._shown(*self.kept.reasons[int(self.kept.of_catalogue[row])], row)

    def _values(self, places: Ints, code: str, column: str | None) -> list[str | None]:
        """The value at fault of some rows."""
        if code == "item-unknown":
            cells = self.rows.log_examples(self.rows.rows[places].tolist(), "")
            return [each.cells[1][1] for each in cells]
        return [self._value(item) for item in self.rows.items[places].tolist()]

    def _common(self, items: Ints, code: str, column: str | None) -> tuple[str, ...] | None:
        """The values of all rows of these items, where they are three or fewer."""
        if code == "item-unknown":
            if len(items) > EXAMPLES:
                return None
            rows = [int(np.flatnonzero(self.rows.items == item)[0]) for item in items.tolist()]
            return tuple(sorted(each or "" for each in self._values(np.array(rows), code, column)))
        value_rows = self._value_rows[items]
        with_value = value_rows[value_rows >= 0]
        if not len(with_value):
            return ()
        # the reason names the column, so one code stands for one value
        keys = self.kept.of_catalogue[with_value] * np.int64(1 << 32)
        for place, (_, name) in enumerate(self.kept.reasons):
            here = self.kept.of_catalogue[with_value] == place
            keys[here] += self.rows.choosable[name].codes[with_value[here]]
        _, first = np.unique(keys, return_index=True)
        told = {self._shown(*self.kept.reasons[int(self.kept.of_catalogue[row])], row) for row in with_value[first]}
        return tuple(sorted(text for text in told if text is not None)) if len(told) <= EXAMPLES else None

    def _first(self, mask: Bools) -> tuple[Ints, list[int]]:
        """Of the rows of a mask the three that come first in the files: their places, and rows."""
        places = np.flatnonzero(mask)
        rows = self.rows.rows[places]
        if len(places) > EXAMPLES:
            places = places[np.argpartition(rows, EXAMPLES - 1)[:EXAMPLES]]
        places = places[np.argsort(self.rows.rows[places])]
        return places, self.rows.rows[places].tolist()

    def own(self) -> list[Seen]:
        """What the report has no reason for."""
        facts, stay = self.rows.facts, self.kept.stay
        found: list[Seen] = []
        if facts["quantity"] is not None:
            found.append(self._where("quantity-zero", stay & (self.rows.signs == 0), facts["quantity"]))
            found.append(self._where("quantity-negative", stay & (self.rows.signs < 0), facts["quantity"]))
        found.append(self._duplicates())
        if facts["time"] is not None:
            found.append(self._where("times-odd", stay & self.rows.odd_times, facts["time"]))
        if facts["single_by"] is not None:
            found.append(self._single_baskets())
        level = self.rows.levels.get(self.kept.choice.level or "")
        return [*found, *self._labels(level)] if level is not None else found

    def _where(self, code: str, mask: Bools, column: str) -> Seen:
        rows = int(mask.sum())
        return Seen(code, rows, column, examples=self._shown_rows(self._first(mask)[1], column))

    def _shown_rows(self, rows: Sequence[int], at_fault: str) -> tuple[Row, ...]:
        return self.rows.log_examples(rows, at_fault)

    def _duplicates(self) -> Seen:
        """Rows that tell nothing but what another one told: all of their columns are alike."""
        here = self.kept.stay[self.rows.twin_rows]
        sets, rows = self.rows.twins[here], self.rows.rows[self.rows.twin_rows[here]]
        if not len(sets):
            return Seen("duplicates", 0)
        sizes = np.bincount(sets)
        last = np.full(len(sizes), -1)
        np.maximum.at(last, sets, rows)
        lasts = np.sort(last[sizes > 1])[:EXAMPLES].tolist()
        return Seen("duplicates", int((sizes[sizes > 1] - 1).sum()), examples=self._shown_rows(lasts, ""))

    def _single_baskets(self) -> Seen:
        basket = self.rows.facts["basket"]
        stay = np.flatnonzero(self.kept.stay)
        users = self.rows.users[stay]  # ascending
        starts = np.flatnonzero(np.concatenate([[True], users[1:] != users[:-1]]))
        what = self.rows.baskets[stay] if basket else self.rows.times[stay] // DAY
        low = np.minimum.reduceat(np.where(what < 0, NEVER, what) if basket else what, starts)
        high = np.maximum.reduceat(what, starts)
        first = np.minimum.reduceat(self.rows.rows[stay], starts)[high <= low]
        shown = self._shown_rows(np.sort(first)[:EXAMPLES].tolist(), self.rows.facts["user"])
        return Seen("single-basket", len(first), basket or "", examples=shown)

    def _labels(self, labels: Labels) -> list[Seen]:
        level, items = labels.name, int(self.kept.items.sum())
        bought, firsts = self.kept.bought, self.kept.firsts
        held = self.kept.pairs(labels)
        of_items, of_labels = labels.pair_items[held], labels.pair_codes[held]
        count = self.kept.labels(labels)
        total = int(bought.sum())
        bare = bought > 0
        bare[of_items] = False
        rows = int(bought[bare].sum())
        shown = self._shown_rows(np.sort(firsts[bare])[:EXAMPLES].tolist(), level)
        found = [Seen("item-unlabelled", rows, level, examples=shown)]
        sums = np.bincount(of_labels, bought[of_items], len(labels.names)).astype(np.int64)
        most = int(sums.argmax()) if len(sums) else 0
        if len(sums) and count > 1 and sums[most] > EVERYWHERE * total:
            share = f"{100 * sums[most] / total:.0f}"
            found.append(Seen("label-everywhere", int(sums[most]), level, labels.names[most], share))
        else:
            found.append(Seen("label-everywhere", 0, level))
        fine = items >= MANY and count > ALIKE * items
        found.append(Seen("labels-like-items", int(rows or total) if fine else 0, level, number=str(count)))
        return [*found, self._not_goods()]

    def _not_goods(self) -> Seen:
        """Labels that name no goods, at the coarsest level that has some, which is the one to leave them out at."""
        for labels in self.rows.levels.values():
            held = self.kept.pairs(labels) & labels.odd[labels.pair_codes]
            held &= self.kept.bought[labels.pair_items] > 0
            if not held.any() or not labels.single:
                continue
            codes, items = labels.pair_codes[held], labels.pair_items[held]
            sums = np.bincount(codes, self.kept.bought[items], len(labels.names)).astype(np.int64)
            first = np.full(len(sums), NEVER)
            np.minimum.at(first, codes, self.kept.firsts[items])
            hits = np.flatnonzero(sums)
            hits = hits[np.argsort(-sums[hits], kind="stable")]
            names = tuple(labels.names[hit] for hit in hits.tolist())
            rows = first[hits[:EXAMPLES]].tolist()
            shown = self.rows.log_examples(rows, labels.name, names)
            total = int(sums.sum())
            return Seen("not-products", total, labels.name, ", ".join(names[:3]), str(len(names)), shown, names)
        return Seen("not-products", 0)
