"""How a text file is written: delimiter, quotation mark and header, chosen by trying what fits the recipe's columns."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from engine.data.recipe import Format

__all__ = ["Dialect", "choose"]

DELIMITERS = (",", ";", "\t", "|")
QUOTES = ('"', "", "'")
LOOKED_AT = 1_000  # lines


@dataclass(frozen=True)
class Dialect:
    """How to read a text file.

    Attributes:
        quote: the quotation mark, empty where the file has none.
        header: whether the first line names the columns.
        columns: their names in the order of the file.
    """

    delimiter: str
    quote: str
    header: bool
    columns: tuple[str, ...]


def choose(head: str, form: Format, wanted: Sequence[str], cut: bool = False) -> Dialect:
    """The dialect under which the head of a file has the wanted columns and the most regular lines.

    DuckDB's own sniffer falls back to one column at a single bad line, so it is not asked.

    Args:
        head: the text, or its first part.
        form: what the recipe says; only what it leaves out is tried.
        wanted: columns that the recipe names.
        cut: whether the head ends inside a line.
    """
    lines = io.StringIO(head.removeprefix("\ufeff"), newline="").readlines()
    if cut and len(lines) > 1:
        del lines[-1]
    lines = [line for line in lines if line.strip()][:LOOKED_AT]
    delimiters = (form.delimiter,) if form.delimiter is not None else DELIMITERS
    quotes = (form.quote,) if form.quote is not None else QUOTES
    marks = any(mark in line for line in lines for mark in QUOTES if mark)
    if not marks:
        quotes = quotes[:1]  # all of them read the same, and the first of equals is taken
    tried = [_under(lines, delimiter, quote, form, marks) for delimiter, quote in itertools.product(delimiters, quotes)]
    present = set(wanted)
    best = max(tried, key=lambda each: (len(present.intersection(each[0].columns)), each[1]))  # the first of equals
    return best[0]


def _under(
    lines: list[str], delimiter: str, quote: str, form: Format, marks: bool
) -> tuple[Dialect, tuple[float, int]]:
    """A dialect and how well it fits: the share of lines that are rows as wide as the first, and that width."""
    rows = _rows(lines, delimiter, quote)
    header = form.header if form.header is not None else form.columns is None
    first = rows[0] if rows else []
    width = len(first)
    names = form.columns or (first if header else [f"column{number}" for number in range(1, width + 1)])
    regular = (
        sum(len(row) == width and not (marks and _odd(row, quote)) for row in rows) / max(1, len(lines)) * (width > 1)
    )
    return Dialect(delimiter, quote, header, tuple(name.strip() for name in names)), (regular, width)


def _rows(lines: list[str], delimiter: str, quote: str) -> list[list[str]]:
    if not quote or len(delimiter) > 1:
        return [line.rstrip("\r\n").split(delimiter) for line in lines]
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # a cell beyond csv's limit, which an open quotation mark makes
        rows.extend(reader)
    return rows


def _odd(row: list[str], quote: str) -> bool:
    """Whether a cell stands in quotation marks that this quote leaves on, or an open mark swallowed a line's end."""
    marks = [mark for mark in QUOTES if mark and mark != quote]
    return any(cell[-1:] == "\n" or (len(cell) > 1 and cell[0] in marks and cell[-1] == cell[0]) for cell in row)
