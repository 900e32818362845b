"""Which rows of a log train and which are asked: one fold a row, one moment of asking a user, whatever the split."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY, Dataset
from engine.errors import UserError
from engine.protocol.config import (
    FractionSplit,
    GivenSplit,
    LeaveLast,
    Moment,
    NextBasket,
    PerUserFraction,
    RollingSplit,
    TimeSplit,
    duration,
)

__all__ = ["HELD", "NEITHER", "TRAINS", "Parts", "Plan", "by_time", "moment_text", "parted"]

TRAINS, HELD, NEITHER = 0, 1, 2
Ints = npt.NDArray[np.int64]
Folds = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Parts:
    """What trains and what is asked at one moment, which may be another for every user.

    Attributes:
        fold: int8[rows]: TRAINS, HELD (asked), or NEITHER.
        at: int64[users], the moment of asking.
        cut: a moment that no training row reaches.
        end: a moment that no held-out row reaches.
        kind: the split's name where every user has a moment of his own; "" where the cut is everyone's.
        short: users too short to be asked; their rows train.
    """

    fold: Folds
    at: Ints
    cut: int
    end: int
    kind: str = ""
    short: int = 0


@dataclass(frozen=True)
class Plan:
    """Tests, in the order of time, and the validations before the first of them; made one at a time, for they are long.

    Attributes:
        end: what lies at or after it is left out of everything.
        own: every user has moments of his own.
    """

    tests: tuple[Callable[[], Parts], ...]
    validations: tuple[Callable[[], Parts], ...]
    end: int
    own: bool = True


def parted(data: Dataset, rule: object) -> Plan:
    """The parts that a split asks for.

    Raises:
        UserError: the data has not what the split goes by, or a moment lies outside it.
    """
    match rule:
        case TimeSplit():
            return _by_dates(data, rule)
        case RollingSplit():
            return _rolling(data, rule)
        case FractionSplit():
            return _by_share(data, rule)
        case LeaveLast():
            return _own(data, rule.kind, _last_rows(data))
        case PerUserFraction():
            return _own(data, rule.kind, _last_shares(data, rule.share))
        case NextBasket():
            return _baskets(data, rule)
        case GivenSplit():
            return _given(data, rule)
    raise TypeError(rule)


def by_time(times: Ints, users: int, cut: int, end: int) -> Parts:
    """What lies before a moment trains, what lies in [cut, end) is asked."""
    fold = np.full(len(times), NEITHER, np.int8)
    fold[times < end] = HELD
    fold[times < cut] = TRAINS
    return Parts(fold, np.full(users, cut, np.int64), cut, end)


def moment_text(moment: int, relative: bool) -> str:
    """A moment as a person reads it: an ISO date (with a time unless midnight), or "day 12"."""
    if relative:
        return f"day {moment / DAY:g}"
    text = str(np.datetime64(moment, "us").astype("datetime64[s]"))
    return text.removesuffix("T00:00:00")


def _by_dates(data: Dataset, rule: TimeSplit) -> Plan:
    """Whole days where only a horizon is given."""
    _require_global(data, rule.kind)
    last = data.span[1]
    horizon, end = duration(rule.horizon), (last // DAY + 1) * DAY
    test = end - horizon if rule.test_start is None else _moment(rule.test_start, "test_start", data.relative)
    validation = test - horizon
    if rule.validation_start is not None:
        validation = _moment(rule.validation_start, "validation_start", data.relative)
    _require_inside(data, "test_start", rule.test_start, test)
    if validation >= test:
        raise UserError("cuts-order", validation=rule.validation_start, test=moment_text(test, data.relative))
    return _global(data, ((test, end),), ((validation, test),), end)


def _rolling(data: Dataset, rule: RollingSplit) -> Plan:
    _require_global(data, rule.kind)
    horizon = duration(rule.horizon)
    tests = [_moment(each, "test_starts", data.relative) for each in rule.test_starts]
    for given, test in zip(rule.test_starts, tests, strict=True):
        _require_inside(data, "test_starts", given, test)
    validations = [_moment(each, "validation_starts", data.relative) for each in rule.validation_starts]
    validations = validations or [tests[0] - horizon]
    for starts, name in ((tests, "test_starts"), (validations, "validation_starts")):
        if any(later <= earlier for earlier, later in pairwise(starts)):
            texts = [moment_text(each, data.relative) for each in starts]
            raise UserError("cuts-ascend", field=name, value=texts)
    if validations[-1] + horizon > tests[0]:
        texts = [moment_text(each, data.relative) for each in (validations[-1], validations[-1] + horizon, tests[0])]
        raise UserError("cuts-overlap", validation=texts[0], end=texts[1], test=texts[2])
    windows = [tuple((each, each + horizon) for each in starts) for starts in (tests, validations)]
    return _global(data, windows[0], windows[1], tests[-1] + horizon)


def _by_share(data: Dataset, rule: FractionSplit) -> Plan:
    _require_global(data, rule.kind)
    first, last = data.span
    times = np.sort(data.log.times)
    test = _share_starts(times, rule.share)
    if test <= first:
        raise UserError("fraction-whole", share=rule.share, moment=moment_text(test, data.relative))
    before = times[: np.searchsorted(times, test)]
    validation = _share_starts(before, rule.share)
    return _global(data, ((test, last + 1),), ((validation, test),), last + 1)


def _share_starts(ordered: Ints, share: float) -> int:
    """The moment of the first of the last ⌊share · n⌋ rows, at least one."""
    return int(ordered[len(ordered) - max(1, int(_floor(share, np.array([len(ordered)]))[0]))])


def _floor(share: float, n: Ints) -> Ints:
    """⌊share · n⌋ of the share as it was written: 0.29 · 100 is 28.999… in binary."""
    return np.floor(np.round(share * n, 9)).astype(np.int64)


def _global(
    data: Dataset, tests: tuple[tuple[int, int], ...], validations: tuple[tuple[int, int], ...], end: int
) -> Plan:
    times, users = data.log.times, len(data.users)

    def made(window: tuple[int, int]) -> Callable[[], Parts]:
        return lambda: by_time(times, users, *window)

    return Plan(tuple(map(made, tests)), tuple(map(made, validations)), end, own=False)


def _own(data: Dataset, kind: str, lasts: tuple[Ints, Ints]) -> Plan:
    """Splits by the user's own order.

    Args:
        lasts: int64[users] each: how many of a user's last rows test, and how many before them validate.
    """
    _require_order(data, kind)
    tests, validations = lasts
    place = np.arange(len(data.log)) - np.repeat(data.log.indptr[1:], np.diff(data.log.indptr))  # -1 is a user's last
    test_from, validation_from = (np.repeat(-each, np.diff(data.log.indptr)) for each in (tests, tests + validations))

    def test() -> Parts:
        return _asked(data, kind, (place >= test_from).astype(np.int8))

    def validation() -> Parts:
        fold = (place >= validation_from).astype(np.int8)
        fold[place >= test_from] = NEITHER
        return _asked(data, kind, fold)

    return Plan((test,), (validation,), data.span[1] + 1)


def _last_rows(data: Dataset) -> tuple[Ints, Ints]:
    one = (np.diff(data.log.indptr) >= 3).astype(np.int64)
    return one, one


def _last_shares(data: Dataset, share: float) -> tuple[Ints, Ints]:
    rows = np.diff(data.log.indptr)

    def last(n: Ints) -> Ints:
        return np.where(n >= 2, np.maximum(1, _floor(share, n)), 0)

    tests = last(rows)
    return tests, last(rows - tests)


def _baskets(data: Dataset, rule: NextBasket) -> Plan:
    """A user's baskets in the order in which they begin; rows beside the asked basket and behind its start are left."""
    _require_order(data, rule.kind)
    if "basket" not in data.log.columns:
        raise UserError("basket-missing")
    log = data.log
    codes = np.asarray(log.columns["basket"]).astype(np.int64)
    users = np.repeat(np.arange(len(data.users)), np.diff(log.indptr))
    named = codes >= 0
    # codes ascend in the order in which the log first names baskets, so a user's last one bears his largest code
    found = np.unique(codes[named], return_index=True)
    starts = np.flatnonzero(named)[found[1]]
    owners = users[starts]
    last = np.searchsorted(owners, np.arange(len(data.users)), side="right")
    first = np.searchsorted(owners, np.arange(len(data.users)))

    def asked(back: int) -> tuple[Ints, Ints]:
        """int64[users]: the basket that is `back` before the last and where it starts, for users with one before it."""
        there = last - first >= back + 2
        place = last[there] - 1 - back
        basket, start = np.full(len(there), -2, np.int64), np.full(len(there), len(log), np.int64)
        basket[there], start[there] = found[0][place], starts[place]
        return basket, start

    def test() -> Parts:
        basket, start = asked(0)
        fold = (np.arange(len(log)) >= start[users]).astype(np.int8) * np.int8(NEITHER)
        fold[codes == basket[users]] = HELD
        return _asked(data, rule.kind, fold)

    def validation() -> Parts:
        basket, start = asked(1)
        start = np.minimum(start, asked(0)[1])
        fold = (np.arange(len(log)) >= start[users]).astype(np.int8) * np.int8(NEITHER)
        fold[codes == basket[users]] = HELD
        return _asked(data, rule.kind, fold)

    return Plan((test,), (validation,), data.span[1] + 1)


def _given(data: Dataset, rule: GivenSplit) -> Plan:
    if "fold" not in data.log.columns:
        raise UserError("fold-missing")
    names = data.log.vocabularies["fold"].to_pylist()
    codes = np.asarray(data.log.columns["fold"])
    here = {name: codes == names.index(name) for name in ("train", "validation", "test") if name in names}
    if lacking := [name for name in ("train", "test") if name not in here]:
        raise UserError("fold-empty", lacking=lacking, found=names)

    def test() -> Parts:
        return _asked(data, rule.kind, here["test"].astype(np.int8))

    def validation() -> Parts:
        fold = here["validation"].astype(np.int8)
        fold[here["test"]] = NEITHER
        return _asked(data, rule.kind, fold)

    return Plan((test,), (validation,) if "validation" in here else (), data.span[1] + 1)


def _asked(data: Dataset, kind: str, fold: Folds) -> Parts:
    """Parts whose users are asked when their first held-out row comes; who has none, at his last row."""
    log, users = data.log, len(data.users)
    owners = np.repeat(np.arange(users), np.diff(log.indptr))
    times = np.asarray(log.times)
    at = np.zeros(users, np.int64)
    filled = np.diff(log.indptr) > 0
    at[filled] = times[log.indptr[1:][filled] - 1]
    held = np.flatnonzero(fold == HELD)
    first = np.unique(owners[held], return_index=True)
    at[first[0]] = times[held[first[1]]]
    trains, asked = times[fold == TRAINS], times[held]
    cut = int(trains.max(initial=-1)) + 1
    short = int(filled.sum()) - len(first[0])
    return Parts(fold, at, cut, max(cut, int(asked.max(initial=-1)) + 1), kind, short)


def _require_global(data: Dataset, kind: str) -> None:
    if data.has_time:
        return
    if data.has_order:
        raise UserError("order-own", kind=kind)
    raise UserError("time-missing")


def _require_order(data: Dataset, kind: str) -> None:
    if not (data.has_time or data.has_order):
        raise UserError("split-order", kind=kind)


def _require_inside(data: Dataset, field: str, given: Moment | None, moment: int) -> None:
    first, last = data.span
    if not first < moment <= last:
        texts = [moment_text(each, data.relative) for each in (moment, first, last)]
        value = texts[0] if given is None else given
        raise UserError("cut-outside", field=field, value=value, first=texts[1], last=texts[2])


def _moment(value: Moment, field: str, relative: bool) -> int:
    if relative:
        try:
            return round(float(value) * DAY)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise UserError("date-wrong", field=field, value=value, expected="a number of days, such as 120") from None
    try:
        if isinstance(value, str):
            value = dt.datetime.fromisoformat(value)
        if isinstance(value, dt.datetime):
            value = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        elif not isinstance(value, dt.date):
            raise ValueError
        return int(np.datetime64(value, "us").astype(np.int64))
    except ValueError:
        raise UserError("date-wrong", field=field, value=value, expected="a date such as 2017-11-06") from None
