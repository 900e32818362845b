"""The layout of the list of studies: what can be done on top, the table below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.style import look
from gui.widgets.parts import Elided, Panel, button, column, row
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["ListPage"]


class ListPage(QWidget):
    """New study as the primary; the acts of the selected study in the head of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.remark = Elided("", "body", "muted")
        self.quick = button("", icon_name="play")
        self.again = button("", icon_name="file")
        self.new = button("", "primary", "plus")
        self.panel = Panel()
        self.table = Table(row_height=34)
        self.progress = button("", icon_name="studies", small=True)
        self.compare = button("", icon_name="compare", small=True)
        self.resume = button("", icon_name="play", small=True)
        self.run = button("", icon_name="play", small=True)
        self.double = button("", icon_name="copy", small=True)
        self.remove = button("", "danger", "close", small=True)
        for made in self.acts():
            self.panel.head.addWidget(made)
        self.states = StatesWidget(self.table)
        self.panel.body.addWidget(self.states)
        head = row(self.remark, self.again, self.quick, self.new)
        head.setStretch(0, 1)
        whole = column(spacing=12, margins=(16, 12, 16, 16))
        whole.addLayout(head)
        whole.addWidget(self.panel, 1)
        self.setLayout(whole)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, px = self.width(), look().px
        level, begun = (150 if wide >= px(1160) else 0), (160 if wide >= px(860) else 0)
        self.table.set_widths([None, 150, 150 if wide >= px(760) else 0, level, 110, 76, 100, begun])

    def acts(self) -> list[QWidget]:
        """The acts of the selected study, in order."""
        return [self.progress, self.compare, self.resume, self.run, self.double, self.remove]

    def retranslate(self) -> None:
        self.quick.setText(self.tr("Run the quick study"))
        self.again.setText(self.tr("Go on with the draft"))
        self.new.setText(self.tr("New study"))
        self.panel.title.setText(self.tr("Studies"))
        self.table.setAccessibleName(self.tr("Studies"))
        self.progress.setText(self.tr("Show progress"))
        self.compare.setText(self.tr("Open in Compare"))
        self.resume.setText(self.tr("Resume"))
        self.run.setText(self.tr("Run"))
        self.double.setText(self.tr("Duplicate"))
        self.remove.setText(self.tr("Remove from the queue"))
        self.remark.setText(self.tr("Enter opens a study, or goes on with one that was interrupted."))
