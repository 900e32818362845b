"""A face of Compare's lower half: what it is given, and what it may ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from engine.session import Problem, Query, RunRow
from gui.compare.claims import Claims
from gui.compare.means import Means
from gui.engine_bridge import EngineBridge

__all__ = ["Face", "Services", "Shown"]


@dataclass(frozen=True)
class Shown:
    """What the whole screen shows now.

    Attributes:
        claims: None while they are not known.
        runs: those with an open eye in the table, in its order.
        focus: the selected run.
        why_nothing: the sentence in a plot where there is no run.
    """

    means: Means
    claims: Claims | None
    k: int
    runs: Sequence[RunRow]
    focus: RunRow | None
    why_nothing: str = ""

    @property
    def reference(self) -> RunRow | None:
        """Whom the others are held against."""
        return self.means.reference()


@dataclass(frozen=True)
class Services:
    """What a face may ask for.

    Attributes:
        bridge: to the engine; `ask` is shorter for queries.
        report: takes what went wrong.
        note: takes a sentence about what was done.
        window: the parent of dialogs, with the acts of the whole program.
    """

    bridge: EngineBridge
    report: Callable[[Problem], None]
    note: Callable[[str], None]
    window: Any

    def ask(self, query: Query[Any], key: str, on_answer: Callable[[Any], None]) -> None:
        """Asks the engine; a newer question of the same key takes the place of an older one."""
        self.bridge.ask(query, f"compare: {key}", on_answer, self.report)


class Face(QWidget):
    """Derive: `fill` draws what it is given, and is called only while the face is seen."""

    def fill(self, shown: Shown) -> None:
        """Something has changed: study, scope, K, reference, selected run, or what is known of them."""
        raise NotImplementedError

    def move_to(self, shown: Shown) -> None:
        """Only K has changed; most fill again."""
        self.fill(shown)

    def retranslate(self) -> None:
        """Another language; `fill` follows."""

    def panels(self) -> list[QWidget]:
        """What F6 steps over."""
        return []
