"""What the evaluation will see: counts in the files and kept, the key count, and each level."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine.session.messages.checking import CheckView
from gui import words
from gui.data.counts import CountsModel, LevelsTable
from gui.data.share_bar import ShareBar
from gui.style import look
from gui.widgets.parts import Panel, column, label, row, rule, set_tone
from gui.widgets.table import Table

__all__ = ["Sight"]

MARKED_MS = 2000


class Sight(Panel):
    """The right side of the check; what a repair has changed is marked for 2 s."""

    level_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(look().px(352))
        self.counts, self._counts = CountsModel(), Table(row_height=30)
        self._counts.setModel(self.counts)
        self._counts.set_widths([None, 96, 96])
        self._counts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._counts.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading, self._when = label("", "strong"), label("", "table", "muted")
        self._key, self._of = label("", "display"), label("", "body", "muted")
        self._bar, self._novel = ShareBar("positive", 8), label("", "table", "muted")
        for made in (self._heading, self._when, self._novel, self._of):
            made.setWordWrap(True)
        self.levels = LevelsTable()
        self.levels.level_chosen.connect(self.level_chosen)
        self._lay_out()
        self._row = 30
        self._marked = QTimer(self, singleShot=True, interval=MARKED_MS)
        self._marked.timeout.connect(self.counts.unmark)
        self._answer: CheckView | None = None
        self.retranslate()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the levels go without bars."""
        self.setFixedWidth(look().px(300 if narrow else 352))
        self.levels.set_widths([None, 58, 84] if narrow else [None, 64, 148])
        self._row = 26 if narrow else 30
        self.levels.set_row_height(self._row)
        between = 7 if narrow else 12
        self._told.setContentsMargins(16, between, 16, between)
        self._counts.verticalHeader().setDefaultSectionSize(look().px(self._row))
        self._fit_counts()

    def retranslate(self) -> None:
        self.title.setText(self.tr("What the evaluation will see"))
        self.levels.setAccessibleName(self.tr("Levels"))
        self._counts.setAccessibleName(self.tr("Counts in the files and kept"))
        if self._answer is not None:
            self.show_check(self._answer, None)

    def show_check(self, answer: CheckView, before: CheckView | None) -> None:
        self._answer = answer
        self.counts.show_counts(answer.counts, before.counts if before is not None else answer.counts)
        self._fit_counts()
        if before is not None:
            self._marked.start()
        self._show_question(answer)
        self.levels.setVisible(bool(answer.levels))
        self.levels.show_levels(answer.levels, answer.level, answer.shoppers)

    def set_counting(self, counting: bool) -> None:
        """The key count is of the draft before, and muted."""
        set_tone(self._key, "muted" if counting else "text")
        if counting:
            self._of.setText(self.tr("counting…"))
        elif self._answer is not None:
            self._show_question(self._answer)

    def _fit_counts(self) -> None:
        self._counts.setFixedHeight(look().px(28) + look().px(self._row) * len(self.counts.counts) + 2)

    def _show_question(self, answer: CheckView) -> None:
        level = next((each for each in answer.levels if each.name == answer.level), None)
        evaluated = level.evaluated if level is not None else 0
        can = evaluated > 0
        set_tone(self._heading, "text" if can else "negative")
        self._heading.setText(
            self.tr("The cross question can be asked") if can else self.tr("The cross question cannot be asked")
        )
        self._when.setText(self._why(answer, can))
        for made in (self._count, self._bar, self._novel):
            made.setVisible(can)
        if can:
            self._key.setText(words.count(evaluated))
            self._of.setText(self.tr("of %Ln shoppers evaluated", "", answer.shoppers))
            self._bar.set_share(evaluated / answer.shoppers if answer.shoppers else 0.0)
            self._novel.setText(self.tr("%Ln later purchases in categories new to the shopper.", "", answer.novel))

    def _why(self, answer: CheckView, can: bool) -> str:
        if can:
            text = self.tr("With a cut on {0} at level {1}:")
            return text.format(words.day(answer.cut), answer.level)
        if not answer.levels:
            return self.tr("The items have no category. Give a column that role, or study the scopes repeat and all.")
        if not answer.cut:
            return self.tr("There is no time at which past and future could be parted. Give a column the role of time.")
        text = self.tr("After {0} nobody buys from a category that is new to them at level {1}.")
        return text.format(words.day(answer.cut), answer.level)

    def _lay_out(self) -> None:
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._counts)
        self._of.setContentsMargins(0, 0, 0, 4)
        pair = row(self._key, spacing=8)
        pair.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self._count = QWidget()
        self._count.setLayout(pair)
        told = self._told = column(self._heading, 4, self._when, 6, self._count, 6, spacing=0, margins=(16, 12, 16, 12))
        told.addWidget(self._bar)
        told.addSpacing(8)
        told.addWidget(self._novel)
        whole.addLayout(told)
        whole.addWidget(self.levels)
        whole.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(rule())
        self.body.addWidget(scroll)
