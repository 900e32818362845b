"""The leakage audit of a study: what is asked of it and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.session.messages.core import Job, Query, StudyId

__all__ = [
    "AuditQuery",
    "AuditStudy",
    "AuditView",
    "ExportLeak",
    "LeakEffect",
    "LeakExample",
    "LeakFinding",
    "LeakTrial",
    "ListChange",
    "Shift",
]

LeakSeverity = Literal["leak", "note", "passed"]
"""`note`: nobody can tell, and the sentence says why."""


@dataclass(frozen=True, slots=True)
class LeakExample:
    """A row of the log: source ids, title, the moment as text ("" without times), the row's number in the log."""

    row: int
    user: str
    item: str
    title: str
    time: str


@dataclass(frozen=True, slots=True)
class LeakFinding:
    """One kind of leak, looked for in one window of a study.

    Attributes:
        window: the cut, or the split's name where every shopper has a moment of his own.
        key: what was looked for; with `severity` it names the sentence for translation.
        count, total: so many rows, items or shoppers of so many.
        values: what the sentence names beside them.
        listed: how many rows an export of the key writes; `rows` are at most 20 of them.
    """

    window: str
    key: str
    severity: LeakSeverity
    count: int
    total: int
    sentence: str
    values: Mapping[str, str]
    listed: int
    rows: tuple[LeakExample, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A metric of two fits on the same shoppers: their means, first minus second with its 95 % interval."""

    first: float
    second: float
    difference: float
    low: float
    high: float
    users: int


@dataclass(frozen=True, slots=True)
class LeakEffect:
    """A baseline fitted with the rows of a leak (`moved.first`) and without them (`moved.second`)."""

    key: str
    model: str
    scope: str
    metric: str
    moved: Shift


@dataclass(frozen=True, slots=True)
class ListChange:
    """The first list place that changed: the items there as the data is, and with everything later permuted."""

    user: str
    rank: int
    item: str
    permuted: str


@dataclass(frozen=True, slots=True)
class LeakTrial:
    """A recommender fitted again after everything that must not train was permuted.

    Attributes:
        users: shoppers asked; `lists` of them got another list, `scores` another score.
        moved: the primary metric as the data is and permuted, where lists changed.
        limited: networks were fitted for one epoch, with one member and two past windows.
        reason: why nothing can be told, with "note".
    """

    run: str
    model: str
    severity: LeakSeverity
    users: int
    lists: int
    scores: int
    scope: str
    metric: str
    moved: Shift | None
    first: ListChange | None
    limited: bool
    seconds: float
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuditView:
    """All that the newest audit of a study found.

    Attributes:
        leaks: findings and recommenders that leak.
        full: networks were fitted for all their epochs.
        outdated: the dataset was imported anew, or runs were finished, since.
    """

    study: StudyId
    created: str
    seconds: float
    full: bool
    outdated: bool
    leaks: int
    findings: tuple[LeakFinding, ...]
    effects: tuple[LeakEffect, ...]
    trials: tuple[LeakTrial, ...]


@dataclass(frozen=True, slots=True)
class AuditStudy(Job):
    """Look for leaks in a study; recommenders are fitted again, networks for one epoch unless `full`.

    Result: `AuditView`, which stays in the study's folder.
    """

    study: StudyId
    full: bool = False


@dataclass(frozen=True, slots=True)
class ExportLeak(Job):
    """Write all rows behind a finding as CSV. Result: `Exported`."""

    study: StudyId
    key: str
    out: Path


@dataclass(frozen=True, slots=True)
class AuditQuery(Query[AuditView | None]):
    """The newest audit of a study; None where there is none."""

    study: StudyId
