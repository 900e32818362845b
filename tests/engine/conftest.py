"""The small shop, imported once, and a workspace of its own for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.models.registry import MODELS
from engine.monitor import Monitor
from engine.studies import parse_study, run_study
from engine.workspace import Workspace
from tests.engine.shop import Finished, import_shop
from tests.engine.small import small_dataset, small_recipe, small_workspace
from tests.engine.tiny import REGISTERED

__all__ = ["small_dataset", "small_recipe", "small_workspace"]


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imported shop's dataset folder; never write into it."""
    return import_shop(tmp_path_factory.mktemp("shop"), tmp_path_factory.mktemp("datasets"))


@pytest.fixture
def shop(shop_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that holds the shop."""
    with Workspace.open(tmp_path / "workspace") as workspace:
        shutil.copytree(shop_folder, workspace.datasets_folder / "shop")
        workspace.refresh()
        yield workspace


@pytest.fixture
def more_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers the recommenders of tests/engine/tiny.py."""
    for name, place in REGISTERED.items():
        monkeypatch.setitem(MODELS, name, place)


STUDY = """
seeds = [3, 4]
[protocol]
split = { horizon = "40d" }
scopes = ["cross", "in", "repeat", "all"]
max_k = 12
[output]
lists = ["cross", "in", "repeat", "all"]
[[models]]
model = "tiny"
scopes = ["cross", "all"]
"""


@pytest.fixture(scope="session")
def finished(shop_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finished]:
    """The four baselines and a small learner with two seeds, in all four scopes; never write into it."""
    folder, out = tmp_path_factory.mktemp("finished"), tmp_path_factory.mktemp("out")
    with Workspace.open(folder) as workspace:
        shutil.copytree(shop_folder, workspace.datasets_folder / "shop")
        workspace.refresh()
        with pytest.MonkeyPatch.context() as patch:
            for name, place in REGISTERED.items():
                patch.setitem(MODELS, name, place)
            entry = run_study(parse_study(STUDY), workspace, Monitor(), out=out, device="cpu")
        runs = tuple(workspace.find_run(name) for name in entry.runs)
        yield Finished(workspace, entry, runs, workspace.dataset("shop"), out)
