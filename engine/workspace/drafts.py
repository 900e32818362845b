"""Study files: read, named, written as TOML without losing a value, and kept in the workspace."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import UserError
from engine.files import write_text
from engine.workspace.workspace import Workspace

__all__ = ["draft_toml", "drafts_folder", "file_text", "keep_draft", "line_of", "read_draft", "study_name"]

LONGEST = 120  # bytes of a name: a study's folder adds a date to it, and file systems end at 255
STAMP = re.compile(r"-\d{8}-\d{6}(-\d+)?$")  # of the folders of studies
STRANGE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")


def drafts_folder(workspace: Workspace) -> Path:
    """Where study files are kept."""
    return workspace.folder / "drafts"


def study_name(file: Path) -> str:
    """The name of the study in a file: the file's own without its ending.

    The copy in a study's folder is called study.toml; its study keeps the name that it was begun under, which is that
    of the folder without its date, so that the copy can be resumed.
    """
    if file.name == "study.toml" and (file.parent / "study.json").is_file():
        return STAMP.sub("", file.parent.name)
    return file.stem


def file_text(file: Path) -> str:
    """The text of a study file.

    Raises:
        UserError: it is missing, or cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError("file-missing", file=file) from None
    except UnicodeDecodeError:
        raise UserError("file-unreadable", file=file, reason="it is not UTF-8") from None
    except OSError as error:
        raise UserError("file-unreadable", file=file, reason=(error.strerror or str(error)).lower()) from None


def draft_toml(values: Mapping[str, Any]) -> str:
    """A study's values as TOML, nothing added and nothing left out; None is what is not there."""
    import tomlkit

    document = tomlkit.document()
    plain = {name: value for name, value in values.items() if not isinstance(value, Mapping) and name != "models"}
    for name, value in plain.items():
        if value is not None:
            document.add(name, tomlkit.item(_plain(value)))
    for name, value in values.items():
        if isinstance(value, Mapping) and (kept := _table(value)) is not None:
            document.add(name, kept)
    models = values.get("models")
    if isinstance(models, list | tuple) and all(isinstance(model, Mapping) for model in models):
        tables = tomlkit.aot()
        for model in models:
            tables.append(_table(model) or tomlkit.table())
        if models:
            document.add("models", tables)
    elif models is not None:
        document.add("models", tomlkit.item(_plain(models)))
    return tomlkit.dumps(document)


def read_draft(text: str, file: Path | str = "The study") -> dict[str, Any]:
    """The values of a study's text.

    Raises:
        UserError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError("file-unreadable", file=file, reason=f"it is no TOML, {error}") from None


def keep_draft(workspace: Workspace, name: str, text: str) -> Path:
    """Writes a study file into the workspace.

    Args:
        workspace: its folder is all that is used; the caller knows that it may be written.
        name: how a person calls it; the file's name, and with it the study's.

    Returns:
        the file; one of the same name and content is taken as it is, one of another content is never overwritten.

    Raises:
        UserError: the name cannot be a file's, or the folder cannot be written.
    """
    folder, stem = drafts_folder(workspace), _checked(name)
    number = 1
    while True:
        file = folder / (f"{stem}.toml" if number == 1 else f"{stem} {number}.toml")
        try:
            if not file.exists():
                write_text(file, text)
            if file.read_text(encoding="utf-8") == text:
                return file
        except UnicodeDecodeError:
            pass
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UserError("folder-unwritable", folder=folder, reason=reason) from None
        number += 1


def line_of(text: str, field: str) -> int:
    """The line of a study's text, from 1, that a field such as "models.2.epochs" stands in; 0 where none does."""
    parts = field.split(".")
    table, key = parts[:-1], parts[-1]
    at: list[str] = []
    seen: dict[str, int] = {}
    header = 0
    for number, line in enumerate(text.splitlines(), 1):
        if found := HEADER.match(line):
            name = found[2]
            seen[name] = seen.get(name, 0) + (found[1] == "[[")
            at = [*name.split("."), *([str(seen[name])] if found[1] == "[[" else [])]
            header = number if at in (table, parts) else header
        elif at == table and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line):
            return number
        elif len(table) > len(at) and at == table[: len(at)] and re.match(rf"\s*{re.escape(table[len(at)])}\b", line):
            return number  # an inline table
    return header


def _checked(name: str) -> str:
    stem = name.strip()
    reason = ""
    if not stem or not stem.strip("."):
        reason = "it is empty"
    elif found := STRANGE.search(stem):
        reason = f"a file's name cannot hold {found[0]!r}"
    elif stem.startswith("."):
        reason = "it begins with a dot"
    elif len(stem.encode()) > LONGEST:
        reason = f"it is longer than {LONGEST} bytes"
    if reason:
        raise UserError("config-field", file="The study", field="name", value=_short(stem), reason=reason)
    return stem


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _table(values: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for name, value in values.items():
        if value is None:
            continue
        if isinstance(value, Mapping):
            inner = tomlkit.inline_table()
            inner.update({key: _plain(each) for key, each in value.items() if each is not None})
            if inner:
                table.add(name, inner)
        else:
            table.add(name, tomlkit.item(_plain(value)))
    return table if table.value else None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.datetime | dt.date | dt.time | str | int | float):
        return value
    return str(value)
