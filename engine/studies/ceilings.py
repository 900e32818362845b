"""What stands next to every study's runs: the random order, the perfect list, and what knowing part of it would give.

Random order and perfect list are exact; the oracles are lists, ranked like any run's. Without categories there are no
oracles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from engine.models.baselines.category_pop import CategoryPop, CategoryPopConfig
from engine.monitor import Monitor
from engine.protocol.config import Scope
from engine.protocol.recommender import Context, Recommender
from engine.protocol.scopes import Targets
from engine.protocol.training import Question, Training
from engine.studies.prepared import Prepared
from engine.workspace.ceilings import CEILINGS, FILE, Ceiling, write_ceilings

__all__ = ["ceilings", "keep_ceilings"]

FloatArray = npt.NDArray[np.float64]
Curves = dict[str, FloatArray]


def ceilings(
    training: Training, question: Question, window: str, k: int, monitor: Monitor, cache: Path
) -> list[Ceiling]:
    """Computes all ceilings of one window, in every scope of its question.

    Args:
        training, question: of the window.
        window: how the window is called.
        k: deepest cutoff.
        monitor: asked between blocks of users.
        cache: a folder for whatever a fit keeps; category-pop keeps nothing.

    Raises:
        Cancelled: at a checkpoint.
    """
    from engine.evaluation.competing import competing

    scopes: Sequence[Scope] = tuple(question.targets)
    competitors = competing(question, scopes, training.catalogue, monitor.part("candidates", 0.0, 0.1))
    found = []
    lists = _oracles(training, question, scopes, k, monitor.part("", 0.1, 1.0), cache)
    for scope in scopes:
        relevant = question.targets[scope].counts
        users = int((relevant > 0).sum())
        exact = _exact(relevant, competitors[scope].counts, k)
        of_scope = {**exact, **{kind: curves for each, kind, curves in lists if each == scope}}
        found += [Ceiling(window, scope, kind, users, of_scope[kind]) for kind in CEILINGS if kind in of_scope]
    return found


def keep_ceilings(prepared: Prepared, folder: Path, monitor: Monitor) -> None:
    """Computes the ceilings of every window of a study and writes them into its folder.

    Raises:
        Cancelled: at a checkpoint; nothing is written.
    """
    windows, depth = prepared.split.windows, prepared.study.protocol.max_k
    ends = np.linspace(0.0, 1.0, len(windows) + 1)
    found: list[Ceiling] = []
    for window, begin, end in zip(windows, ends, ends[1:], strict=False):
        name, part = window.test.title(prepared.data.relative), monitor.part("", float(begin), float(end))
        found += ceilings(window.training, window.test, name, depth, part, prepared.workspace.cache)
    write_ceilings(found, folder / FILE)


def _exact(relevant: npt.NDArray[np.int64], candidates: npt.NDArray[np.int64], k: int) -> dict[str, Curves]:
    from engine.evaluation import METRICS, mean_curves
    from engine.evaluation.curves import CHUNK
    from engine.evaluation.expected import perfect, random_order

    asked = relevant > 0
    right, of = relevant[asked], candidates[asked]
    n = len(right)
    chance = {metric: np.zeros(k) if n else np.full(k, np.nan) for metric in METRICS}
    for begin in range(0, n, CHUNK):
        rows = slice(begin, begin + CHUNK)
        for metric, total in chance.items():
            total += random_order(metric, right[rows], of[rows], k).sum(axis=0) / n
    return {"random": chance, "perfect": mean_curves(perfect(right, of, k))}


def _oracles(
    training: Training, question: Question, scopes: Sequence[Scope], k: int, monitor: Monitor, cache: Path
) -> list[tuple[Scope, str, Curves]]:
    from engine.evaluation import hits, mean_curves
    from engine.protocol.ranking import rank
    from engine.studies.oracles import CategoryOracle, ItemOracle

    catalogue = training.catalogue
    if not len(catalogue.categories):
        return []
    model = CategoryPop(CategoryPopConfig())
    model.fit(training, Context(monitor.part("category-pop", 0.0, 0.1), "cpu", 0, cache, cache))
    buyers = np.bincount(training.histories.binary(catalogue.kept).indices, minlength=catalogue.kept)
    found: list[tuple[Scope, str, Curves]] = []
    steps = np.linspace(0.1, 1.0, 2 * len(scopes) + 1)
    for number, scope in enumerate(scopes):
        right, asked = question.targets[scope], _of_evaluated(question, scope)
        oracles = {
            "oracle-category": CategoryOracle(right, catalogue, buyers),
            "oracle-item": ItemOracle(right, catalogue, buyers, model),
        }
        for place, (kind, oracle) in enumerate(oracles.items(), 2 * number):
            part = monitor.part(f"{kind}, {scope}", float(steps[place]), float(steps[place + 1]))
            lists = rank(cast(Recommender, oracle), asked, (scope,), k, catalogue, part)[scope]
            found.append((scope, kind, mean_curves(hits(lists, asked.targets[scope]))))
    return found


def _of_evaluated(question: Question, scope: Scope) -> Question:
    """The question about the users with a relevant item in a scope, and about that scope alone."""
    right = question.targets[scope]
    rows = np.flatnonzero(right.counts)
    indptr = np.concatenate([[0], np.cumsum(right.counts[rows])])
    return replace(
        question,
        histories=question.histories.take(rows),
        counted=None if question.counted is None else question.counted.take(rows),
        targets={scope: Targets(indptr, right.items)},
        hidden={},
        active=question.active[rows],
    )
