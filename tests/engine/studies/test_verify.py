"""A run made again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engine.errors import UserError
from engine.monitor import Monitor
from engine.studies.verify import verify
from engine.workspace import Run
from tests.engine.shop import Finished

pytestmark = pytest.mark.usefixtures("more_models")


def of(finished: Finished, name: str) -> Run:
    return next(run for run in finished.runs if run.name == name)


@pytest.fixture
def altered(finished: Finished, tmp_path: Path) -> Run:
    """A copy of the run of EASE, to be changed."""
    folder = tmp_path / "run"
    shutil.copytree(of(finished, "EASE").folder, folder)
    return Run.open(folder)


@pytest.mark.parametrize("name", ["EASE", "Category-pop", "tiny (seed 4)"])
def test_a_run_comes_out_the_same(finished: Finished, name: str) -> None:
    found = verify(of(finished, name), finished.workspace, Monitor(), "cpu")
    assert found.same
    assert (found.data, found.code, found.libraries) == (True, True, {})
    assert [parted.scope for parted in found.scopes] == list(of(finished, name).scopes)
    assert all(parted.places == 1.0 and parted.scores == 0.0 for parted in found.scopes)


def test_nothing_is_added_to_the_workspace(finished: Finished) -> None:
    before = sorted(path.name for path in finished.workspace.folder.rglob("*"))
    verify(of(finished, "MostPop"), finished.workspace, Monitor(), "cpu")
    assert sorted(path.name for path in finished.workspace.folder.rglob("*")) == before


def test_another_setting_parts_at_a_named_place(finished: Finished, altered: Run) -> None:
    text = (altered.folder / "config.toml").read_text(encoding="utf-8")
    assert "l2" in text
    (altered.folder / "config.toml").write_text(text.replace("1000.0", "0.5"), encoding="utf-8")
    found = verify(altered, finished.workspace, Monitor(), "cpu")
    assert not found.same
    parted = next(each for each in found.scopes if not each.same)
    assert parted.places < 1.0
    assert parted.first is not None
    user, rank = parted.first
    assert user in finished.data.users.ids.to_pylist()
    assert 1 <= rank <= 12


def test_other_data_code_and_libraries_are_told(finished: Finished, altered: Run) -> None:
    file = altered.folder / "manifest.json"
    values = json.loads(file.read_text(encoding="utf-8"))
    values |= {"dataset_hash": "0" * 64, "code_hash": "1" * 64}
    values["versions"]["numpy"] = "1.0"
    file.write_text(json.dumps(values), encoding="utf-8")
    found = verify(Run.open(altered.folder), finished.workspace, Monitor(), "cpu")
    assert (found.data, found.code, found.same) == (False, False, True)
    assert found.libraries["numpy"][0] == "1.0"


def test_a_dataset_that_is_gone_is_one_sentence(finished: Finished, altered: Run) -> None:
    file = altered.folder / "manifest.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"dataset": "shop"', '"dataset": "gone"'), encoding="utf-8"
    )
    with pytest.raises(UserError, match="gone"):
        verify(Run.open(altered.folder), finished.workspace, Monitor(), "cpu")
