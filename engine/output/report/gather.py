"""All figures of a report, computed once; what its pages say and draw is made of these alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.evaluation import Hits
from engine.evaluation.segment_means import SegmentMeans, of_users, segment_means
from engine.evaluation.segments import segment_choices, segments_by
from engine.evaluation.ties import tie_curves, tied_share
from engine.monitor import Monitor
from engine.output.report.compared import Compared, compare
from engine.output.report.shoppers import Example, examples
from engine.output.report.source import Source

__all__ = ["Gathered", "Segmented", "Tied", "gather"]

SEGMENTS = ("activity", "categories")
COMPARING, SEGMENTING = 0.7, 0.9  # shares of the expected time, cumulated


@dataclass(frozen=True)
class Segmented:
    """Leading run and reference, in this order, in parts of the shoppers."""

    by: str
    names: tuple[str, ...]
    means: SegmentMeans


@dataclass(frozen=True)
class Tied:
    """A run's metric at K under other orders of equal scores; `share` of shoppers whose list ends inside a tie."""

    run: str
    share: float
    stored: float
    expected: float
    best: float
    worst: float


@dataclass(frozen=True)
class Gathered:
    """Attributes:
    scopes: the comparison in every scope, that of the question first.
    segments: empty without a dataset or a second run.
    ties: by run in the question's scope; None where they were not counted.
    """

    source: Source
    scopes: dict[str, Compared]
    segments: tuple[Segmented, ...]
    ties: tuple[Tied | None, ...]
    examples: tuple[Example, ...]

    @property
    def main(self) -> Compared:
        """The comparison in the scope of the study's question."""
        return next(iter(self.scopes.values()))


def gather(source: Source, monitor: Monitor) -> Gathered:
    """Computes everything.

    Raises:
        UserError: a run's file is gone.
        Cancelled: at a checkpoint.
    """
    scopes = {}
    for number, scope in enumerate(source.scopes):
        begin, end = (COMPARING * each / len(source.scopes) for each in (number, number + 1))
        part = monitor.part("comparing", begin, end)
        scopes[scope] = compare(source.runs, source.primary, scope, source.study.max_k, part)
    main = next(iter(scopes.values()))
    monitor.checkpoint()
    monitor.progress(COMPARING, "segments")
    window, data = source.window, source.data
    segments: tuple[Segmented, ...] = ()
    shown: tuple[Example, ...] = ()
    if window is not None and data is not None:
        segments = _segments(main, source, monitor.part("segments", COMPARING, SEGMENTING))
        monitor.checkpoint()
        shown = examples(main, data, window)
    monitor.progress(SEGMENTING, "ties")
    ties = tuple(_tied(main, row, monitor) for row in range(len(main.runs)))
    return Gathered(source, scopes, segments, ties, shown)


def _segments(main: Compared, source: Source, monitor: Monitor) -> tuple[Segmented, ...]:
    window = source.window
    if window is None or main.lead is None or main.reference is None or main.lead == main.reference:
        return ()
    choices = segment_choices(window.training, {})
    hits = [Hits.open(main.runs[row].hits_file(main.scope)) for row in (main.lead, main.reference)]
    found = []
    for by in SEGMENTS:
        if by in choices:
            segments = segments_by(window.training, by, {})
            parted = [of_users(each, segments, main.metric, main.k) for each in hits]
            found.append(Segmented(by, segments.names, segment_means(parted, len(segments.names), 1, monitor=monitor)))
    return tuple(found)


def _tied(main: Compared, row: int, monitor: Monitor) -> Tied | None:
    monitor.checkpoint()
    run, place = main.runs[row], main.k - 1
    hits = Hits.open(run.hits_file(main.scope))
    if hits.ties is None:
        return None
    curves = tie_curves(hits, main.metric)
    figures = [float(np.asarray(curve)[place]) for curve in (curves.stored, curves.expected, curves.best, curves.worst)]
    return Tied(run.name, float(tied_share(hits)[place]), *figures)
