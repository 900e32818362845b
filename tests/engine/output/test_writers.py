"""Rows in every format: read back they are what was written, and nothing in them is run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.output import Layout, writers
from engine.output.writers import writer_of

MADE = "2026-11-24T10:33:36+00:00"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def block(**columns: object) -> pa.Table:
    """Rows as an extract gives them."""
    kinds = {
        "rank": pa.int32(),
        "score": pa.float32(),
        "probability": pa.float32(),
        "hit": pa.bool_(),
        "category": pa.list_(pa.string()),
        "reason": pa.list_(pa.string()),
    }
    return pa.table({name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns.items()})


def written(layout: Layout, rows: pa.Table, folder: Path, times: int = 1) -> tuple[bytes, int]:
    """The file of some blocks, and how many characters were replaced."""
    stream = io.BytesIO()
    writer = writer_of(layout, stream, rows.slice(0, 0), MADE, folder)
    try:
        for _ in range(times):
            writer.write(rows)
        writer.close()
    except UserError:
        writer.drop()
        raise
    return stream.getvalue(), writer.replaced


def text_of(rows: pa.Table, folder: Path, **fields: object) -> str:
    layout = Layout(columns=tuple(rows.column_names), **fields)  # type: ignore[arg-type]
    return written(layout, rows, folder)[0].decode(layout.encoding)


def sheets(data: bytes) -> list[list[list[str | float | None]]]:
    """The cells of every sheet, texts as str, numbers as float."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            root = ElementTree.fromstring(book.read(name))
            assert not list(root.iter(f"{SHEET}f")), "a formula"
            rows: list[list[str | float | None]] = []
            for line in root.iter(f"{SHEET}row"):
                cells: list[str | float | None] = []
                for cell in line.iter(f"{SHEET}c"):
                    number, text = cell.find(f"{SHEET}v"), "".join(t.text or "" for t in cell.iter(f"{SHEET}t"))
                    cells.append(float(number.text or "") if number is not None else text)
                rows.append(cells)
            found.append(rows)
    return found


def test_a_delimiter_inside_a_text_is_quoted(tmp_path: Path) -> None:
    text = text_of(
        block(title=["Beans; fine", 'a "b"', "two\nlines", "a,b"], rank=[1, 2, 3, 4]), tmp_path, delimiter="semicolon"
    )
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1:] == [
        ["Beans; fine", "1"],
        ['a "b"', "2"],
        ["two\nlines", "3"],
        ["a,b", "4"],
    ]
    assert '"a,b"' not in text


@pytest.mark.parametrize("delimiter", ["comma", "semicolon", "tab", "bar"])
def test_a_decimal_comma_never_parts_a_number(tmp_path: Path, delimiter: str) -> None:
    text = text_of(block(score=[0.5, -1.25, None]), tmp_path, decimal="comma", delimiter=delimiter)
    rows = list(
        csv.reader(io.StringIO(text), delimiter={"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}[delimiter])
    )
    assert [row[:1] for row in rows[1:] if row] == [["0,5"], ["-1,25"]]


def test_labels_and_reasons_are_joined_with_a_bar(tmp_path: Path) -> None:
    rows = block(category=[["a", "b"], []], reason=[["7", "8"], None])
    assert text_of(rows, tmp_path) == "category,reason\na|b,7|8\n,\n"


@pytest.mark.parametrize(
    "title", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－x", "=HYPERLINK(1)"]
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path: Path, title: str) -> None:
    rows = block(title=[title, "Beans"], item=[title, "7"], category=[[title, "b"], ["c"]], reason=[[title], None])
    text = text_of(rows, tmp_path, neutralise=True)
    assert next(csv.reader(io.StringIO(text.split("\n", 1)[1], newline=""))) == [f"'{title}"] * 2 + [
        f"'{title}|b",
        f"'{title}",
    ]
    assert text.endswith("Beans,7,c,\n")


@pytest.mark.parametrize("id", ["-5", "+7", "-1.5", "0012"])
def test_an_id_that_is_a_number_stays_what_it_is(tmp_path: Path, id: str) -> None:
    assert text_of(block(item=[id]), tmp_path, neutralise=True) == f"item\n{id}\n"


def test_numbers_are_never_taken_for_formulas(tmp_path: Path) -> None:
    assert text_of(block(score=[-0.5]), tmp_path, neutralise=True) == "score\n-0.5\n"


def test_formulas_are_kept_unless_asked(tmp_path: Path) -> None:
    assert text_of(block(title=["=1+1"]), tmp_path) == "title\n=1+1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_character_survives_a_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    titles = ["鸡蛋", "بيض", "🥚 free-range", "œuf", "x" * 500]
    data, replaced = written(Layout(columns=("title",), encoding=encoding), block(title=titles), tmp_path, times=2)
    assert data.decode(encoding).split("\n") == ["title", *titles, *titles, ""]
    assert replaced == 0


def test_the_mark_of_an_encoding_stands_once_at_the_beginning(tmp_path: Path) -> None:
    for encoding, mark in (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", "\ufeff".encode("utf-16")[:2])):
        data, _ = written(Layout(columns=("title",), encoding=encoding), block(title=["a"]), tmp_path, times=3)
        assert data.startswith(mark)
        assert data.decode(encoding).count("\ufeff") == 0


def test_a_character_that_the_encoding_lacks_is_refused_with_its_line(tmp_path: Path) -> None:
    rows = block(item=["1", "2"], title=["Beans", "鸡蛋"])
    with pytest.raises(UserError, match="cp1252 has no 鸡, which stands in this line: 2,鸡蛋"):
        written(Layout(columns=("item", "title"), encoding="cp1252"), rows, tmp_path)


def test_replaced_characters_are_counted(tmp_path: Path) -> None:
    rows = block(title=["Crème", "鸡蛋 ok", "鸡"])
    data, replaced = written(Layout(columns=("title",), encoding="cp1252", replace=True), rows, tmp_path, times=2)
    assert data.decode("cp1252") == "title\n" + "Crème\n?? ok\n?\n" * 2
    assert replaced == 6


def test_json_lines_are_json(tmp_path: Path) -> None:
    rows = block(
        title=['a "b" \\ c', "tab\tline\nbell\x07", "鸡蛋"],
        category=[["x", 'y"'], [], None],
        score=[0.1, None, -2.0],
        hit=[True, False, False],
        rank=[1, 2, 3],
    )
    text = text_of(rows, tmp_path, format="jsonl")
    assert [json.loads(line) for line in text.splitlines()] == [
        {"title": 'a "b" \\ c', "category": ["x", 'y"'], "score": 0.1, "hit": True, "rank": 1},
        {"title": "tab\tline\nbell\x07", "category": [], "score": None, "hit": False, "rank": 2},
        {"title": "鸡蛋", "category": None, "score": -2.0, "hit": False, "rank": 3},
    ]


def test_parquet_keeps_types_and_nulls(tmp_path: Path) -> None:
    rows = block(user=["1"], rank=[1], score=[0.5], probability=[None], hit=[True], category=[["a"]], reason=[None])
    data, _ = written(Layout("parquet", columns=tuple(rows.column_names)), rows, tmp_path, times=2)
    assert pq.read_table(io.BytesIO(data)).equals(pa.concat_tables([rows, rows]))


def test_excel_holds_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    rows = block(
        item=["0012", "=1+1"], title=["", "鸡蛋\x07"], score=[0.1, None], hit=[True, False], category=[["a", "b"], []]
    )
    data, _ = written(Layout("xlsx", columns=tuple(rows.column_names)), rows, tmp_path)
    (sheet,) = sheets(data)
    assert sheet[0] == ["item", "title", "score", "hit", "category"]
    assert sheet[1] == ["0012", 0.1, 1.0, "a|b"]
    assert sheet[2][0] == "=1+1"
    assert sheet[2][2:] == [0.0]


def test_rows_beyond_a_sheet_go_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "SHEET_ROWS", 3)
    data, _ = written(Layout("xlsx", columns=("rank",)), block(rank=[1, 2, 3, 4, 5]), tmp_path)
    assert sheets(data) == [[["rank"], [1.0], [2.0]], [["rank"], [3.0], [4.0]], [["rank"], [5.0]]]


def test_a_text_that_no_cell_holds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="40,000 characters does not fit"):
        written(Layout("xlsx", columns=("title",)), block(title=["x" * 40_000]), tmp_path)


@pytest.mark.parametrize("name", ["csv", "parquet", "xlsx", "jsonl"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    rows = block(user=["1", "2"], score=[0.5, 0.25], category=[["a"], []])
    layout = Layout(name, columns=tuple(rows.column_names))
    assert written(layout, rows, tmp_path) == written(layout, rows, tmp_path)
