"""The import wizard: five steps over one draft; nothing is lost by going back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.session.messages.checking import CheckView
from engine.session.messages.importing import Draft
from gui.data.check_step import CheckStep
from gui.data.files_step import FilesStep
from gui.data.format_step import FormatStep
from gui.data.roles_step import RolesStep
from gui.data.split_step import SplitStep
from gui.data.step import ImportState, Step
from gui.data.wizard_view import WizardView
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs

__all__ = ["Wizard"]


class Wizard(QObject):
    """Walks through the steps; tells when the person has called it off, and when the draft is to be imported."""

    called_off = Signal()
    finished = Signal()
    renamed = Signal()

    def __init__(self, bridge: EngineBridge, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.state = ImportState(bridge, jobs, self)
        self.files, self.format, self.roles = FilesStep(self.state), FormatStep(self.state), RolesStep(self.state)
        self.check = CheckStep(self.state)
        self.split = SplitStep(self.state, self.check)
        self.steps: tuple[Step, ...] = (self.files, self.format, self.roles, self.check, self.split)
        self.now = self.reached = 0
        self.page = WizardView(len(self.steps))
        for step in self.steps:
            self.page.pages.addWidget(step.view)
            step.changed.connect(self._show_foot)
        self.state.draft_changed.connect(self.renamed)
        self.page.stepper.chosen.connect(self.go)
        self.page.back.clicked.connect(self.back)
        self.page.next.clicked.connect(self.next)
        self.page.cancel.clicked.connect(self.called_off)
        self._show_step()

    @property
    def view(self) -> QWidget:
        return self.page

    @property
    def draft(self) -> Draft:
        return self.state.draft

    @property
    def checked(self) -> CheckView | None:
        """What the check of the draft found, if it has been made."""
        return self.check.answer

    def begin(self, paths: Sequence[Path]) -> None:
        """Takes files, in addition to those that are there."""
        self.files.add(paths)
        self.go(0)

    def title(self) -> str:
        """What the breadcrumb calls the import."""
        return self.state.name

    def panels(self) -> list[QWidget]:
        return [*self.steps[self.now].panels(), self.page.cancel, self.page.next]

    def next(self) -> None:
        """Goes on, or to what stands in the way."""
        step = self.steps[self.now]
        if step.blocker():
            step.go_to_blocker()
        elif self.now == len(self.steps) - 1:
            step.left()
            self.finished.emit()
        else:
            step.left()
            self.go(self.now + 1)

    def back(self) -> None:
        if self.now:
            self.go(self.now - 1)

    def go(self, index: int) -> None:
        """Shows a step; on the way forward the first one in whose way something stands."""
        for step in range(self.now, index):
            if self.steps[step].blocker():
                index = step
                break
        self.now, self.reached = index, max(self.reached, index)
        self._show_step()
        self.steps[index].entered()
        self._show_foot()
        focus = [panel for panel in self.steps[index].panels() if panel.isVisible() and panel.isEnabled()]
        (focus[0] if focus else self.page.next).setFocus()

    def retranslate(self) -> None:
        for step in self.steps:
            step.retranslate()
        self._show_step()

    def _show_step(self) -> None:
        self.page.pages.setCurrentWidget(self.steps[self.now].view)
        self.page.stepper.show_steps([step.name() for step in self.steps], self.now, self.reached)
        last = self.now == len(self.steps) - 1
        self.page.name_acts(self.tr("Import") if last else self.steps[self.now + 1].name(), last)
        self.page.back.setEnabled(self.now > 0)
        self._show_foot()

    def _show_foot(self) -> None:
        step = self.steps[self.now]
        self.page.say(step.total(), step.blocker())
