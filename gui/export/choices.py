"""The left side of the dialog: run, scope, whose lists, how deep, and the columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QStackedWidget, QWidget

from gui.export.columns import ColumnList
from gui.style import look
from gui.widgets.parts import Segments, Swatch, column, label, row

__all__ = ["Choices", "stretched"]

LABELS = 84
MOST_TEXT = 50_000_000  # characters of pasted ids; Qt would cut at 32,767 without a word


class Choices(QWidget):
    """Widgets only; the controller fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        px = look().px
        self.setFixedWidth(px(352))
        self.run, self.scope, self.segment = QComboBox(), QComboBox(), QComboBox()
        for combo in (self.run, self.scope, self.segment):  # a name of 500 characters must not widen the dialog
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.swatch = Swatch()
        self.shoppers = stretched(Segments())
        self.ids = QLineEdit()
        self.ids.setMaxLength(MOST_TEXT)
        self.which = QStackedWidget()  # nothing, a segment, or ids
        for part in (QWidget(), self.segment, self.ids):
            self.which.addWidget(part)
        self.which.setFixedHeight(px(32))
        self.k = QSpinBox()
        self.k.setRange(1, 1)
        self.k.setFixedWidth(px(72))
        self.k.lineEdit().setTextMargins(px(7), 0, 0, 0)
        self.deepest = label("", "table", "muted")
        self.columns = ColumnList()
        self.heading, self.count = label("", "caption", "muted", semibold=True), label("", "caption", "muted")
        self._labels = [label("", "body", "muted") for _ in range(4)]
        frame = QFrame()
        frame.setProperty("framed", True)
        frame.setLayout(column(self.columns, spacing=0, margins=(1, 4, 1, 4)))
        self._which_line = QWidget()
        self._which_line.setLayout(row(px(LABELS), self.which, spacing=0))
        run_line = row(self.swatch, self.run, spacing=8)
        run_line.setStretch(1, 1)
        deep_line = row(self.k, self.deepest, None, spacing=8)
        whole = column(spacing=6, margins=(20, 14, 20, 12))
        for words, line in zip(
            self._labels[:3], (run_line, row(self.scope, spacing=0), row(self.shoppers, spacing=0)), strict=True
        ):
            whole.addLayout(_line(words, line))
        whole.addWidget(self._which_line)
        whole.addLayout(_line(self._labels[3], deep_line))
        whole.addSpacing(4)
        whole.addLayout(row(self.heading, None, self.count))
        whole.addWidget(frame, 1)
        self.setLayout(whole)
        self.show_which("all")

    def retranslate(self) -> None:
        texts = (self.tr("Run"), self.tr("Scope"), self.tr("Shoppers"), self.tr("Items each"))
        for made, text in zip(self._labels, texts, strict=True):
            made.setText(text)
        for part, text in zip((self.run, self.scope, self.shoppers, self.k), texts, strict=True):
            part.setAccessibleName(text)
        self.segment.setAccessibleName(self.tr("Which shoppers"))
        self.ids.setAccessibleName(self.tr("Ids of shoppers"))
        self.ids.setPlaceholderText(self.tr("Ids, separated by commas"))
        self.heading.setText(self.tr("Columns, in this order"))
        self.columns.setAccessibleName(self.tr("Columns: Space includes, Alt+Up and Alt+Down move"))
        self.columns.setToolTip(self.tr("Drag to move a column, or press Alt+Up and Alt+Down; Space includes it"))

    def show_which(self, shoppers: str) -> None:
        """Shows what a choice of shoppers needs: nothing, a segment, or ids."""
        place = {"all": 0, "segment": 1, "chosen": 2}[shoppers]
        self.which.setCurrentIndex(place)
        self._which_line.setVisible(place > 0)


def stretched(segments: Segments) -> Segments:
    """Segments that share the whole width alike."""
    segments.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return segments


def _line(words: QWidget, line: QHBoxLayout) -> QHBoxLayout:
    words.setFixedWidth(look().px(LABELS))
    words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    made = row(words, spacing=0)
    made.addLayout(line, 1)
    made.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
    return made
