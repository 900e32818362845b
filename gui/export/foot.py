"""The foot of the dialog: where to and how much; then how far; then what was saved."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from gui.style import look, repolish
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, Glyph, button, column, label, row, set_tone

__all__ = ["Foot"]


class Foot(QFrame):
    """Three faces of one line of 64 px: form, running, done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        px = look().px
        self.setFixedHeight(px(64))
        self.path = QLineEdit()
        self.path.setMinimumWidth(px(160))
        self.path.setMaximumWidth(px(292))
        self.browse = button("", "plain", "folder", alone=True)
        self.amount, self.remark = Elided("", "body", "muted"), label("", "caption", "muted")
        self.remark.setWordWrap(True)
        self.remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cancel, self.export = button(), button("", "primary")
        self.bar = ProgressBar(6)
        self.left, self.step = label("", "strong"), Elided("", "caption", "muted")
        self.leave, self.stop = button(), button()
        self.saved, self.where = Elided("", "strong"), Elided("", "caption", "muted")
        self.folder, self.done = button("", icon_name="folder"), button("", "primary")
        self._save_to = label("", "body", "muted")
        self.faces = QStackedWidget()
        for line in (self._form(), self._running(), self._done()):
            self.faces.addWidget(line)
        self.setLayout(row(self.faces, margins=(20, 0, 20, 0)))

    def retranslate(self) -> None:
        self._save_to.setText(self.tr("Save to"))
        self.path.setAccessibleName(self.tr("The file to save to"))
        self.browse.setAccessibleName(self.tr("Choose the file"))
        self.browse.setToolTip(self.tr("Choose the file"))
        self.cancel.setText(self.tr("Cancel"))
        self.leave.setText(self.tr("Close"))
        self.leave.setToolTip(self.tr("The export goes on; the status bar shows it"))
        self.stop.setText(self.tr("Cancel export"))
        self.folder.setText(self.tr("Show in folder"))
        self.done.setText(self.tr("Close"))

    def show_face(self, name: str) -> None:
        """One of form, running and done."""
        self.faces.setCurrentIndex(("form", "running", "done").index(name))

    def face(self) -> str:
        """The one that is shown."""
        return ("form", "running", "done")[self.faces.currentIndex()]

    def say(self, amount: str, remark: str = "", wrong: bool = False) -> None:
        """How much there will be, and one line about the place or about what stands in the way."""
        self.amount.setText(amount)
        self.amount.setVisible(bool(amount))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.remark.setToolTip(remark if wrong else "")
        set_tone(self.remark, "negative" if wrong else "muted")

    def mark_path(self, wrong: bool) -> None:
        """Outlines the path in the colour of errors."""
        if bool(self.path.property("invalid")) != wrong:
            self.path.setProperty("invalid", wrong)
            repolish(self.path)

    def _form(self) -> QWidget:
        made = QWidget()
        line = row(self._save_to, self.path, self.browse, spacing=10)
        words = column(None, self.amount, self.remark, None, spacing=1)
        line.setStretch(1, 1000)  # up to its most
        line.addSpacing(2)
        line.addLayout(words, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.export)
        made.setLayout(line)
        return made

    def _running(self) -> QWidget:
        made = QWidget()
        line = row(spacing=10)
        head = row(self.left, self.step, spacing=8)
        head.setStretch(1, 1)
        words = column(None, spacing=6)
        words.addLayout(head)
        words.addWidget(self.bar)
        words.addStretch(1)
        line.addLayout(words, 1)
        line.addSpacing(10)
        line.addWidget(self.stop)
        line.addWidget(self.leave)
        made.setLayout(line)
        return made

    def _done(self) -> QWidget:
        made = QWidget()
        line = row(Glyph("check", "positive", 20), spacing=10)
        line.addLayout(column(None, self.saved, self.where, None, spacing=1), 1)
        line.addWidget(self.folder)
        line.addWidget(self.done)
        made.setLayout(line)
        return made
