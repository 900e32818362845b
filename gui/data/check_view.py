"""The page of the fourth step: rows in and out, the findings, and what the evaluation will see."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session.messages.checking import CheckView
from gui.data.findings import Findings
from gui.data.rows_strip import RowsStrip
from gui.data.sight import Sight
from gui.style import look
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, Panel, button, column, label, row, rule, set_tone

__all__ = ["CheckPage"]


class CheckPage(QWidget):
    """Widgets only; the step fills and listens."""

    repair_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.strip, self.findings, self.sight = RowsStrip(), Findings(), Sight()
        self.save = button("", icon_name="export", small=True)
        self.save.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._bar = ProgressBar(3)
        self._title, self._remark = label("", "strong"), Elided("", "table", "muted")
        self._left = Panel(headed=False)
        head = QWidget()
        head.setFixedHeight(look().px(40))
        line = row(self._title, self._remark, None, self.save, margins=(12, 0, 12, 0))
        line.setStretch(1, 100)
        head.setLayout(line)
        self._left.body.addWidget(head)
        self._left.body.addWidget(rule())
        self._left.body.addWidget(self.findings, 1)
        self._count = 0
        lower = row(self._left, self.sight, spacing=12)
        lower.setStretch(0, 1)
        whole = column(self.strip, 5, self._bar, 4, spacing=0, margins=(16, 0, 16, 0))
        whole.addLayout(lower, 1)
        self.setLayout(whole)
        self.findings.repair_chosen.connect(self.repair_chosen)
        self.set_busy(False)
        self.retranslate()

    def retranslate(self) -> None:
        self.save.setText(self.tr("Save bad rows as CSV"))
        self.findings.retranslate()
        self.sight.retranslate()
        self._name(self._count)

    def show_check(self, answer: CheckView, before: CheckView | None = None) -> None:
        """What was found; what has changed since before is marked for 2 s."""
        self._name(sum(finding.severity != "passed" for finding in answer.findings))
        self.save.setEnabled(any(finding.left_out and finding.rows for finding in answer.findings))
        self.strip.show_rows(answer, marked=before is not None and before.rows_out != answer.rows_out)
        self.findings.show_findings(answer.findings)
        self.sight.show_check(answer, before)

    def say(self, problem: str) -> None:
        """Why a repair was taken back, until the next check."""
        self._remark.setText(problem)
        self._remark.show()
        set_tone(self._remark, "negative")

    def set_busy(self, busy: bool) -> None:
        """A new check runs over what is shown."""
        self._bar.set_fraction(0.0)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.setVisible(busy)

    def set_counting(self, counting: bool) -> None:
        """What is shown is of the draft before; its counts are muted until the new ones are there."""
        self.strip.set_counting(counting)
        self.sight.set_counting(counting)

    def set_progress(self, fraction: float) -> None:
        self._bar.set_fraction(fraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight.set_narrow(self.width() < look().px(1260))

    def _name(self, count: int) -> None:
        self._count = count
        self._title.setText(self.tr("%Ln findings", "", count) if count else self.tr("Nothing found"))
        self._remark.setText(self.tr("each with its effect and, where there is a choice, a repair"))
        self._remark.setVisible(bool(count))
        set_tone(self._remark, "muted")
