"""Numbers, dates and the engine's words as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from engine.session import StudyRow
from gui import words


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.6, "1 min"), (760, "12 min 40 s"), (60, "1 min"), (3700, "1 h 1 min")]
)
def test_a_time_reads_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


def test_a_percentage_has_one_decimal_and_a_space_that_does_not_break() -> None:
    assert words.percent(0.279) == "27.9\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("share", "text"), [(1.0, "100.0"), (0.99996, "99.9"), (0.9994, "99.9"), (0.0, "0.0"), (0.0002, "< 0.1")]
)
def test_a_percentage_is_all_or_nothing_only_where_it_is(share: float, text: str) -> None:
    assert words.percent(share) == f"{text}\N{NO-BREAK SPACE}%"


def test_only_titles_that_repeat_bear_the_time_at_which_their_study_was_finished() -> None:
    def study(name: str, finished: str) -> StudyRow:
        title = f"{name} study, test from 2023-12-31"
        return StudyRow(name.lower(), title, "shop", None, "2023-12-31", ("cross",), 3, (), finished)

    once, twice = "2024-02-01T10:00:00+00:00", "2024-02-01T11:30:00+00:00"
    titles = words.study_titles([study("Quick", once), study("Quick", twice), study("Full", once)])
    same = "Quick study, test from 31 Dec 2023"
    assert titles == [
        f"{same}, {words.clock(once)}",
        f"{same}, {words.clock(twice)}",
        "Full study, test from 31 Dec 2023",
    ]


def test_a_difference_bears_its_sign_with_a_true_minus() -> None:
    assert words.percent(-0.024, signs=True) == "−2.4\N{NO-BREAK SPACE}%"
    assert words.signed(-0.0004) == "0.000"
    assert words.signed(0.211) == "+0.211"


def test_no_value_is_an_empty_cell() -> None:
    assert [words.metric(math.nan), words.percent(math.nan), words.signed(math.nan)] == ["", "", ""]


def test_counts_have_thousands_separators() -> None:
    assert words.count(48780) == "48,780"


def test_a_date_reads_as_the_language_writes_it() -> None:
    assert words.day("2017-11-06") == "6 Nov 2017"
    assert words.day("2017-11-06", year=False) == "6 Nov"
    QLocale.setDefault(QLocale(QLocale.Language.Chinese))
    assert words.day("2017-11-06") == "2017-11-06"


def test_a_relative_day_stays_as_it_is() -> None:
    assert words.day("day 12") == "day 12"
    assert words.month("day 12") == "day 12"


def test_a_title_in_capitals_is_softened_and_others_are_not() -> None:
    assert words.softened("CARROTS MINI PEELED 1 LB") == "Carrots mini peeled 1 lb"
    assert words.softened("National STRAWBERRIES") == "National strawberries"
    assert words.softened("Organic Hass Avocado") == "Organic Hass Avocado"
    assert words.softened("") == ""


def test_a_step_is_said_in_one_line() -> None:
    assert words.step("Pipeline, tuning: ranking: epoch 3 of 8") == "Pipeline, tuning, ranking, epoch 3 of 8"


def test_a_reason_of_being_left_out_names_number_and_date() -> None:
    assert words.left_out_reason("inactive", 245, "2017-11-06") == "245 bought nothing from 6 Nov 2017 on"


def test_an_unknown_reason_is_shown_by_its_code() -> None:
    assert words.left_out_reason("new-code", 3, "2017-11-06") == "3 new-code"


def test_a_moment_and_lists_take_the_marks_of_the_language() -> None:
    assert words.moment("2017-11-06 08:01:11") == "6 Nov 2017, 08:01:11"
    assert words.beside("integer", "7") == "integer, 7"
    assert words.led("2 files", "items") == "2 files: items"
    QLocale.setDefault(QLocale(QLocale.Language.Chinese))
    assert words.moment("2017-11-06 08:01:11") == "2017-11-06 08:01:11"
    assert words.beside("整数", "7") == "整数，7"
    assert words.listed(["MostPop", "EASE"]) == "MostPop、EASE"
    assert words.led("2 个文件", "商品") == "2 个文件：商品"
