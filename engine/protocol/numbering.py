"""The items as a window numbers them: which are kept, what labels they bear, which a file lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.protocol.catalogue import Catalogue, Listed
from engine.protocol.config import ProtocolConfig, duration
from engine.protocol.histories import Rows
from engine.protocol.keys import distinct
from engine.protocol.rules import Candidates, Rules

__all__ = ["listed", "numbered"]

Labels = npt.NDArray[np.int32]


def numbered(
    whole: Catalogue, protocol: ProtocolConfig, rules: Rules, past: Rows, cut: int
) -> tuple[Catalogue, npt.NDArray[np.int32], Counter[str]]:
    """The catalogue as it stands at a cut.

    Args:
        whole: all items of the dataset.
        past: what trains; items by the dataset's position.
        cut: moment that availability is counted back from.

    Returns:
        the catalogue, int32[dataset's items] numbers by the dataset's position, and what the rules left out.
    """
    n = len(whole.items)
    pairs = distinct(past.users * np.int64(n) + past.items)
    buyers = np.bincount(pairs % n, minlength=n)
    kept = buyers >= protocol.min_item_users
    removed = Counter({"items-under-min-users": int((~kept).sum())})
    if protocol.available_within is not None:
        sold = np.zeros(n, bool)
        sold[past.items[past.times >= cut - duration(protocol.available_within)]] = True
        removed["items-unavailable"] = int((kept & ~sold).sum())
        kept &= sold
    removed["rows-of-filtered-items"] = int((~kept[past.items]).sum())
    source = np.concatenate([np.flatnonzero(kept), np.flatnonzero(~kept)]).astype(np.int32)
    number = np.empty(n, np.int32)
    number[source] = np.arange(n, dtype=np.int32)
    labels = np.empty((n, 0), np.int32)
    if protocol.category_level:
        labels = _labels(whole, protocol.category_level, rules, past)[source]
        if protocol.ignore_labels_above is not None:
            labels = _telling(labels, int(kept.sum()), protocol.ignore_labels_above, removed)
        removed["items-without-label"] = int((labels[: int(kept.sum())] < 0).all(axis=1).sum())
    return replace(whole, kept=int(kept.sum()), source=source, labels=labels), number, removed


def listed(candidates: Candidates, positions: npt.NDArray[np.int32], number: npt.NDArray[np.int32]) -> Listed:
    """The pairs of a file for the users of a window.

    Args:
        positions: int32[users], the dataset's position of every user, ascending.
        number: int32[dataset's items], number of every item.
    """
    place = np.minimum(np.searchsorted(positions, candidates.users), len(positions) - 1)
    known = positions[place] == candidates.users
    width = np.int64(len(number))
    users, items = np.divmod(np.sort(place[known] * width + number[candidates.items[known]]), width)
    return Listed(np.searchsorted(users, np.arange(len(positions) + 1)).astype(np.int64), items.astype(np.int32))


def _labels(whole: Catalogue, level: str, rules: Rules, past: Rows) -> Labels:
    """int32[dataset's items, most labels], -1 pads."""
    if rules.labels is None:
        return whole.taxonomy[level].padded()
    cells = len(rules.labels.indptr)  # -1, an empty cell, falls out
    pairs = distinct(past.items * np.int64(cells) + past.columns[rules.labels.column].astype(np.int64))
    items, codes = np.divmod(pairs[pairs >= 0], cells)
    borne = codes < cells - 1
    items, codes = items[borne], codes[borne]
    lengths = np.diff(rules.labels.indptr)[codes]
    behind = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    labels = rules.labels.codes[np.repeat(rules.labels.indptr[codes], lengths) + behind]
    width = np.int64(len(whole.categories) + 1)
    items, labels = np.divmod(distinct(np.repeat(items, lengths) * width + labels), width)
    return _padded(items, labels.astype(np.int32), len(whole.items))


def _padded(items: npt.NDArray[np.int64], labels: Labels, n: int) -> Labels:
    """int32[n, most labels] of pairs that ascend by item."""
    lengths = np.bincount(items, minlength=n)
    begins = np.cumsum(lengths) - lengths
    found = np.full((n, max(1, int(lengths.max(initial=0)))), -1, np.int32)
    found[items, np.arange(len(items)) - begins[items]] = labels
    return found


def _telling(labels: Labels, kept: int, share: float, removed: Counter[str]) -> Labels:
    """Labels without those that too many kept items bear; what is left of an item stands first."""
    borne = labels[:kept]
    counts = np.bincount(borne[borne >= 0])
    common = np.flatnonzero(counts > share * kept)
    removed["labels-ignored"] = len(common)
    left = np.where(np.isin(labels, common), -1, labels)
    return np.take_along_axis(left, np.argsort(left < 0, axis=1, kind="stable"), axis=1).astype(np.int32)
