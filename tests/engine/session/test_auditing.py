"""The audit of a study, done and read back through a session."""

from __future__ import annotations

import csv
import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.errors import UserError
from engine.session import Exported, Problem, Progress, Session
from engine.session.acting import require_free
from engine.session.messages.auditing import AuditQuery, AuditStudy, AuditView, ExportLeak
from engine.workspace import Workspace
from tests.engine.session.conftest import Driver


@pytest.fixture
def copied(main_job: Any, tmp_path: Path) -> Path:
    """A copy of the main job's workspace."""
    shutil.copytree(main_job.folder, tmp_path / "workspace", ignore=shutil.ignore_patterns("lock"))
    return tmp_path / "workspace"


@pytest.fixture
def driver(copied: Path) -> Iterator[Driver]:
    with Session(copied) as session:
        yield Driver(session)


@pytest.fixture
def cheap(copied: Path, main_job: Any) -> None:
    """The study with MostPop alone, so that little has to be fitted again."""
    file = copied / "studies" / main_job.study / "study.toml"
    text = file.read_text(encoding="utf-8").replace("baselines = true", "baselines = false")
    file.write_text(text[: text.index("[[models]]")] + '[[models]]\nmodel = "mostpop"\n', encoding="utf-8")


@pytest.mark.usefixtures("cheap")
def test_an_audit_is_a_job_with_progress_whose_result_stays(main_job: Any, driver: Driver) -> None:
    assert driver.ask(AuditQuery(main_job.study)) is None
    heard = driver.run(AuditStudy(main_job.study))
    assert heard.met.state == "finished", heard.met.problem
    assert any(isinstance(event, Progress) and "permuted" in event.step for event in heard)
    view = heard.met.result
    assert isinstance(view, AuditView)
    assert (view.leaks, view.outdated, view.full) == (0, False, False)
    assert [(trial.run, trial.severity) for trial in view.trials] == [("MostPop", "passed")]
    assert driver.ask(AuditQuery(main_job.study)) == view
    assert pickle.loads(pickle.dumps(view)) == view


@pytest.mark.usefixtures("cheap")
def test_an_audit_before_a_later_state_of_the_dataset_is_outdated(main_job: Any, driver: Driver, copied: Path) -> None:
    driver.result(AuditStudy(main_job.study))
    file = copied / "studies" / main_job.study / "audit.json"
    values = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(values | {"dataset_hash": "0" * 64}), encoding="utf-8")
    assert driver.ask(AuditQuery(main_job.study)).outdated
    file.write_text(json.dumps(values | {"created": "2000-01-01"}), encoding="utf-8")
    assert driver.ask(AuditQuery(main_job.study)).outdated


@pytest.mark.usefixtures("cheap")
def test_leaks_carry_their_rows_and_worth_and_are_exported(main_job: Any, driver: Driver, copied: Path) -> None:
    file = copied / "studies" / main_job.study / "study.toml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("[protocol.split]")
    end = text.index("[", begin + 1)
    text = text[:begin] + '[protocol.split]\nkind = "leave-last"\n\n' + text[end:]
    file.write_text(text, encoding="utf-8")
    view = driver.result(AuditStudy(main_job.study))
    found = next(each for each in view.findings if each.key == "basket-parted")
    assert found.severity == "leak"
    assert len(found.rows) == min(20, found.listed)
    assert any(each.key == "others-future" and each.moved.users > 0 for each in view.effects)
    out = copied.parent / "rows.csv"
    done = driver.result(ExportLeak(main_job.study, "basket-parted", out))
    assert isinstance(done, Exported)
    with out.open(newline="", encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == done.rows == found.count


def test_a_study_that_is_not_there_is_a_problem(driver: Driver) -> None:
    heard = driver.run(AuditStudy("nothing"))
    assert heard.met.problem.code == "nothing-named"
    answer = driver.ask(AuditQuery("nothing"))
    assert isinstance(answer, Problem)
    assert answer.code == "nothing-named"


def test_a_damaged_audit_is_a_problem(main_job: Any, driver: Driver, copied: Path) -> None:
    (copied / "studies" / main_job.study / "audit.json").write_text('{"version": 1}', encoding="utf-8")
    answer = driver.ask(AuditQuery(main_job.study))
    assert isinstance(answer, Problem)
    assert answer.code == "file-damaged"


@pytest.mark.parametrize("kind", ["dataset", "study", "run"])
def test_what_an_audit_works_with_is_not_pulled_away(main_job: Any, copied: Path, kind: Any) -> None:
    with Workspace.open(copied) as workspace:
        study = workspace.find_study(main_job.study)
        id = {"dataset": study.dataset, "study": study.id, "run": study.runs[0]}[kind]
        with pytest.raises(UserError) as caught:
            require_free(workspace, kind, id, [AuditStudy(study.id)])
        assert caught.value.code == "entry-in-use"
        require_free(workspace, kind, id, [])


def test_a_study_without_a_baseline_says_which(main_job: Any, copied: Path) -> None:
    from engine.session.listing import study_row

    with Workspace.open(copied) as workspace:
        study = workspace.find_study(main_job.study)
        there = {run.id: run for run in workspace.runs(study)}
        assert study_row(study, there).missing_baselines == ()
        left = {id: run for id, run in there.items() if run.model not in ("ease", "mostpop")}
        assert study_row(study, left).missing_baselines == ("mostpop", "ease")
        assert study_row(replace(study, runs=()), there).missing_baselines == (
            "mostpop",
            "category-pop",
            "itemknn",
            "ease",
        )


def test_reading_an_audit_needs_none_of_the_large_libraries() -> None:
    code = (
        "import sys; from engine.session import auditing, listing; "
        "print(sorted({'torch', 'transformers', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
