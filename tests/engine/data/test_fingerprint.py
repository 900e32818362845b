"""Hashes: of what is stored, not of where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.data.making import TIMED, make

WHOLE = (
    TIMED
    + """
basket = "basket"
keep = ["shop"]
[items]
source = "items.csv"
item = "id"
category = ["aisle", "kind"]
[users]
source = "people.csv"
user = "user"
"""
)
FILES = {
    "log_csv": "user,item,time,basket,shop\nann,1,2024-01-02,7,x\nann,2,2024-01-02,7,y\nbob,1,2024-01-01,8,x\n",
    "items_csv": "id,aisle,kind,name\n1,a,k,Rye\n1,a,l,Rye\n2,b,k,\n",
    "people_csv": "user,age\nann,30\n",
}


def hashed(folder: Path, recipe: str = WHOLE, **changes: str) -> str:
    folder.mkdir()
    return make(folder, recipe, **(FILES | changes)).report.hash


def test_the_same_recipe_over_the_same_files_gives_the_same_hash_anywhere(tmp_path: Path) -> None:
    assert hashed(tmp_path / "here") == hashed(tmp_path / "there")


def test_the_name_of_a_file_and_a_comment_do_not_count(tmp_path: Path) -> None:
    renamed = "# mine\n" + WHOLE.replace("items.csv", "goods.csv")
    assert hashed(tmp_path / "a") == hashed(tmp_path / "b", renamed, goods_csv=FILES["items_csv"])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("log_csv", "2024-01-01", "2024-01-03"),
        ("log_csv", "ann,2", "ann,1"),
        ("log_csv", "7,y", "9,y"),
        ("log_csv", ",y\n", ",z\n"),
        ("log_csv", "bob", "eve"),
        ("items_csv", "1,a,l", "1,a,m"),
        ("items_csv", "2,b,k,", "2,b,k,Oat"),
        ("people_csv", "30", "31"),
    ],
)
def test_every_stored_cell_counts(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert old in FILES[file]
    assert hashed(tmp_path / "a") != hashed(tmp_path / "b", **{file: FILES[file].replace(old, new)})


def test_the_default_level_counts(tmp_path: Path) -> None:
    chosen = WHOLE.replace('category = ["aisle", "kind"]\n', 'category = ["aisle", "kind"]\nlevel = "aisle"\n')
    assert hashed(tmp_path / "a") != hashed(tmp_path / "b", chosen)
