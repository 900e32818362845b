"""A dataset and a protocol to training, validation and test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from engine.data.dataset import Dataset
from engine.data.taxonomy import Taxonomy
from engine.errors import UserError
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import ProtocolConfig
from engine.protocol.histories import Histories, Rows
from engine.protocol.parting import Parts, parted
from engine.protocol.rules import Rules
from engine.protocol.scopes import check_scopes
from engine.protocol.training import Question, Training, cut_off

__all__ = ["Split", "Window", "split"]


@dataclass(frozen=True)
class Window:
    """One cut: what trains, the tuning windows inside it, and the test.

    Attributes:
        training: everything before the test.
        validations: training before each validation cut and its question; none where the past is too short.
        test: the question after the cut.
        dropped: what the protocol's rules left out of this window, by rule.
    """

    training: Training
    validations: tuple[tuple[Training, Question], ...]
    test: Question
    dropped: dict[str, int] = field(default_factory=dict)

    @property
    def validation(self) -> tuple[Training, Question] | None:
        """The newest tuning window."""
        return self.validations[-1] if self.validations else None


@dataclass(frozen=True)
class Split:
    """All windows of a protocol in the order of time, with what its rules left out of the newest.

    Attributes:
        dropped: counts by rule: users without history before the cut, items under min_item_users, …
    """

    windows: tuple[Window, ...]
    dropped: dict[str, int]


def split(data: Dataset, protocol: ProtocolConfig) -> Split:
    """Cuts a dataset as the protocol says.

    Raises:
        UserError: no times or order that the split goes by, a level, date, event or file that is not there, or nobody
            left.
    """
    protocol = protocol.model_copy(update={"category_level": protocol.category_level or data.level})
    if protocol.category_level:
        data.taxonomy[protocol.category_level]
    check_scopes(protocol.scopes, protocol.category_level)
    plan = parted(data, protocol.split)
    if plan.own and protocol.available_within is not None:
        raise UserError("available-own", kind=protocol.split.kind)
    whole = _everything(data, protocol, plan.end)
    users = np.repeat(np.arange(len(data.users)), np.diff(data.log.indptr))
    rows = Rows(users, data.log.items, data.log.times, data.log.columns)

    def cut(parts: Callable[[], Parts]) -> tuple[Training, Question]:
        return cut_off(whole, rows, parts(), protocol.scopes)

    tests = [cut(parts) for parts in plan.tests]
    validations = []
    for parts in plan.validations:
        try:
            validations.append(cut(parts))
        except UserError:
            continue  # too short a past for tuning: closed forms need none, networks say so
    windows = tuple(Window(training, tuple(validations), test, _dropped(training, test)) for training, test in tests)
    return Split(windows, windows[-1].dropped)


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
    users, rules = np.arange(len(data.users), dtype=np.int32), Rules.of(data, protocol)
    return Training(
        nobody, catalogue, data.users, users, protocol, end, data.hash, 0, data.relative, data.has_time, rules
    )


def _dropped(training: Training, test: Question) -> dict[str, int]:
    """What the rules left out of a window, and what the item filter hides of the purchases in new categories."""
    found = {"users-without-history": training.left_out, **test.removed}
    found["rows-set-aside" if test.kind else "rows-after-end"] = found.pop("rows-neither")
    if "cross" in test.targets:
        shown, hidden = (len(each["cross"].items) for each in (test.targets, test.hidden))
        found |= {"novel-pairs": shown + hidden, "novel-pairs-of-filtered-items": hidden}
    if (candidates := training.rules.candidates) is not None and training.catalogue.listed is not None:
        competing = int((training.catalogue.listed.items < training.catalogue.kept).sum())
        found |= {
            "candidates-of-unknown-users": candidates.unknown_users,
            "candidates-of-unknown-items": candidates.unknown_items,
            "candidates-left-out": len(candidates.items) - competing,
        }
    return found
