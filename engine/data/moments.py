"""Times as files write them, to microseconds since 1970 (UTC where nothing else is said)."""

from __future__ import annotations

import itertools

from engine.data.duck import Duck, Unreadable, ident, quoted
from engine.data.loading import id_sql
from engine.data.trial import Reading, try_all
from engine.errors import UserError

__all__ = ["EPOCHS", "ISO", "UNITS", "all_readings", "moment_sql", "reading_of"]

ISO = "ISO 8601"  # needs no name in a recipe
UNITS = {"s": 1_000_000, "min": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000, "w": 604_800_000_000}

# microseconds in a unit, and the counts that are taken for it: from 1973 on, milliseconds from 1977 on, for a date
# and time written in twelve digits would be milliseconds of 1976
EPOCHS = {"s": (1e6, 1e8, 7.2e9), "ms": (1e3, 2.3e11, 7.2e12), "us": (1.0, 1e14, 7.2e15), "ns": (1e-3, 1e17, 7.2e18)}
FIRST, LAST = "-2208988800000000", "7258118400000000"  # 1900 and 2200: %Y would read 07/01/19 as the year 19

CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S", " %H:%M:%S %z")
DATES = (
    *(date.replace("/", mark) for mark in "/-. " for date in ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y")),
    *(date.replace("/", mark) for mark in ". " for date in ("%Y/%m/%d",)),
    *("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d%b%Y"),
    *("%Y%m%d", "%Y年%m月%d日"),
)
WHOLE = ("%Y%m%d%H%M%S", "%Y%m%d%H%M", "%a %b %d %H:%M:%S %Y", "%a, %d %b %Y %H:%M:%S %z")
YEAR_FIRST = tuple(date.replace("/", mark) for mark in "/-." for date in ("%y/%m/%d",))


def moment_sql(duck: Duck, table: str, column: str, kind: str, form: str | None, field: str, name: str) -> str:
    """SQL over `r` that gives a column's times as int64 microseconds, null where one is missing or unreadable.

    Args:
        kind: DuckDB type of the column.
        form: a strptime format, or s, ms, us, ns for a count since 1970; None tries what is common.
        field, name: the recipe's section and the file's column, for the sentence.

    Raises:
        UserError: no common format fits, or several do and disagree, as with 07/01/2019.
    """
    cell = f"r.{ident(column)}"
    if kind.startswith(("TIMESTAMP", "DATE")):
        return f"epoch_us(CAST({cell} AS TIMESTAMP))"
    text = id_sql(cell, kind)
    if form in EPOCHS:
        return _since_1970(form)(text)
    if form is not None:
        try:
            duck.run(f"SELECT try_strptime('1', {quoted(form)})")
        except Unreadable:
            raise UserError("time-format-wrong", field=field, value=form) from None
        return _parsed(form)(text)
    exact = _exact()
    trial = try_all(duck, table, text, exact)
    if trial.best is not None and trial.complete:  # trying two hundred forms takes half a second
        return exact[trial.best](text)
    for candidates in (exact | _written(), _year_first()):
        trial = try_all(duck, table, text, candidates)
        if trial.rivals:
            formats = [trial.best, *trial.rivals]
            raise UserError("time-ambiguous", column=name, values=trial.examples, formats=formats, field=field)
        if trial.best is not None:
            return candidates[trial.best](text)
    if not trial.examples:
        return "CAST(NULL AS BIGINT)"
    raise UserError("time-format", column=name, values=trial.examples, field=field)


def all_readings() -> dict[str, Reading]:
    """Every form that is tried, the likeliest first."""
    return _exact() | _written() | _year_first()


def reading_of(form: str) -> Reading:
    """The reading of a form that a recipe names, or of `ISO`."""
    if form == ISO:
        return _iso
    return _since_1970(form) if form in EPOCHS else _parsed(form)


def _exact() -> dict[str, Reading]:
    return {ISO: _iso} | {unit: _counted(unit) for unit in EPOCHS}


def _written() -> dict[str, Reading]:
    return {form: _parsed(form) for form in (*map("".join, itertools.product(DATES, CLOCKS)), *WHOLE)}


def _year_first() -> dict[str, Reading]:
    """Two-digit years that come first: 31.12.17 could be one, so they are asked last."""
    return {form: _parsed(form) for form in map("".join, itertools.product(YEAR_FIRST, CLOCKS))}


def _iso(x: str) -> str:
    # a cast to TIMESTAMP would drop an offset such as +02:00 without a word, and read 07/01/19 as the year 7;
    # the cast to TIMESTAMPTZ takes three times as long as the commonest form
    common = f"epoch_us(try_strptime({x}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d']))"
    year_first = f"{x}[5] = '-' OR {x}[5] = '/'"
    return f"CASE WHEN {year_first} THEN coalesce({common}, epoch_us(TRY_CAST({x} AS TIMESTAMPTZ))) END"


def _since_1970(unit: str) -> Reading:
    return lambda x: f"TRY_CAST(round(TRY_CAST({x} AS DOUBLE) * {EPOCHS[unit][0]!r}) AS BIGINT)"


def _counted(unit: str) -> Reading:
    _, low, high = EPOCHS[unit]
    number = "TRY_CAST({x} AS DOUBLE)"
    test = f"{number} >= {low!r} AND {number} < {high!r}"
    return lambda x: f"CASE WHEN {test.format(x=x)} THEN {_since_1970(unit)(x)} END"


def _parsed(form: str) -> Reading:
    def reading(x: str) -> str:
        parsed = f"epoch_us(try_strptime({x}, {quoted(form)}))"
        return f"CASE WHEN {parsed} BETWEEN {FIRST} AND {LAST} THEN {parsed} END"

    return reading
