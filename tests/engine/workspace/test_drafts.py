"""Study files: to TOML and back, named, kept, and the line of a field."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from engine.errors import UserError
from engine.workspace import Workspace
from engine.workspace.drafts import draft_toml, file_text, keep_draft, line_of, read_draft, study_name

VALUES: dict[str, Any] = {
    "dataset": "买菜",
    "seeds": [0, 1],
    "protocol": {"split": {"test_start": "2017-11-06"}, "scopes": ["cross"], "max_k": 20},
    "primary": {"k": 5},
    "models": [{"model": "ease", "name": "EASE 500", "l2": 500.0}, {"model": "pipeline", "text": False}],
}
TEXT = """dataset = "x"
[protocol]
max_k = 20
split = { test_start = "2017-11-06" }
[[models]]
model = "ease"
l2 = 1
[[models]]
model = "ease"
l2 = 2
"""


def test_values_survive_toml_and_back() -> None:
    assert tomllib.loads(draft_toml(VALUES)) == VALUES


def test_a_date_stays_a_date() -> None:
    values = read_draft("[protocol]\nsplit = { test_start = 2017-11-06 }")
    assert read_draft(draft_toml(values)) == values


def test_what_is_none_is_left_out() -> None:
    assert tomllib.loads(draft_toml({"dataset": None, "protocol": {"split": {"test_start": None}}})) == {}


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(UserError, match=r"at line 2"):
        read_draft("a = 1\nb = \n")


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("dataset", 1),
        ("protocol.max_k", 3),
        ("protocol.split.test_start", 4),
        ("models.1.l2", 7),
        ("models.2.l2", 10),
        ("models.2.epochs", 8),
        ("primary.k", 0),
    ],
)
def test_a_field_has_a_line(field: str, line: int) -> None:
    assert line_of(TEXT, field) == line


def test_a_kept_study_is_never_overwritten_by_another(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        first = keep_draft(workspace, "Weekly", "seeds = [0]\n")
        same = keep_draft(workspace, "Weekly", "seeds = [0]\n")
        other = keep_draft(workspace, "Weekly", "seeds = [1]\n")
    assert first == same == tmp_path / "drafts" / "Weekly.toml"
    assert other.name == "Weekly 2.toml"
    assert first.read_text(encoding="utf-8") == "seeds = [0]\n"


@pytest.mark.parametrize("name", ["", "  ", "a/b", ".hidden", "x" * 500, "文" * 60, "a\nb", "..", "what?"])
def test_a_name_that_is_none_for_a_file_is_refused(name: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace, pytest.raises(UserError) as refused:
        keep_draft(workspace, name, "")
    assert refused.value.values["field"] == "name"


@pytest.mark.parametrize("name", ["每周研究", "دراسة", "🛒 study"])
def test_a_name_may_be_of_any_script(name: str, tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        assert study_name(keep_draft(workspace, name, "")) == name


def test_the_copy_in_a_study_folder_bears_the_name_of_its_study(tmp_path: Path) -> None:
    folder = tmp_path / "weekly-20261124-103309-2"
    folder.mkdir()
    (folder / "study.toml").touch()
    assert study_name(folder / "study.toml") == "study"
    (folder / "study.json").touch()
    assert study_name(folder / "study.toml") == "weekly"


def test_a_folder_for_a_study_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        file_text(tmp_path)
