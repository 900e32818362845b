"""What a recommender receives, what it is asked, and past windows cut out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY, Table
from engine.errors import UserError
from engine.protocol.catalogue import Catalogue
from engine.protocol.config import ProtocolConfig, Scope
from engine.protocol.histories import Histories, Rows
from engine.protocol.keys import distinct
from engine.protocol.scopes import Targets, targets

__all__ = ["Question", "Training", "cut_off", "moment_text"]


@dataclass(frozen=True)
class Question:
    """What is asked at a cut, and what is right.

    Attributes:
        histories: everything before the cut, of all users with a training interaction with a kept item.
        targets: by scope, aligned with the histories.
        hidden: held-out pairs that would be targets if the item filter had not left out their items.
        active: bool[b], whether the user did anything at all in the held-out window.
        cut, end: the window [cut, end) in microseconds.
    """

    histories: Histories
    targets: dict[Scope, Targets]
    hidden: dict[Scope, Targets]
    active: npt.NDArray[np.bool_]
    cut: int
    end: int

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
        histories: of all users with at least one interaction with a kept item, left-out items included.
        catalogue: items as this cut numbers them.
        users: the same users: source ids and columns.
        positions: int32[b], the dataset's position of each of them.
        protocol: the question, with the level resolved.
        cut: everything lies before it, microseconds.
        dataset: hash of the dataset.
        left_out: users without an interaction with a kept item.
        relative: times count from each user's own start.
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

    def at(self, cut: int, horizon: int, scopes: tuple[Scope, ...] | None = None) -> tuple[Training, Question]:
        """A past window: everything is recomputed from what lies before its cut.

        Args:
            cut: moment in microseconds, before this training's own cut.
            horizon: length of the window; it never reaches past this training's own cut.
            scopes: scopes of the question; default: those of the protocol.

        Returns:
            the training before the cut and the question about [cut, min(cut + horizon, own cut)).

        Raises:
            UserError: nobody has a history before the cut.
        """
        past = self.histories
        rows = Rows(past.rows, self.catalogue.source[past.items], past.times, past.columns)
        return cut_off(self, rows, cut, min(cut + horizon, self.cut), scopes or self.protocol.scopes)


def cut_off(whole: Training, rows: Rows, cut: int, end: int, scopes: tuple[Scope, ...]) -> tuple[Training, Question]:
    """Numbers items and users as they stand at a cut, and asks about what follows.

    Args:
        whole: users, catalogue and protocol of the enclosing period; its numbering is not used.
        rows: everything of that period in (user, time) order.
        cut: what lies before it trains.
        end: what lies in [cut, end) is asked.

    Returns:
        the training before the cut and the question about the window.

    Raises:
        UserError: nobody bought a kept item before the cut.
    """
    past = rows.where(rows.times < cut)
    future = rows.where((rows.times >= cut) & (rows.times < end))
    catalogue, number = _numbered(whole, past)
    items = number[past.items]
    keep = np.zeros(len(whole.users), bool)
    keep[past.users[items < catalogue.kept]] = True
    if not keep.any():
        raise UserError(
            "users-none", min_item_users=whole.protocol.min_item_users, cut=moment_text(cut, whole.relative)
        )
    row_of = np.where(keep, np.cumsum(keep) - 1, -1)
    inside = keep[past.users]
    past = past.where(inside)
    users = row_of[past.users]
    b = int(keep.sum())
    histories = Histories(
        np.arange(b, dtype=np.int32),
        np.full(b, cut, np.int64),
        np.searchsorted(users, np.arange(b + 1)).astype(np.int64),
        items[inside],
        past.times,
        past.columns,
    )
    training = replace(
        whole,
        histories=histories,
        catalogue=catalogue,
        users=whole.users.take(np.flatnonzero(keep)),
        positions=whole.positions[keep],
        cut=cut,
        left_out=len(keep) - b,
    )
    return training, _question(training, row_of[future.users], number[future.items], end, scopes)


def _numbered(whole: Training, past: Rows) -> tuple[Catalogue, npt.NDArray[np.int32]]:
    """The catalogue as numbered at the cut, and int32[dataset's items] numbers by the dataset's position."""
    n = len(whole.catalogue.items)
    pairs = distinct(past.users * np.int64(n) + past.items)
    buyers = np.bincount(pairs % n, minlength=n)
    kept = buyers >= whole.protocol.min_item_users
    source = np.concatenate([np.flatnonzero(kept), np.flatnonzero(~kept)]).astype(np.int32)
    number = np.empty(n, np.int32)
    number[source] = np.arange(n, dtype=np.int32)
    level = whole.protocol.category_level
    taxonomy = whole.catalogue.taxonomy
    labels = taxonomy[level].padded()[source] if level else np.empty((n, 0), np.int32)
    return replace(whole.catalogue, kept=int(kept.sum()), source=source, labels=labels), number


def _question(
    training: Training, users: npt.NDArray[np.int64], items: npt.NDArray[np.int32], end: int, scopes: tuple[Scope, ...]
) -> Question:
    known = users >= 0
    active = np.zeros(len(training.histories), bool)
    active[users[known]] = True
    right, hidden = targets(training.histories, users[known], items[known], scopes, training.catalogue)
    return Question(training.histories, right, hidden, active, training.cut, end)


def moment_text(moment: int, relative: bool) -> str:
    """A moment as a person reads it: an ISO date (with a time unless midnight), or "day 12"."""
    if relative:
        return f"day {moment / DAY:g}"
    text = str(np.datetime64(moment, "us").astype("datetime64[s]"))
    return text.removesuffix("T00:00:00")
