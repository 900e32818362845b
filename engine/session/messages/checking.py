"""What the check of an import tells: what would be kept of the files, and what a recipe can do about the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.session.messages.acts import AsideJob
from engine.session.messages.core import Query
from engine.session.messages.importing import Draft


@dataclass(frozen=True, slots=True)
class Repair:
    """One choice of a finding: its code ("leave-out", "keep", "use-NAME", …) and the draft that it leads to."""

    code: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Example:
    """A row behind a finding: where it stands, its cells by column, and the column at fault ("" the whole line).

    The line is 0 where it is not known; a line that could not be read is one cell without a column.
    """

    file: str
    line: int
    cells: tuple[tuple[str, str], ...]
    at_fault: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the check saw.

    Attributes:
        code: the report's reason code, or one of the check's own: quantity-zero, quantity-negative, duplicates (rows
            that repeat another), times-odd (before 1990 or in the future), item-unlabelled (its item has no label at
            the level {column}), label-everywhere ({value} is on {number} % of the rows), labels-like-items (the level
            {column} has {number} labels, hardly fewer than items), not-products (labels of {column} such as {value}
            that name no goods), single-basket (counts shoppers).
        severity: "error" where a row cannot be read, "warning" where it is left out or doubtful, "info", "passed".
        values: what the sentences of the window name: column, value, number.
        rows: how many.
        left_out: whether they are left out as the draft stands.
        repairs: choices, the one in force first among them marked by `chosen`; one alone is no choice.
        examples: three rows.
    """

    code: str
    severity: Literal["error", "warning", "info", "passed"]
    values: Mapping[str, str]
    rows: int
    left_out: bool
    repairs: tuple[Repair, ...]
    chosen: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class LevelSight:
    """A level of the taxonomy: labels, and shoppers whom the cross question evaluates."""

    name: str
    labels: int
    evaluated: int


@dataclass(frozen=True, slots=True)
class CheckView:
    """What an import of the draft would give.

    Attributes:
        folder: of the checked dataset, for `SplitQuery` and `SaveDropped`; it goes with the session.
        rows_in, rows_out: of the interactions.
        findings: errors first, then by rows; passed checks last.
        counts: (what, in the files, kept) with what one of shoppers, items, categories, interactions, days.
        cut: of the default split, ISO date or "day 84"; "" where no split is possible.
        shoppers: with a history before it.
        novel: later purchases in categories new to the shopper, at the draft's level.
        levels: coarse to fine.
        level: the draft's.
        bytes: about what the dataset will take on disk.
        seconds: that the check took, which an import will take too.
    """

    folder: Path
    rows_in: int
    rows_out: int
    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, int, int], ...]
    cut: str
    shoppers: int
    novel: int
    levels: tuple[LevelSight, ...]
    level: str | None
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckImport(AsideJob):
    """Read everything as the draft says, without importing. Result: `CheckView`."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class RecheckQuery(Query[CheckView | None]):
    """The check of a draft that differs from the one checked in what it leaves out: told from the rows remembered.

    None where the files must be read again: anything else differs, or nothing would be left.
    """

    check: Path
    draft: Draft


@dataclass(frozen=True, slots=True)
class SaveDropped(AsideJob):
    """Write the rows that a check of the draft leaves out as CSV. Result: `Exported`.

    They are those that the check wrote down; of another draft all is read once more.
    """

    check: Path
    out: Path
    draft: Draft
