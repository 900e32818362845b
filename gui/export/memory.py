"""What the person last exported with, kept with the window's settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QStandardPaths

from engine.session.messages.exporting import COLUMNS, FileLayout

__all__ = ["folder", "keep", "layout"]

# What a spreadsheet on the same desk reads: the first export of most people.
FIRST = FileLayout(encoding="utf-8-sig", neutralise=True, manifest=True)
OF_ALL = ("format", "columns", "manifest")  # the rest are options of CSV


def layout() -> FileLayout:
    """The last layout; what is kept of columns that do not exist any more is left out."""
    settings, found = QSettings(), {}
    for field in fields(FileLayout):
        kept = settings.value(f"export/{field.name}")
        default = getattr(FIRST, field.name)
        found[field.name] = default if kept is None else _read(kept, default)
    found["columns"] = tuple(name for name in found["columns"] if name in COLUMNS) or COLUMNS
    return FileLayout(**found)


def folder() -> Path:
    """Where the last export went, else the person's documents."""
    kept = QSettings().value("export/folder")
    if kept and Path(str(kept)).is_dir():
        return Path(str(kept))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home())


def keep(used: FileLayout, into: Path) -> None:
    """Remembers a layout and a folder; another format leaves the options of CSV alone."""
    settings = QSettings()
    for field in fields(used):
        if used.format != "csv" and field.name not in OF_ALL:
            continue  # what CSV was last written with stands until the next CSV
        value = getattr(used, field.name)
        settings.setValue(f"export/{field.name}", ",".join(value) if isinstance(value, tuple) else value)
    settings.setValue("export/folder", str(into))


def _read(kept: Any, default: Any) -> Any:
    if isinstance(default, bool):
        return str(kept).lower() == "true"
    if isinstance(default, tuple):
        return tuple(str(kept).split(","))
    return str(kept)
