"""Files of one source into one DuckDB table, in file order, with the lines that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.data.dialect import Dialect, choose
from engine.data.duck import Duck, Unreadable, ident, literal, quoted
from engine.data.lines import Lines
from engine.data.recipe import Format
from engine.data.sources import SourceFile, open_bytes
from engine.errors import UserError

__all__ = [
    "BadLine",
    "Column",
    "Header",
    "Kind",
    "Loaded",
    "check_columns",
    "header",
    "id_sql",
    "is_fraction",
    "load",
    "missing",
]

Kind = Literal["id", "number", "moment", "any"]

HEAD = 1 << 18  # bytes that are looked at to choose a dialect
NOTHING = ("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", r"\N")  # in a text file, by default
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
FRACTIONS = ("FLOAT", "DOUBLE", "DECIMAL")
KEPT = {  # families of types that a column of a kind keeps; any other becomes text
    "id": set[str](),
    "number": {"integer", "fraction"},
    "moment": {"integer", "fraction", "moment"},
    "any": {"integer", "fraction", "moment", "flag"},
}


@dataclass(frozen=True)
class Column:
    """One column to load.

    Attributes:
        name: what the table calls it.
        source: what the file calls it.
        field: the recipe field that names it, for the sentence when it is missing.
        kind: id (becomes text), number, moment, or any; each keeps the file's own type where that is of its kind.
    """

    name: str
    source: str
    field: str
    kind: Kind = "any"


@dataclass(frozen=True)
class Header:
    """A file that was looked at: its columns, their types, and, of a text file, its dialect."""

    file: SourceFile
    types: dict[str, str]
    dialect: Dialect | None = None


@dataclass(frozen=True)
class BadLine:
    """A line that is not of its file's form; `file` is a place among the headers, lines count from 1."""

    file: int
    line: int
    text: str


@dataclass
class Loaded:
    """A table and where its rows come from.

    Attributes:
        types: DuckDB type of every column.
        ends: int64[files], rows loaded up to the end of each file.
        bad: lines that were left out.
    """

    headers: list[Header]
    types: dict[str, str]
    ends: npt.NDArray[np.int64]
    bad: list[BadLine]
    _starts: dict[int, npt.NDArray[np.int64] | None] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return int(self.ends[-1])

    def files_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The file, as a place among the headers, that each row is from."""
        return np.searchsorted(self.ends, rows, side="right")

    def lines_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The line that each row starts in, counted from 1; 0 where that is not known."""
        files = self.files_of(rows)
        lines = np.zeros(len(rows), np.int64)
        for number in np.unique(files).tolist():
            if number not in self._starts:
                self._starts[number] = self._lines_of_file(number)
            if (starts := self._starts[number]) is not None:
                inside = files == number
                lines[inside] = starts[rows[inside] - self._first(number)]
        return lines

    def _first(self, number: int) -> int:
        return int(self.ends[number - 1]) if number else 0

    def _lines_of_file(self, number: int) -> npt.NDArray[np.int64] | None:
        dialect = self.headers[number].dialect
        if dialect is None:
            return None
        starts = Lines.of(self.headers[number].file, dialect.quote).records[int(dialect.header) :]
        starts = starts[~np.isin(starts, [each.line for each in self.bad if each.file == number])]
        # an open quotation mark makes the count of records doubtful
        return starts if len(starts) == self.ends[number] - self._first(number) else None


def header(duck: Duck, file: SourceFile, form: Format, wanted: Sequence[str]) -> Header:
    """Looks at a file.

    Args:
        wanted: columns that the recipe names; they help to choose the dialect.

    Raises:
        UserError: it cannot be read.
    """
    if file.kind == "parquet":
        try:
            described = duck.rows(f"DESCRIBE SELECT * FROM {_read_parquet(file)}")
        except Unreadable as error:
            raise UserError("file-unreadable", file=file.shown, reason=error) from None
        return Header(file, {row[0]: row[1] for row in described})
    with open_bytes(file) as stream:
        head = stream.read(HEAD)
    if not head.strip():
        raise UserError("file-empty", file=file.shown)
    dialect = choose(head.decode("utf-8", "replace"), form, wanted, cut=len(head) == HEAD)
    return Header(file, dict.fromkeys(dialect.columns, "VARCHAR"), dialect)


def check_columns(headers: Sequence[Header], columns: Sequence[Column]) -> None:
    """Raises a `UserError` where a file lacks a column."""
    for each in headers:
        for column in columns:
            if column.source not in each.types:
                found = list(each.types)
                raise UserError(
                    "column-missing", file=each.file.shown, column=column.source, found=found, field=column.field
                )


def load(duck: Duck, table: str, headers: Sequence[Header], columns: Sequence[Column], form: Format) -> Loaded:
    """Loads columns of all files into a table; a row's number (rowid) is its place in the files.

    Texts lose blanks around them; empty ones, those that mean a missing value, and NaN become null.

    Raises:
        UserError: a file lacks a column or cannot be read.
    """
    check_columns(headers, columns)
    types = {column.name: _type(column.kind, [each.types[column.source] for each in headers]) for column in columns}
    duck.run(f"CREATE TABLE {table} ({', '.join(f'{ident(name)} {kind}' for name, kind in types.items())})")
    ends: list[int] = []
    bad: list[BadLine] = []
    for number, each in enumerate(headers):
        bad += _insert(duck, table, number, each, [(column.source, types[column.name]) for column in columns], form)
        ends.append(duck.row(f"SELECT count(*) FROM {table}")[0])
    return Loaded(list(headers), types, np.array(ends, np.int64), bad)


def missing(form: Format) -> tuple[str, ...]:
    """Texts of a text file that mean that a value is missing."""
    return NOTHING if form.na is None else ("", *(text.strip() for text in form.na))


def id_sql(cell: str, kind: str) -> str:
    """SQL of an id as text; where nulls made whole numbers fractions, 12.0 is 12."""
    if is_fraction(kind):
        whole = f"{cell} = trunc({cell}) AND abs({cell}) < 1e18"
        return f"CASE WHEN {whole} THEN CAST(CAST({cell} AS BIGINT) AS VARCHAR) ELSE CAST({cell} AS VARCHAR) END"
    return f"CAST({cell} AS VARCHAR)"


def is_fraction(kind: str) -> bool:
    """Whether a DuckDB type holds numbers that need not be whole."""
    return kind.startswith(FRACTIONS) and not kind.endswith("[]")


def _family(kind: str) -> str:
    if kind.endswith("[]"):
        return "other" if kind.endswith(("][]", ")[]")) else "list"
    if kind in INTEGERS:
        return "integer"
    if kind.startswith(("DATE", "TIMESTAMP")):
        return "moment"
    if is_fraction(kind):
        return "fraction"
    return {"VARCHAR": "text", "BOOLEAN": "flag"}.get(kind, "other")


def _type(kind: Kind, found: list[str]) -> str:
    """The type that a column takes over all files."""
    families = {_family(each) for each in found}
    if kind == "any" and families == {"list"}:
        return "VARCHAR[]"
    if kind == "number" and families <= KEPT[kind]:
        return "DOUBLE"
    return found[0] if len(set(found)) == 1 and families <= KEPT[kind] else "VARCHAR"


def _insert(
    duck: Duck, table: str, number: int, each: Header, columns: Sequence[tuple[str, str]], form: Format
) -> list[BadLine]:
    """Appends one file; `columns` are names in the file and types in the table."""
    try:
        if each.dialect is None:
            picked = ", ".join(_cell(ident(name), each.types[name], kind, ("",)) for name, kind in columns)
            duck.run(f"INSERT INTO {table} SELECT {picked} FROM {_read_parquet(each.file)}")
            return []
        places = {name: place for place, name in reversed(list(enumerate(each.dialect.columns)))}  # the first of equals
        picked = ", ".join(_cell(f"c{places[name]}", "VARCHAR", kind, missing(form)) for name, kind in columns)
        insert = f"INSERT INTO {table} SELECT {picked} FROM "
        try:
            duck.run(insert + _read_csv(each.file, each.dialect, strict=True))
        except Unreadable as error:
            if not error.form:
                raise
            # strict mode refuses a whole file whose line ends are mixed (DuckDB 2.0)
            duck.run(insert + _read_csv(each.file, each.dialect, strict=False))
            duck.warn(f"{each.file.shown} mixes forms of line ends or quotation marks; it was read leniently")
        return list(_bad_lines(duck, number, each.file, each.dialect))
    except Unreadable as error:
        raise UserError("file-unreadable", file=each.file.shown, reason=error) from None


def _cell(cell: str, found: str, made: str, nothing: Sequence[str]) -> str:
    """SQL of a cell as the table stores it."""
    if found == "VARCHAR":
        # neither IN nor list_contains: DuckDB 2.0 makes a join of them, and a join loses the order of the rows
        pattern = quoted("|".join(map(re.escape, nothing)))
        clean = f"CASE WHEN regexp_full_match(trim({cell}), {pattern}) THEN NULL ELSE trim({cell}) END"
        if any(text[:1].isdigit() for text in nothing):
            return clean
        # most cells are numbers or dates without blanks; trimming them all takes as long as reading the file
        return f"CASE WHEN ends_with({cell}, ' ') OR {cell} < '0' OR {cell} >= ':' THEN {clean} ELSE {cell} END"
    if found in ("FLOAT", "DOUBLE"):
        cell = f"CASE WHEN isnan({cell}) THEN NULL ELSE {cell} END"
    if made == "VARCHAR":
        return id_sql(f"({cell})", found)
    return cell if found == made else f"CAST({cell} AS {made})"


def _read_parquet(file: SourceFile) -> str:
    return f"read_parquet({literal(file.path)}, hive_partitioning = false)"


def _read_csv(file: SourceFile, dialect: Dialect, strict: bool) -> str:
    columns = ", ".join(f"c{place}: 'VARCHAR'" for place in range(len(dialect.columns)))
    options = {
        "columns": f"{{{columns}}}",
        "auto_detect": "false",
        "header": str(dialect.header).lower(),
        "delim": quoted(dialect.delimiter),
        "quote": quoted(dialect.quote),
        "escape": quoted(dialect.quote),
        "compression": quoted(file.packing),
        "store_rejects": "true",
        "rejects_limit": "0",
        "strict_mode": str(strict).lower(),
        "hive_partitioning": "false",
    }
    return f"read_csv({literal(file.path)}, {', '.join(f'{name} = {value}' for name, value in options.items())})"


def _bad_lines(duck: Duck, number: int, file: SourceFile, dialect: Dialect) -> Iterator[BadLine]:
    """The lines that the last read left out; the tables of rejects are dropped, for they gather over all reads."""
    found = duck.rows(
        "SELECT line, any_value(line_byte_position), any_value(csv_line) FROM reject_errors GROUP BY line ORDER BY line"
    )
    duck.run("DROP TABLE reject_errors")
    duck.run("DROP TABLE reject_scans")
    if not found:
        return
    lines = Lines.of(file, dialect.quote)
    for line, offset, text in found:
        # DuckDB counts a quoted line break as none, and starts a line at the empty lines before it
        empty = len(text) - len(text.lstrip("\r\n"))
        first = lines.at(offset - 1 + empty) if lines.plain and offset else line
        # an open quotation mark swallows whole lines after its own
        is_open = bool(dialect.quote) and text.count(dialect.quote) % 2 == 1
        parts = text.strip("\r\n").splitlines() if is_open else [text.strip("\r\n")]
        yield from (
            BadLine(number, first + place, part) for place, part in enumerate(parts) if part.strip() or not place
        )
