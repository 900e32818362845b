"""What the evaluation behind the curves is asked, and the definition switch: what other libraries would print.

Where a study has several windows, ties, segments, parts of lists, their manner and probabilities are of the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.session.messages.core import Floats, Query, RunId, RunRow, StudyId

__all__ = [
    "BeyondQuery",
    "BeyondView",
    "CeilingsQuery",
    "CeilingsView",
    "DecompositionQuery",
    "DecompositionView",
    "DefinitionRow",
    "DefinitionsQuery",
    "DefinitionsView",
    "ProbabilityQuery",
    "ProbabilityView",
    "SegmentShoppersQuery",
    "SegmentsQuery",
    "SegmentsView",
    "TiesQuery",
    "TiesView",
]


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A library whose definitions can stand in place of ours.

    Attributes:
        key: never changes; translations go by it. "ours" is the first.
        name, version: of the library; the version is "" where it is no release of one.
        coded: in English, how its definitions differ from ours, as its files have them.
    """

    key: str
    name: str
    version: str
    coded: str


@dataclass(frozen=True, slots=True)
class DefinitionsView:
    """The means of a study's runs in their newest window as each library makes them.

    Attributes:
        runs: in the order of the comparison.
        libraries: the rows of the table.
        metrics: its columns, by our names.
        values: float64 [libraries, metrics, runs]; NaN where the library has no such metric, where it needs ties that
            the run did not count, and where the run was not ranked in the scope.
        users: evaluated, the same for all runs.
    """

    runs: tuple[RunRow, ...]
    libraries: tuple[DefinitionRow, ...]
    metrics: tuple[str, ...]
    values: Floats
    users: int


@dataclass(frozen=True, slots=True)
class DefinitionsQuery(Query[DefinitionsView]):
    """Asks for every library's means at one K in one scope."""

    study: StudyId
    scope: str
    k: int


@dataclass(frozen=True, slots=True)
class CeilingsView:
    """The two ends of the scale, and what knowing part of the truth would give; over all windows together.

    Attributes:
        scopes: those that the study asked.
        kinds: "random" (the expectation of a random order), "perfect", "oracle-category" (the categories of the
            relevant items known, in them the popular items), "oracle-item" (categories guessed as category-pop does,
            in each the relevant items first); the oracles only where there are categories.
        users: by scope, evaluated users of all windows.
        curves: (scope, kind, metric) → float64[k], NaN where nobody was evaluated.
    """

    scopes: tuple[str, ...]
    kinds: tuple[str, ...]
    users: Mapping[str, int]
    curves: Mapping[tuple[str, str, str], Floats]


@dataclass(frozen=True, slots=True)
class CeilingsQuery(Query[CeilingsView]):
    """Reads the ceilings of a study; of one that was run before they were kept, it computes them in some seconds."""

    study: StudyId


@dataclass(frozen=True, slots=True)
class TiesView:
    """What a metric would be had equal scores been put in another order; arrays float64 [runs, k].

    Attributes:
        counted: bool a run; False where a run is of a version that did not count ties, its rows are NaN then.
        stored: mean of the lists as they stand, where item ids put equal scores in order.
        expected, best, worst: mean over users of the metric's mean, best and worst over all orders of equal scores.
        tied_share: share of evaluated users for whom the ids decide what stands at the end of the first K.
    """

    runs: tuple[RunRow, ...]
    counted: tuple[bool, ...]
    stored: Floats
    expected: Floats
    best: Floats
    worst: Floats
    tied_share: Floats


@dataclass(frozen=True, slots=True)
class TiesQuery(Query[TiesView]):
    study: StudyId
    scope: str
    metric: str


@dataclass(frozen=True, slots=True)
class SegmentsView:
    """One metric at one K in parts of the shoppers, or of what they bought; arrays [runs, segments].

    Where items are parted, a hit is a relevant item of the segment in the whole list, relevant are a shopper's relevant
    items of the segment, and a segment's shoppers are those who have any.

    Attributes:
        runs: ranked in the scope, in the order of the comparison.
        choices: what shoppers and items can be parted by here: "activity", "tenure", "categories", "category",
            "popularity", "user:COLUMN", "most:COLUMN".
        of_items: whether items are parted.
        names: of the segments: a value, a range such as "3–17", "" where nothing is known of a shopper.
        rest: the segment of all rarer values, or -1.
        users: int64[segments], shoppers in each.
        mean: NaN where there are none.
        interval, band: [2, runs, segments], 95 %: one segment at a time; all segments of a run at once.
        difference, difference_interval, difference_band: paired, to the reference; NaN in its own row.
        state: int8: 0 enough; 1 fewer than 30 shoppers, nothing is said; 2 the interval's half-width reaches the mean.
        reference: "" where none was asked or it was not ranked in the scope.
    """

    runs: tuple[RunRow, ...]
    by: str
    choices: tuple[str, ...]
    of_items: bool
    names: tuple[str, ...]
    rest: int
    users: npt.NDArray[np.int64]
    mean: Floats
    interval: Floats
    band: Floats
    difference: Floats
    difference_interval: Floats
    difference_band: Floats
    state: npt.NDArray[np.int8]
    reference: RunId


@dataclass(frozen=True, slots=True)
class SegmentsQuery(Query[SegmentsView]):
    """Resamples the shoppers of every segment; a second or two for many segments."""

    study: StudyId
    scope: str
    metric: str
    k: int
    by: str
    reference: RunId | None = None


@dataclass(frozen=True, slots=True)
class SegmentShoppersQuery(Query[npt.NDArray[np.int32]]):
    """The evaluated shoppers of one segment, as positions in the dataset: int32, ascending.

    Attributes:
        of: what made the segments.
        segment: its place in `SegmentsView.names`.
    """

    of: SegmentsQuery
    segment: int


@dataclass(frozen=True, slots=True)
class DecompositionView:
    """The lists of scope `any` in parts, as next-basket papers part theirs; arrays [runs, parts, k].

    These are parts of one list. They are no figures of the scopes of the same names, where each has a list of its own.

    Attributes:
        runs: ranked in the scope `any`; none where the study did not ask it.
        parts: "repeat", "in", "cross", "unlabelled".
        users: int64[parts], users who have such truth.
        recall: mean over them of |hits of the part| / |their truth of it|.
        contribution: mean over all evaluated users of |hits of the part| / |truth|; the parts add up to the recall.
        share: mean share of the first K places.
    """

    runs: tuple[RunRow, ...]
    parts: tuple[str, ...]
    users: npt.NDArray[np.int64]
    recall: Floats
    contribution: Floats
    share: Floats


@dataclass(frozen=True, slots=True)
class DecompositionQuery(Query[DecompositionView]):
    study: StudyId


@dataclass(frozen=True, slots=True)
class BeyondView:
    """What lists are like beside being right, over all users with a history unless said otherwise.

    Attributes:
        curves: name → float64[runs, k]. "coverage", "category-coverage", "novelty", "category-diversity",
            "serendipity", "popularity-lift", "gini", "calibration"; over evaluated users "accuracy" (准确率), and
            "category-precision", "category-recall", "category-hit-rate", where a hit is any item of a relevant
            category; "active-hit-rate" over all active users, zeros included.
        candidates: items that could have been listed for anybody.
    """

    runs: tuple[RunRow, ...]
    curves: Mapping[str, Floats]
    candidates: int


@dataclass(frozen=True, slots=True)
class BeyondQuery(Query[BeyondView]):
    """Reads the whole lists of a study's runs in one scope; seconds."""

    study: StudyId
    scope: str


@dataclass(frozen=True, slots=True)
class ProbabilityView:
    """Whether a run's probabilities mean what they say; micro, over pairs of a user and an item.

    Attributes:
        pairs: int64[bins] of about equal mass; empty where the run gives no probabilities.
        said, true: float64[bins], mean probability and share of relevant pairs.
        base: share of relevant pairs.
        skill: Brier skill against always saying the base rate.
        error: expected calibration error.
        silent: pairs without a probability, left out.
        threshold, precision, recall, f1, accuracy: float64[points], if every pair with at least such a probability
            were recommended. Accuracy (准确率) is about 0.998 for any list; it stands beside precision.
    """

    pairs: npt.NDArray[np.int64]
    said: Floats
    true: Floats
    base: float
    brier: float
    skill: float
    error: float
    silent: int
    threshold: Floats
    precision: Floats
    recall: Floats
    f1: Floats
    accuracy: Floats


@dataclass(frozen=True, slots=True)
class ProbabilityQuery(Query[ProbabilityView]):
    """Of the pairs in the first k places of a run's lists, or, where k is None, of all candidate pairs.

    Those were counted while ranking; there are none of a run of a version that did not count them.
    """

    run: RunId
    scope: str
    k: int | None = 10
