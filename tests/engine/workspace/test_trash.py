"""Deleting into the trash, taking back, and other names, on folders as a workspace lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import UserError
from engine.workspace import Workspace
from engine.workspace.renaming import rename
from engine.workspace.trash import empty_trash, restore, trash, trash_size

DATASET = {
    "name": "shop",
    "rows_out": 3,
    "users": 2,
    "items": 2,
    "relative": False,
    "has_time": False,
    "levels": [],
    "level": None,
    "dropped": [],
    "tables": [],
    "hash": "h",
}
STUDY = {
    "version": 1,
    "title": "Quick study",
    "dataset": "shop",
    "level": None,
    "test_start": "2017-11-06",
    "scopes": ["cross"],
    "max_k": 5,
    "created": "2026-01-01",
    "finished": "2026-01-02",
    "key": "k",
}
RUN = {
    "version": 1,
    "study": "first",
    "model": "ease",
    "seed": 0,
    "series": 1,
    "dataset": "shop",
    "scopes": ["cross"],
    "max_k": 5,
    "seconds": 1.5,
    "has_probability": False,
    "finished": "2026-01-01T00:00:00+00:00",
    "key": "k",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A dataset, two studies of it, a run of each and one that both have."""
    with Workspace.open(tmp_path / "workspace") as opened:
        put(opened.datasets_folder / "shop" / "dataset.json", DATASET)
        put(opened.studies_folder / "first" / "study.json", STUDY | {"id": "first", "runs": ["own", "shared"]})
        put(opened.studies_folder / "second" / "study.json", STUDY | {"id": "second", "runs": ["shared", "other"]})
        (opened.studies_folder / "first" / "study.toml").write_text('dataset = "shop"\nseeds = [0]\n')
        for name in ("own", "shared", "other"):
            put(opened.runs_folder / name / "manifest.json", RUN | {"id": name, "name": name.upper()})
        opened.refresh()
        yield opened


def put(file: Path, facts: object) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(facts))


def ids(workspace: Workspace) -> tuple[list[str], list[str], list[str]]:
    return (
        [entry.id for entry in workspace.datasets()],
        sorted(entry.id for entry in workspace.studies()),
        sorted(entry.id for entry in workspace.runs()),
    )


def test_a_study_takes_its_own_runs_to_the_trash_and_leaves_those_of_others(workspace: Workspace) -> None:
    gone = trash(workspace, "study", "first")
    assert (gone.name, gone.runs) == ("Quick study", 1)
    assert ids(workspace) == (["shop"], ["second"], ["other", "shared"])


def test_undo_brings_back_a_study_with_its_runs(workspace: Workspace) -> None:
    before = ids(workspace)
    restore(workspace, trash(workspace, "study", "first").token)
    assert ids(workspace) == before
    assert trash_size(workspace) == (0, 0)


def test_a_dataset_in_the_trash_tells_how_many_runs_rely_on_it(workspace: Workspace) -> None:
    assert trash(workspace, "dataset", "shop").runs == 3
    assert ids(workspace) == ([], ["first", "second"], ["other", "own", "shared"])


def test_what_is_deleted_twice_is_told_to_be_gone(workspace: Workspace) -> None:
    trash(workspace, "run", "own")
    with pytest.raises(UserError, match="own is not in the workspace"):
        trash(workspace, "run", "own")


def test_a_place_that_was_taken_since_is_not_overwritten_by_undo(workspace: Workspace) -> None:
    gone = trash(workspace, "dataset", "shop")
    put(workspace.datasets_folder / "shop" / "dataset.json", DATASET | {"users": 7})
    with pytest.raises(UserError, match='already something called "shop"'):
        restore(workspace, gone.token)
    assert workspace.folder.joinpath("trash", gone.token, "datasets", "shop").is_dir()


def test_an_emptied_trash_says_so_to_undo(workspace: Workspace) -> None:
    gone = trash(workspace, "run", "own")
    deletions, size = empty_trash(workspace)
    assert deletions == 1
    assert size > len(json.dumps(RUN))
    with pytest.raises(UserError, match="no longer holds it"):
        restore(workspace, gone.token)


def test_a_renamed_dataset_is_followed_by_its_studies_and_runs(workspace: Workspace) -> None:
    assert rename(workspace, "dataset", "shop", "grocery 杂货 🛒") == "grocery 杂货 🛒"
    assert [entry.folder.name for entry in workspace.datasets()] == ["grocery 杂货 🛒"]
    assert {run.dataset for run in workspace.runs()} == {"grocery 杂货 🛒"}
    assert {study.dataset for study in workspace.studies()} == {"grocery 杂货 🛒"}
    text = (workspace.studies_folder / "first" / "study.toml").read_text(encoding="utf-8")
    assert 'dataset = "grocery 杂货 🛒"' in text
    assert "seeds = [0]" in text


@pytest.mark.parametrize("name", ["a/b", "..", "a\\b", "con:", "  ", "x" * 500, "\n\x00"])
def test_a_name_that_no_folder_can_have_is_refused_for_a_dataset(workspace: Workspace, name: str) -> None:
    with pytest.raises(UserError):
        rename(workspace, "dataset", "shop", name)
    assert ids(workspace)[0] == ["shop"]


def test_a_rename_that_fails_leaves_every_name_as_it_was(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        rename(workspace, "dataset", "shop", "other")
    workspace.refresh()
    assert {run.dataset for run in workspace.runs()} == {"shop"}
    assert ids(workspace)[0] == ["shop"]


def test_two_runs_of_a_study_do_not_get_one_name(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="SHARED"):
        rename(workspace, "run", "own", "SHARED")
    rename(workspace, "run", "own", "OTHER")  # that one is in another study
    assert workspace.find_run("own").name == "OTHER"


def test_a_study_may_be_called_anything(workspace: Workspace) -> None:
    name = "قهوة " + "長い名前 " * 60
    rename(workspace, "study", "first", name)
    assert workspace.find_study("first").title == name.strip()


def test_a_read_only_workspace_refuses_in_a_sentence(workspace: Workspace) -> None:
    with Workspace.open(workspace.folder) as second:
        for act in (lambda: trash(second, "run", "own"), lambda: rename(second, "run", "own", "x")):
            with pytest.raises(UserError, match="Another program is using"):
                act()
