"""The maps of categories through engine.session, against the raw tables."""

from __future__ import annotations

import csv
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from engine.session import Exported, Problem
from engine.session.messages.associations import (
    AssociationsQuery,
    AssociationsView,
    ExportAssociations,
    PairQuery,
    PairView,
)


@pytest.fixture(scope="module")
def ease(main_job: Any) -> AssociationsView:
    return main_job.driver.ask(AssociationsQuery(main_job.run("EASE")))


@pytest.fixture(scope="module")
def bought(main_job: Any) -> pd.DataFrame:
    """What was bought before the cut: shopper, category and number of the basket, from the raw files."""
    folder = main_job.recipe.parent
    rows = pd.read_parquet(folder / "transactions.parquet")
    items = pd.read_parquet(folder / "products.parquet")
    items = items[items["product_category"].notna() & ~items["department"].isin(["FUEL", "COUPON", "MISCELLANEOUS"])]
    rows = rows[rows["transaction_timestamp"] < "2017-11-06"].merge(items, on="product_id")
    baskets = rows.groupby(["household_id", "basket_id"])["transaction_timestamp"].min().reset_index()
    baskets["visit"] = baskets.groupby("household_id")["transaction_timestamp"].rank(method="first").astype(int)
    return rows.merge(baskets[["basket_id", "visit"]], on="basket_id")


def test_support_and_confidence_are_those_of_the_raw_tables(
    main_job: Any, ease: AssociationsView, bought: pd.DataFrame
) -> None:
    first = bought.groupby(["household_id", "product_category"])["visit"].min().unstack()
    last = bought.groupby("household_id")["visit"].max()
    row, column = ease.strongest
    found = main_job.driver.ask(PairQuery(ease.run, ease.level, int(ease.codes[row]), int(ease.codes[column])))
    a, b = first[found.row], first[found.column]
    took = (b > a) & (b <= a + 4)
    able = a.notna() & (last > a) & ~(b <= a)
    assert found.users == took.sum() == ease.users[row, column]
    assert found.able == able.sum()
    assert sorted(map(int, found.ids.to_pylist())) == sorted(map(int, took.index[took]))
    assert found.bins.sum() == found.users
    assert found.low < found.lift < found.high


def test_nothing_at_or_after_the_cut_is_in_the_maps(ease: AssociationsView, bought: pd.DataFrame) -> None:
    assert ease.cut == "2017-11-06"
    assert ease.total == bought["product_category"].nunique()


def test_a_baseline_without_weights_has_the_same_data_map_and_none_of_its_own(
    main_job: Any, ease: AssociationsView
) -> None:
    found = main_job.driver.ask(AssociationsQuery(main_job.run("MostPop")))
    assert found.relation == "none"
    assert np.isnan(found.weights).all()
    assert not found.weight_shades.any()
    assert np.array_equal(found.lifts, ease.lifts, equal_nan=True)
    assert np.isnan(found.agreement)


def test_ease_and_itemknn_have_their_own_maps(main_job: Any, ease: AssociationsView) -> None:
    other = main_job.driver.ask(AssociationsQuery(main_job.run("ItemKNN")))
    assert (ease.relation, other.relation) == ("signed", "positive")
    assert not np.array_equal(ease.weight_shades, other.weight_shades)
    assert ease.pairs > 0


def test_taxonomy_order_keeps_departments_together(ease: AssociationsView) -> None:
    assert len(np.unique(ease.groups)) > 1
    assert (np.diff(ease.groups) >= 0).all()


@pytest.mark.parametrize("show", ["connected", "largest", "all"])
def test_clustered_order_holds_the_same_categories(main_job: Any, show: Any) -> None:
    run = main_job.run("EASE")
    one, other = (
        main_job.driver.ask(AssociationsQuery(run, order=order, show=show, count=12))
        for order in ("taxonomy", "clustered")
    )
    assert sorted(one.codes) == sorted(other.codes)
    assert len(one.codes) == (one.total if show == "all" else 12)


def test_another_level_can_be_mapped_than_the_studys(main_job: Any) -> None:
    found = main_job.driver.ask(AssociationsQuery(main_job.run("EASE"), "department"))
    assert found.level == "department"
    assert found.levels == ("department", "product_category", "product_type")
    assert not found.groups.any()


def test_a_longer_wait_finds_no_fewer_steps(main_job: Any, ease: AssociationsView) -> None:
    whole = main_job.driver.ask(AssociationsQuery(ease.run, within=None, show="all"))
    short = main_job.driver.ask(AssociationsQuery(ease.run, show="all"))
    assert (whole.users >= short.users).all()
    assert whole.users.sum() > short.users.sum()


def test_a_level_that_is_not_there_is_a_problem(main_job: Any) -> None:
    answer = main_job.driver.ask(AssociationsQuery(main_job.run("EASE"), "aisle"))
    assert isinstance(answer, Problem)
    assert answer.code == "level-unknown"


def test_all_pairs_are_exported_as_the_maps_have_them(main_job: Any, ease: AssociationsView, tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    done = main_job.driver.result(ExportAssociations(ease.run, out))
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert isinstance(done, Exported)
    assert done.rows == len(rows) == ease.total * (ease.total - 1)
    row, column = ease.strongest
    pair = next(each for each in rows if (each["from"], each["to"]) == (ease.names[row], ease.names[column]))
    assert float(pair["lift"]) == pytest.approx(ease.lifts[row, column])
    assert int(pair["shoppers"]) == ease.users[row, column]
    assert float(pair["relative_weight"]) == pytest.approx(ease.weights[row, column])


def test_an_export_to_a_place_that_cannot_be_written_is_a_problem(main_job: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    heard = main_job.driver.run(ExportAssociations(main_job.run("EASE"), tmp_path / "file" / "pairs.csv"))
    assert heard.met.state == "failed"
    assert heard.met.problem.code == "out-unwritable"


def test_answering_about_a_pipeline_needs_none_of_the_large_libraries() -> None:
    code = (
        "import sys; from engine.models import registry; from engine.session import associations, queries; "
        "registry.model_class('pipeline'); print(sorted({'torch', 'transformers', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_crosses_to_the_window_can_be_pickled(main_job: Any, ease: AssociationsView) -> None:
    again = pickle.loads(pickle.dumps(ease))
    assert again.names == ease.names
    assert np.array_equal(again.lift_shades, ease.lift_shades)
    pair = main_job.driver.ask(PairQuery(ease.run, ease.level, int(ease.codes[0]), int(ease.codes[1])))
    assert isinstance(pair, PairView)
    assert pickle.loads(pickle.dumps(pair)).row == pair.row
