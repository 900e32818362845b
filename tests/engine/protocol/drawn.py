"""Logs drawn for splits and rules: ties in time, users of one row, baskets that interleave, folds, events."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from engine.data import DAY, Dataset
from tests.engine.invented import START, dataset

EVENTS = ("buy", "click", "view")
FOLDS = ("test", "train", "validation")  # as a vocabulary orders them
CATEGORIES = 5


@dataclass(frozen=True)
class Drawn:
    """A dataset beside the frame it was made of, in the order of the log.

    Attributes:
        rows: user, item, day, basket (of the user; -1 is none), event, fold.
        labels: of every item, by its number; some have none.
    """

    data: Dataset
    rows: pd.DataFrame
    labels: list[set[int]]


def drawn(seed: int, users: int = 8, items: int = 12, rows: int = 60, days: int = 20, most_labels: int = 2) -> Drawn:
    """Draws a log whose days are few, so that many rows share one."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "user": rng.choice(users, rows, p=rng.dirichlet(np.full(users, 0.7))),
            "item": rng.integers(0, items, rows),
            "day": rng.integers(0, days, rows),
            "event": rng.choice(EVENTS, rows),
            "fold": rng.choice(FOLDS, rows, p=[0.2, 0.6, 0.2]),
        }
    )
    frame = frame.sort_values(["user", "day"], kind="stable").reset_index(drop=True)
    # baskets are mostly a day, sometimes of two days that interleave with others, sometimes missing
    frame["basket"] = np.where(rng.random(rows) < 0.1, -1, frame["day"] // rng.integers(1, 4))
    swap = rng.random(rows) < 0.1
    frame.loc[swap, "basket"] = rng.integers(0, 6, int(swap.sum()))
    labels: list[set[int]] = [set() for _ in range(items)]
    for item in range(items - 1):
        labels[item] = set(rng.choice(CATEGORIES, int(rng.integers(0, most_labels + 1)), replace=False).tolist())
    return Drawn(made(frame, labels, users), frame, labels)


def made(frame: pd.DataFrame, labels: list[set[int]], users: int) -> Dataset:
    """The dataset of a frame that is in the order of the log."""
    events = list(zip(frame["user"], frame["item"], frame["day"], strict=True))
    data = dataset(events, labels, users, CATEGORIES)
    keys: dict[tuple[int, int], int] = {}
    codes = [
        keys.setdefault((user, basket), len(keys)) if basket >= 0 else -1
        for user, basket in zip(frame["user"], frame["basket"], strict=True)
    ]
    columns = {
        "basket": np.array(codes, np.int32),
        "event": np.array([EVENTS.index(event) for event in frame["event"]], np.int32),
        "fold": np.array([FOLDS.index(fold) for fold in frame["fold"]], np.int32),
    }
    texts = {"event": pa.array(EVENTS), "fold": pa.array(FOLDS)}
    return replace(data, log=replace(data.log, columns=columns, vocabularies=texts))


def moment(day: float) -> int:
    """Microseconds of a day of the drawn log."""
    return int(START + day * DAY)
