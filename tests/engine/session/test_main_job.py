"""The main job, from files to a CSV, through engine.session alone."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pytest

from engine.session import (
    CompareQuery,
    CompareView,
    CurveAt,
    Event,
    Exported,
    JobChanged,
    LogLine,
    MetricPoint,
    Progress,
    RunFinished,
    WorkspaceQuery,
)

NAMES = {"MostPop", "Category-pop", "ItemKNN", "EASE"}
METRICS = {"precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate"}


def states(events: list[Event]) -> list[str]:
    return [event.state for event in events if isinstance(event, JobChanged)]


@pytest.fixture(scope="module")
def compared(main_job: Any) -> CompareView:
    view = main_job.driver.ask(CompareQuery(main_job.study))
    assert isinstance(view, CompareView)
    return view


def test_every_job_is_queued_runs_and_finishes(main_job: Any) -> None:
    for events in (main_job.importing, main_job.studying, main_job.exporting):
        assert states(events) == ["queued", "running", "finished"]


def test_the_import_results_in_the_datasets_name(main_job: Any) -> None:
    assert main_job.importing.met.result == "small"


def test_the_import_says_how_many_rows_it_kept(main_job: Any) -> None:
    lines = [event.text for event in main_job.importing if isinstance(event, LogLine)]
    assert any(line.startswith("small: ") and "200 users" in line for line in lines)


@pytest.mark.parametrize("job", ["importing", "studying", "exporting"])
def test_progress_ends_at_one(main_job: Any, job: str) -> None:
    told = [event.fraction for event in getattr(main_job, job) if isinstance(event, Progress)]
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_every_run_is_told_when_it_is_finished_and_before_the_study_is(main_job: Any, compared: CompareView) -> None:
    told = [event for event in main_job.studying if isinstance(event, RunFinished)]
    assert {event.study for event in told} == {main_job.study}
    assert [event.run for event in told] == [run.id for run in compared.runs]


def test_each_baseline_publishes_a_validation_point_and_its_curve_over_k(main_job: Any) -> None:
    points = [event for event in main_job.studying if isinstance(event, MetricPoint)]
    curves = [event for event in main_job.studying if isinstance(event, CurveAt)]
    assert {(point.part, point.name, point.step) for point in points} == {
        (name, "validation f1@10", 0.0) for name in NAMES
    }
    assert {curve.part for curve in curves} == NAMES
    for point in points:
        curve = next(curve for curve in curves if curve.part == point.part)
        assert curve.values[9] == pytest.approx(point.value)


def test_the_workspace_lists_the_dataset_and_the_study(main_job: Any) -> None:
    view = main_job.driver.ask(WorkspaceQuery())
    assert not view.read_only
    assert view.folder == main_job.folder
    (dataset,), (study,) = view.datasets, view.studies
    assert (dataset.name, dataset.users, dataset.level) == ("small", 200, "product_category")
    assert dataset.first == "2017-01-01"
    assert (study.id, study.dataset, study.test_start) == (main_job.study, "small", "2017-11-06")
    assert len(study.runs) == 4
    assert study.finished


def test_compare_shows_every_run_with_its_number_for_life(compared: CompareView) -> None:
    assert {run.name: run.series for run in compared.runs} == {"MostPop": 6, "Category-pop": 4, "ItemKNN": 2, "EASE": 1}


def test_compare_holds_every_metric_in_every_scope_at_every_k(compared: CompareView) -> None:
    scopes = ("cross", "in", "repeat", "all")
    assert set(compared.curves) == {(scope, metric) for scope in scopes for metric in METRICS}
    for curve in compared.curves.values():
        assert curve.shape == (4, 20)
        assert np.isfinite(curve).all()


def test_who_is_evaluated_and_who_is_left_out_add_up_to_all_with_a_history(compared: CompareView) -> None:
    assert [scope.name for scope in compared.scopes] == ["cross", "in", "repeat", "all"]
    for scope in compared.scopes:
        assert scope.evaluated + sum(users for _, users in scope.left_out) == scope.users == 200


def test_the_curves_are_those_of_metrics_csv(main_job: Any, compared: CompareView) -> None:
    with (main_job.out / "written" / "metrics.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if not row["metric"].startswith("active_")]
    numbers = {run.name: number for number, run in enumerate(compared.runs)}
    written = np.array([float(row["value"]) for row in rows])
    shown = [compared.curves[row["scope"], row["metric"]][numbers[row["run"]], int(row["k"]) - 1] for row in rows]
    assert len(rows) == 4 * 4 * 7 * 20
    assert np.abs(written - shown).max() < 1e-12


def test_the_export_results_in_what_was_written(main_job: Any) -> None:
    done = main_job.exporting.met.result
    file = main_job.out / "lists.csv"
    with file.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert done == Exported(file, len(rows), file.stat().st_size)
    assert len(rows) == 200 * 10
