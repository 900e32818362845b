"""The dialog that exports ranked lists: choices on the left, the file on the right, the foot below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from gui.export.choices import Choices
from gui.export.file_pane import FilePane
from gui.export.foot import Foot
from gui.style import look
from gui.widgets.focus import FocusRing
from gui.widgets.parts import Elided, column, row
from gui.widgets.scrim import Scrim
from gui.widgets.scrolled import Scrolled
from gui.widgets.states import StatesWidget

__all__ = ["ExportDialog"]


class ExportDialog(QDialog):
    """Window-modal, over a scrim. Esc closes; Enter is the primary of the foot."""

    retranslated = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        px = look().px
        self.setMinimumSize(px(700), px(440))
        self.resize(QSize(px(1040), px(604)).boundedTo(parent.window().size() - QSize(px(32), px(32))))
        self.title = Elided("", "title")
        self.choices, self.file, self.foot = Choices(), FilePane(), Foot()
        self.body = QWidget()
        self.states = StatesWidget(Scrolled(self.body))
        self._scrim = Scrim(parent)
        self._ring = FocusRing(self)
        self._lay_out()
        self.retranslate()
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            made = QShortcut(QKeySequence(key), self)
            made.activated.connect(lambda step=step: self.step_panel(step))

    def step_panel(self, step: int) -> None:
        """F6: the focus goes to the next of choices, file and foot."""
        foot, focus = self.foot, self.focusWidget()
        last = {"form": foot.path, "running": foot.leave, "done": foot.done}[foot.face()]
        stops = [(self.choices, self.choices.run), (self.file, self.file.table), (foot, last)]
        open_ones = [(panel, stop) for panel, stop in stops if panel.isEnabled()]
        at = next((n for n, (panel, _) in enumerate(open_ones) if panel.isAncestorOf(focus)), -1) if focus else -1
        open_ones[(at + step) % len(open_ones)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export ranked lists"))
        self.title.setText(self.tr("Export ranked lists"))
        for part in (self.choices, self.file, self.foot):
            part.retranslate()
        self.retranslated.emit()

    def set_primary(self, name: str) -> None:
        """Which face of the foot Enter acts on."""
        for made, of in ((self.foot.export, "form"), (self.foot.leave, "running"), (self.foot.done, "done")):
            made.setDefault(of == name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def done(self, result: int) -> None:
        self._unveil()
        super().done(result)

    def _unveil(self) -> None:
        self._scrim.hide()
        self._scrim.deleteLater()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("head")
        head.setFixedHeight(look().px(56))
        head.setLayout(row(self.title, margins=(20, 0, 20, 0)))
        side = QFrame()
        side.setProperty("beside", True)
        side.setFixedWidth(1)
        middle = row(self.choices, side, self.file, spacing=0)
        middle.setStretch(2, 1)
        self.body.setLayout(middle)
        whole = column(head, self.states, self.foot, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
