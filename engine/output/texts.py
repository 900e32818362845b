"""Typed rows as the texts that a reader of the file sees: numbers shortened, lists joined, formulas made harmless."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from engine.output.layout import DECIMALS, Layout

__all__ = ["harmless", "json_texts", "shortest", "texts"]

# What spreadsheets run, after OWASP's "CSV Injection", full-width forms included; a plain number is left alone, so
# that ids such as -5 stay what they are.
FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]"
NUMBER = "^[+-]?[0-9]+([.,][0-9]+)?$"


def texts(rows: pa.Table, layout: Layout) -> list[pa.StringArray]:
    """The cells of every column; "" where there is no value. What CSV quotes is not quoted yet."""
    return [_text(name, rows[name].combine_chunks(), layout) for name in rows.column_names]


def harmless(cells: pa.StringArray) -> pa.StringArray:
    """Texts with an apostrophe before what a spreadsheet would run."""
    risky = pc.and_not(pc.match_substring_regex(cells, FORMULA), pc.match_substring_regex(cells, NUMBER))
    if not pc.any(risky).as_py():
        return cells
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)


def shortest(values: pa.Array) -> pa.StringArray:
    """Decimals as the shortest text that gives the same number again; null stays null."""
    return pc.cast(values, pa.string())


def json_texts(cells: pa.StringArray) -> pa.StringArray:
    """Texts as JSON writes them."""
    import json

    cells = pc.replace_substring(pc.replace_substring(cells, "\\", "\\\\"), '"', '\\"')
    if pc.any(pc.match_substring_regex(cells, "[\\x00-\\x1f]")).as_py():
        for code in range(32):
            cells = pc.replace_substring(cells, chr(code), json.dumps(chr(code))[1:-1])
    return pc.binary_join_element_wise('"', cells, '"', "")


def _text(name: str, values: Any, layout: Layout) -> pa.StringArray:
    kind = values.type
    if layout.format == "jsonl":
        return _json_cell(values)
    if pa.types.is_floating(kind):
        cells = pc.fill_null(shortest(values), "")
        point = DECIMALS[layout.decimal] if layout.format == "csv" else "."
        return cells if point == "." else pc.replace_substring(cells, ".", point)
    if pa.types.is_boolean(kind):
        if layout.format == "parquet":
            return pc.if_else(values, "true", "false")
        return pc.if_else(values, "1", "0")
    if pa.types.is_integer(kind):
        return pc.cast(values, pa.string())
    if pa.types.is_list(kind):
        values = pc.binary_join(values, "|")
    cells = pc.fill_null(values, "")
    return harmless(cells) if layout.neutralise and layout.format == "csv" else cells


def _json_cell(values: Any) -> pa.StringArray:
    """A column as JSON values."""
    kind = values.type
    if pa.types.is_boolean(kind):
        return pc.if_else(values, "true", "false")
    if pa.types.is_list(kind):
        held = pa.ListArray.from_arrays(values.offsets, json_texts(values.values))
        joined = pc.binary_join_element_wise("[", pc.binary_join(held, ", "), "]", "")
        return pc.if_else(pc.is_null(values), "null", joined)
    cells = json_texts(values) if pa.types.is_string(kind) else pc.cast(values, pa.string())
    return pc.fill_null(cells, "null")
