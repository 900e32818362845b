"""No display, no library: a sentence instead of a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from gui import display

ROOT = Path(__file__).parents[2]


def test_without_a_display_the_sentence_names_the_other_ways() -> None:
    found = display.obstacle({}, "linux")
    assert found is not None
    assert found.without_display
    for word in ("import", "study", "export", "list", "--sample", "xvfb-run"):
        assert word in found.sentence


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_loads", lambda name: name != "libEGL.so.1")
    found = display.obstacle({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert found is not None
    assert not found.without_display
    assert "libEGL.so.1" in found.sentence
    assert "apt-get install" in found.sentence


def test_libraries_of_x11_are_needed_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_loads", lambda name: "xcb" not in name)
    assert display.obstacle({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None
    assert display.obstacle({"WAYLAND_DISPLAY": "wayland-0"}, "linux") is None
    assert display.obstacle({"DISPLAY": ":0"}, "linux") is not None


def test_a_display_that_nobody_answers_at_is_an_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_loads", lambda name: True)
    found = display.obstacle({"DISPLAY": ":4711"}, "linux")
    assert found is not None
    assert ":4711" in found.sentence


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_a_display(system: str) -> None:
    assert display.obstacle({}, system) is None


def test_the_sample_without_a_display_goes_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("engine.cli.app.run", lambda words: asked.append(words) or 0)
    monkeypatch.setattr(display, "obstacle", lambda *_: display.Obstacle("no display", without_display=True))
    assert main.main(["--sample", "--workspace", "W"]) == 0
    assert asked == [["sample", "--workspace", "W"]]


def test_the_sample_without_libraries_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(display, "obstacle", lambda *_: display.Obstacle("no library", without_display=False))
    assert main.main(["--sample"]) == 2
    assert capsys.readouterr().err == "no library\n"


@pytest.mark.parametrize("words", [["list", "runs"], ["--help"], ["--sample", "--out", "O"], ["--workspace"]])
def test_what_the_window_does_not_understand_goes_to_the_terminal(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("engine.cli.app.run", lambda words: asked.append(words) or 0)
    assert main.main(words) == 0
    assert asked == [words]


def test_without_a_display_the_program_ends_with_2_and_one_sentence_and_never_imports_qt() -> None:
    code = "import sys, main; c = main.main([]); print('PySide6' in sys.modules); sys.exit(c)"
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-c", code], env=bare, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stdout.strip() == "False"
    assert len(done.stderr.splitlines()) == 1
