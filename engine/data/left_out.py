"""Rows that an import leaves out: every one has a reason, every reason a count, examples and a place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.data.duck import Duck
from engine.data.loading import Loaded

__all__ = ["REASONS", "Check", "Example", "Reason", "collect", "mark", "summarise"]

# Worded for the person who reads a report; a window translates by code.
REASONS: dict[str, str] = {
    "bad-line": "The line is not of the file's form.",
    "user-missing": "The row names no user in {column}.",
    "item-missing": "The row names no item in {column}.",
    "time-missing": "The row has no time in {column}.",
    "time-unreadable": "{column} is no time of the form that the others have.",
    "number-unreadable": "{column} is no number.",
    "gap-unreadable": "{column} is no number of at least 0.",
    "order-missing": "The row has no order number in {column}.",
    "rating-missing": "The row has no rating in {column}.",
    "rating-low": "{column} is below the recipe's min_rating.",
    "fold-unknown": "{column} says none of train, validation, test.",
    "item-unknown": "The item is not in the catalogue.",
    "item-dropped": "The recipe leaves out items with this {column}.",
    "item-incomplete": "The item has no {column}, which the recipe requires.",
    "key-missing": "The row has no key in {column}.",
}
EXAMPLES = 3
SHOWN = 200  # characters of a value that is kept as an example

SCHEMA = pa.schema(
    [
        ("reason", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("user", pa.string()),
        ("item", pa.string()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("table", pa.string()),
    ]
)


@dataclass(frozen=True)
class Example:
    """One row that was left out; line is None where it is not known, value where the cell is empty."""

    file: str
    line: int | None
    column: str | None
    value: str | None


@dataclass(frozen=True)
class Reason:
    """Why rows were left out, how many, and three of them."""

    code: str
    sentence: str
    rows: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Check:
    """One reason to leave a row out.

    Attributes:
        column: the file's column at fault.
        condition: SQL over the row `r` that is true where the row is to be left out.
        value: SQL of the text at fault.
        in_line: whether the fault stands in the row's own line, so that the line is worth naming.
    """

    code: str
    column: str | None
    condition: str
    value: str = "NULL"
    in_line: bool = True


def mark(
    duck: Duck, into: str, rows: str, checks: Sequence[Check], user: str, item: str, place: str = "r.rowid"
) -> int:
    """Makes a table of the rows for which a check holds, and gives their number.

    Its columns: row, pos (the row's place in the files), reason (a place among the checks, of the first that
    holds), user, item, value.

    Args:
        rows: SQL after FROM, with the row as `r`.
        user, item: SQL of the row's ids.
        place: SQL of the row's place in the files.
    """
    reasons = " ".join(f"WHEN {check.condition} THEN {number}" for number, check in enumerate(checks))
    values = " ".join(f"WHEN {number} THEN CAST({check.value} AS VARCHAR)" for number, check in enumerate(checks))
    duck.run(
        f"CREATE TABLE {into} AS SELECT r.rowid AS row, {place} AS pos, CASE {reasons} END AS reason, "
        f'{user} AS "user", {item} AS item, CASE reason {values} END AS value FROM {rows} WHERE reason IS NOT NULL'
    )
    return int(duck.row(f"SELECT count(*) FROM {into}")[0])


def collect(
    duck: Duck, marked: str, checks: Sequence[Check], loaded: Loaded, name: str, every_line: bool = False
) -> pa.Table:
    """All rows of a source that were left out, its bad lines first, as `SCHEMA` has them.

    Args:
        marked: a table made by `mark`.
        name: which of the recipe's tables the source is: interactions, items or users.
        every_line: also name the lines of rows whose fault stands elsewhere, which may take a scan of the files.
    """
    rows = duck.table(f'SELECT pos, reason, "user", item, value FROM {marked} ORDER BY row')
    places, reasons = rows["pos"].to_numpy(), rows["reason"].to_numpy()
    files = pa.array([each.file.shown for each in loaded.headers], pa.string())
    lines = np.zeros(len(rows), np.int64)
    in_line = np.array([check.in_line or every_line for check in checks])[reasons]
    lines[in_line] = loaded.lines_of(places[in_line])
    left = [
        pa.array([check.code for check in checks], pa.string()).take(rows["reason"]),
        files.take(pa.array(loaded.files_of(places))),
        pa.array(lines, mask=lines == 0),
        *(rows[column].cast(pa.string()) for column in ("user", "item")),
        pa.array([check.column for check in checks], pa.string()).take(rows["reason"]),
        rows["value"].cast(pa.string()),
        pa.repeat(name, len(rows)),
    ]
    return pa.concat_tables([_bad_lines(loaded, files, name), pa.table(left, schema=SCHEMA)])


def _bad_lines(loaded: Loaded, files: pa.StringArray, name: str) -> pa.Table:
    bad = loaded.bad
    nothing = pa.nulls(len(bad), pa.string())
    left = [
        pa.repeat("bad-line", len(bad)),
        files.take(pa.array([each.file for each in bad], pa.int64())),
        pa.array([each.line for each in bad], pa.int64()),
        *(nothing, nothing, nothing),
        pa.array([each.text for each in bad], pa.string()),
        pa.repeat(name, len(bad)),
    ]
    return pa.table(left, schema=SCHEMA)


def summarise(rows: pa.Table) -> tuple[Reason, ...]:
    """Reasons with counts and examples, the commonest first; equal counts by code and column."""
    if not len(rows):
        return ()
    keys = pc.binary_join_element_wise(rows["reason"], pc.fill_null(rows["column"], ""), "\0").combine_chunks()
    encoded = keys.dictionary_encode()
    places = encoded.indices.to_numpy()
    found: list[tuple[tuple[int, str], Reason]] = []
    for number, key in enumerate(encoded.dictionary.to_pylist()):
        code, column = key.split("\0", 1)
        chosen = np.flatnonzero(places == number)
        cells = rows.select(["file", "line", "column", "value"]).take(chosen[:EXAMPLES]).to_pylist()
        examples = tuple(Example(**{**each, "value": each["value"] and each["value"][:SHOWN]}) for each in cells)
        found.append(((-len(chosen), key), Reason(code, REASONS[code].format(column=column), len(chosen), examples)))
    return tuple(reason for _, reason in sorted(found, key=lambda each: each[0]))
