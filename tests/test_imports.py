"""What is loaded when: the first window, and its caller's thread, pay for no library that only jobs need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "numpy",
    "torch",
    "transformers",
    "torch_geometric",
    "sentence_transformers",
    "duckdb",
    "pandas",
    "sklearn",
    "scipy",
    "pyarrow",
    "pydantic",
    "matplotlib",
)
LAYERS = ("data", "protocol", "training", "models", "evaluation", "workspace", "output", "studies", "cli")


def loaded(code: str, *arguments: str) -> set[str]:
    """The names in sys.modules of a fresh process after it has run some code."""
    shown = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", shown, *arguments], cwd=ROOT, timeout=120, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["engine.session", "engine.session.messages"])
def test_importing_the_session_loads_no_heavy_library_and_nothing_of_the_engine_below(module: str) -> None:
    modules = loaded(f"import {module}")
    assert not modules & {*HEAVY, *(f"engine.{layer}" for layer in LAYERS)}
    assert not [name for name in modules if name.startswith(("PySide6", "gui"))]


QUERY = """
import sys
from pathlib import Path
from engine.session import Reply, Session, WorkspaceQuery
with Session(Path(sys.argv[1])) as session:
    session.ask(WorkspaceQuery(), "w")
    told = []
    while not any(isinstance(event, Reply) for event in told) and session.wait(60):
        told += session.drain()
    assert not hasattr(told[-1].value, "sentence"), told[-1].value
"""


def test_a_session_that_only_lists_its_workspace_loads_neither_torch_nor_duckdb(tmp_path: Path) -> None:
    modules = loaded(QUERY, str(tmp_path))
    assert not modules & {"torch", "transformers", "torch_geometric", "sentence_transformers", "duckdb", "sklearn"}


def test_the_protocol_and_stored_hits_are_read_without_torch() -> None:
    assert "torch" not in loaded("import engine.protocol, engine.evaluation, engine.output, engine.workspace")


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        timeout=200,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("library", ["engine", "resources"])
def test_neither_engine_nor_resources_know_of_qt(library: str) -> None:
    guilty = [file for file in (ROOT / library).rglob("*.py") if imported(file) & {"PySide6", "pyqtgraph", "gui"}]
    assert guilty == []


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
