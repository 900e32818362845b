from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import DAY
from engine.session.past import Calendar, Past, by_category, new_weeks
from engine.session.run_window import Labels

NONE = Labels(pa.array([], pa.string()), np.empty((5, 0), np.int32))
# item 0: milk; 1: milk and bread (two labels); 2: bread; 3: beer; 4: no label
SHELVES = Labels(pa.array(["MILK", "BREAD", "BEER"]), np.array([[0, -1], [0, 1], [1, -1], [2, -1], [-1, -1]], np.int32))
FLOORS = Labels(pa.array(["FOOD", "DRINKS"]), np.array([[0], [0], [0], [1], [-1]], np.int32))


def day(text: str) -> int:
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days * DAY


CALENDAR = Calendar(day("2017-01-01"), day("2017-12-31") + DAY - 1, False)


def past(*rows: tuple[int, float], baskets: list[int] | None = None) -> Past:
    """Rows of (item, days since the first day)."""
    items = np.array([item for item, _ in rows], np.int32)
    times = np.array([CALENDAR.first + round(days * DAY) for _, days in rows], np.int64)
    return Past(items, times, None if baskets is None else np.array(baskets, np.int32))


def test_weeks_count_from_the_first_day_of_the_data() -> None:
    assert CALENDAR.weeks == 53
    assert CALENDAR.week(np.array([day("2017-01-01"), day("2017-01-08") - 1, day("2017-01-08")])).tolist() == [0, 0, 1]


def test_the_axis_is_marked_at_the_first_days_of_quarters_for_a_year() -> None:
    assert CALENDAR.labels() == ((0, "2017-01-01"), (12, "2017-04-01"), (25, "2017-07-01"), (39, "2017-10-01"))


def test_a_year_that_begins_in_the_middle_of_a_month_is_marked_from_the_next_on() -> None:
    calendar = Calendar(day("2016-12-15"), day("2017-03-10"), False)
    assert [text for _, text in calendar.labels()] == ["2017-01-01", "2017-02-01", "2017-03-01"]


@given(st.integers(0, 20_000), st.integers(0, 4000))
def test_marks_lie_in_the_data_ascend_and_are_few(first: int, days: int) -> None:
    calendar = Calendar(first * DAY, (first + days) * DAY, False)
    weeks = [week for week, _ in calendar.labels()]
    assert len(weeks) <= 7
    assert weeks == sorted(weeks)
    assert all(0 <= week < calendar.weeks for week in weeks)


def test_relative_days_are_marked_by_number() -> None:
    assert Calendar(0, 100 * DAY, True).labels()[:3] == ((0, "day 0"), (3, "day 21"), (6, "day 42"))


def test_purchases_a_week_are_baskets_where_there_are_baskets() -> None:
    rows = [(0, 0.1), (1, 0.1), (2, 3.0), (0, 8.0)]
    assert past(*rows).a_week(CALENDAR)[:3].tolist() == [3, 1, 0]
    with_baskets = past(*rows, baskets=[5, 5, 6, 7])
    assert with_baskets.a_week(CALENDAR)[:3].tolist() == [2, 1, 0]
    assert with_baskets.basket_count == 3
    assert past(*rows).basket_count is None


def test_a_part_of_a_past_keeps_items_times_and_baskets_together() -> None:
    some = past((0, 1.0), (1, 2.0), (2, 3.0)).where(np.array([True, False, True]))
    assert some.items.tolist() == [0, 2]
    assert (some.times - CALENDAR.first).tolist() == [DAY, 3 * DAY]


def test_new_weeks_hold_first_purchases_of_categories_unseen_at_the_cut() -> None:
    before = past((0, 1.0))
    after = past((0, 70.0), (3, 71.0), (3, 99.0), (1, 113.0), (2, 141.0), (4, 150.0))
    # milk is seen; beer comes in week 10; milk-and-bread is not new, for milk is seen; bread comes in week 20
    assert new_weeks(before, after, SHELVES, CALENDAR).tolist() == [10, 20]


def test_without_categories_nothing_is_new_and_there_is_no_history_by_category() -> None:
    assert new_weeks(past((0, 1.0)), past((3, 2.0)), NONE, CALENDAR).tolist() == []
    assert by_category(past((0, 1.0)), NONE, NONE, CALENDAR) == ()


def test_nothing_bought_is_no_history() -> None:
    assert by_category(past(), SHELVES, FLOORS, CALENDAR) == ()


def test_history_counts_purchases_and_keeps_the_weeks_and_the_last_day_of_each_category() -> None:
    history = by_category(past((0, 0.0), (0, 1.0), (0, 15.0), (3, 20.0)), SHELVES, FLOORS, CALENDAR)
    milk, beer = history
    assert (milk.group, milk.category, milk.purchases, milk.last) == ("FOOD", "MILK", 3, "2017-01-16")
    assert milk.weeks.tolist() == [0, 2]
    assert (beer.group, beer.category, beer.purchases, beer.last) == ("DRINKS", "BEER", 1, "2017-01-21")
    assert beer.weeks.tolist() == [2]


def test_an_item_of_two_categories_counts_in_both() -> None:
    history = by_category(past((1, 0.0)), SHELVES, FLOORS, CALENDAR)
    assert {(each.category, each.purchases) for each in history} == {("MILK", 1), ("BREAD", 1)}


def test_an_item_without_a_category_is_listed_without_a_name() -> None:
    (only,) = by_category(past((4, 0.0), (4, 9.0)), SHELVES, FLOORS, CALENDAR)
    assert (only.group, only.category, only.purchases) == ("", "", 2)


def test_groups_with_most_purchases_come_first_and_in_them_categories() -> None:
    rows = [(2, 0.0), (0, 1.0), (0, 2.0), (3, 3.0), (3, 4.0)]
    order = [(each.group, each.category) for each in by_category(past(*rows), SHELVES, FLOORS, CALENDAR)]
    assert order == [("FOOD", "MILK"), ("FOOD", "BREAD"), ("DRINKS", "BEER")]


def test_without_a_coarser_level_groups_have_no_name() -> None:
    assert {each.group for each in by_category(past((0, 0.0), (3, 1.0)), SHELVES, NONE, CALENDAR)} == {""}


@pytest.mark.parametrize("place", [0, 1, 4])
def test_an_items_labels_are_joined(place: int) -> None:
    assert SHELVES.joined(place) == {0: "MILK", 1: "MILK, BREAD", 4: ""}[place]
