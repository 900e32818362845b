"""Exports in any layout: who and what is in them, what stands beside them, and what befalls them."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from engine.errors import UserError
from engine.evaluation import Hits
from engine.monitor import Cancelled, Monitor
from engine.output import FORMATS, Extract, Layout, estimate, export_lists, first_rows, preview, writers
from engine.output.lists import FILLED
from engine.output.texts import texts
from engine.workspace import Run
from tests.engine.shop import Finished


@pytest.fixture
def ease(finished: Finished) -> Run:
    return next(run for run in finished.runs if run.name == "EASE")


@pytest.mark.parametrize("segment", ["evaluated", "hit", "miss"])
def test_a_segment_is_the_users_that_the_hits_say(finished: Finished, ease: Run, tmp_path: Path, segment: str) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv", scope="cross", k=5, segment=segment)
    hits = Hits.open(ease.hits_file("cross"))
    met = hits.hit[:, :5].any(axis=1)
    assert 0 < met.sum() < len(met)
    rows = hits.users[{"evaluated": met | True, "hit": met, "miss": ~met}[segment]]
    ids = [int(finished.data.users.ids[int(user)].as_py()) for user in ease.lists("cross").users[np.sort(rows)]]
    assert pd.read_csv(tmp_path / "lists.csv")["user"].unique().tolist() == ids


def test_columns_stand_in_the_asked_order_and_no_others(finished: Finished, ease: Run, tmp_path: Path) -> None:
    layout = Layout(columns=("item", "rank", "user"))
    export_lists(ease, finished.data, tmp_path / "some.csv", layout=layout)
    export_lists(ease, finished.data, tmp_path / "all.csv")
    some, whole = pd.read_csv(tmp_path / "some.csv"), pd.read_csv(tmp_path / "all.csv")
    pd.testing.assert_frame_equal(some, whole[["item", "rank", "user"]])


def test_a_user_named_twice_is_written_once(finished: Finished, ease: Run, tmp_path: Path) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv", scope="all", k=1, users=["7", "3", "7"])
    assert pd.read_csv(tmp_path / "lists.csv")["user"].tolist() == [7, 3]


def test_users_and_a_segment_together_are_refused(finished: Finished, ease: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not both"):
        export_lists(ease, finished.data, tmp_path / "lists.csv", users=["7"], segment="hit")


def test_an_unknown_segment_is_refused_with_those_there_are(finished: Finished, ease: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="segment = some is not accepted; it is one of all, evaluated, hit, miss"):
        export_lists(ease, finished.data, tmp_path / "lists.csv", segment="some")


def test_all_formats_hold_the_same_rows(finished: Finished, ease: Run, tmp_path: Path) -> None:
    for name, ending in FORMATS.items():
        export_lists(ease, finished.data, tmp_path / f"lists{ending}", k=4, layout=Layout(name))
    text = pd.read_csv(tmp_path / "lists.csv", dtype={"user": str, "item": str})
    parquet = pd.read_parquet(tmp_path / "lists.parquet")
    lines = pd.read_json(tmp_path / "lists.jsonl", lines=True, dtype={"user": str, "item": str})
    for typed in (parquet, lines):
        assert typed["category"].map("|".join).tolist() == text["category"].tolist()
        for name in ("user", "item", "rank", "title"):
            assert typed[name].tolist() == text[name].tolist()
        np.testing.assert_array_equal(typed["score"].astype(np.float32), text["score"].astype(np.float32))


def test_the_manifest_says_what_the_file_holds(finished: Finished, ease: Run, tmp_path: Path) -> None:
    out = tmp_path / "lists.csv"
    layout = Layout(columns=("user", "item"), encoding="gb18030", manifest=True)
    done = export_lists(ease, finished.data, out, scope="all", k=3, users=["7", "3"], layout=layout)
    about = json.loads((tmp_path / "lists.csv.manifest.json").read_text(encoding="utf-8"))
    assert done.manifest == tmp_path / "lists.csv.manifest.json"
    assert about["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (about["rows"], about["bytes"]) == (done.rows, out.stat().st_size) == (6, done.bytes)
    assert about["run"]["id"] == ease.id
    assert about["dataset"] == {"name": "shop", "hash": finished.data.hash}
    assert (about["scope"], about["k"], about["users"]) == ("all", 3, ["7", "3"])
    assert about["layout"]["columns"] == ["user", "item"]
    assert about["layout"]["encoding"] == "gb18030"


def test_no_manifest_stands_beside_unless_asked(finished: Finished, ease: Run, tmp_path: Path) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["lists.csv"]


class Impatient(Monitor):
    """Cancels once something has been written."""

    def checkpoint(self) -> None:
        if self.written:
            raise Cancelled

    def progress(self, fraction: float, step: str = "") -> None:
        self.written = True

    written = False


@pytest.mark.parametrize("name", FORMATS)
def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(
    finished: Finished, ease: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "lists").write_text("old")
    with pytest.raises(Cancelled):
        export_lists(ease, finished.data, tmp_path / "lists", layout=Layout(name, manifest=True), monitor=Impatient())
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_workbook_can_be_cancelled_while_it_is_packed(finished: Finished, ease: Run, tmp_path: Path) -> None:
    class Late(Monitor):
        fraction = 0.0

        def progress(self, fraction: float, step: str = "") -> None:
            self.fraction = max(fraction, self.fraction)

        def checkpoint(self) -> None:
            self.met = getattr(self, "met", 0) + (self.fraction >= FILLED)
            if self.met > 3:  # behind the one that follows the last row
                raise Cancelled

    with pytest.raises(Cancelled):
        export_lists(ease, finished.data, tmp_path / "lists.xlsx", layout=Layout("xlsx"), monitor=Late())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_a_sentence_and_the_old_file_stays(
    finished: Finished, ease: Run, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "lists").write_text("old")
    kind = {"csv": "CsvWriter", "parquet": "ParquetWriter", "xlsx": "ExcelWriter", "jsonl": "JsonWriter"}[name]
    monkeypatch.setattr(getattr(writers, kind), "write", full)
    with pytest.raises(UserError, match="lists cannot be written: no space left on device"):
        export_lists(ease, finished.data, tmp_path / "lists", layout=Layout(name))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_folder_in_the_files_place_is_a_sentence(finished: Finished, ease: Run, tmp_path: Path) -> None:
    (tmp_path / "lists.csv").mkdir()
    with pytest.raises(UserError, match=r"lists\.csv cannot be written: is a directory"):
        export_lists(ease, finished.data, tmp_path / "lists.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["lists.csv"]


def test_a_run_deleted_meanwhile_is_told_apart_from_the_files_place(
    finished: Finished, ease: Run, tmp_path: Path
) -> None:
    copy = Run.open(Path(shutil.copytree(ease.folder, tmp_path / ease.id)))
    shutil.rmtree(copy.folder / "lists")
    with pytest.raises(UserError) as refused:
        export_lists(copy, finished.data, tmp_path / "out" / "lists.csv")
    assert refused.value.code == "folder-gone"
    assert list((tmp_path / "out").iterdir()) == []


def test_an_extract_counts_its_rows_without_writing_them(finished: Finished, ease: Run) -> None:
    for segment in ("all", "hit"):
        extract = Extract.of(ease, finished.data, "repeat", 5, segment=segment)
        assert extract.total(extract.lengths()) == sum(len(rows) for _, rows in extract.tables())


def test_the_first_rows_are_those_of_the_file(finished: Finished, ease: Run, tmp_path: Path) -> None:
    layout = Layout(columns=("title", "score", "category", "hit"), decimal="comma")
    export_lists(ease, finished.data, tmp_path / "lists.csv", k=3, layout=layout)
    cells = first_rows(Extract.of(ease, finished.data, "cross", 3, columns=layout.columns), layout, 7)
    written = pd.read_csv(tmp_path / "lists.csv", dtype=str, keep_default_na=False, nrows=7)
    assert cells == [written[name].tolist() for name in layout.columns]


@pytest.mark.parametrize(("name", "off"), [("csv", 0.02), ("jsonl", 0.02), ("parquet", 0.6), ("xlsx", 0.2)])
def test_the_estimate_of_the_size_is_near(
    finished: Finished, ease: Run, tmp_path: Path, name: str, off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(preview.MEASURED, name, 300)
    layout = Layout(name)
    extract = Extract.of(ease, finished.data, "all")
    done = export_lists(ease, finished.data, tmp_path / "lists", scope="all", layout=layout)
    found = estimate(extract, layout, done.rows)
    assert found.bytes == pytest.approx(done.bytes, rel=off)
    assert found.seconds > 0


def test_a_study_without_categories_leaves_their_column_empty(finished: Finished, ease: Run) -> None:
    extract = Extract.of(ease, finished.data, "cross", 2, columns=("category",))
    rows = next(replace(extract, source=replace(extract.source, categories=None)).tables())[1]
    assert rows["category"].null_count == len(rows) > 0
    assert set(texts(rows, Layout(columns=("category",)))[0].to_pylist()) == {""}
