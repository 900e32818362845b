"""The command that makes a run again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cli import run
from tests.engine.shop import Finished


@pytest.fixture
def workspace(finished: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(finished.workspace.folder, folder, ignore=shutil.ignore_patterns("lock"))
    monkeypatch.setenv("CROSSAISLE_WORKSPACE", str(folder))
    return folder


def test_a_run_that_comes_out_the_same_ends_with_0(
    finished: Finished, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(each.id for each in finished.runs if each.name == "EASE")
    assert run(["verify", name, "--device", "cpu"]) == 0
    told = capsys.readouterr().out
    assert f"{name}: the same result" in told
    assert told.count("every place of every list the same, scores apart by up to 0, metrics by up to 0") == 4


def test_a_run_that_does_not_says_where_and_ends_with_1(
    finished: Finished, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(each.id for each in finished.runs if each.name == "EASE")
    file = workspace / "runs" / name / "config.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("1000.0", "0.5"), encoding="utf-8")
    assert run(["verify", name, "--device", "cpu"]) == 1
    told = capsys.readouterr().out
    assert "another result" in told
    assert "first at rank" in told


def test_an_unknown_run_is_one_sentence(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err
