"""Numbers: marks are found by trying, and asked for where two readings differ."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck, quoted
from engine.data.numerals import number_sql
from engine.data.recipe import Format
from engine.errors import UserError


def read(duck: Duck, *cells: str | None, form: Format | None = None, kind: str = "VARCHAR") -> list[float | None]:
    listed = ", ".join("(NULL)" if cell is None else f"({quoted(cell)})" for cell in cells)
    duck.run(f"CREATE OR REPLACE TABLE log AS SELECT CAST(c AS {kind}) AS price FROM (VALUES {listed}) v(c)")
    sql = number_sql(duck, "log", "price", kind, form or Format(), "[interactions.format]", "price")
    return [row[0] for row in duck.rows(f"SELECT {sql} FROM log r ORDER BY rowid")]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1", "-2.5", "1e3", ".5", "+4"], [1, -2.5, 1000, 0.5, 4]),
        (["1,5", "-2,25", "3"], [1.5, -2.25, 3]),
        (["1,234.50", "12", "1,000,000"], [1234.5, 12, 1e6]),
        (["1.234,50", "12"], [1234.5, 12]),
        (["1 234,50", "12"], [1234.5, 12]),
        (["1'234.50", "12"], [1234.5, 12]),
    ],
)
def test_marks_are_found(duck: Duck, cells: list[str], numbers: list[float]) -> None:
    assert read(duck, *cells) == numbers


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_python_writes_is_read_back(duck: Duck, numbers: list[float]) -> None:
    assert read(duck, *map(repr, numbers)) == numbers


def test_a_thousand_or_one_and_a_bit_is_asked_for(duck: Duck) -> None:
    with pytest.raises(UserError, match=r"price can be read in several ways, for example 1,234, 5,678\."):
        read(duck, "1,234", "5,678")


def test_a_given_mark_settles_it(duck: Duck) -> None:
    assert read(duck, "1,234", form=Format(decimal=",")) == [1.234]
    assert read(duck, "1,234", form=Format(thousands=",")) == [1234]
    assert read(duck, "1.234", form=Format(decimal=",", thousands=".")) == [1234]


def test_an_unreadable_number_is_null_and_does_not_change_the_marks(duck: Duck) -> None:
    assert read(duck, "1.5", "two", None) == [1.5, None, None]


@pytest.mark.parametrize("cell", ["inf", "-inf", "nan", "1e300"])
def test_what_float32_cannot_hold_is_unreadable(duck: Duck, cell: str) -> None:
    assert read(duck, "1", cell) == [1, None]


def test_typed_numbers_are_taken_as_they_are(duck: Duck) -> None:
    assert read(duck, "1.25", None, kind="DECIMAL(9,2)") == [1.25, None]
    assert read(duck, "inf", "2", kind="DOUBLE") == [None, 2]
