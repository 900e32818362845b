"""The pipeline, made very small, through engine.session: it learns, and ranks like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.session import (
    CompareQuery,
    MetricPoint,
    Progress,
    RunStudy,
    Session,
    ShopperListQuery,
    ShopperQuery,
    ShopperView,
)

STUDY = """
baselines = false
[protocol]
min_item_users = 2
max_k = 20
scopes = ["cross", "all"]
[[models]]
model = "pipeline"
scopes = ["cross"]
width = 16
profile_width = 16
profile_layers = 1
profile_epochs = 1
mask_epochs = 1
negatives = 64
text = false
association_epochs = 1
cuts = 2
layers = 1
heads = 2
depth = 20
pool = 40
epochs = 1
members = 1
[[models]]
model = "mostpop"
"""


@pytest.fixture(scope="module")
def studied(small_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """A driver and what it was told while the study ran."""
    import shutil

    from tests.engine.session.conftest import Driver

    folder = tmp_path_factory.mktemp("pipeline")
    shutil.copytree(small_dataset, folder / "workspace" / "datasets" / "small")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    with Session(folder / "workspace") as session:
        driver = Driver(session)
        yield driver, driver.run(RunStudy(folder / "study.toml", device="cpu"))


def test_the_study_finishes(studied: tuple[Any, Any]) -> None:
    last = studied[1].met
    assert last.state == "finished", last.problem.traceback


def test_its_three_parts_publish_their_losses(studied: tuple[Any, Any]) -> None:
    points = [event for event in studied[1] if isinstance(event, MetricPoint)]
    for part in ("profile", "association", "ranking"):
        losses = [point.value for point in points if (point.part, point.name) == (part, "loss")]
        assert losses, part
        assert np.isfinite(losses).all()
    assert any((point.part, point.name) == ("Pipeline", "validation f1@10") for point in points)


def test_progress_names_the_part_at_work(studied: tuple[Any, Any]) -> None:
    assert any("Pipeline" in event.step for event in studied[1] if isinstance(event, Progress))


def test_scopes_that_it_was_not_ranked_in_hold_no_curve(studied: tuple[Any, Any]) -> None:
    driver, events = studied
    view = driver.ask(CompareQuery(events.met.result))
    names = [run.name for run in view.runs]
    pipeline, mostpop = names.index("Pipeline"), names.index("MostPop")
    assert np.isfinite(view.curves["cross", "f1"]).all()
    assert np.isnan(view.curves["all", "f1"][pipeline]).all()
    assert np.isfinite(view.curves["all", "f1"][mostpop]).all()
    assert (view.runs[pipeline].series, view.runs[pipeline].has_probability) == (0, True)


def test_its_list_shows_probabilities_where_it_gives_them(studied: tuple[Any, Any]) -> None:
    driver, events = studied
    view = driver.ask(CompareQuery(events.met.result))
    runs = {run.name: run.id for run in view.runs}
    listed = driver.ask(ShopperListQuery(runs["Pipeline"], "cross", 10))
    page = driver.ask(ShopperQuery(runs["Pipeline"], int(listed.positions[0]), "cross", 20, runs["MostPop"]))
    assert isinstance(page, ShopperView)
    chances = [each.probability for each in page.ranked[:10]]
    assert all(chance is not None and 0 < chance < 1 for chance in chances)
    assert [each.probability for each in page.ranked_against] == [None] * 20
