"""The command that looks for leaks, and the mark of a study without its baselines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engine.cli import run
from engine.models.registry import MODELS
from tests.engine.leaky import LEAKY

SHORT = "baselines = false\nprotocol.max_k = 12\n[[models]]\nmodel = '{model}'\n[protocol.split]\n{split}\n"
TIME = "horizon = '40d'"


@pytest.fixture
def place(shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed workspace that holds the shop, named by the environment."""
    folder = tmp_path / "workspace"
    shutil.copytree(shop_folder, folder / "datasets" / "shop")
    monkeypatch.setenv("CROSSAISLE_WORKSPACE", str(folder))
    for name, model in LEAKY.items():
        monkeypatch.setitem(MODELS, name, model)
    return folder


def studied(place: Path, capsys: pytest.CaptureFixture[str], model: str = "mostpop", split: str = TIME) -> None:
    file = place.parent / "short.toml"
    file.write_text(SHORT.format(model=model, split=split), encoding="utf-8")
    assert run(["study", str(file), "--device", "cpu"]) == 0
    capsys.readouterr()


def test_a_clean_study_ends_with_0_and_one_table(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studied(place, capsys)
    assert run(["audit", "short"]) == 0
    told = capsys.readouterr().out
    assert "no leak found" in told
    assert "permuted: MostPop" in told
    assert "LEAK" not in told


def test_a_leaking_recommender_ends_with_1_and_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studied(place, capsys, "whole-log")
    assert run(["audit", "short"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "LEAK permuted: whole-log" in told
    assert "f1@10" in told
    assert "1 leak found" in told


def test_a_leaking_split_shows_rows_and_writes_all_of_them(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    studied(place, capsys, split="kind = 'leave-last'")
    assert run(["audit", "short", "--rows", str(tmp_path / "rows")]) == 1
    told = capsys.readouterr().out
    assert "with the leak and without it" in told
    assert {file.name for file in (tmp_path / "rows").iterdir()} == {"after-first-test.csv", "others-future.csv"}
    lines = (tmp_path / "rows" / "after-first-test.csv").read_text(encoding="utf-8").splitlines()
    assert f"{len(lines) - 1:,} rows in" in told


def test_an_unknown_study_is_one_sentence(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "nothing"]) == 2
    assert 'no study "nothing"' in capsys.readouterr().err


def test_a_study_without_its_baselines_is_marked_in_the_list(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studied(place, capsys)
    assert run(["list", "studies"]) == 0
    assert "category-pop, itemknn, ease" in capsys.readouterr().out
    run(["list", "studies", "--json"])
    assert json.loads(capsys.readouterr().out)[0]["missing_baselines"] == ["category-pop", "itemknn", "ease"]


def test_a_baseline_whose_run_was_deleted_is_missing_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studied(place, capsys)
    (folder,) = (place / "runs").iterdir()
    shutil.rmtree(folder)
    run(["list", "studies", "--json"])
    assert json.loads(capsys.readouterr().out)[0]["missing_baselines"][0] == "mostpop"


def test_results_without_baselines_say_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place.parent / "short.toml"
    file.write_text(SHORT.format(model="mostpop", split=TIME), encoding="utf-8")
    assert run(["study", str(file), "--device", "cpu", "--out", str(place.parent / "out")]) == 0
    assert "Without the baselines category-pop, itemknn, ease" in capsys.readouterr().out
    manifest = json.loads((place.parent / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["missing_baselines"] == ["category-pop", "itemknn", "ease"]
