"""Changes of a draft: a recipe as plain nested values, never changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.session.messages.importing import ColumnRole, Draft, TableName

__all__ = [
    "SINGLE",
    "format_of",
    "source_of",
    "with_format",
    "with_guesses",
    "with_level",
    "with_name",
    "with_role",
    "with_sources",
]

# Roles that one column has; the others may have several.
SINGLE: Mapping[TableName, tuple[str, ...]] = {
    "interactions": ("user", "item", "time", "basket", "event", "quantity", "value", "rating", "fold"),
    "items": ("item",),
}
SEVERAL: Mapping[TableName, tuple[str, ...]] = {"interactions": ("keep",), "items": ("category", "title")}


def source_of(draft: Draft, table: TableName) -> str:
    """The source of a table, empty where the draft has none."""
    return str(_section(draft, table).get("source", ""))


def format_of(draft: Draft, table: TableName) -> Mapping[str, Any]:
    """What the draft says of a table's format."""
    found = _section(draft, table).get("format")
    return found if isinstance(found, Mapping) else {}


def with_sources(draft: Draft, interactions: str, items: str) -> dict[str, Any]:
    """Another file for a table; what was said of a file goes with it only while it stays in its place."""
    made = {key: value for key, value in draft.items() if key not in ("interactions", "items")}
    wanted: tuple[tuple[TableName, str], ...] = (("interactions", interactions), ("items", items))
    for table, source in wanted:
        if source:
            kept = source_of(draft, table) == source
            made[table] = dict(_section(draft, table)) if kept else {"source": source}
    return made


def with_format(draft: Draft, table: TableName, name: str, value: Any) -> dict[str, Any]:
    """A setting of a format; None leaves it to be found."""
    form = {key: kept for key, kept in format_of(draft, table).items() if key != name}
    if value is not None:
        form[name] = value
    return _with(draft, table, {**_section(draft, table), "format": form})


def with_role(
    draft: Draft, table: TableName, column: str, role: str, columns: Sequence[ColumnRole] = ()
) -> dict[str, Any]:
    """Gives a column a role, or none, and takes a role that only one may have from the column that had it.

    Args:
        columns: of the table; a further category takes its place among the levels by its number of labels.
    """
    section = dict(_section(draft, table))
    for single in SINGLE[table]:
        held = section.get(single)
        if held == column or (isinstance(held, Mapping) and column in held.values()):
            del section[single]
    for several in SEVERAL[table]:
        left = [name for name in _names(section.get(several)) if name != column]
        section.pop(several, None)
        if left:
            section[several] = left
    if role in SINGLE[table]:
        section[role] = column
    elif role:
        names = [*_names(section.get(role)), column]
        section[role] = _by_labels(names, columns) if role == "category" else names
    if "level" in section and section["level"] not in _names(section.get("category")):
        del section["level"]
    return _with(draft, table, section)


def with_guesses(draft: Draft, table: TableName, columns: Sequence[ColumnRole]) -> dict[str, Any]:
    """Takes the roles that were guessed, for a table that names none yet."""
    section = _section(draft, table)
    if any(role in section for role in (*SINGLE[table], *SEVERAL[table])):
        return dict(draft)
    made = dict(draft)
    for column in columns:
        if column.guess:
            made = with_role(made, table, column.name, column.guess, columns)
    return made


def with_level(draft: Draft, level: str) -> dict[str, Any]:
    """The level that a study takes if it names none."""
    return _with(draft, "items", {**_section(draft, "items"), "level": level})


def with_name(draft: Draft, name: str) -> dict[str, Any]:
    """The dataset's name."""
    return {**draft, "name": name}


def _section(draft: Draft, table: TableName) -> Mapping[str, Any]:
    found = draft.get(table)
    return found if isinstance(found, Mapping) else {}


def _with(draft: Draft, table: TableName, section: Mapping[str, Any]) -> dict[str, Any]:
    return {**draft, table: dict(section)}


def _names(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value or ())


def _by_labels(names: list[Any], columns: Sequence[ColumnRole]) -> list[Any]:
    """Coarse to fine: by the number of labels, where it is known of all."""
    labels = {column.name: column.distinct for column in columns}
    known = all(isinstance(name, str) and name in labels for name in names)
    return sorted(names, key=lambda name: labels[name]) if known else names
