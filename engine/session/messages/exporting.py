"""What the export dialog asks, is told, and has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.session.messages.core import ExportLists, Query, RunId, StudyId

COLUMNS = ("run", "scope", "user", "rank", "item", "title", "category", "score", "probability", "hit", "reason")
FileFormat = Literal["csv", "parquet", "xlsx", "jsonl"]
Segment = Literal["all", "evaluated", "hit", "miss"]


@dataclass(frozen=True, slots=True)
class FileLayout:
    """How the lists stand in their file; see `engine.output.Layout`."""

    format: FileFormat = "csv"
    columns: tuple[str, ...] = COLUMNS
    delimiter: Literal["comma", "semicolon", "tab", "bar"] = "comma"
    decimal: Literal["point", "comma"] = "point"
    encoding: str = "utf-8"
    replace: bool = False
    neutralise: bool = False
    manifest: bool = False


@dataclass(frozen=True, slots=True)
class ExportFile(ExportLists):
    """Write a run's ranked lists in any layout. Result: `Exported`. `users`, if any, stand for the segment.

    Attributes:
        scopes: a file for each of them, beside each other, in the place of one file for `scope`.
    """

    segment: Segment = "all"
    layout: FileLayout = FileLayout()
    scopes: tuple[str, ...] = ()

    def files(self) -> dict[str, Path]:
        """What is written, by scope: lists.csv, or lists-cross.csv, lists-in.csv and so on."""
        if not self.scopes:
            return {self.scope: self.out}
        return {scope: self.out.with_name(f"{self.out.stem}-{scope}{self.out.suffix}") for scope in self.scopes}


@dataclass(frozen=True, slots=True)
class ExportRun:
    """A run whose lists can be exported; `empty` names the columns in which it has no values."""

    id: RunId
    name: str
    seed: int
    series: int
    scopes: tuple[str, ...]
    max_k: int
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportSource:
    """The runs of a study, and what the source calls the columns of users and items, where the recipe says so."""

    runs: tuple[ExportRun, ...]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportSourceQuery(Query[ExportSource]):
    study: StudyId


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The first rows as they will stand in the file, and how many there will be.

    Attributes:
        cells: column by column, in the order of the layout.
        rows: of all files.
        shoppers: whose lists they are.
        segments: shoppers of each segment at this depth.
    """

    cells: tuple[tuple[str, ...], ...]
    rows: int
    shoppers: int
    segments: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ExportPreviewQuery(Query[ExportPreview]):
    """What an export would write; its `out` is not looked at."""

    what: ExportFile
    count: int = 50


@dataclass(frozen=True, slots=True)
class ExportEstimate:
    """Bytes and seconds of a whole export, carried over from `measured` rows that were written to memory."""

    bytes: int
    seconds: float
    measured: int


@dataclass(frozen=True, slots=True)
class ExportEstimateQuery(Query[ExportEstimate]):
    """What an export would weigh and take."""

    what: ExportFile
