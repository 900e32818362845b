"""What the export dialog asks, and the job that it hands over."""

from __future__ import annotations

import csv
import pickle
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from engine.output import COLUMNS, SEGMENTS, Layout
from engine.session import ExportLists, Problem, Session
from engine.session.messages import exporting
from engine.session.messages.exporting import (
    ExportEstimate,
    ExportEstimateQuery,
    ExportFile,
    ExportPreview,
    ExportPreviewQuery,
    ExportRun,
    ExportSource,
    ExportSourceQuery,
    FileLayout,
)
from tests.engine.session.conftest import Driver


@pytest.fixture
def what(main_job: Any) -> ExportFile:
    return ExportFile(main_job.run("EASE"), main_job.out / "x.csv", "cross", 5)


def test_the_words_of_the_window_are_those_of_the_engine() -> None:
    assert exporting.COLUMNS == COLUMNS
    assert exporting.Segment.__args__ == SEGMENTS  # type: ignore[attr-defined]
    assert {field.name: field.default for field in fields(FileLayout)} == {
        field.name: field.default for field in fields(Layout)
    }


def test_every_message_can_cross_to_another_process() -> None:
    what = ExportFile("r1", Path("x.csv"), "cross", 5, ("1",), segment="all", layout=FileLayout("jsonl", ("user",)))
    run = ExportRun("r1", "EASE", 0, 1, ("cross",), 20, ("reason",))
    for message in (
        what,
        run,
        ExportSource((run,), {"user": "household_id"}),
        ExportSourceQuery("s1"),
        ExportPreview((("1",),), 1, 1, {"all": 1}),
        ExportPreviewQuery(what),
        ExportEstimate(10, 0.1, 5),
        ExportEstimateQuery(what),
    ):
        assert pickle.loads(pickle.dumps(message)) == message


def test_the_source_names_runs_and_the_columns_behind_user_and_item(main_job: Any) -> None:
    source = main_job.driver.ask(ExportSourceQuery(main_job.study))
    assert {run.name for run in source.runs} == {"MostPop", "Category-pop", "ItemKNN", "EASE"}
    assert source.columns == {"user": "household_id", "item": "product_id"}
    assert all(run.max_k == 20 and "cross" in run.scopes for run in source.runs)
    assert all("probability" in run.empty for run in source.runs)
    empty = {run.name: "reason" in run.empty for run in source.runs}
    assert (empty["EASE"], empty["MostPop"]) == (False, True)


def test_the_preview_is_the_beginning_of_the_file(main_job: Any, what: ExportFile) -> None:
    what = replace(what, layout=FileLayout(columns=("user", "item", "title", "score"), decimal="comma"))
    view = main_job.driver.ask(ExportPreviewQuery(what, 12))
    done = main_job.driver.result(what)
    with what.out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    assert list(zip(*view.cells, strict=True)) == [tuple(row) for row in rows[:12]]
    assert view.rows == done.rows == len(rows)


def test_the_preview_counts_the_shoppers_of_each_segment(main_job: Any, what: ExportFile) -> None:
    view = main_job.driver.ask(ExportPreviewQuery(what))
    counts = view.segments
    assert counts["hit"] + counts["miss"] == counts["evaluated"] < counts["all"] == view.shoppers
    for segment in ("hit", "miss", "evaluated"):
        narrowed = main_job.driver.ask(ExportPreviewQuery(replace(what, segment=segment)))
        assert narrowed.shoppers == counts[segment]


def test_a_preview_of_unknown_shoppers_is_a_problem_that_names_them(main_job: Any, what: ExportFile) -> None:
    known = main_job.driver.ask(ExportPreviewQuery(replace(what, layout=FileLayout(columns=("user",))))).cells[0][0]
    problem = main_job.driver.ask(ExportPreviewQuery(replace(what, users=(known, "nobody"))))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["users"]) == ("user-unknown", "nobody")


def test_the_estimate_rests_on_rows_that_were_written(main_job: Any, what: ExportFile) -> None:
    found = main_job.driver.ask(ExportEstimateQuery(what))
    done = main_job.driver.result(what)
    assert found.measured == done.rows  # so few that all of them were measured
    assert found.bytes == done.bytes
    assert found.seconds > 0


def test_a_plain_export_of_lists_still_writes_the_columns_that_were_agreed(main_job: Any) -> None:
    out = main_job.out / "plain.csv"
    main_job.driver.result(ExportLists(main_job.run("EASE"), out, k=2))
    assert out.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


def test_a_run_deleted_under_the_dialog_is_told(main_job: Any, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(main_job.folder, folder, ignore=shutil.ignore_patterns("lock"))
    what = ExportFile(main_job.run("EASE"), tmp_path / "x.csv", "cross", 5)
    with Session(folder) as session:
        driver = Driver(session)
        assert isinstance(driver.ask(ExportPreviewQuery(what)), ExportPreview)
        shutil.rmtree(folder / "runs" / what.run)
        problem = driver.ask(ExportPreviewQuery(what))
        assert problem.code == "folder-gone"
        assert driver.run(what).met.problem is not None
        assert not what.out.exists()
        left = driver.ask(ExportSourceQuery(main_job.study))
        assert "EASE" not in {run.name for run in left.runs}


def test_a_file_a_scope_holds_what_the_scopes_alone_would(main_job: Any, what: ExportFile) -> None:
    apart = replace(what, out=main_job.out / "apart.csv", scopes=("cross", "all"))
    done = main_job.driver.result(apart)
    alone = {scope: main_job.out / f"alone-{scope}.csv" for scope in apart.scopes}
    rows = [main_job.driver.result(replace(what, out=out, scope=scope)).rows for scope, out in alone.items()]
    assert (done.out, done.files, done.rows) == (main_job.out, 2, sum(rows))
    for scope, out in alone.items():
        assert (main_job.out / f"apart-{scope}.csv").read_bytes() == out.read_bytes()
    assert not (main_job.out / "apart.csv").exists()


def test_the_preview_of_a_file_a_scope_counts_the_rows_of_all(main_job: Any, what: ExportFile) -> None:
    rows = [main_job.driver.ask(ExportPreviewQuery(replace(what, scope=scope))).rows for scope in ("cross", "all")]
    view = main_job.driver.ask(ExportPreviewQuery(replace(what, scopes=("cross", "all"))))
    assert view.rows == sum(rows)
