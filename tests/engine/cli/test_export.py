"""The options of an export as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from engine.cli import run
from tests.engine.shop import Finished


@pytest.fixture
def ease(finished: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a run in a closed workspace, named by the environment."""
    shutil.copytree(finished.workspace.folder, tmp_path / "workspace", ignore=shutil.ignore_patterns("lock"))
    monkeypatch.setenv("CROSSAISLE_WORKSPACE", str(tmp_path / "workspace"))
    return next(each.id for each in finished.runs if each.name == "EASE")


def test_every_option_of_a_text_file_is_obeyed(ease: str, tmp_path: Path) -> None:
    out = tmp_path / "x.txt"
    words = ["--columns", "item, score,title", "--delimiter", "semicolon", "--decimal", "comma", "--k", "2"]
    assert run(["export", ease, "--out", str(out), *words, "--encoding", "utf-16", "--segment", "hit"]) == 0
    lists = pd.read_csv(out, sep=";", decimal=",", encoding="utf-16")
    assert list(lists.columns) == ["item", "score", "title"]
    assert lists["score"].dtype == float


@pytest.mark.parametrize("name", ["x.parquet", "x.PARQUET"])
def test_the_ending_of_the_file_chooses_its_format(ease: str, tmp_path: Path, name: str) -> None:
    assert run(["export", ease, "--out", str(tmp_path / name), "--k", "1"]) == 0
    assert pd.read_parquet(tmp_path / name)["rank"].max() == 1


def test_a_named_format_outdoes_the_ending(ease: str, tmp_path: Path) -> None:
    assert run(["export", ease, "--out", str(tmp_path / "x.csv"), "--format", "jsonl", "--k", "1"]) == 0
    assert json.loads((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()[0])["rank"] == 1


def test_the_manifest_stands_beside_the_file(ease: str, tmp_path: Path) -> None:
    assert run(["export", ease, "--out", str(tmp_path / "x.xlsx"), "--k", "1", "--manifest"]) == 0
    about = json.loads((tmp_path / "x.xlsx.manifest.json").read_text(encoding="utf-8"))
    assert (about["run"]["id"], about["layout"]["format"]) == (ease, "xlsx")


@pytest.mark.parametrize(
    ("words", "neutral"),
    [
        ([], False),
        (["--encoding", "utf-8-sig"], True),
        (["--encoding", "utf-8-sig", "--keep-formulas"], False),
        (["--neutralise"], True),
    ],
)
def test_formulas_are_neutralised_for_excel_or_when_asked(
    ease: str, tmp_path: Path, words: list[str], neutral: bool
) -> None:
    assert run(["export", ease, "--out", str(tmp_path / "x.csv"), "--manifest", *words]) == 0
    about = json.loads((tmp_path / "x.csv.manifest.json").read_text(encoding="utf-8"))
    assert about["layout"]["neutralise"] is neutral


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--format", "ods"], "format = ods is not accepted; it is one of csv, parquet, xlsx, jsonl."),
        (["--format", "xlsx", "--delimiter", "tab"], "delimiter is for CSV, and this export is xlsx."),
        (["--format", "parquet", "--replace"], "replace is for CSV"),
        (["--columns", "user,prize"], "columns = prize is not accepted"),
        (["--columns", ""], "An export needs a column"),
        (["--encoding", "utf-17"], 'There is no text encoding "utf-17"'),
        (["--segment", "best"], "segment = best is not accepted"),
        (["--segment", "hit", "--users", "7"], "users or a segment, not both"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    ease: str, tmp_path: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", ease, "--out", str(tmp_path / "x"), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
