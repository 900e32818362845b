"""The maps of categories: what a run's model learned beside what its training data say, and one pair in detail."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.data.taxonomy import Level
from engine.errors import UserError
from engine.evaluation.category_maps import (
    agreement,
    clustered,
    connected,
    disagreements,
    relative,
    shades,
    signed_shades,
    taxonomic,
)
from engine.evaluation.step_takers import takers
from engine.evaluation.steps import Entries, Steps, by_basket, entries, steps
from engine.models.registry import MODELS, model_class
from engine.monitor import Monitor
from engine.protocol import moment_text
from engine.protocol.histories import ones
from engine.protocol.recommender import Relational
from engine.session.control import Control
from engine.session.job_monitor import JobMonitor
from engine.session.libraries import load
from engine.session.messages import Exported
from engine.session.messages.associations import (
    AssociationsQuery,
    AssociationsView,
    Disagreement,
    ExportAssociations,
    ItemPair,
    PairQuery,
    PairView,
)
from engine.session.messages.associations import Relation as Averaged
from engine.session.run_window import RunWindow
from engine.session.shelf import Shelf
from engine.workspace import DatasetEntry, Run, RunEntry, Workspace

__all__ = ["Maps", "associations", "export_maps", "maps", "pair"]

Floats = npt.NDArray[np.float32]

APART = 6  # pairs on either side of the disagreement
ITEM_PAIRS = 7
BINS = 12
WIDTHS = (1, 2, 4, 7, 14, 28, 56, 91, 182, 364)  # days a bin
TORCH_FREE = ("pipeline",)


@dataclass(frozen=True)
class Maps:
    """Both maps over all categories of a level, arrays [categories, categories].

    Attributes:
        raw: mean weights as the model has them; NaN where it has none.
        averaged: how; "none" where the model keeps no weights.
    """

    window: RunWindow
    level: Level
    labels: npt.NDArray[np.int32]
    first: Entries
    steps: Steps
    raw: Floats
    averaged: Averaged
    within: int | None

    @cached_property
    def weights(self) -> Floats:
        """What the weights are beside the usual of their row and column."""
        return relative(self.raw)

    @cached_property
    def lifts(self) -> Floats:
        """Lifts where at least five steps were taken or expected, else NaN."""
        return np.where(self.steps.sure, self.steps.lift, np.float32(np.nan))

    @cached_property
    def agreement(self) -> tuple[float, int]:
        """Of the two maps, and over how many pairs."""
        return agreement(self.weights, self.lifts)

    @property
    def parents(self) -> list[npt.NDArray[np.int32]]:
        """For each coarser level int32[categories], where most items of a category belong, -1 where nowhere."""
        levels = [level.name for level in self.window.data.taxonomy.levels]
        coarser = levels[: levels.index(self.level.name)]
        return [
            _parents(self.level.padded(), self.window.data.taxonomy[name], len(self.level.names)) for name in coarser
        ]


def maps(run: Run, level: str | None, within: int | None, shelf: Shelf, check: Callable[[], None]) -> Maps:
    """Both maps of a run, kept while its folder and its dataset stay as they are.

    Args:
        level: None is the run's own.
        within: visits in which a step counts; None any number.
        check: called between pieces of work; what it raises ends it.

    Raises:
        UserError: the run has no categories or not this level, or its folder or dataset is gone.
        Cancelled: by `check`.
    """
    own = run.manifest["level"]
    if own is None:
        raise UserError("map-level", run=run.name)
    name = level or own
    data = shelf.dataset(run)
    marker, part = data.folder / DatasetEntry.marker, f"{run.manifest['protocol']} {name}"

    def counted() -> tuple[npt.NDArray[np.int32], Entries]:
        training = shelf.window(run).training
        labels = data.taxonomy[name].padded()[training.catalogue.source]
        return labels, entries(training.histories, labels, len(data.taxonomy[name].names))

    labels, first = shelf.take("entries", marker, counted, part)
    check()
    found = shelf.take("steps", marker, lambda: steps(first, within, check), f"{part} {within}")
    check()
    raw, averaged = shelf.take(
        "relation",
        run.folder / RunEntry.marker,
        lambda: _relation(run, shelf.window(run), labels, len(found.users)),
        name,
    )
    check()
    return shelf.take(
        "maps",
        run.folder / RunEntry.marker,
        lambda: Maps(shelf.window(run), data.taxonomy[name], labels, first, found, raw, averaged, within),
        f"{name} {within}",
    )


def associations(query: AssociationsQuery, shelf: Shelf, control: Control) -> AssociationsView:
    """The maps over the categories that are to be shown, in the order asked for.

    Raises:
        UserError: see `maps`.
        Cancelled: a newer query took this one's place.
    """
    run = shelf.run(query.run)
    both = maps(run, query.level, query.within, shelf, control.check)
    chosen = _chosen(both, query)
    control.check()
    parents = both.parents
    chosen = clustered(both.steps, chosen) if query.order == "clustered" else taxonomic(parents, chosen)
    control.check()
    part = np.ix_(chosen, chosen)
    weights, lifts, users = both.weights[part], both.lifts[part], both.steps.taken[part]
    low, _ = both.steps.limits()
    model, data = disagreements(weights, lifts, low[part], APART)
    control.check()

    def worded(pairs: list[tuple[int, int]]) -> tuple[Disagreement, ...]:
        return tuple(Disagreement(a, b, float(weights[a, b]), float(lifts[a, b]), int(users[a, b])) for a, b in pairs)

    training = both.window.training
    return AssociationsView(
        run=query.run,
        levels=tuple(level.name for level in both.window.data.taxonomy.levels),
        level=both.level.name,
        names=tuple(both.level.names.take(chosen).to_pylist()),
        codes=chosen.astype(np.int32),
        groups=_numbered(parents[0][chosen])
        if parents and query.order == "taxonomy"
        else np.zeros(len(chosen), np.int32),
        total=int((both.steps.users > 0).sum()),
        relation=both.averaged,
        weights=weights,
        lifts=lifts,
        users=users,
        weight_shades=signed_shades(weights) if both.averaged == "signed" else shades(weights),
        lift_shades=shades(lifts),
        agreement=both.agreement[0],
        pairs=both.agreement[1],
        strongest=_strongest(np.where(np.isfinite(lifts), low[part], np.nan), weights),
        only_model=worded(model),
        only_data=worded(data),
        within=query.within,
        baskets=by_basket(training.histories),
        cut=moment_text(training.cut, training.relative),
    )


def pair(query: PairQuery, shelf: Shelf, control: Control) -> PairView:
    """Everything about one pair of categories.

    Raises:
        UserError: see `maps`.
        Cancelled: a newer query took this one's place.
    """
    both = maps(shelf.run(query.run), query.level, query.within, shelf, control.check)
    a, b, found = query.row, query.column, both.steps
    one = np.ix_([a], [b])
    low, high = (limit[0, 0] for limit in _limits(found, one))
    weights = both.weights[a]
    known = np.isfinite(weights)
    training, data = both.window.training, both.window.data
    behind = takers(both.first, training.histories, both.labels, (a, b), query.within, ITEM_PAIRS)
    control.check()
    width = _width(behind.days)
    bins = np.bincount(np.minimum(behind.days // width, BINS - 1).astype(np.int64), minlength=BINS)
    positions = training.positions[behind.users]
    names = both.level.names
    return PairView(
        row=names[a].as_py(),
        column=names[b].as_py(),
        lift=float(found.lift[a, b]),
        low=float(low),
        high=float(high),
        users=int(found.taken[a, b]),
        able=int(found.able[a, b]),
        expected=float(found.expected[a, b]),
        back=float(found.lift[b, a]),
        weight=float(weights[b]),
        raw=float(both.raw[a, b]),
        rank=int((weights[known] > weights[b]).sum()) + 1 if known[b] else 0,
        ranked=int(known.sum()),
        bins=bins.astype(np.int32),
        bin_days=width,
        median=float(np.median(behind.days)) if len(behind.days) else float("nan"),
        items=_item_pairs(both, behind.pairs),
        positions=positions,
        ids=data.users.ids.take(positions),
    )


def export_maps(job: ExportAssociations, workspace: Workspace, monitor: JobMonitor) -> Exported:
    """Writes beside the workspace, so one that can only be read will do.

    Raises:
        UserError: see `maps`; or the place cannot be written.
        Cancelled: nothing is left behind.
    """
    from engine.output.pairs import export_pairs

    workspace.refresh()
    with closing(Shelf(workspace)) as shelf:
        run = workspace.find_run(job.run)
        both = maps(run, job.level, job.within, shelf, monitor.checkpoint)
        done = export_pairs(both.level.names, both.steps, both.raw, both.weights, job.out, monitor)
    return Exported(done.out, done.rows, done.bytes)


def _limits(found: Steps, one: tuple[npt.NDArray[np.intp], ...]) -> tuple[Floats, Floats]:
    return Steps(found.taken[one], found.expected[one], found.able[one], found.users).limits()


def _strongest(lows: Floats, weights: Floats) -> tuple[int, int]:
    """The pair with the largest lower limit, among those that the model knows too if there are some."""
    both = np.where(np.isfinite(weights), lows, np.nan)
    known = both if np.isfinite(both).any() else lows
    if not np.isfinite(known).any():
        return 0, 0
    row, column = divmod(int(np.nanargmax(known)), known.shape[1])
    return row, column


def _chosen(both: Maps, query: AssociationsQuery) -> npt.NDArray[np.int64]:
    users = both.steps.users
    if query.show == "connected":
        return connected(both.steps, query.count)
    bought = np.flatnonzero(users)
    if query.show == "largest":
        return bought[np.argsort(-users[bought], kind="stable")[: query.count]]
    return bought


def _relation(run: Run, window: RunWindow, labels: npt.NDArray[np.int32], width: int) -> tuple[Floats, Averaged]:
    """Mean weights between the categories of the kept items, and how they were averaged."""
    nothing = np.full((width, width), np.nan, np.float32)
    name = run.entry.model
    if name not in MODELS:
        return nothing, "none"
    if name not in TORCH_FREE:
        load(("torch",), Monitor(), keep=True)
    model = model_class(name)
    if not isinstance(model, Relational):  # the class itself has the two members
        return nothing, "none"
    kept = window.training.catalogue.kept
    rows, places = np.nonzero(labels[:kept] >= 0)
    groups = ones(rows, labels[rows, places], (kept, width))
    averaged: Averaged = "signed" if model.signed else "positive"
    return model.weights_between(run.model_folder, window.training, groups), averaged


def _parents(labels: npt.NDArray[np.int32], coarser: Level, width: int) -> npt.NDArray[np.int32]:
    """int32[categories], the category of a coarser level that most items of each bear, -1 where they bear none."""
    above = coarser.padded()[:, 0]
    rows, places = np.nonzero((labels >= 0) & (above >= 0)[:, None])
    span = np.int64(len(coarser.names))
    keys, counts = np.unique(labels[rows, places] * span + above[rows], return_counts=True)
    order = np.argsort(counts, kind="stable")
    found = np.full(width, -1, np.int32)
    found[keys[order] // max(span, 1)] = keys[order] % max(span, 1)
    return found


def _numbered(groups: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.unique(groups, return_inverse=True)[1].astype(np.int32)


def _width(days: npt.NDArray[np.float64]) -> int:
    """The fewest days a bin so that nine in ten lie before the last bin."""
    reach = float(np.quantile(days, 0.9)) if len(days) else 0.0
    return next((width for width in WIDTHS if reach < width * (BINS - 1)), WIDTHS[-1])


def _item_pairs(both: Maps, pairs: tuple[tuple[int, int, int], ...]) -> tuple[ItemPair, ...]:
    """Those that more than one user began with: one alone is no pattern."""
    source, titles = both.window.training.catalogue.source, both.window.data.titles
    return tuple(
        ItemPair(titles[int(source[a])].as_py(), titles[int(source[b])].as_py(), users)
        for a, b, users in pairs
        if users > 1
    )
