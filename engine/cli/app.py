"""The command line: what can be typed, and what the process answers with.

Exit codes: 0, 2 with one sentence on stderr for bad input, 130 when cancelled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cli import audits, reports, work
from engine.cli.tables import entry_values, say, show_entries
from engine.cli.terminal import complain
from engine.errors import UserError
from engine.models.registry import missing_baselines
from engine.monitor import Cancelled
from engine.workspace import DatasetEntry, RunEntry, StudyEntry, Workspace, program_version

__all__ = ["run"]

app = typer.Typer(
    name="main.py",
    help="Which recommender leads this shopper into a category they have not bought from yet?",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[
    Path | None, typer.Option("--workspace", help="Folder of datasets and runs; default: CROSSAISLE_WORKSPACE.")
]
Device = Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")]


class Kind(StrEnum):
    """What can be listed."""

    datasets = "datasets"
    studies = "studies"
    runs = "runs"


def run(argv: list[str]) -> int:
    """Does what the arguments say.

    Args:
        argv: without the program's name; "--sample" in front stands for the command "sample".

    Returns:
        the exit code.
    """
    arguments = ["sample", *argv[1:]] if argv[:1] == ["--sample"] else argv
    try:
        code = app(args=arguments, prog_name="main.py", standalone_mode=False)
    except UserError as error:
        complain(error.sentence)
        return 2
    except typer.TyperException as error:
        complain(error.format_message().replace("Value error, ", "") + " See main.py --help.")
        return 2
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        kept = " Finished runs are kept; --resume goes on behind them." if arguments[:1] == ["study"] else ""
        complain(f"Cancelled.{kept}")
        return 130
    return code if isinstance(code, int) else 0


def _version(asked: bool) -> None:
    if asked:
        say(f"crossaisle {program_version()}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Version.")] = False,
) -> None:
    pass


@app.command("import")
def _import(recipe: Annotated[Path, typer.Argument(help="RECIPE.toml")], workspace: Folder = None) -> None:
    """Import the files that a recipe names."""
    work.import_recipe(recipe, workspace)


@app.command("study")
def _study(
    study: Annotated[Path, typer.Argument(help="STUDY.toml")],
    dataset: Annotated[str | None, typer.Option(help="Dataset, instead of the study's.")] = None,
    level: Annotated[str | None, typer.Option(help="Category level, instead of the study's.")] = None,
    workspace: Folder = None,
    out: Annotated[Path | None, typer.Option(help="Folder for metrics.csv, lists.csv, manifest.json.")] = None,
    device: Device = "auto",
    resume: Annotated[bool, typer.Option("--resume", help="Keep what is finished.")] = False,
) -> None:
    """Run a study: fit, rank and evaluate its recommenders."""
    work.run_study_file(study, workspace, dataset=dataset, level=level, out=out, device=device, resume=resume)


@app.command("export")
def _export(
    name: Annotated[str, typer.Argument(metavar="RUN", help="Id of a run, its beginning, or its folder.")],
    out: Annotated[Path, typer.Option(help="The file; .parquet, .xlsx and .jsonl choose their format.")],
    users: Annotated[str, typer.Option(help="all, or source ids separated by commas.")] = "all",
    segment: Annotated[str, typer.Option(help="all, evaluated, or those with a hit or a miss in the first k.")] = "all",
    k: Annotated[int | None, typer.Option(help="Depth of the lists; default: all that is stored.")] = None,
    scope: Annotated[str, typer.Option(help="cross, in, repeat, all or any.")] = "cross",
    columns: Annotated[str | None, typer.Option(help="In this order, separated by commas; default: all.")] = None,
    file_format: Annotated[str | None, typer.Option("--format", help="csv, parquet, xlsx or jsonl.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="comma, semicolon, tab or bar.")] = None,
    decimal: Annotated[str | None, typer.Option(help="point or comma.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Such as utf-8, utf-8-sig (for Excel), gb18030.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write ? for what the encoding lacks.")] = False,
    neutralise: Annotated[
        bool | None,
        typer.Option(
            "--neutralise/--keep-formulas",
            help="Put an apostrophe before texts that a spreadsheet would run; default: with utf-8-sig.",
        ),
    ] = None,
    manifest: Annotated[bool, typer.Option("--manifest", help="Describe the file in FILE.manifest.json.")] = False,
    workspace: Folder = None,
) -> None:
    """Write a run's ranked lists as CSV, Parquet, Excel or JSON lines."""
    given: dict[str, object] = {
        "delimiter": delimiter,
        "decimal": decimal,
        "encoding": encoding,
        "neutralise": neutralise,
    }
    text = {option: value for option, value in given.items() if value is not None} | (
        {"replace": True} if replace else {}
    )
    work.export(
        name,
        workspace,
        out,
        scope=scope,
        k=k,
        segment=segment,
        users=None if users == "all" else _names(users),
        columns=None if columns is None else _names(columns),
        file_format=file_format,
        text=text,
        manifest=manifest,
    )


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


@app.command("verify")
def _verify(
    name: Annotated[str, typer.Argument(metavar="RUN", help="Id of a run, its beginning, or its folder.")],
    device: Device = "auto",
    workspace: Folder = None,
) -> int:
    """Make a run again from its manifest and say where the two part; exit 1 where they do."""
    return work.verify_run(name, workspace, device)


@app.command("audit")
def _audit(
    name: Annotated[str, typer.Argument(metavar="STUDY", help="Id of a study, its beginning, or its folder.")],
    full: Annotated[bool, typer.Option("--full", help="Fit networks for all their epochs, not for one.")] = False,
    rows: Annotated[Path | None, typer.Option("--rows", help="Folder for the rows behind each leak, as CSV.")] = None,
    workspace: Folder = None,
) -> int:
    """Look for leaks in a study's data, split and recommenders; exit 1 where there are any."""
    return audits.audit(name, workspace, full, rows)


@app.command("report")
def _report(
    name: Annotated[str, typer.Argument(metavar="STUDY", help="Id of a study, its beginning, or its folder.")],
    out: Annotated[Path, typer.Option(help="The HTML file.")],
    language: Annotated[str, typer.Option(help="en or zh_CN.")] = "en",
    workspace: Folder = None,
) -> None:
    """Write a study as one HTML file that a colleague understands without the program."""
    reports.report(name, workspace, out, language)


@app.command("list")
def _list(
    kind: Annotated[Kind, typer.Argument(help="datasets, studies or runs")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    workspace: Folder = None,
) -> None:
    """List datasets, studies or runs."""
    with Workspace.open(workspace, read_only=True) as opened:
        entries = _entries(opened, kind)
        problems = list(opened.problems.values())
    if as_json:
        say(json.dumps([entry_values(entry) for entry in entries], ensure_ascii=False, indent=1))
    else:
        show_entries(kind.value, entries)
    for problem in problems:
        complain(problem.sentence)


def _entries(workspace: Workspace, kind: Kind) -> Sequence[DatasetEntry | StudyEntry | RunEntry]:
    if kind is Kind.datasets:
        return workspace.datasets()
    if kind is Kind.runs:
        return workspace.runs()
    return [_measured(study, workspace) for study in workspace.studies()]


def _measured(study: StudyEntry, workspace: Workspace) -> StudyEntry:
    """A study with the baselines that are not among the runs that are there now: one may have been deleted."""
    there = (run.model for run in workspace.runs(study))
    return replace(study, missing_baselines=missing_baselines(there, study.level))


@app.command("sample")
def _sample(
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("crossaisle-sample"),
    device: Device = "auto",
    workspace: Folder = None,
) -> None:
    """Import the sample, run the quick study, write its files and draw its curves."""
    work.run_sample(workspace, out, device)
