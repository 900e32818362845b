"""Acts on a workspace: done beside the job that runs, and never under it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.models.registry import MODELS
from engine.session import Event, ExportLists, JobChanged, MetricPoint, Reply, RunStudy, Session, WorkspaceQuery
from engine.session.devices import devices
from engine.session.messages.acts import (
    DevicesQuery,
    EmptyTrash,
    EntryNamed,
    RenameEntry,
    RestoreEntry,
    TrashEntry,
    TrashQuery,
)

Until = Callable[..., Any]

PATIENT = """
baselines = false
[protocol]
min_item_users = 2
max_k = 10
scopes = ["all"]
[[models]]
model = "patient"
"""


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study that trains until it is stopped."""
    monkeypatch.setitem(MODELS, "patient", "tests.engine.session.patient:Patient")
    file = tmp_path / "patient.toml"
    file.write_text(PATIENT, encoding="utf-8")
    return file


def ended(id: int) -> Callable[[Event], bool]:
    return lambda e: isinstance(e, JobChanged) and e.job == id and e.state in ("finished", "failed", "cancelled")


def learns(event: Event) -> bool:
    return isinstance(event, MetricPoint)


def view(session: Session, until: Until) -> Any:
    id = session.ask(WorkspaceQuery(), "workspace")
    return until(session, lambda event: isinstance(event, Reply) and event.id == id).met.value


def test_a_dataset_is_deleted_and_taken_back(small_workspace: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        gone = until(session, ended(session.submit(TrashEntry("dataset", "small")))).met.result
        assert view(session, until).datasets == ()
        back = until(session, ended(session.submit(RestoreEntry(gone.token)))).met.result
        assert back == EntryNamed("dataset", "small", "small")
        assert [row.name for row in view(session, until).datasets] == ["small"]


def test_an_act_does_not_wait_for_the_study_that_trains_nor_for_one_that_rests(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    shutil.copytree(small_workspace / "datasets" / "small", small_workspace / "datasets" / "other")
    facts = small_workspace / "datasets" / "other" / "dataset.json"
    facts.write_text(facts.read_text().replace('"small"', '"other"'))
    with Session(small_workspace) as session:
        study = session.submit(RunStudy(patient, dataset="small", device="cpu"))
        until(session, learns)
        named = until(session, ended(session.submit(RenameEntry("dataset", "other", "another")))).met
        assert named.state == "finished"
        session.pause(study)
        until(session, lambda event: isinstance(event, JobChanged) and event.state == "paused")
        assert until(session, ended(session.submit(TrashEntry("dataset", "another")))).met.state == "finished"
        session.resume(study)
        until(session, learns)
        session.cancel(study)
        assert until(session, ended(study)).met.state == "cancelled"


def test_what_the_running_study_works_with_is_not_pulled_away(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    with Session(small_workspace) as session:
        study = session.submit(RunStudy(patient, dataset="small", device="cpu"))
        until(session, learns)
        (folder,) = (small_workspace / "studies").iterdir()
        for act in (
            TrashEntry("dataset", "small"),
            RenameEntry("dataset", "small", "x"),
            TrashEntry("study", folder.name),
        ):
            refused = until(session, ended(session.submit(act))).met
            assert refused.problem.code == "entry-in-use"
        assert (small_workspace / "datasets" / "small").is_dir()
        session.cancel(study)
        until(session, ended(study))


def test_a_run_that_is_being_exported_stays_with_its_study_and_dataset(
    main_job: Any, tmp_path: Path, until: Until
) -> None:
    session, run = main_job.driver.session, main_job.run("EASE")
    export = session.submit(ExportLists(run, tmp_path / "lists.csv"))
    session.pause(export)
    until(session, lambda event: isinstance(event, JobChanged) and event.state == "paused")
    for act in (TrashEntry("run", run), TrashEntry("study", main_job.study), RenameEntry("dataset", "small", "x")):
        assert until(session, ended(session.submit(act))).met.problem.code == "entry-in-use"
    session.resume(export)
    assert until(session, ended(export)).met.state == "finished"


def test_a_second_program_is_refused_in_a_sentence(small_workspace: Path, until: Until) -> None:
    with Session(small_workspace) as first, Session(small_workspace) as second:
        view(first, until)
        refused = until(second, ended(second.submit(TrashEntry("dataset", "small")))).met
        assert refused.problem.code == "workspace-busy"
        assert "Another program" in refused.problem.sentence


def test_the_trash_is_measured_and_emptied(small_workspace: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        until(session, ended(session.submit(TrashEntry("dataset", "small"))))
        id = session.ask(TrashQuery(), "trash")
        held = until(session, lambda event: isinstance(event, Reply) and event.id == id).met.value
        assert held.entries == 1
        assert until(session, ended(session.submit(EmptyTrash()))).met.result == held
        assert not list((small_workspace / "trash").iterdir())


def test_a_workspace_that_vanishes_is_told(small_workspace: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        view(session, until)
        shutil.rmtree(small_workspace)
        assert view(session, until).code == "workspace-gone"


def test_the_devices_begin_with_the_processor(small_workspace: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        id = session.ask(DevicesQuery(), "devices")
        found = until(session, lambda event: isinstance(event, Reply) and event.id == id).met.value
        assert found == devices()
        assert found[0].id == "cpu"
