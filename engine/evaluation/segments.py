"""Who a recommender serves, and with what: figures of parts of the shoppers, or of parts of what they bought.

A part of the shoppers keeps their metrics as they are. A part of the items (target category, popularity) has a metric
of pairs made a metric of shoppers like this: the list stays whole, a hit is a relevant item of the segment, relevant
are a shopper's relevant items of the segment, and the mean is taken over shoppers who have any. Recall is then the
share of the segment's purchases that the list holds; precision is what the segment adds to the whole list's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from engine.data.dataset import DAY
from engine.errors import UserError
from engine.protocol.histories import Histories
from engine.protocol.keys import distinct
from engine.protocol.training import Training

__all__ = ["BY_ITEM", "BY_USER", "Segments", "segment_choices", "segments_by"]

Ints = npt.NDArray[np.int64]
Vocabularies = Mapping[str, pa.StringArray]

BY_USER = ("activity", "tenure", "categories")
BY_ITEM = ("category", "popularity")
PARTS = 4  # quantile bins
MOST = 24  # values of a column with a segment of their own; the others share one


@dataclass(frozen=True)
class Segments:
    """Users or kept items in parts.

    Attributes:
        by: what they were parted by.
        names: of the segments: values, ranges such as "3–17", "" where nothing is known of a user.
        of: int32[users] for users, int32[kept, most] for items, -1 where there is none.
        of_items: whether items are parted.
        rest: the segment of the rarer values; -1 where each has its own.
    """

    by: str
    names: tuple[str, ...]
    of: npt.NDArray[np.int32]
    of_items: bool = False
    rest: int = -1


def segment_choices(training: Training, vocabularies: Vocabularies) -> tuple[str, ...]:
    """By what the users and items of a training can be parted.

    Args:
        vocabularies: the texts behind coded columns of the log.
    """
    levelled = bool(len(training.catalogue.categories))
    known = [name for name in (*BY_USER, *BY_ITEM) if levelled or name not in ("categories", "category")]
    columns = [f"user:{name}" for name in training.users.columns.column_names if name != "id"]
    kept = [f"most:{name}" for name in vocabularies if name in training.histories.columns]
    return (*known, *columns, *kept)


def segments_by(training: Training, by: str, vocabularies: Vocabularies) -> Segments:
    """Parts users or items by one thing.

    Args:
        training: of the window that was asked; nothing of the test is read.
        by: "activity" (rows of history), "tenure" (days since the first of them), "categories" (distinct categories
            bought), each in quarters of the users; "user:COLUMN" of [users]; "most:COLUMN", the value that a kept
            column has most often in the history; "category" of the item; "popularity" of the item, in quarters of the
            training's pairs.
        vocabularies: the texts behind coded columns of the log.

    Raises:
        UserError: there is no such thing here.
    """
    if by not in segment_choices(training, vocabularies):
        raise UserError("segments-unknown", by=by, found=segment_choices(training, vocabularies))
    past = training.histories
    match by.partition(":"):
        case ("activity", _, _):
            return _in_quarters(by, np.diff(past.indptr))
        case ("tenure", _, _):
            return _in_quarters(by, _days(past))
        case ("categories", _, _):
            return _in_quarters(by, _distinct_categories(training))
        case ("category", _, _):
            catalogue = training.catalogue
            names = tuple(catalogue.categories.to_pylist())
            return Segments(by, names, catalogue.labels[: catalogue.kept], of_items=True)
        case ("popularity", _, _):
            buyers = np.bincount(past.binary(training.catalogue.kept).indices, minlength=training.catalogue.kept)
            found = _in_quarters(by, buyers, weights=buyers)
            return Segments(by, found.names, found.of[:, None], of_items=True)
        case ("user", _, name):
            return _by_column(by, training.users.columns[name])
        case (_, _, name):
            codes = _most_frequent(past, np.asarray(past.columns[name]), len(vocabularies[name]))
            return _by_value(by, codes, vocabularies[name].to_pylist())


def _days(past: Histories) -> Ints:
    """Whole days from the first interaction to the moment of asking; 0 without any."""
    some = np.diff(past.indptr) > 0
    found = np.zeros(len(past), np.int64)
    found[some] = (past.at[some] - past.times[past.indptr[:-1][some]]) // DAY
    return found


def _distinct_categories(training: Training) -> Ints:
    past, width = training.histories, np.int64(len(training.catalogue.categories) + 1)
    labels = training.catalogue.labels[past.items]
    keys = past.rows[:, None] * width + labels
    return np.bincount(distinct(keys[labels >= 0]) // width, minlength=len(past))


def _most_frequent(past: Histories, codes: npt.NDArray[np.generic], width: int) -> npt.NDArray[np.int32]:
    """int32[users]: the code that a user has most often, the lower of equals; -1 where all are missing."""
    numbers = codes.astype(np.int64)
    there = (numbers >= 0) & (numbers < width)
    keys, counts = np.unique(past.rows[there] * np.int64(width) + numbers[there], return_counts=True)
    users, values = np.divmod(keys, np.int64(max(width, 1)))
    order = np.lexsort((values, -counts, users))
    first = order[np.flatnonzero(np.diff(users[order], prepend=-1))]
    found = np.full(len(past), -1, np.int32)
    found[users[first]] = values[first]
    return found


def _by_column(by: str, column: pa.ChunkedArray) -> Segments:
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        values = column.cast(pa.float64()).to_numpy()
        if len(np.unique(values[np.isfinite(values)])) > MOST:
            return _in_quarters(by, values)
    coded = pc.dictionary_encode(column.cast(pa.string())).combine_chunks()
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return _by_value(by, codes, coded.dictionary.to_pylist())


def _by_value(by: str, codes: npt.NDArray[np.int32], texts: list[str]) -> Segments:
    """A segment a value, the most frequent first; then the rarer ones together; then users of whom nothing is known."""
    counts = np.bincount(codes[codes >= 0], minlength=len(texts))
    order = np.lexsort((np.arange(len(texts)), -counts))
    order = order[counts[order] > 0]
    own = order if len(order) <= MOST + 1 else order[:MOST]
    number = np.full(len(texts) + 1, -1, np.int32)
    number[own] = np.arange(len(own))
    names, rest = [texts[code] for code in own], -1
    if len(order) > len(own):
        rest = len(names)
        number[order[len(own) :]] = rest
        names.append("…")
    if (codes < 0).any():
        number[-1] = len(names)
        names.append("")
    return Segments(by, tuple(names), number[codes], rest=rest)


def _in_quarters(by: str, values: npt.NDArray[np.number], weights: npt.NDArray[np.number] | None = None) -> Segments:
    """Bins of about equal weight that part no equal values; what is not finite is unknown."""
    known = np.isfinite(values)
    order = np.argsort(values[known], kind="stable")
    ordered = values[known][order]
    mass = np.cumsum(np.ones(len(ordered)) if weights is None else weights[known][order])
    names: list[str] = []
    of = np.full(len(values), -1, np.int32)
    if len(ordered):
        shares = mass[-1] * np.arange(1, PARTS) / PARTS
        lasts = ordered[np.minimum(np.searchsorted(mass, shares), len(ordered) - 1)]
        edges = np.unique(lasts[lasts < ordered[-1]])  # the last value of every bin but the final one
        of[known] = np.searchsorted(edges, values[known])
        for part in range(len(edges) + 1):
            inside = values[known & (of == part)]
            low, high = f"{inside.min():g}", f"{inside.max():g}"
            names.append(low if low == high else f"{low}–{high}")
    if not known.all():
        of[~known] = len(names)
        names.append("")
    return Segments(by, tuple(names), of)
