"""Segments as a screen shows them: what they are called, in which order they stand, and what is drawn of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from engine.session import RunRow
from engine.session.messages.evaluating import SegmentsView
from gui import words

__all__ = [
    "SegmentRows",
    "choice_title",
    "few_words",
    "interval_words",
    "segment_rows",
    "shoppers_words",
]

translate = QCoreApplication.translate
Floats = npt.NDArray[np.float64]
RANGES = ("activity", "tenure", "categories", "popularity")  # whose names are counts
FEW, WIDE = 1, 2  # as the engine numbers the states


@dataclass(frozen=True)
class SegmentRows:
    """Segments in the order in which they are shown; arrays [runs, segments] are of the runs on show.

    Attributes:
        places: int[segments], in the answer.
        runs: with an open eye, as the table above has them.
        focus: the row of the selected run, or -1.
        users: int64[segments].
        few: bool[segments], too few shoppers for anything to be said.
        wide: bool, the interval is as wide as the value.
        own_wide: bool[segments], of the selected run.
        mean, low, high: float64, the ends are those of the band over all segments of a run.
        own, against: float64[segments], means of the selected run and of the reference.
        difference, lower, upper: float64[segments], of the selected run; NaN where there is none.
    """

    names: tuple[str, ...]
    places: npt.NDArray[np.intp]
    runs: tuple[RunRow, ...]
    focus: int
    users: npt.NDArray[np.int64]
    few: npt.NDArray[np.bool_]
    wide: npt.NDArray[np.bool_]
    own_wide: npt.NDArray[np.bool_]
    mean: Floats
    low: Floats
    high: Floats
    own: Floats
    against: Floats
    difference: Floats
    lower: Floats
    upper: Floats

    @property
    def sign(self) -> npt.NDArray[np.int8]:
        """int8[segments]: 1 or -1 where the band of the difference leaves out 0, else 0."""
        return (self.lower > 0).astype(np.int8) - (self.upper < 0).astype(np.int8)


def segment_rows(view: SegmentsView, runs: Sequence[RunRow], focus: str) -> SegmentRows:
    """What is shown of an answer.

    Args:
        view: the answer.
        runs: those with an open eye; such as the answer does not know are left out.
        focus: the selected run.
    """
    rows = {run.id: row for row, run in enumerate(view.runs)}
    shown = [run for run in runs if run.id in rows]
    at = np.array([rows[run.id] for run in shown], dtype=np.intp)
    order = _order(view)
    own, against = rows.get(focus), rows.get(view.reference)
    nothing = np.full(len(order), np.nan)
    states, drawn = view.state[:, order], np.ix_(at, order)
    return SegmentRows(
        names=tuple(_name(view, int(segment)) for segment in order),
        places=order,
        runs=tuple(shown),
        focus=next((place for place, run in enumerate(shown) if run.id == focus), -1),
        users=view.users[order],
        few=states[0] == FEW,
        wide=states[at] == WIDE,
        own_wide=np.zeros(len(order), dtype=bool) if own is None else states[own] == WIDE,
        mean=view.mean[drawn],
        low=view.band[0][drawn],
        high=view.band[1][drawn],
        own=nothing if own is None else view.mean[own, order],
        against=nothing if against is None else view.mean[against, order],
        difference=nothing if own is None else view.difference[own, order],
        lower=nothing if own is None else view.difference_band[0, own, order],
        upper=nothing if own is None else view.difference_band[1, own, order],
    )


def choice_title(choice: str) -> str:
    """What shoppers or items are parted by, in a list of such."""
    known = {
        "activity": translate("Segments", "Activity (rows of history)"),
        "tenure": translate("Segments", "Tenure (days)"),
        "categories": translate("Segments", "Categories bought"),
        "category": translate("Segments", "Target category"),
        "popularity": translate("Segments", "Popularity of the item (buyers)"),
    }
    kind, _, name = choice.partition(":")
    if not name:
        return known.get(choice, choice)
    spaced = name.replace("_", " ")
    if kind == "most":
        return translate("Segments", "Most frequent {0}").format(spaced)
    return spaced[:1].upper() + spaced[1:]


def _name(view: SegmentsView, segment: int) -> str:
    if segment == view.rest:
        return translate("Segments", "all others")
    name = view.names[segment]
    if view.by in RANGES:
        return re.sub(r"\d{4,}", lambda found: words.count(int(found[0])), name)
    return name or translate("Segments", "unknown")


def _order(view: SegmentsView) -> npt.NDArray[np.intp]:
    """Ranges and values with numbers upwards, others by their shoppers; then the rarer ones together, the unknown last.

    Categories nobody bought from are left out: there are hundreds of them.
    """
    there = [segment for segment in range(len(view.names)) if view.users[segment] or not view.of_items]
    last = {segment: 1 for segment in there if segment == view.rest} | {s: 2 for s in there if not view.names[s]}
    numbers = {segment: _first_number(view.names[segment]) for segment in there if segment not in last}
    by_number = view.by != "category" and all(number is not None for number in numbers.values())

    def key(segment: int) -> tuple[int, float, bool, str]:
        name = view.names[segment]
        if segment in last or not by_number:
            return last.get(segment, 0), -float(view.users[segment]), True, name
        return 0, numbers[segment] or 0.0, name[0].isdigit(), name  # "Under 15K" before "15-24K"

    return np.array(sorted(there, key=key), dtype=np.intp)


def _first_number(name: str) -> float | None:
    found = re.search(r"\d+(\.\d+)?", name)
    return float(found[0]) if found else None


def shoppers_words(number: int) -> str:
    """The size of a segment."""
    return translate("Segments", "%Ln shoppers", "", number)


def few_words() -> str:
    """Why a segment has no value."""
    return translate("Segments", "fewer than 30 shoppers: too few to say anything")


def interval_words(mean: float, low: float, high: float) -> str:
    """A value with the ends of its band."""
    ends = translate("Segments", "{0} to {1}").format(words.metric(low), words.metric(high))
    return f"{words.metric(mean)} ({ends})"
