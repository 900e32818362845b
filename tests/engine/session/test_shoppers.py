"""The list of shoppers and one shopper's page, against the raw tables."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from engine.evaluation import Hits
from engine.evaluation.metrics import f1
from engine.session import (
    CompareQuery,
    ImportDataset,
    Problem,
    Reply,
    RunStudy,
    Session,
    ShopperListQuery,
    ShopperListView,
    ShopperQuery,
    ShopperView,
)

CUT = pd.Timestamp("2017-11-06")
LEFT_OUT = ("FUEL", "COUPON", "MISCELLANEOUS")


@pytest.fixture(scope="module")
def raw(main_job: Any) -> pd.DataFrame:
    """Every purchase of a product that the recipe keeps, in the order of time."""
    rows = pd.read_parquet(main_job.recipe.parent / "transactions.parquet")
    products = pd.read_parquet(main_job.recipe.parent / "products.parquet")
    products = products[~products["department"].isin(LEFT_OUT) & products["product_category"].notna()]
    joined = rows.merge(products, on="product_id")
    joined["time"] = pd.to_datetime(joined["transaction_timestamp"]).dt.tz_localize(None)
    for name in ("household_id", "product_id", "basket_id"):
        joined[name] = joined[name].astype(str)
    return joined.sort_values("time", kind="stable")


@pytest.fixture(scope="module")
def listed(main_job: Any) -> ShopperListView:
    view = main_job.driver.ask(ShopperListQuery(main_job.run("EASE"), "cross", 10, main_job.run("MostPop")))
    assert isinstance(view, ShopperListView)
    return view


@pytest.fixture(scope="module")
def best(listed: ShopperListView) -> int:
    """The position of the shopper for whom the run found most."""
    return int(listed.positions[np.argmax(listed.hits)])


@pytest.fixture(scope="module")
def page(main_job: Any, best: int) -> ShopperView:
    query = ShopperQuery(main_job.run("EASE"), best, "cross", 20, main_job.run("MostPop"))
    view = main_job.driver.ask(query)
    assert isinstance(view, ShopperView), view.sentence
    return view


@pytest.fixture(scope="module")
def bought(raw: pd.DataFrame, page: ShopperView) -> pd.DataFrame:
    return raw[raw["household_id"] == page.id]


@pytest.fixture(scope="module")
def before(bought: pd.DataFrame) -> pd.DataFrame:
    return bought[bought["time"] < CUT]


@pytest.fixture(scope="module")
def novel(raw: pd.DataFrame, bought: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What counts in the scope cross: kept items bought later whose category the shopper had not bought from."""
    past = raw[raw["time"] < CUT]
    buyers = past.groupby("product_id")["household_id"].nunique()
    later = bought[bought["time"] >= CUT]
    later = later[later["product_id"].isin(buyers[buyers >= 2].index)]
    return later[~later["product_category"].isin(set(before["product_category"]))]


def test_every_shopper_with_a_history_is_listed_in_the_order_of_ids(listed: ShopperListView, raw: pd.DataFrame) -> None:
    ids = [int(id) for id in listed.ids.to_pylist()]
    assert ids == sorted(ids)
    assert set(map(str, ids)) == set(raw[raw["time"] < CUT]["household_id"])


def test_the_list_counts_distinct_items_of_each_history(listed: ShopperListView, raw: pd.DataFrame) -> None:
    past = raw[raw["time"] < CUT]
    counts = past.groupby("household_id")["product_id"].nunique()
    assert listed.items.tolist() == counts.loc[listed.ids.to_pylist()].tolist()


def test_hits_f1_and_relevant_are_those_of_the_stored_hits(main_job: Any, listed: ShopperListView) -> None:
    hits = Hits.open(main_job.folder / "runs" / main_job.run("EASE") / "hits" / "cross.npz")
    assert listed.hits[hits.users].tolist() == hits.hit[:, :10].sum(axis=1).tolist()
    assert listed.relevant[hits.users].tolist() == hits.relevant.tolist()
    assert listed.f1[hits.users] == pytest.approx(f1(hits)[:, 9], abs=1e-7)


def test_who_is_not_evaluated_has_no_figure(listed: ShopperListView) -> None:
    left = listed.hits < 0
    assert left.any()
    assert np.isnan(listed.f1[left]).all()
    assert np.isnan(listed.delta[left]).all()
    assert not listed.relevant[left].any()
    assert not np.isnan(listed.delta[~left]).any()


def test_the_difference_is_that_of_the_two_lists(main_job: Any, listed: ShopperListView) -> None:
    other = main_job.driver.ask(ShopperListQuery(main_job.run("MostPop"), "cross", 10))
    assert np.array_equal(listed.delta, listed.f1 - other.f1, equal_nan=True)
    assert np.isnan(other.delta).all()


def test_the_mean_of_the_list_is_the_curves_point(main_job: Any, listed: ShopperListView) -> None:
    view = main_job.driver.ask(CompareQuery(main_job.study))
    row = [run.name for run in view.runs].index("EASE")
    assert np.nanmean(listed.f1.astype(float)) == pytest.approx(view.curves["cross", "f1"][row, 9], abs=1e-7)


def test_the_page_counts_purchases_and_baskets_before_the_cut(page: ShopperView, before: pd.DataFrame) -> None:
    assert (page.purchases, page.baskets) == (len(before), before["basket_id"].nunique())


def test_the_page_counts_seen_categories_among_those_of_kept_items(
    page: ShopperView, raw: pd.DataFrame, before: pd.DataFrame
) -> None:
    past = raw[raw["time"] < CUT]
    buyers = past.groupby("product_id")["household_id"].nunique()
    kept = set(past[past["product_id"].isin(buyers[buyers >= 2].index)]["product_category"])
    assert page.categories == len(kept)
    assert page.categories_seen == len(kept & set(before["product_category"]))


def test_the_page_counts_what_was_bought_later_in_new_categories(page: ShopperView, novel: pd.DataFrame) -> None:
    assert page.later_items == novel["product_id"].nunique() == len(page.later) > 0
    assert page.later_categories == novel["product_category"].nunique()
    assert {item.item for item in page.later} == set(novel["product_id"])


def test_the_weeks_hold_every_basket_of_the_year(page: ShopperView, bought: pd.DataFrame, raw: pd.DataFrame) -> None:
    first = raw["time"].min().normalize()
    weeks = (bought["time"] - first).dt.days // 7
    assert page.weeks.sum() == bought.assign(week=weeks).groupby("week")["basket_id"].nunique().sum()
    assert page.cut_week == (CUT - first).days // 7
    assert page.week_labels[0] == (0, "2017-01-01")


def test_new_weeks_are_those_of_first_purchases_in_new_categories(
    page: ShopperView, bought: pd.DataFrame, before: pd.DataFrame, raw: pd.DataFrame
) -> None:
    later = bought[bought["time"] >= CUT]
    new = later[~later["product_category"].isin(set(before["product_category"]))]
    firsts = new.groupby("product_category")["time"].min()
    weeks = (firsts - raw["time"].min().normalize()).dt.days // 7
    assert page.new_weeks.tolist() == sorted(set(weeks))


def test_the_history_is_every_category_with_its_group_count_weeks_and_last_day(
    page: ShopperView, before: pd.DataFrame, raw: pd.DataFrame
) -> None:
    first = raw["time"].min().normalize()
    expected = {}
    for (group, category), rows in before.groupby(["department", "product_category"]):
        weeks = sorted(set((rows["time"] - first).dt.days // 7))
        expected[group, category] = (len(rows), str(rows["time"].max().date()), weeks)
    told = {(each.group, each.category): (each.purchases, each.last, each.weeks.tolist()) for each in page.history}
    assert told == expected


def test_the_ranked_list_is_that_of_lists_csv(main_job: Any, page: ShopperView) -> None:
    with (main_job.out / "written" / "lists.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["user"] == page.id and row["scope"] == "cross"]
    for name, ranked in (("EASE", page.ranked), ("MostPop", page.ranked_against)):
        written = [row for row in rows if row["run"] == name]
        assert [(str(each.rank), each.item, each.title, each.category) for each in ranked] == [
            (row["rank"], row["item"], row["title"], row["category"]) for row in written
        ]
        assert [each.score for each in ranked] == pytest.approx([float(row["score"]) for row in written], rel=1e-6)
        assert [each.hit for each in ranked] == [row["hit"] in ("1", "true", "True") for row in written]
        assert all(each.probability is None for each in ranked)


def test_a_reason_is_shown_by_title_where_the_model_has_one(
    main_job: Any, page: ShopperView, before: pd.DataFrame
) -> None:
    with (main_job.out / "written" / "lists.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["user"] == page.id and row["scope"] == "cross"]
    named = [row["reason"].split("|") if row["reason"] else [] for row in rows if row["run"] == "EASE"]
    assert any(named)
    assert set().union(*map(set, named)) <= set(before["product_id"])
    assert [len(each.reason) for each in page.ranked] == [len(ids) for ids in named]
    assert not any(each.reason for each in page.ranked_against)


def test_hits_are_marked_on_exactly_the_items_bought_later(page: ShopperView) -> None:
    later = {each.item for each in page.later}
    assert any(each.hit for each in page.ranked)
    for each in (*page.ranked, *page.ranked_against):
        assert each.hit == (each.item in later)


def test_later_items_bear_their_rank_in_both_lists_and_the_best_come_first(page: ShopperView) -> None:
    ranks = {each.item: each.rank for each in page.ranked}
    others = {each.item: each.rank for each in page.ranked_against}
    for each in page.later:
        assert (each.rank, each.rank_against) == (ranks.get(each.item), others.get(each.item))
    order = [each.rank or 10**6 for each in page.later]
    assert order == sorted(order)


def test_items_of_one_title_are_marked_so_that_their_ids_are_shown(page: ShopperView) -> None:
    titles: dict[str, set[str]] = {}
    for each in (*page.ranked, *page.ranked_against, *page.later):
        titles.setdefault(each.title, set()).add(each.item)
    for ranked in (*page.ranked, *page.ranked_against):
        assert ranked.titles_alike == (len(titles[ranked.title]) > 1)


def test_a_shorter_page_cuts_the_lists_and_keeps_the_ranks_of_later_items(
    main_job: Any, best: int, page: ShopperView
) -> None:
    short = main_job.driver.ask(ShopperQuery(main_job.run("EASE"), best, "cross", 5))
    assert short.ranked_against == ()
    assert [each.item for each in short.ranked] == [each.item for each in page.ranked[:5]]
    assert [each.rank for each in short.later] == [each.rank for each in page.later]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"k": 21}, "depth-exceeded"),
        ({"k": 0}, "depth-wrong"),
        ({"scope": "any"}, "run-without-scope"),
        ({"user": 10**6}, "run-shopper"),
        ({"run": "gone"}, "folder-gone"),
        ({"against": "gone"}, "folder-gone"),
    ],
)
def test_a_page_that_cannot_be_made_is_a_problem(main_job: Any, best: int, changed: dict[str, Any], code: str) -> None:
    asked = {"run": main_job.run("EASE"), "user": best, "scope": "cross", "k": 5} | changed
    answer = main_job.driver.ask(ShopperQuery(**asked))
    assert isinstance(answer, Problem)
    assert answer.code == code


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"k": 21}, "depth-exceeded"), ({"k": 0}, "depth-wrong"), ({"scope": "any"}, "run-without-scope")],
)
def test_a_list_that_cannot_be_made_is_a_problem(main_job: Any, changed: dict[str, Any], code: str) -> None:
    asked = {"run": main_job.run("EASE"), "scope": "cross", "k": 5} | changed
    answer = main_job.driver.ask(ShopperListQuery(**asked))
    assert isinstance(answer, Problem)
    assert answer.code == code


@pytest.fixture
def copied(main_job: Any, tmp_path: Path) -> Iterator[Any]:
    """A driver of a workspace that a test may damage."""
    shutil.copytree(main_job.folder, tmp_path / "copy")
    with Session(tmp_path / "copy") as session:
        yield type(main_job.driver)(session)


def test_a_run_deleted_while_it_is_looked_at_is_a_problem(
    main_job: Any, copied: Any, tmp_path: Path, best: int
) -> None:
    run = main_job.run("EASE")
    query = ShopperQuery(run, best, "cross", 5)
    assert isinstance(copied.ask(query), ShopperView)
    shutil.rmtree(tmp_path / "copy" / "runs" / run)
    problem = copied.ask(query)
    assert isinstance(problem, Problem)
    assert problem.code == "folder-gone"
    assert run in problem.sentence
    assert copied.ask(ShopperListQuery(run, "cross", 5)).code == "folder-gone"


def test_a_dataset_deleted_while_it_is_looked_at_is_a_problem(
    main_job: Any, copied: Any, tmp_path: Path, best: int
) -> None:
    query = ShopperQuery(main_job.run("EASE"), best, "cross", 5)
    assert isinstance(copied.ask(query), ShopperView)
    shutil.rmtree(tmp_path / "copy" / "datasets" / "small")
    assert copied.ask(query).code == "folder-gone"


def test_a_dataset_imported_anew_in_another_state_is_a_problem(
    main_job: Any, copied: Any, tmp_path: Path, best: int
) -> None:
    query = ShopperQuery(main_job.run("EASE"), best, "cross", 5)
    assert isinstance(copied.ask(query), ShopperView)
    text = main_job.recipe.read_text(encoding="utf-8").replace('"FUEL", ', '"FUEL", "MEAT", ')
    changed = main_job.recipe.parent / "changed.toml"
    changed.write_text(text, encoding="utf-8")
    assert copied.result(ImportDataset(changed)) == "small"
    problem = copied.ask(query)
    assert isinstance(problem, Problem)
    assert problem.code == "dataset-changed"


def test_runs_of_other_questions_are_not_held_beside_each_other(
    main_job: Any, copied: Any, tmp_path: Path, best: int
) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[protocol]\nmin_item_users = 3\nmax_k = 20\n", encoding="utf-8")
    study = copied.result(RunStudy(other, device="cpu"))
    stranger = copied.ask(CompareQuery(study)).runs[0].id
    problem = copied.ask(ShopperQuery(main_job.run("EASE"), best, "cross", 5, stranger))
    assert isinstance(problem, Problem)
    assert problem.code == "runs-apart"


def test_only_the_newest_of_many_pages_is_answered(main_job: Any, until: Any, listed: ShopperListView) -> None:
    session, run = main_job.driver.session, main_job.run("EASE")
    ids = [session.ask(ShopperQuery(run, int(user), "cross", 5), "page") for user in listed.positions[:50]]
    replies = [
        event
        for event in until(session, lambda event: isinstance(event, Reply) and event.id == ids[-1])
        if isinstance(event, Reply)
    ]
    assert len(replies) < 25  # scrubbed through: those in between were dropped or interrupted
    assert replies[-1].value.id == listed.ids[49].as_py()
