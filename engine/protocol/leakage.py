"""What of the test a training could have seen: the structural audit of a dataset and its split.

Nothing of the split's own bookkeeping is believed but which rows are asked: the rows that a recommender received are
found again in the log, and their moments are compared. What a recommender makes of them is for `engine.studies.audit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Dataset
from engine.protocol.histories import Rows
from engine.protocol.keys import contains, distinct
from engine.protocol.numbering import numbered
from engine.protocol.parting import Parts, moment_text
from engine.protocol.provenance import Side
from engine.protocol.training import Training

__all__ = ["SENTENCES", "Finding", "Severity", "leaks", "tuning_leaks"]

Severity = Literal["leak", "note", "passed"]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ALIKE = 5  # rows from which two equal histories are no chance

# By key and severity. The window translates by both.
SENTENCES: dict[tuple[str, Severity], str] = {
    ("unknown-rows", "leak"): "{count} of {total} training rows are not rows of the dataset.",
    ("unknown-rows", "passed"): "Every training row is a row of the dataset.",
    ("held-out", "leak"): "{count} of {total} held-out rows are among the training rows.",
    ("held-out", "passed"): "No held-out row is among the training rows.",
    ("split-moved", "leak"): "What trains changes when only rows that must not train are replaced: {count} of "
    "{total} shoppers have another past.",
    ("split-moved", "passed"): "What trains stays, bit by bit, when every other row is replaced.",
    ("own-future", "leak"): "{count} of {total} training rows lie at or after the moment at which their own "
    "shopper is asked about.",
    ("own-future", "passed"): "No training row lies at or after the moment at which its own shopper is asked about.",
    ("own-future", "note"): "The data has no times, so nobody can tell whether a shopper's training rows came first.",
    ("after-first-test", "leak"): "{count} of {total} training rows are no older than the first test row, which "
    "is of {first}: the split is not one moment for all.",
    ("after-first-test", "passed"): "Every training row is older than the first test row.",
    ("after-first-test", "note"): "There is no time that is everyone's, so training and test rows of different "
    "shoppers cannot be ordered.",
    ("others-future", "leak"): "On average {share} of the training rows are later than the test row of the "
    "shopper who is asked about; it concerns {count} of {total} shoppers.",
    ("others-future", "passed"): "No training row is later than the test row of a shopper who is asked about.",
    ("others-future", "note"): "There is no time that is everyone's, so nobody can tell which rows of others came "
    "later.",
    ("item-filter", "leak"): "{count} of {total} kept items have fewer than {buyers} buyers among the rows that "
    "train: the item filter saw others.",
    ("item-filter", "passed"): "Every kept item has its {buyers} buyers among the rows that train.",
    ("labels", "leak"): "{count} of {total} kept items have categories that the rows that train do not give them.",
    ("labels", "passed"): "The categories of the kept items are those of the catalogue or of the rows that train.",
    ("not-yet-sold", "leak"): "{count} of {total} items compete although they are sold only later: that they will "
    "exist is known from the future.",
    ("not-yet-sold", "passed"): "Every item that competes is sold in a row that trains, or never.",
    ("basket-parted", "leak"): "{count} of {total} test rows belong to a basket of which other rows train.",
    ("basket-parted", "passed"): "No basket has rows on both sides of the cut.",
    ("basket-parted", "note"): "The data names no baskets, so a basket on both sides of the cut cannot be found.",
    ("row-parted", "leak"): "{count} of {total} test rows are, shopper, item and time, also among the training rows.",
    ("row-parted", "note"): "{count} of {total} test rows have shopper and item of a training row; without times "
    "nobody can tell whether it is the same row.",
    ("row-parted", "passed"): "No row stands on both sides of the cut.",
    ("histories-alike", "leak"): "{count} of {total} shoppers have, item by item and moment by moment, the "
    "history of another one: the same person may stand on both sides.",
    ("histories-alike", "note"): "{count} of {total} shoppers have the same items as another one; without times "
    "of their own it may be chance.",
    ("histories-alike", "passed"): "No two shoppers have the same history.",
    ("side-tables", "note"): "The columns {tables} stand beside the interactions and cannot be dated: whether "
    "they were written before the cut is not in the data.",
    ("side-tables", "passed"): "Nothing but the interactions is known of shoppers and items.",
    ("tuning", "leak"): "{count} of {total} rows that tuning learns from are rows that it is judged by, or later ones.",
    ("tuning", "passed"): "What tuning learns from holds no row that it is judged by.",
    ("tuning", "note"): "There is no validation window, so nothing is tuned.",
    ("tuning-filter", "leak"): "{count} of {total} items kept while tuning have fewer than {buyers} buyers among "
    "the rows that it learns from: the item filter saw its validation.",
    ("tuning-filter", "passed"): "The item filter of the tuning saw none of its validation.",
}


@dataclass(frozen=True)
class Finding:
    """One kind of leak, looked for.

    Attributes:
        key: what was looked for.
        severity: "leak", "note" (nobody can tell) or "passed".
        count: how many rows, items or shoppers leak, of `total`.
        values: what the sentence names beside them, as texts.
        rows: int64[n], rows of the log to look at.
        fitted: bool[rows of the training's histories], those to fit without; None where no fit would be another.
    """

    key: str
    severity: Severity
    count: int = 0
    total: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    fitted: Bools | None = None

    @property
    def sentence(self) -> str:
        words = {"count": f"{self.count:,}", "total": f"{self.total:,}", **self.values}
        return SENTENCES[self.key, self.severity].format(**words)


def leaks(data: Dataset, training: Training, parts: Parts) -> list[Finding]:
    """Looks for every leak between a training and its test.

    Args:
        training: as recommenders receive it.
        parts: of the test, from `parted`.
    """
    side = Side(data, training, parts)
    return [
        _unknown_rows(side),
        _held_out(side),
        _own_future(side),
        _after_first_test(side),
        _others_future(side),
        _item_filter(side, "item-filter"),
        _labels(side),
        _not_yet_sold(side),
        _basket_parted(side),
        _row_parted(side),
        _histories_alike(side),
        _side_tables(data),
    ]


def tuning_leaks(data: Dataset, training: Training | None, parts: Parts | None) -> list[Finding]:
    """Looks for validation rows in what tuning learns from.

    Args:
        training: of the validation window; None where there is none.
        parts: of the validation.
    """
    if training is None or parts is None:
        return [Finding("tuning", "note")]
    side = Side(data, training, parts)
    seen = np.zeros(len(side.trained), bool)
    known = side.trained >= 0
    lawful = np.zeros(len(data.log), bool)
    lawful[side.lawful] = True
    seen[known] = ~lawful[side.trained[known]]
    return [_of_training(side, "tuning", seen | _at_or_after_own(side)), _item_filter(side, "tuning-filter")]


def _of_training(side: Side, key: str, leaking: Bools, **values: str) -> Finding:
    """A finding of training rows, bool[training rows]."""
    count = int(leaking.sum())
    rows = side.trained[leaking]
    return Finding(
        key,
        "leak" if count else "passed",
        count,
        len(leaking),
        values,
        rows[rows >= 0],
        side.marked(leaking) if count else None,
    )


def _unknown_rows(side: Side) -> Finding:
    return _of_training(side, "unknown-rows", side.trained < 0)


def _held_out(side: Side) -> Finding:
    held = np.zeros(len(side.data.log) + 1, bool)  # the last is for rows that the log does not have
    held[side.held] = True
    leaking = held[side.trained]
    return replace(_of_training(side, "held-out", leaking), total=len(side.held))


def _own_future(side: Side) -> Finding:
    if not (side.data.has_time or side.data.has_order):
        return Finding("own-future", "note")
    return _of_training(side, "own-future", _at_or_after_own(side))


def _at_or_after_own(side: Side) -> Bools:
    """bool[training rows]; where every user has a moment of his own, rows of that very moment may come before it."""
    if not (side.data.has_time or side.data.has_order):
        return np.zeros(len(side.trained), bool)
    moment = side.parts.at[side.owners]
    return side.past.times > moment if side.parts.kind else side.past.times >= moment


def _after_first_test(side: Side) -> Finding:
    if not side.one_time:
        return Finding("after-first-test", "note")
    if not len(side.held):
        return Finding("after-first-test", "passed", total=len(side.trained))
    first = int(side.data.log.times[side.held].min())
    text = moment_text(first, side.data.relative)
    return _of_training(side, "after-first-test", side.past.times >= first, first=text)


def _others_future(side: Side) -> Finding:
    """Share of the training rows later than each user's own first test row (Ji et al., ACM TOIS 2023)."""
    if not side.one_time:
        return Finding("others-future", "note")
    log = side.data.log
    users = side.users[side.held]
    first = np.flatnonzero(np.diff(users, prepend=-1))  # a user's test rows are together and ascend in time
    rows = side.held[first]
    ordered = np.sort(side.past.times)
    later = len(ordered) - np.searchsorted(ordered, log.times[rows], side="right")
    concerned = rows[later > 0]
    if not len(concerned):
        return Finding("others-future", "passed", total=len(rows))
    share = float(later.mean()) / len(ordered)
    worst = np.argsort(-later[later > 0], kind="stable")
    values = {"share": f"{share:.1%}"}
    return Finding("others-future", "leak", len(concerned), len(rows), values, concerned[worst])


def _item_filter(side: Side, key: str) -> Finding:
    """Distinct buyers of every kept item among the rows that the split lets train, whoever made them."""
    catalogue, protocol = side.training.catalogue, side.training.protocol
    n = np.int64(len(catalogue.items))
    items = np.asarray(side.data.log.items)
    pairs = distinct(side.users[side.lawful] * n + items[side.lawful])
    buyers = np.bincount(pairs % n, minlength=int(n))
    kept = catalogue.source[: catalogue.kept]
    lacking = kept[buyers[kept] < protocol.min_item_users]
    values = {"buyers": f"{protocol.min_item_users:,}"}
    if not len(lacking):
        return Finding(key, "passed", total=len(kept), values=values)
    return Finding(key, "leak", len(lacking), len(kept), values, side.first_rows(lacking))


def _labels(side: Side) -> Finding:
    """Kept items whose categories are not those that the rows that the split lets train give them."""
    catalogue, protocol, log = side.training.catalogue, side.training.protocol, side.data.log
    if not protocol.category_level:
        return Finding("labels", "passed")
    lawful = side.lawful
    columns = {name: np.asarray(column)[lawful] for name, column in log.columns.items()}
    past = Rows(side.users[lawful], np.asarray(log.items)[lawful], np.asarray(log.times)[lawful], columns)
    again = numbered(catalogue, protocol, side.training.rules, past, side.parts.cut)[0]
    kept = catalogue.source[: catalogue.kept]
    place = np.empty(len(again), np.int64)
    place[again.source] = np.arange(len(again))
    labels, lawfully = catalogue.labels[: catalogue.kept], again.labels[place[kept]]
    width = max(labels.shape[1], lawfully.shape[1])
    mine, theirs = (
        np.sort(np.pad(each, ((0, 0), (0, width - each.shape[1])), constant_values=-1), axis=1)
        for each in (labels, lawfully)
    )
    other = kept[(mine != theirs).any(axis=1)]
    if not len(other):
        return Finding("labels", "passed", total=len(kept))
    return Finding("labels", "leak", len(other), len(kept), {}, side.first_rows(other))


def _not_yet_sold(side: Side) -> Finding:
    """Items that compete, that no row that trains holds, and a later one does."""
    catalogue = side.training.catalogue
    items = np.asarray(side.data.log.items)
    sold, before = np.zeros(len(catalogue.items), bool), np.zeros(len(catalogue.items), bool)
    sold[items], before[items[side.lawful]] = True, True
    kept = catalogue.source[: catalogue.kept]
    early = kept[sold[kept] & ~before[kept]]
    if not len(early):
        return Finding("not-yet-sold", "passed", total=len(kept))
    return Finding("not-yet-sold", "leak", len(early), len(kept), {}, side.first_rows(early))


def _basket_parted(side: Side) -> Finding:
    if "basket" not in side.data.log.columns:
        return Finding("basket-parted", "note")
    baskets = np.asarray(side.data.log.columns["basket"]).astype(np.int64)
    width = np.int64(baskets.max(initial=0) + 2)
    keys = side.users * width + baskets + 1  # ids of baskets may be a user's own
    named = baskets >= 0
    known = side.trained >= 0
    trained = side.trained[known]
    ours = distinct(keys[trained[named[trained]]])
    parted = side.held[named[side.held] & contains(ours, keys[side.held])]
    leaking = np.zeros(len(side.trained), bool)
    leaking[known] = named[trained] & contains(distinct(keys[parted]), keys[trained])
    return Finding(
        "basket-parted",
        "leak" if len(parted) else "passed",
        len(parted),
        len(side.held),
        {},
        parted,
        side.marked(leaking) if len(parted) else None,
    )


def _row_parted(side: Side) -> Finding:
    """Test rows whose user, item and time a training row has."""
    log, held = side.data.log, side.held
    times, pairs = np.asarray(log.times), side.users * np.int64(len(side.data.items)) + np.asarray(log.items)
    moments, asked = distinct(times[held]), distinct(pairs[held])
    leaking = side.trained >= 0
    for column, values in ((times, moments), (pairs, asked)):  # few rows stay: others can be no test row's like
        leaking[leaking] = contains(values, column[side.trained[leaking]])

    def keys(rows: Ints) -> Ints:
        return np.searchsorted(asked, pairs[rows]) * np.int64(len(moments) + 1) + np.searchsorted(moments, times[rows])

    ours, theirs = keys(side.trained[leaking]), keys(held)
    parted = held[contains(distinct(ours), theirs)]
    leaking[leaking] = contains(distinct(theirs), ours)
    if not len(parted):
        return Finding("row-parted", "passed", 0, len(held))
    dated = side.data.has_time or side.data.has_order
    marked = side.marked(leaking) if dated else None
    return Finding("row-parted", "leak" if dated else "note", len(parted), len(held), {}, parted, marked)


def _histories_alike(side: Side) -> Finding:
    """Users whose rows that train are, in number, items and times, those of another user."""
    past = side.past
    lengths = np.diff(past.indptr)
    long = np.flatnonzero(lengths >= ALIKE)
    if len(long) < 2:
        return Finding("histories-alike", "passed", total=len(lengths))
    source = side.training.catalogue.source[past.items].astype(np.uint64)
    with np.errstate(over="ignore"):
        rows = _mixed(_mixed(past.times.astype(np.uint64)) + source)
        sums = [
            np.diff(np.concatenate([np.zeros(1, np.uint64), np.cumsum(each)])[past.indptr])[long]
            for each in (rows, _mixed(rows))
        ]
    order = np.lexsort((*sums, lengths[long]))
    same = np.all([each[order][1:] == each[order][:-1] for each in (*sums, lengths[long])], axis=0)
    alike, first = np.zeros(len(order), bool), np.ones(len(order), bool)
    alike[1:] |= same
    alike[:-1] |= same
    first[1:] &= ~same
    concerned = long[order[alike]]
    if not len(concerned):
        return Finding("histories-alike", "passed", total=len(lengths))
    dated = side.data.has_time or side.data.has_order
    doubled = np.zeros(len(lengths), bool)
    doubled[long[order[~first]]] = True
    known = side.trained[past.indptr[concerned]]
    return Finding(
        "histories-alike",
        "leak" if dated else "note",
        len(concerned),
        len(lengths),
        {},
        known[known >= 0],
        side.marked(doubled[past.rows]) if dated else None,
    )


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele et al., OOPSLA 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _side_tables(data: Dataset) -> Finding:
    """The columns that no time is told of; levels that sit in the interactions are of their rows."""
    names = [name for name in data.items.columns.column_names if name not in data.row_levels]
    columns = [*data.users.columns.column_names, *names]
    values = {"tables": ", ".join(columns)}
    return Finding("side-tables", "note" if columns else "passed", len(columns), len(columns), values)
