"""Rows of a file's sample as they are read, with what is wrong in them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.data.date_readings import Times
from engine.data.numerals import number_sql_of
from engine.data.probe import Facts, Probe
from engine.session.messages.importing import PreviewRow, RowsFrom

__all__ = ["Preview", "preview"]

ROWS = 200
RAW = 5  # lines shown as they stand
SPOTS = 25  # places of the file that rows are shown from
CELL = 300  # characters of a cell
NUMBERS = ("quantity", "value", "rating")


@dataclass(frozen=True)
class Preview:
    """What is shown of a sample.

    Attributes:
        quoted: lines of the sample with a quotation mark.
        missing: empty cells and such as mean that, in the rows that are shown.
    """

    rows: tuple[PreviewRow, ...]
    raw: tuple[tuple[int, str], ...]
    quoted: int
    missing: int


@dataclass(frozen=True)
class _Fault:
    place: int
    code: str
    condition: str


def preview(probe: Probe, values: Mapping[str, Any], time: str, times: Times | None, rows_from: RowsFrom) -> Preview:
    """Some rows of a sample.

    Args:
        values: what the draft says of the table.
        time: column of times.
    """
    faults = _faults(probe, values, time, times)
    picked = _picked(probe, faults, rows_from)
    shown = _read(probe, picked, faults, time, times)
    bad = _bad(probe) if rows_from in ("failing", "across") else []
    rows = sorted([*shown, *bad[: ROWS // 4 if rows_from == "across" else ROWS]], key=lambda each: each.line)[:ROWS]
    raw, quoted = _raw(probe, [row.line for row in rows])
    return Preview(tuple(rows), raw, quoted, sum(not cell for row in shown for cell in row.cells))


def _faults(probe: Probe, values: Mapping[str, Any], time: str, times: Times | None) -> list[_Fault]:
    """What can be wrong with a row, as the import would have it."""
    found = []
    for place, facts in enumerate(probe.columns):
        cell = facts.cell
        if facts.name == values.get("user"):
            found.append(_Fault(place, "user-missing", f"{cell} IS NULL"))
        elif facts.name == values.get("item"):
            code = "item-missing" if "user" in values else "key-missing"
            found.append(_Fault(place, code, f"{cell} IS NULL"))
        elif facts.name == time and times is not None:
            sql = times.readings[times.chosen].sql
            found.append(_Fault(place, "time-missing", f"{cell} IS NULL"))
            found.append(_Fault(place, "time-unreadable", f"({sql}) IS NULL"))
        elif facts.name in [values.get(role) for role in NUMBERS] or _is_number(facts):
            sql = number_sql_of(facts.cell, facts.kind, probe.marks.decimal, probe.marks.thousands)
            found.append(_Fault(place, "number-unreadable", f"{cell} IS NOT NULL AND ({sql}) IS NULL"))
    return found


def _is_number(facts: Facts) -> bool:
    return facts.type == "decimal" and facts.kind == "VARCHAR"


def _picked(probe: Probe, faults: list[_Fault], rows_from: RowsFrom) -> npt.NDArray[np.int64]:
    rows = probe.loaded.rows
    if rows_from == "failing":
        if not faults:
            return np.empty(0, np.int64)
        wrong = " OR ".join(f"coalesce({each.condition}, false)" for each in faults)
        found = probe.duck.rows(f"SELECT r.rowid FROM log r WHERE {wrong} ORDER BY 1 LIMIT {ROWS}")
        return np.array([row[0] for row in found], np.int64)
    if rows <= ROWS or rows_from == "start":
        return np.arange(min(rows, ROWS))
    if rows_from == "end":
        return np.arange(rows - ROWS, rows)
    each = ROWS // SPOTS
    starts = np.linspace(0, rows - each, SPOTS).astype(np.int64)
    return np.unique((starts[:, None] + np.arange(each)).ravel())


def _read(
    probe: Probe, picked: npt.NDArray[np.int64], faults: list[_Fault], time: str, times: Times | None
) -> list[PreviewRow]:
    if not len(picked):
        return []
    cells = [_shown(probe, each, time, times) for each in probe.columns]
    codes = [f"coalesce({each.condition}, false)" for each in faults]
    listed = ", ".join(map(str, picked.tolist()))
    columns = [f"{sql} AS x{place}" for place, sql in enumerate(cells)]
    columns += [f"{sql} AS f{place}" for place, sql in enumerate(codes)]
    table = probe.duck.table(f"SELECT {', '.join(columns)} FROM log r WHERE r.rowid IN ({listed}) ORDER BY r.rowid")
    lines = probe.lines_of(picked)
    texts = [[(value or "")[:CELL] for value in table[f"x{place}"].to_pylist()] for place in range(len(cells))]
    wrong = [table[f"f{place}"].to_pylist() for place in range(len(codes))]
    made = []
    for row, line in enumerate(lines.tolist()):
        found: dict[int, str] = {}
        for each, flags in zip(faults, wrong, strict=True):
            if flags[row]:
                found.setdefault(each.place, each.code)
        made.append(PreviewRow(line, tuple(column[row] for column in texts), found))
    return made


def _shown(probe: Probe, facts: Facts, time: str, times: Times | None) -> str:
    """SQL of a cell as it is shown: times as ISO, numbers with a point; what cannot be read as it stands."""
    sql: str | None = None
    if facts.name == time and times is not None:
        form = "%Y-%m-%d" if times.days_only else "%Y-%m-%d %H:%M:%S"
        sql = f"strftime(make_timestamp({times.readings[times.chosen].sql}), '{form}')"
    elif _is_number(facts) and (probe.marks.decimal, probe.marks.thousands) != (".", ""):
        mark, group = probe.marks.decimal, probe.marks.thousands.replace("'", "''")
        read = number_sql_of(facts.cell, facts.kind, probe.marks.decimal, probe.marks.thousands)
        bare = f"replace({facts.cell}, '{group}', '')" if group else facts.cell
        sql = f"CASE WHEN ({read}) IS NOT NULL THEN replace({bare}, '{mark}', '.') END"
    return f"coalesce({sql}, {facts.cell})" if sql else facts.cell


def _bad(probe: Probe) -> list[PreviewRow]:
    """Lines that are no rows, cut into cells as far as that goes."""
    dialect = probe.dialect
    if dialect is None:
        return []
    width, made = len(dialect.columns), []
    for each in probe.loaded.bad:
        text = each.text
        if dialect.quote and len(dialect.delimiter) == 1:
            try:
                cells = next(csv.reader([text], delimiter=dialect.delimiter, quotechar=dialect.quote), [])
            except csv.Error:
                cells = [text]
        else:
            cells = text.split(dialect.delimiter)
        line = int(probe.sample.places[min(each.line, len(probe.sample.places)) - 1])
        padded = (*(cell[:CELL] for cell in cells[:width]), *[""] * (width - len(cells)))
        fault = min(len(cells), width) - 1
        made.append(PreviewRow(line, padded, {max(0, fault): "bad-line"}))
    return made


def _raw(probe: Probe, lines: list[int]) -> tuple[tuple[tuple[int, str], ...], int]:
    """The header and some of the lines that are shown, as they stand; and lines with a quotation mark."""
    dialect = probe.dialect
    if dialect is None:
        return (), 0
    whole = probe.sample.text()
    texts = whole.split("\n")
    quoted = sum(dialect.quote in text for text in texts) if dialect.quote and dialect.quote in whole else 0
    every = max(1, len(lines) // (RAW - 1))
    wanted = [1, *lines[::every]][:RAW]
    places = np.searchsorted(probe.sample.places, np.array(wanted, np.int64))
    found = {}
    for line, place in zip(wanted, places.tolist(), strict=True):
        if place < len(texts) and probe.sample.places[min(place, len(probe.sample.places) - 1)] == line:
            found[line] = texts[place].rstrip("\r")[:2_000]
    return tuple(sorted(found.items())), quoted
