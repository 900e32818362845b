"""An import is prepared and made while a study trains, and the study does not know."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine.session import JobChanged, JobId, MetricPoint, RunStudy, Session
from engine.session.messages.checking import CheckImport, CheckView, RecheckQuery
from engine.session.messages.importing import FilesQuery, FormatQuery, ImportDraft, RolesQuery
from engine.workspace import Workspace
from tests.engine.session.conftest import Driver, collect
from tests.engine.session.importing.shop import ITEMS, LOG, write

STUDY = """
baselines = false
[protocol]
min_item_users = 2
max_k = 10
scopes = ["cross"]
[[models]]
model = "ials"
factors = 8
epochs = {epochs}
"""


def states(events: list[Any], job: JobId) -> list[str]:
    return [event.state for event in events if isinstance(event, JobChanged) and event.job == job]


def finished(job: JobId) -> Callable[[Any], bool]:
    return lambda event: isinstance(event, JobChanged) and event.job == job and event.state == "finished"


def hits(workspace: Path) -> list[bytes]:
    """What the only run of a workspace hit."""
    with Workspace.open(workspace, read_only=True) as opened:
        (run,) = opened.runs()
        with np.load(opened.find_run(run.id).folder / "hits" / "cross.npz") as stored:
            return [stored[name].tobytes() for name in sorted(stored.files)]


def test_a_study_that_trains_waits_for_a_check_and_an_import_and_comes_to_the_same(
    small_workspace: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(small_workspace, alone)
    study = tmp_path / "study.toml"
    study.write_text(STUDY.format(epochs=60), encoding="utf-8")
    with Session(small_workspace) as session:
        driver = Driver(session)
        training = session.submit(RunStudy(study, dataset="small", device="cpu"))
        collect(session, lambda event: isinstance(event, MetricPoint))
        draft = dict(driver.ask(FilesQuery(write(tmp_path, sales_csv=LOG, goods_csv=ITEMS))).draft)
        assert driver.ask(FormatQuery(draft, "interactions")).rows
        assert driver.ask(RolesQuery(draft)).matched > 0.9
        heard = driver.run(CheckImport(draft))
        view = heard.met.result
        assert isinstance(view, CheckView)
        assert driver.ask(RecheckQuery(view.folder, draft)) == view
        imported = driver.run(ImportDraft(draft))
        assert imported.met.result == "sales"
        assert "finished" not in states([*heard, *imported], training)
        collect(session, finished(training))
    with Session(alone) as session:
        Driver(session).result(RunStudy(study, dataset="small", device="cpu"))
    assert hits(small_workspace) == hits(alone)


def test_the_dataset_of_the_study_that_trains_is_not_imported_over(small_workspace: Path, tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    study.write_text(STUDY.format(epochs=1000), encoding="utf-8")
    with Session(small_workspace) as session:
        driver = Driver(session)
        training = session.submit(RunStudy(study, dataset="small", device="cpu"))
        collect(session, lambda event: isinstance(event, MetricPoint))
        draft = dict(driver.ask(FilesQuery(write(tmp_path, sales_csv=LOG, goods_csv=ITEMS))).draft)
        refused = driver.run(ImportDraft({**draft, "name": "small"})).met
        assert refused.problem.code == "entry-in-use"
        session.cancel(training)
