"""Asks for the evidence behind the curves, which takes longer than they do, and keeps what came."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from engine.session import Problem, RunRow
from engine.session.messages.comparing import EvidenceQuery, EvidenceView, GainersQuery
from gui.compare.claims import Claims
from gui.compare.means import Means
from gui.engine_bridge import EngineBridge

__all__ = ["Evidence"]

KEY = "evidence"


class Evidence(QObject):
    """What may be claimed of the runs on show.

    Attributes:
        claims: None while they are being made, and where there is nothing to compare.
        waiting: whether an answer is to come.
    """

    changed = Signal()

    def __init__(self, bridge: EngineBridge, report: Callable[[Problem], None], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._report = bridge, report
        self._wanted: tuple[EvidenceQuery, tuple[str, ...]] | None = None
        self.claims: Claims | None = None
        self.waiting = False

    def ask(self, means: Means) -> None:
        """Asks unless the answer is there, or on its way."""
        reference = means.reference()
        if reference is None or len(means.rows) < 2:
            self.forget()
            return
        query = EvidenceQuery(means.view.study.id, means.scope, reference.id, means.metric)
        wanted = query, tuple(run.id for run in means.runs)
        if wanted != self._wanted:
            self._wanted, self.claims, self.waiting = wanted, None, True
            self._bridge.ask(query, KEY, self._on_answer, self._on_refused)

    def ask_gainers(self, run: RunRow, k: int, side: str, on_found: Callable[[npt.NDArray[np.int32]], None]) -> None:
        """Asks which shoppers gain by a run, or lose.

        Args:
            side: "better" or "worse".
        """
        if self._wanted is not None:
            query = GainersQuery(self._wanted[0], run.id, k, 1 if side == "better" else -1)
            self._bridge.ask(query, "gainers", on_found, self._report)

    def forget(self) -> None:
        """Knows nothing any more."""
        self._wanted, self.claims, self.waiting = None, None, False

    def _on_answer(self, view: EvidenceView) -> None:
        asked = self._wanted[0] if self._wanted is not None else None
        if asked is None or (view.study, view.scope, view.metric) != (asked.study, asked.scope, asked.metric):
            return
        self.claims, self.waiting = Claims(view), False
        self.changed.emit()

    def _on_refused(self, problem: Problem) -> None:
        self.forget()
        self._report(problem)
        self.changed.emit()
