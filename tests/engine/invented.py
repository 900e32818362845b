"""Datasets drawn from a seed, and the protocol over them in plain Python: sets, dicts and loops, nothing of the engine.

The oracle follows the words of the protocol, not the engine's code, so that agreement means something.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from engine.data import DAY, Dataset, Level, Log, Table, Taxonomy
from engine.monitor import Monitor
from engine.protocol import Context, ProtocolConfig, TimeSplit, Training, Window, split

START = np.datetime64("2024-01-01", "us").astype(np.int64)
Event = tuple[int, int, int]  # user, item, day


@dataclass(frozen=True)
class Invented:
    """A drawn dataset beside the plain values it was made of."""

    data: Dataset
    events: list[Event]
    labels: list[set[int]]


def invented(
    seed: int = 0,
    users: int = 20,
    items: int = 30,
    categories: int = 6,
    rows: int = 200,
    days: int = 100,
    most_labels: int = 1,
) -> Invented:
    """Draws users who prefer some items; most_labels = 0 gives a dataset without categories.

    With labels, the last item bears none, and with more than one some items bear several.
    """
    rng = np.random.default_rng(seed)
    popularity = rng.dirichlet(np.full(items, 0.5))
    events = sorted(
        (int(user), int(item), int(day))
        for user, item, day in zip(
            rng.integers(0, users, rows),
            rng.choice(items, rows, p=popularity),
            rng.integers(0, days, rows),
            strict=True,
        )
    )
    labels: list[set[int]] = [set() for _ in range(items)]
    if most_labels:
        for item in range(items - 1):
            labels[item] = set(rng.choice(categories, int(rng.integers(1, most_labels + 1)), replace=False).tolist())
    return Invented(dataset(events, labels, users, categories), events, labels)


def dataset(events: Iterable[Event], labels: list[set[int]], users: int, categories: int) -> Dataset:
    """A dataset in memory; item number i has the source id 3 i + 1, user number u the id u + 1."""
    rows = sorted(events, key=lambda event: (event[0], event[2]))
    user, item, day = (np.array([row[place] for row in rows], np.int64) for place in range(3))
    indptr = np.searchsorted(user, np.arange(users + 1)).astype(np.int64)
    log = Log(indptr, item.astype(np.int32), START + day * DAY, {"basket": np.arange(len(rows), dtype=np.int32)}, {})
    levels = ()
    if any(labels):
        ordered = [sorted(of_item) for of_item in labels]
        label_indptr = np.concatenate([[0], np.cumsum([len(of_item) for of_item in ordered])]).astype(np.int64)
        codes = np.array([label for of_item in ordered for label in of_item], np.int32)
        levels = (Level("shelf", pa.array([f"shelf {c}" for c in range(categories)]), label_indptr, codes),)
    return Dataset(
        Path("nowhere"),
        "invented",
        "h" * 64,
        "shelf" if levels else None,
        False,
        True,
        _table([str(number + 1) for number in range(users)]),
        _table([str(3 * number + 1) for number in range(len(labels))]),
        log,
        Taxonomy(levels),
    )


def _table(ids: list[str]) -> Table:
    return Table(pa.array(ids, pa.string()), pa.table({"title": pa.array(ids, pa.string())}))


def window(made: Invented, cut: int = 70, min_item_users: int = 1, scopes: tuple[str, ...] | None = None) -> Window:
    """The window of an invented dataset whose test starts on a day."""
    has_labels = any(made.labels)
    scopes = scopes or (("cross", "in", "repeat", "all", "any") if has_labels else ("repeat", "all", "any"))
    day = str(np.datetime64(int(START + cut * DAY), "us").astype("datetime64[D]"))
    rule = TimeSplit(test_start=day, horizon="30d")
    return split(made.data, ProtocolConfig(split=rule, min_item_users=min_item_users, scopes=scopes)).windows[0]


class Oracle:
    """What the protocol says of events at a cut, item by item and user by user."""

    def __init__(self, made: Invented, cut: int, end: int = 10**6, min_item_users: int = 1) -> None:
        self.labels = made.labels
        past = [event for event in made.events if event[2] < cut]
        future = [event for event in made.events if cut <= event[2] < end]
        buyers: dict[int, set[int]] = {item: set() for item in range(len(made.labels))}
        for user, item, _ in past:
            buyers[item].add(user)
        self.buyers = buyers
        self.kept = [item for item in buyers if len(buyers[item]) >= min_item_users]
        inside = set(self.kept)
        self.users = sorted({user for user, item, _ in past if item in inside})
        self.bought = {u: {item for user, item, _ in past if user == u} for u in self.users}
        self.later = {u: {item for user, item, _ in future if user == u} for u in self.users}
        self.seen = {u: set().union(*(self.labels[item] for item in self.bought[u])) for u in self.users}

    def competes(self, user: int, item: int, scope: str) -> bool:
        bought = item in self.bought[user]
        labels = self.labels[item]
        return {
            "cross": not bought and bool(labels) and not labels & self.seen[user],
            "in": not bought and bool(labels & self.seen[user]),
            "repeat": bought,
            "all": not bought,
            "any": True,
        }[scope]

    def candidates(self, user: int, scope: str) -> list[int]:
        return [item for item in self.kept if self.competes(user, item, scope)]

    def relevant(self, user: int, scope: str) -> set[int]:
        return self.later[user] & set(self.candidates(user, scope))

    def hidden(self, user: int, scope: str) -> set[int]:
        """What would be relevant, had the item filter not left it out."""
        return {item for item in self.later[user] - set(self.kept) if self.competes(user, item, scope)}

    def ranking(self, user: int, scope: str, score: Callable[[int, int], float]) -> list[int]:
        return sorted(self.candidates(user, scope), key=lambda item: (-score(user, item), item))


def metrics_at(ranking: list[int], relevant: set[int], k: int) -> dict[str, float]:
    """All metrics of one user at one cutoff, from their definitions."""
    marks = [item in relevant for item in ranking[:k]]
    found = sum(marks)
    precision, recall = found / k, found / len(relevant)
    gain = sum(1 / math.log2(rank + 1) for rank, mark in enumerate(marks, 1) if mark)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    steps = sum(sum(marks[:rank]) / rank for rank, mark in enumerate(marks, 1) if mark)
    first = next((rank for rank, mark in enumerate(marks, 1) if mark), None)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if found else 0.0,
        "ndcg": gain / ideal,
        "map": steps / min(k, len(relevant)),
        "mrr": 1 / first if first else 0.0,
        "hit_rate": float(found > 0),
    }


def bought_matrix(train: Training) -> np.ndarray:
    """float64 [users, kept] of ones where a user bought an item."""
    matrix = np.zeros((len(train.histories), train.catalogue.kept))
    for row in range(len(train.histories)):
        for item in train.histories.items[train.histories.indptr[row] : train.histories.indptr[row + 1]]:
            if item < train.catalogue.kept:
                matrix[row, item] = 1.0
    return matrix


def textbook(x: np.ndarray, l2: float) -> np.ndarray:
    """EASE's weights B = I − P / diag(P) with P = (XᵀX + λI)⁻¹, in float64."""
    inverse = np.linalg.inv(x.T @ x + l2 * np.eye(x.shape[1]))
    weights = np.eye(x.shape[1]) - inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights


def context(folder: Path, validate: Callable[[object], float] | None = None) -> Context:
    """A context that listens to nothing."""
    return Context(Monitor(), "cpu", 0, folder, folder, validate)
