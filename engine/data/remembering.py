"""Writes what a check remembers of every row, from the tables of its import; `CheckRows` reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.check_rows import OF_RATINGS
from engine.data.dataset import DAY
from engine.data.duck import Duck, ident, quoted
from engine.data.interactions import Events, log_columns
from engine.data.item_table import Catalogue, labels_sql
from engine.data.left_out import SHOWN
from engine.data.loading import Loaded, id_sql
from engine.data.recipe import Gap, Recipe
from engine.monitor import Monitor

__all__ = ["NOT_GOODS", "remember"]

Ints = npt.NDArray[np.int64]

GROUP = 1 << 13  # rows of a piece of rows.arrow: an example reads one
OLDEST = 7_305 * DAY  # 1990: a clock that was never set says 1970 or 1980
NOT_GOODS = (
    *("fuel", "coupon", "coupons", "gasoline", "postage", "postal", "shipping", "delivery", "freight", "fee", "fees"),
    *("deposit", "donation", "charity", "charitable", "giftcard", "voucher", "miscellaneous", "misc", "services"),
    *("运费", "邮费", "快递", "优惠券", "代金券", "礼品卡", "补差价", "押金", "服务费", "赠品"),
)


def remember(
    duck: Duck, recipe: Recipe, events: Events, catalogue: Catalogue | None, folder: Path, monitor: Monitor
) -> dict[str, Any]:
    """Writes arrays and cells of an import's tables, and gives the facts that go with them."""
    folder.mkdir()
    monitor.progress(0.0)
    arrays, facts = _log_arrays(duck, recipe, events, catalogue)
    monitor.progress(0.35)
    pieces = {"rows.arrow": _write_log_cells(duck, recipe, events, folder / "rows.arrow")}
    told: dict[str, Any] = {"levels": [], "choosable": [], "item_columns": [], "has_items": catalogue is not None}
    arrays["item_rows"] = np.zeros(0, np.int32)
    if catalogue is not None:
        found = duck.table("SELECT c.code FROM item_rows r LEFT JOIN any_items c ON c.key = r.id ORDER BY r.rowid")
        arrays["item_rows"] = found["code"].fill_null(-1).to_numpy().astype(np.int32)
        told["item_columns"], pieces["items.arrow"] = _write_item_cells(duck, catalogue, folder / "items.arrow")
        for name in _choosable_names(recipe):
            codes, shown, members = _choosable(duck, catalogue, name)
            arrays[f"column {len(told['choosable'])}"] = codes
            told["choosable"].append({"name": name, "shown": shown, "members": members})
        for name, columns in catalogue.items.levels.items():
            monitor.checkpoint()
            monitor.progress(0.7 + 0.3 * len(told["levels"]) / len(catalogue.items.levels))
            made, about = _level(duck, catalogue, columns, arrays, facts["item_count"])
            arrays |= {f"level {len(told['levels'])} {key}": array for key, array in made.items()}
            told["levels"].append({"name": name, "single": len(columns) == 1, **about})
    np.savez(folder / "arrays.npz", **arrays)  # type: ignore[arg-type]
    return {**facts, **told, "pieces": pieces}


def _log_arrays(
    duck: Duck, recipe: Recipe, events: Events, catalogue: Catalogue | None
) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    wanted = recipe.interactions
    of_items = " UNION ALL SELECT id FROM item_rows" if catalogue is not None else ""
    number = "CAST(row_number() OVER () - 1 AS INTEGER) AS code"
    duck.run(f'CREATE TABLE any_users AS SELECT key, {number} FROM (SELECT DISTINCT "user" AS key FROM log)')
    duck.run(
        f"CREATE TABLE any_items AS SELECT key, {number} FROM (SELECT DISTINCT item AS key FROM "
        f"(SELECT item FROM log{of_items}) WHERE item IS NOT NULL)"
    )
    quantity = next((each.value for each in events.columns if each.name == "quantity"), None)
    sign = f"CASE WHEN ({quantity}) = 0 THEN 0 WHEN ({quantity}) < 0 THEN -1 ELSE 1 END" if quantity else "1"
    ahead = int(dt.datetime.now(dt.UTC).timestamp() * 1e6) + DAY
    timed = wanted.time is not None and not isinstance(wanted.time, Gap)
    odd = f"coalesce(({events.time}) < {OLDEST} OR ({events.time}) > {ahead}, false)" if timed else "false"
    basket = (
        "CASE WHEN r.basket IS NULL THEN -1 ELSE CAST(hash(r.basket) >> 1 AS BIGINT) END" if wanted.basket else "-1"
    )
    soft = {place: each.code for place, each in enumerate(events.checks) if not each.in_line or each.code in OF_RATINGS}
    ratings = " ".join(f"WHEN {place} THEN {OF_RATINGS.index(c) + 1}" for place, c in soft.items() if c in OF_RATINGS)
    # 64 bits: any two of 20 million different rows have the same with a probability of 1e-5
    alike = ", ".join(f"r.{ident(each.name)}" for each in log_columns(wanted))
    table = duck.table(
        f'SELECT r.rowid AS "rows", u.code AS users, c.code AS items, CAST({events.time} AS BIGINT) AS times, '
        f"CAST({f'CASE l.reason {ratings} ELSE 0 END' if ratings else '0'} AS TINYINT) AS ratings, "
        f"CAST({sign} AS TINYINT) AS signs, {odd} AS odd_times, CAST({basket} AS BIGINT) AS baskets, "
        f'hash({alike}) AS alike FROM log r JOIN any_users u ON u.key = r."user" JOIN any_items c ON c.key = r.item '
        f"{events.joins} LEFT JOIN log_left l ON l.row = r.rowid "
        f"WHERE l.reason IS NULL OR l.reason IN ({', '.join(map(str, soft)) or -1}) ORDER BY 2, 4, 1"
    )
    arrays: dict[str, npt.NDArray[Any]] = {
        name: table[name].to_numpy() for name in table.column_names if name not in ("alike", "odd_times")
    }
    arrays["odd_times"] = table["odd_times"].to_numpy().astype(bool)
    arrays["twin_rows"], arrays["twins"] = _twins(table["alike"].to_numpy())
    single_by = wanted.basket or ("time" if wanted.time is not None else None)
    facts = {
        "user_count": int(duck.row("SELECT count(*) FROM any_users")[0]),
        "item_count": int(duck.row("SELECT count(*) FROM any_items")[0]),
        "columns": [each.source for each in log_columns(wanted)],
        "user": wanted.user,
        "quantity": wanted.quantity if quantity else None,
        "time": str(wanted.time) if timed else None,
        "basket": wanted.basket,
        "single_by": single_by,
    }
    return arrays, facts


def _twins(alike: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Places of the rows that have an equal one, with a number for each set of equals."""
    order = np.argsort(alike, kind="stable")
    same = alike[order][1:] == alike[order][:-1]
    member = np.concatenate([same, [False]]) | np.concatenate([[False], same])
    numbers = np.cumsum(~np.concatenate([[False], same]))
    return order[member], numbers[member]


def _write_log_cells(duck: Duck, recipe: Recipe, events: Events, file: Path) -> list[int]:
    types = events.loaded.types
    cells = [id_sql(f"r.{ident(each.name)}", types[each.name]) for each in log_columns(recipe.interactions)]
    picked = ", ".join(f"left(CAST({cell} AS VARCHAR), {SHOWN}) AS x{place}" for place, cell in enumerate(cells))
    return _write_cells(duck, f"SELECT {picked} FROM log r ORDER BY r.rowid", events.loaded, None, file)


def _write_item_cells(duck: Duck, catalogue: Catalogue, file: Path) -> tuple[list[str], list[int]]:
    cells = catalogue.cells
    names = [catalogue.items.item, *(name for name in cells if name != catalogue.items.item)]
    picked = ", ".join(f"left(CAST(r.{cells[name].sql} AS VARCHAR), {SHOWN}) AS x{at}" for at, name in enumerate(names))
    places = duck.table("SELECT pos FROM item_rows ORDER BY rowid")["pos"].to_numpy()
    sql = f"SELECT {picked} FROM item_rows r ORDER BY r.rowid"
    return names, _write_cells(duck, sql, catalogue.loaded, places, file)


def _write_cells(duck: Duck, sql: str, loaded: Loaded, places: Ints | None, file: Path) -> list[int]:
    """Writes texts with the file and line that each row starts in, and gives the first row of every piece."""
    if places is None:
        places = np.arange(loaded.rows)
    shown = pa.array([each.file.shown for each in loaded.headers], pa.string())
    lines, files = loaded.lines_of(places), loaded.files_of(places)
    done, pieces = 0, list[int]()
    with ExitStack() as stack:
        writer: pa.ipc.RecordBatchFileWriter | None = None

        def take(batch: pa.RecordBatch) -> None:
            nonlocal writer, done
            here = slice(done, done + len(batch))
            batch = batch.append_column("file", shown.take(pa.array(files[here])))
            batch = batch.append_column("line", pa.array(lines[here]))
            if writer is None:
                options = pa.ipc.IpcWriteOptions(compression="lz4")
                writer = stack.enter_context(pa.ipc.new_file(str(file), batch.schema, options=options))
            for begin in range(0, len(batch), GROUP):
                writer.write_batch(batch.slice(begin, GROUP))
                pieces.append(done + begin)
            done += len(batch)

        duck.batches(sql, GROUP * 128, take)
    return pieces


def _choosable_names(recipe: Recipe) -> list[str]:
    assert recipe.items is not None
    of_levels = [column for columns in recipe.items.levels.values() for column in columns]
    return list(dict.fromkeys([*of_levels, *recipe.items.drop, *recipe.items.require]))


def _choosable(duck: Duck, catalogue: Catalogue, name: str) -> tuple[npt.NDArray[np.int32], list[str], list[list[str]]]:
    cell = catalogue.cells[name]
    listed = cell.kind.endswith("[]")
    told = f"CAST({cell.sql} AS VARCHAR)"
    members = f"CAST({cell.sql} AS VARCHAR[])" if listed else f"[{id_sql(cell.sql, cell.kind)}]"
    column = duck.table(f"SELECT {told} AS told FROM item_rows ORDER BY rowid")["told"].combine_chunks()
    coded = column.dictionary_encode()
    found = dict(
        duck.rows(f"SELECT {told}, any_value({members}) FROM item_rows WHERE {cell.sql} IS NOT NULL GROUP BY 1")
    )
    shown = coded.dictionary.to_pylist()
    codes = coded.indices.fill_null(-1).to_numpy().astype(np.int32)
    return codes, shown, [[each for each in found[text] if each is not None] for text in shown]


def _level(
    duck: Duck, catalogue: Catalogue, columns: Sequence[str], arrays: Mapping[str, npt.NDArray[Any]], items: int
) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    borne = labels_sql(
        [catalogue.cells[name] for name in columns], "(SELECT rowid AS place, * FROM item_rows)", "place"
    )
    table = duck.table(f"SELECT place, label FROM ({borne}) ORDER BY 1, 2")
    words, longer = "|".join(NOT_GOODS), quoted(r"\w\W+\w+\W+\w")  # of three words: "crackers/misc bread" is food
    pattern = quoted(f"(^|.*[^a-z])({words})([^a-z].*|$)")
    odd = duck.rows(
        f"SELECT label, regexp_full_match(lower(label), {pattern}) AND NOT regexp_matches(label, {longer}) "
        f"FROM (SELECT DISTINCT label FROM ({borne})) ORDER BY 1"
    )
    names = [row[0] for row in odd]
    place_of = {name: place for place, name in enumerate(names)}
    coded = table["label"].combine_chunks().dictionary_encode()
    translated = np.array([place_of[name] for name in coded.dictionary.to_pylist()], np.int64)
    codes = translated[coded.indices.to_numpy()] if len(table) else np.zeros(0, np.int64)
    rows = table["place"].to_numpy()
    named = arrays["item_rows"][rows] >= 0
    rows, codes = rows[named], codes[named]
    width = np.int64(max(1, len(names)))
    keys, pairs = np.unique(arrays["item_rows"][rows] * width + codes, return_inverse=True)
    pair_items, pair_codes = keys // width, keys % width
    indptr = np.searchsorted(pair_items, np.arange(items + 1))
    counts = np.diff(indptr)[arrays["items"]]
    entry_rows = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(entry_rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    entry_pairs = indptr[arrays["items"][entry_rows]] + within
    by_label = arrays["users"][entry_rows] * width + pair_codes[entry_pairs]
    order = np.argsort(by_label, kind="stable")
    fresh = np.concatenate([[True], np.diff(by_label[order]) != 0])[: len(order)]
    made = {
        "rows": rows.astype(np.int32),
        "codes": codes.astype(np.int32),
        "pairs": pairs.astype(np.int32),
        "pair_items": pair_items.astype(np.int32),
        "pair_codes": pair_codes.astype(np.int32),
        "entry_rows": entry_rows[order].astype(np.int32),
        "entry_pairs": entry_pairs[order].astype(np.int32),
        "starts": np.flatnonzero(fresh),
    }
    return made, {"names": names, "odd": [bool(row[1]) for row in odd]}
