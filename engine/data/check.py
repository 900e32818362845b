"""What an import would give, seen while it is made: the importer's own tables, looked at before they are let go of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.data.dataset import DAY
from engine.data.duck import Duck, quoted
from engine.data.importer import ImportReport, import_dataset
from engine.data.interactions import STAY, Events, log_columns
from engine.data.item_table import Catalogue, labels_sql
from engine.data.left_out import EXAMPLES, SHOWN, Check
from engine.data.loading import Loaded, id_sql
from engine.data.recipe import Gap, Recipe
from engine.monitor import Monitor

__all__ = ["NOT_GOODS", "Row", "Seen", "Sight", "check_recipe"]

OLDEST = 7_305 * DAY  # 1990: a clock that was never set says 1970 or 1980
EVERYWHERE = 0.5  # share of the rows that makes a label say nothing
ALIKE = 0.5  # labels for each item that make a level say nothing
MANY = 20  # items below which no level is found too fine
NOT_GOODS = (
    *("fuel", "coupon", "coupons", "gasoline", "postage", "postal", "shipping", "delivery", "freight", "fee", "fees"),
    *("deposit", "donation", "charity", "charitable", "giftcard", "voucher", "miscellaneous", "misc", "services"),
    *("运费", "邮费", "快递", "优惠券", "代金券", "礼品卡", "补差价", "押金", "服务费", "赠品"),
)


@dataclass(frozen=True)
class Row:
    """A row behind a finding: line 0 where it is not known; a line that cannot be read is one cell without a name."""

    file: str
    line: int
    cells: tuple[tuple[str, str], ...]
    at_fault: str


@dataclass(frozen=True)
class Seen:
    """Something beside the reasons of the report; with rows 0 it was looked for and is not there.

    Attributes:
        column: the file's column, or the level.
        value: a text or number that the finding is about.
    """

    code: str
    rows: int
    column: str = ""
    value: str = ""
    number: str = ""
    examples: tuple[Row, ...] = ()
    values: tuple[str, ...] = ()


@dataclass
class Sight:
    """What a check saw.

    Attributes:
        in_files: shoppers, items, categories, days before anything is left out; -1 where that cannot be told.
        examples: (table, reason, column) → three rows.
        seen: the check's own findings.
    """

    report: ImportReport | None = None
    in_files: dict[str, int] = field(default_factory=dict)
    examples: dict[tuple[str, str, str | None], tuple[Row, ...]] = field(default_factory=dict)
    values: dict[tuple[str, str | None], tuple[str, ...]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)


def check_recipe(recipe: Recipe, into: Path, monitor: Monitor) -> tuple[ImportReport, Sight]:
    """Imports a recipe into a folder of its own, by the same code, and looks at what it saw.

    Raises:
        UserError: as `import_dataset`.
        Cancelled: nothing is left behind.
    """
    sight = Sight()

    def look(duck: Duck, events: Events, catalogue: Catalogue | None) -> None:
        looker = _Looker(duck, recipe, events, catalogue)
        sight.in_files = looker.in_files()
        sight.examples = looker.examples()
        sight.values = looker.common_values()
        sight.seen = looker.own()

    return import_dataset(recipe, into, monitor, look), sight


class _Looker:
    """Asks the tables of one import."""

    def __init__(self, duck: Duck, recipe: Recipe, events: Events, catalogue: Catalogue | None) -> None:
        self.duck, self.recipe, self.events, self.catalogue = duck, recipe, events, catalogue
        self.columns = log_columns(recipe.interactions)
        self.timed = recipe.interactions.time is not None and not isinstance(recipe.interactions.time, Gap)

    def in_files(self) -> dict[str, int]:
        users = self.duck.row('SELECT count(DISTINCT r."user") FROM log r')[0]
        if self.catalogue is None:
            items, categories = self.duck.row("SELECT count(DISTINCT r.item) FROM log r")[0], -1
        else:
            items = self.duck.row("SELECT count(DISTINCT id) FROM item_rows")[0]
            categories = self._labels_in_files()
        low, high = self.duck.row(
            f"SELECT min(t), max(t) FROM (SELECT {self.events.time} AS t FROM log r {self.events.joins})"
        )
        days = (high // DAY - low // DAY + 1) if low is not None and self.recipe.interactions.time is not None else -1
        return {"shoppers": users, "items": items, "categories": categories, "days": days}

    def _labels_in_files(self) -> int:
        assert self.catalogue is not None
        levels = self.catalogue.items.levels
        if not levels:
            return -1
        columns = levels[self.recipe.level] if self.recipe.level else list(levels.values())[-1]
        labels = labels_sql([self.catalogue.cells[name] for name in columns], "item_rows", "id")
        return int(self.duck.row(f"SELECT count(DISTINCT label) FROM ({labels})")[0])

    def examples(self) -> dict[tuple[str, str, str | None], tuple[Row, ...]]:
        """Three rows of every reason of the interactions and of the items."""
        found: dict[tuple[str, str, str | None], tuple[Row, ...]] = {}
        for table, loaded in self._sources():
            if bad := loaded.bad[:EXAMPLES]:
                found[table, "bad-line", None] = tuple(
                    Row(loaded.headers[each.file].file.shown, each.line, (("", each.text[:SHOWN]),), "") for each in bad
                )
        for check, rows in self._marked("log_left", self.events.checks):
            shown = self._rows([row for row, _ in rows], check.column or "", [value for _, value in rows])
            found["interactions", check.code, check.column] = shown
        if self.catalogue is not None:
            for check, rows in self._marked("item_left", self.catalogue.checks):
                found["items", check.code, check.column] = self._items([row for row, _ in rows], check.column or "")
        return found

    def common_values(self) -> dict[tuple[str, str | None], tuple[str, ...]]:
        """(reason, column) → its values, where three or fewer make up all rows that are left out for it."""
        found: dict[tuple[str, str | None], tuple[str, ...]] = {}
        told = self.duck.rows(
            "SELECT reason, list(DISTINCT value) FROM log_left GROUP BY reason HAVING count(DISTINCT value) <= 3"
        )
        for reason, values in told:
            check = self.events.checks[reason]
            found[check.code, check.column] = tuple(sorted(value for value in values if value is not None))
        return found

    def _sources(self) -> list[tuple[str, Loaded]]:
        sources = [("interactions", self.events.loaded)]
        return sources if self.catalogue is None else [*sources, ("items", self.catalogue.loaded)]

    def _marked(self, left: str, checks: Sequence[Check]) -> list[tuple[Check, list[tuple[int, str | None]]]]:
        """Three rows, with the value at fault, of every check that left some out."""
        told = self.duck.rows(
            f"SELECT reason, row, value FROM (SELECT *, row_number() OVER (PARTITION BY reason ORDER BY row) AS n "
            f"FROM {left}) WHERE n <= {EXAMPLES} ORDER BY reason, row"
        )
        found: dict[int, list[tuple[int, str | None]]] = {}
        for reason, row, value in told:
            found.setdefault(reason, []).append((row, value))
        return [(checks[reason], rows) for reason, rows in found.items()]

    def _rows(self, rows: Sequence[int], at_fault: str, values: Sequence[str | None] = ()) -> tuple[Row, ...]:
        """Rows of the log as examples; `values` are of a column that is not the log's own."""
        if not rows:
            return ()
        types = self.events.loaded.types
        cells = ", ".join(
            f"{id_sql(f'r.{_name(each.name)}', types[each.name])} AS x{place}"
            for place, each in enumerate(self.columns)
        )
        listed = ", ".join(map(str, rows))
        table = self.duck.table(f"SELECT {cells} FROM log r WHERE r.rowid IN ({listed}) ORDER BY r.rowid")
        places = np.sort(np.array(rows, np.int64))
        lines, files = self.events.loaded.lines_of(places), self.events.loaded.files_of(places)
        known = {each.source for each in self.columns}
        by_row = dict(zip(rows, values, strict=False))
        made = []
        for number, place in enumerate(places.tolist()):
            shown = {each.source: _short(table[f"x{at}"][number].as_py()) for at, each in enumerate(self.columns)}
            if at_fault and at_fault not in known:
                shown = {at_fault: _short(by_row.get(place)), **shown}
            file = self.events.loaded.headers[int(files[number])].file.shown
            made.append(Row(file, int(lines[number]), tuple(shown.items()), at_fault))
        return tuple(made)

    def _items(self, rows: Sequence[int], at_fault: str) -> tuple[Row, ...]:
        """Rows of the catalogue as examples."""
        assert self.catalogue is not None
        cells = self.catalogue.cells
        names = [self.catalogue.items.item, *(n for n in cells if n != self.catalogue.items.item)]
        picked = ", ".join(f"CAST(r.{cells[name].sql} AS VARCHAR) AS x{place}" for place, name in enumerate(names))
        table = self.duck.table(
            f"SELECT r.pos, {picked} FROM item_rows r WHERE r.rowid IN ({', '.join(map(str, rows))}) ORDER BY r.rowid"
        )
        places = table["pos"].to_numpy()
        lines, files = self.catalogue.loaded.lines_of(places), self.catalogue.loaded.files_of(places)
        return tuple(
            Row(
                self.catalogue.loaded.headers[int(files[number])].file.shown,
                int(lines[number]),
                tuple((name, _short(table[f"x{at}"][number].as_py())) for at, name in enumerate(names)),
                at_fault,
            )
            for number in range(len(table))
        )

    def own(self) -> list[Seen]:
        """What the report has no reason for."""
        found = [*self._quantities(), self._duplicates(), *self._odd_times(), *self._single_baskets()]
        return [*found, *self._labels()]

    def _quantities(self) -> list[Seen]:
        column = self.recipe.interactions.quantity
        value = next((each.value for each in self.events.columns if each.name == "quantity"), None)
        if column is None or value is None:
            return []
        return [
            self._where("quantity-zero", f"({value}) = 0", column),
            self._where("quantity-negative", f"({value}) < 0", column),
        ]

    def _where(self, code: str, condition: str, column: str) -> Seen:
        source = f"{STAY} {self.events.joins} WHERE {condition}"
        rows = self.duck.row(f"SELECT count(*) FROM {source}")[0]
        firsts = self.duck.rows(f"SELECT r.rowid FROM {source} ORDER BY 1 LIMIT {EXAMPLES}") if rows else []
        return Seen(code, rows, column, examples=self._rows([row[0] for row in firsts], column))

    def _duplicates(self) -> Seen:
        """Rows that tell nothing but what another one told: all of their columns are alike."""
        names = ", ".join(f"r.{_name(each.name)}" for each in self.columns)
        same = f"SELECT count(*) - 1 AS more, max(r.rowid) AS last FROM {STAY} GROUP BY {names} HAVING count(*) > 1"
        rows = self.duck.row(f"SELECT coalesce(sum(more), 0) FROM ({same})")[0]
        lasts = self.duck.rows(f"SELECT last FROM ({same}) ORDER BY 1 LIMIT {EXAMPLES}") if rows else []
        return Seen("duplicates", int(rows), examples=self._rows([row[0] for row in lasts], ""))

    def _odd_times(self) -> list[Seen]:
        if not self.timed:
            return []
        ahead = int(dt.datetime.now(dt.UTC).timestamp() * 1e6) + DAY
        time = self.events.time
        return [
            self._where("times-odd", f"({time}) < {OLDEST} OR ({time}) > {ahead}", str(self.recipe.interactions.time))
        ]

    def _single_baskets(self) -> list[Seen]:
        wanted = self.recipe.interactions
        if wanted.basket is not None:
            what = "r.basket"
        elif wanted.time is not None:
            what = f"({self.events.time}) // {DAY}"
        else:
            return []
        users = f'SELECT r."user" AS u, min(r.rowid) AS first FROM {STAY} {self.events.joins} GROUP BY 1 '
        users += f"HAVING count(DISTINCT {what}) <= 1"
        count = self.duck.row(f"SELECT count(*) FROM ({users})")[0]
        firsts = self.duck.rows(f"SELECT first FROM ({users}) ORDER BY 1 LIMIT {EXAMPLES}") if count else []
        return [
            Seen(
                "single-basket",
                count,
                wanted.basket or "",
                examples=self._rows([row[0] for row in firsts], wanted.user),
            )
        ]

    def _labels(self) -> list[Seen]:
        if self.catalogue is None or not self.catalogue.items.levels:
            return []
        levels = self.catalogue.items.levels
        place = list(levels).index(self.recipe.level) if self.recipe.level in levels else len(levels) - 1
        level = list(levels)[place]
        items = self.duck.row("SELECT count(*) FROM items")[0]
        labels = self.duck.row(f"SELECT count(*) FROM level{place}")[0]
        # interactions of every item, and of every label: labels{place} and level{place} are the importer's own
        self.duck.run(
            f"CREATE OR REPLACE TABLE bought AS SELECT i.code, count(*) AS n, min(r.rowid) AS first FROM {STAY} "
            "JOIN items i ON i.key = r.item GROUP BY 1"
        )
        total = self.duck.row("SELECT coalesce(sum(n), 0) FROM bought")[0]
        bare = f"SELECT b.n, b.first FROM bought b ANTI JOIN labels{place} l ON l.code = b.code"
        rows = self.duck.row(f"SELECT coalesce(sum(n), 0) FROM ({bare})")[0]
        firsts = self.duck.rows(f"SELECT first FROM ({bare}) ORDER BY 1 LIMIT {EXAMPLES}") if rows else []
        found = [Seen("item-unlabelled", int(rows), level, examples=self._rows([each[0] for each in firsts], level))]
        of_labels = f"bought b JOIN labels{place} l ON l.code = b.code"
        most = self.duck.rows(f"SELECT label, sum(n) FROM {of_labels} GROUP BY 1 ORDER BY 2 DESC LIMIT 1")
        if most and labels > 1 and most[0][1] > EVERYWHERE * total:
            share = f"{100 * most[0][1] / total:.0f}"
            found.append(Seen("label-everywhere", int(most[0][1]), level, str(most[0][0]), share))
        else:
            found.append(Seen("label-everywhere", 0, level))
        fine = items >= MANY and labels > ALIKE * items
        found.append(Seen("labels-like-items", int(rows or total) if fine else 0, level, number=str(labels)))
        return [*found, *self._not_goods(list(levels))]

    def _not_goods(self, levels: Sequence[str]) -> list[Seen]:
        """Labels that name no goods, at the coarsest level that has some, which is the one to leave them out at."""
        words = "|".join(NOT_GOODS)
        pattern = quoted(f"(^|.*[^a-z])({words})([^a-z].*|$)")
        longer = quoted(r"\w\W+\w+\W+\w")  # of three words: "crackers/misc bread" is food
        for place, level in enumerate(levels):
            hits = self.duck.rows(
                f"SELECT l.label, sum(b.n), min(b.first) FROM labels{place} l JOIN bought b ON b.code = l.code "
                f"WHERE regexp_full_match(lower(l.label), {pattern}) AND NOT regexp_matches(l.label, {longer}) "
                "GROUP BY 1 ORDER BY 2 DESC"
            )
            single = self.catalogue is not None and len(self.catalogue.items.levels[level]) == 1
            if hits and single:
                values = tuple(str(hit[0]) for hit in hits)
                rows = self._rows([hit[2] for hit in hits[:EXAMPLES]], level, [hit[0] for hit in hits[:EXAMPLES]])
                total = int(sum(hit[1] for hit in hits))
                return [Seen("not-products", total, level, ", ".join(values[:3]), str(len(values)), rows, values)]
        return [Seen("not-products", 0)]


def _name(name: str) -> str:
    return f'"{name}"'


def _short(value: object) -> str:
    return "" if value is None else str(value)[:SHOWN]
