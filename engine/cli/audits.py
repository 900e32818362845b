"""The leakage audit in a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from engine.cli.tables import console, say
from engine.cli.terminal import Terminal, working
from engine.cli.work import cores
from engine.workspace import StudyEntry, Workspace

if TYPE_CHECKING:
    from engine.studies.audit_file import Audit
    from engine.studies.permutation import Trial
    from engine.studies.refits import Moved

__all__ = ["audit"]

MARKS = {"leak": "LEAK", "note": "note", "passed": "passed"}


def audit(study: str, folder: Path | None, full: bool, rows: Path | None) -> int:
    """Audits a study, shows what was found, and returns 1 where something leaks, else 0.

    Args:
        full: fit networks for all their epochs.
        rows: folder for the rows behind each leak, one CSV file a kind; None writes none.
    """
    with Workspace.open(folder) as workspace:
        workspace.require_writable()
        entry = workspace.find_study(study)
        with working() as terminal:
            terminal.progress(0.0, "loading libraries")
            import torch

            from engine.studies.audit import audit_study

            if "OMP_NUM_THREADS" not in os.environ:
                torch.set_num_threads(cores())
            found = audit_study(entry, workspace, terminal, full=full)
            written = _write(found, entry, workspace, rows, terminal) if rows is not None else []
    _show(found)
    for line in written:
        say(line)
    return int(found.leaks > 0)


def _write(found: Audit, entry: StudyEntry, workspace: Workspace, folder: Path, terminal: Terminal) -> list[str]:
    from engine.studies.audit import write_rows

    lines = []
    for key in dict.fromkeys(each.key for each in found.findings if each.severity == "leak" and each.listed):
        out = folder / f"{key}.csv"
        lines.append(f"{write_rows(entry, workspace, key, out, terminal):,} rows in {out.absolute()}")
    return lines


def _show(found: Audit) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column("looked for", no_wrap=True)
    table.add_column("found", overflow="fold")
    windows = len({each.window for each in found.findings}) > 1
    for finding in found.findings:
        where = f" ({finding.window})" if windows else ""
        table.add_row(MARKS[finding.severity], finding.key + where, finding.sentence)
        if finding.severity == "leak":
            for row in finding.rows[:3]:
                table.add_row("", "", f"  shopper {row.user}, item {row.item} {row.title}, {row.time}".rstrip(", "))
    for effect in found.effects:
        table.add_row(
            "", effect.key, f"{effect.model}, with the leak and without it: {_moved(effect.moved, effect.metric)}"
        )
    for trial in found.trials:
        table.add_row(MARKS[trial.severity], f"permuted: {trial.run}", " ".join(_told(trial)))
    console().print(table)
    leaks = f"{found.leaks} leak{'s' if found.leaks != 1 else ''} found" if found.leaks else "no leak found"
    say(f"{found.study}: {leaks}, in {found.seconds:.0f} s")


def _told(trial: Trial) -> Iterator[str]:
    yield trial.sentence
    if trial.limited:
        yield "Its networks were fitted for one epoch only (--full fits all)."
    if trial.first is not None:
        user, rank, item, other = trial.first
        yield f"First: shopper {user}, rank {rank}, item {item}, permuted {other}."
    if trial.moved is not None:
        yield f"As it is and permuted: {_moved(trial.moved, trial.metric)}."


def _moved(moved: Moved, metric: str) -> str:
    return (
        f"{metric} {moved.first:.4f} and {moved.second:.4f}, difference {moved.difference:+.4f} "
        f"(95 % interval {moved.low:+.4f} to {moved.high:+.4f}, {moved.users:,} shoppers)"
    )
