"""A dataset and a protocol to training, validation and test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from engine.data.dataset import DAY, Dataset
from engine.data.taxonomy import Taxonomy
from engine.errors import UserError
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import Moment, ProtocolConfig, duration
from engine.protocol.histories import Histories, Rows
from engine.protocol.scopes import check_scopes
from engine.protocol.training import Question, Training, cut_off, moment_text

__all__ = ["Split", "Window", "split"]


@dataclass(frozen=True)
class Window:
    """One cut: what trains, the tuning window inside it, and the test.

    Attributes:
        training: everything before the test.
        validation: training before validation_start and the question up to test_start; None where too short.
        test: the question after the cut.
    """

    training: Training
    validation: tuple[Training, Question] | None
    test: Question


@dataclass(frozen=True)
class Split:
    """All windows of a protocol, with what its rules left out.

    Attributes:
        dropped: counts by reason: users without history before the cut, items under min_item_users, …
    """

    windows: tuple[Window, ...]
    dropped: dict[str, int]


def split(data: Dataset, protocol: ProtocolConfig) -> Split:
    """Cuts a dataset as the protocol says.

    Raises:
        UserError: no times, a level or date that the data does not have, or nobody left.
    """
    if not data.has_time:
        raise UserError("time-missing")
    protocol = protocol.model_copy(update={"category_level": protocol.category_level or data.level})
    if protocol.category_level:
        data.taxonomy[protocol.category_level]
    check_scopes(protocol.scopes, protocol.category_level)
    validation_start, test_start, end = _cuts(data, protocol)
    whole = _everything(data, protocol, end)
    training, test = _at(data, whole, test_start, end)
    try:
        validation = training.at(validation_start, test_start - validation_start)
    except UserError:
        validation = None  # too short a past for tuning: closed forms need none, networks say so
    dropped = {
        "users-without-history": training.left_out,
        "items-under-min-users": int(len(training.catalogue) - training.catalogue.kept),
        "rows-after-end": int((data.log.times >= end).sum()),
    }
    return Split((Window(training, validation, test),), dropped)


def _everything(data: Dataset, protocol: ProtocolConfig, end: int) -> Training:
    none, moment = np.empty(0, np.int32), np.empty(0, np.int64)
    nobody = Histories(none, moment, np.zeros(1, np.int64), none, moment, {})
    everything = np.arange(len(data.items), dtype=np.int32)
    level = protocol.category_level
    names = data.taxonomy[level].names if level else pa.array([], pa.string())
    catalogue = Catalogue(
        len(data.items),
        everything,
        np.empty((len(data.items), 0), np.int32),
        names,
        data.items,
        data.titles,
        data.taxonomy if data.taxonomy.levels else Taxonomy(()),
    )
    users = np.arange(len(data.users), dtype=np.int32)
    return Training(nobody, catalogue, data.users, users, protocol, end, data.hash, 0, data.relative)


def _at(data: Dataset, whole: Training, cut: int, end: int) -> tuple[Training, Question]:
    log = data.log
    users = np.repeat(np.arange(len(data.users)), np.diff(log.indptr))
    rows = Rows(users, log.items, log.times, log.columns)
    return cut_off(whole, rows, cut, end, whole.protocol.scopes)


def _cuts(data: Dataset, protocol: ProtocolConfig) -> tuple[int, int, int]:
    """Moments of validation_start, test_start and the end, microseconds; whole days where only a horizon is given."""
    first, last = data.span
    rule, horizon = protocol.split, duration(protocol.split.horizon)
    end = (last // DAY + 1) * DAY
    test = end - horizon if rule.test_start is None else _moment(rule.test_start, "test_start", data.relative)
    validation = test - horizon
    if rule.validation_start is not None:
        validation = _moment(rule.validation_start, "validation_start", data.relative)
    if not first < test <= last:
        value = rule.test_start if rule.test_start is not None else moment_text(test, data.relative)
        raise UserError(
            "cut-outside",
            field="test_start",
            value=value,
            first=moment_text(first, data.relative),
            last=moment_text(last, data.relative),
        )
    if validation >= test:
        raise UserError("cuts-order", validation=rule.validation_start, test=moment_text(test, data.relative))
    return validation, test, end


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
