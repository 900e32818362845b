"""Three example shoppers, chosen by a rule: who gains most, who loses most, and the one in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.dataset import DAY, Dataset
from engine.evaluation import METRICS, Hits
from engine.output.report.compared import Compared
from engine.protocol import Window, moment_text
from engine.workspace import Run

__all__ = ["Example", "Listed", "Past", "examples"]

SHOWN = 8  # groups of a history that are named
Kind = Literal["gains", "loses", "middle"]


@dataclass(frozen=True)
class Past:
    """A part of a history: a category, or an item where there are no categories."""

    name: str
    purchases: int
    last: str


@dataclass(frozen=True)
class Listed:
    """One place of a list; titles and categories as the source has them."""

    title: str
    category: str
    hit: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A shopper under the leading run and the reference.

    Attributes:
        values: the metric of both runs.
        history: the most frequent parts, of `parts` in all.
        relevant: how many items were right answers.
        lists: of both runs.
    """

    kind: Kind
    user: str
    values: tuple[float, float]
    purchases: int
    history: tuple[Past, ...]
    parts: int
    relevant: int
    lists: tuple[tuple[Listed, ...], tuple[Listed, ...]]


def examples(compared: Compared, data: Dataset, window: Window) -> tuple[Example, ...]:
    """The three shoppers; fewer where nobody gains or loses, none without two runs.

    Of equal changes the shopper who comes first in the dataset is taken.
    """
    if compared.lead is None or compared.reference is None or compared.lead == compared.reference:
        return ()
    pair = compared.runs[compared.lead], compared.runs[compared.reference]
    hits = Hits.open(pair[0].hits_file(compared.scope))
    values = [METRICS[compared.metric](Hits.open(run.hits_file(compared.scope)))[:, compared.k - 1] for run in pair]
    return tuple(
        _example(kind, place, hits, (float(values[0][place]), float(values[1][place])), compared, pair, data, window)
        for kind, place in _chosen(values[0] - values[1])
    )


def _chosen(apart: npt.NDArray[np.float64]) -> list[tuple[Kind, int]]:
    if not len(apart):
        return []
    order = np.argsort(apart, kind="stable")
    most, least, middle = int(np.argmax(apart)), int(np.argmin(apart)), int(order[len(order) // 2])
    found: list[tuple[Kind, int]] = []
    if apart[most] > 0:
        found.append(("gains", most))
    if apart[least] < 0:
        found.append(("loses", least))
    if middle not in [place for _, place in found]:
        found.append(("middle", middle))
    return found


def _example(
    kind: Kind,
    place: int,
    hits: Hits,
    values: tuple[float, float],
    compared: Compared,
    pair: tuple[Run, Run],
    data: Dataset,
    window: Window,
) -> Example:
    row = int(hits.users[place])
    history, parts, purchases = _history(row, window, data)
    first, second = (_listed(run, compared.scope, row, compared.k, data, window) for run in pair)
    return Example(
        kind,
        str(window.training.users.ids[row].as_py()),
        values,
        purchases,
        history,
        parts,
        int(hits.relevant[place]),
        (first, second),
    )


def _history(row: int, window: Window, data: Dataset) -> tuple[tuple[Past, ...], int, int]:
    """The most frequent categories of a history, or items where there are none; how many there are; its rows."""
    past, catalogue = window.training.histories, window.training.catalogue
    rows = slice(int(past.indptr[row]), int(past.indptr[row + 1]))
    items, times = past.items[rows], past.times[rows]
    if catalogue.labels.shape[1]:
        labels = catalogue.labels[items]
        where, column = np.nonzero(labels >= 0)
        keys, moments = labels[where, column], times[where]
    else:
        keys, moments = catalogue.source[items], times
    found, first, counts = np.unique(keys[::-1], return_index=True, return_counts=True)
    last = moments[::-1][first]  # times ascend, so the first of the reversed is the newest
    order = np.lexsort((found, -counts))[:SHOWN]
    names = (catalogue.categories if catalogue.labels.shape[1] else data.titles).take(pa.array(found[order]))
    dated = data.has_time
    parts = tuple(
        Past(str(name), int(times), moment_text(int(when) // DAY * DAY, data.relative) if dated else "")
        for name, times, when in zip(names.to_pylist(), counts[order], last[order], strict=True)
    )
    return parts, len(found), len(items)


def _listed(run: Run, scope: str, row: int, k: int, data: Dataset, window: Window) -> tuple[Listed, ...]:
    lists = run.lists(scope, row, row + 1)
    items = lists.items[0, :k]
    items = items[items >= 0]
    titles = data.titles.take(pa.array(items)).to_pylist()
    reasons = [[] for _ in items] if lists.reasons is None else lists.reasons[0, : len(items)].tolist()
    return tuple(
        Listed(
            titles[place],
            _category(int(item), data, window),
            bool(lists.hit[0, place]),
            tuple(_titles([each for each in reasons[place] if each >= 0], data)),
        )
        for place, item in enumerate(items)
    )


def _titles(places: Sequence[int], data: Dataset) -> list[str]:
    found: list[str] = data.titles.take(pa.array(places, pa.int64())).to_pylist()
    return found


def _category(item: int, data: Dataset, window: Window) -> str:
    level = window.training.protocol.category_level
    if level is None:
        return ""
    held = data.taxonomy[level]
    names = held.names.take(pa.array(held.codes[held.indptr[item] : held.indptr[item + 1]]))
    return ", ".join(names.to_pylist())
