"""What may be claimed of a study's runs: bands, paired differences, the test of its one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.evaluation import (
    Comparison,
    Difference,
    Entry,
    Intervals,
    band,
    compare_entries,
    gains,
    resampled_means,
    sign_at,
    stretches,
)
from engine.evaluation.comparison import SIDE
from engine.monitor import Monitor
from engine.output import Pooled, pooled
from engine.output.evidence import is_reference, recommenders
from engine.session.breathing import Breathing
from engine.session.control import Control
from engine.session.messages.comparing import EvidenceQuery, EvidenceView, GainersQuery
from engine.session.shelf import Shelf
from engine.workspace import Run, StudyEntry

__all__ = ["evidence", "gainers"]

Floats = npt.NDArray[np.float64]
BANDS = ("precision", "recall")  # beside that of the metric in question


def evidence(query: EvidenceQuery, shelf: Shelf, control: Control) -> EvidenceView:
    """Bands of all runs ranked in a scope, and how each compares with the reference.

    Raises:
        UserError: there is no such study, or a run's folder is gone.
        Cancelled: a newer query took this one's place.
    """
    shelf.workspace.refresh()
    entry = shelf.workspace.find_study(query.study)
    runs = [shelf.run(run.id) for run in shelf.workspace.runs(entry)]
    part = f"{query.scope} {query.metric} {query.reference}"
    return shelf.take("evidence", entry.folder / entry.marker, lambda: _made(query, entry, runs, control), part)


def gainers(query: GainersQuery, shelf: Shelf, control: Control) -> npt.NDArray[np.int32]:
    """The dataset's positions of the shoppers who gain, or lose, by a run at K.

    Raises:
        UserError: there is no such study or run, or a folder is gone.
    """
    control.check()
    asked = query.of
    entry = shelf.workspace.find_study(asked.study)
    runs = [shelf.run(run.id) for run in shelf.workspace.runs(entry)]
    rows = {run.id: row for row, run in enumerate(runs) if asked.scope in run.scopes}
    for wanted in (query.run, asked.reference):
        if wanted not in rows:
            raise UserError("run-without-scope", run=wanted, scope=asked.scope, found=tuple(rows))
    held = _Held.of(asked, runs, list(rows.values()))
    mine, theirs = (held.entry(rows[run]).values[:, query.k - 1] for run in (query.run, asked.reference))
    return held.pooled[rows[query.run]].users[np.sign(mine - theirs) == query.sign]


@dataclass(frozen=True)
class _Held:
    """The per-shopper values of a comparison.

    Attributes:
        pooled: by row of the comparison.
        entries: one a configuration.
        entry_of: row → number of its entry.
    """

    pooled: dict[int, Pooled]
    entries: list[Entry]
    entry_of: dict[int, int]

    @classmethod
    def of(cls, query: EvidenceQuery, runs: Sequence[Run], ranked: Sequence[int]) -> Self:
        values = {row: pooled(runs[row], query.scope, query.metric) for row in ranked}
        groups = [[ranked[place] for place in places] for places in recommenders([runs[row] for row in ranked])]
        entries = [Entry.of([values[row].sums for row in rows], values[rows[0]].sizes) for rows in groups]
        entry_of = {row: number for number, rows in enumerate(groups) for row in rows}
        return cls(values, entries, entry_of)

    @property
    def sizes(self) -> Floats | None:
        """Windows of each shopper; None where there is one window."""
        first = next(iter(self.pooled.values()))
        return first.sizes if len(first.by_window) > 1 else None

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self.entries[self.entry_of[row]]

    def seeds(self, number: int) -> list[int]:
        """The rows of an entry."""
        return [row for row, entry in self.entry_of.items() if entry == number]

    def by_window(self, number: int) -> Floats:
        """float64[windows, k], means of an entry over its seeds."""
        return np.mean([self.pooled[row].by_window for row in self.seeds(number)], axis=0)


def _made(query: EvidenceQuery, entry: StudyEntry, runs: Sequence[Run], control: Control) -> EvidenceView:
    monitor, depth, n = Breathing(control), entry.max_k, len(runs)
    ranked = [row for row, run in enumerate(runs) if query.scope in run.scopes and run.max_k == depth]
    held = _Held.of(query, runs, ranked)
    base = next((held.entry_of[row] for row in ranked if runs[row].id == query.reference), None)
    k, question = _question(query, runs, ranked)
    found = None
    if base is not None and len(held.entries) > 1 and len(held.entries[0].values):
        found = compare_entries(held.entries, base, k if question else None, held.sizes, monitor=monitor)
    apart = [_difference(found, held.entry_of.get(row)) for row in range(n)]
    windows = runs[ranked[0]].windows if ranked else ()
    nothing = np.full(depth, np.nan)
    return EvidenceView(
        study=entry.id,
        scope=query.scope,
        runs=tuple(run.id for run in runs),
        reference=query.reference if base is not None else "",
        metric=query.metric,
        question=question,
        question_k=k,
        bands={metric: _bands(metric, query, runs, held, depth, monitor) for metric in (query.metric, *BANDS)},
        stretches=tuple(stretches(each.shown) if each is not None else () for each in apart),
        reference_mean=held.pooled[held.seeds(base)[0]].mean if base is not None else nothing,
        windows=windows,
        window_ratio=_window_ratios(held, base, n, len(windows), depth),
        tested=max(0, len(held.entries) - 1) if base is not None else 0,
        **_rows(found, held, base, n, depth, k),
    )


def _question(query: EvidenceQuery, runs: Sequence[Run], ranked: Sequence[int]) -> tuple[int, bool]:
    """The cutoff of the study's one question, and whether this is that question."""
    if not ranked:
        return 1, False
    primary = runs[ranked[0]].manifest["primary"]
    reference = next((runs[row] for row in ranked if runs[row].id == query.reference), None)
    asked = (primary["metric"], primary["scope"]) == (query.metric, query.scope)
    return int(primary["k"]), asked and reference is not None and is_reference(primary, reference)


def _difference(found: Comparison | None, number: int | None) -> Difference | None:
    return None if found is None or number is None else found.differences[number]


def _bands(metric: str, query: EvidenceQuery, runs: Sequence[Run], held: _Held, depth: int, monitor: Monitor) -> Floats:
    found = np.full((len(runs), 2, depth), np.nan)
    for row, own in held.pooled.items():
        monitor.checkpoint()
        file = runs[row].intervals_file(query.scope)
        if file is not None and len(own.by_window) == 1:
            found[row] = Intervals.open(file).bands[metric]
        else:
            values = own if metric == query.metric else pooled(runs[row], query.scope, metric)
            samples = resampled_means(values.sums, values.sizes, monitor=monitor)
            found[row] = band(values.mean, samples)
    return found


def _window_ratios(held: _Held, base: int | None, n: int, windows: int, depth: int) -> Floats:
    found = np.full((n, windows, depth), np.nan)
    if base is None:
        return found
    theirs = held.by_window(base)
    for row, number in held.entry_of.items():
        if number != base:
            with np.errstate(divide="ignore", invalid="ignore"):
                found[row] = np.where(theirs > 0.0, held.by_window(number) / theirs, np.nan)
    return found


def _rows(found: Comparison | None, held: _Held, base: int | None, n: int, k: int, question_k: int) -> dict[str, Any]:
    """The arrays of the view that stand by run, made of what is known by entry."""
    two, one = np.full((n, 2, k), np.nan), np.full((n, k), np.nan)
    made: dict[str, Any] = {name: one.copy() for name in ("difference", "ratio", "detectable", "deviation", "step")}
    made |= {name: two.copy() for name in ("band", "interval", "ratio_interval")}
    made |= {name: np.zeros((n, k, SIDE), np.int32) for name in ("losing", "gaining")}
    made |= {name: np.zeros((n, k), np.int32) for name in ("sign", "better", "worse")}
    made |= {"p": np.full(n, np.nan), "seeds": np.zeros(n, np.int32)}
    for number, entry in enumerate(held.entries):
        rows, apart = held.seeds(number), _difference(found, number)
        made["deviation"][rows], made["seeds"][rows] = entry.deviation, len(rows)
        if found is None or apart is None or base is None:
            continue
        p = float(found.adjusted[number])
        changes = entry.values - held.entries[base].values
        bars = gains(changes if held.sizes is None else changes / held.sizes[:, None])
        values = {
            "difference": apart.mean,
            "sign": [sign_at(apart, each, p if each == question_k else None) for each in range(1, k + 1)],
            "band": apart.band,
            "interval": apart.pointwise,
            "ratio": apart.ratio,
            "ratio_interval": apart.ratio_interval,
            "detectable": apart.detectable,
            "better": apart.better,
            "worse": apart.worse,
            "p": p,
            "step": bars.step,
            "losing": bars.losing,
            "gaining": bars.gaining,
        }
        for name, value in values.items():
            made[name][rows] = value
    return made
