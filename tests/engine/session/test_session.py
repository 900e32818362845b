from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.models.registry import MODELS
from engine.session import (
    CompareQuery,
    Event,
    ExportLists,
    ImportDataset,
    Job,
    JobChanged,
    LogLine,
    MetricPoint,
    Problem,
    ProblemFound,
    Query,
    Reply,
    RunFinished,
    RunStudy,
    Session,
    ShopperListQuery,
    ShopperQuery,
    WorkspaceQuery,
)

Until = Callable[..., list[Event]]

PATIENT = """
[protocol]
min_item_users = 2
max_k = 10
scopes = ["cross", "all"]
[[models]]
model = "patient"
"""


@dataclass(frozen=True, slots=True)
class Strange(Job):
    """A job that nothing does."""


@dataclass(frozen=True, slots=True)
class StrangeQuery(Query[None]):
    """A query without an answer."""


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of the baselines and a recommender that trains until it is stopped."""
    monkeypatch.setitem(MODELS, "patient", "tests.engine.session.patient:Patient")
    file = tmp_path / "patient.toml"
    file.write_text(PATIENT, encoding="utf-8")
    return file


def entered(state: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, JobChanged) and event.state == state


def learning(part: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, MetricPoint) and event.part == part


def states(events: list[Event]) -> list[str]:
    return [event.state for event in events if isinstance(event, JobChanged)]


def test_a_workspace_is_made_where_there_is_none(tmp_path: Path, until: Until) -> None:
    with Session(tmp_path / "new") as session:
        session.ask(WorkspaceQuery(), "w")
        view = until(session, lambda event: isinstance(event, Reply)).met.value
        assert view.datasets == view.studies == ()
        assert not session.read_only
    assert (tmp_path / "new" / "datasets").is_dir()


def test_a_dataset_that_is_present_is_not_imported_again(driver: Any, small_recipe: Path) -> None:
    assert driver.result(ImportDataset(small_recipe)) == "small"
    marker = driver.session._folder / "datasets" / "small" / "dataset.json"
    before = marker.stat().st_ino
    assert driver.result(ImportDataset(small_recipe, unless_present=True)) == "small"
    assert marker.stat().st_ino == before
    assert driver.result(ImportDataset(small_recipe)) == "small"
    assert marker.stat().st_ino != before


def test_cancelling_in_mid_study_keeps_the_finished_runs(small_workspace: Path, patient: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        id = session.submit(RunStudy(patient, device="cpu"))
        events = until(session, learning("first"))
        session.cancel(id)
        events += until(session, entered("cancelled"))
        assert states(events) == ["queued", "running", "cancelling", "cancelled"]
        finished = [event for event in events if isinstance(event, RunFinished)]
        assert len(finished) == 4
        session.ask(CompareQuery(finished[0].study), "compare")
        view = until(session, lambda event: isinstance(event, Reply)).met.value
        assert [run.id for run in view.runs] == [event.run for event in finished]


def test_a_cancelled_study_goes_on_behind_its_finished_runs(small_workspace: Path, patient: Path, until: Until) -> None:
    with Session(small_workspace) as session:
        id = session.submit(RunStudy(patient, device="cpu"))
        first = until(session, learning("first"))
        session.cancel(id)
        until(session, entered("cancelled"))
        again = session.submit(RunStudy(patient, device="cpu", resume=True))
        events = until(session, learning("first"))
        session.cancel(again)
        until(session, entered("cancelled"))

    def runs(told: list[Event]) -> list[str]:
        return [event.run for event in told if isinstance(event, RunFinished)]

    assert runs(events) == runs(first)


def test_a_study_rests_while_paused_and_goes_on_when_resumed(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    with Session(small_workspace) as session:
        id = session.submit(RunStudy(patient, device="cpu"))
        until(session, learning("first"))
        session.pause(id)
        until(session, entered("paused"))
        session.drain()
        assert not session.wait(0.1)
        session.resume(id)
        assert states(until(session, learning("first"))) == ["running"]


def test_queries_are_answered_while_a_study_runs_and_while_it_rests(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    with Session(small_workspace) as session:
        id = session.submit(RunStudy(patient, device="cpu"))
        until(session, learning("first"))
        for pause in (False, True):
            if pause:
                session.pause(id)
                until(session, entered("paused"))
            session.ask(WorkspaceQuery(), "w")
            view = until(session, lambda event: isinstance(event, Reply)).met.value
            assert len(view.studies[0].runs) == 4


def test_stop_ends_one_part_keeps_it_and_goes_on_with_the_next(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    with Session(small_workspace) as session:
        id = session.submit(RunStudy(patient, device="cpu"))
        until(session, learning("first"))
        session.stop(id)
        until(session, learning("second"))  # trains on, although the part before it was stopped
        session.drain()
        assert until(session, learning("second"))
        session.stop(id)
        events = until(session, entered("finished"))
        assert sum(isinstance(event, RunFinished) for event in events) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[[models]]\nmodel = "eaze"\n', "model-unknown"),
        ('[protocol]\ncategory_level = "shelf"\n', "level-unknown"),
        ('[protocol]\nsplit = { test_start = "2031-01-01" }\n', "cut-outside"),
        ("[protocol]\nmax_k = 0\n", "config-field"),
        ("[protocol]\nmin_item_users = 100000\n", "users-none"),
        ("version = 99\n", "format-newer"),
        ('dataset = "elsewhere"\n', "nothing-named"),
        ("not toml", "file-unreadable"),
    ],
)
def test_a_study_that_cannot_run_fails_with_one_sentence_and_leaves_nothing(
    small_workspace: Path, tmp_path: Path, until: Until, text: str, code: str
) -> None:
    file = tmp_path / "study.toml"
    file.write_text(text, encoding="utf-8")
    with Session(small_workspace) as session:
        session.submit(RunStudy(file, device="cpu"))
        events = until(session, entered("failed"))
    problem = events.met.problem
    assert problem.code == code
    assert "\n" not in problem.sentence
    assert all(isinstance(value, str) for value in problem.values.values())
    assert [event.text for event in events if isinstance(event, LogLine) and event.level == "error"] == [
        problem.sentence
    ]
    assert list((small_workspace / "studies").iterdir()) == []
    assert list((small_workspace / "runs").iterdir()) == []


def test_jobs_of_missing_files_fail_with_a_sentence_that_names_the_file(driver: Any, tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    for job in (ImportDataset(missing), RunStudy(missing)):
        problem = driver.run(job).met.problem
        assert problem.code == "file-missing"
        assert problem.values["file"] == str(missing)


def test_an_export_of_an_unknown_run_fails_with_a_sentence(driver: Any, tmp_path: Path) -> None:
    assert driver.run(ExportLists("nobody", tmp_path / "x.csv")).met.problem.code == "nothing-named"
    assert not (tmp_path / "x.csv").exists()


def test_a_job_that_nothing_does_is_a_fault_of_the_program(driver: Any) -> None:
    assert driver.run(Strange()).met.problem.code == "unexpected"
    assert driver.ask(StrangeQuery()).code == "unexpected"


def test_a_query_about_what_is_not_there_is_answered_with_a_problem(driver: Any) -> None:
    assert driver.ask(CompareQuery("nothing")).code == "nothing-named"
    assert driver.ask(ShopperQuery("nothing", 0, "cross")).code == "folder-gone"


def test_a_second_session_on_a_workspace_only_reads_it_and_says_so(
    small_workspace: Path, patient: Path, until: Until, tmp_path: Path
) -> None:
    with Session(small_workspace) as first:
        first.ask(WorkspaceQuery(), "w")
        until(first, lambda event: isinstance(event, Reply))
        with Session(small_workspace) as second:
            found = until(second, lambda event: isinstance(event, ProblemFound))
            assert next(event for event in found if isinstance(event, ProblemFound)).problem.code == "workspace-busy"
            second.ask(WorkspaceQuery(), "w")
            view = until(second, lambda event: isinstance(event, Reply)).met.value
            assert second.read_only
            assert view.read_only
            assert [row.name for row in view.datasets] == ["small"]
            second.submit(RunStudy(patient))
            problem = until(second, entered("failed")).met.problem
            assert problem.code == "workspace-busy"
        assert not first.read_only
    with Session(small_workspace) as third:
        third.ask(WorkspaceQuery(), "w")
        until(third, lambda event: isinstance(event, Reply))
        assert not third.read_only


def test_a_workspace_that_only_can_be_read_still_exports(main_job: Any, tmp_path: Path, until: Until) -> None:
    run = main_job.run("EASE")
    user = main_job.driver.ask(ShopperListQuery(run, "cross", 3)).ids[7].as_py()
    with Session(main_job.folder) as second:
        second.submit(ExportLists(run, tmp_path / "lists.csv", k=3, users=(user,)))
        until(second, entered("finished"))
        assert second.read_only
    assert len((tmp_path / "lists.csv").read_text(encoding="utf-8").splitlines()) == 1 + 3


def test_a_workspace_that_cannot_be_made_is_a_problem_and_every_job_says_so(tmp_path: Path, until: Until) -> None:
    (tmp_path / "file").write_text("not a folder")
    with Session(tmp_path / "file" / "workspace") as session:
        found = until(session, lambda event: isinstance(event, ProblemFound))
        problem = next(event for event in found if isinstance(event, ProblemFound)).problem
        assert problem.code == "workspace-unwritable"
        session.submit(ImportDataset(tmp_path / "recipe.toml"))
        assert until(session, entered("failed")).met.problem == problem


def test_closing_during_a_study_cancels_it_and_frees_the_workspace(
    small_workspace: Path, patient: Path, until: Until
) -> None:
    before = set(threading.enumerate())
    with Session(small_workspace) as session:
        session.submit(RunStudy(patient, device="cpu"))
        waiting = session.submit(RunStudy(patient, device="cpu"))
        until(session, learning("first"))
        assert session.close(30)
        assert set(threading.enumerate()) <= before
        events = session.drain()
    assert states(events)[-1] == "cancelled"
    assert [event.state for event in events if isinstance(event, JobChanged) and event.job == waiting] == ["cancelled"]
    with Session(small_workspace) as again:
        again.ask(WorkspaceQuery(), "w")
        until(again, lambda event: isinstance(event, Reply))
        assert not again.read_only


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at open files in /proc")
def test_closing_leaves_no_file_of_the_workspace_open(main_job: Any, until: Until, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(main_job.folder, folder)
    with Session(folder) as session:
        session.ask(ShopperQuery(main_job.run("EASE"), 0, "cross", 5), "shopper")
        assert not isinstance(until(session, lambda event: isinstance(event, Reply)).met.value, Problem)
        assert open_files(folder)
    assert open_files(folder) == []


def open_files(folder: Path) -> list[str]:
    """Files of a folder that this process has open or mapped."""
    links = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            links.append(os.readlink(link))
        except OSError:
            continue
    maps = [line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()]
    return sorted({name for name in links + maps if name.startswith(str(folder))})


def test_closing_twice_is_no_error_and_a_closed_session_takes_nothing(tmp_path: Path) -> None:
    session = Session(tmp_path)
    assert session.close()
    assert session.close()
    with pytest.raises(RuntimeError):
        session.submit(ImportDataset(tmp_path / "r.toml"))
    with pytest.raises(RuntimeError):
        session.ask(WorkspaceQuery(), "w")


def test_closing_says_false_while_a_job_does_not_come_to_a_checkpoint(
    tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.session import jobs

    factorised = threading.Event()
    monkeypatch.setattr(jobs, "_import", lambda *_: factorised.wait(60))
    session = Session(tmp_path)
    session.submit(ImportDataset(tmp_path / "r.toml"))
    until(session, entered("running"))
    assert not session.close(0.1)
    factorised.set()
    assert session.close(30)


def test_a_full_collection_follows_a_job_on_the_thread_that_drains(
    driver: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda *_: collected.append(threading.get_ident()) or 0)
    driver.run(ImportDataset(tmp_path / "missing.toml"))
    assert collected == []  # automatic collection is on: the interpreter sees to it
    gc.disable()
    try:
        driver.run(ImportDataset(tmp_path / "missing.toml"))
    finally:
        gc.enable()
    assert collected == [threading.get_ident()]


UNCLOSED = """
import sys
from pathlib import Path
from engine.session import ImportDataset, JobChanged, Session
session = Session(Path(sys.argv[1]))
session.submit(ImportDataset(Path(sys.argv[1]) / "missing.toml"))
while session.wait(60):
    if any(isinstance(event, JobChanged) and event.state == "failed" for event in session.drain()):
        break
raise SystemExit(3)
"""


def test_a_program_that_forgets_to_close_its_session_ends_all_the_same(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", UNCLOSED, str(tmp_path)], timeout=120, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (3, "")
    with Session(tmp_path) as session:
        assert session.close(30)
        assert not session.read_only
