"""The runs of a study in one scope, and what may be claimed of each: the figures that the Compare screen shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.evaluation import (
    Comparison,
    Difference,
    Entry,
    Hits,
    Intervals,
    band,
    compare_entries,
    curve_intervals,
    interval,
    resampled_means,
    sign_at,
    stretches,
)
from engine.monitor import Monitor
from engine.output.evidence import is_reference, recommenders, reference_of
from engine.output.pooled import pooled, pooled_curves
from engine.workspace import Run

__all__ = ["COLUMNS", "Claim", "Compared", "compare"]

Floats = npt.NDArray[np.float64]
COLUMNS = ("f1", "precision", "recall", "ndcg", "hit_rate")  # of the tables; curves are among them


@dataclass(frozen=True)
class Claim:
    """One run against the reference at one K.

    Attributes:
        sign: 1 or -1 where it is shown to be better or worse, else 0.
        difference: mean paired difference.
        change: ratio of the means less one; NaN where the reference has no hit.
        low, high: 95 % interval of the change; of the difference where that is NaN.
        detectable: the smallest difference that would have been found, in the unit of `low`.
        p: after Holm; NaN where no test was made.
        better, worse: shoppers who gain and who lose.
        seeds: how many are averaged.
        deviation: of the mean between them; NaN for one.
    """

    sign: int
    difference: float
    change: float
    low: float
    high: float
    detectable: float
    p: float
    better: int
    worse: int
    seeds: int
    deviation: float

    @property
    def relative(self) -> bool:
        """Whether change and interval are shares of the reference's mean."""
        return not math.isnan(self.change)

    @property
    def middle(self) -> float:
        """What lies between low and high."""
        return self.change if self.relative else self.difference


@dataclass(frozen=True)
class Compared:
    """All runs that were ranked in a scope.

    Attributes:
        runs: in the study's order; every row below counts them.
        curves: by run, metric → float64[k], means over the evaluated shoppers, all windows of each together.
        intervals: by run, bands and pointwise intervals of these.
        by_window: by run, float64[windows, k], means of the metric in each window.
        entries: one a recommender, over its seeds.
        entry_of: of each run.
        reference: the run that the others are held against; None without runs.
        question_k: the cutoff of the study's one question; 0 where this is not its metric, scope and reference.
    """

    scope: str
    metric: str
    k: int
    runs: tuple[Run, ...]
    curves: tuple[Mapping[str, Floats], ...]
    intervals: tuple[Intervals, ...]
    by_window: tuple[Floats, ...]
    entries: tuple[Entry, ...]
    entry_of: tuple[int, ...]
    reference: int | None
    question_k: int
    found: Comparison | None

    @cached_property
    def lead(self) -> int | None:
        """The run with the highest mean at K among those that are not the reference, else the reference."""
        others = [row for row in range(len(self.runs)) if row != self.reference]
        return max(others, key=lambda row: np.nan_to_num(self.mean(row), nan=-1.0), default=self.reference)

    @property
    def tested(self) -> int:
        """How many recommenders are held against the reference."""
        return max(0, len(self.entries) - 1)

    @property
    def firsts(self) -> list[int]:
        """The first run of every recommender."""
        return sorted({number: row for row, number in reversed(list(enumerate(self.entry_of)))}.values())

    def mean(self, row: int, metric: str = "") -> float:
        """The mean of a run at K."""
        return float(self.curves[row][metric or self.metric][self.k - 1])

    def interval(self, row: int, metric: str) -> tuple[float, float]:
        """The pointwise 95 % interval of a mean at K."""
        low, high = self.intervals[row].pointwise[metric][:, self.k - 1]
        return float(low), float(high)

    def difference(self, row: int) -> Difference | None:
        """A run's recommender against the reference; None for the reference itself."""
        return None if self.found is None else self.found.differences[self.entry_of[row]]

    def windows_of(self, row: int) -> Floats:
        """float64[windows, k]: means of a run's recommender in each window, over its seeds."""
        alike = [self.by_window[other] for other, number in enumerate(self.entry_of) if number == self.entry_of[row]]
        found: Floats = np.mean(alike, axis=0)
        return found

    def stretches(self, row: int) -> tuple[tuple[int, int, int], ...]:
        """Where the band over all K shows a difference, as (first K, last K, sign)."""
        apart = self.difference(row)
        return () if apart is None else stretches(apart.shown)

    def claim(self, row: int) -> Claim | None:
        """What may be claimed of a run at K; None for the reference and its other seeds."""
        apart, number = self.difference(row), self.entry_of[row]
        if apart is None or self.found is None:
            return None
        place = self.k - 1
        p = float(self.found.adjusted[number]) if self.k == self.question_k else math.nan
        change, detectable = float(apart.ratio[place]) - 1, float(apart.detectable[place])
        low, high = apart.pointwise[:, place]
        if not math.isnan(change):
            low, high = apart.ratio_interval[:, place] - 1
            detectable /= self.mean(self.entry_of.index(self.found.reference))
        return Claim(
            sign_at(apart, self.k, p),
            float(apart.mean[place]),
            change,
            float(low),
            float(high),
            detectable,
            p,
            int(apart.better[place]),
            int(apart.worse[place]),
            self.entry_of.count(number),
            float(self.entries[number].deviation[place]),
        )


def compare(runs: Sequence[Run], primary: Mapping[str, Any], scope: str, depth: int, monitor: Monitor) -> Compared:
    """Compares the runs that were ranked in a scope.

    Args:
        runs: of the study, in its order.
        primary: the study's one question: metric, k, scope, reference.
        depth: of the study's lists.

    Raises:
        Cancelled: at a checkpoint.
    """
    metric, k = str(primary["metric"]), int(primary["k"])
    ranked = [run for run in runs if scope in run.scopes and run.max_k == depth]
    own = [pooled(run, scope, metric) for run in ranked]
    sizes = own[0].sizes if own and len(own[0].by_window) > 1 else None
    groups = recommenders(ranked)
    entries = tuple(Entry.of([own[row].sums for row in rows], sizes) for rows in groups)
    entry_of = tuple(next(n for n, rows in enumerate(groups) if row in rows) for row in range(len(ranked)))
    reference = _reference(primary, ranked)
    question = scope == primary["scope"] and reference is not None and is_reference(primary, ranked[reference])
    found = None
    if reference is not None and len(entries) > 1 and len(entries[0].values):
        tested, part = k if question else None, monitor.part("", 0.0, 0.5)
        found = compare_entries(entries, entry_of[reference], tested, sizes, monitor=part)
    intervals = []
    for number, run in enumerate(ranked):
        monitor.checkpoint()
        share = 0.5 / len(ranked)
        part = monitor.part("", 0.5 + number * share, 0.5 + (number + 1) * share)
        intervals.append(_intervals(run, scope, metric, part))
    return Compared(
        scope,
        metric,
        k,
        tuple(ranked),
        tuple(pooled_curves(run, scope) for run in ranked),
        tuple(intervals),
        tuple(each.by_window for each in own),
        entries,
        entry_of,
        reference,
        k if question else 0,
        found,
    )


def _intervals(run: Run, scope: str, metric: str, monitor: Monitor) -> Intervals:
    """The stored ones; those of the shown metrics over several windows, or where an older run holds none."""
    file, shown = run.intervals_file(scope), tuple(dict.fromkeys([metric, *COLUMNS]))
    if len(run.windows) > 1:
        found = Intervals({}, {})
        for name in shown:
            values = pooled(run, scope, name)
            samples = resampled_means(values.sums, values.sizes, monitor=monitor)
            found.bands[name], found.pointwise[name] = band(values.mean, samples), interval(samples)
        return found
    if file is not None:
        return Intervals.open(file)
    return curve_intervals(Hits.open(run.hits_file(scope)), metrics=shown, monitor=monitor)


def _reference(primary: Mapping[str, Any], ranked: Sequence[Run]) -> int | None:
    """The study's own reference, EASE, or the run with the lowest number."""
    named = reference_of(primary, ranked)
    ease = [run for run in ranked if run.entry.model == "ease"]
    found = named or (ease[0] if ease else min(ranked, key=lambda run: run.entry.series, default=None))
    return None if found is None else ranked.index(found)
