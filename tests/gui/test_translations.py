"""Both languages are whole: nothing unfinished, nothing stale, every place-holder kept, the compiled files current."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.errors import SENTENCES
from gui.problems import TEMPLATES, sentence

ROOT = Path(__file__).parents[2]
FOLDER = Path(str(resources.files("resources").joinpath("translations")))
TOOLS = Path(sys.executable).parent
LANGUAGES = pytest.mark.parametrize("name", ["crossaisle_zh_CN", "crossaisle_en"])
HOLES = re.compile(r"\{\w*\}|%L?n")


def messages(file: Path) -> dict[tuple[str, str], ElementTree.Element]:
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


@LANGUAGES
def test_nothing_is_unfinished(name: str) -> None:
    open_ones = [
        key
        for key, message in messages(FOLDER / f"{name}.ts").items()
        if message.find("translation").get("type")  # type: ignore[union-attr]
        or not "".join(message.find("translation").itertext()).strip()  # type: ignore[union-attr]
    ]
    assert open_ones == []


@LANGUAGES
def test_every_place_holder_is_kept(name: str) -> None:
    for (_, source), message in messages(FOLDER / f"{name}.ts").items():
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        for form in forms:
            assert sorted(HOLES.findall(form)) == sorted(HOLES.findall(source)), source


def test_every_text_of_the_window_has_its_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gui").rglob("*.py"))
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-ts", str(fresh), "-locations", "none"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert set(messages(fresh)) == set(messages(FOLDER / "crossaisle_zh_CN.ts"))


@LANGUAGES
def test_the_compiled_file_is_that_of_the_source(name: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    command = [str(TOOLS / "pyside6-lrelease"), str(FOLDER / f"{name}.ts"), "-qm", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_bytes() == (FOLDER / f"{name}.qm").read_bytes()


def test_problems_are_worded_as_the_engine_words_them() -> None:
    ours = {code: text for code, text in TEMPLATES.items() if code != "unexpected"}
    assert ours == {code: SENTENCES[code] for code in ours}


def test_a_problem_of_an_unknown_code_keeps_the_engines_sentence() -> None:
    from engine.session import Problem

    assert sentence(Problem("Something new.", "code-of-tomorrow")) == "Something new."


def test_a_problem_without_its_values_keeps_the_engines_sentence() -> None:
    from engine.session import Problem

    assert sentence(Problem("x.csv does not exist.", "file-missing")) == "x.csv does not exist."
