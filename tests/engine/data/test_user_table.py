"""What is known of the users."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from engine.errors import UserError
from tests.engine.data.making import LOG, TIMED, make

USERS = TIMED + '[users]\nsource = "people.csv"\nuser = "person"\n'
PEOPLE = "person,age,id\nbob,,7\nbob,65+,\neve,20,9\n,30,\nbad\n"


def test_users_are_those_of_the_log_with_nulls_where_nothing_is_known(tmp_path: Path) -> None:
    made = make(tmp_path, USERS, log_csv=LOG, people_csv=PEOPLE)
    assert made.data.users.ids.to_pylist() == ["ann", "bob"]
    assert made.data.users.columns.to_pylist() == [
        {"age": None, "id (source)": None},
        {"age": "65+", "id (source)": "7"},
    ]


def test_only_the_columns_that_were_asked_for_are_kept(tmp_path: Path) -> None:
    made = make(tmp_path, USERS + 'columns = ["age"]\n', log_csv=LOG, people_csv=PEOPLE)
    assert made.data.users.columns.column_names == ["age"]


def test_rows_without_a_user_are_counted(tmp_path: Path) -> None:
    made = make(tmp_path, USERS, log_csv=LOG, people_csv=PEOPLE)
    assert {reason.code: reason.rows for reason in made.report.tables} == {"bad-line": 1, "key-missing": 1}
    assert [(row["line"], row["table"]) for row in made.dropped] == [(6, "users"), (5, "users")]


def test_without_a_table_users_have_no_columns(tmp_path: Path) -> None:
    assert make(tmp_path).data.users.columns.schema == pa.schema([])


def test_a_missing_column_names_its_field(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r'people\.csv has no column "person"; .* Correct \[users\] user in the recipe'):
        make(tmp_path, USERS, log_csv=LOG, people_csv="name,age\nbob,3\n")
