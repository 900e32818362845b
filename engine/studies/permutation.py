"""The permutation check: a recommender fitted again after everything that must not train was replaced.

The same configuration and seed, the same split, the same histories to answer: whatever changes in a list or a score
has come from rows that the recommender must not know, whether it gained by them or lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.monitor import Monitor
from engine.protocol.config import ProtocolConfig, Scope
from engine.protocol.leakage import Finding, Severity
from engine.protocol.parting import Parts
from engine.protocol.ranking import TopK
from engine.protocol.recommender import Fitted
from engine.protocol.split import Split, Window
from engine.studies.lending import lend
from engine.studies.permuted import write_permuted
from engine.studies.plan import RunSpec
from engine.studies.refits import MOST, Moved, asked, limited, lists_of, moved, values
from engine.studies.study import Primary
from engine.workspace import Workspace

__all__ = ["Bench", "Cut", "Place", "Trial", "bench", "split_moved", "trial"]

Cut = Callable[[Dataset, ProtocolConfig], Split]
SEED = 20260101  # of the permutations
Lists = dict[Scope, TopK]
Rows = npt.NDArray[np.int64]
Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Place:
    """A workspace of its own with one state of the dataset, and its first window."""

    data: Dataset
    window: Window
    cache: Path


@dataclass(frozen=True)
class Bench:
    """The dataset as it is, and permuted from the first test on.

    Attributes:
        again: as it is once more, for a fit that finds nothing kept of the first.
    """

    true: Place
    permuted: Place
    again: Place

    @property
    def alike(self) -> bool:
        """Whether both number users and items alike, so that both can be asked the very same question."""
        mine, other = self.true.window.training, self.permuted.window.training
        return (
            np.array_equal(mine.positions, other.positions)
            and mine.catalogue.kept == other.catalogue.kept
            and np.array_equal(mine.catalogue.source, other.catalogue.source)
        )


@dataclass(frozen=True)
class Trial:
    """What the check found of one recommender.

    Attributes:
        severity: "leak": lists or scores changed; "note": two fits on the same rows differ too, or it refuses the
            data, so nothing can be told; "passed".
        users: shoppers asked.
        lists, scores: shoppers whose lists, or whose scores or probabilities, changed in any scope.
        first: id of the first shopper with another list, the rank, and the items there: as it is, permuted.
        moved: the primary metric as it is and permuted, where lists changed and shoppers are evaluated.
        limited: networks were fitted for one epoch, with one member and two past windows.
        reason: why there is nothing to tell.
    """

    run: str
    model: str
    severity: Severity
    users: int
    scope: str
    metric: str
    limited: bool
    lists: int = 0
    scores: int = 0
    moved: Moved | None = None
    first: tuple[str, int, str, str] | None = None
    seconds: float = 0.0
    reason: str = ""

    @property
    def sentence(self) -> str:
        """What it comes to, in plain words."""
        if self.severity == "passed":
            return (
                f"{self.run} gives all {self.users:,} shoppers the same lists and scores when every row that must not "
                "train is replaced."
            )
        if self.severity == "note":
            return f"Nothing can be told of {self.run}: {self.reason}."
        return (
            f"{self.run} gives {self.lists:,} of {self.users:,} shoppers other lists, and {self.scores:,} other "
            "scores, when only rows that must not train are replaced: it has seen the test."
        )


@contextmanager
def bench(
    data: Dataset, protocol: ProtocolConfig, window: Window, parts: Parts, text: Path, cut: Cut
) -> Iterator[Bench]:
    """Throwaway workspaces, so that a recommender that looks around itself finds the state it belongs to.

    Args:
        window: the first of the split.
        parts: of its test.
        text: cached text vectors, which both may read; a vector is kept by its text alone.
        cut: the split.
    """
    with TemporaryDirectory(prefix="crossaisle-audit-", ignore_cleanup_errors=True) as folder:
        places = []
        for name in ("true", "permuted", "again"):
            own = Path(folder) / name
            (own / "datasets").mkdir(parents=True)
            (own / "cache").mkdir()
            if text.is_dir():
                lend(text, own / "cache" / "text")
            places.append(own)
        true, permuted, again = places
        for own in (true, again):
            lend(data.folder.absolute(), own / "datasets" / data.name)
        other = write_permuted(data, parts, permuted / "datasets" / data.name, SEED)
        yield Bench(
            Place(data, window, true / "cache"),
            Place(other, cut(other, protocol).windows[0], permuted / "cache"),
            Place(data, window, again / "cache"),
        )


def split_moved(found: Bench) -> Finding:
    """Whether the training itself changes with rows that must not train."""
    mine, other = found.true.window.training, found.permuted.window.training
    total = len(mine.histories)
    if found.alike and np.array_equal(mine.catalogue.labels, other.catalogue.labels):
        past, again = mine.histories, other.histories
        if np.array_equal(past.indptr, again.indptr):
            columns: list[tuple[Column, Column]] = [(past.items, again.items), (past.times, again.times)]
            columns += [(past.columns[name], again.columns[name]) for name in past.columns]
            apart = ~np.all([_same(one, two) for one, two in columns], axis=0)
            count = len(np.unique(past.rows[apart]))
        else:
            count = int((np.diff(past.indptr) != np.diff(again.indptr)).sum())
    else:
        count = total
    return Finding("split-moved", "leak" if count else "passed", count, total)


def trial(spec: RunSpec, found: Bench, primary: Primary, tuned: Fitted | None, full: bool, monitor: Monitor) -> Trial:
    """Fits a recommender on both states of the dataset and compares what it answers.

    Args:
        spec: the run as the study plans it.
        tuned: what its tuning found; used where `full`.
        full: fit networks for all their epochs, instead of one.

    Raises:
        Cancelled: at a checkpoint.
    """
    began = time.perf_counter()
    scope = primary.scope if primary.scope in spec.scopes else spec.scopes[0]
    config = spec.config if full else limited(spec.config)
    rows = np.unique(np.linspace(0, len(found.true.window.test.histories) - 1, MOST).astype(np.int64))
    none = Trial(
        run=spec.name,
        model=spec.config.model,
        severity="passed",
        users=len(rows),
        scope=scope,
        metric=primary.title,
        limited=config is not spec.config,
    )
    fits = _Fits(replace(spec, config=config), found, rows, tuned if full else None)
    try:
        done = _judged(none, fits, primary, scope, monitor)
    except UserError as error:
        done = replace(none, severity="note", reason=f"it refuses to be fitted ({error.sentence.rstrip('.')})")
    return replace(done, seconds=round(time.perf_counter() - began, 2))


@dataclass(frozen=True)
class _Fits:
    """Fits of one recommender, each asked about the same users."""

    spec: RunSpec
    bench: Bench
    rows: Rows
    tuned: Fitted | None

    def __call__(self, place: Place, monitor: Monitor) -> Lists:
        """Lists in the true state's numbers."""
        of_true = place is not self.bench.permuted or self.bench.alike
        window = self.bench.true.window if of_true else place.window
        question = asked(window.test, self.rows if of_true else _rows_there(self.bench, self.rows))
        spec = self.spec
        lists = lists_of(
            spec.config, spec.seed, place.window, question, spec.scopes, monitor, cache=place.cache, tuned=self.tuned
        )
        return lists if of_true else _renumbered(lists, self.bench)


def _judged(none: Trial, fits: _Fits, primary: Primary, scope: Scope, monitor: Monitor) -> Trial:
    found, rows = fits.bench, fits.rows
    first = fits(found.true, monitor.part("", 0.0, 0.5))
    second = fits(found.permuted, monitor.part("", 0.5, 0.9))
    lists, scores = _changed(first, second)
    if not scores.any():
        return none
    if _changed(first, fits(found.again, monitor.part("", 0.9, 0.95)))[1].any():
        return replace(none, severity="note", reason="two fits on the same rows give different scores")
    shift = None
    if lists.any():
        one, other = (values(each[scope], rows, found.true.window.test, primary, scope) for each in (first, second))
        shift = moved(one, other, monitor.part("", 0.95, 1.0))
    return replace(
        none,
        severity="leak",
        lists=int(lists.sum()),
        scores=int(scores.sum()),
        moved=shift,
        first=_first(first, second, found, rows),
    )


def _same(one: Column, two: Column) -> npt.NDArray[np.bool_]:
    """Where two columns hold the same, a missing value included."""
    same = one == two
    return same | (np.isnan(one) & np.isnan(two)) if np.issubdtype(one.dtype, np.floating) else same


def _rows_there(found: Bench, rows: Rows) -> Rows:
    """The rows of the same users in the permuted state; of users who are not there, its first row."""
    wanted, there = found.true.window.training.positions[rows], found.permuted.window.training.positions
    row = np.minimum(np.searchsorted(there, wanted), len(there) - 1)
    return np.where(there[row] == wanted, row, 0)


def _renumbered(lists: Lists, found: Bench) -> Lists:
    """Lists of the permuted state in the true one's numbers."""
    true, other = found.true.window.training.catalogue, found.permuted.window.training.catalogue
    number = np.empty(len(true), np.int32)
    number[true.source] = np.arange(len(true), dtype=np.int32)
    there = number[other.source]
    return {scope: replace(top, items=np.where(top.items < 0, -1, there[top.items])) for scope, top in lists.items()}


def _changed(first: Lists, second: Lists) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """bool[users] each: another item at any place of any scope; another list, score or probability."""
    lists = np.any([(first[scope].items != second[scope].items).any(axis=1) for scope in first], axis=0)
    scores = lists.copy()
    for scope in first:
        one, two = first[scope], second[scope]
        scores |= (one.scores != two.scores).any(axis=1)
        if one.probabilities is not None and two.probabilities is not None:
            same = (one.probabilities == two.probabilities) | (
                np.isnan(one.probabilities) & np.isnan(two.probabilities)
            )
            scores |= ~same.all(axis=1)
    return lists, scores


def _first(first: Lists, second: Lists, found: Bench, rows: Rows) -> tuple[str, int, str, str] | None:
    """The first place of the first list that is another."""
    training = found.true.window.training
    for scope in first:
        apart = first[scope].items != second[scope].items
        if apart.any():
            row, place = np.unravel_index(int(np.argmax(apart)), apart.shape)
            names = [
                training.catalogue.items.ids[int(training.catalogue.source[item])].as_py() if item >= 0 else ""
                for item in (int(each[scope].items[row, place]) for each in (first, second))
            ]
            return training.users.ids[int(rows[row])].as_py(), int(place) + 1, names[0], names[1]
    return None


def text_cache(workspace: Workspace) -> Path:
    """Where a workspace keeps vectors of texts."""
    return workspace.cache / "text"
