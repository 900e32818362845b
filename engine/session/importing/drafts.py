"""A draft as a recipe: checked, worded as TOML, and completed by what was found of its files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.data.recipe import Format, Recipe
from engine.data.refusal import refusal
from engine.session.messages.importing import Draft, TableName

__all__ = ["columns_of", "format_of", "plain", "recipe_folder", "recipe_of", "section", "source_of", "toml_of"]

CALLED = "the recipe"
ORDER = ("source", "user", "item", "time", "category", "level", "title")
FOUND = ("encoding", "delimiter", "decimal", "thousands", "time_format")  # "" leaves them to be found
EMPTY: tuple[Any, ...] = (None, {}, [], ())


def plain(value: Any) -> Any:
    """Mappings and sequences as dicts and lists, without what is empty."""
    if isinstance(value, Mapping):
        made = {str(key): plain(inner) for key, inner in value.items()}
        return {key: inner for key, inner in made.items() if not _says_nothing(key, inner)}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, Path) else value


def _says_nothing(key: str, value: Any) -> bool:
    return key != "na" and (value in EMPTY or (value == "" and key in FOUND))


def section(draft: Draft, table: TableName) -> dict[str, Any]:
    """What a draft says of a table; empty where it says nothing."""
    found = plain(draft.get(table) or {})
    return found if isinstance(found, dict) else {}


def source_of(draft: Draft, table: TableName) -> str | None:
    """The source of a table."""
    source = section(draft, table).get("source")
    return source if isinstance(source, str) else None


def format_of(draft: Draft, table: TableName) -> Format:
    """How a draft says that a table is written.

    Raises:
        UserError: a setting is not accepted.
    """
    values = section(draft, table).get("format") or {}
    try:
        return Format.model_validate(values)
    except ValidationError as error:
        raise refusal(error, values, Format, CALLED, (table, "format")) from None


def columns_of(draft: Draft, table: TableName) -> list[str]:
    """The columns that a draft names for a table."""
    found: list[str] = []
    for key, value in section(draft, table).items():
        if key in ("source", "format", "level", "min_rating", "join"):
            continue
        if key == "drop":
            found += value
        elif isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            found += [inner for each in value for inner in (each if isinstance(each, list) else [each])]
        elif isinstance(value, dict):
            found += [str(inner) for name, inner in value.items() if name != "unit"]
    return list(dict.fromkeys(found))


def recipe_folder(draft: Draft) -> Path:
    """The folder of the interactions, where their recipe goes if it can be written; else the working directory."""
    source = source_of(draft, "interactions")
    folder = Path(source).expanduser().absolute().parent if source else Path.cwd()
    return folder if folder.is_dir() else Path.cwd()  # a package is no folder to write to


def toml_of(draft: Draft, folder: Path) -> str:
    """The draft as a recipe file in a folder; sources inside the folder are written relative to it."""
    import tomlkit

    values = plain(draft)
    document = tomlkit.document()
    document.add("name", values.pop("name", ""))
    for name in ("interactions", "items", "users"):
        if isinstance(values.get(name), dict):
            document.add(tomlkit.nl())
            document.add(name, _table(values.pop(name), folder))
    for name, value in values.items():
        document.add(name, tomlkit.item(value))
    return tomlkit.dumps(document)


def recipe_of(draft: Draft, folder: Path) -> Recipe:
    """The recipe that `toml_of` words.

    Raises:
        UserError: a field is missing or not accepted.
    """
    return Recipe.parse(toml_of(draft, folder), folder, CALLED)


def _table(values: dict[str, Any], folder: Path) -> Any:
    import tomlkit

    table = tomlkit.table()
    first = [name for name in ORDER if name in values]
    rest = [name for name in values if name not in first and not isinstance(values[name], dict)]
    inner = [name for name in values if name not in first and isinstance(values[name], dict)]
    for name in (*first, *rest):
        value = values[name]
        if name == "source":
            value = _relative(value, folder)
        if isinstance(value, dict):
            cells = tomlkit.inline_table()
            cells.update(value)
            table.add(name, cells)
        elif name == "join" and isinstance(value, list):
            joins = tomlkit.aot()
            for join in value:
                joins.append(_table(join, folder))
            table.add(name, joins)
        else:
            table.add(name, value)
    for name in inner:
        table.add(name, _table(values[name], folder))
    return table


def _relative(source: str, folder: Path) -> str:
    path = Path(source)
    if not path.is_absolute():
        return source
    try:
        found = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return source
    return source if found.startswith("..") else Path(found).as_posix()
