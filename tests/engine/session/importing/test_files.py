"""What dropped files are, and the draft that they give."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.session.importing.files import free_name
from engine.session.messages.importing import FilesQuery, RecipeQuery
from tests.engine.session.importing.shop import ITEMS, LOG, Desk, write


def test_two_files_become_interactions_and_items_whatever_their_order(desk: Desk, tmp_path: Path) -> None:
    paths = write(tmp_path, goods_csv=ITEMS, sales_csv=LOG)
    view = desk.ask(FilesQuery(paths))
    assert [(file.path.name, file.table, file.kind) for file in view.files] == [
        ("goods.csv", "items", "csv"),
        ("sales.csv", "interactions", "csv"),
    ]
    assert view.draft == {
        "name": "sales",
        "interactions": {
            "source": str(tmp_path / "sales.csv"),
            "user": "household",
            "item": "product_id",
            "time": "bought",
            "basket": "basket_id",
            "quantity": "quantity",
            "value": "price",
        },
        "items": {
            "source": str(tmp_path / "goods.csv"),
            "item": "product_id",
            "category": ["department", "category"],
            "title": ["name"],
        },
    }


def test_rows_of_a_small_file_are_exact(desk: Desk, tmp_path: Path) -> None:
    view = desk.ask(FilesQuery(write(tmp_path, sales_csv=LOG)))
    assert view.files[0].rows == 336


def test_a_parquet_file_is_known_by_its_footer(desk: Desk, tmp_path: Path) -> None:
    table = pa.table({"user_id": [1, 2], "item_id": ["a", "b"], "time": pa.array([0, 1], pa.timestamp("us"))})
    pq.write_table(table, tmp_path / "log.parquet")
    view = desk.ask(FilesQuery((tmp_path / "log.parquet",)))
    assert (view.files[0].kind, view.files[0].rows) == ("parquet", 2)
    assert view.draft["interactions"]["time"] == "time"


def test_another_encoding_goes_into_the_draft(desk: Desk, tmp_path: Path) -> None:
    text = "用户ID,商品编号,下单时间\n" + "张三,牛奶,2024-01-02\n李四,面包,2024-01-03\n" * 20
    view = desk.ask(FilesQuery(write(tmp_path, log_csv=text.encode("gb18030"))))
    assert view.draft["interactions"] == {
        "source": str(tmp_path / "log.csv"),
        "user": "用户ID",
        "item": "商品编号",
        "time": "下单时间",
        "format": {"encoding": "gb18030"},
    }


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "is empty"),
        ("book.xlsx", b"PK\x03\x04", "workbooks are not read; save the sheet as CSV"),
        ("log.json", b"{}", "JSON is not read yet; save it as CSV or Parquet"),
        ("photo.png", b"\x89PNG\0\0\0\rIHDR" + bytes(range(256)) * 4, "CSV, TSV and Parquet are read"),
        ("log.parquet", b"no parquet at all", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_beside_one_that_can(
    desk: Desk, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (good,) = write(tmp_path, sales_csv=LOG)
    (tmp_path / name).write_bytes(content)
    view = desk.ask(FilesQuery((tmp_path / name, good)))
    bad = view.files[0]
    assert bad.problem is not None
    assert sentence in bad.problem.sentence
    assert (bad.kind, bad.columns, bad.rows) == ("", (), 0)
    assert view.draft["interactions"]["source"] == str(good)


def test_a_folder_is_no_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    problem = desk.ask(FilesQuery((tmp_path / "sales",))).files[0].problem
    assert problem.code == "source-folder"


def test_a_file_that_vanished_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    assert desk.ask(FilesQuery((tmp_path / "gone.csv",))).files[0].problem.code == "file-missing"


def test_files_of_one_form_are_one_source(desk: Desk, tmp_path: Path) -> None:
    lines = LOG.splitlines(keepends=True)
    months = {
        f"sales-{number}_csv": "".join([lines[0], *lines[number * 90 : number * 90 + 90]]) for number in (1, 2, 3)
    }
    view = desk.ask(FilesQuery(write(tmp_path, **months, goods_csv=ITEMS)))
    assert [file.table for file in view.files] == ["interactions"] * 3 + ["items"]
    assert view.draft["name"] == "sales"
    assert view.draft["interactions"]["source"] == str(tmp_path / "sales-*.csv")
    assert 'source = "sales-*.csv"' in desk.ask(RecipeQuery(view.draft)).toml


def test_a_pattern_never_takes_in_a_file_that_was_not_chosen(desk: Desk, tmp_path: Path) -> None:
    paths = write(tmp_path, sales1_csv=LOG, sales2_csv=LOG, sales3_csv=LOG)
    source = desk.ask(FilesQuery(paths[:2])).draft["interactions"]["source"]
    assert source in (str(paths[0]), str(paths[1]))


@pytest.mark.parametrize(
    ("file", "taken", "name"),
    [
        ("Sales 2023.csv.gz", (), "sales-2023"),
        ("sales.csv", ("sales",), "sales-2"),
        ("sales.csv", ("sales", "sales-2"), "sales-3"),
        ("订单.csv", (), "订单"),
        ("???.csv", (), "dataset"),
    ],
)
def test_a_dataset_is_called_after_its_file_where_that_name_is_free(
    file: str, taken: tuple[str, ...], name: str
) -> None:
    assert free_name(Path(file), taken) == name
