"""What the wizard expects of a step, and what the steps share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.session.messages.importing import Draft, FileGuess
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs

__all__ = ["ImportState", "Step"]


class ImportState(QObject):
    """The one import that is being prepared: its files and its draft."""

    draft_changed = Signal()

    def __init__(self, bridge: EngineBridge, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge, self.jobs = bridge, jobs
        self.paths: tuple[Path, ...] = ()
        self.files: tuple[FileGuess, ...] = ()
        self.draft: Draft = {}

    @property
    def name(self) -> str:
        """The name that the dataset will have."""
        return str(self.draft.get("name", ""))

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        if draft != self.draft:
            self.draft = draft
            self.draft_changed.emit()


class Step(QObject):
    """One step: its page, and what stands in the foot of the wizard while it is shown."""

    changed = Signal()
    view: QWidget

    def __init__(self, state: ImportState) -> None:
        super().__init__(state)
        self.state = state

    def name(self) -> str:
        """What the step and the button that leads to it are called."""
        raise NotImplementedError

    def entered(self) -> None:
        """The step has come to the front."""

    def left(self) -> None:
        """The person goes on to the next step."""

    def blocker(self) -> str:
        """What stands in the way of the next step, as a sentence; empty if nothing does."""
        return ""

    def go_to_blocker(self) -> None:
        """Puts the focus where what stands in the way can be mended."""
        panels = self.panels()
        if panels:
            panels[0].setFocus()

    def total(self) -> str:
        """The running total of the import."""
        return ""

    def panels(self) -> list[QWidget]:
        """Where F6 stops, in order."""
        return []

    def retranslate(self) -> None:
        """The language has changed."""
