"""One pair of categories: how much likelier, how sure, after how many days, with which items, and who."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.session.messages.associations import PairView
from gui import words
from gui.associations.model import ItemsModel, times
from gui.style import font, look
from gui.widgets.parts import Elided, Panel, button, column, label, row, rule
from gui.widgets.scrolled import Scrolled
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["Days", "PairPanel"]

FACTS = ("interval", "support", "confidence", "weight", "back")


class Days(QWidget):
    """A histogram of the days until the first purchase, its median dashed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(96))
        self._view: PairView | None = None
        look().changed.connect(self.update)

    def show_view(self, view: PairView) -> None:
        self._view = view
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """What the drawing says."""
        view = self._view
        return "" if view is None or math.isnan(view.median) else self.tr("median %n days", "", round(view.median))

    def paintEvent(self, event: QPaintEvent) -> None:
        view, px = self._view, look().px
        if view is None or not view.users:
            return
        theme, painter = look().theme, QPainter(self)
        foot, top = self.height() - px(20), px(16)
        wide = self.width() / len(view.bins)
        most = max(1, int(view.bins.max()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.bar_soft))
        for place, number in enumerate(view.bins.tolist()):
            high = (foot - top) * number / most
            painter.drawRoundedRect(QRectF(place * wide, foot - high, wide - 2, high), 1, 1)
        painter.setPen(QColor(theme.border))
        painter.drawLine(QPointF(0, foot + 0.5), QPointF(self.width(), foot + 0.5))
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        self._draw_axis(painter, view, wide, foot)
        middle = min(view.median / view.bin_days, len(view.bins)) * wide
        painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(middle, px(2)), QPointF(middle, foot))
        painter.setPen(QColor(theme.text))
        text = self.spoken()
        long = painter.fontMetrics().horizontalAdvance(text)
        left = middle + 5 if middle + 5 + long < self.width() else middle - 5 - long
        painter.drawText(QPointF(left, px(11)), text)
        painter.end()

    def _draw_axis(self, painter: QPainter, view: PairView, wide: float, foot: float) -> None:
        last = len(view.bins) - 1
        for place in (0, round(last / 3), round(2 * last / 3), last):
            days = place * view.bin_days
            text = self.tr("{0}+ days").format(days) if place == last else str(days)
            long = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(place * wide - (long / 2 if place else 0), 0), self.width() - long)
            painter.drawText(QPointF(left, foot + look().px(14)), text)


class PairPanel(Panel):
    """Widgets only; the controller fills."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.caption = Elided("", "label", "muted")
        self.title = label("", "title")
        self.title.setWordWrap(True)
        self.lift = label("", "display")
        self._chance = label("", "table", "muted")
        self.sentence = label("", "table", "muted")
        self.sentence.setWordWrap(True)
        self.facts = {
            name: (label("", "body", "muted"), label("", "strong"), label("", "table", "muted")) for name in FACTS
        }
        self._days_title, self.days = label("", "strong"), Days()
        self._items_title, self._items_caption = label("", "strong"), label("", "caption", "muted")
        self.items, self.model = Table(row_height=38), ItemsModel()
        self.items.setModel(self.model)
        self.items.horizontalHeader().hide()
        self.items.set_widths([None, 44])
        self.items.setMinimumHeight(look().px(2 * 38))
        self.open = button("", icon_name="shoppers")
        page = QWidget()
        page.setLayout(self._lay_out())
        self.states = StatesWidget(Scrolled(page, across=False))
        self.body.addWidget(self.states)
        self._view: PairView | None = None
        self.retranslate()

    def retranslate(self) -> None:
        self.caption.setText(self.tr("Category pair"))
        self._chance.setText(self.tr("as likely as by chance"))
        names = {
            "interval": self.tr("Lift, 95 % interval"),
            "support": self.tr("Support"),
            "confidence": self.tr("Confidence"),
            "weight": self.tr("Model weight"),
            "back": self.tr("The other way"),
        }
        tips = {
            "interval": self.tr(
                "Shoppers are independent and take a step once at most: Byar's Poisson limits. "
                "The interval holds for this one pair, not for the largest of many."
            ),
            "support": self.tr("Shoppers who took the step."),
            "confidence": self.tr("Support over the shoppers who could take the step: {0}"),
            "weight": self.tr(
                "The mean weight of the row's items into the column's items, over what row and column lead one to "
                "expect. The rank counts among the row's columns."
            ),
            "back": self.tr("Lift from the column to the row."),
        }
        for name, (caption, _, _) in self.facts.items():
            caption.setText(names[name])
            able = words.count(self._view.able) if self._view is not None else ""
            caption.setToolTip(tips[name].format(able))
        self._days_title.setText(self.tr("Days until the first purchase"))
        self.days.setAccessibleName(self.tr("Days until the first purchase"))
        self._items_title.setText(self.tr("Item pairs"))
        self._items_caption.setText(self.tr("shoppers"))
        self.items.setAccessibleName(self.tr("Item pairs"))
        if self._view is not None:
            self._fill(self._view)

    def show_pair(self, view: PairView, sentence: str) -> None:
        """Fills the panel."""
        self._view = view
        self.sentence.setText(sentence)
        self.retranslate()
        self.states.show_filled()

    def _fill(self, view: PairView) -> None:
        self.title.setText(f"{view.row} → {view.column}")
        self.lift.setText(times(view.lift) or "–")
        known = not math.isnan(view.low)
        weight = times(view.weight) if not math.isnan(view.weight) else ""
        rank = self.tr("rank {0} of {1}").format(words.count(view.rank), words.count(view.ranked)) if weight else ""
        interval = self.tr("{0} to {1}").format(words.metric(view.low, 2), words.metric(view.high, 2)) if known else ""
        texts = {
            "interval": (interval, ""),
            "support": (words.count(view.users), self.tr("shoppers", "", view.users)),
            "confidence": (words.percent(view.users / view.able) if view.able else "", ""),
            "weight": (weight or self.tr("none"), rank),
            "back": (times(view.back), ""),
        }
        for name, (value, remark) in texts.items():
            self.facts[name][1].setText(value)
            self.facts[name][2].setText(remark)
            self.facts[name][2].setVisible(bool(remark))
        raw = self.tr("Mean weight {0}").format(f"{view.raw:.3g}") if weight else ""
        self.facts["weight"][1].setToolTip(raw)
        self.days.show_view(view)
        self.model.show(view.items)
        shown = bool(view.users)
        self.days.setVisible(shown)
        self._days_title.setVisible(shown)
        self.open.setVisible(shown)
        for part in (self.items, self._items_title, self._items_caption):
            part.setVisible(bool(view.items))
        self.open.setText(self.tr("Open these %Ln shoppers", "", view.users))

    def _lay_out(self) -> QVBoxLayout:
        key: QHBoxLayout = row(self.lift, self._chance, None, spacing=8)
        key.setAlignment(self._chance, Qt.AlignmentFlag.AlignBottom)
        self._chance.setContentsMargins(0, 0, 0, look().px(5))
        above = column(self.caption, 2, self.title, 8, spacing=0, margins=(12, 0, 12, 0))
        above.addLayout(key)
        above.addSpacing(4)
        above.addWidget(self.sentence)
        above.addSpacing(6)
        for caption, value, remark in self.facts.values():
            holder = QWidget()
            holder.setLayout(row(caption, None, value, remark, spacing=6))
            holder.setFixedHeight(look().px(26))
            above.addWidget(holder)
            above.addWidget(rule())
        for part in (14, self._days_title, 4, self.days, 12):
            above.addSpacing(part) if isinstance(part, int) else above.addWidget(part)
        above.addLayout(row(self._items_title, None, self._items_caption))
        below = column(self.open, margins=(12, 10, 12, 0))
        whole = column(spacing=0, margins=(3, 15, 3, 15))  # the table keeps 12 px left and right of itself
        whole.addLayout(above)
        whole.addWidget(self.items, 1000)
        whole.addStretch(1)  # takes the room of the table where there is none
        whole.addLayout(below)
        return whole
