"""Studies over every kind of split: several windows in one run, moments of each user, files of candidates."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.evaluation import Hits, mean_curves
from engine.models.registry import MODELS
from engine.monitor import Monitor
from engine.protocol import split
from engine.studies import parse_study, read_study, run_study
from engine.studies.verify import verify
from engine.workspace import Run, Workspace
from tests.engine.tiny import REGISTERED

STUDY = """
baselines = false
[protocol]
split = {split}
scopes = ["cross", "all"]
max_k = 10
[[models]]
model = "tiny"
[[models]]
model = "mostpop"
[[models]]
model = "itemknn"
"""
ROLLING = (
    '{ kind = "rolling", horizon = "20d", test_starts = ["2024-05-01", "2024-06-01", "2024-07-01"], '
    'validation_starts = ["2024-03-01", "2024-04-01"] }'
)


def ran(shop: Workspace, rule: str, out: Path | None = None) -> list[Run]:
    entry = run_study(parse_study(STUDY.replace("{split}", rule)), shop, Monitor(), out=out, device="cpu")
    return [shop.find_run(run) for run in entry.runs]


def by_name(runs: list[Run]) -> dict[str, Run]:
    return {run.name: run for run in runs}


@dataclass(frozen=True)
class Rolled:
    """A study over three windows, run once; never write into it."""

    workspace: Workspace
    runs: list[Run]
    out: Path


@pytest.fixture(scope="module")
def rolled(shop_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rolled]:
    folder, out = tmp_path_factory.mktemp("rolled"), tmp_path_factory.mktemp("rolled-out")
    with Workspace.open(folder) as workspace, pytest.MonkeyPatch.context() as patch:
        shutil.copytree(shop_folder, workspace.datasets_folder / "shop")
        workspace.refresh()
        for name, place in REGISTERED.items():
            patch.setitem(MODELS, name, place)
        yield Rolled(workspace, ran(workspace, ROLLING, out), out)


def test_rolling_windows_hold_what_a_study_of_each_cut_finds(rolled: Rolled, more_models: None) -> None:
    for cut, after in (("2024-05-01", "2024-05-21"), ("2024-06-01", "2024-06-21")):
        data = rolled.workspace.dataset("shop")
        rule = f'{{ kind = "rolling", horizon = "20d", test_starts = ["{cut}"], validation_starts = ["2024-03-01"] }}'
        alone = split(data, parse_study(STUDY.replace("{split}", rule)).protocol).windows[0]
        assert alone.test.title(False) == cut
        single = by_name(ran(rolled.workspace, rule))
        for run in rolled.runs:
            told = run.manifest["windows"][run.windows.index(cut)]
            assert (told["cut"], told["end"], told["items"]["kept"]) == (cut, after, alone.training.catalogue.kept)
            if run.entry.model == "tiny":
                continue  # its epochs come from other validations
            for scope in run.scopes:
                one = Hits.open(run.hits_file(scope, cut))
                other = Hits.open(single[run.name].hits_file(scope))
                assert np.array_equal(one.hit, other.hit)
                assert np.array_equal(run.lists(scope, window=cut).items, single[run.name].lists(scope).items)


def test_the_newest_window_is_meant_where_none_is_named(rolled: Rolled) -> None:
    run = rolled.runs[0]
    assert run.windows == ("2024-05-01", "2024-06-01", "2024-07-01")
    assert run.hits_file("all") == run.hits_file("all", "2024-07-01") == run.folder / "hits" / "all.npz"
    assert run.hits_file("all", "2024-05-01") == run.folder / "windows" / "2024-05-01" / "hits" / "all.npz"
    assert run.manifest["window"]["cut"] == "2024-07-01"
    assert run.manifest["users"] == run.manifest["windows"][-1]["users"] == run.users()


def test_a_window_that_a_run_does_not_have_is_named(rolled: Rolled) -> None:
    with pytest.raises(UserError, match=r"no window 2023-01-01; it has 2024-05-01, 2024-06-01, 2024-07-01"):
        rolled.runs[0].hits_file("all", "2023-01-01")


def test_metrics_csv_has_rows_for_every_window(rolled: Rolled) -> None:
    with (rolled.out / "metrics.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for run, window in product(rolled.runs, rolled.runs[0].windows):
        curve = mean_curves(Hits.open(run.hits_file("all", window)))["f1"]
        found = [row for row in rows if (row["run"], row["window"], row["scope"]) == (run.name, window, "all")]
        values = {int(row["k"]): float(row["value"]) for row in found if row["metric"] == "f1"}
        assert values == pytest.approx(dict(enumerate(curve, 1)), abs=1e-9)
        assert {int(row["users"]) for row in found if row["metric"] == "f1"} == {run.evaluated("all", window)}


def test_a_run_made_again_is_compared_in_every_window(rolled: Rolled, tmp_path: Path) -> None:
    run = next(run for run in rolled.runs if run.entry.model == "mostpop")
    assert verify(run, rolled.workspace, Monitor(), device="cpu").same
    folder = tmp_path / run.id
    shutil.copytree(run.folder, folder)
    shutil.copyfile(run.hits_file("all"), folder / "windows" / "2024-06-01" / "hits" / "all.npz")
    again = verify(Run.open(folder), rolled.workspace, Monitor(), device="cpu")
    assert [parted.scope for parted in again.scopes if not parted.same] == ["all"]


def test_tuning_is_the_mean_over_validation_windows(rolled: Rolled) -> None:
    tiny = next(run for run in rolled.runs if run.entry.model == "tiny")
    values = tiny.manifest["validation"]["values"]
    curves: dict[str, list[float]] = {}
    for point in pq.read_table(tiny.folder / "curves.parquet").to_pylist():
        if point["name"].startswith("validation"):
            curves.setdefault(point["part"], []).append(point["value"])
    assert len(curves) == 2
    assert values == pytest.approx(np.mean(list(curves.values()), axis=0))
    bests = [1 + int(np.argmax(curve)) for curve in curves.values()]
    assert tiny.manifest["tuned"]["epochs"] == {"tiny": round(float(np.mean(bests)))}


@pytest.mark.parametrize(
    ("rule", "title"),
    [
        ('{ kind = "leave-last" }', "leave-last"),
        ('{ kind = "leave-last", refit = false }', "leave-last"),
        ('{ kind = "per-user-fraction", share = 0.1 }', "per-user-fraction"),
        ('{ kind = "fraction", share = 0.1, refit = false }', "2024-"),
    ],
)
def test_a_study_runs_over_a_split(shop: Workspace, more_models: None, rule: str, title: str) -> None:
    runs = ran(shop, rule)
    assert {run.entry.model for run in runs} == {"tiny", "mostpop", "itemknn"}
    for run in runs:
        users = run.users()
        assert run.windows[0].startswith(title)
        for scope in run.scopes:
            told = users["scopes"][scope]
            assert told["evaluated"] + sum(told["left_out"].values()) == users["with_history"]
            assert 0 < told["evaluated"] == len(Hits.open(run.hits_file(scope)).users)


def test_a_run_of_users_own_moments_says_so_in_its_title(shop: Workspace, more_models: None) -> None:
    run = ran(shop, '{ kind = "leave-last" }')[0]
    entry = next(study for study in shop.studies() if study.id == run.entry.study)
    assert (entry.title, entry.test_start) == ("Study, leave-last", "leave-last")
    assert run.manifest["window"] == {"cut": "leave-last", "validation": "leave-last"}


def test_lists_of_the_scope_list_hold_only_what_the_file_names(shop: Workspace, tmp_path: Path) -> None:
    data = shop.dataset("shop")
    users, items = data.users.ids.to_pylist(), data.items.ids.to_pylist()
    pairs = {(user, items[(7 * place + step) % len(items)]) for place, user in enumerate(users) for step in range(9)}
    (tmp_path / "pairs.csv").write_text("item;user\n" + "".join(f"{item};{user}\n" for user, item in pairs))
    (tmp_path / "asked.toml").write_text(
        'baselines = false\n[protocol]\nscopes = ["list", "all"]\ncandidates = "pairs.csv"\n'
        'max_k = 12\nsplit = { horizon = "40d" }\n'
        '[primary]\nscope = "list"\n[[models]]\nmodel = "mostpop"\n'
    )
    entry = run_study(read_study(tmp_path / "asked.toml"), shop, Monitor(), device="cpu")
    for run in (shop.find_run(name) for name in entry.runs):
        lists = run.lists("list")
        found = [
            (users[user], items[item])
            for user, row in zip(lists.users, lists.items, strict=True)
            for item in row
            if item >= 0
        ]
        assert set(found) <= pairs
        assert len(found) == sum(user in {users[u] for u in lists.users} for user, _ in pairs)  # all of them are ranked


def test_a_changed_file_of_candidates_is_another_run(shop: Workspace, tmp_path: Path) -> None:
    from engine.studies.prepared import prepare

    file = tmp_path / "pairs.csv"
    study = f'[protocol]\nscopes = ["list"]\ncandidates = "{file.as_posix()}"\n'
    keys = []
    for text in ("user,item\n1,100\n", "user,item\n1,100\n2,101\n"):
        file.write_text(text)
        prepared = prepare(parse_study(study), shop, device="cpu")
        keys.append(prepared.run_key(prepared.plan.runs[0]))
    assert keys[0] != keys[1]
