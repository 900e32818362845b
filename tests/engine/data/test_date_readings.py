"""How a column's times can be read, and what speaks for it."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.data.date_readings import Times, looks_like_dates, read_times
from engine.data.duck import Duck, quoted
from engine.data.moments import all_readings
from engine.errors import UserError

SOME = dt.datetime(2023, 11, 24, 13, 45, 50, 120_000, tzinfo=dt.UTC)


def read(duck: Duck, *values: str | None, form: str | None = None) -> Times | None:
    listed = ", ".join(f"({quoted(value)})" if value is not None else "(NULL)" for value in values)
    duck.run(f"CREATE OR REPLACE TABLE log AS SELECT * FROM (VALUES {listed}) v(t)")
    return read_times(duck, "log", "t", "VARCHAR", form)


@pytest.mark.parametrize(
    "form", [form for form in all_readings() if form[:2] in ("%d", "%m", "%Y", "%b", "%B", "%a")][::4]
)
def test_every_form_of_the_importer_is_found(duck: Duck, form: str) -> None:
    times = read(duck, SOME.strftime(form), SOME.replace(day=25).strftime(form))
    assert times is not None
    expected = dt.datetime.strptime(SOME.strftime(form), form).replace(tzinfo=dt.UTC)
    best = times.readings[0]
    assert best.share == 1.0
    told = duck.row(f"SELECT {best.sql} FROM log r LIMIT 1")[0]
    assert form in [each.form for each in times.readings] or told == int(expected.timestamp() * 1e6)


@pytest.mark.parametrize(
    ("value", "form"),
    [("2023-11-24", ""), ("1700833550", "s"), ("1700833550120", "ms"), ("2023-11-24T13:45:50Z", "")],
)
def test_exact_forms_need_no_question(duck: Duck, value: str, form: str) -> None:
    times = read(duck, value)
    assert times is not None
    assert [each.form for each in times.readings] == [form]


def test_readings_that_fit_alike_are_open_and_the_order_of_the_rows_ranks_them(duck: Duck) -> None:
    times = read(duck, "01/02/2023", "01/03/2023", "02/01/2023", "02/02/2023")
    assert times is not None
    assert times.open
    assert [(each.order, each.breaks) for each in times.readings] == [("month-first", 0), ("day-first", 1)]


def test_the_example_is_read_in_every_way(duck: Duck) -> None:
    times = read(duck, "05/05/2023", "03/01/2023")
    assert times is not None
    assert times.example == "03/01/2023"
    assert {each.order: each.example for each in times.readings} == {
        "day-first": "2023-01-03",
        "month-first": "2023-03-01",
    }


def test_a_reading_that_reads_all_leaves_none_beside_it(duck: Duck) -> None:
    times = read(duck, "13/01/2023", "01/02/2023")
    assert times is not None
    assert [each.order for each in times.readings] == ["day-first"]


def test_a_year_of_two_digits_comes_first_only_where_nothing_else_reads(duck: Duck) -> None:
    times = read(duck, "01.02.24", "02.03.24")
    assert times is not None
    assert {each.order for each in times.readings} == {"day-first", "month-first"}
    times = read(duck, "97.12.31", "98.01.30")
    assert times is not None
    assert [each.form for each in times.readings] == ["%y.%m.%d"]


def test_a_missing_value_counts_for_no_reading(duck: Duck) -> None:
    times = read(duck, "13/01/2023", None)
    assert times is not None
    assert times.readings[0].share == 1.0
    assert times.rows.tolist() == [0]


def test_values_that_are_no_times_have_no_reading(duck: Duck) -> None:
    assert read(duck, "soon", "later") is None


def test_a_form_that_is_none_is_a_sentence(duck: Duck) -> None:
    with pytest.raises(UserError, match="is no form of times"):
        read(duck, "13/01/2023", form="%Q")


def test_a_form_that_reads_nothing_is_shown_with_share_0(duck: Duck) -> None:
    times = read(duck, "13/01/2023", "14/01/2023", form="%Y-%m-%d")
    assert times is not None
    assert times.readings[times.chosen].form == "%Y-%m-%d"
    assert times.readings[times.chosen].share == 0.0


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        (["03/01/2017", "13/01/2017"], True),
        (["2017-01-03 10:00"], True),
        (["3 Jan 2017"], True),
        (["2017年1月3日"], True),
        (["20170103", "20170104"], False),
        (["FRZN ICE", "BREAD"], False),
        (["22 LB", "7 OZ"], False),
    ],
)
def test_only_what_has_the_shape_of_a_date_is_tried(values: list[str], dates: bool) -> None:
    assert looks_like_dates(values) == dates
