"""The ways in which a column's times can be read, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.dataset import DAY
from engine.data.duck import Duck, Unreadable, ident, quoted
from engine.data.loading import id_sql
from engine.data.moments import EPOCHS, ISO, all_readings, reading_of
from engine.errors import UserError

__all__ = ["ReadAs", "Times", "looks_like_dates", "read_times"]

EXACT = (ISO, *EPOCHS)
THIN, SAMPLE = 80, 4_000  # values that leave few candidates, and those that decide among them
DATE = re.compile(
    r"\d{1,4}([-/. ])\d{1,2}\1\d{1,4}([ T].*)?|\d{8}(\d{4,6})?|\d{1,2}[- ]?[A-Za-z]{3,9}[-, ]*\d{2,4}.*"
    r"|[A-Za-z]{3,9},? [A-Za-z\d]{1,3}.*\d{4}.*|\d{4}年\d{1,2}月\d{1,2}日.*"
)


@dataclass(frozen=True)
class ReadAs:
    """One reading of a column.

    Attributes:
        form: as a recipe's `time_format` takes it; "" is ISO 8601 or a type that is a time already.
        order: "day-first", "month-first", "year-first", or "".
        sql: over the row `r`, int64 microseconds.
        share: of the values that it reads.
        breaks: rows before whose time the row above lies.
        example: the example as it reads it, ISO; "" where it cannot.
    """

    form: str
    order: str
    sql: str
    share: float
    breaks: int
    example: str


@dataclass(frozen=True)
class Times:
    """How a column of times is read.

    Attributes:
        example: a value that the readings differ in, as it stands in the file.
        readings: the best first; more than one only where they are in question.
        chosen: index of the one in force.
        moments: int64, what the one in force reads, in the order of the file.
        rows: int64, the rows of the table that they are of.
        days_only: whether all of them are midnights.
    """

    example: str
    readings: tuple[ReadAs, ...]
    chosen: int
    moments: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    @property
    def days_only(self) -> bool:
        return not np.any(self.moments % DAY)

    @property
    def open(self) -> bool:
        """Whether nothing but the order of the rows tells the readings apart, so that a recipe must name one."""
        return len(self.readings) > 1 and self.readings[0].share == self.readings[1].share


def looks_like_dates(values: Sequence[str]) -> bool:
    """Whether most values have the shape of a date; saves trying two hundred forms on titles."""
    fitting = sum(bool(DATE.fullmatch(value)) for value in values)
    return bool(values) and 2 * fitting >= len(values) and not all(value.isdigit() for value in values)


def read_times(duck: Duck, table: str, column: str, kind: str, form: str | None) -> Times | None:
    """Reads the times of a column in every way that fits.

    Args:
        kind: DuckDB type of the column.
        form: the recipe's time_format.

    Returns:
        None where no common form reads any value.

    Raises:
        UserError: the recipe's form is none.
    """
    cell = f"r.{ident(column)}"
    if kind.startswith(("DATE", "TIMESTAMP")):
        return _known(duck, table, f"CAST({cell} AS VARCHAR)", f"epoch_us(CAST({cell} AS TIMESTAMP))")
    text = id_sql(cell, kind)
    if form is not None and form not in EPOCHS:
        try:
            duck.run(f"SELECT try_strptime('1', {quoted(form)})")
        except Unreadable:
            raise UserError("time-format-wrong", field="format", value=form) from None
    forms = _fitting(duck, table, text)
    named = form if form is not None else None
    if named is not None and named not in forms:
        forms.insert(0, named)
    if not forms:
        return None
    return _told(duck, table, text, forms, named)


def _known(duck: Duck, table: str, text: str, sql: str) -> Times:
    """A column whose type is a time."""
    told = duck.table(f"SELECT {sql} AS t FROM {table} r ORDER BY r.rowid")["t"]
    moments, rows = _values(told)
    example = duck.rows(f"SELECT {text} FROM {table} r WHERE {text} IS NOT NULL LIMIT 1")
    shown = example[0][0] if example else ""
    reading = ReadAs(
        "", "", sql, 1.0 if len(moments) else 0.0, _breaks(moments), _iso(int(moments[0])) if example else ""
    )
    return Times(shown, (reading,), 0, moments, rows)


def _fitting(duck: Duck, table: str, text: str) -> list[str]:
    """The form that reads the most values, then the best of every other order of day, month and year."""
    rows = duck.row(f"SELECT count({text}) FROM {table} r")[0]
    every = max(1, rows // SAMPLE)
    some = f"(SELECT DISTINCT {text} AS x FROM {table} r WHERE r.rowid % {every} = 0)"
    duck.run(f"CREATE OR REPLACE TEMP TABLE tried AS SELECT x, hash(x) AS h FROM {some} WHERE x IS NOT NULL")
    few = f"(SELECT x FROM tried ORDER BY h LIMIT {THIN})"
    shapes = {_shape(row[0]) for row in duck.rows(f"SELECT x FROM {few}")}
    # to ask DuckDB for all two hundred takes it 130 ms, nearly all of them to plan the statement
    left = _counts(duck, [form for form in all_readings() if form in EXACT or _shape_of(form) & shapes], few)
    left = _counts(duck, list(left or all_readings()), "tried")
    # a year of two digits in front is what an import asks for last, where nothing else reads anything
    left = {form: count for form, count in left.items() if not form.startswith("%y")} or left
    ranked = sorted(left, key=lambda form: -left[form])  # stable: the likeliest of equals first
    best: dict[str, str] = {}
    for form in ranked:
        best.setdefault(_order(form) or form, form)
    first = list(best.values())[:1]
    if not first or not _order(first[0]) or first[0] == ISO:
        return first
    return [form for order, form in best.items() if order in ("day-first", "month-first", "year-first") and form != ISO]


def _shape(text: str) -> str:
    """A text with every number as 0 and every word as a."""
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"[0-9]+", "0", text))


@cache
def _shape_of(form: str) -> frozenset[str]:
    """The shapes of the texts that a strptime format reads."""
    plain = re.sub(r"%[aAbBp]", "a", re.sub(r"(%[dmyYHIMSf])+", "0", form))
    return frozenset(_shape(plain.replace("%z", zone)) for zone in ("Z", "+0", "-0", "+0:0", "-0:0"))


def _counts(duck: Duck, forms: Sequence[str], relation: str) -> dict[str, int]:
    readings = all_readings()
    asked = ", ".join(f"count({readings[form]('x')})" for form in forms)
    counts = duck.row(f"SELECT {asked} FROM {relation}")
    return {form: count for form, count in zip(forms, counts, strict=True) if count}


def _told(duck: Duck, table: str, text: str, forms: Sequence[str], named: str | None) -> Times | None:
    values = duck.row(f"SELECT count({text}) FROM {table} r")[0]
    readings = all_readings()
    sqls = [(reading_of(form) if form == named else readings[form])(text) for form in forms]
    columns = ", ".join(f"{sql} AS t{place}" for place, sql in enumerate(sqls))
    told = duck.table(f"SELECT {columns} FROM {table} r ORDER BY r.rowid")
    moments = [told[f"t{place}"].drop_null().to_numpy() for place in range(len(forms))]
    example = _example(duck, table, text, sqls)
    made = [
        ReadAs(
            "" if form == ISO else form,
            _order(form),
            sql,
            len(read) / max(1, values),
            _breaks(read),
            _read(duck, sql, text, example),
        )
        for form, sql, read in zip(forms, sqls, moments, strict=True)
    ]
    places = sorted(range(len(made)), key=lambda place: (-made[place].share, made[place].breaks))
    if made[places[0]].share == 1.0:
        places = [place for place in places if made[place].share == 1.0 or forms[place] == named]
    kept = [made[place] for place in places if made[place].share or forms[place] == named]
    if not kept:
        return None
    chosen = next((number for number, each in enumerate(kept) if named is not None and each.form == named), 0)
    if named is not None and len(kept) > 1 and not kept[chosen].order:
        kept, chosen = [kept[chosen]], 0
    if len(kept) > 1 and kept[0].share == 1.0 > kept[1].share and chosen == 0:
        kept = kept[:1]
    final = places[[made[place] for place in places].index(kept[chosen])]
    return Times(example, tuple(kept), chosen, *_values(told[f"t{final}"]))


def _example(duck: Duck, table: str, text: str, sqls: Sequence[str]) -> str:
    """A value that tells the first two readings apart, best one that both can read."""
    wanted = [f"{text} IS NOT NULL"]
    if len(sqls) > 1:
        differ = f"({sqls[0]}) IS DISTINCT FROM ({sqls[1]})"
        wanted = [f"{differ} AND ({sqls[0]}) IS NOT NULL AND ({sqls[1]}) IS NOT NULL", differ, *wanted]
    for condition in wanted:
        if found := duck.rows(f"SELECT {text} FROM {table} r WHERE {condition} LIMIT 1"):
            return str(found[0][0])
    return ""


def _read(duck: Duck, sql: str, text: str, example: str) -> str:
    moment = duck.row(f"SELECT {sql.replace(text, quoted(example))}")[0]
    return "" if moment is None else _iso(moment)


def _values(told: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The values that are there, and their rows."""
    return told.drop_null().to_numpy().astype(np.int64), np.flatnonzero(told.is_valid().to_numpy(False))


def _breaks(moments: npt.NDArray[np.int64]) -> int:
    return int((np.diff(moments) < 0).sum())


def _iso(moment: int) -> str:
    text = str(np.datetime64(moment, "us").astype("datetime64[s]"))
    return text.removesuffix("T00:00:00").replace("T", " ")


def _order(form: str) -> str:
    """Which of day, month and year a numeric form has first; "" for any other form."""
    if form == ISO:
        return "year-first"
    if re.search(r"%[bBa]", form) or "%d" not in form or not re.search(r"%[dmyY]\W%[dmyY]", form):
        return ""
    return {"d": "day-first", "m": "month-first"}.get(form[form.index("%") + 1], "year-first")
