"""Numbers as files write them: decimal and thousands marks, chosen by trying."""

from __future__ import annotations

from engine.data.duck import Duck, ident, quoted
from engine.data.recipe import Format
from engine.data.trial import Reading, try_all
from engine.errors import UserError

__all__ = ["MARKS", "marked", "number_sql", "number_sql_of"]

MARKS: tuple[tuple[str, str], ...] = ((".", ""), (",", ""), (".", ","), (",", "."), (",", " "), (".", " "), (".", "'"))
LARGEST = "3.4e38"  # of float32, in which numbers are stored


def number_sql(duck: Duck, table: str, column: str, kind: str, form: Format, field: str, name: str) -> str:
    """SQL over `r` that gives a column's numbers as doubles, null where one is missing or unreadable.

    Args:
        kind: DuckDB type of the column.
        form: its decimal and thousands marks are taken where they are given.
        field, name: the recipe's section and the file's column, for the sentence.

    Raises:
        UserError: several readings fit and disagree, as with 1,234.
    """
    cell = f"r.{ident(column)}"
    if kind != "VARCHAR":
        return f"CASE WHEN abs(CAST({cell} AS DOUBLE)) <= {LARGEST} THEN CAST({cell} AS DOUBLE) END"
    marks = [
        (decimal, thousands)
        for decimal, thousands in MARKS
        if form.decimal in (None, decimal) and (form.thousands is None or form.thousands == thousands)
    ]
    if not marks:
        marks = [(form.decimal or ".", form.thousands or "")]
    plain = _plain(cell)
    if (
        marks[0] == (".", "")
        and not duck.row(
            f"SELECT coalesce(bool_or({cell} IS NOT NULL AND ({plain}) IS NULL), false) FROM {ident(table)} r"
        )[0]
    ):
        return plain
    candidates = {f"{decimal}{thousands}": marked(decimal, thousands) for decimal, thousands in marks}
    trial = try_all(duck, table, cell, candidates)
    if trial.rivals and trial.best != ".":
        raise UserError("number-ambiguous", column=name, values=trial.examples, field=field)
    return candidates[trial.best or next(iter(candidates))](cell)


def number_sql_of(cell: str, kind: str, decimal: str, thousands: str) -> str:
    """SQL of a cell's number where the marks are known, null where it is not so written."""
    if kind != "VARCHAR":
        return f"CASE WHEN abs(TRY_CAST({cell} AS DOUBLE)) <= {LARGEST} THEN TRY_CAST({cell} AS DOUBLE) END"
    return marked(decimal, thousands)(cell)


def _plain(text: str) -> str:
    return f"CASE WHEN abs(TRY_CAST({text} AS DOUBLE)) <= {LARGEST} THEN TRY_CAST({text} AS DOUBLE) END"


def marked(decimal: str, thousands: str) -> Reading:
    """The number with these marks, null where the text is not so written."""
    if (decimal, thousands) == (".", ""):
        return _plain
    whole = rf"\d{{1,3}}([{thousands}]\d{{3}})+|\d+" if thousands else r"\d*"
    shape = quoted(rf"[+-]?({whole})([{decimal}]\d+)?([eE][+-]?\d+)?")

    def reading(x: str) -> str:
        bare = f"replace({x}, {quoted(thousands)}, '')" if thousands else x
        point = f"replace({bare}, {quoted(decimal)}, '.')"
        return f"CASE WHEN regexp_full_match({x}, {shape}) THEN {_plain(point)} END"

    return reading
