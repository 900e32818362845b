"""Opening a workspace, who may write, and what a name stands for."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import UserError
from engine.workspace import Note, Workspace, default_folder

RUN = {
    "version": 1,
    "study": "s",
    "name": "EASE",
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


def put_run(workspace: Workspace, name: str, **changes: object) -> Path:
    folder = workspace.runs_folder / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(RUN | {"id": name} | changes))
    workspace.refresh()
    return folder


def test_a_new_workspace_has_all_its_folders(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "new" / "place") as workspace:
        assert not workspace.read_only
        assert sorted(path.name for path in workspace.folder.iterdir() if path.is_dir()) == [
            "cache",
            "datasets",
            "runs",
            "studies",
            "trash",
        ]


def test_the_environment_names_the_default_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CROSSAISLE_WORKSPACE", str(tmp_path / "named"))
    assert default_folder() == tmp_path / "named"


def test_without_the_environment_the_default_folder_is_in_the_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSAISLE_WORKSPACE", raising=False)
    assert default_folder().parent.name == "crossaisle"


def test_a_second_opening_is_read_only_and_says_why(tmp_path: Path) -> None:
    with Workspace.open(tmp_path), Workspace.open(tmp_path) as second:
        assert second.read_only
        assert second.notice is not None
        assert second.notice.code == "workspace-busy"
        with pytest.raises(UserError, match="Another program"):
            second.require_writable()


def test_a_second_program_is_read_only(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from engine.workspace import Workspace\n"
    code += "print(Workspace.open(Path(sys.argv[1])).read_only)"
    root = Path(__file__).parents[3]
    with Workspace.open(tmp_path):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=root)
    assert done.stdout.strip() == "True", done.stderr


def test_after_closing_the_next_program_may_write(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    with Workspace.open(tmp_path) as workspace:
        assert not workspace.read_only


def test_the_second_opening_sees_what_the_first_wrote(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as first, Workspace.open(tmp_path) as second:
        put_run(first, "ease-1")
        second.refresh()
        assert [run.id for run in second.runs()] == ["ease-1"]


def test_a_place_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be used as a workspace") as caught:
        Workspace.open(tmp_path / "file" / "workspace")
    assert caught.value.code == "workspace-unwritable"


def test_opening_read_only_creates_nothing(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "absent", read_only=True) as workspace:
        assert workspace.datasets() == []
    assert not (tmp_path / "absent").exists()


def test_a_dataset_is_listed_with_its_counts(shop: Workspace) -> None:
    (entry,) = shop.datasets()
    assert (entry.name, entry.rows, entry.users, entry.items) == ("shop", 4200, 60, 80)
    assert (entry.first, entry.last) == ("2024-01-01", "2024-07-18")
    assert (entry.levels, entry.level) == (("department", "shelf"), "shelf")


def test_the_only_dataset_is_meant_where_none_is_named(shop: Workspace) -> None:
    assert shop.dataset().name == "shop"


def test_several_datasets_leave_a_choice_that_is_named(shop: Workspace) -> None:
    shutil.copytree(shop.datasets_folder / "shop", shop.datasets_folder / "other")
    about = shop.datasets_folder / "other" / "dataset.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"name": "other"}))
    shop.refresh()
    with pytest.raises(UserError, match="other, shop"):
        shop.dataset()
    assert shop.dataset("other").name == "other"


def test_an_empty_workspace_says_how_to_import(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace, pytest.raises(UserError, match="Import one first"):
        workspace.dataset()


def test_an_unknown_dataset_is_answered_with_those_that_exist(shop: Workspace) -> None:
    with pytest.raises(UserError, match='no dataset "shopp"; it has shop'):
        shop.dataset("shopp")


def test_a_run_is_found_by_id_by_a_unique_beginning_and_by_folder(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "w") as workspace:
        folder = put_run(workspace, "ease-12")
        put_run(workspace, "mostpop-12")
        assert {workspace.find_run(name).id for name in ("ease-12", "ease", "e", str(folder))} == {"ease-12"}


def test_an_id_that_begins_another_id_is_not_ambiguous(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1")
        put_run(workspace, "ease-12")
        assert workspace.find_run("ease-1").id == "ease-1"


def test_an_ambiguous_beginning_is_refused_with_what_it_could_mean(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1")
        put_run(workspace, "ease-2")
        with pytest.raises(UserError, match=r'begin with "ease": .*ease-1'):
            workspace.find_run("ease")


def test_an_empty_name_is_no_beginning(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1")
        with pytest.raises(UserError, match="has no run"):
            workspace.find_run("")


def test_a_run_of_a_newer_version_is_left_out_and_refused_by_name(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1", version=99)
        assert workspace.runs() == []
        with pytest.raises(UserError, match="newer version"):
            workspace.find_run("ease-1")


def test_a_damaged_manifest_is_left_out_and_told(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        folder = put_run(workspace, "ease-1")
        (folder / "manifest.json").write_text("{")
        workspace.refresh()
        assert workspace.runs() == []
        assert workspace.problems[folder].code == "file-damaged"


def test_a_run_without_a_manifest_is_interrupted_and_not_listed(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        folder = put_run(workspace, "ease-1")
        (folder / "manifest.json").unlink()
        workspace.refresh()
        assert workspace.runs() == []
        assert workspace.interrupted() == [folder]


def test_the_index_is_rebuilt_from_the_folders(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1", series=3)
    (tmp_path / "catalogue.sqlite").unlink()
    with Workspace.open(tmp_path) as workspace:
        assert [(run.id, run.series) for run in workspace.runs()] == [("ease-1", 3)]


def test_a_damaged_index_is_put_aside_and_rebuilt(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        put_run(workspace, "ease-1")
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    with Workspace.open(tmp_path) as workspace:
        assert [run.id for run in workspace.runs()] == ["ease-1"]
    assert (tmp_path / "catalogue.damaged").exists()


def test_an_index_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("pragma user_version = 99")
    connection.close()
    before = (tmp_path / "catalogue.sqlite").read_bytes()
    with pytest.raises(UserError, match="newer version"):
        Workspace.open(tmp_path)
    assert (tmp_path / "catalogue.sqlite").read_bytes() == before


def test_a_deleted_run_leaves_the_index(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        shutil.rmtree(put_run(workspace, "ease-1"))
        workspace.refresh()
        assert workspace.runs() == []


def test_a_changed_manifest_is_read_again(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        folder = put_run(workspace, "ease-1")
        (folder / "manifest.json").write_text(json.dumps(RUN | {"id": "ease-1", "seconds": 9.0}))
        os.utime(folder / "manifest.json", ns=(1, 1))
        workspace.refresh()
        assert workspace.runs()[0].seconds == 9.0


def test_notes_outlive_closing(tmp_path: Path) -> None:
    note = Note("to be shown", ("best", "of May"), True)
    with Workspace.open(tmp_path) as workspace:
        assert workspace.note("run", "ease-1") == Note()
        workspace.set_note("run", "ease-1", note)
    with Workspace.open(tmp_path) as workspace:
        assert workspace.note("run", "ease-1") == note


def test_a_read_only_workspace_keeps_no_notes(tmp_path: Path) -> None:
    with Workspace.open(tmp_path), Workspace.open(tmp_path) as second, pytest.raises(UserError):
        second.set_note("run", "ease-1", Note("x"))


def test_opening_a_workspace_loads_no_heavy_library() -> None:
    code = (
        "import sys, engine.workspace; print([m for m in ('torch', 'pandas', 'sklearn', 'scipy') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout.strip() == "[]", done.stderr
