"""Means of segments with what may be claimed of them: intervals, differences to a reference, and silence where due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits
from engine.evaluation.metrics import METRICS
from engine.evaluation.resampling import DRAWS, resampled_means
from engine.evaluation.segments import Segments
from engine.evaluation.uncertainty import LEVEL, interval
from engine.monitor import Monitor
from engine.protocol.scopes import Targets

__all__ = ["ENOUGH", "FEW", "FEWEST", "WIDE", "Parted", "SegmentMeans", "of_items", "of_users", "segment_means"]

FloatArray = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST = 30  # shoppers that a segment needs before anything is said of it
ENOUGH, FEW, WIDE = 0, 1, 2


@dataclass(frozen=True)
class Parted:
    """One metric of one run in parts.

    Attributes:
        segment: int64[m], ascending only where the rows are.
        values: float64[m], of a shopper who counts in the segment; one who counts in several has a row in each.
    """

    segment: Ints
    values: FloatArray


def of_users(hits: Hits, segments: Segments, metric: str, k: int) -> Parted:
    """The values of the evaluated users, each in the user's segment."""
    segment = segments.of[hits.users].astype(np.int64)
    inside = segment >= 0
    return Parted(segment[inside], _at(hits, metric, k)[inside])


def of_items(
    hits: Hits, items: npt.NDArray[np.integer], targets: Targets, segments: Segments, metric: str, k: int
) -> Parted:
    """The values of the evaluated users in every segment in which they have a relevant item.

    Args:
        hits: of the run.
        items: int [n, ≥ k], the listed items of the users in `hits.users`, kept items by number, -1 where a list ends.
        targets: relevant items of the same scope.
    """
    width = np.int64(len(segments.names))
    row_of = np.full(len(targets.counts), -1, np.int64)
    row_of[hits.users] = np.arange(len(hits.users))
    owners = row_of[np.repeat(np.arange(len(targets.counts)), targets.counts)]
    keys = _keys(owners, targets.items, segments, width)
    pairs, relevant = np.unique(keys[keys >= 0], return_counts=True)
    rows, places = np.nonzero(hits.hit[:, :k])
    hit = np.zeros((len(pairs), k), bool)
    for column in segments.of.T:
        segment = column[items[rows, places]]
        there = segment >= 0
        hit[np.searchsorted(pairs, rows[there] * width + segment[there]), places[there]] = True
    users, segment = np.divmod(pairs, width)
    cut = Hits(hits.users[users], hit, relevant.astype(np.int32), np.minimum(hits.length[users], k))
    order = np.argsort(segment, kind="stable")
    return Parted(segment[order], _at(cut, metric, k)[order])


@dataclass(frozen=True)
class SegmentMeans:
    """What may be said of every segment; arrays of runs × segments unless said otherwise.

    Attributes:
        users: int64[segments], shoppers in each.
        mean: float64; NaN for nobody.
        interval: float64[2, runs, segments], one segment at a time; NaN where `state` is FEW.
        band: the same, for all segments of a run at once.
        difference: mean paired difference to the reference; NaN in its own row.
        difference_interval, difference_band: as above.
        state: int8: ENOUGH, FEW (fewer than 30 shoppers) or WIDE (the half-width of the interval reaches the mean).
    """

    users: Ints
    mean: FloatArray
    interval: FloatArray
    band: FloatArray
    difference: FloatArray
    difference_interval: FloatArray
    difference_band: FloatArray
    state: npt.NDArray[np.int8]


def segment_means(
    runs: Sequence[Parted],
    count: int,
    reference: int | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> SegmentMeans:
    """Means, intervals and differences of runs that answered the same question.

    Shoppers are drawn inside each segment, the same for all runs, so that differences are paired. Bands take the
    segments as independent; shoppers that several segments share make them wider than need be, never narrower.

    Args:
        runs: the same segments and rows for each.
        count: number of segments.
        reference: number of the run that the others are held against.
        draws, seed: of the bootstrap.
        monitor: asked between blocks of draws.

    Raises:
        Cancelled: between blocks of draws.
    """
    monitor = monitor or Monitor()
    number = len(runs)
    order = np.argsort(runs[0].segment, kind="stable")
    values = np.column_stack([run.values[order] for run in runs])
    bounds = np.searchsorted(runs[0].segment[order], np.arange(count + 1))
    users = np.diff(bounds)
    columns = 2 * number  # the runs, then their differences to the reference
    mean, pointwise = np.full((columns, count), np.nan), np.full((2, columns, count), np.nan)
    error, farthest = np.full((columns, count), np.nan), np.zeros((draws, columns))
    for segment in np.flatnonzero(users):
        part = values[bounds[segment] : bounds[segment + 1]]
        apart = part - part[:, [reference]] if reference is not None else np.full_like(part, np.nan)
        mean[:, segment] = np.hstack([part, apart]).mean(axis=0)
        if users[segment] >= FEWEST:
            monitor.progress(segment / count, "segments")
            samples = _with_differences(resampled_means(part, None, draws, seed, monitor), reference)
            pointwise[:, :, segment] = interval(samples)
            error[:, segment] = samples.std(axis=0, ddof=1)
            with np.errstate(divide="ignore", invalid="ignore"):
                distance = np.abs(samples - mean[:, segment]) / error[:, segment]
            np.fmax(farthest, distance, out=farthest)
    width = np.quantile(farthest, LEVEL, axis=0)[:, None] * error
    band = np.stack([mean - width, mean + width])
    if reference is not None:
        for each in (mean[number + reference], pointwise[:, number + reference], band[:, number + reference]):
            each[...] = np.nan
    half = (pointwise[1, :number] - pointwise[0, :number]) / 2
    state = np.where(users < FEWEST, FEW, np.where(half >= mean[:number], WIDE, ENOUGH)).astype(np.int8)
    own, against = slice(number), slice(number, None)
    return SegmentMeans(
        users,
        mean[own],
        pointwise[:, own],
        band[:, own],
        mean[against],
        pointwise[:, against],
        band[:, against],
        state,
    )


def _with_differences(samples: FloatArray, reference: int | None) -> FloatArray:
    apart = samples - samples[:, [reference]] if reference is not None else np.full_like(samples, np.nan)
    return np.hstack([samples, apart])


def _keys(owners: Ints, items: npt.NDArray[np.integer], segments: Segments, width: np.int64) -> Ints:
    """One key (user, segment) for every pair of a relevant item and a segment of it; -1 where there is none."""
    segment = segments.of[items].astype(np.int64)
    keys = np.where((segment >= 0) & (owners >= 0)[:, None], owners[:, None] * width + segment, -1)
    return keys.ravel()


def _at(hits: Hits, metric: str, k: int) -> FloatArray:
    """float64[n]: a metric at one cutoff."""
    if not len(hits.users):
        return np.empty(0)
    return METRICS[metric](replace(hits, hit=hits.hit[:, :k], ties=None))[:, -1]
