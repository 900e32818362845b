"""Recipes: every field of the contract, and one sentence for what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.data.recipe import Gap, Recipe
from engine.errors import UserError
from tests.engine.data.making import RECIPE, TIMED

WHOLE = """
name = "whole"
[interactions]
source = "log-*.csv.gz"
user = "u"
item = "i"
time = { gap = "days", by = "number", unit = "h" }
basket = "b"
event = "e"
quantity = "q"
value = "v"
rating = "r"
min_rating = 3.5
fold = "f"
keep = ["store", "price"]
[interactions.format]
delimiter = "::"
quote = ""
encoding = "gb18030"
decimal = ","
thousands = "."
header = false
columns = ["u", "i"]
na = ["-"]
time_format = "%d.%m.%Y"
[items]
source = "items.parquet"
item = "i"
category = ["department", ["kind", "second_kind"]]
level = "department"
title = "name"
drop = { department = ["FUEL", 7], vegan = [true] }
require = ["kind"]
[items.format]
list_separator = "|"
[[items.join]]
source = "kinds.csv"
on = "kind_id"
columns = ["kind"]
[[items.join]]
source = "more.csv"
on = ["a", "b"]
[users]
source = "users.csv"
user = "u"
columns = ["age"]
"""


def refusal(text: str) -> str:
    with pytest.raises(UserError) as caught:
        Recipe.parse(text, Path(), "r.toml")
    return str(caught.value)


def test_every_field_of_the_contract_is_read() -> None:
    recipe = Recipe.parse(WHOLE, Path("/data"))
    assert recipe.interactions.time == Gap(gap="days", by="number", unit="h")
    assert recipe.items is not None
    assert recipe.items.levels == {"department": ["department"], "kind": ["kind", "second_kind"]}
    assert [join.on for join in recipe.items.join] == [["kind_id"], ["a", "b"]]
    assert recipe.items.title == ["name"]
    assert recipe.items.drop == {"department": ["FUEL", 7], "vegan": [True]}
    assert recipe.folder == Path("/data")


def test_the_text_is_kept_with_its_comments() -> None:
    text = "# mine\n" + RECIPE
    assert Recipe.parse(text, Path()).text == text


def test_a_recipe_made_in_code_can_tell_its_text() -> None:
    recipe = Recipe.parse(WHOLE, Path())
    made = Recipe.model_validate(recipe.model_dump(exclude_unset=True))
    assert Recipe.parse(made.text, Path()).model_dump() == recipe.model_dump()


def test_the_default_level_is_the_finest() -> None:
    recipe = Recipe.parse(WHOLE.replace('level = "department"\n', ""), Path())
    assert recipe.level == "kind"


def test_without_items_there_is_no_level() -> None:
    assert Recipe.parse(RECIPE, Path()).level is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("user =", "usr ="), ["interactions.usr", "basket, category, event"]),
        (('user = "u"', ""), ["interactions.user", "missing"]),
        (('user = "u"', "user = 7"), ["interactions.user = 7"]),
        (("min_rating = 3.5", 'min_rating = "high"'), ["interactions.min_rating = high"]),
        (('unit = "h"', 'unit = "year"'), ["interactions.time.unit = year", "'d'"]),
        (('gap = "days", ', ""), ["interactions.time.gap is missing"]),
        (('level = "department"', 'level = "aisle"'), ["aisle", "department, kind"]),
        (('source = "kinds.csv"', ""), ["items.join.1.source is missing"]),
        (('columns = ["kind"]', "colums = 1"), ["items.join.1.colums", "columns, format, on, source"]),
        (('keep = ["store", "price"]', 'keep = ["time"]'), ["interactions.keep", '"time"']),
        (('keep = ["store", "price"]', 'keep = ["a", "a"]'), ["interactions.keep", "twice"]),
        (('rating = "r"\n', ""), ["min_rating needs a rating"]),
        (('thousands = "."', 'thousands = ","'), ["interactions.format", "same mark"]),
        (('name = "whole"', 'name = "a/b"'), ["name = a/b"]),
        (
            ('category = ["department", ["kind", "second_kind"]]', 'category = ["a", "a"]'),
            ["items.category", "its own"],
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_value(change: tuple[str, str], expected: list[str]) -> None:
    assert change[0] in WHOLE
    sentence = refusal(WHOLE.replace(*change, 1))
    assert sentence.startswith("r.toml: ")
    for part in expected:
        assert part in sentence


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('time = "t"\norder = "position"', "name one of them"),
        ('order_scope = "global"', "needs an order column"),
        ('category = ["kind", "kind"]', "a name of its own"),
        ('category = ["kind"]\n[items]\nsource = "i.csv"\nitem = "i"', "leave [interactions] category out"),
        ("format = { sheet = 1 }", "CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_ignored(line: str, says: str) -> None:
    assert says in refusal(RECIPE + line)


@pytest.mark.parametrize(
    ("lines", "relative", "has_time", "has_order"),
    [
        ("", False, False, False),
        ('time = "t"', False, True, False),
        ('time = { gap = "g", by = "n" }', True, True, False),
        ('order = "position"', True, False, True),
        ('order = "position"\norder_scope = "user"', True, False, True),
        ('order = "position"\norder_scope = "global"', True, True, False),
    ],
)
def test_what_can_be_compared_follows_from_time_and_order(
    lines: str, relative: bool, has_time: bool, has_order: bool
) -> None:
    found = Recipe.parse(RECIPE + lines, Path()).interactions
    assert (found.relative, found.has_time, found.has_order) == (relative, has_time, has_order)


def test_broken_toml_is_told_with_its_line() -> None:
    assert "line 2" in refusal('name = "a"\n[interactions\n')


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.toml does not exist"):
        Recipe.read(tmp_path / "gone.toml")


def test_a_folder_for_a_recipe_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="directory"):
        Recipe.read(tmp_path)


def test_a_byte_order_mark_does_not_disturb(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_bytes(b"\xef\xbb\xbf" + TIMED.encode())
    assert Recipe.read(tmp_path / "r.toml").name == "little"


def test_a_recipe_is_read_without_a_database_or_a_learner() -> None:
    heavy = "{'duckdb', 'torch', 'sklearn'}"
    code = f"import sys, engine.data.recipe; print({heavy} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
