"""Loading: file order, line numbers, bad lines, and DuckDB's traps."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck
from engine.data.loading import Column, Kind, Loaded, header, load
from engine.data.recipe import Format
from engine.data.sources import resolve
from engine.errors import UserError
from tests.engine.data.making import put


def loaded(
    duck: Duck, folder: Path, source: str, *columns: str, form: Format | None = None, kind: Kind = "any"
) -> Loaded:
    form = form or Format()
    headers = [header(duck, file, form, columns) for file in resolve(source, folder)]
    duck.run("DROP TABLE IF EXISTS rows")
    return load(duck, "rows", headers, [Column(name, name, "[x] y", kind) for name in columns], form)


def cells(duck: Duck) -> list[tuple[object, ...]]:
    return duck.rows("SELECT * FROM rows ORDER BY rowid")


def test_files_follow_each_other_in_one_table(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, b_csv="i,u\n3,c\n", a_csv="u;i\na;1\nb;2\n")
    table = loaded(duck, tmp_path, "*.csv", "u", "i")
    assert cells(duck) == [("a", "1"), ("b", "2"), ("c", "3")]
    assert table.files_of(np.arange(3)).tolist() == [0, 0, 1]
    assert table.lines_of(np.arange(3)).tolist() == [2, 3, 2]


def test_a_long_file_keeps_its_order(duck: Duck, tmp_path: Path) -> None:
    # more than one of DuckDB's 32 MB pieces; an IN in the projection lost their order
    rows = 400_000
    duck.run(
        f"COPY (SELECT i AS u, repeat('x', 100) AS note, NULL AS gap FROM range({rows}) t(i)) TO '{tmp_path}/long.csv'"
    )
    loaded(duck, tmp_path, "long.csv", "u", "note", "gap")
    assert duck.row("SELECT count(*), count_if(rowid <> CAST(u AS BIGINT)) FROM rows") == (rows, 0)


def test_texts_lose_blanks_and_missing_ones_become_null(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv='u,i\n a ,7 \nNA,"NULL"\n  ,\n#N/A,0\n')
    loaded(duck, tmp_path, "a.csv", "u", "i")
    assert cells(duck) == [("a", "7"), (None, None), (None, None), (None, "0")]


def test_the_recipe_says_what_is_missing(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i\nNA,0\n-,\n")
    loaded(duck, tmp_path, "a.csv", "u", "i", form=Format(na=["0", "-"]))
    assert cells(duck) == [("NA", None), (None, None)]


def test_a_name_that_stands_twice_means_the_first(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i,u\n1,2,3\n")
    loaded(duck, tmp_path, "a.csv", "u", "i")
    assert cells(duck) == [("1", "2")]


def test_names_that_differ_in_case_are_two(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="U,u\n1,2\n")
    loaded(duck, tmp_path, "a.csv", "u")
    assert cells(duck) == [("2",)]


def test_marks_in_the_name_of_a_file_are_taken_literally(duck: Duck, tmp_path: Path) -> None:
    (tmp_path / "it's [1] a*?.csv").write_text("u\n1\n2\n")
    (tmp_path / "it's 1 abc.csv").write_text("u\n3\n")
    duck.confine([tmp_path / "it's [1] a*?.csv"], tmp_path / "scratch")
    loaded(duck, tmp_path, "it's [1] a*?.csv", "u", form=Format(delimiter=","))
    assert cells(duck) == [("1",), ("2",)]


def test_another_file_is_out_of_reach_once_confined(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i\n1,2\n", b_csv="u,i\n1,2\n")
    duck.confine([tmp_path / "a.csv"], tmp_path / "scratch")
    with pytest.raises(Exception, match="Permission"):
        loaded(duck, tmp_path, "b.csv", "u")
    loaded(duck, tmp_path, "a.csv", "u")


def test_parquet_keeps_its_types_unless_they_differ(duck: Duck, tmp_path: Path) -> None:
    for name, value in (("a", pa.array([1, 2])), ("b", pa.array(["x", " "]))):
        pq.write_table(pa.table({"same": pa.array([1.5, float("nan")]), "other": value}), tmp_path / f"{name}.parquet")
    table = loaded(duck, tmp_path, "*.parquet", "same", "other")
    assert table.types == {"same": "DOUBLE", "other": "VARCHAR"}
    assert cells(duck) == [(1.5, "1"), (None, "2"), (1.5, "x"), (None, None)]
    assert table.lines_of(np.arange(4)).tolist() == [0, 0, 0, 0]


def test_ids_that_nulls_made_fractions_are_whole_again(duck: Duck, tmp_path: Path) -> None:
    pq.write_table(pa.table({"u": [12.0, None, 0.5]}), tmp_path / "a.parquet")
    loaded(duck, tmp_path, "a.parquet", "u", kind="id")
    assert cells(duck) == [("12",), (None,), ("0.5",)]


def test_bad_lines_are_left_out_with_their_numbers(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv='u,i,t\n1,"two\nlines",3\n\n4,5\n6,7,8,9\n10,11,12\n')
    table = loaded(duck, tmp_path, "a.csv", "u", "i", "t")
    assert [(bad.line, bad.text) for bad in table.bad] == [(5, "4,5"), (6, "6,7,8,9")]
    assert cells(duck) == [("1", "two\nlines", "3"), ("10", "11", "12")]
    assert table.lines_of(np.arange(2)).tolist() == [2, 7]


def test_bad_lines_of_a_packed_file_have_numbers_too(duck: Duck, tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"u,i\r\n1,2\r\nbad\r\n3,4\r\n"))
    table = loaded(duck, tmp_path, "a.csv.gz", "u", "i")
    assert [(bad.line, bad.text) for bad in table.bad] == [(3, "bad")]
    assert table.lines_of(np.arange(2)).tolist() == [2, 4]


def test_bad_lines_of_one_file_are_not_told_of_the_next(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i\nbad\n1,2\n", b_csv="u,i\n1,2\nworse\n")
    table = loaded(duck, tmp_path, "*.csv", "u", "i")
    assert [(bad.file, bad.line, bad.text) for bad in table.bad] == [(0, 2, "bad"), (1, 3, "worse")]


def test_every_line_behind_an_open_quotation_mark_is_counted(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv='u,i\n"1","2"\n"3","4"x\n"5","6\n"7","8"\n')
    table = loaded(duck, tmp_path, "a.csv", "u", "i", form=Format(quote='"'))
    assert table.rows + len(table.bad) == 4


def test_letters_that_are_no_utf8_make_a_bad_line(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv=b"u,i\n1,a\xff\n2,\xe4\xb8\xad\n")
    table = loaded(duck, tmp_path, "a.csv", "u", "i")
    assert [bad.line for bad in table.bad] == [2]
    assert cells(duck) == [("2", "中")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(duck: Duck, tmp_path: Path, end: str) -> None:
    put(tmp_path, a_csv=end.join(["u,i", "1,2", "bad", "3,4", ""]))
    table = loaded(duck, tmp_path, "a.csv", "u", "i")
    assert cells(duck) == [("1", "2"), ("3", "4")]
    assert [bad.line for bad in table.bad] == [3]


def test_mixed_line_ends_are_read_leniently(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i\n1,2\r\n3,4\n5,6\r\n")
    loaded(duck, tmp_path, "a.csv", "u", "i")
    assert cells(duck) == [("1", "2"), ("3", "4"), ("5", "6")]


def test_a_file_without_quotation_keeps_its_marks(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_tsv='u\ti\n1\t19" screen\n2\t"half\n')
    loaded(duck, tmp_path, "a.tsv", "u", "i")
    assert cells(duck) == [("1", '19" screen'), ("2", '"half')]


def test_a_delimiter_of_two_letters_and_no_header_is_read(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, ratings_dat="1::10::5\n2::20::4\n")
    loaded(duck, tmp_path, "ratings.dat", "i", "u", form=Format(delimiter="::", columns=["u", "i", "r"]))
    assert cells(duck) == [("10", "1"), ("20", "2")]


def test_a_missing_column_names_file_columns_and_field(duck: Duck, tmp_path: Path) -> None:
    put(tmp_path, a_csv="u,i\n1,2\n", b_csv="u,item\n1,2\n")
    with pytest.raises(UserError) as caught:
        loaded(duck, tmp_path, "*.csv", "u", "i")
    assert str(caught.value) == 'b.csv has no column "i"; it has u, item. Correct [x] y in the recipe.'


def test_a_truncated_archive_is_one_sentence(duck: Duck, tmp_path: Path) -> None:
    rows = "".join(f"{n},{n * 7919 % 10007}\n" for n in range(300_000))
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(("u,i\n" + rows).encode())[:-100_000])
    with pytest.raises(UserError, match=r"a\.csv\.gz cannot be read"):
        loaded(duck, tmp_path, "a.csv.gz", "u", "i")


def test_a_file_that_is_no_parquet_is_one_sentence(duck: Duck, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 but not really, only a text that is long enough PAR1")
    with pytest.raises(UserError, match=r"a\.parquet cannot be read"):
        loaded(duck, tmp_path, "a.parquet", "u")


CELLS = st.text(st.sampled_from("ab1 ,;\"\n\r\t'é中"), max_size=5)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_writer_wrote_is_loaded_with_its_lines(
    duck: Duck, tmp_path: Path, rows: list[tuple[str, str, str]], end: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["u", "i", "t"])
    lines = []
    for row in rows:
        lines.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    put(tmp_path, a_csv=text.getvalue())
    table = loaded(duck, tmp_path, "a.csv", "u", "i", "t")
    assert not table.bad
    assert cells(duck) == [tuple(cell.strip(" ") or None for cell in row) for row in rows]
    assert table.lines_of(np.arange(len(rows))).tolist() == lines
