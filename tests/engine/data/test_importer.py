"""Import: what is stored of the interactions, and what the report says of them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data import DAY, Recipe, import_dataset
from engine.errors import UserError
from engine.monitor import Monitor
from tests.engine.data.making import LOG, RECIPE, TIMED, make, put

JANUARY_1 = 1_704_067_200_000_000


def test_rows_lie_in_the_order_of_user_time_and_file(tmp_path: Path) -> None:
    log = "user,item,time\nbob,z,2024-01-02\nann,b,2024-01-05\nbob,a,2024-01-01\nann,a,2024-01-05\nbob,y,2024-01-02\n"
    made = make(tmp_path, log_csv=log)
    assert made.rows() == [("ann", "b"), ("ann", "a"), ("bob", "a"), ("bob", "z"), ("bob", "y")]
    assert made.data.log.indptr.tolist() == [0, 2, 5]


def test_the_report_counts_what_is_stored(tmp_path: Path) -> None:
    report = make(tmp_path).report
    assert (report.name, report.rows_in, report.rows_out, report.users, report.items) == ("little", 3, 3, 2, 2)
    assert report.span == (JANUARY_1, JANUARY_1 + 2 * DAY)
    assert (report.dropped, report.tables, report.level) == ((), (), None)


def test_dataset_json_holds_the_report(tmp_path: Path) -> None:
    made = make(tmp_path, log_csv=LOG + "eve,,2024-01-02\n")
    facts = json.loads((made.data.folder / "dataset.json").read_text())
    assert facts["rows_in"] == 4
    assert facts["hash"] == made.report.hash == made.data.hash
    assert facts["dropped"][0]["code"] == "item-missing"
    assert (facts["has_time"], facts["relative"], facts["log_columns"]) == (True, False, [])


def test_the_recipe_is_kept_word_for_word(tmp_path: Path) -> None:
    recipe = "# by hand\n" + TIMED
    assert (make(tmp_path, recipe).data.folder / "recipe.toml").read_text() == recipe


def test_rows_that_stand_twice_are_two_events(tmp_path: Path) -> None:
    assert make(tmp_path, log_csv=LOG + LOG.splitlines()[1] + "\n").report.rows_out == 4


def test_ids_of_integers_ascend_as_numbers(tmp_path: Path) -> None:
    made = make(tmp_path, RECIPE, log_csv="user,item\n10,a\n9,b\n100,a\n")
    assert made.data.users.ids.to_pylist() == ["9", "10", "100"]


def test_a_row_that_was_left_out_does_not_make_ids_texts(tmp_path: Path) -> None:
    made = make(tmp_path, log_csv="user,item,time\n10,1,2024-01-01\n9,1,2024-01-01\ntotal,1,\n")
    assert made.data.users.ids.to_pylist() == ["9", "10"]


def test_without_a_time_rows_keep_the_order_of_the_file(tmp_path: Path) -> None:
    made = make(tmp_path, RECIPE)
    assert made.rows("time") == [("ann", "apple", 0), ("ann", "bread", 0), ("bob", "apple", 0)]
    assert not made.data.has_time


def test_missing_and_unreadable_cells_are_left_out_by_reason(tmp_path: Path) -> None:
    log = LOG + ",apple,2024-01-01\nann,,2024-01-01\nann,apple,\nann,apple,soon\nbad\n"
    made = make(tmp_path, log_csv=log)
    assert made.reasons == {
        "user-missing": 1,
        "item-missing": 1,
        "time-missing": 1,
        "time-unreadable": 1,
        "bad-line": 1,
    }
    assert made.report.rows_in == 8
    assert made.report.rows_out == 3
    soon = next(reason for reason in made.report.dropped if reason.code == "time-unreadable")
    assert soon.sentence == "time is no time of the form that the others have."
    assert [(each.file, each.line, each.column, each.value) for each in soon.examples] == [
        ("log.csv", 8, "time", "soon")
    ]


def test_dropped_parquet_lists_every_row_that_was_left_out(tmp_path: Path) -> None:
    made = make(tmp_path, log_csv=LOG + "ann,apple,soon\nbad\n")
    assert made.dropped == [
        {"reason": "bad-line", "file": "log.csv", "line": 6, "user": None, "item": None, "column": None}
        | {"value": "bad", "table": "interactions"},
        {"reason": "time-unreadable", "file": "log.csv", "line": 5, "user": "ann", "item": "apple", "column": "time"}
        | {"value": "soon", "table": "interactions"},
    ]


def test_three_examples_are_enough(tmp_path: Path) -> None:
    made = make(tmp_path, log_csv=LOG + "ann,,2024-01-01\n" * 10)
    assert made.report.dropped[0].rows == 10
    assert [each.line for each in made.report.dropped[0].examples] == [5, 6, 7]


GAPS = """
name = "gaps"
[interactions]
source = "log.csv"
user = "user"
item = "item"
time = { gap = "gap", by = "order", unit = "d" }
basket = "order"
"""


def test_gaps_are_cumulated_once_an_order(tmp_path: Path) -> None:
    log = "user,item,order,gap\na,x,1,\na,y,1,\na,x,10,2.5\na,z,2,7\na,y,10,2.5\nb,x,3,4\n"
    made = make(tmp_path, GAPS, log_csv=log)
    assert made.rows("time", "basket") == [
        ("a", "x", 0, 0),
        ("a", "y", 0, 0),
        ("a", "z", 7 * DAY, 1),
        ("a", "x", 9.5 * DAY, 2),
        ("a", "y", 9.5 * DAY, 2),
        ("b", "x", 4 * DAY, 3),
    ]
    assert made.data.relative
    assert made.data.has_time


def test_the_gap_of_an_order_counts_though_its_rows_are_left_out(tmp_path: Path) -> None:
    made = make(tmp_path, GAPS, log_csv="user,item,order,gap\na,x,1,\na,,2,7\na,x,3,7\n")
    assert made.rows("time") == [("a", "x", 0), ("a", "x", 14 * DAY)]


def test_broken_gaps_and_orders_are_left_out_by_reason(tmp_path: Path) -> None:
    log = "user,item,order,gap\na,x,1,1\na,x,,1\na,x,one,1\na,x,2,-3\na,x,3,week\n"
    assert make(tmp_path, GAPS, log_csv=log).reasons == {
        "order-missing": 1,
        "number-unreadable": 1,
        "gap-unreadable": 2,
    }


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 4), st.integers(0, 30) | st.none()), min_size=1
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_gaps_agree_with_a_walk_through_the_orders(
    tmp_path: Path, rows: list[tuple[int, int, int, int | None]]
) -> None:
    gaps: dict[tuple[int, int], int] = defaultdict(int)
    for user, _, order, gap in rows:
        gaps[user, order] = max(gaps[user, order], gap or 0)
    expected = sorted(
        (user, sum(gaps[each] for each in gaps if each[0] == user and each[1] <= order), place, item)
        for place, (user, item, order, _) in enumerate(rows)
    )
    lines = [f"{user},{item},{order},{'' if gap is None else gap}\n" for user, item, order, gap in rows]
    made = make(tmp_path, GAPS, log_csv="user,item,order,gap\n" + "".join(lines))
    assert made.rows("time") == [(str(user), str(item), time * DAY) for user, time, _, item in expected]


COLUMNS = """
event = "event"
quantity = "quantity"
value = "value"
rating = "rating"
fold = "fold"
keep = ["store", "price", "note"]
"""
WIDE = "user,item,event,quantity,value,rating,fold,store,price,note\n"


def test_further_columns_are_numbers_or_coded_texts(tmp_path: Path) -> None:
    log = WIDE + "a,x,view,1,2.5,4,train,10,1.5,hot\na,y,,,,,Test,9,2,\na,z,buy,3,1,5,train,,,hot\n"
    made = make(tmp_path, RECIPE + COLUMNS, log_csv=log)
    log_columns = made.data.log.columns
    assert {name: column.dtype for name, column in log_columns.items()} == {
        **dict.fromkeys(("quantity", "value", "weight", "price"), np.float32),
        **dict.fromkeys(("event", "fold", "store", "note"), np.int32),
    }
    assert made.rows("event", "fold", "store", "note") == [
        ("a", "x", "view", "train", "10", "hot"),
        ("a", "y", None, "test", "9", None),
        ("a", "z", "buy", "train", None, "hot"),
    ]
    assert made.data.log.vocabularies["store"].to_pylist() == ["9", "10"]
    np.testing.assert_array_equal(log_columns["quantity"], np.float32([1, np.nan, 3]))
    np.testing.assert_array_equal(log_columns["weight"], np.float32([4, np.nan, 5]))
    np.testing.assert_array_equal(log_columns["price"], np.float32([1.5, 2, np.nan]))


def test_a_number_or_fold_that_is_none_is_left_out(tmp_path: Path) -> None:
    log = WIDE + "a,x,view,1,2,4,train,1,1,n\na,x,view,one,2,4,train,1,1,n\na,x,view,1,2,4,later,1,1,n\n"
    assert make(tmp_path, RECIPE + COLUMNS, log_csv=log).reasons == {"number-unreadable": 1, "fold-unknown": 1}


def test_low_and_missing_ratings_are_left_out(tmp_path: Path) -> None:
    log = "user,item,stars\na,x,5\na,y,3\na,z,\nb,x,4\n"
    made = make(tmp_path, RECIPE + 'rating = "stars"\nmin_rating = 4\n', log_csv=log)
    assert made.rows("weight") == [("a", "x", 5), ("b", "x", 4)]
    assert made.reasons == {"rating-low": 1, "rating-missing": 1}


def test_a_kept_column_may_be_called_anything(tmp_path: Path) -> None:
    name = 'a/b "c" ﹏'
    log = 'user,item,"a/b ""c"" ﹏"\na,x,1\n'
    made = make(tmp_path, RECIPE + f"keep = ['{name}']\n", log_csv=log)
    assert made.rows(name) == [("a", "x", "1")]


def test_typed_columns_of_parquet_are_taken_as_they_are(tmp_path: Path) -> None:
    times = pa.array([JANUARY_1, None], pa.timestamp("us"))
    columns = {"user": [7, 8], "item": [1.0, 2.0], "time": times, "paid": [1.5, float("nan")], "shop": [True, None]}
    pq.write_table(pa.table(columns), tmp_path / "log.parquet")
    recipe = TIMED.replace("log.csv", "log.parquet") + 'value = "paid"\nkeep = ["shop"]\n'
    made = make(tmp_path, recipe, unused_txt="")
    assert made.rows("time", "value", "shop") == [("7", "1", JANUARY_1, 1.5, "true")]
    assert made.reasons == {"time-missing": 1}


def test_a_source_may_lie_above_the_recipe_or_be_a_pattern(tmp_path: Path) -> None:
    put(tmp_path, **{"log 1_csv": LOG, "log 2_csv": LOG})
    (tmp_path / "recipes").mkdir()
    recipe = Recipe.parse(TIMED.replace("log.csv", "../log *.csv"), tmp_path / "recipes")
    assert import_dataset(recipe, tmp_path / "made", Monitor()).rows_out == 6


def test_a_new_import_takes_the_place_of_the_old(tmp_path: Path) -> None:
    make(tmp_path)
    made = make(tmp_path, log_csv=LOG + "eve,apple,2024-01-01\n")
    assert made.report.users == 3
    assert [each.name for each in made.data.folder.parent.iterdir()] == ["made"]


class Meddling(Monitor):
    """Writes to a file once the import has begun to read it."""

    def __init__(self, file: Path, text: str | None) -> None:
        self.file, self.text = file, text

    def progress(self, fraction: float, step: str = "") -> None:
        if fraction <= 0.5:
            return
        if self.text is None:
            self.file.unlink(missing_ok=True)
        else:
            self.file.write_text(self.text, encoding="utf-8")


@pytest.mark.parametrize("text", [LOG + "zoe,c,2024-01-09\n", "", None])
def test_a_file_that_changes_while_it_is_read_is_refused_and_nothing_is_stored(
    tmp_path: Path, text: str | None
) -> None:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "recipe.toml").write_text(TIMED, encoding="utf-8")
    recipe, into = Recipe.read(tmp_path / "recipe.toml"), tmp_path / "datasets" / "little"
    with pytest.raises(UserError, match=r"log\.csv (changed while it was read|cannot be read|does not exist)"):
        import_dataset(recipe, into, Meddling(tmp_path / "log.csv", text))
    assert list(into.parent.iterdir()) == []
