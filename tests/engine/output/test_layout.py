"""What an export may be asked for, and what is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import UserError
from engine.output import Layout, format_of


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"format": "ods"}, "format = ods is not accepted; it is one of csv, parquet, xlsx, jsonl"),
        ({"delimiter": ";"}, "delimiter = ; is not accepted"),
        ({"decimal": "dot"}, "decimal = dot is not accepted"),
        ({"columns": ()}, "needs a column"),
        ({"columns": ("user", "price")}, "columns = price is not accepted"),
        ({"columns": ("user", "item", "user")}, 'The column "user" is named twice'),
        ({"encoding": "latin-9000"}, 'no text encoding "latin-9000"'),
        ({"encoding": "base64"}, 'no text encoding "base64"'),
        ({"encoding": "idna"}, 'no text encoding "idna"'),
        ({"encoding": "unicode_escape"}, 'no text encoding "unicode_escape"'),
    ],
)
def test_what_no_file_can_be_written_with_is_refused(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        Layout(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("written", "name"), [("UTF8", "utf-8"), ("utf_8_sig", "utf-8-sig"), ("GBK", "gbk")])
def test_an_encoding_has_one_name(written: str, name: str) -> None:
    assert Layout(encoding=written).encoding == name


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.csv", "csv"), ("a.PARQUET", "parquet"), ("a.xlsx", "xlsx"), ("a.jsonl", "jsonl"), ("a.txt", "csv")],
)
def test_the_ending_of_a_file_tells_its_format(file: str, name: str) -> None:
    assert format_of(Path(file)) == name
