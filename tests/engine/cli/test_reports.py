"""The command that writes a report, and what it says of bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import run
from tests.engine.shop import Finished


def report(finished: Finished, *words: str) -> int:
    return run(["report", *words, "--workspace", str(finished.workspace.folder)])


def test_it_writes_one_file_in_the_language_asked_for(
    finished: Finished, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new folder" / "report.html"
    assert report(finished, finished.entry.id[:5], "--out", str(out), "--language", "zh_CN") == 0
    assert 'lang="zh-CN"' in out.read_text(encoding="utf-8")
    assert str(out) in capsys.readouterr().out.replace("\n", "")
    assert [file.name for file in out.parent.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody", "--out", "{out}"), 'no study "nobody"'),
        (("{study}", "--out", "{file}/report.html"), "cannot be written"),
        (("{study}", "--out", "{out}", "--language", "de"), "one of en, zh_CN"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    finished: Finished, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "file").write_text("")
    places = {"study": finished.entry.id, "out": tmp_path / "report.html", "file": tmp_path / "file"}
    assert report(finished, *[word.format(**places) for word in words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()
