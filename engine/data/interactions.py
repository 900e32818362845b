"""The interactions of an import: what each column means, which rows are left out, and the order of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.data.dataset import DAY
from engine.data.duck import Duck, ident, quoted
from engine.data.item_table import Catalogue, Cell
from engine.data.left_out import Check, mark
from engine.data.loading import Column, Kind, Loaded, header, id_sql, is_fraction, load
from engine.data.moments import UNITS, moment_sql
from engine.data.numerals import number_sql
from engine.data.recipe import Gap, Interactions
from engine.data.sources import SourceFile
from engine.data.vocabulary import make_vocabulary
from engine.errors import UserError

__all__ = ["STAY", "Events", "RowCells", "Stored", "log_columns", "read_interactions"]

FOLDS = ("train", "validation", "test")
LARGEST_ORDER = 10**8  # days in microseconds beyond it do not fit into 63 bits
BETWEEN = "\x1f"  # parts the labels of a list, where a file has real lists
STAY = "log r ANTI JOIN log_left l ON l.row = r.rowid"


@dataclass(frozen=True)
class Stored:
    """A further column of the log: SQL of its value over the row `r`; coded ones through a vocabulary table."""

    name: str
    value: str
    coded: str | None = None


@dataclass(frozen=True)
class RowCells:
    """A category level of the interactions.

    Attributes:
        cell: its column of the table `log`.
        column: what the stored log calls it.
        separator: what parts the several labels of one stored text.
    """

    cell: Cell
    column: str
    separator: str


@dataclass
class Events:
    """What is known of the interactions: SQL over the table `log`, as `r`, joined with `joins`.

    Attributes:
        levels: category levels that sit in the interactions.
    """

    loaded: Loaded
    time: str = "CAST(0 AS BIGINT)"
    joins: str = ""
    checks: list[Check] = field(default_factory=list)
    columns: list[Stored] = field(default_factory=list)
    levels: dict[str, RowCells] = field(default_factory=dict)
    left: int = 0

    @property
    def rows(self) -> int:
        """How many rows stay."""
        return self.loaded.rows - self.left


def read_interactions(
    duck: Duck, wanted: Interactions, files: Sequence[SourceFile], catalogue: Catalogue | None
) -> Events:
    """Reads the interactions into the table log and marks in log_left what to leave out; numbers the users that stay.

    Without a catalogue the items that stay are numbered too.

    Raises:
        UserError: a file or column is missing, a time or number can be read in several ways, or no row stays.
    """
    columns = log_columns(wanted)
    headers = [header(duck, file, wanted.format, [column.source for column in columns]) for file in files]
    events = Events(load(duck, "log", headers, columns, wanted.format))
    if not events.loaded.rows and not events.loaded.bad:
        raise UserError("rows-none", file=files[0].shown)
    events.checks += [
        Check("user-missing", wanted.user, 'r."user" IS NULL'),
        Check("item-missing", wanted.item, "r.item IS NULL"),
    ]
    _add_time(duck, wanted, events)
    _add_numbers(duck, wanted, events)
    item_joins = ""
    if catalogue is not None:
        checks, item_joins = catalogue.checks_of_log("r.item")
        events.checks += checks
    events.left = mark(duck, "log_left", f"log r {events.joins} {item_joins}", events.checks, 'r."user"', "r.item")
    if events.rows:
        _add_codes(duck, wanted, events)
        make_vocabulary(duck, "users", f'SELECT DISTINCT r."user" AS key FROM {STAY}')
        if catalogue is None:
            make_vocabulary(duck, "items", f"SELECT DISTINCT r.item AS key FROM {STAY}")
    return events


def log_columns(wanted: Interactions) -> list[Column]:
    """What the table log holds of the files, in its order."""

    def named(role: str, kind: Kind, name: str | None = None, column: str | None = None) -> list[Column]:
        source = column or getattr(wanted, role)
        return [Column(name or role, source, f"[interactions] {role}", kind)] if source else []

    columns = [*named("user", "id"), *named("item", "id")]
    if isinstance(wanted.time, Gap):
        columns += [*named("time", "number", "gap", wanted.time.gap), *named("time", "number", "by", wanted.time.by)]
    else:
        columns += named("time", "moment")
    columns += [*named("basket", "any"), *named("event", "any"), *named("fold", "any")]
    columns += [each for role in ("quantity", "value", "rating") for each in named(role, "number")]
    columns += named("order", "number")
    for place, name in enumerate(wanted.keep):
        columns += named("keep", "any", f"keep{place}", name)
    for place, name in enumerate(wanted.category):
        columns += named("category", "any", f"category{place}", name)
    return columns


def _number(duck: Duck, wanted: Interactions, events: Events, column: str, name: str) -> str:
    kind = events.loaded.types[column]
    return number_sql(duck, "log", column, kind, wanted.format, "[interactions.format]", name)


def _add_time(duck: Duck, wanted: Interactions, events: Events) -> None:
    if isinstance(wanted.time, Gap):
        _add_gaps(duck, wanted, wanted.time, events)
    elif wanted.order is not None:
        _add_order(duck, wanted, wanted.order, events)
    elif wanted.time is not None:
        kind, form = events.loaded.types["time"], wanted.format.time_format
        events.time = moment_sql(duck, "log", "time", kind, form, "[interactions.format]", wanted.time)
        events.checks += [
            Check("time-missing", wanted.time, 'r."time" IS NULL'),
            Check("time-unreadable", wanted.time, f"({events.time}) IS NULL", 'r."time"'),
        ]


def _add_order(duck: Duck, wanted: Interactions, order: str, events: Events) -> None:
    """An order is a count of days: what it orders, and how far apart, is all that is asked of it."""
    number = _number(duck, wanted, events, "order", order)
    largest = duck.row(f"SELECT max(abs({number})) FROM log r")[0]
    if largest is not None and largest > LARGEST_ORDER:
        raise UserError("order-large", column=order, value=f"{largest:.0f}")
    events.time = f"CAST(round(({number}) * {DAY}) AS BIGINT)"
    events.checks += [
        Check("order-missing", order, 'r."order" IS NULL'),
        Check("number-unreadable", order, f"({number}) IS NULL", 'r."order"'),
    ]


def _add_gaps(duck: Duck, wanted: Interactions, gap: Gap, events: Events) -> None:
    """Makes the table orders: a user's gaps, one an order, cumulated in the order of their numbers.

    Rows that are left out for another reason count too: their order took place.
    """
    by = _number(duck, wanted, events, "by", gap.by)
    number = _number(duck, wanted, events, "gap", gap.gap)
    wrong = f"r.gap IS NOT NULL AND coalesce(({number}) < 0, true)"
    events.checks += [
        Check("order-missing", gap.by, "r.by IS NULL"),
        Check("number-unreadable", gap.by, f"({by}) IS NULL", "r.by"),
        Check("gap-unreadable", gap.gap, wrong, "r.gap"),
    ]
    duck.run(
        'CREATE TABLE orders AS SELECT "user", "by", CAST(round(sum(gap) OVER (PARTITION BY "user" ORDER BY "by") '
        f"* {UNITS[gap.unit]}) AS BIGINT) AS start FROM ("
        f'SELECT r."user", {by} AS "by", coalesce(max(CASE WHEN {number} >= 0 THEN {number} END), 0) AS gap '
        f'FROM log r WHERE r."user" IS NOT NULL AND ({by}) IS NOT NULL GROUP BY 1, 2)'
    )
    events.time = "o.start"
    events.joins = f'LEFT JOIN orders o ON o."user" = r."user" AND o."by" = ({by})'


def _add_numbers(duck: Duck, wanted: Interactions, events: Events) -> None:
    if wanted.fold is not None:
        text = "lower(CAST(r.fold AS VARCHAR))"
        unknown = f"coalesce({text} NOT IN ({', '.join(map(quoted, FOLDS))}), true)"
        events.checks.append(Check("fold-unknown", wanted.fold, unknown, "r.fold"))
    for role, name in (("quantity", "quantity"), ("value", "value"), ("rating", "weight")):
        column = getattr(wanted, role)
        if column is None:
            continue
        number = _number(duck, wanted, events, role, column)
        cell = f"r.{ident(role)}"
        events.checks.append(Check("number-unreadable", column, f"{cell} IS NOT NULL AND ({number}) IS NULL", cell))
        events.columns.append(Stored(name, number))
        if role == "rating" and wanted.min_rating is not None:
            events.checks += [
                Check("rating-missing", column, "r.rating IS NULL"),
                Check("rating-low", column, f"({number}) < {wanted.min_rating!r}", "r.rating"),
            ]


def _add_codes(duck: Duck, wanted: Interactions, events: Events) -> None:
    if wanted.event is not None:
        _coded(duck, events, "event", "r.event")
    if wanted.fold is not None:
        _coded(duck, events, "fold", "lower(CAST(r.fold AS VARCHAR))")
    for place, name in enumerate(wanted.keep):
        number = _fraction(duck, wanted, events, f"keep{place}", name)
        if number is not None:
            events.columns.append(Stored(name, number))
        else:
            _coded(duck, events, name, f"r.keep{place}")
    for place, name in enumerate(wanted.category):
        cell = Cell(f"category{place}", events.loaded.types[f"category{place}"], wanted.format)
        is_list = cell.kind.endswith("[]")
        text = f"array_to_string(r.{cell.sql}, {quoted(BETWEEN)})" if is_list else id_sql(f"r.{cell.sql}", cell.kind)
        separator = None if is_list else wanted.format.list_separator
        events.levels[name] = RowCells(cell, f"level {name}", separator or BETWEEN)
        _coded(duck, events, f"level {name}", text)


def _coded(duck: Duck, events: Events, name: str, value: str) -> None:
    table = f"v{len(events.columns)}"
    make_vocabulary(duck, table, f"SELECT DISTINCT {value} AS key FROM {STAY} WHERE {value} IS NOT NULL")
    events.columns.append(Stored(name, value, table))


def _fraction(duck: Duck, wanted: Interactions, events: Events, column: str, name: str) -> str | None:
    """SQL of a kept column that holds numbers that are not all whole; None for texts, ids and the like."""
    kind = events.loaded.types[column]
    if is_fraction(kind):
        return _number(duck, wanted, events, column, name)
    whole = f"SELECT coalesce(bool_and(regexp_full_match({column}, '0|-?[1-9][0-9]*')), true) FROM log"
    if kind != "VARCHAR" or duck.row(whole)[0]:
        return None
    number = _number(duck, wanted, events, column, name)
    readable = duck.row(f"SELECT count({column}) = count({number}) FROM log r")[0]
    return number if readable else None
