"""CSV text reads back as what it was made of, in any reader."""

from __future__ import annotations

import csv
import io

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from engine.output.text import decimals, header, numbers, quoted, repeated, write_rows

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


def parsed(*columns: pa.StringArray) -> list[list[str]]:
    stream = io.BytesIO()
    write_rows(stream, list(columns))
    return list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=20))
def test_any_text_reads_back(rows: list[tuple[str, str]]) -> None:
    columns = [quoted(pa.array(column, pa.string())) for column in zip(*rows, strict=True)]
    assert parsed(*columns) == [list(row) for row in rows]


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_a_32_bit_score_reads_back_to_the_bit(values: list[float]) -> None:
    column = np.array(values, np.float32)
    read = np.array([float(row[0]) for row in parsed(decimals(column), repeated("x", len(column)))], np.float32)
    np.testing.assert_array_equal(read, column)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_a_64_bit_mean_reads_back_to_the_bit(values: list[float]) -> None:
    column = np.array(values)
    read = [float(row[0]) for row in parsed(decimals(column), repeated("x", len(column)))]
    assert read == values


def test_a_text_without_special_characters_stays_bare() -> None:
    assert quoted(pa.array(["Item 7"])).to_pylist() == ["Item 7"]


def test_a_missing_text_and_a_missing_number_are_empty() -> None:
    assert quoted(pa.array([None], pa.string())).to_pylist() == [""]
    assert decimals(np.array([np.nan])).to_pylist() == [""]


def test_rows_of_a_slice_are_only_its_rows() -> None:
    column = quoted(pa.array(["a", "b", "c"])).slice(1, 2)
    assert parsed(column, numbers(np.array([1, 2]))) == [["b", "1"], ["c", "2"]]


def test_no_rows_write_nothing() -> None:
    stream = io.BytesIO()
    assert write_rows(stream, [repeated("a", 0), repeated("b", 0)]) == 0
    assert stream.getvalue() == b""


def test_the_header_is_not_quoted() -> None:
    assert header(("run", "k")) == b"run,k\n"
