"""Times: one form a column, asked for where two fit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck, quoted
from engine.data.moments import moment_sql
from engine.errors import UserError

# days up to 31, so that no other order of day and month fits
MOMENTS = [datetime(2017, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2018, 12, 31, 23, 59, 0, tzinfo=UTC)]


def read(duck: Duck, *cells: str | None, form: str | None = None, kind: str = "VARCHAR") -> list[int | None]:
    listed = ", ".join("(NULL)" if cell is None else f"({quoted(cell)})" for cell in cells)
    duck.run(f"CREATE OR REPLACE TABLE log AS SELECT CAST(c AS {kind}) AS time FROM (VALUES {listed}) v(c)")
    sql = moment_sql(duck, "log", "time", kind, form, "[interactions.format]", "when")
    return [row[0] for row in duck.rows(f"SELECT {sql} FROM log r ORDER BY rowid")]


def us(moment: datetime) -> int:
    return round(moment.timestamp()) * 1_000_000


@pytest.mark.parametrize(
    "form",
    [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y/%m/%d %H:%M:%S",
        "%Y.%m.%d %H:%M:%S",
        "%d/%m/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M:%S",
        "%d.%m.%y %H:%M:%S",
        "%m-%d-%Y %I:%M:%S %p",
        "%d %b %Y %H:%M:%S",
        "%B %d, %Y %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%a %b %d %H:%M:%S %Y",
    ],
)
def test_common_forms_are_found(duck: Duck, form: str) -> None:
    assert read(duck, *(each.strftime(form) for each in MOMENTS)) == [us(each) for each in MOMENTS]


@pytest.mark.parametrize(("unit", "factor"), [("s", 1), ("ms", 1_000), ("us", 1_000_000), ("ns", 1_000_000_000)])
def test_counts_since_1970_are_told_by_their_size(duck: Duck, unit: str, factor: int) -> None:
    counts = [str(round(each.timestamp()) * factor) for each in MOMENTS]
    assert read(duck, *counts) == [us(each) for each in MOMENTS]
    assert read(duck, *counts, form=unit) == [us(each) for each in MOMENTS]
    assert read(duck, *counts, kind="BIGINT") == [us(each) for each in MOMENTS]


def test_whole_numbers_that_nulls_made_fractions_are_counts_too(duck: Duck) -> None:
    assert read(duck, "1483326245.0", None, kind="DOUBLE") == [us(MOMENTS[0]), None]


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2150, 1, 1)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_iso_moment_is_read_to_the_microsecond(duck: Duck, moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC)
    exact = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // (MOMENTS[0].resolution)
    assert read(duck, moment.isoformat()) == [exact]
    assert read(duck, moment.replace(tzinfo=None).isoformat(" ")) == [exact]


def test_an_offset_is_not_dropped(duck: Duck) -> None:
    assert read(duck, "2017-01-02T05:04:05+02:00") == [us(MOMENTS[0])]


def test_whole_seconds_among_fractions_agree(duck: Duck) -> None:
    assert read(duck, "2017-01-02 03:04:05", "2017-01-02 03:04:05.5") == [us(MOMENTS[0]), us(MOMENTS[0]) + 500_000]


def test_a_day_above_twelve_anywhere_tells_the_order(duck: Duck) -> None:
    days = [f"0{day}/03/2019" for day in range(1, 10)]
    read_days = read(duck, *days, "31/03/2019")
    assert read_days[0] == us(datetime(2019, 3, 1, tzinfo=UTC))


def test_an_order_that_cannot_be_told_is_asked_for_with_two_examples(duck: Duck) -> None:
    with pytest.raises(UserError) as caught:
        read(duck, "01/02/2019", "05/06/2019", "07/07/2019")
    assert caught.value.code == "time-ambiguous"
    assert "01/02/2019, 05/06/2019" in str(caught.value)
    assert "time_format" in str(caught.value)


def test_days_and_months_that_are_alike_need_no_order(duck: Duck) -> None:
    assert read(duck, "07/07/2019") == [us(datetime(2019, 7, 7, tzinfo=UTC))]


def test_a_given_form_settles_the_order(duck: Duck) -> None:
    assert read(duck, "01/02/2019", form="%d/%m/%Y") == [us(datetime(2019, 2, 1, tzinfo=UTC))]


def test_two_digits_of_a_year_are_not_the_first_century(duck: Duck) -> None:
    assert read(duck, "07/31/19") == [us(datetime(2019, 7, 31, tzinfo=UTC))]


def test_an_unreadable_time_is_null_among_readable_ones(duck: Duck) -> None:
    assert read(duck, "2017-01-02", "soon", None) == [us(datetime(2017, 1, 2, tzinfo=UTC)), None, None]


def test_no_form_at_all_is_told_with_examples(duck: Duck) -> None:
    with pytest.raises(UserError, match=r"when are of no common form, for example soon, then\."):
        read(duck, "soon", "then")


def test_small_numbers_are_no_times(duck: Duck) -> None:
    with pytest.raises(UserError) as caught:
        read(duck, "1", "711")
    assert caught.value.code == "time-format"


def test_a_column_without_any_value_is_null(duck: Duck) -> None:
    assert read(duck, None) == [None]


@pytest.mark.parametrize("kind", ["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"])
def test_typed_moments_are_taken_as_they_are(duck: Duck, kind: str) -> None:
    assert read(duck, "2017-01-02 03:04:05", kind=kind) == [us(MOMENTS[0])]


def test_typed_days_are_midnights(duck: Duck) -> None:
    assert read(duck, "2017-01-02", kind="DATE") == [us(datetime(2017, 1, 2, tzinfo=UTC))]


def test_infinity_is_no_time(duck: Duck) -> None:
    assert read(duck, "infinity", kind="TIMESTAMP") == [None]


def test_a_form_that_is_none_is_one_sentence(duck: Duck) -> None:
    with pytest.raises(UserError, match=r"time_format = %Q is no form of times"):
        read(duck, "2017", form="%Q")
