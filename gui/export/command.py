"""The same export as a command: what can be typed instead, word by word and quoted for the shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from engine.session.messages.exporting import COLUMNS, ExportFile, FileFormat

__all__ = ["ENDINGS", "command_text", "command_words", "format_of"]

ENDINGS: dict[FileFormat, str] = {"csv": ".csv", "parquet": ".parquet", "xlsx": ".xlsx", "jsonl": ".jsonl"}


def format_of(file: Path) -> FileFormat:
    """The format that the command takes from a file's ending; CSV if it names none."""
    return next((name for name, ending in ENDINGS.items() if file.suffix.lower() == ending), "csv")


def command_words(what: ExportFile, workspace: Path | None) -> list[str]:
    """The command behind the program's name; what it would do anyway is left out.

    Args:
        workspace: None where it is the one that the command takes by itself.
    """
    layout = what.layout
    words = ["export", what.run, "--out", str(what.out), "--users", _users(what.users)]
    if what.segment != "all":
        words += ["--segment", what.segment]
    if what.k is not None:
        words += ["--k", str(what.k)]
    words += ["--scope", what.scope]
    if layout.columns != COLUMNS:
        words += ["--columns", ",".join(layout.columns)]
    if layout.format != format_of(what.out):
        words += ["--format", layout.format]
    if layout.format == "csv":
        words += _of_csv(what)
    if layout.manifest:
        words.append("--manifest")
    if workspace is not None:
        words += ["--workspace", str(workspace)]
    return words


def command_text(words: list[str]) -> str:
    """The whole line, as this program was started, quoted for the shell of this computer."""
    started = Path(sys.argv[0]).name
    program = ["crossaisle"] if started.startswith("crossaisle") else ["python", "main.py"]
    whole = [*program, *words]
    return subprocess.list2cmdline(whole) if os.name == "nt" else shlex.join(whole)


def _of_csv(what: ExportFile) -> list[str]:
    layout, words = what.layout, []
    if layout.delimiter != "comma":
        words += ["--delimiter", layout.delimiter]
    if layout.decimal != "point":
        words += ["--decimal", layout.decimal]
    if layout.encoding != "utf-8":
        words += ["--encoding", layout.encoding]
    if layout.replace:
        words.append("--replace")
    if layout.neutralise != (layout.encoding == "utf-8-sig"):
        words.append("--neutralise" if layout.neutralise else "--keep-formulas")
    return words


def _users(users: tuple[str, ...] | None) -> str:
    if users is None:
        return "all"
    return "all," if users == ("all",) else ",".join(users)  # a shopper may be called "all"
