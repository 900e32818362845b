"""Categories that stand beside the interactions: levels of the dataset, and labels of every row."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from engine.protocol import ProtocolConfig, split
from tests.engine.data.making import RECIPE, Made, make

LOG = (
    "user,item,time,group,kind\n"
    "ann,a,2024-01-01,food,bread; cake\n"
    "ann,b,2024-01-02,food,\n"
    "bob,a,2024-01-03,gifts,cake;NA\n"
    "bob,c,2024-01-04,food,\n"
    "ann,c,2024-01-05,gifts,tea\n"
)
LEVELS = RECIPE + 'time = "time"\ncategory = ["group", "kind"]\nformat = { list_separator = ";" }\n'


def labels(made: Made, level: str) -> dict[str, list[str]]:
    found = made.data.taxonomy[level]
    texts = found.names.to_pylist()
    return {
        item: [texts[code] for code in found.codes[begin:end]]
        for item, begin, end in zip(made.data.items.ids.to_pylist(), found.indptr, found.indptr[1:], strict=False)
    }


def test_a_level_is_the_union_over_all_rows_of_an_item(tmp_path: Path) -> None:
    made = make(tmp_path, LEVELS, log_csv=LOG)
    assert labels(made, "group") == {"a": ["food", "gifts"], "b": ["food"], "c": ["food", "gifts"]}
    assert labels(made, "kind") == {"a": ["bread", "cake"], "b": [], "c": ["tea"]}


def test_the_last_level_is_the_one_that_a_study_takes(tmp_path: Path) -> None:
    assert make(tmp_path, LEVELS, log_csv=LOG).data.level == "kind"


def test_a_split_knows_the_labels_of_rows_before_its_cut_alone(tmp_path: Path) -> None:
    data = make(tmp_path, LEVELS, log_csv=LOG).data
    rule = {"split": {"test_start": "2024-01-03"}, "scopes": ["cross", "in"], "min_item_users": 0}
    for level, expected in (
        ("kind", [["bread", "cake"], [], []]),
        ("group", [["food"], ["food"], []]),
    ):
        catalogue = split(data, ProtocolConfig.model_validate(rule | {"category_level": level})).windows[0]
        of_items = catalogue.training.catalogue
        texts = of_items.categories.to_pylist()
        assert of_items.source.tolist() == [0, 1, 2]
        assert [[texts[code] for code in row if code >= 0] for row in of_items.labels] == expected


def test_real_lists_of_a_parquet_file_are_read(tmp_path: Path) -> None:
    table = pa.table({"user": ["u", "u"], "item": ["a", "b"], "kind": [["x;1", "y"], None]})
    pq.write_table(table, tmp_path / "log.parquet")
    made = make(tmp_path, RECIPE.replace("log.csv", "log.parquet") + 'category = "kind"\n')
    assert labels(made, "kind") == {"a": ["x;1", "y"], "b": []}
    level = made.data.row_levels["kind"]
    assert (level.indptr.tolist(), level.codes.tolist()) == ([0, 2], [0, 1])


def test_items_hold_their_labels_as_a_column(tmp_path: Path) -> None:
    made = make(tmp_path, LEVELS, log_csv=LOG)
    assert made.data.items.columns["kind"].to_pylist() == [["bread", "cake"], [], ["tea"]]
