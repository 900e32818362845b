"""Words of the export dialog: formats, marks, encodings, segments, sizes and remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from engine.session.messages.exporting import ExportRun, FileFormat
from gui import words

__all__ = [
    "UNICODE",
    "absolute",
    "decimals",
    "delimiters",
    "encodings",
    "file_stem",
    "files",
    "format_note",
    "formats",
    "missing",
    "remarks",
    "segments",
    "weight",
]

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "gb18030")  # these hold every character
translate = QCoreApplication.translate


def formats() -> list[tuple[str, str]]:
    return [
        ("csv", "CSV"),
        ("parquet", "Parquet"),
        ("xlsx", "Excel"),
        ("jsonl", translate("ExportDialog", "JSON lines")),
    ]


def delimiters() -> list[tuple[str, str]]:
    return [
        ("comma", translate("ExportDialog", "Comma")),
        ("semicolon", translate("ExportDialog", "Semicolon")),
        ("tab", translate("ExportDialog", "Tab")),
        ("bar", translate("ExportDialog", "Bar")),
    ]


def decimals() -> list[tuple[str, str]]:
    return [("point", translate("ExportDialog", "Point")), ("comma", translate("ExportDialog", "Comma"))]


def encodings() -> list[tuple[str, str]]:
    return [
        ("utf-8-sig", translate("ExportDialog", "UTF-8 for Excel")),
        ("utf-8", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("gb18030", "GB18030"),
        ("big5", "Big5"),
        ("shift_jis", "Shift-JIS"),
        ("cp1252", "Windows-1252"),
    ]


def missing() -> list[tuple[str, str]]:
    """What becomes of characters that an encoding lacks."""
    return [
        ("refuse", translate("ExportDialog", "Stops the export")),
        ("replace", translate("ExportDialog", "Written as ?")),
    ]


def files(scopes: int) -> list[tuple[str, str]]:
    """One file, or one for each scope of a run."""
    return [
        ("one", translate("ExportDialog", "One file")),
        ("scope", translate("ExportDialog", "One a scope ({0})").format(scopes)),
    ]


def segments(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Segments with the shoppers of each, once they are known."""
    texts = [
        ("evaluated", translate("ExportDialog", "Evaluated")),
        ("hit", translate("ExportDialog", "With hits")),
        ("miss", translate("ExportDialog", "Without hits")),
    ]
    return [(key, f"{text}  {words.count(counts[key])}" if key in counts else text) for key, text in texts]


def format_note(name: FileFormat) -> str:
    """What is to know of a format that has no options."""
    notes = {
        "parquet": translate(
            "ExportDialog",
            "Typed columns for Python, R and DuckDB; categories and reasons are lists.",
        ),
        "xlsx": translate(
            "ExportDialog",
            "Ids and titles are stored as texts, so no formula runs. From row 1,048,576 on, a further sheet begins.",
        ),
        "jsonl": translate(
            "ExportDialog", "One object a line in UTF-8; categories and reasons are lists, what is not there is null."
        ),
    }
    return notes.get(name, "")


def remarks(run: ExportRun, columns: Mapping[str, str]) -> dict[str, str]:
    """What stands beside a column: its name in the source, or that this run leaves it empty."""
    empty = translate("ExportDialog", "empty for this run")
    return dict(columns) | dict.fromkeys(run.empty, empty)


def weight(size: int) -> str:
    """4755661 → 4.8 MB."""
    return QLocale.c().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat).replace("bytes", "B")


def file_stem(run: str, scope: str) -> str:
    """A name for the file that every system takes."""
    return re.sub(r'[\s<>:"/\\|?*\x00-\x1f]+', "-", f"{run}-{scope}".lower()).strip("-.")[:80] or "lists"


def absolute(text: str, home: Path) -> Path:
    """What is typed as a path; one without a folder lies in `home`."""
    typed = Path(text.strip()).expanduser()
    return typed if typed.is_absolute() else home / typed
