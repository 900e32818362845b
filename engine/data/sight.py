"""What a check saw beside the report of its import."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Row", "Seen", "Sight"]


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
        values: (reason, column) → its values, where three or fewer make up all rows that are left out for it.
        seen: the check's own findings.
    """

    in_files: dict[str, int] = field(default_factory=dict)
    examples: dict[tuple[str, str, str | None], tuple[Row, ...]] = field(default_factory=dict)
    values: dict[tuple[str, str | None], tuple[str, ...]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
