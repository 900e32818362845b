"""The catalogue: joins, rows left out, titles, labels."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.monitor import Level, Monitor
from tests.engine.data.making import RECIPE, make

LOG = "user,item\nann,1\nann,2\nbob,3\nbob,9\n"
ITEMS = RECIPE + '[items]\nsource = "items.csv"\nitem = "id"\n'
SHELF = "id,aisle,kind,name\n1,food,bread,Rye\n2,food,milk,\n3,home,,Cup\n10,home,pan,Pan\n"


def test_every_item_of_the_catalogue_is_stored_bought_or_not(tmp_path: Path) -> None:
    made = make(tmp_path, ITEMS, log_csv=LOG, items_csv=SHELF)
    assert made.data.items.ids.to_pylist() == ["1", "2", "3", "10"]
    assert made.rows() == [("ann", "1"), ("ann", "2"), ("bob", "3")]


def test_items_without_a_place_in_the_catalogue_are_left_out(tmp_path: Path) -> None:
    made = make(tmp_path, ITEMS, log_csv=LOG, items_csv=SHELF)
    assert made.reasons == {"item-unknown": 1}
    assert made.dropped[0]["value"] == "9"


def test_levels_hold_the_labels_and_empty_cells_none(tmp_path: Path) -> None:
    made = make(tmp_path, ITEMS + 'category = ["aisle", "kind"]\n', log_csv=LOG, items_csv=SHELF)
    assert made.labels("aisle") == {"1": ["food"], "2": ["food"], "3": ["home"], "10": ["home"]}
    assert made.labels("kind") == {"1": ["bread"], "2": ["milk"], "3": [], "10": ["pan"]}
    assert made.column("kind") == {"1": "bread", "2": "milk", "3": None, "10": "pan"}
    assert made.data.level == made.report.level == "kind"


def test_titles_are_joined_from_the_parts_that_are_there(tmp_path: Path) -> None:
    made = make(tmp_path, ITEMS + 'title = ["kind", "name"]\n', log_csv=LOG, items_csv=SHELF)
    assert made.column("title") == {"1": "bread Rye", "2": "milk", "3": "Cup", "10": "pan Pan"}
    assert made.data.titles.to_pylist() == ["bread Rye", "milk", "Cup", "pan Pan"]


def test_an_item_of_several_rows_takes_the_union_of_labels_and_the_first_of_all_else(tmp_path: Path) -> None:
    shelf = "id,kind,name,size\n1,tea,,5\n1,gift,Box,6\n1,tea,Tin,7\n2,cup,Cup,\n"
    made = make(tmp_path, ITEMS + 'category = "kind"\n', log_csv="user,item\na,1\na,2\n", items_csv=shelf)
    assert made.labels("kind") == {"1": ["gift", "tea"], "2": ["cup"]}
    assert made.column("kind") == {"1": ["gift", "tea"], "2": ["cup"]}
    assert made.column("name") == {"1": "Box", "2": "Cup"}
    assert made.column("size") == {"1": "5", "2": None}


def test_a_separator_makes_several_labels_of_one_cell(tmp_path: Path) -> None:
    shelf = "id,genre\n1,Drama|Comedy| Drama ||\n2,\n"
    recipe = ITEMS + 'category = "genre"\n[items.format]\nlist_separator = "|"\n'
    made = make(tmp_path, recipe, log_csv="user,item\na,1\na,2\n", items_csv=shelf)
    assert made.labels("genre") == {"1": ["Comedy", "Drama"], "2": []}


def test_several_columns_may_make_one_level(tmp_path: Path) -> None:
    shelf = "id,kind,kind2\n1,tea,gift\n2,cup,\n"
    made = make(tmp_path, ITEMS + 'category = [["kind", "kind2"]]\n', log_csv="user,item\na,1\n", items_csv=shelf)
    assert made.labels("kind") == {"1": ["gift", "tea"], "2": ["cup"]}
    assert made.column("kind2") == {"1": "gift", "2": None}


def test_lists_of_parquet_are_labels(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"id": [1, 2, 3], "kind": [["b", "a", " "], [], None], "n": [7, 8, 9]}), tmp_path / "i.parquet"
    )
    recipe = ITEMS.replace("items.csv", "i.parquet") + 'category = "kind"\nrequire = "kind"\n'
    made = make(tmp_path, recipe, log_csv="user,item\na,1\na,2\n")
    assert made.labels("kind") == {"1": ["a", "b"]}
    assert made.reasons == {"item-incomplete": 1}
    assert made.data.items.columns.schema.field("n").type == pa.int64()


def test_a_number_as_category_is_a_label(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2], "kind": [10.0, None]}), tmp_path / "i.parquet")
    made = make(tmp_path, ITEMS.replace("items.csv", "i.parquet") + 'category = "kind"\n', log_csv="user,item\na,1\n")
    assert made.labels("kind") == {"1": ["10"], "2": []}


def test_dropped_and_incomplete_items_are_left_out_by_reason(tmp_path: Path) -> None:
    recipe = ITEMS + 'drop = { aisle = ["home"] }\nrequire = ["name"]\n'
    made = make(tmp_path, recipe, log_csv=LOG, items_csv=SHELF)
    assert made.data.items.ids.to_pylist() == ["1"]
    assert made.reasons == {"item-dropped": 1, "item-incomplete": 1, "item-unknown": 1}
    assert {reason.code: reason.rows for reason in made.report.tables} == {"item-dropped": 2, "item-incomplete": 1}
    of_log = [row for row in made.dropped if row["table"] == "interactions"]
    assert [(row["item"], row["column"], row["value"]) for row in of_log] == [
        ("2", "name", None),
        ("3", "aisle", "home"),
        ("9", None, "9"),
    ]
    of_items = [row for row in made.dropped if row["table"] == "items"]
    assert [(row["item"], row["line"], row["value"]) for row in of_items] == [
        ("2", 3, None),
        ("3", 4, "home"),
        ("10", 5, "home"),
    ]


def test_an_item_stays_if_one_of_its_rows_does(tmp_path: Path) -> None:
    shelf = "id,kind\n1,fuel\n1,gift\n2,fuel\n"
    recipe = ITEMS + 'category = "kind"\ndrop = { kind = ["fuel"] }\n'
    made = make(tmp_path, recipe, log_csv="user,item\na,1\na,2\n", items_csv=shelf)
    assert made.labels("kind") == {"1": ["gift"]}


def test_numbers_and_truths_can_be_dropped(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2, 3], "n": [7.0, 8.0, 9.0], "f": [True, False, None]}), tmp_path / "i.parquet")
    recipe = ITEMS.replace("items.csv", "i.parquet") + "drop = { n = [8], f = [true] }\n"
    assert make(tmp_path, recipe, log_csv="user,item\na,3\n").data.items.ids.to_pylist() == ["3"]


def test_a_drop_that_hits_nothing_is_told(tmp_path: Path) -> None:
    class Listening(Monitor):
        heard: list[str] = []  # noqa: RUF012

        def message(self, text: str, level: Level = "info") -> None:
            self.heard.append(text)

    make(tmp_path, ITEMS + 'drop = { aisle = ["hose", "food"] }\n', Listening(), log_csv=LOG, items_csv=SHELF)
    assert Listening.heard == ['no item has aisle = "hose", which [items] drop leaves out']


JOINED = ITEMS + 'category = ["hall", "kind"]\n[[items.join]]\nsource = "kinds.csv"\non = "kind_id"\n'
CODED = "id,kind_id\n1,7\n2,8\n3,\n"
KINDS = "kind_id,kind,hall_id\n7,bread,A\n8,milk,B\n9,pan,B\n"
HALLS = "hall_id;hall\nA;food\n"
HALL_JOIN = '[[items.join]]\nsource = "halls.csv"\non = "hall_id"\ncolumns = ["hall"]\n'


def test_joins_follow_each_other(tmp_path: Path) -> None:
    made = make(tmp_path, JOINED + HALL_JOIN, log_csv=LOG, items_csv=CODED, kinds_csv=KINDS, halls_csv=HALLS)
    assert made.labels("kind") == {"1": ["bread"], "2": ["milk"], "3": []}
    assert made.labels("hall") == {"1": ["food"], "2": [], "3": []}
    assert made.column("hall_id") == {"1": "A", "2": "B", "3": None}


def test_a_join_may_bring_several_labels(tmp_path: Path) -> None:
    recipe = ITEMS + 'category = "tag"\n[[items.join]]\nsource = "tags.csv"\non = "id"\n'
    made = make(tmp_path, recipe, log_csv=LOG, items_csv="id\n1\n2\n3\n", tags_csv="id,tag\n1,new\n1,cheap\n3,new\n")
    assert made.labels("tag") == {"1": ["cheap", "new"], "2": [], "3": ["new"]}


def test_a_join_matches_a_number_with_its_text(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2, 3], "kind_id": [7.0, 8.0, None]}), tmp_path / "i.parquet")
    recipe = JOINED.replace("items.csv", "i.parquet").replace('"hall", ', "")
    assert make(tmp_path, recipe, log_csv=LOG, kinds_csv=KINDS).labels("kind") == {
        "1": ["bread"],
        "2": ["milk"],
        "3": [],
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('on = "kind_id"', 'on = "sort"'), 'kinds.csv has no column "sort"; it has kind_id, kind, hall_id'),
        (('"kinds.csv"', '"items.csv"'), 'items.csv has no column "hall_id"'),
        (
            ('"hall", "kind"', '"hall", "sort"'),
            'items.csv has no column "sort"; it has id, kind_id. Correct [items] category',
        ),
        (('columns = ["hall"]', 'columns = ["hell"]'), 'halls.csv has no column "hell"; it has hall_id, hall.'),
        (('columns = ["hall"]', 'columns = ["hall_id", "hall"]'), 'both have a column "hall_id"'),
        (('"halls.csv"\non = "hall_id"', '"halls.csv"\non = ["hall_id", "id"]'), 'halls.csv has no column "id"'),
    ],
)
def test_a_wrong_join_is_one_sentence(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    recipe = JOINED + HALL_JOIN
    assert change[0] in recipe
    with pytest.raises(UserError) as caught:
        make(tmp_path, recipe.replace(*change), log_csv=LOG, items_csv=CODED, kinds_csv=KINDS, halls_csv=HALLS)
    assert says in str(caught.value)


def test_a_join_that_matches_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"No row of items\.csv finds its kind_id in kinds\.csv"):
        make(
            tmp_path, JOINED.replace('"hall", ', ""), log_csv=LOG, items_csv=CODED, kinds_csv="kind_id,kind\nx7,bread\n"
        )


def test_columns_that_bear_our_own_names_are_kept_beside_them(tmp_path: Path) -> None:
    shelf = "sku,id,title,kind\n1,100,old,Rye\n2,200,,Oat\n"
    recipe = ITEMS.replace('item = "id"', 'item = "sku"') + 'title = "kind"\n'
    made = make(tmp_path, recipe, log_csv="user,item\na,1\n", items_csv=shelf)
    assert made.column("title") == {"1": "Rye", "2": "Oat"}
    assert made.column("title (source)") == {"1": "old", "2": None}
    assert made.column("id (source)") == {"1": "100", "2": "200"}


def test_a_catalogue_that_leaves_nothing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"items\.csv leaves no item"):
        make(tmp_path, ITEMS + 'drop = { aisle = ["food", "home"] }\n', log_csv=LOG, items_csv=SHELF)


def test_without_a_catalogue_the_items_are_those_of_the_log(tmp_path: Path) -> None:
    made = make(tmp_path, RECIPE, log_csv=LOG)
    assert made.data.items.ids.to_pylist() == ["1", "2", "3", "9"]
    assert made.data.titles.to_pylist() == ["1", "2", "3", "9"]
    assert made.data.taxonomy.levels == ()
