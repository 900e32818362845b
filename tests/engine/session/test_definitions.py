"""The definition switch, asked about a real study."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

from engine.evaluation import METRICS
from engine.evaluation.libraries import LIBRARIES
from engine.session import CompareQuery, Problem
from engine.session.messages.evaluating import DefinitionsQuery, DefinitionsView


@pytest.fixture(scope="module")
def view(main_job: Any) -> DefinitionsView:
    found = main_job.driver.ask(DefinitionsQuery(main_job.study, "cross", 10))
    assert isinstance(found, DefinitionsView)
    return found


def cell(view: DefinitionsView, library: str, metric: str) -> np.ndarray:
    row = [each.key for each in view.libraries].index(library)
    found: np.ndarray = view.values[row, view.metrics.index(metric)]
    return found


def test_our_row_is_what_the_comparison_shows(main_job: Any, view: DefinitionsView) -> None:
    compared = main_job.driver.ask(CompareQuery(main_job.study))
    assert [run.id for run in view.runs] == [run.id for run in compared.runs]
    assert view.metrics == tuple(METRICS)
    for metric in METRICS:
        np.testing.assert_allclose(cell(view, "ours", metric), compared.curves["cross", metric][:, 9], atol=1e-12)
    assert view.users == next(row.evaluated for row in compared.scopes if row.name == "cross")


def test_every_library_is_a_row_that_says_how_it_codes(view: DefinitionsView) -> None:
    assert [row.key for row in view.libraries] == list(LIBRARIES)
    assert all(row.coded.endswith(".") for row in view.libraries)


def test_a_metric_that_a_library_lacks_is_nan(view: DefinitionsView) -> None:
    assert np.isnan(cell(view, "recbole", "f1")).all()
    assert np.isnan(cell(view, "implicit", "recall")).all()


def test_other_definitions_give_other_figures(view: DefinitionsView) -> None:
    assert (cell(view, "elliot", "map") > cell(view, "ours", "map")).all()
    assert (cell(view, "rectools", "ndcg") < cell(view, "ours", "ndcg")).all()
    assert (cell(view, "f1-of-means", "f1") != cell(view, "ours", "f1")).all()


def test_another_k_is_another_column_of_the_same_table(main_job: Any, view: DefinitionsView) -> None:
    first = main_job.driver.ask(DefinitionsQuery(main_job.study, "cross", 1))
    assert (cell(first, "lenskit", "recall") != cell(view, "lenskit", "recall")).any()
    compared = main_job.driver.ask(CompareQuery(main_job.study))
    assert cell(first, "ours", "f1") == pytest.approx(compared.curves["cross", "f1"][:, 0])


@pytest.mark.parametrize(
    ("scope", "k", "code"),
    [("cross", 0, "depth-wrong"), ("cross", 21, "depth-exceeded"), ("any", 5, "run-without-scope")],
)
def test_what_cannot_be_asked_is_told(main_job: Any, scope: str, k: int, code: str) -> None:
    problem = main_job.driver.ask(DefinitionsQuery(main_job.study, scope, k))
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_the_view_survives_pickling(view: DefinitionsView) -> None:
    again = pickle.loads(pickle.dumps(view))
    assert np.array_equal(again.values, view.values, equal_nan=True)
    assert (again.runs, again.libraries, again.metrics, again.users) == (
        view.runs,
        view.libraries,
        view.metrics,
        view.users,
    )
