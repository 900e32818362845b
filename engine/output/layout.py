"""How exported lists stand in their file: format, columns and their order, and what a text file needs to say."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UserError

__all__ = ["COLUMNS", "DECIMALS", "DELIMITERS", "FORMATS", "Layout", "format_of"]

COLUMNS = ("run", "scope", "user", "rank", "item", "title", "category", "score", "probability", "hit", "reason")
FORMATS = {"csv": ".csv", "parquet": ".parquet", "xlsx": ".xlsx", "jsonl": ".jsonl"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
DECIMALS = {"point": ".", "comma": ","}

# Python counts these among text encodings, yet what they write is no table any more.
NO_TABLE = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7")


@dataclass(frozen=True)
class Layout:
    """The written form of an export; the defaults are those of lists.csv.

    Attributes:
        format: a key of `FORMATS`.
        columns: some of `COLUMNS`, in the order of the file.
        delimiter, decimal: keys of `DELIMITERS` and `DECIMALS`; CSV only, as is all that follows but the manifest.
        encoding: a name that Python knows; "utf-8-sig" begins with the mark by which Excel recognises UTF-8.
        replace: write ? for a character that the encoding lacks, instead of refusing it.
        neutralise: put an apostrophe before texts that a spreadsheet would run as a formula.
        manifest: write FILE.manifest.json beside the file.

    Raises:
        UserError: a value that is none of those.
    """

    format: str = "csv"
    columns: tuple[str, ...] = COLUMNS
    delimiter: str = "comma"
    decimal: str = "point"
    encoding: str = "utf-8"
    replace: bool = False
    neutralise: bool = False
    manifest: bool = False

    def __post_init__(self) -> None:
        _check("format", self.format, FORMATS)
        _check("delimiter", self.delimiter, DELIMITERS)
        _check("decimal", self.decimal, DECIMALS)
        if not self.columns:
            raise UserError("columns-none", found=COLUMNS)
        for place, name in enumerate(self.columns):
            _check("columns", name, COLUMNS)
            if name in self.columns[:place]:
                raise UserError("column-twice", column=name)
        object.__setattr__(self, "encoding", _known(self.encoding))


def format_of(file: Path) -> str:
    """The format that a file's ending asks for; CSV if it names none."""
    return next((name for name, ending in FORMATS.items() if file.suffix.lower() == ending), "csv")


def _check(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise UserError("option-wrong", option=option, value=value, found=list(known))


def _known(encoding: str) -> str:
    """Python's own name of an encoding."""
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # fails for what is no text encoding, such as base64
    except (LookupError, UnicodeError, ValueError):
        raise UserError("encoding-none", encoding=encoding) from None
    if found.name.replace("_", "-") in NO_TABLE:
        raise UserError("encoding-none", encoding=encoding)
    return found.name
