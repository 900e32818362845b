"""Bad input: one sentence that names the place, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.data import Recipe, import_dataset
from engine.errors import UserError
from engine.monitor import Cancelled, Monitor
from tests.engine.data.making import LOG, RECIPE, TIMED, make, put


def sentence(folder: Path, recipe: str = TIMED, **files: str | bytes) -> str:
    """What the person is told; the folder of datasets is empty afterwards."""
    with pytest.raises(UserError) as caught:
        make(folder, recipe, **files)
    assert list((folder / "datasets").iterdir()) == []
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    assert sentence(tmp_path, other_csv=LOG) == f"{tmp_path}/log.csv does not exist. Correct the path."


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "log.csv").mkdir()
    assert sentence(tmp_path, other_csv=LOG).startswith("log.csv is a folder, not a file; name its files, ")


def test_an_empty_file(tmp_path: Path) -> None:
    assert sentence(tmp_path, log_csv="") == "log.csv is empty."
    assert sentence(tmp_path, log_csv=" \n\n") == "log.csv is empty."


def test_a_file_with_nothing_but_a_header(tmp_path: Path) -> None:
    assert sentence(tmp_path, log_csv="user,item,time\n") == "log.csv has no rows."


def test_a_parquet_file_without_rows(tmp_path: Path) -> None:
    empty = pa.schema([("user", pa.string()), ("item", pa.string())]).empty_table()
    pq.write_table(empty, tmp_path / "log.parquet")
    assert sentence(tmp_path, RECIPE.replace("log.csv", "log.parquet"), other_csv=LOG) == "log.parquet has no rows."


def test_a_missing_column(tmp_path: Path) -> None:
    told = sentence(tmp_path, RECIPE.replace('user = "user"', 'user = "houshold_id"'), log_csv=LOG)
    assert (
        told
        == 'log.csv has no column "houshold_id"; it has user, item, time. Correct [interactions] user in the recipe.'
    )


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("time", 'time = "x"'),
        ("time", 'time = { gap = "item", by = "x" }'),
        ("basket", 'basket = "x"'),
        ("value", 'value = "x"'),
        ("keep", 'keep = ["time2"]'),
    ],
)
def test_every_field_is_named_where_its_column_is_missing(tmp_path: Path, field: str, line: str) -> None:
    assert f"Correct [interactions] {field} in the recipe." in sentence(tmp_path, RECIPE + line + "\n", log_csv=LOG)


def test_an_unreadable_parquet_file(tmp_path: Path) -> None:
    told = sentence(tmp_path, TIMED.replace("log.csv", "log.parquet"), log_parquet=b"not at all a parquet file")
    assert told.startswith("log.parquet cannot be read: ")
    assert "\n" not in told


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    pq.write_table(pa.table({"user": list(range(10_000)), "item": list(range(10_000))}), tmp_path / "log.parquet")
    content = bytearray((tmp_path / "log.parquet").read_bytes())
    content[100:20_000] = bytes(19_900)
    told = sentence(tmp_path, RECIPE.replace("log.csv", "log.parquet"), log_parquet=bytes(content))
    assert told.startswith("log.parquet cannot be read: ")


def test_bad_lines_alone_are_nothing(tmp_path: Path) -> None:
    told = sentence(tmp_path, log_csv="user,item,time\nbad\nworse\n")
    assert told == (
        "log.csv leaves no row to import. 2 rows were left out for this reason: The line is not of the file's form. "
        '(for example log.csv, line 2: "bad").'
    )


def test_nothing_left_tells_the_commonest_reason(tmp_path: Path) -> None:
    log = "user,item,time,price\nann,x,2024-01-01,cheap\nann,y,2024-01-01,dear\n,y,2024-01-01,1\n"
    told = sentence(tmp_path, TIMED + 'value = "price"\n', log_csv=log)
    assert 'price is no number. (for example log.csv, line 2: "cheap")' in told


def test_no_item_of_the_catalogue_in_the_log(tmp_path: Path) -> None:
    recipe = RECIPE + '[items]\nsource = "items.csv"\nitem = "id"\n'
    assert "The item is not in the catalogue." in sentence(tmp_path, recipe, log_csv=LOG, items_csv="id\n1\n")


def test_an_ambiguous_time(tmp_path: Path) -> None:
    told = sentence(tmp_path, log_csv="user,item,time\nann,x,01/02/2024\nann,y,03/04/2024\n")
    assert "01/02/2024, 03/04/2024. Say which in [interactions.format] time_format." in told


def test_text_of_another_encoding_makes_bad_lines(tmp_path: Path) -> None:
    made = make(tmp_path, RECIPE, log_csv="user,item\nann,苹果\nbob,tea\n".encode("gb18030"))
    assert made.reasons == {"bad-line": 1}


def test_the_right_encoding_reads_them(tmp_path: Path) -> None:
    recipe = RECIPE + '[interactions.format]\nencoding = "gb18030"\n'
    made = make(tmp_path, recipe, log_csv="user,item\nann,苹果\nbob,tea\n".encode("gb18030"))
    assert made.rows() == [("ann", "苹果"), ("bob", "tea")]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    put(tmp_path, log_csv=LOG, blocked_txt="a file where a folder should be")
    with pytest.raises(UserError, match=r"blocked\.txt/made cannot be written: "):
        import_dataset(Recipe.parse(TIMED, tmp_path), tmp_path / "blocked.txt" / "made", Monitor())


def test_an_older_dataset_stays_where_an_import_fails(tmp_path: Path) -> None:
    first = make(tmp_path)
    with pytest.raises(UserError):
        make(tmp_path, log_csv="user,item,time\n")
    assert [each.name for each in (tmp_path / "datasets").iterdir()] == ["made"]
    assert first.data.log.items.tolist() == [0, 1, 0]


class Cancelling(Monitor):
    """Cancels at the n-th place where an import can be."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.steps: list[float] = []

    def progress(self, fraction: float, step: str = "") -> None:
        self.steps.append(fraction)

    def checkpoint(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("after", range(6))
def test_a_cancelled_import_leaves_nothing_behind(tmp_path: Path, after: int) -> None:
    with pytest.raises(Cancelled):
        make(tmp_path, TIMED, Cancelling(after))
    assert list((tmp_path / "datasets").iterdir()) == []


def test_progress_never_goes_back(tmp_path: Path) -> None:
    monitor = Cancelling(10**9)
    make(tmp_path, TIMED, monitor)
    assert len(monitor.steps) >= 6
    assert monitor.steps == sorted(monitor.steps)
    assert 0 <= monitor.steps[0] <= monitor.steps[-1] <= 1
