"""What the import wizard asks and is told. A draft is a recipe as plain nested values, with absolute sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from engine.session.messages.acts import AsideJob
from engine.session.messages.core import Problem, Query

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Draft = Mapping[str, Any]
"""Shaped like RECIPE.toml: {"name": …, "interactions": {"source": …, "user": …, "format": {…}}, "items": {…}}.

It may lack roles until the last step; what `format` leaves out is found by trying."""

TableName = Literal["interactions", "items"]
RowsFrom = Literal["start", "end", "across", "failing"]


# Files


@dataclass(frozen=True, slots=True)
class FileGuess:
    """A file that was dropped or chosen.

    Attributes:
        kind: "csv", "tsv", "parquet", …; "" where it cannot be read.
        table: what it seems to be.
        columns: names, as found.
        rows: an estimate from the first megabytes for text, exact for Parquet.
        problem: why it cannot be imported; the other fields are then empty.
    """

    path: Path
    kind: str
    bytes: int
    table: TableName
    columns: tuple[str, ...]
    rows: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class FilesView:
    """The files, and the first draft: sources, roles as guessed, a free dataset name."""

    files: tuple[FileGuess, ...]
    draft: Draft


@dataclass(frozen=True, slots=True)
class FilesQuery(Query[FilesView]):
    """What these files are; folders and unknown kinds come back with a problem."""

    paths: tuple[Path, ...]


# Format


@dataclass(frozen=True, slots=True)
class FormatSetting:
    """One setting of a text file.

    Attributes:
        name: field of the recipe's format: encoding, delimiter, quote, header, decimal, thousands, na.
        value: what is in force, as the recipe would write it; "" is none, a header is "true" or "false", and the
            texts of na are joined by a comma (the empty cell is always among them).
        chosen: whether the draft names it; else it was found.
        choices: values that make sense, the value in force among them.
        evidence: code of a sentence of the window. Of encoding "valid", "marked" (by a byte order mark), "invalid" with
            the lines that are not so written; of delimiter "fields" with the fields of a line, "one-field"; of quote
            "none-used", "used" with the lines; of header "names", "numbered" (columns are called column1, column2, …),
            "looks-like-data"; of decimal and thousands "in-columns" with their number, "none-seen", "ambiguous" with
            the columns that can be read in several ways; of na "none-seen", "seen" with the cells.
        count: the number in that sentence, -1 where it has none. Of a large file only parts are looked at.
        good: whether the evidence speaks for the value.
    """

    name: str
    value: str
    chosen: bool
    choices: tuple[str, ...]
    evidence: str
    count: int
    good: bool


@dataclass(frozen=True, slots=True)
class DateReading:
    """One way to read the times of a file.

    Attributes:
        format: as the recipe's `time_format` takes it; "" is ISO 8601, which needs none.
        order: "day-first", "month-first", "year-first", or "" for another kind.
        example: the example as this reading understands it, ISO; "" where it cannot.
        share: of the values that exist as dates, 0 to 1.
        breaks: how often the file's times run backwards under this reading.
    """

    format: str
    order: str
    example: str
    share: float
    breaks: int


@dataclass(frozen=True, slots=True)
class TimesView:
    """How a time column is read, with a question where two readings stand.

    Attributes:
        column: its name.
        example: a value that tells the readings apart, as it stands in the file.
        readings: the best first; one alone is no question.
        chosen: index of the one in force.
        weeks: int64, rows a week under it.
        first, last: ISO dates of the whole span.
        longest_gap: days without a row; -1 where only parts of the file were read, which cannot tell.
    """

    column: str
    example: str
    readings: tuple[DateReading, ...]
    chosen: int
    weeks: npt.NDArray[np.int64]
    first: str
    last: str
    longest_gap: int


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it is read: line number (row number for Parquet), cells as shown, faults by column with a code.

    Beyond the first 32 MB of a text file the line is an estimate.
    """

    line: int
    cells: tuple[str, ...]
    faults: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class FormatView:
    """A file as it stands and as it is read.

    Attributes:
        settings: empty for Parquet.
        raw: (line number, text) of some lines, the header first.
        delimiter: to be tinted in them.
        columns: (name, type) with type one of integer, decimal, text, date, "date and time".
        rows: at most 200.
        lines: of the whole file; beyond 32 MB an estimate, rounded to three digits.
        seconds: that this took.
        times: of the time column, if the draft names or the guess finds one.
    """

    settings: tuple[FormatSetting, ...]
    raw: tuple[tuple[int, str], ...]
    delimiter: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[PreviewRow, ...]
    lines: int
    seconds: float
    times: TimesView | None


@dataclass(frozen=True, slots=True)
class FormatQuery(Query[FormatView]):
    draft: Draft
    table: TableName
    rows_from: RowsFrom = "across"


# Roles


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """A column with the role that the draft gives it ("" none) and the one that was guessed.

    Roles of interactions: user, item, time, basket, event, quantity, value, rating, fold, keep; of items: item,
    category, title. Several columns may be category (coarse to fine), title or keep.
    """

    name: str
    type: str
    samples: tuple[str, ...]
    distinct: int  # in the sampled rows
    role: str
    guess: str


@dataclass(frozen=True, slots=True)
class RolesView:
    """Columns of both tables, how far their ids match, and what stands in the way.

    Attributes:
        interactions_rows, items_rows: the first rows of each file.
        matched: share of the sampled interactions whose item is in the items; NaN without two tables.
        missing: roles that are needed and have no column: user, item, and items-item, the item of the items.
        advice: codes of what is missed without: time, category, title.
    """

    interactions: tuple[ColumnRole, ...]
    items: tuple[ColumnRole, ...]
    interactions_rows: tuple[PreviewRow, ...]
    items_rows: tuple[PreviewRow, ...]
    matched: float
    missing: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolesQuery(Query[RolesView]):
    draft: Draft


# Split and summary


@dataclass(frozen=True, slots=True)
class SplitView:
    """A cut on the checked data.

    Attributes:
        weeks: int64, interactions a week over the whole span.
        first, last: ISO dates, or "day 0".
        validation_start, test_start, test_end: the same; "" where the past is too short.
        evaluated: (level, shoppers evaluated in cross), coarse to fine.
        shoppers: with a history before the cut.
        by_date: (test_start, evaluated at the draft's level) for some cuts across the span.
    """

    weeks: npt.NDArray[np.int64]
    first: str
    last: str
    validation_start: str
    test_start: str
    test_end: str
    evaluated: tuple[tuple[str, int], ...]
    shoppers: int
    by_date: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SplitQuery(Query[SplitView]):
    """`test_start` and `validation_start` as ISO dates; None is the default split.

    Attributes:
        check: of the draft, or of one that differs from it in what `RecheckQuery` can tell.
    """

    check: Path
    draft: Draft
    test_start: str | None = None
    validation_start: str | None = None


@dataclass(frozen=True, slots=True)
class RecipeView:
    """The recipe of a draft as TOML, or why it is none."""

    toml: str
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class RecipeQuery(Query[RecipeView]):
    draft: Draft


@dataclass(frozen=True, slots=True)
class ImportDraft(AsideJob):
    """Write the draft's recipe to a file and import it. Result: the dataset's name.

    Attributes:
        recipe: where the recipe goes; None is NAME.toml beside the interactions, or in the workspace's folder
            `recipes` where that cannot be written.
    """

    draft: Draft
    recipe: Path | None = None


# What has been imported


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """Rows that an import left out: (table, reason code, column, rows), the commonest first."""

    reasons: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class LeftOutQuery(Query[LeftOutView]):
    """Why rows of a dataset's files are not in it."""

    dataset: str
