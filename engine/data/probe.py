"""What the columns of a file hold, told from a sample that the importer's own code has read."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.data.date_readings import Times, looks_like_dates, read_times
from engine.data.dialect import Dialect
from engine.data.duck import Duck, quoted
from engine.data.loading import HEAD, Column, Header, Loaded, header, id_sql, is_fraction, load
from engine.data.numerals import MARKS, marked
from engine.data.recipe import Format
from engine.data.sample import Sample

__all__ = ["Facts", "Marks", "Probe", "probe", "shows_names"]

TABLE = "log"
LOOKED_AT = 4_000  # rows, evenly spaced, that tell the types
ENOUGH = 0.9  # share of values that makes a column one of numbers or dates
NUMERAL = r"[+-]?(\d{1,3}([., ']\d{3})+|\d*)([.,]\d+)?([eE][+-]?\d+)?"  # with whatever marks
NUMBER = re.compile(r"[+-]?[\d][\d.,' ]*([eE][+-]?\d+)?")
SAMPLES = 4


@dataclass(frozen=True)
class Facts:
    """One column of the sample.

    Attributes:
        cell: SQL of the value as text over the row `r`, null where it is missing.
        kind: DuckDB type.
        type: integer, decimal, text, date, or "date and time".
        filled: share of the rows that have a value.
        samples: some values, the first ones.
        numbers: share of the values that read as numbers.
    """

    name: str
    cell: str
    column: str
    kind: str
    type: str
    filled: float
    samples: tuple[str, ...]
    numbers: float


@dataclass(frozen=True)
class Marks:
    """Decimal and thousands mark that fit the numbers of the file.

    Attributes:
        columns: with a number that has a mark in it.
        grouped: of those, columns with a thousands mark.
        unclear: of those, columns that can be read in several ways.
    """

    decimal: str
    thousands: str
    columns: int = 0
    grouped: int = 0
    unclear: int = 0


@dataclass
class Probe:
    """A sample in the table `log`, one column a column of the file, every cell as its source has it."""

    duck: Duck
    sample: Sample
    form: Format
    head: Header
    loaded: Loaded
    first_row_names: bool = True
    _read: dict[tuple[str, str | None], Times | None] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.head.types)

    @property
    def dialect(self) -> Dialect | None:
        return self.head.dialect

    @cached_property
    def columns(self) -> tuple[Facts, ...]:
        """All columns of the file, in its order."""
        return _facts(self)

    @cached_property
    def marks(self) -> Marks:
        """The marks in numbers."""
        return _marks(self)

    def column(self, name: str) -> Facts | None:
        return next((each for each in self.columns if each.name == name), None)

    def times(self, name: str) -> Times | None:
        """How a column's times are read; None where nothing fits."""
        facts = self.column(name)
        if facts is None:
            return None
        return self.read_times(facts.column, facts.kind, self.form.time_format)

    def read_times(self, column: str, kind: str, form: str | None) -> Times | None:
        """How a column of the table is read, once for each form."""
        if (column, form) not in self._read:
            self._read[column, form] = read_times(self.duck, TABLE, column, kind, form)
        return self._read[column, form]

    def lines_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The line of the file that each row of the table starts in; its number for Parquet, 0 where not known."""
        places = self.sample.places
        if self.dialect is None:
            return places[rows]
        lines = self.loaded.lines_of(rows)
        return np.where(lines > 0, places[np.clip(lines, 1, len(places)) - 1], 0)

    def distinct(self) -> dict[str, int]:
        """Column → distinct values in the sample."""
        counts = ", ".join(f"count(DISTINCT {each.cell})" for each in self.columns)
        found = self.duck.row(f"SELECT {counts} FROM {TABLE} r")
        return {each.name: count for each, count in zip(self.columns, found, strict=True)}


def probe(duck: Duck, sample: Sample, form: Format, wanted: Sequence[str]) -> Probe:
    """Reads a sample as the importer would read the file.

    Args:
        form: what the recipe says of the file; whether the first line names the columns is found where it does not.
        wanted: columns that the recipe names.

    Raises:
        UserError: it cannot be read.
    """
    head = header(duck, sample.file, form, wanted)
    names = head.dialect is None or _has_names(sample, head)
    if form.header is None and form.columns is None and not names:
        form = form.model_copy(update={"header": False})
        head = header(duck, sample.file, form, wanted)
    columns = [Column(f"c{place}", name, "") for place, name in enumerate(head.types)]
    return Probe(duck, sample, form, head, load(duck, TABLE, [head], columns, form), names)


def shows_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: none of its cells is a number or date where those below are."""
    first, below = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    for place, cell in enumerate(first):
        if _is_datum(cell.strip()):
            others = [row[place].strip() for row in below]
            filled = [other for other in others if other]
            if not filled or sum(map(_is_datum, filled)) >= ENOUGH * len(filled):
                return False
    return True


def _has_names(sample: Sample, head: Header) -> bool:
    dialect = head.dialect
    assert dialect is not None
    with sample.file.path.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream.read(HEAD).splitlines(keepends=True)[:100] if line.strip()]
    if len(dialect.delimiter) > 1 or not dialect.quote:
        rows = [line.rstrip("\r\n").split(dialect.delimiter) for line in lines]
    else:
        rows = list(csv.reader(lines[:-1] or lines, delimiter=dialect.delimiter, quotechar=dialect.quote))
    return not rows or shows_names(rows)


def _is_datum(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell)) or looks_like_dates([cell])


def _facts(found: Probe) -> tuple[Facts, ...]:
    duck, rows = found.duck, max(1, found.loaded.rows)
    kinds = [found.loaded.types[f"c{place}"] for place in range(len(found.names))]
    cells = [id_sql(f"r.c{place}", kind) for place, kind in enumerate(kinds)]
    every = max(1, rows // LOOKED_AT)
    some = f"(SELECT * FROM {TABLE} r WHERE r.rowid % {every} = 0)"
    asked = []
    for cell in cells:
        asked += [
            f"count({cell})",
            f"count_if(regexp_full_match({cell}, '[+-]?\\d+'))",
            f"count_if(regexp_full_match({cell}, {quoted(NUMERAL)}))",
        ]
    told = duck.row(f"SELECT count(*), {', '.join(asked)} FROM {some} r")
    looked, counts = told[0], told[1:]
    firsts = duck.table(f"SELECT {', '.join(f'{cell} AS x{place}' for place, cell in enumerate(cells))} FROM {some} r")
    made = []
    for place, (name, cell, kind) in enumerate(zip(found.names, cells, kinds, strict=True)):
        filled, whole, digits = counts[3 * place : 3 * place + 3]
        values = [value for value in firsts[f"x{place}"].to_pylist()[:: max(1, looked // 400)] if value is not None]
        texts = tuple(dict.fromkeys(values))[:SAMPLES]
        numbers = digits / filled if filled else 0.0
        type_ = _type(kind, filled, whole, digits)
        if type_ in ("text", "decimal") and looks_like_dates(values[:60]):  # 1.2.24 has a point too
            type_, numbers = _dated(found, f"c{place}", kind), 0.0
        elif kind.startswith(("DATE", "TIMESTAMP")):
            type_ = _dated(found, f"c{place}", kind)
        made.append(Facts(name, cell, f"c{place}", kind, type_, filled / max(1, looked), texts, numbers))
    return tuple(made)


def _type(kind: str, filled: int, whole: int, digits: int) -> str:
    if is_fraction(kind):
        return "integer" if filled and whole == filled else "decimal"
    if kind not in ("VARCHAR",):
        return "integer" if filled and whole == filled and kind != "BOOLEAN" else "text"
    if filled and whole >= ENOUGH * filled:
        return "integer"
    return "decimal" if filled and digits >= ENOUGH * filled else "text"


def _dated(found: Probe, column: str, kind: str) -> str:
    times = found.read_times(column, kind, None)
    if times is None or times.readings[0].share < ENOUGH:
        return "text"
    return "date" if times.days_only else "date and time"


def _marks(found: Probe) -> Marks:
    """Tries all marks on the columns of numbers that are not all whole."""
    form, duck = found.form, found.duck
    pairs = [
        (decimal, thousands)
        for decimal, thousands in MARKS
        if form.decimal in (None, decimal) and form.thousands in (None, thousands)
    ] or [(form.decimal or ".", form.thousands or "")]
    shown = form.decimal or ".", form.thousands or ""
    columns = [each for each in found.columns if each.type == "decimal" and each.kind == "VARCHAR"]
    if not columns:
        return Marks(*shown)
    some = f"(SELECT * FROM {TABLE} r WHERE r.rowid % {max(1, found.loaded.rows // LOOKED_AT)} = 0)"
    asked = []
    for each in columns:
        asked.append(f"count({each.cell})")
        asked += [f"count({marked(*pair)(each.cell)})" for pair in pairs]
    told = duck.row(f"SELECT {', '.join(asked)} FROM {some} r")
    step = len(pairs) + 1
    fits = [dict(zip(pairs, told[place * step + 1 : (place + 1) * step], strict=True)) for place in range(len(columns))]
    total = {pair: sum(fit[pair] for fit in fits) for pair in pairs}
    best = max(pairs, key=lambda pair: total[pair])  # the first of equals
    unclear = 0
    for each, fit in zip(columns, fits, strict=True):
        rivals = [pair for pair in pairs if pair != best and fit[pair] == fit[best] > 0]
        unclear += best != (".", "") and any(
            duck.row(
                f"SELECT count_if({marked(*pair)(each.cell)} IS DISTINCT FROM {marked(*best)(each.cell)}) FROM {some} r"
            )[0]
            for pair in rivals
        )
    grouped = 0
    if best[1]:
        has = ", ".join(
            f"count_if(contains({each.cell}, '{best[1].replace(chr(39), chr(39) * 2)}'))" for each in columns
        )
        grouped = sum(count > 0 for count in duck.row(f"SELECT {has} FROM {some} r"))
    return Marks(*best, len(columns), grouped, unclear)
