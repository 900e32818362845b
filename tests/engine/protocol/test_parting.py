"""Which rows train and which are asked, for every kind of split, against pandas."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import DAY
from engine.errors import UserError
from engine.protocol import ProtocolConfig, Training, split
from engine.protocol.config import AnySplit
from engine.protocol.parting import HELD, NEITHER, TRAINS, Parts, parted
from tests.engine.protocol.drawn import Drawn, drawn, made, moment

seeds = st.integers(0, 10**6)
sizes = st.integers(1, 80)
KINDS: tuple[dict[str, object], ...] = (
    {"kind": "time", "test_start": "2024-01-14", "validation_start": "2024-01-08"},
    {"kind": "rolling", "horizon": "3d", "test_starts": ["2024-01-11", "2024-01-14"]},
    {"kind": "fraction", "share": 0.3},
    {"kind": "leave-last"},
    {"kind": "next-basket"},
    {"kind": "per-user-fraction", "share": 0.3},
    {"kind": "given"},
)


def rule(**values: object) -> AnySplit:
    return ProtocolConfig.model_validate({"split": values}).split


def folds(shop: Drawn, **values: object) -> tuple[list[int], list[int]]:
    """Fold of every row in the newest test and in the first validation; none where there is none."""
    plan = parted(shop.data, rule(**values))
    return plan.tests[-1]().fold.tolist(), plan.validations[0]().fold.tolist() if plan.validations else []


def from_behind(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The place of every row in its user's own order, 0 the last, and how many rows its user has."""
    by_user = rows.groupby("user")["item"]
    return by_user.cumcount(ascending=False), by_user.transform("size")


def told(test: pd.Series, validation: pd.Series) -> tuple[list[int], list[int]]:
    """Folds of a split in which every row is a test, a validation or neither of both."""
    asked = np.where(validation, HELD, np.where(test, NEITHER, TRAINS))
    return np.where(test, HELD, TRAINS).tolist(), asked.tolist()


@settings(max_examples=50, deadline=None)
@given(seeds, sizes)
def test_leave_last_holds_out_the_last_row_of_users_with_three(seed: int, rows: int) -> None:
    shop = drawn(seed, rows=rows)
    place, size = from_behind(shop.rows)
    assert folds(shop, kind="leave-last") == told((place == 0) & (size >= 3), (place == 1) & (size >= 3))


@settings(max_examples=50, deadline=None)
@given(seeds, sizes, st.sampled_from([0.1, 0.2, 0.29, 1 / 3, 0.5, 0.9]))
def test_per_user_fraction_holds_out_the_floor_and_at_least_one(seed: int, rows: int, share: float) -> None:
    shop = drawn(seed, rows=rows)
    place, size = from_behind(shop.rows)
    tests = size.map(lambda n: max(1, math.floor(share * n + 1e-9)) if n >= 2 else 0)
    rest = size - tests
    asked = rest.map(lambda n: max(1, math.floor(share * n + 1e-9)) if n >= 2 else 0)
    found = folds(shop, kind="per-user-fraction", share=share)
    assert found == told(place < tests, (place >= tests) & (place < tests + asked))


def test_a_share_counts_as_it_is_written_and_not_as_binary_has_it() -> None:
    rows = pd.DataFrame({"user": 0, "item": 0, "day": range(100), "basket": -1, "event": "buy", "fold": "train"})
    shop = Drawn(made(rows, [set()], 1), rows, [])
    assert folds(shop, kind="per-user-fraction", share=0.29)[0].count(HELD) == 29  # 0.29 · 100 = 28.999…


@settings(max_examples=60, deadline=None)
@given(seeds, sizes)
def test_next_basket_asks_the_last_basket_and_takes_nothing_behind_its_start(seed: int, rows: int) -> None:
    shop = drawn(seed, rows=rows)
    test, validation = [TRAINS] * rows, [TRAINS] * rows
    for _, mine in shop.rows.groupby("user"):
        baskets = mine.loc[mine["basket"] >= 0, "basket"].drop_duplicates()  # in the order in which they begin
        for back, fold in ((1, test), (2, validation)):
            first_unknown = baskets.index[-1] if back == 2 and len(baskets) == 2 else None
            if len(baskets) > back:
                first_unknown = baskets.index[-back]
            for row in mine.index:
                if first_unknown is not None and row >= first_unknown:
                    fold[row] = NEITHER
                if len(baskets) > back and mine.loc[row, "basket"] == baskets.iloc[-back]:
                    fold[row] = HELD
    assert folds(shop, kind="next-basket") == (test, validation)


@settings(max_examples=50, deadline=None)
@given(seeds, st.integers(5, 80), st.sampled_from([0.1, 0.25, 0.4]))
def test_fraction_cuts_at_an_instant_and_keeps_it_together_on_the_later_side(
    seed: int, rows: int, share: float
) -> None:
    shop = drawn(seed, rows=rows)

    def start(days: pd.Series) -> int:
        return int(days.sort_values().iloc[len(days) - max(1, math.floor(share * len(days) + 1e-9))])

    days = shop.rows["day"]
    if start(days) == days.min():
        with pytest.raises(UserError, match="Choose a smaller share"):
            folds(shop, kind="fraction", share=share)
        return
    test = days >= start(days)
    expected = told(test, ~test & (days >= start(days[~test])))
    assert folds(shop, kind="fraction", share=share) == expected


@settings(max_examples=30, deadline=None)
@given(seeds, sizes)
def test_given_folds_are_those_of_the_file(seed: int, rows: int) -> None:
    shop = drawn(seed, rows=rows)
    fold = shop.rows["fold"]
    assert folds(shop, kind="given") == told(fold == "test", fold == "validation")


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_every_window_of_rolling_is_a_global_cut_with_one_horizon(seed: int) -> None:
    shop = drawn(seed, rows=80)
    plan = parted(shop.data, rule(kind="rolling", horizon="3d", test_starts=["2024-01-11", "2024-01-14"]))
    days = shop.rows["day"]
    for cut, parts in zip((10, 13), plan.tests, strict=True):
        expected = np.where(days < cut, TRAINS, np.where(days < cut + 3, HELD, NEITHER))
        assert parts().fold.tolist() == expected.tolist()
        assert (parts().cut, parts().end) == (moment(cut), moment(cut + 3))
    assert [parts().cut for parts in plan.validations] == [moment(7)]


@pytest.mark.parametrize("values", KINDS[3:], ids=lambda values: str(values["kind"]))
@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_users_are_asked_when_their_first_held_out_row_comes(values: dict[str, object], seed: int) -> None:
    shop = drawn(seed)
    parts = parted(shop.data, rule(**values)).tests[-1]()
    held = shop.rows[parts.fold == HELD].groupby("user")["day"].min()
    assert {user: moment(day) for user, day in held.items()} == {user: int(parts.at[user]) for user in held.index}
    assert parts.short == shop.rows["user"].nunique() - len(held)
    assert parts.kind == values["kind"]


def fields(training: Training) -> list[object]:
    """All that a recommender can read of a training."""
    past, catalogue = training.histories, training.catalogue
    arrays = [past.indptr, past.items, past.times, past.at, catalogue.source, catalogue.labels, training.positions]
    columns = [past.columns[name] for name in sorted(past.columns)]
    return [*(array.tolist() for array in (*arrays, *columns)), catalogue.kept, training.cut, training.users.ids]


def trainings(shop: Drawn, values: dict[str, object]) -> list[tuple[Parts, Training]] | None:
    """Every training of a split, tests first; None where nobody is left."""
    protocol = ProtocolConfig.model_validate({"split": values, "scopes": ["all"], "history_window": "9d"})
    plan = parted(shop.data, protocol.split)
    try:
        windows = split(shop.data, protocol).windows
    except UserError:
        return None
    found = [(parts(), window.training) for parts, window in zip(plan.tests, windows, strict=True)]
    if windows[0].validation is not None:
        found.append((plan.validations[0](), windows[0].validation[0]))
    return found


@pytest.mark.parametrize("values", KINDS, ids=lambda values: str(values["kind"]))
@settings(max_examples=25, deadline=None)
@given(seed=seeds, other=seeds)
def test_no_row_that_is_held_out_reaches_the_training(values: dict[str, object], seed: int, other: int) -> None:
    shop, rng = drawn(seed), np.random.default_rng(other)
    try:
        plan = parted(shop.data, rule(**values))
    except UserError:
        return
    parts = [each() for each in (*plan.tests, *plan.validations)]
    for place in range(len(parts)):
        changed = shop.rows.copy()
        outside = parts[place].fold != TRAINS
        changed.loc[outside, "item"] = rng.integers(0, len(shop.labels), int(outside.sum()))
        changed.loc[outside, "event"] = rng.choice(["buy", "click", "view"], int(outside.sum()))
        one = trainings(shop, values)
        again = trainings(Drawn(made(changed, shop.labels, 8), changed, shop.labels), values)
        if one is None or again is None or place >= min(len(one), len(again)):
            continue
        assert fields(one[place][1]) == fields(again[place][1])


def ordered(shop: Drawn, **changes: object) -> Drawn:
    return Drawn(replace(shop.data, **changes), shop.rows, shop.labels)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", KINDS[:3], ids=lambda values: str(values["kind"]))
def test_an_order_of_each_user_refuses_a_global_cut(values: dict[str, object]) -> None:
    with pytest.raises(UserError, match="each shopper's own order") as caught:
        parted(ordered(drawn(1), has_time=False, has_order=True).data, rule(**values))
    assert caught.value.code == "order-own"


@pytest.mark.parametrize("values", KINDS, ids=lambda values: str(values["kind"]))
def test_without_time_and_order_only_given_is_allowed(values: dict[str, object]) -> None:
    timeless = ordered(drawn(1), has_time=False).data
    if values["kind"] == "given":
        assert parted(timeless, rule(**values)).tests[0]().fold.max() == HELD
        return
    with pytest.raises(UserError) as caught:
        parted(timeless, rule(**values))
    assert caught.value.code in ("time-missing", "split-order")


def test_past_windows_are_refused_where_no_time_is_everyones() -> None:
    positions = ordered(drawn(1), has_time=False, has_order=True).data
    protocol = ProtocolConfig.model_validate({"split": {"kind": "leave-last"}, "scopes": ["all"]})
    training = split(positions, protocol).windows[0].training
    with pytest.raises(UserError, match="past windows"):
        training.at(training.cut - 5 * DAY, 5 * DAY)


def test_a_past_window_of_leave_last_holds_no_row_that_it_holds_out() -> None:
    shop = drawn(3, rows=200, days=60)
    protocol = ProtocolConfig.model_validate({"split": {"kind": "leave-last"}, "scopes": ["any"]})
    training = split(shop.data, protocol).windows[0].training
    past, question = training.at(moment(30), 10 * DAY)
    rows = shop.rows[np.array(folds(shop, kind="leave-last")[0]) == TRAINS]
    before, after = rows[rows["day"] < 30], rows[(rows["day"] >= 30) & (rows["day"] < 40)]
    kept, users = set(before["item"]), set(before["user"])
    assert len(past.histories.items) == len(before)
    pairs = {(user, item) for user, item in zip(after["user"], after["item"], strict=True)}
    assert question.targets["any"].counts.sum() == sum(user in users and item in kept for user, item in pairs)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "rolling", "test_starts": ["2030-01-01"]}, "cut-outside"),
        ({"kind": "rolling", "test_starts": ["2024-01-14", "2024-01-10"], "horizon": "2d"}, "cuts-ascend"),
        (
            {
                "kind": "rolling",
                "horizon": "5d",
                "test_starts": ["2024-01-10"],
                "validation_starts": ["2024-01-04", "2024-01-07"],
            },
            "cuts-overlap",
        ),
        ({"kind": "fraction", "share": 0.999}, "fraction-whole"),
    ],
)
def test_windows_that_cannot_be_are_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as caught:
        parted(drawn(1, rows=200).data, rule(**values))
    assert caught.value.code == code


def test_a_column_that_the_split_needs_is_named() -> None:
    bare = drawn(1).data
    bare = replace(bare, log=replace(bare.log, columns={}, vocabularies={}))
    for kind, says in (("next-basket", "basket column"), ("given", "fold column")):
        with pytest.raises(UserError, match=says):
            parted(bare, rule(kind=kind))


def test_a_fold_that_nobody_bears_is_named() -> None:
    shop = drawn(1)
    rows = shop.rows.assign(fold="train")
    data = made(rows, shop.labels, 8)
    texts = data.log.vocabularies | {"fold": data.log.vocabularies["fold"].slice(1, 1)}
    columns = data.log.columns | {"fold": np.zeros(len(rows), np.int32)}
    with pytest.raises(UserError, match="says nowhere test"):
        parted(replace(data, log=replace(data.log, columns=columns, vocabularies=texts)), rule(kind="given"))
