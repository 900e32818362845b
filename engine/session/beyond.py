"""What the lists of a study's runs are like beside being right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.evaluation import Hits, active_share, beyond, mean_curve
from engine.evaluation.category_hits import category_hits
from engine.evaluation.competing import Competing, competing
from engine.evaluation.metrics import accuracy
from engine.evaluation.mixes import entry_mix, history_buyers, history_mix, seen_categories
from engine.protocol.training import Question, Training
from engine.session.breathing import Breathing
from engine.session.control import Control
from engine.session.libraries import load
from engine.session.listing import run_row
from engine.session.messages.evaluating import BeyondQuery, BeyondView
from engine.session.ranked_runs import ranked_runs, read_blocks, right_of
from engine.session.run_window import RunWindow
from engine.session.shelf import Shelf
from engine.workspace import DatasetEntry, Run, RunEntry

__all__ = ["beyond_view", "competitors"]

Floats = npt.NDArray[np.float64]
Curves = dict[str, Floats]

PAST_WINDOWS = 4  # that tell which categories are entered


def beyond_view(query: BeyondQuery, shelf: Shelf, control: Control) -> BeyondView:
    """Every curve of every run ranked in a scope.

    Raises:
        UserError: there is no such study, or a run's folder or dataset is gone.
        Cancelled: a newer query took this one's place.
    """
    entry, runs = ranked_runs(query.study, query.scope, shelf)
    if not runs:
        return BeyondView((), {}, 0)
    # one for all runs: they answered the same question
    asked = _Asked(shelf.window(runs[0]), query.scope, competitors(runs[0], query.scope, shelf, control))
    found: list[Curves] = []
    for run in runs:
        control.give_way()
        marker, hits = run.folder / RunEntry.marker, shelf.hits(run, query.scope)
        found.append(shelf.take("beyond", marker, lambda r=run, h=hits: _curves(asked, r, h, control), query.scope))  # type: ignore[misc]
    curves = {name: np.array([each[name] for each in found]).reshape(len(runs), entry.max_k) for name in found[0]}
    candidates = int(asked.competing.anybody.sum())
    return BeyondView(tuple(run_row(run.entry) for run in runs), curves, candidates)


def competitors(run: Run, scope: str, shelf: Shelf, control: Control) -> Competing:
    """What competed in a scope of a run's question; kept for all runs of it."""
    window = shelf.window(run)

    def made() -> Competing:
        load(("scipy.sparse", "torch"), Breathing(control), keep=False)
        catalogue, buyers = window.training.catalogue, _buyers(window.training)
        return competing(window.question, (scope,), catalogue, Breathing(control), buyers)[scope]  # type: ignore[arg-type,index]

    marker = window.data.folder / DatasetEntry.marker
    return shelf.take("competing", marker, made, f"{run.manifest['protocol']} {scope}")


@dataclass(frozen=True)
class _Asked:
    """A question in one scope."""

    window: RunWindow
    scope: str
    competing: Competing

    @property
    def training(self) -> Training:
        return self.window.training

    @property
    def question(self) -> Question:
        return self.window.question

    @cached_property
    def buyers(self) -> npt.NDArray[np.int64]:
        return _buyers(self.training)

    @cached_property
    def popularity(self) -> npt.NDArray[np.int64]:
        """int64[kept], rank by buyers, 1 for the most bought."""
        rank = np.empty(len(self.buyers), np.int64)
        rank[np.argsort(-self.buyers, kind="stable")] = np.arange(1, len(self.buyers) + 1)
        return rank

    @cached_property
    def base(self) -> Floats:
        """float64[b], the popularity that a list is held against: a random candidate's in `cross`, else the past's."""
        if self.scope == "cross":
            return self.competing.buyers
        return history_buyers(self.question.histories, self.buyers)

    @cached_property
    def past(self) -> tuple[tuple[Training, Question], ...]:
        """Earlier windows of the question's own length; none where moments of users cannot be compared."""
        question, training = self.question, self.training
        horizon = question.end - question.cut
        if not training.timed or question.kind or horizon <= 0 or not len(training.histories.times):
            return ()
        cuts = range(question.cut - horizon, int(training.histories.times.min()) + horizon, -horizon)
        return tuple(training.at(cut, horizon, ("cross",)) for cut in cuts[:PAST_WINDOWS])

    def mix(self, rows: slice) -> Floats:
        """float64 [rows, categories]: the categories that the lists of some users should be made of."""
        past, labels = self.question.histories.block(rows.start, rows.stop), self.training.catalogue.labels
        width = len(self.training.catalogue.categories)
        if self.scope != "cross":
            return history_mix(past, labels, width)
        seen = self.question.seen.block(rows.start, rows.stop)
        return entry_mix(self.past, seen_categories(seen, labels, width))


def _curves(asked: _Asked, run: Run, hits: Hits, control: Control) -> Curves:
    """Means over users at every cutoff; a user whose list has no value is left out of the mean."""
    catalogue, right = asked.training.catalogue, right_of(asked.window, asked.scope)
    labels, kept = catalogue.labels[: catalogue.kept], catalogue.kept
    sums: Curves = {}
    users: Curves = {}
    whole = []
    for rows, lists in read_blocks(run, asked.scope, asked.window):
        control.give_way()
        whole.append(lists.items)
        values = {
            "novelty": beyond.novelty(lists.items, asked.buyers, len(asked.question.histories)),
            "popularity-lift": beyond.popularity_lift(lists.items, asked.buyers, asked.base[rows]),
            "serendipity": beyond.serendipity(lists.items, lists.hit, asked.popularity, kept),
        }
        if labels.shape[1]:
            values["category-diversity"] = beyond.category_diversity(lists.items, labels)
            values["calibration"] = beyond.calibration(lists.items, labels, asked.mix(rows))
        for name, value in values.items():
            there = np.isfinite(value)
            sums[name] = sums.get(name, 0.0) + np.where(there, value, 0.0).sum(axis=0)
            users[name] = users.get(name, 0.0) + there.sum(axis=0)
    with np.errstate(invalid="ignore"):
        found = {name: total / users[name] for name, total in sums.items()}
    items = np.concatenate(whole)
    found["coverage"] = beyond.coverage(items, asked.competing.anybody)
    found["gini"] = beyond.gini(items, asked.competing.anybody)
    found["accuracy"] = _mean(accuracy(hits, asked.competing.counts[hits.users]))
    found["active-hit-rate"] = mean_curve(hits, "hit_rate") * active_share(len(hits.users), run.active)
    if labels.shape[1]:
        found["category-coverage"] = beyond.category_coverage(items, labels, asked.competing.anybody)
        shelves = category_hits(items, right, labels)
        found["category-precision"] = _mean(shelves.precision())
        found["category-recall"] = _mean(shelves.recall())
        found["category-hit-rate"] = _mean(shelves.hit_rate())
    return found


def _mean(values: Floats) -> Floats:
    return values.mean(axis=0) if len(values) else np.full(values.shape[1], np.nan)


def _buyers(training: Training) -> npt.NDArray[np.int64]:
    kept = training.catalogue.kept
    return np.bincount(training.histories.binary(kept).indices, minlength=kept)
