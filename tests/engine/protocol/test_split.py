"""A dataset and a protocol to training, validation and test, against the protocol in plain Python."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import DAY
from engine.errors import UserError
from engine.protocol import ProtocolConfig, Question, Scope, Targets, TimeSplit, Training, Window, split
from tests.engine.invented import Invented, Oracle, dataset, invented, window

cases = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10**6),
        "users": st.integers(1, 25),
        "items": st.integers(2, 40),
        "rows": st.integers(1, 300),
        "most_labels": st.integers(0, 3),
    }
)


def window_of(made: Invented, cut: int, min_item_users: int) -> Window | None:
    """The window, or None where it is rightly refused."""
    days = {event[2] for event in made.events}
    if not min(days) < cut <= max(days):
        with pytest.raises(UserError, match="outside the data"):
            window(made, cut, min_item_users)
        return None
    if not Oracle(made, cut, min_item_users=min_item_users).users:
        with pytest.raises(UserError, match="No shopper is left"):
            window(made, cut, min_item_users)
        return None
    return window(made, cut, min_item_users)


def numbered(train: Training, item: int) -> int:
    """The dataset's position of an item that the split numbers."""
    return int(train.catalogue.source[item])


def pairs(train: Training, targets: Targets, row: int) -> list[int]:
    """The dataset's positions of a user's target items."""
    items = targets.items[targets.indptr[row] : targets.indptr[row + 1]]
    assert items.tolist() == sorted(items.tolist())
    return sorted(numbered(train, item) for item in items)


def check(train: Training, question: Question, oracle: Oracle) -> None:
    """Users, items, histories and relevant items are those of the oracle."""
    assert train.positions.tolist() == oracle.users
    assert train.catalogue.source[: train.catalogue.kept].tolist() == oracle.kept
    past = train.histories
    for row, user in enumerate(oracle.users):
        items = past.items[past.indptr[row] : past.indptr[row + 1]]
        assert {numbered(train, item) for item in items} == oracle.bought[user]
    for scope in question.targets:
        for row, user in enumerate(oracle.users):
            assert pairs(train, question.targets[scope], row) == sorted(oracle.relevant(user, scope)), scope
            assert pairs(train, question.hidden[scope], row) == sorted(oracle.hidden(user, scope)), scope


@settings(max_examples=60, deadline=None)
@given(cases, st.integers(5, 95), st.integers(0, 4))
def test_users_items_histories_and_relevant_items_are_the_protocols(
    case: dict[str, int], cut: int, min_item_users: int
) -> None:
    made = invented(**case)
    if found := window_of(made, cut, min_item_users):
        check(found.training, found.test, Oracle(made, cut, min_item_users=min_item_users))


@settings(max_examples=30, deadline=None)
@given(cases, st.integers(40, 90), st.integers(0, 3))
def test_validation_is_the_same_protocol_one_horizon_earlier(
    case: dict[str, int], cut: int, min_item_users: int
) -> None:
    made = invented(**case)
    oracle = Oracle(made, cut - 30, cut, min_item_users)
    if not (found := window_of(made, cut, min_item_users)):
        return
    if found.validation is None:
        assert not oracle.users
    else:
        check(*found.validation, oracle)


def test_a_past_window_is_what_a_split_of_the_shorter_log_gives() -> None:
    made = invented(3, users=30, rows=500, most_labels=2)
    training, question = window(made, 80).training.at(
        window(made, 50).training.cut, 20 * DAY, ("cross", "in", "repeat", "all", "any")
    )
    check(training, question, Oracle(made, 50, 70))


def test_a_past_window_never_reaches_past_its_own_trainings_cut() -> None:
    made = invented(3, users=30, rows=500)
    whole = window(made, 80).training
    _, question = whole.at(window(made, 70).training.cut, 365 * DAY)
    assert question.end == whole.cut
    check(whole.at(window(made, 70).training.cut, 365 * DAY)[0], question, Oracle(made, 70, 80))


def test_an_interaction_at_the_cut_is_held_out() -> None:
    made = Invented(dataset([(0, 0, 1), (0, 1, 10), (0, 2, 12)], [{0}, {1}, {2}], 1, 3), [], [{0}, {1}, {2}])
    found = window(made, 10, min_item_users=0)
    assert len(found.training.histories.items) == 1
    assert found.test.targets["cross"].items.tolist() == [1, 2]


def test_columns_follow_their_interactions() -> None:
    made = invented(5)
    found = window(made, 60).training
    ordered = sorted(made.events, key=lambda event: (event[0], event[2]))
    rows = [row for row, event in enumerate(ordered) if event[2] < 60]
    assert found.histories.columns["basket"].tolist() == rows


def test_users_without_a_kept_item_are_left_out_and_counted() -> None:
    events = [(0, 0, 1), (1, 0, 1), (2, 1, 1), (0, 0, 20)]
    found = split(
        dataset(events, [{0}, {0}], 3, 1),
        ProtocolConfig(split=TimeSplit(test_start="2024-01-10"), min_item_users=2),
    )
    assert found.windows[0].training.positions.tolist() == [0, 1]
    assert found.dropped["users-without-history"] == 1
    assert found.dropped["items-under-min-users"] == 1


@settings(max_examples=30, deadline=None)
@given(cases, st.integers(0, 3))
def test_the_reasons_of_users_left_out_add_up(case: dict[str, int], min_item_users: int) -> None:
    if not (found := window_of(invented(**case), 60, min_item_users)):
        return
    for scope, targets in found.test.targets.items():
        evaluated = int((targets.counts > 0).sum())
        assert sum(found.test.left_out(scope).values()) == len(found.training.histories) - evaluated


def test_active_users_did_anything_in_the_window_even_with_left_out_items() -> None:
    events = [(0, 0, 1), (1, 0, 1), (2, 0, 1), (0, 1, 20), (1, 0, 20)]
    test = (
        split(
            dataset(events, [{0}, {0}], 3, 1),
            ProtocolConfig(split=TimeSplit(test_start="2024-01-10"), min_item_users=2),
        )
        .windows[0]
        .test
    )
    assert test.active.tolist() == [True, True, False]
    assert test.left_out("all") == {"inactive": 1, "only-filtered-items": 1, "nothing-in-scope": 1}
    assert test.left_out("repeat") == {"inactive": 1, "only-filtered-items": 0, "nothing-in-scope": 1}


def test_without_dates_the_last_horizon_of_whole_days_tests_and_the_one_before_validates() -> None:
    made = invented(1, rows=400, days=100)
    found = split(made.data, ProtocolConfig(split=TimeSplit(horizon="14d"))).windows[0]
    end = (made.data.span[1] // DAY + 1) * DAY
    assert (found.test.cut, found.test.end) == (end - 14 * DAY, end)
    assert found.validation is not None
    assert found.validation[1].cut == end - 28 * DAY


def test_validation_is_none_where_nobody_has_a_past() -> None:
    events = [(0, 0, 30), (0, 1, 60)]
    rule = TimeSplit(test_start="2024-02-20", validation_start="2024-01-05")
    assert split(dataset(events, [{0}, {1}], 1, 2), ProtocolConfig(split=rule)).windows[0].validation is None


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"test_start": "2030-01-01"}, "cut-outside"),
        ({"test_start": "1999-01-01"}, "cut-outside"),
        ({"horizon": "500d"}, "cut-outside"),
        ({"test_start": "soon"}, "date-wrong"),
        ({"test_start": 17.0}, "date-wrong"),
        ({"test_start": "2024-02-01", "validation_start": "2024-02-01"}, "cuts-order"),
        ({"test_start": "2024-02-01", "validation_start": "2024-03-01"}, "cuts-order"),
    ],
)
def test_a_cut_that_cannot_be_is_refused_with_a_sentence(rule: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as caught:
        split(invented(1).data, ProtocolConfig(split=TimeSplit.model_validate(rule)))
    assert caught.value.code == code


def test_nobody_left_is_a_sentence_that_names_the_filter() -> None:
    with pytest.raises(UserError, match="at least 99 buyers"):
        window(invented(1), 50, 99)


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        split(invented(1).data, ProtocolConfig(category_level="aisle"))
    assert caught.value.code == "level-unknown"


def test_cross_without_categories_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        split(invented(1, most_labels=0).data, ProtocolConfig())
    assert caught.value.code == "level-missing"


def test_a_dataset_without_times_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        split(replace(invented(1).data, has_time=False), ProtocolConfig())
    assert caught.value.code == "time-missing"


@pytest.mark.parametrize(
    "moment", ["2024-02-01", "2024-02-01T00:00:00", "2024-02-01T01:00:00+01:00", dt.date(2024, 2, 1)]
)
def test_a_moment_may_be_written_in_several_ways(moment: object) -> None:
    found = split(invented(1).data, ProtocolConfig(split=TimeSplit.model_validate({"test_start": moment})))
    assert found.windows[0].test.cut == np.datetime64("2024-02-01", "us").astype(np.int64)


def test_relative_times_are_cut_at_a_number_of_days() -> None:
    made = invented(2)
    start = int(np.datetime64("2024-01-01", "us").astype(np.int64))
    log = replace(made.data.log, times=made.data.log.times - start)
    found = split(replace(made.data, log=log, relative=True), ProtocolConfig(split=TimeSplit(test_start=60)))
    check(found.windows[0].training, found.windows[0].test, Oracle(made, 60))


def test_a_date_for_relative_times_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        split(replace(invented(1).data, relative=True), ProtocolConfig(split=TimeSplit(test_start="2024-02-01")))
    assert caught.value.code == "date-wrong"


def test_every_scope_of_the_protocol_is_asked() -> None:
    scopes: tuple[Scope, ...] = ("any", "cross")
    assert tuple(window(invented(1), 60, scopes=scopes).test.targets) == scopes


def test_nothing_from_the_cut_on_reaches_the_training() -> None:
    made = invented(6, users=30, rows=500, most_labels=2)
    rng = np.random.default_rng(1)
    later = [
        (user, int(rng.integers(0, 30)), day) if day >= 60 else (user, item, day) for user, item, day in made.events
    ]
    other = Invented(dataset(later, made.labels, 30, 6), later, made.labels)
    one, two = window(made, 60).training, window(other, 60).training
    assert later != made.events
    assert np.array_equal(one.histories.items, two.histories.items)
    assert np.array_equal(one.histories.times, two.histories.times)
    assert np.array_equal(one.catalogue.source, two.catalogue.source)
    assert np.array_equal(one.positions, two.positions)
