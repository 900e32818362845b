"""The wheel: built, installed into a folder of its own, and used from elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("engine", "gui", "resources", "main.py", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command away from the sources, with `path` as the only place to import the program from."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    return subprocess.run(command, cwd=folder, env=environment, timeout=200, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, because setuptools writes beside the sources."""
    copy, made = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    build = "from setuptools import build_meta; import sys; print(build_meta.build_wheel(sys.argv[1]))"
    done = run(sys.executable, "-c", build, made, folder=copy)
    assert done.returncode == 0, done.stderr
    (file,) = made.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the installed program and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", target, wheel)
    done = run(*map(str, pip), folder=target)
    assert done.returncode == 0, done.stderr
    return target


def test_the_wheel_holds_every_module_and_every_resource_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        file.relative_to(ROOT).as_posix()
        for name in ("engine", "gui", "resources")
        for file in (ROOT / name).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }
    assert wanted - names == set()
    assert "main.py" in names
    assert not [name for name in names if name.startswith("tests")]


def test_the_wheel_bears_the_licence_and_both_entry_points(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        points = next(name for name in names if name.endswith("entry_points.txt"))
        text = archive.read(points).decode()
    assert any(name.endswith("LICENSE") for name in names)
    assert "crossaisle = main:main" in text
    assert "crossaisle-gui = main:window" in text


def test_the_installed_program_says_its_version_from_anywhere(installed: Path, tmp_path: Path) -> None:
    done = run(sys.executable, installed / "main.py", "--version", folder=tmp_path, path=installed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("crossaisle 0.")


def test_the_installed_program_finds_its_resources_from_anywhere(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib import resources\n"
        "import resources as own\n"
        "print(own.__file__)\n"
        "for name in ('recipes/complete-journey.toml', 'studies/quick.toml', 'icons/mark.svg'):\n"
        "    print(len(resources.files('resources').joinpath(name).read_bytes()) > 0)\n"
    )
    done = run(sys.executable, "-c", code, folder=tmp_path, path=installed)
    assert done.returncode == 0, done.stderr
    place, *found = done.stdout.split()
    assert Path(place).parent.parent == installed
    assert found == ["True"] * 3
