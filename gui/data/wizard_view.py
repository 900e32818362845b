"""The frame of the wizard: the steps on top, the step's page, and the foot with Cancel, Back and Next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gui import words
from gui.data.stepper import Stepper
from gui.icons import icon
from gui.style import look
from gui.widgets.parts import Elided, button, row, set_tone

__all__ = ["WizardView"]


class WizardView(QWidget):
    """The screen itself, not a dialog."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.stepper = Stepper(steps)
        self.pages = QStackedWidget()
        self.cancel = button("", "quiet")
        self.total = Elided("", "table", "muted")
        self.blocker = Elided("", "table", "warning")
        self.blocker.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = button("", icon_name="chevron-left")
        self.next = button("", "primary")
        self.next.setIcon(icon("chevron-right", "on_accent"))
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        foot = QFrame()
        foot.setObjectName("foot")
        foot.setFixedHeight(look().px(56))
        line = row(self.cancel, self.total, self.blocker, 4, self.back, self.next, margins=(16, 0, 16, 0))
        line.setStretch(1, 1)
        line.setStretch(2, 1)
        foot.setLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stepper)
        whole.addWidget(self.pages, 1)
        whole.addSpacing(12)
        whole.addWidget(foot)

    def say(self, total: str, blocker: str) -> None:
        """The running total on the left, what stands in the way beside Next."""
        self.total.setText(total)
        self.blocker.setText(blocker)
        self.blocker.setVisible(bool(blocker))
        set_tone(self.blocker, "warning")

    def name_acts(self, following: str, last: bool) -> None:
        """Next bears the name of the step that follows."""
        self.cancel.setText(self.tr("Cancel import"))
        self.back.setText(self.tr("Back"))
        self.next.setText(f"{following}{words.NO_BREAK}")  # a gap before the icon that stands behind it
        self.next.setIcon(icon("import" if last else "chevron-right", "on_accent"))
        self.next.setAccessibleName(following if last else self.tr("Next: {0}").format(following))
