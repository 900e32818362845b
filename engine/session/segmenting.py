"""One metric of a study's runs in parts of the shoppers, or of what they bought."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.evaluation.segment_means import Parted, of_items, of_users, segment_means
from engine.evaluation.segments import Segments, segment_choices, segments_by
from engine.session.breathing import Breathing
from engine.session.control import Control
from engine.session.listing import run_row
from engine.session.messages.evaluating import SegmentShoppersQuery, SegmentsQuery, SegmentsView
from engine.session.ranked_runs import ranked_runs, right_of, whole_lists
from engine.session.run_window import RunWindow
from engine.session.shelf import Shelf
from engine.workspace import Run

__all__ = ["segment_shoppers", "segments_view"]


def segments_view(query: SegmentsQuery, shelf: Shelf, control: Control) -> SegmentsView:
    """Means, intervals and differences of all segments.

    Raises:
        UserError: there is no such study, nothing to part by, no run in the scope, lists not so deep, or a run's
            folder or dataset is gone.
        Cancelled: a newer query took this one's place.
    """
    entry, runs = ranked_runs(query.study, query.scope, shelf, query.k)
    if not runs:
        raise UserError("run-without-scope", run=entry.title, scope=query.scope, found=entry.scopes)
    part = f"{query.scope} {query.metric} {query.k} {query.by} {query.reference}"
    marker = entry.folder / entry.marker
    return shelf.take("segments", marker, lambda: _made(query, runs, shelf, control), part)


def segment_shoppers(query: SegmentShoppersQuery, shelf: Shelf) -> npt.NDArray[np.int32]:
    """Who they are, as positions in the dataset; where items are parted, those who have a relevant one of the segment.

    Raises:
        UserError: as `segments_view` does.
    """
    asked = query.of
    entry, runs = ranked_runs(asked.study, asked.scope, shelf, asked.k)
    if not runs:
        raise UserError("run-without-scope", run=entry.title, scope=asked.scope, found=entry.scopes)
    window = shelf.window(runs[0])
    segments = segments_by(window.training, asked.by, window.data.log.vocabularies)
    inside = segments.of == query.segment
    users = shelf.hits(runs[0], asked.scope).users
    if segments.of_items:
        right = right_of(window, asked.scope)
        owners = np.repeat(np.arange(len(right.counts)), right.counts)
        inside = np.bincount(owners, inside[right.items].any(axis=1), minlength=len(right.counts)) > 0
    return users[inside[users]].astype(np.int32)


def _made(query: SegmentsQuery, runs: list[Run], shelf: Shelf, control: Control) -> SegmentsView:
    window = shelf.window(runs[0])
    vocabularies = window.data.log.vocabularies
    segments = segments_by(window.training, query.by, vocabularies)
    reference = next((row for row, run in enumerate(runs) if run.id == query.reference), None)
    values = []
    for run in runs:
        control.give_way()
        values.append(_parted(query, run, segments, window, shelf))
    found = segment_means(values, len(segments.names), reference, monitor=Breathing(control))
    return SegmentsView(
        runs=tuple(run_row(run.entry) for run in runs),
        by=query.by,
        choices=segment_choices(window.training, vocabularies),
        of_items=segments.of_items,
        names=segments.names,
        rest=segments.rest,
        users=found.users,
        mean=found.mean,
        interval=found.interval,
        band=found.band,
        difference=found.difference,
        difference_interval=found.difference_interval,
        difference_band=found.difference_band,
        state=found.state,
        reference="" if reference is None else runs[reference].id,
    )


def _parted(query: SegmentsQuery, run: Run, segments: Segments, window: RunWindow, shelf: Shelf) -> Parted:
    hits = shelf.hits(run, query.scope)
    if not segments.of_items:
        return of_users(hits, segments, query.metric, query.k)
    items = whole_lists(run, query.scope, window).items[hits.users]
    return of_items(hits, items, right_of(window, query.scope), segments, query.metric, query.k)
