"""Delimiter, quotation mark, header, numbers and dates of a table are found again, or reported as ambiguous."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck
from engine.data.probe import Probe, probe, shows_names
from engine.data.recipe import Format
from engine.data.sample import read_raw, sample_of
from engine.data.sources import resolve
from engine.monitor import Monitor

FORMS = (
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y %H:%M",
    "%m/%d/%y",
    "%d/%m/%y %H:%M:%S",
    "%Y-%m-%d",
    "%Y/%m/%d %H:%M:%S",
    "%d %b %Y",
    "%Y年%m月%d日",
)
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2029, 12, 31))


@contextmanager
def probed(text: str | bytes, form: Format | None = None, wanted: Sequence[str] = ()) -> Iterator[Probe]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "log.csv").write_bytes(text.encode() if isinstance(text, str) else text)
        file = resolve("log.csv", folder)[0]
        raw = read_raw(file, None, lambda: None)
        with Duck(Monitor(), folder) as duck:
            yield probe(duck, sample_of(file, raw, raw.encoding, '"', folder), form or Format(), list(wanted))


def types_of(text: str) -> dict[str, str]:
    with probed(text) as found:
        return {each.name: each.type for each in found.columns}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    delimiter=st.sampled_from(",;\t|"),
    all_quoted=st.booleans(),
    header=st.booleans(),
    decimal=st.sampled_from(".,"),
    form=st.sampled_from(FORMS),
    days=st.lists(DAYS, min_size=25, max_size=40),
    cents=st.lists(st.integers(101, 99_999), min_size=40, max_size=40),
)
def test_a_table_is_found_again_or_reported_as_ambiguous(
    delimiter: str, all_quoted: bool, header: bool, decimal: str, form: str, days: list[dt.date], cents: list[int]
) -> None:
    moments = [dt.datetime(day.year, day.month, day.day, 9, 5) for day in days]
    prices = [f"{cent / 100:.2f}".replace(".", decimal) for cent in cents]
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL)
    if header:
        writer.writerow(["user", "bought", "price"])
    for number, (moment, price) in enumerate(zip(moments, prices, strict=False)):
        writer.writerow([f"u{number % 5}", moment.strftime(form), price])
    with probed(written.getvalue()) as found:
        assert found.dialect is not None
        assert found.dialect.delimiter == delimiter
        assert found.dialect.header == header
        user, bought, price_column = found.columns
        assert (user.type, price_column.type) == ("text", "decimal")
        assert (found.marks.decimal, found.marks.unclear) == (decimal, 0)
        times = found.times(bought.name)
        assert times is not None
        forms = [reading.form for reading in times.readings]
        expected = [moment if "%H" in form else moment.replace(hour=0, minute=0) for moment in moments]
        if len(forms) > 1:
            assert form in forms
        else:
            stored = [int(moment.replace(tzinfo=dt.UTC).timestamp() * 1e6) for moment in expected]
            assert times.moments.tolist() == stored


def test_whole_numbers_are_integers_and_ids_with_letters_text() -> None:
    assert types_of("user,item\nu1,5\nu2,6\n") == {"user": "text", "item": "integer"}


def test_a_column_that_is_half_numbers_is_text() -> None:
    assert types_of("user,price\n1,2.5\n2,none\n3,1.5\n4,dear\n")["price"] == "text"


def test_three_numbers_with_points_are_a_date_or_text_and_never_a_decimal() -> None:
    assert types_of("user;t\n1;13.1.24\n2;14.1.24\n")["t"] == "date"
    assert types_of("user;address\n1;10.1.24.7\n2;10.1.24.8\n")["address"] == "text"


def test_dates_without_a_clock_are_dates() -> None:
    assert types_of("user,t\n1,2024-01-02\n2,2024-01-03\n")["t"] == "date"
    assert types_of("user,t\n1,2024-01-02 10:00\n2,2024-01-03 11:00\n")["t"] == "date and time"


def test_thousands_marks_are_found() -> None:
    with probed("user;price\n1;1.234,50\n2;22.000,75\n3;7,25\n") as found:
        assert (found.marks.decimal, found.marks.thousands, found.marks.grouped) == (",", ".", 1)


def test_a_number_that_can_be_read_twice_is_unclear() -> None:
    with probed("user;price\n1;1,234\n2;2,345\n3;3,456\n") as found:
        assert found.marks.unclear == 1


def test_a_file_without_names_gets_numbered_columns() -> None:
    with probed("1\t5\t881250949\n2\t6\t881250950\n") as found:
        assert found.names == ("column1", "column2", "column3")


def test_a_header_that_the_recipe_names_stays() -> None:
    with probed("1,5\n2,6\n", Format(header=True)) as found:
        assert found.names == ("1", "5")


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([["user", "price"], ["1", "2.5"]], True),
        ([["1", "2.5"], ["2", "3.5"]], False),
        ([["ann", "bread"], ["bob", "milk"]], True),
        ([["ann", "2024-01-02"], ["bob", "2024-01-03"]], False),
        ([["user", "2017"], ["1", "five"], ["2", "six"]], True),
    ],
)
def test_the_first_row_names_columns_unless_it_holds_data(rows: list[list[str]], named: bool) -> None:
    assert shows_names(rows) == named


def test_distinct_counts_the_values_of_every_column() -> None:
    with probed("user,item\n1,5\n1,6\n2,5\n") as found:
        assert found.distinct() == {"user": 2, "item": 2}
