"""The catalogue of an import: joins, rows left out, titles, category labels; written as items.parquet and taxonomy/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from engine.data.duck import Duck, quoted
from engine.data.left_out import Check, mark
from engine.data.loading import Column, Header, Loaded, check_columns, header, id_sql, load, missing
from engine.data.recipe import Format, Items, Join
from engine.data.sources import SourceFile
from engine.data.taxonomy import Level
from engine.data.vocabulary import make_vocabulary
from engine.errors import UserError

__all__ = ["Catalogue", "labels_sql", "read_items", "told", "write_items", "write_plain_items"]

FIELDS = ("title", "drop", "require")
JOIN_ON, JOIN_COLUMNS = "[[items.join]] on", "[[items.join]] columns"


@dataclass(frozen=True)
class Cell:
    """One column of the catalogue as `item_rows` has it: its SQL name, DuckDB type, and how its file is written."""

    sql: str
    kind: str
    form: Format


@dataclass(frozen=True)
class Catalogue:
    """What `read_items` made: the tables item_rows, item_left, item_fates, and the vocabulary items.

    Attributes:
        cells: column, as the files call it → its place in item_rows, joined columns included.
        checks: why rows of the catalogue were left out; `item_left.reason` is a place here.
    """

    items: Items
    loaded: Loaded
    cells: dict[str, Cell]
    checks: tuple[Check, ...]

    def checks_of_log(self, item: str) -> tuple[list[Check], str]:
        """Checks for interactions whose item did not survive, and the join that they need.

        An item none of whose rows survived takes the reason of its first row.

        Args:
            item: SQL of the interaction's item.
        """
        gone = "i.code IS NULL"
        checks = [
            Check(check.code, check.column, f"{gone} AND f.fate = {number}", "f.value", in_line=False)
            for number, check in enumerate(self.checks)
        ]
        join = f"LEFT JOIN items i ON i.key = {item} LEFT JOIN item_fates f ON f.id = {item}"
        return [*checks, Check("item-unknown", None, gone, item, in_line=False)], join


def read_items(
    duck: Duck, items: Items, files: Sequence[SourceFile], joined: Sequence[Sequence[SourceFile]]
) -> Catalogue:
    """Reads the catalogue and numbers the items that survive drop and require.

    Args:
        files: the prepared files of the source.
        joined: those of every join.

    Raises:
        UserError: a column is missing, a file cannot be read, or no item is left.
    """
    named = _named(items)
    headers = [header(duck, file, items.format, list(named)) for file in files]
    further = [_look(duck, join, each) for join, each in zip(items.join, joined, strict=True)]
    taken = {name for _, names in further for name in names}
    own = _shared(headers)
    own += [name for name in named if name not in own and name not in taken]  # missing: `load` says so
    columns = [Column("id", items.item, "[items] item", "id")]
    columns += [Column(f"c{place}", name, named.get(name, "[items]")) for place, name in enumerate(own)]
    loaded = load(duck, "item_source", headers, columns, items.format)
    cells = {name: Cell(f"c{place}", loaded.types[f"c{place}"], items.format) for place, name in enumerate(own)}
    _join(duck, items, further, cells)
    checks = _checks(items, cells)
    mark(duck, "item_left", "item_rows r", checks, "CAST(NULL AS VARCHAR)", "r.id", "r.pos")
    _warn_of_idle_drops(duck, items, cells)
    stay = "SELECT DISTINCT id AS key FROM item_rows r ANTI JOIN item_left l ON l.row = r.rowid"
    if not make_vocabulary(duck, "items", stay):
        raise UserError("items-none", file=files[0].shown)
    duck.run(
        "CREATE TABLE item_fates AS SELECT item AS id, arg_min(reason, row) AS fate, arg_min(value, row) AS value "
        "FROM item_left WHERE item IS NOT NULL GROUP BY item"
    )
    return Catalogue(items, loaded, cells, tuple(checks))


def write_items(duck: Duck, catalogue: Catalogue, folder: Path) -> list[Level]:
    """Writes items.parquet (id, title, levels, other columns) and taxonomy/, and gives the levels.

    An item of several rows takes the union of their labels and the first value that is there of all else.
    """
    items = catalogue.items
    duck.run(
        "CREATE TABLE item_kept AS SELECT i.code, r.rowid AS row, r.* FROM item_rows r JOIN items i ON i.key = r.id "
        "ANTI JOIN item_left l ON l.row = r.rowid"
    )
    count = duck.row("SELECT count(*) FROM items")[0]
    levels = [
        _level(duck, place, name, [catalogue.cells[column] for column in columns], count)
        for place, (name, columns) in enumerate(items.levels.items())
    ]
    for level in levels:
        level.save(folder / "taxonomy")
    rest = {name: cell.sql for name, cell in catalogue.cells.items() if name not in items.levels and name != items.item}
    firsts = {f"x{place}": sql for place, sql in enumerate(rest.values())}
    if items.title:
        parts = ", ".join(f"CAST({catalogue.cells[name].sql} AS VARCHAR)" for name in items.title)
        firsts["title"] = f"nullif(concat_ws(' ', {parts}), '')"
    picked = "".join(f", arg_min({sql}, row) AS {name}" for name, sql in firsts.items())
    table = duck.table(f"SELECT code{picked} FROM item_kept GROUP BY code ORDER BY code")
    stored = {"id": _ids(duck)}
    if items.title:
        stored["title"] = table["title"].cast(pa.string())
    stored |= {_free(level.name, stored): _labels(level) for level in levels}
    stored |= {_free(name, stored): table[f"x{place}"] for place, name in enumerate(rest)}
    pq.write_table(pa.table(stored), folder / "items.parquet", compression="zstd")
    return levels


def write_plain_items(duck: Duck, cells: Mapping[str, Cell], stay: str, folder: Path) -> list[Level]:
    """Writes items.parquet (id, levels) and taxonomy/ for a recipe without a catalogue, and gives the levels.

    Args:
        cells: level → its column of the interactions.
        stay: SQL of the interactions that stay, as `r`.
    """
    stored: dict[str, pa.Array] = {"id": _ids(duck)}
    levels = []
    if cells:
        picked = ", ".join(f"r.{cell.sql}" for cell in cells.values())
        duck.run(f"CREATE VIEW item_kept AS SELECT i.code, {picked} FROM {stay} JOIN items i ON i.key = r.item")
        levels = [
            _level(duck, place, name, [cell], len(stored["id"])) for place, (name, cell) in enumerate(cells.items())
        ]
    for level in levels:
        level.save(folder / "taxonomy")
        stored[_free(level.name, stored)] = _labels(level)
    pq.write_table(pa.table(stored), folder / "items.parquet", compression="zstd")
    return levels


def _named(items: Items) -> dict[str, str]:
    """Columns that the recipe names → the field that names them first."""
    named = {items.item: "[items] item"}
    for level in items.levels.values():
        named = dict.fromkeys(level, "[items] category") | named
    for field in FIELDS:
        named = dict.fromkeys(getattr(items, field), f"[items] {field}") | named
    return {name: JOIN_ON for join in items.join for name in join.on} | named


def _shared(headers: Sequence[Header]) -> list[str]:
    """The columns that all files of a source have, in the order of the first."""
    return [name for name in headers[0].types if all(name in each.types for each in headers)]


def _look(duck: Duck, join: Join, files: Sequence[SourceFile]) -> tuple[list[Header], list[str]]:
    """A joined source and the columns to take from it."""
    headers = [header(duck, file, join.format, [*join.on, *(join.columns or ())]) for file in files]
    check_columns(headers, [*_keys(join), *(Column(name, name, JOIN_COLUMNS) for name in join.columns or ())])
    return headers, join.columns or [name for name in _shared(headers) if name not in join.on]


def _keys(join: Join) -> list[Column]:
    return [Column(f"k{place}", name, JOIN_ON, "id") for place, name in enumerate(join.on)]


def _join(duck: Duck, items: Items, further: Sequence[tuple[list[Header], list[str]]], cells: dict[str, Cell]) -> None:
    """Makes item_rows (pos, id, columns) from item_source and the joins, and adds the joined columns to `cells`."""
    source, order = "item_source s", "s.rowid"
    home = {name: f"s.{cell.sql}" for name, cell in cells.items()}
    for number, (join, (headers, names)) in enumerate(zip(items.join, further, strict=True)):
        shown, alias = headers[0].file.shown, f"j{number}"
        for name in join.on:
            if name not in home:
                raise UserError("column-missing", file=items.source, column=name, found=list(home), field=JOIN_ON)
        if doubled := [name for name in names if name in cells]:
            raise UserError("join-doubled", file=shown, column=doubled[0])
        values = [Column(f"{alias}c{place}", name, JOIN_COLUMNS) for place, name in enumerate(names)]
        loaded = load(duck, f"join{number}", headers, [*_keys(join), *values], join.format)
        pairs = zip(_keys(join), (id_sql(home[name], cells[name].kind) for name in join.on), strict=True)
        source += (
            f" LEFT JOIN join{number} {alias} ON {' AND '.join(f'{alias}.{key.name} = {own}' for key, own in pairs)}"
        )
        order += f", {alias}.rowid"
        if not duck.row(f"SELECT count({alias}.rowid) FROM {source}")[0]:
            raise UserError("join-none", file=shown, on=join.on, source=items.source)
        cells |= {each.source: Cell(each.name, loaded.types[each.name], join.format) for each in values}
        home |= {each.source: f"{alias}.{each.name}" for each in values}
    picked = ", ".join(["s.rowid AS pos", "s.id", *home.values()])
    duck.run(f"CREATE TABLE item_rows AS SELECT {picked} FROM {source} ORDER BY {order}")


def _checks(items: Items, cells: Mapping[str, Cell]) -> list[Check]:
    checks = [Check("key-missing", items.item, "r.id IS NULL")]
    for name, values in items.drop.items():
        listed = ", ".join(quoted(told(value)) for value in values)
        sql, kind = f"r.{cells[name].sql}", cells[name].kind
        hit = f"list_has_any({sql}, [{listed}])" if kind.endswith("[]") else f"{id_sql(sql, kind)} IN ({listed})"
        if values:
            checks.append(Check("item-dropped", name, hit, sql))
    for name in items.require:
        sql, kind = f"r.{cells[name].sql}", cells[name].kind
        empty = f"coalesce(len({sql}), 0) = 0" if kind.endswith("[]") else f"{sql} IS NULL"
        checks.append(Check("item-incomplete", name, empty))
    return checks


def _warn_of_idle_drops(duck: Duck, items: Items, cells: Mapping[str, Cell]) -> None:
    """A misspelt value would leave nothing out without a word."""
    for name, values in items.drop.items():
        found = (
            f"SELECT unnest({cells[name].sql})" if cells[name].kind.endswith("[]") else f"SELECT {_text(cells[name])}"
        )
        known = {row[0] for row in duck.rows(f"SELECT DISTINCT * FROM ({found} FROM item_rows)")}
        for value in values:
            if told(value) not in known:
                duck.warn(f'no item has {name} = "{told(value)}", which [items] drop leaves out')


def told(value: str | bool | int | float) -> str:
    """A value of the recipe as a file would write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _level(duck: Duck, place: int, name: str, cells: Sequence[Cell], count: int) -> Level:
    """The labels of one level over all its columns, lists and rows."""
    duck.run(f"CREATE TABLE labels{place} AS {labels_sql(cells, 'item_kept', 'code')}")
    make_vocabulary(duck, f"level{place}", f"SELECT DISTINCT label AS key FROM labels{place}")
    names = duck.table(f"SELECT id FROM level{place} ORDER BY code")["id"].cast(pa.string()).combine_chunks()
    joined = f"labels{place} l JOIN level{place} v ON v.key = l.label"
    pairs = duck.table(f"SELECT l.code AS item, v.code AS label FROM {joined} ORDER BY 1, 2")
    lengths = np.bincount(pairs["item"].to_numpy(), minlength=count)
    indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Level(name, names, indptr, pairs["label"].to_numpy().astype(np.int32))


def labels_sql(cells: Sequence[Cell], table: str, key: str) -> str:
    """SQL of the distinct labels, `label`, of every `key` of a table over columns, lists and rows."""
    parts = []
    for cell in cells:
        separator = cell.form.list_separator
        if cell.kind.endswith("[]"):
            label = f"unnest({cell.sql})"
        elif separator is not None:
            label = f"unnest(string_split({_text(cell)}, {quoted(separator)}))"
        else:
            label = _text(cell)
        nothing = ", ".join(quoted(text) for text in (missing(cell.form) if separator is not None else ("",)))
        parts.append(
            f"SELECT DISTINCT {key}, trim(label) AS label FROM (SELECT {key}, {label} AS label FROM {table}) "
            f"WHERE trim(label) NOT IN ({nothing})"
        )
    return " UNION ".join(parts)


def _text(cell: Cell) -> str:
    return id_sql(cell.sql, cell.kind)


def _labels(level: Level) -> pa.Array:
    """The labels of every item: text where no item has two, else lists."""
    lengths = np.diff(level.indptr)
    if lengths.max(initial=0) <= 1:
        codes = np.full(len(lengths), -1, np.int32)
        codes[lengths == 1] = level.codes
        return level.names.take(pa.array(codes, mask=codes < 0))
    return pa.ListArray.from_arrays(pa.array(level.indptr.astype(np.int32)), level.names.take(pa.array(level.codes)))


def _ids(duck: Duck) -> pa.Array:
    return duck.table("SELECT id FROM items ORDER BY code")["id"].cast(pa.string()).combine_chunks()


def _free(name: str, stored: Mapping[str, object]) -> str:
    """The column's name, or, where the stored table uses it for something of its own, a free one."""
    return name if name not in stored else _free(f"{name} (source)", stored)
