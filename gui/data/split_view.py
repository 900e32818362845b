"""The page of the last step: time line above; who is evaluated, the name and the recipe below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from engine.session.messages.checking import CheckView, LevelSight
from engine.session.messages.importing import SplitView
from gui import words
from gui.data import sentences
from gui.data.counts import LevelsTable
from gui.data.timeline import Timeline, day_number
from gui.style import font, look, repolish
from gui.widgets.facts import Facts
from gui.widgets.parts import Elided, Panel, button, column, label, row

__all__ = ["ByDate", "SplitPage"]


class ByDate(QWidget):
    """Evaluated shoppers over the date of the cut, as a line from 0 with a dot a date."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(look().px(110))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dates: tuple[str, ...] = ()
        self._counts: npt.NDArray[Any] = np.zeros(0, np.int64)
        self._cut = ""
        look().changed.connect(self.update)

    def show_dates(self, by_date: Sequence[tuple[str, int]], cut: str) -> None:
        self._dates = tuple(day for day, _ in by_date)
        self._counts = np.array([count for _, count in by_date], np.int64)
        self._cut = cut
        self.setAccessibleName("; ".join(f"{words.day(day)}: {words.count(count)}" for day, count in by_date))
        self.setToolTip("\n".join(f"{words.day(day)}: {words.count(count)}" for day, count in by_date))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._counts):
            return
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, top, base = px(56), self.width() - px(18), px(12), self.height() - px(26)
        most = max(1, int(self._counts.max()))
        painter.setFont(font("caption"))
        for value in (0, most):
            y = base - (base - top) * value / most
            painter.setPen(QColor(theme.line))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            painter.setPen(QColor(theme.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - px(8), left - px(8), px(16)), int(side), words.count(value))
        steps = max(1, len(self._counts) - 1)
        points = [
            QPointF(left + (right - left) * place / steps, base - (base - top) * float(count) / most)
            for place, count in enumerate(self._counts)
        ]
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        for day, point in zip(self._dates, points, strict=True):
            painter.setBrush(QColor(theme.accent if day_number(day) <= day_number(self._cut) else theme.strong))
            painter.drawEllipse(point, 2.5, 2.5)
        painter.setPen(QColor(theme.muted))
        line = QRectF(left - px(20), base + 6, right - left + px(34), px(16))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, words.day(self._dates[0]))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, words.day(self._dates[-1]))
        painter.end()


class SplitPage(QWidget):
    """Widgets only; the step fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline, self.by_level, self.by_date = Timeline(), LevelsTable(), ByDate()
        self.by_level.set_widths([None, 0, 170])
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.reset = button("", "link", small=True)
        self.reset.hide()
        self._name_label, self._problem = label("", "body", "muted"), label("", "table", "negative")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._facts = Facts()
        self._recipe = QPlainTextEdit()
        self._recipe.setReadOnly(True)
        self._recipe.setFont(font("code"))
        self._recipe.setTabChangesFocus(True)
        self._recipe.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._remark = Elided("", "table", "muted")
        self._none = label("", "body", "muted")
        self._none.setWordWrap(True)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        self._time.title.setText(self.tr("What is learned from, tuned on and tested"))
        self._remark.setText(self.tr("The cuts are a study's own choice: moved here, they show what it would give."))
        self.reset.setText(self.tr("As a study takes it"))
        self._level_panel.title.setText(self.tr("Evaluated shoppers by level"))
        self.by_level.setAccessibleName(self.tr("Evaluated shoppers by level"))
        self._date_panel.title.setText(self.tr("and by the date of the cut"))
        self._summary.title.setText(self.tr("Dataset"))
        self._name_label.setText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the dataset"))
        self._recipe.setAccessibleName(self.tr("Recipe"))
        self._recipe_title.setText(self.tr("Recipe, written beside the interactions"))
        self._none.setText(
            self.tr("There are no times, or too few, to part past and future: studies need another split.")
        )
        self.timeline.retranslate()

    def show_summary(self, checked: CheckView) -> None:
        """What would be imported."""
        kept = [(sentences.counted(what), words.count(kept)) for what, _, kept in checked.counts if kept >= 0]
        left = (self.tr("Left out"), words.count(checked.rows_in - checked.rows_out))
        self._facts.show_groups([(self.tr("Kept"), [*kept, left])])

    def show_split(self, view: SplitView, level: str) -> None:
        """A cut, and what it would evaluate."""
        can = bool(view.test_start)
        self.timeline.show_split(view)
        self._none.setVisible(not can)
        levels = [LevelSight(name, 0, evaluated) for name, evaluated in view.evaluated]
        self.by_level.show_levels(levels, level, view.shoppers)
        self._level_panel.setVisible(can and bool(levels))
        self._date_panel.setVisible(can and len(view.by_date) > 1)
        self.by_date.show_dates(view.by_date, view.test_start)
        self._level_panel.caption.setText(self.tr("of %Ln with a past", "", view.shoppers))

    def show_recipe(self, toml: str, problem: str) -> None:
        """The recipe as it will be written, or what the name has wrong."""
        if toml:
            self._recipe.setPlainText(toml)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.name.setProperty("invalid", bool(problem))
        repolish(self.name)

    def say(self, problem: str) -> None:
        """Why a cut cannot be taken."""
        self._level_panel.caption.setText(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._summary.setFixedWidth(look().px(320 if self.width() < look().px(1260) else 392))

    def _lay_out(self) -> None:
        self._time, self._level_panel, self._date_panel = Panel(), Panel(), Panel()
        self._time.head.removeWidget(self._time.caption)
        self._time.caption.hide()
        self._time.head.addWidget(self._remark, 1)
        self._time.head.addWidget(self.reset)
        self._time.body.addWidget(self.timeline, 1)
        self._time.body.setContentsMargins(4, 0, 4, 6)
        self._time.body.addLayout(row(self._none, margins=(12, 0, 12, 8)))
        self._level_panel.body.addWidget(self.by_level)
        self._level_panel.body.addStretch(1)
        self._date_panel.body.addWidget(self.by_date, 1)
        self._summary = Panel()
        form = row(self._name_label, self.name, spacing=12)
        self._name_label.setFixedWidth(look().px(56))
        inside = column(spacing=10, margins=(16, 4, 16, 12))
        inside.addLayout(form)
        inside.addWidget(self._problem)
        self._recipe_title = label("", "caption", "muted", semibold=True)
        head = QFrame()
        head.setProperty("section", True)
        head.setFixedHeight(look().px(28))
        head.setLayout(row(self._recipe_title, margins=(16, 0, 16, 0)))
        self._summary.body.addLayout(inside)
        self._summary.body.addWidget(self._facts)
        self._summary.body.addWidget(head)
        self._summary.body.addWidget(self._recipe, 1)
        below = row(self._level_panel, self._date_panel, spacing=12)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        left = column(spacing=12)
        left.addWidget(self._time, 3)
        left.addLayout(below, 2)
        whole = row(spacing=12, margins=(16, 0, 16, 0))
        whole.addLayout(left, 1)
        whole.addWidget(self._summary)
        self.setLayout(whole)
