"""What a terminal shows of datasets, studies, runs and results."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from engine.models.registry import missing_baselines
from engine.output import run_curves
from engine.workspace import DatasetEntry, Run, RunEntry, StudyEntry

if TYPE_CHECKING:
    from engine.studies.verify import Parted, Verification

__all__ = ["console", "entry_values", "say", "show_entries", "show_results", "show_verification"]

PIPED_WIDTH = 200  # a file has no width; rich would cut at 80


def say(text: str) -> None:
    """One line on stdout."""
    sys.stdout.write(text + "\n")


def entry_values(entry: DatasetEntry | StudyEntry | RunEntry) -> dict[str, Any]:
    """An entry as plain values for JSON."""
    return json.loads(entry.facts()) | {"folder": str(entry.folder)}


def show_entries(kind: str, entries: Sequence[DatasetEntry | StudyEntry | RunEntry]) -> None:
    """A table of a listing."""
    if not entries:
        say(f"No {kind} yet.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    rows = [_cells(entry) for entry in entries]
    for name, value in rows[0].items():
        table.add_column(name, justify="right" if isinstance(value, int | float) else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(_text(value) for value in row.values()))
    console().print(table)


def show_results(runs: Sequence[Run], scope: str, metric: str, k: int) -> None:
    """The study's one question, answered by every run, with the number of users behind it."""
    shown = [run for run in runs if scope in run.scopes]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("run")
    table.add_column(f"{_LABELS[metric]}@{k}", justify="right")
    table.add_column("fit", justify="right")
    for run in shown:
        value = float(run_curves(run, scope)[metric][k - 1])
        table.add_row(run.name, f"{value:.4f}" if value == value else "", f"{run.entry.seconds:.1f} s")
    users = shown[0].manifest["users"] if shown else {}
    console().print(table)
    if shown:
        say(f"scope {scope}: {shown[0].evaluated(scope):,} of {users['with_history']:,} users with history evaluated")
    if missing := missing_baselines((run.entry.model for run in runs), runs[0].manifest["level"]):
        say(f"Without the baselines {', '.join(missing)}: what these runs add is not known.")


_LABELS = {
    "precision": "P",
    "recall": "R",
    "f1": "F1",
    "ndcg": "NDCG",
    "map": "MAP",
    "mrr": "MRR",
    "hit_rate": "hit rate",
}


def _cells(entry: DatasetEntry | StudyEntry | RunEntry) -> dict[str, Any]:
    if isinstance(entry, DatasetEntry):
        return {
            "name": entry.name,
            "interactions": entry.rows,
            "users": entry.users,
            "items": entry.items,
            "from": entry.first,
            "to": entry.last,
            "level": entry.level or "",
            "levels": ", ".join(entry.levels),
            "left out": entry.dropped,
        }
    if isinstance(entry, StudyEntry):
        return {
            "id": entry.id,
            "title": entry.title,
            "dataset": entry.dataset,
            "level": entry.level or "",
            "runs": len(entry.runs),
            "state": f"finished {entry.finished[:16]}" if entry.finished else "not finished",
            "without": ", ".join(entry.missing_baselines),
        }
    return {
        "id": entry.id,
        "name": entry.name,
        "study": entry.study,
        "dataset": entry.dataset,
        "scopes": ", ".join(entry.scopes),
        "fit s": entry.seconds,
        "finished": entry.finished[:16],
    }


def _text(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def show_verification(found: Verification) -> None:
    """What of a run is the same when it is made again, and where it parts."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_row("dataset", "the same" if found.data else "another state")
    table.add_row("code", "the same" if found.code else "changed since")
    changed = ", ".join(f"{name} {then or 'none'} → {here or 'none'}" for name, (then, here) in found.libraries.items())
    table.add_row("libraries", changed or "the same")
    then, here = found.device
    table.add_row("device", then if then == here else f"{then} → {here}")
    for each in found.scopes:
        table.add_row(f"scope {each.scope}", _parted(each))
    console().print(table)
    say(f"{found.run}: {'the same result' if found.same else 'another result'}")


def _parted(each: Parted) -> str:
    apart = f"scores apart by up to {each.scores:.2g}, metrics by up to {each.metrics:.2g}"
    if each.first is None:
        return f"every place of every list the same, {apart}"
    user, rank = each.first
    return f"{each.places:.4%} of the places the same, {apart}; first at rank {rank} of user {user}"


def console() -> Console:
    """The terminal's, or one wide enough for whole rows where there is none."""
    found = Console(highlight=False, markup=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, width=PIPED_WIDTH)
