"""Dialects: found by trying, also where lines are bad."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dialect import choose
from engine.data.recipe import Format

FREE = Format()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_common_delimiter_is_found(delimiter: str) -> None:
    head = "\n".join(delimiter.join(row) for row in (["u", "i"], ["1", "2"], ["3", "4"])) + "\n"
    found = choose(head, FREE, ["u", "i"])
    assert (found.delimiter, found.columns, found.header) == (delimiter, ("u", "i"), True)


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_a_writer_wrote_is_read_with_its_delimiter_and_columns(
    rows: list[list[str]], delimiter: str, quoting: int, end: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([["user_id", "item_id", "note"], *rows])
    found = choose(text.getvalue(), FREE, ["user_id", "item_id"])
    assert (found.delimiter, found.columns) == (delimiter, ("user_id", "item_id", "note"))


def test_a_bad_line_does_not_turn_the_file_into_one_column() -> None:
    found = choose("u,i,t\n1,2,3\n1,2,3,4,5\nx\n1,2,3\n", FREE, ["u", "i"])
    assert found.columns == ("u", "i", "t")


def test_commas_in_texts_do_not_hide_a_semicolon() -> None:
    assert choose("u;name\n1;a, b, c\n2;d, e, f\n", FREE, ["u"]).delimiter == ";"


def test_inch_marks_are_no_quotation() -> None:
    found = choose('u\ti\n1\t19" screen\n2\t"half\n3\tcup\n', FREE, ["u"])
    assert found.quote == ""


def test_quoted_cells_keep_their_quotation_in_spite_of_a_stray_mark() -> None:
    lines = ["u,i", *(f'{n},"cup, large"' for n in range(20)), '21,"open', *(f'{n},"mug, small"' for n in range(20))]
    assert choose("\n".join(lines) + "\n", FREE, ["u"]).quote == '"'


def test_single_quotation_marks_are_found() -> None:
    assert choose("u,i\n'1','a, b'\n'2','c'\n", FREE, ["u"]).quote == "'"


def test_names_come_from_the_recipe_where_the_file_has_none() -> None:
    found = choose("1::2::3\n", Format(delimiter="::", columns=["u", "i", "t"]), ["u", "i"])
    assert (found.columns, found.header) == (("u", "i", "t"), False)


def test_names_of_the_recipe_may_replace_a_header() -> None:
    found = choose("a,b\n1,2\n", Format(columns=["u", "i"], header=True), ["u"])
    assert (found.columns, found.header) == (("u", "i"), True)


def test_a_file_without_header_and_names_counts_its_columns() -> None:
    assert choose("1,2\n", Format(header=False), []).columns == ("column1", "column2")


def test_a_line_cut_off_at_the_end_of_the_head_is_not_judged() -> None:
    assert choose('u,i\n1,"a, b"\n2,"c', FREE, ["u"], cut=True).quote == '"'


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    assert choose("\ufeffu,i\n1,2\n", FREE, ["u"]).columns == ("u", "i")
