"""Every structural leak, planted on purpose and found; nothing found where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from engine.data import DAY, Dataset
from engine.protocol import ProtocolConfig, Training, split
from engine.protocol.leakage import SENTENCES, Finding, leaks, tuning_leaks
from engine.protocol.parting import parted
from tests.engine.invented import Event, dataset, invented

TIME = {"kind": "time", "test_start": "2024-02-20", "validation_start": "2024-02-01"}  # days 50 and 31
OWN = {"kind": "leave-last"}
LABELS = [{item % 3} for item in range(12)]


def events(users: int = 8) -> list[Event]:
    """Everybody buys every item of the first eight, one a day, some before the cut and some later."""
    return [(user, (user + place) % 8, user % 3 + 9 * place) for user in range(users) for place in range(9)]


def shop(more: tuple[Event, ...] = (), users: int = 8) -> Dataset:
    return dataset([*events(users), *more], LABELS, users + 2, 3)


def asked(
    data: Dataset,
    rule: Mapping[str, object] = TIME,
    least: int = 1,
    tamper: Callable[[Training], Training] = lambda training: training,
) -> dict[str, Finding]:
    """All findings by key; `tamper` plants a leak in what recommenders and tuning receive."""
    protocol = ProtocolConfig.model_validate({"split": rule, "min_item_users": least, "scopes": ["all"]})
    protocol = protocol.model_copy(update={"category_level": data.level})
    window, plan = split(data, protocol).windows[0], parted(data, protocol.split)
    found = leaks(data, tamper(window.training), plan.tests[0]())
    if window.validation is not None:
        found += tuning_leaks(data, tamper(window.validation[0]), plan.validations[-1]())
    return {finding.key: finding for finding in found}


def leaking(found: dict[str, Finding]) -> set[str]:
    return {key for key, finding in found.items() if finding.severity == "leak"}


def rows(data: Dataset, finding: Finding) -> list[Event]:
    """The log's rows of a finding as user, item, day."""
    users = np.searchsorted(data.log.indptr, finding.rows, side="right") - 1
    days = (data.log.times[finding.rows] - np.datetime64("2024-01-01", "us").astype(np.int64)) // DAY
    return list(zip(users.tolist(), data.log.items[finding.rows].tolist(), days.tolist(), strict=True))


def with_rows(training: Training, users: list[int], items: list[int], days: list[int]) -> Training:
    """The training with rows added at the end of these users' histories."""
    past, catalogue = training.histories, training.catalogue
    number = np.empty(len(catalogue), np.int32)
    number[catalogue.source] = np.arange(len(catalogue), dtype=np.int32)
    place = [int(past.indptr[np.searchsorted(training.positions, user) + 1]) for user in users]
    moments = [int(np.datetime64("2024-01-01", "us").astype(np.int64)) + day * DAY for day in days]
    added = np.zeros(len(past), np.int64)
    np.add.at(added, np.searchsorted(training.positions, users), 1)
    columns = {
        name: np.insert(column, place, np.zeros(len(place), column.dtype)) for name, column in past.columns.items()
    }
    return replace(
        training,
        histories=replace(
            past,
            indptr=past.indptr + np.concatenate([[0], np.cumsum(added)]),
            items=np.insert(past.items, place, number[items]),
            times=np.insert(past.times, place, moments),
            columns=columns,
        ),
    )


def test_a_clean_global_split_has_no_leak() -> None:
    found = asked(shop(), least=2)
    assert not leaking(found)
    assert found["after-first-test"].severity == "passed"


@pytest.mark.parametrize("seed", range(5))
def test_a_drawn_dataset_under_a_global_cut_has_no_leak(seed: int) -> None:
    made = invented(seed, rows=600)
    assert not leaking(asked(made.data, least=2))


def test_a_held_out_row_that_trains_is_found_with_its_row() -> None:
    data = shop()
    later = next(event for event in events() if event[0] == 2 and event[2] >= 50)
    found = asked(data, tamper=lambda training: with_rows(training, [2], [later[1]], [later[2]]))
    assert {"held-out", "own-future", "after-first-test", "tuning", "row-parted"} <= leaking(found)
    assert found["held-out"].count == 1
    assert rows(data, found["held-out"]) == [later]
    assert found["held-out"].fitted is not None
    assert found["held-out"].fitted.sum() == 1


def test_a_training_row_that_the_log_does_not_have_is_found() -> None:
    found = asked(shop(), tamper=lambda training: with_rows(training, [0], [3], [1]))
    assert found["unknown-rows"].count == 1
    assert not len(found["unknown-rows"].rows)
    assert "held-out" not in leaking(found)


def test_leave_last_trains_on_rows_after_the_first_test_row() -> None:
    found = asked(shop(((8, 1, 3), (8, 2, 4), (8, 3, 5))), OWN)["after-first-test"]
    assert found.severity == "leak"
    assert found.count == sum(event[2] >= 5 for event in events()) - 8  # the last row of each of the others tests
    assert found.values["first"] == "2024-01-06"


def test_the_future_of_others_is_a_share_over_shoppers() -> None:
    data = dataset([(0, 0, 0), (0, 1, 1), (0, 2, 2), (1, 0, 0), (1, 1, 10), (1, 2, 20)], LABELS, 2, 3)
    found = asked(data, OWN)["others-future"]
    assert (found.severity, found.count, found.total) == ("leak", 1, 2)
    # shopper 0 is asked on day 2, and of the four training rows one is later; shopper 1 on day 20, and none is
    assert found.values["share"] == "12.5%"
    assert rows(data, found) == [(0, 2, 2)]


def test_a_global_cut_leaves_no_future_of_others() -> None:
    assert asked(shop())["others-future"].severity == "passed"


def test_an_item_filter_that_saw_the_test_is_found() -> None:
    data = shop(((0, 9, 10), (1, 9, 60)))  # two buyers, one of them after the cut

    def filtered(training: Training) -> Training:
        catalogue = training.catalogue
        more = np.flatnonzero(catalogue.source == 9)[0]
        source = np.concatenate([np.insert(np.delete(catalogue.source, more), catalogue.kept, 9)])
        labels = catalogue.labels[[int(np.flatnonzero(catalogue.source == item)[0]) for item in source]]
        number = np.empty(len(source), np.int32)
        number[source] = np.arange(len(source), dtype=np.int32)
        histories = replace(training.histories, items=number[catalogue.source[training.histories.items]])
        wider = replace(catalogue, kept=catalogue.kept + 1, source=source.astype(np.int32), labels=labels)
        return replace(training, catalogue=wider, histories=histories)

    found = asked(data, least=2, tamper=filtered)
    assert leaking(found) == {"item-filter", "tuning-filter"}
    assert (found["item-filter"].count, found["item-filter"].values["buyers"]) == (1, "2")
    assert rows(data, found["item-filter"]) == [(1, 9, 60)]
    assert not leaking(asked(data, least=2))


def test_categories_that_no_training_row_gives_are_found() -> None:
    def relabelled(training: Training) -> Training:
        labels = training.catalogue.labels.copy()
        labels[0] = (labels[0] + 1) % 3
        return replace(training, catalogue=replace(training.catalogue, labels=labels))

    assert leaking(asked(shop(), tamper=relabelled)) == {"labels"}


def test_an_item_that_competes_before_it_is_sold_is_found() -> None:
    data = shop(((3, 10, 70),))  # item 11 is never sold: the catalogue alone knows it
    found = asked(data, least=0)
    assert leaking(found) == {"not-yet-sold"}
    assert found["not-yet-sold"].count == 1
    assert rows(data, found["not-yet-sold"]) == [(3, 10, 70)]
    assert not leaking(asked(data, least=1))


def test_a_basket_on_both_sides_is_found() -> None:
    data = shop()
    baskets = np.array(data.log.columns["basket"])
    begin = int(data.log.indptr[4])
    first = int(
        np.searchsorted(data.log.times[begin : data.log.indptr[5]], np.datetime64("2024-02-20", "us").astype(int))
    )
    baskets[begin + first] = baskets[begin + first - 1]
    parted_one = replace(data, log=replace(data.log, columns={"basket": baskets}))
    found = asked(parted_one)
    assert leaking(found) == {"basket-parted"}
    assert found["basket-parted"].rows.tolist() == [begin + first]
    assert found["basket-parted"].fitted is not None
    assert found["basket-parted"].fitted.sum() == 1


def test_the_same_basket_number_of_two_shoppers_is_two_baskets() -> None:
    data = shop()
    alike = np.concatenate([np.arange(count) for count in np.diff(data.log.indptr)]).astype(np.int32)
    assert not leaking(asked(replace(data, log=replace(data.log, columns={"basket": alike}))))


def test_a_row_that_was_logged_twice_and_parted_is_found() -> None:
    data = with_folds(shop(((0, 5, 45), (0, 5, 45))))
    found = asked(data, {"kind": "given"})
    assert "row-parted" in leaking(found)
    assert set(rows(data, found["row-parted"])) == {(0, 5, 45)}


def with_folds(data: Dataset) -> Dataset:
    """Folds by the user's own rows, the last one tests; of rows alike the last."""
    codes = np.zeros(len(data.log), np.int32)
    for user in range(len(data.users)):
        begin, end = data.log.indptr[user], data.log.indptr[user + 1]
        if end - begin < 3:
            continue
        times, items = data.log.times[begin:end], data.log.items[begin:end]
        same = (times[1:] == times[:-1]) & (items[1:] == items[:-1])
        codes[begin + (int(np.flatnonzero(same)[-1]) + 1 if same.any() else end - begin - 1)] = 1
    columns = {**data.log.columns, "fold": codes}
    return replace(data, log=replace(data.log, columns=columns, vocabularies={"fold": pa.array(["train", "test"])}))


def test_training_rows_behind_a_given_test_row_are_the_shoppers_own_future() -> None:
    data = with_folds(shop(((0, 5, 45), (0, 5, 45))))
    found = asked(data, {"kind": "given"})["own-future"]
    assert found.severity == "leak"
    assert {row[0] for row in rows(data, found)} == {0}
    assert min(row[2] for row in rows(data, found)) > 45


def test_two_ids_of_one_history_are_found() -> None:
    twin = tuple((8, item, day) for user, item, day in events() if user == 3)
    found = asked(shop(twin))["histories-alike"]
    assert (found.severity, found.count) == ("leak", 2)
    assert found.fitted is not None
    before = sum(day < 50 for user, _, day in events() if user == 3)
    assert found.fitted.sum() == before  # one of the two stays


def test_ids_that_share_items_at_other_moments_are_two_people() -> None:
    other = tuple((8, item, day + 1) for user, item, day in events() if user == 3)
    assert asked(shop(other))["histories-alike"].severity == "passed"


def test_short_histories_that_agree_are_no_finding() -> None:
    found = asked(shop(((8, 1, 3), (8, 2, 4), (9, 1, 3), (9, 2, 4))))
    assert found["histories-alike"].severity == "passed"


def test_side_tables_cannot_be_dated_and_are_named() -> None:
    data = shop()
    users = replace(data.users, columns=pa.table({"age": ["1"] * len(data.users)}))
    found = asked(replace(data, users=users))["side-tables"]
    assert found.severity == "note"
    assert "age" in found.sentence


def test_tuning_that_saw_its_validation_is_found() -> None:
    data = shop()
    row = next(event for event in events() if event[0] == 1 and 31 <= event[2] < 50)
    protocol = ProtocolConfig.model_validate({"split": TIME, "scopes": ["all"]})
    protocol = protocol.model_copy(update={"category_level": data.level})
    window, plan = split(data, protocol).windows[0], parted(data, protocol.split)
    assert window.validation is not None
    saw = with_rows(window.validation[0], [1], [row[1]], [row[2]])
    found = {each.key: each for each in tuning_leaks(data, saw, plan.validations[-1]())}
    assert (found["tuning"].severity, found["tuning"].count) == ("leak", 1)
    assert rows(data, found["tuning"]) == [row]


def test_without_a_validation_window_nothing_is_tuned() -> None:
    assert [(each.key, each.severity) for each in tuning_leaks(shop(), None, None)] == [("tuning", "note")]


def test_without_a_time_that_is_everyones_nobody_can_order_shoppers() -> None:
    found = asked(with_folds(replace(shop(), has_time=False)), {"kind": "given"})
    assert {found[key].severity for key in ("after-first-test", "others-future", "own-future")} == {"note"}


def test_every_finding_has_a_sentence_that_its_values_fill() -> None:
    made = {**asked(shop(), OWN), **asked(shop(((3, 10, 70),)), least=0)}
    for finding in made.values():
        assert (finding.key, finding.severity) in SENTENCES
        assert "{" not in finding.sentence
