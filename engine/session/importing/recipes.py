"""Drafts completed by what was found of their files, so that the recipe says all that the window showed."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.data.probe import Probe
from engine.errors import UserError
from engine.files import write_text
from engine.monitor import Monitor
from engine.session.importing.drafts import (
    plain,
    recipe_folder,
    recipe_of,
    section,
    source_of,
    toml_of,
)
from engine.session.messages.importing import Draft, ImportDraft, RecipeQuery, RecipeView, TableName
from engine.session.problems import problem_of
from engine.workspace import Workspace

if TYPE_CHECKING:
    from engine.session.importing.desk import Looking

__all__ = ["recipe_view", "settled", "write_recipe"]

TABLES: tuple[TableName, ...] = ("interactions", "items")
KNOWN = ("utf-8", "utf-16")  # what an import finds by itself, the second by its mark
NUMBERS = ("quantity", "value", "rating")


def recipe_view(query: RecipeQuery, looking: Looking) -> RecipeView:
    """The recipe of a draft, or why it is none."""
    try:
        draft: Draft = settled(query.draft, looking)
    except UserError:
        draft = query.draft  # a file that cannot be read is told where it is looked at; the text can be shown
    folder = recipe_folder(draft)
    text = toml_of(draft, folder)
    try:
        recipe_of(draft, folder)
    except UserError as error:
        return RecipeView(text, problem_of(error))
    return RecipeView(text, None)


def settled(draft: Draft, looking: Looking) -> dict[str, Any]:
    """The draft with what an import could not find by itself: another encoding, no header, a reading in question.

    Raises:
        UserError: a file cannot be read, or a setting is not accepted.
    """
    made: dict[str, Any] = plain(draft)
    for table in TABLES:
        if source_of(draft, table) is None:
            continue
        file = looking.file(draft, table)
        if file.kind == "parquet":
            continue
        with looking.probe(draft, table) as probe:
            found = _found(probe, section(draft, table), table)
            if probe.form.encoding is None and probe.sample.encoding not in KNOWN:
                found["encoding"] = probe.sample.encoding
        if found:
            inner = dict(made[table])
            inner["format"] = {**found, **dict(inner.get("format") or {})}
            made[table] = inner
    return made


def _found(probe: Probe, values: dict[str, Any], table: TableName) -> dict[str, Any]:
    said = values.get("format") or {}
    found: dict[str, Any] = {}
    if probe.form.header is False and "header" not in said:
        found["header"] = False
    if table != "interactions":
        return found
    time = values.get("time")
    if isinstance(time, str) and "time_format" not in said:
        times = probe.times(time)
        if times is not None and times.open and times.readings[times.chosen].form:
            found["time_format"] = times.readings[times.chosen].form
    numbers = [values[role] for role in NUMBERS if isinstance(values.get(role), str)]
    if numbers and probe.marks.unclear:
        found["decimal"] = probe.marks.decimal
        if probe.marks.thousands:
            found["thousands"] = probe.marks.thousands
    return found


def write_recipe(job: ImportDraft, workspace: Workspace, monitor: Monitor) -> Path:
    """Writes the recipe of a draft where it is kept, and gives the file.

    One that is there already is never written over, unless the job names it.

    Raises:
        UserError: a file cannot be read, the draft is no recipe yet, or there is no place to write to.
    """
    from engine.session.importing.desk import ImportDesk, Looking

    with closing(ImportDesk(workspace)) as desk:
        draft = settled(job.draft, Looking(desk, monitor.checkpoint))
    name = recipe_of(draft, recipe_folder(draft)).name
    if job.recipe is not None:
        return _written(draft, job.recipe.absolute())
    with suppress(UserError):
        source = Path(source_of(draft, "interactions") or "").expanduser()
        if source.is_absolute() and source.parent.is_dir():
            return _written(draft, _free(draft, source.parent / f"{name}.toml"))
    return _written(draft, _free(draft, workspace.folder / "recipes" / f"{name}.toml"))


def _written(draft: Draft, file: Path) -> Path:
    recipe_of(draft, file.parent)
    text = toml_of(draft, file.parent)
    try:
        if not (file.is_file() and file.read_text(encoding="utf-8") == text):
            write_text(file, text)
    except OSError as error:
        raise UserError("out-unwritable", file=file, reason=(error.strerror or str(error)).lower()) from None
    return file


def _free(draft: Draft, file: Path) -> Path:
    """The file, or one with a number where another recipe has its name."""
    text, number = toml_of(draft, file.parent), 1
    place = file
    while place.exists():
        with suppress(OSError, UnicodeDecodeError):
            if place.read_text(encoding="utf-8") == text:
                return place
        number += 1
        place = file.with_name(f"{file.stem}-{number}{file.suffix}")
    return place
