"""Segments and their figures against loops over users and items."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import DAY, Table
from engine.errors import UserError
from engine.evaluation import METRICS, hits
from engine.evaluation.segment_means import ENOUGH, FEW, FEWEST, WIDE, Parted, of_items, of_users, segment_means
from engine.evaluation.segments import MOST, Segments, segment_choices, segments_by
from engine.monitor import Cancelled, Monitor
from engine.protocol.ranking import rank
from engine.protocol.training import Training
from tests.engine.invented import START, Oracle, invented, metrics_at, window
from tests.engine.protocol.test_ranking import Table as Scores
from tests.engine.protocol.test_ranking import table

few = settings(max_examples=20, deadline=None)


def training(seed: int = 3, most_labels: int = 2) -> Training:
    return window(invented(seed, users=40, rows=600, most_labels=most_labels), 60).training


def with_columns(**columns: list[object]) -> Training:
    train = training()
    cells = {name: [values[row % len(values)] for row in range(len(train.users))] for name, values in columns.items()}
    return replace(train, users=Table(train.users.ids, pa.table(cells)))


@few
@given(st.integers(0, 10**6), st.sampled_from(["activity", "tenure", "categories"]))
def test_users_are_parted_by_what_they_did_before_the_cut(seed: int, by: str) -> None:
    made = invented(seed, users=30, rows=300, most_labels=2)
    train, oracle = window(made, 60).training, Oracle(made, 60)
    past = [[day for user, _, day in made.events if user == each and day < 60] for each in oracle.users]
    cut = int((train.cut - START) // DAY)
    values = {
        "activity": [len(days) for days in past],
        "tenure": [cut - min(days) for days in past],
        "categories": [len(oracle.seen[user]) for user in oracle.users],
    }[by]
    found = segments_by(train, by, {})
    for value, segment in zip(values, found.of, strict=True):
        low, _, high = found.names[segment].partition("–")
        assert int(low) <= value <= int(high or low)
    ranges = [tuple(map(int, (name.split("–") * 2)[:2])) for name in found.names]
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


def test_quarters_hold_about_as_many_users_each() -> None:
    train = window(invented(1, users=200, rows=9000), 60).training
    counts = np.bincount(segments_by(train, "activity", {}).of)
    assert len(counts) == 4
    assert counts.max() - counts.min() < 40


def test_equal_values_are_never_parted() -> None:
    found = segments_by(with_columns(size=[float(n) for n in [*range(30), 7, 7, 7, 7, 7, 7]]), "user:size", {})
    train = with_columns(size=[float(n) for n in [*range(30), 7, 7, 7, 7, 7, 7]])
    sizes = train.users.columns["size"].to_numpy()
    assert len(set(found.of[sizes == 7].tolist())) == 1


def test_a_column_has_a_segment_a_value_the_most_frequent_first_and_one_for_the_unknown() -> None:
    found = segments_by(with_columns(income=["low", "high", "high", None]), "user:income", {})
    assert found.names == ("high", "low", "")
    assert found.of[:4].tolist() == [1, 0, 0, 2]


def test_rare_values_of_a_column_share_a_segment() -> None:
    train = with_columns(town=[f"town {n:02}" for n in range(40)])
    found = segments_by(train, "user:town", {})
    assert len(found.names) == MOST + 1
    assert found.rest == MOST
    assert (found.of == found.rest).sum() == len(train.users) - MOST


def test_a_user_belongs_to_the_store_visited_most() -> None:
    train = training()
    codes = np.random.default_rng(1).integers(-1, 4, len(train.histories.items)).astype(np.int32)
    past = replace(train.histories, columns={**train.histories.columns, "store": codes})
    train = replace(train, histories=past)
    stores = pa.array(["north", "east", "south", "west"])
    found = segments_by(train, "most:store", {"store": stores})
    for row in range(len(past)):
        own = [int(code) for code in codes[past.indptr[row] : past.indptr[row + 1]] if code >= 0]
        counts = Counter(own)
        best = min(own, key=lambda code: (-counts[code], code)) if own else None
        assert found.names[found.of[row]] == ("" if best is None else stores[best].as_py())


def test_popularity_has_four_parts_with_about_as_many_purchases() -> None:
    train = window(invented(6, users=300, items=200, rows=9000), 60).training
    found = segments_by(train, "popularity", {})
    buyers = np.bincount(train.histories.binary(train.catalogue.kept).indices, minlength=train.catalogue.kept)
    mass = np.bincount(found.of[:, 0], buyers)
    assert found.of_items
    assert len(found.names) == 4
    assert mass.min() > buyers.sum() / 4 - buyers.max()
    for item, count in enumerate(buyers):
        low, _, high = found.names[found.of[item, 0]].partition("–")
        assert int(low) <= count <= int(high or low)


def test_what_parts_users_here_is_offered_and_anything_else_refused() -> None:
    train = with_columns(income=["low"])
    assert segment_choices(train, {}) == (
        "activity",
        "tenure",
        "categories",
        "category",
        "popularity",
        "user:income",
    )
    assert "category" not in segment_choices(training(most_labels=0), {})
    with pytest.raises(UserError) as caught:
        segments_by(train, "user:age", {})
    assert caught.value.code == "segments-unknown"


@few
@given(st.integers(0, 10**6), st.integers(1, 3), st.sampled_from(["cross", "all", "any"]), st.integers(1, 9))
def test_an_item_segment_counts_its_own_items_alone(seed: int, most_labels: int, scope: str, k: int) -> None:
    made = invented(seed, users=25, rows=300, most_labels=most_labels)
    asked, oracle = window(made, 60), Oracle(made, 60)
    scores = table(seed, len(oracle.users), len(oracle.kept))
    lists = rank(Scores(scores), asked.test, (scope,), 9, asked.training.catalogue, Monitor())[scope]
    right = asked.test.targets[scope]
    found = hits(lists, right)
    parts = segments_by(asked.training, "category", {})
    for metric in METRICS:
        parted = of_items(found, lists.items[found.users], right, parts, metric, k)
        expected: list[tuple[int, float]] = []
        for category in range(len(parts.names)):
            for row, user in enumerate(oracle.users):
                own = {item for item in oracle.relevant(user, scope) if category in oracle.labels[item]}
                if own:
                    listed = [oracle.kept[item] for item in lists.items[row] if item >= 0]
                    expected.append((category, metrics_at(listed, own, k)[metric]))
        assert parted.segment.tolist() == [segment for segment, _ in expected]
        assert parted.values == pytest.approx([value for _, value in expected])


def test_a_user_segment_has_the_metric_of_its_users() -> None:
    asked = window(invented(4, users=40, rows=600), 60)
    scores = table(4, len(asked.training.histories), asked.training.catalogue.kept)
    lists = rank(Scores(scores), asked.test, ("all",), 6, asked.training.catalogue, Monitor())["all"]
    found = hits(lists, asked.test.targets["all"])
    of = np.arange(len(asked.training.histories), dtype=np.int32) % 3 - 1
    parted = of_users(found, Segments("thirds", ("a", "b"), of), "f1", 4)
    whole = METRICS["f1"](found)[:, 3]
    for segment in (0, 1):
        np.testing.assert_allclose(parted.values[parted.segment == segment], whole[of[found.users] == segment])
    assert len(parted.values) == (of[found.users] >= 0).sum()


def parted(*sizes: int, seed: int = 0, shift: float = 0.0) -> Parted:
    source = np.random.default_rng(seed)
    segment = np.repeat(np.arange(len(sizes)), sizes)
    return Parted(segment, np.clip(source.normal(0.5 + shift, 0.1, len(segment)), 0, 1))


def test_means_and_intervals_are_those_of_each_segment_alone() -> None:
    runs = [parted(200, 50), parted(200, 50, seed=1)]
    found = segment_means(runs, 2, 0, draws=2000)
    for segment in (0, 1):
        own = runs[1].values[runs[1].segment == segment]
        assert found.mean[1, segment] == pytest.approx(own.mean())
        half = 1.96 * own.std(ddof=1) / np.sqrt(len(own))
        assert found.interval[:, 1, segment] == pytest.approx([own.mean() - half, own.mean() + half], abs=half / 5)
    assert found.users.tolist() == [200, 50]
    assert (found.state == ENOUGH).all()


def test_differences_are_paired() -> None:
    base = parted(100, 100)
    better = Parted(base.segment, base.values + 0.01)
    found = segment_means([base, better], 2, 0, draws=500)
    assert found.difference[1] == pytest.approx([0.01, 0.01])
    assert found.difference_interval[:, 1] == pytest.approx(np.full((2, 2), 0.01), abs=1e-6)
    assert np.isnan(found.difference[0]).all()
    assert np.isnan(found.difference_band[:, 0]).all()


def test_bands_over_all_segments_are_wider_than_intervals_of_one() -> None:
    found = segment_means([parted(*[60] * 12)], 12, draws=2000)
    widths = [(each[1] - each[0])[0] for each in (found.interval, found.band)]
    assert (widths[1] > 1.2 * widths[0]).all()


def test_a_segment_with_too_few_shoppers_has_a_mean_and_no_interval() -> None:
    found = segment_means([parted(FEWEST - 1, FEWEST, 0)], 3, draws=200)
    assert found.state[0].tolist() == [FEW, ENOUGH, FEW]
    assert np.isnan(found.interval[:, 0, 0]).all()
    assert np.isfinite(found.mean[0, 0])
    assert np.isnan(found.mean[0, 2])


def test_a_segment_whose_interval_reaches_its_mean_says_so() -> None:
    rare = np.zeros(40)
    rare[0] = 1.0
    found = segment_means([Parted(np.zeros(40, np.int64), rare), Parted(np.zeros(40, np.int64), np.zeros(40))], 1)
    assert found.state[:, 0].tolist() == [WIDE, WIDE]


def test_rows_need_no_order() -> None:
    run = parted(80, 40)
    mixed = np.random.default_rng(1).permutation(120)
    one = segment_means([run], 2, draws=300)
    other = segment_means([Parted(run.segment[mixed], run.values[mixed])], 2, draws=300)
    np.testing.assert_allclose(one.mean, other.mean)
    np.testing.assert_allclose(one.interval, other.interval, atol=0.01)


def test_nobody_evaluated_gives_empty_segments() -> None:
    found = segment_means([Parted(np.empty(0, np.int64), np.empty(0))], 2, draws=10)
    assert found.users.tolist() == [0, 0]
    assert np.isnan(found.mean).all()


class Impatient(Monitor):
    def checkpoint(self) -> None:
        raise Cancelled


def test_segments_are_cancelled_between_draws() -> None:
    with pytest.raises(Cancelled):
        segment_means([parted(50)], 1, monitor=Impatient())
