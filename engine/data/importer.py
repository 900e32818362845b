"""Import: the files that a recipe names become a dataset folder, whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from engine.data.duck import Duck
from engine.data.fingerprint import fingerprint
from engine.data.interactions import STAY, Events, read_interactions
from engine.data.item_table import Catalogue, read_items, write_items, write_plain_items
from engine.data.left_out import Reason, collect, summarise
from engine.data.log_writer import write_log
from engine.data.recipe import Interactions, Items, Join, Recipe, Users
from engine.data.sources import SourceFile, prepare, resolve
from engine.data.user_table import read_users, user_checks, write_users
from engine.errors import UserError
from engine.files import whole_folder
from engine.monitor import Monitor

__all__ = ["ImportReport", "Look", "import_dataset"]


@dataclass(frozen=True)
class ImportReport:
    """What an import made, and what it left out.

    Attributes:
        rows_in: interactions in the files, lines that could not be read included.
        rows_out: interactions stored; `rows_in` less the rows of `dropped`.
        users, items: sizes of the stored tables.
        span: first and last time, microseconds.
        dropped: why interactions were left out, the commonest reason first.
        tables: why rows of the catalogue and of the users' table were left out.
    """

    name: str
    hash: str
    rows_in: int
    rows_out: int
    users: int
    items: int
    span: tuple[int, int]
    level: str | None
    dropped: tuple[Reason, ...]
    tables: tuple[Reason, ...]


Look = Callable[[Duck, Events, Catalogue | None], None]
"""Looks at the tables of an import before they are let go of."""


def import_dataset(recipe: Recipe, into: Path, monitor: Monitor, look: Look | None = None) -> ImportReport:
    """Reads everything that a recipe names and stores it in a folder, which appears only once it is whole.

    Args:
        into: the dataset's folder; an older one there is replaced at the end.
        look: is shown the tables log, log_left, users, items and, with a catalogue, item_rows and item_left; whoever
            looks wants the line of every row that is left out.

    Raises:
        UserError: a source or a column is missing, a file cannot be read, nothing is left, or the folder cannot be
            written.
        Cancelled: the monitor said so; nothing is left behind.
    """
    into = into.absolute()
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix=".import.", dir=into.parent) as scratch,
            whole_folder(into) as folder,
            Duck(monitor, Path(scratch)) as duck,
        ):
            return _import(recipe, duck, folder, Path(scratch), monitor, look)
    except OSError as error:
        raise UserError("folder-unwritable", folder=into, reason=error.strerror or error) from None


def _import(
    recipe: Recipe, duck: Duck, folder: Path, scratch: Path, monitor: Monitor, look: Look | None
) -> ImportReport:
    duck.stage("looking at the files", 0.0, 0.05)
    sources = _sources(recipe)
    found = {name: resolve(each.source, recipe.folder) for name, each in sources.items()}
    stamps = {file: _stamp(file.path) for each in found.values() for file in each}
    files = {
        name: [ready for file in found[name] for ready in prepare(file, each.format.encoding, scratch, monitor)]
        for name, each in sources.items()
    }
    duck.confine([file.path for each in files.values() for file in each], scratch)
    duck.stage("reading the items", 0.05, 0.15)
    catalogue = None
    if recipe.items is not None:
        joined = [files[f"join {number}"] for number in range(len(recipe.items.join))]
        catalogue = read_items(duck, recipe.items, files["items"], joined)
    duck.stage("reading the interactions", 0.15, 0.55)
    events = read_interactions(duck, recipe.interactions, files["interactions"], catalogue)
    left = [collect(duck, "log_left", events.checks, events.loaded, "interactions", every_line=look is not None)]
    if not events.rows:
        raise _nothing(summarise(left[0]), files["interactions"][0])
    duck.stage("sorting the interactions", 0.55, 0.85)
    log_columns = write_log(duck, events, recipe.interactions.basket is not None, folder / "log", scratch)
    duck.stage("writing the items and users", 0.85, 0.95)
    if catalogue is None:
        cells = {name: each.cell for name, each in events.levels.items()}
        levels = write_plain_items(duck, cells, STAY, folder)
    else:
        levels = write_items(duck, catalogue, folder)
        left.append(collect(duck, "item_left", catalogue.checks, catalogue.loaded, "items"))
    names: list[str] = []
    if recipe.users is not None:
        table, names = read_users(duck, recipe.users, files["users"])
        left.append(collect(duck, "user_left", user_checks(recipe.users), table, "users"))
    write_users(duck, names, folder)
    if look is not None:
        look(duck, events, catalogue)
    duck.stage("checking what was stored", 0.95, 1.0)
    for file, stamp in stamps.items():
        if _stamp(file.path) != stamp:
            raise UserError("file-changed", file=file.shown)
    pq.write_table(pa.concat_tables(left), folder / "dropped.parquet", compression="zstd")
    report = _report(recipe, events, duck, folder, left)
    _describe(recipe, report, [level.name for level in levels], log_columns, events, folder)
    return report


def _sources(recipe: Recipe) -> dict[str, Interactions | Items | Join | Users]:
    """The tables that a recipe names: interactions, items, `join 0` and so on, users."""
    sources: dict[str, Interactions | Items | Join | Users] = {"interactions": recipe.interactions}
    if recipe.items is not None:
        sources["items"] = recipe.items
        sources |= {f"join {number}": join for number, join in enumerate(recipe.items.join)}
    if recipe.users is not None:
        sources["users"] = recipe.users
    return sources


def _stamp(file: Path) -> tuple[int, int] | None:
    """Size and time of a file, by which a change is seen; None where it is gone."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _nothing(dropped: tuple[Reason, ...], file: SourceFile) -> UserError:
    most = dropped[0]
    example = most.examples[0]
    place = f"{example.file}, line {example.line}" if example.line else example.file
    value = "empty" if example.value is None else f'"{example.value}"'
    return UserError("rows-all-left", file=file.shown, rows=most.rows, reason=most.sentence, place=place, value=value)


def _report(recipe: Recipe, events: Events, duck: Duck, folder: Path, left: list[pa.Table]) -> ImportReport:
    times = np.load(folder / "log" / "time.npy", mmap_mode="r")
    interactions = recipe.interactions
    relative, has_time = interactions.relative, interactions.has_time
    order = [f"order of {interactions.order_scope}"] if interactions.order is not None else []
    return ImportReport(
        name=recipe.name,
        hash=fingerprint(folder, f"level {recipe.level}", f"relative {relative}", f"has_time {has_time}", *order),
        rows_in=events.loaded.rows + len(events.loaded.bad),
        rows_out=events.rows,
        users=duck.row("SELECT count(*) FROM users")[0],
        items=duck.row("SELECT count(*) FROM items")[0],
        span=(int(times.min()), int(times.max())),
        level=recipe.level,
        dropped=summarise(left[0]),
        tables=summarise(pa.concat_tables(left[1:])) if left[1:] else (),
    )


def _describe(
    recipe: Recipe, report: ImportReport, levels: list[str], log_columns: list[str], events: Events, folder: Path
) -> None:
    """Writes recipe.toml and dataset.json."""
    interactions = recipe.interactions
    facts = asdict(report) | {
        "relative": interactions.relative,
        "has_time": interactions.has_time,
        "has_order": interactions.has_order,
        "levels": levels,
        "log_columns": log_columns,
        "row_levels": {
            name: {"column": each.column, "separator": each.separator} for name, each in events.levels.items()
        },
    }
    (folder / "recipe.toml").write_text(recipe.text, encoding="utf-8")
    (folder / "dataset.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")
