"""What a recommender receives, what it is asked, and past windows cut out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Table
from engine.errors import UserError
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import ProtocolConfig, Scope, duration
from engine.protocol.histories import Histories, Rows
from engine.protocol.numbering import listed, numbered
from engine.protocol.parting import HELD, NEITHER, TRAINS, Parts, by_time, moment_text
from engine.protocol.rules import Rules, among
from engine.protocol.scopes import Asked, Targets, targets

__all__ = ["Question", "Training", "cut_off", "moment_text"]


@dataclass(frozen=True)
class Question:
    """What is asked at a cut, and what is right.

    Attributes:
        histories: what a recommender reads: everything before the cut, or within the protocol's history_window, of all
            users with a training interaction with a kept item.
        targets: by scope, aligned with the histories.
        hidden: held-out pairs that would be targets if the item filter had not left out their items.
        active: bool[b], whether the user did anything at all in the held-out window.
        cut, end: the window [cut, end) in microseconds.
        counted: the same users' interactions that count as bought and seen, where those are others.
        kind: the split's name where every user is asked at a moment of his own (`histories.at`); else "".
        removed: what the protocol's rules left out of this window, by rule.
    """

    histories: Histories
    targets: dict[Scope, Targets]
    hidden: dict[Scope, Targets]
    active: npt.NDArray[np.bool_]
    cut: int
    end: int
    counted: Histories | None = None
    kind: str = ""
    removed: dict[str, int] = field(default_factory=dict)

    @property
    def seen(self) -> Histories:
        """What scopes go by: interactions that count as bought and whose categories count as seen."""
        return self.histories if self.counted is None else self.counted

    def title(self, relative: bool) -> str:
        """The cut as a person reads it; the split's name where every user has his own."""
        return self.kind or moment_text(self.cut, relative)

    def left_out(self, scope: Scope) -> dict[str, int]:
        """Why users are not evaluated in a scope, with their numbers; the parts add up to all that are left out."""
        evaluated = self.targets[scope].counts > 0
        hidden = self.hidden[scope].counts > 0
        return {
            "inactive": int((~self.active).sum()),
            "only-filtered-items": int((~evaluated & hidden).sum()),
            "nothing-in-scope": int((self.active & ~evaluated & ~hidden).sum()),
        }


@dataclass(frozen=True)
class Training:
    """All that a recommender ever receives: the past before a cut, with nothing of the test within reach.

    Attributes:
        histories: of all users with at least one interaction with a kept item, left-out items included; no older than
            the protocol's history_window.
        catalogue: items as this cut numbers them.
        users: the same users: source ids and columns.
        positions: int32[b], the dataset's position of each of them.
        protocol: the question, with the level resolved.
        cut: everything lies before it, microseconds.
        dataset: hash of the dataset.
        left_out: users without an interaction with a kept item.
        relative: times count from each user's own start.
        timed: False where there is no time that is everyone's, so that no past window can be cut.
        rules: what the protocol's words come to on the dataset.
        past: all that `histories` are read from, where history_window leaves something out.
    """

    histories: Histories
    catalogue: Catalogue
    users: Table
    positions: npt.NDArray[np.int32]
    protocol: ProtocolConfig
    cut: int
    dataset: str
    left_out: int
    relative: bool = field(default=False)
    timed: bool = True
    rules: Rules = field(default_factory=Rules)
    past: Histories | None = None

    @property
    def everything(self) -> Histories:
        """All that `histories` are read from, however old."""
        return self.histories if self.past is None else self.past

    def at(self, cut: int, horizon: int, scopes: tuple[Scope, ...] | None = None) -> tuple[Training, Question]:
        """A past window: everything is recomputed from what lies before its cut.

        Args:
            cut: moment in microseconds, before this training's own cut.
            horizon: length of the window; it never reaches past this training's own cut.
            scopes: scopes of the question; default: those of the protocol.

        Returns:
            the training before the cut and the question about [cut, min(cut + horizon, own cut)).

        Raises:
            UserError: nobody has a history before the cut, or moments of different users cannot be compared.
        """
        if not self.timed:
            raise UserError("past-windows")
        past = self.everything
        rows = Rows(past.rows, self.catalogue.source[past.items], past.times, past.columns)
        parts = by_time(past.times, len(past), cut, min(cut + horizon, self.cut))
        return cut_off(self, rows, parts, scopes or self.protocol.scopes)


def cut_off(whole: Training, rows: Rows, parts: Parts, scopes: tuple[Scope, ...]) -> tuple[Training, Question]:
    """Numbers items and users as they stand when what trains has passed, and asks about what is held out.

    This is the one place that parts past and future: nothing but rows whose fold is TRAINS reaches the training.

    Args:
        whole: users, catalogue and protocol of the enclosing period; its numbering is not used.
        rows: everything of that period in (user, time) order.
        parts: fold of every row, moment of asking of every user.

    Returns:
        the training and the question about the held-out rows.

    Raises:
        UserError: nobody bought a kept item before the cut.
    """
    past, future = rows.where(parts.fold == TRAINS), rows.where(parts.fold == HELD)
    catalogue, number, removed = numbered(whole.catalogue, whole.protocol, whole.rules, past, parts.cut)
    items = number[past.items]
    keep = np.zeros(len(whole.users), bool)
    keep[past.users[items < catalogue.kept]] = True
    if not keep.any():
        cut = parts.kind or moment_text(parts.cut, whole.relative)
        raise UserError("users-none", min_item_users=whole.protocol.min_item_users, cut=cut)
    row_of = np.where(keep, np.cumsum(keep) - 1, -1)
    inside = keep[past.users]
    past = past.where(inside)
    users = row_of[past.users]
    b = int(keep.sum())
    everything = Histories(
        np.arange(b, dtype=np.int32),
        parts.at[keep],
        np.searchsorted(users, np.arange(b + 1)).astype(np.int64),
        items[inside],
        past.times,
        past.columns,
    )
    read, counted = _read(everything, whole.protocol, removed), _counted(everything, past, whole, removed)
    if whole.rules.candidates is not None:
        catalogue = replace(catalogue, listed=listed(whole.rules.candidates, whole.positions[keep], number))
    training = replace(
        whole,
        histories=read,
        catalogue=catalogue,
        users=whole.users.take(np.flatnonzero(keep)),
        positions=whole.positions[keep],
        cut=parts.cut,
        left_out=len(keep) - b,
        past=None if read is everything else everything,
    )
    removed["rows-neither"] = int((parts.fold == NEITHER).sum())
    if parts.kind:
        removed["users-not-asked"] = parts.short
    return training, _question(training, counted, future, row_of, number, parts, scopes, removed)


def _read(everything: Histories, protocol: ProtocolConfig, removed: Counter[str]) -> Histories:
    """What recommenders read of it."""
    if protocol.history_window is None:
        return everything
    read = everything.where(everything.within(duration(protocol.history_window)))
    removed["rows-beyond-history-window"] = len(everything.items) - len(read.items)
    return read


def _counted(everything: Histories, past: Rows, whole: Training, removed: Counter[str]) -> Histories:
    """What counts as bought and seen of it."""
    window, events = whole.protocol.seen_window, whole.rules.seen_events
    counts = np.ones(len(everything.items), bool)
    if window is not None:
        counts = everything.within(duration(window))
        removed["rows-beyond-seen-window"] = int((~counts).sum())
    if events is not None:
        right = among(past, events)
        removed["rows-of-unseen-events"] = int((counts & ~right).sum())
        counts &= right
    return everything.where(counts)


def _question(
    training: Training,
    seen: Histories,
    future: Rows,
    row_of: npt.NDArray[np.int64],
    number: npt.NDArray[np.int32],
    parts: Parts,
    scopes: tuple[Scope, ...],
    removed: Counter[str],
) -> Question:
    future = future.where(row_of[future.users] >= 0)
    active = np.zeros(len(training.histories), bool)
    active[row_of[future.users]] = True
    if training.rules.target_events is not None:
        right = among(future, training.rules.target_events)
        removed["rows-of-other-events"] = int((~right).sum())
        future = future.where(right)
    asked = Asked(row_of[future.users], number[future.items], future.times)
    entry = training.protocol.relevant == "entry"
    found = targets(seen, asked, scopes, training.catalogue, entry)
    removed.update(found.removed)
    counted = None if seen is training.histories else seen
    return Question(
        training.histories, found.right, found.hidden, active, parts.cut, parts.end, counted, parts.kind, dict(removed)
    )
