"""The question that a date leaves open, each reading with its evidence, and the weeks that the choice gives."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from engine.session.messages.importing import DateReading, TimesView
from gui import words
from gui.data.week_bars import WeekBars
from gui.style import font, look
from gui.widgets.bars import draw_bar
from gui.widgets.parts import Elided, clear, column, label, row

__all__ = ["DateQuestion", "ReadingCard"]


class ReadingCard(QAbstractButton):
    """One reading as a radio card: its order, the example under it, the share of dates that exist, the order kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look().px(80))
        self._example, self._share, self._exist, self._breaks, self._good = "", 0.0, "", "", True
        look().changed.connect(self.update)

    def show_reading(self, title: str, example: str, share: float, exist: str, breaks: str, good: bool) -> None:
        self.setText(title)
        self._example, self._share, self._exist, self._breaks, self._good = example, share, exist, breaks, good
        said = f"{words.percent(share)} {exist}"
        self.setAccessibleName(". ".join((title, example, said, breaks)))
        self.setToolTip(breaks)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(80))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = theme.accent_soft if on else theme.hover if self.underMouse() else theme.surface
        painter.setPen(QPen(QColor(theme.accent if on else theme.control), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_radio(painter, on)
        left, right = px(38), self.width() - px(12)
        painter.setFont(font("strong"))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(left, px(9), right - left, px(18)), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font("table"))
        painter.setPen(QColor(theme.muted))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, px(9), right - left, px(18)), int(side), self._example)
        colour = theme.positive if self._good else theme.negative
        draw_bar(painter, QRectF(left, px(37), px(96), px(6)), self._share, colour, theme.track)
        painter.setFont(font("table", semibold=True))
        painter.setPen(QColor(colour))
        share, start = words.percent(self._share), left + px(104)
        painter.drawText(QRectF(start, px(31), right - start, px(18)), Qt.AlignmentFlag.AlignVCenter, share)
        start += painter.fontMetrics().horizontalAdvance(share) + 8
        painter.setFont(font("table"))
        painter.setPen(QColor(theme.muted))
        self._write(painter, QRectF(start, px(31), right - start, px(18)), self._exist)
        self._write(painter, QRectF(left, px(52), right - left, px(18)), self._breaks)
        painter.end()

    def _paint_radio(self, painter: QPainter, on: bool) -> None:
        theme, px = look().theme, look().px
        ring = QRectF(px(13), px(11), px(15), px(15))
        wide = 5.0 if on else 1.5
        painter.setPen(QPen(QColor(theme.accent if on else theme.strong), wide))
        painter.setBrush(QColor(theme.on_accent if on else theme.surface))
        inset = wide / 2
        painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str) -> None:
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class DateQuestion(QWidget):
    """Cards where two readings stand, one line where there is no doubt; then the rows a week."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._times: TimesView | None = None
        self._question = label("", "strong")
        self._question.setWordWrap(True)
        self._answer = Elided("", "table", "muted")
        self.cards: list[ReadingCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._group = QButtonGroup(self)
        self._what, self._unit = label("", "table", semibold=True), label("", "table", "muted")
        self.weeks = WeekBars()
        inside = column(self._question, self._answer, spacing=6, margins=(16, 12, 16, 14))
        inside.addLayout(self._cards)
        inside.addSpacing(8)
        inside.addLayout(row(self._what, None, self._unit))
        inside.addWidget(self.weeks)
        self.setLayout(inside)
        self.hide()

    def retranslate(self) -> None:
        self._what.setText(self.tr("What that gives"))
        self._unit.setText(self.tr("rows a week"))
        if self._times is not None:
            self.show_times(self._times)

    @property
    def is_open(self) -> bool:
        """Whether several readings stand."""
        return self._times is not None and len(self._times.readings) > 1

    def first(self) -> QWidget:
        """Where the keyboard enters: the card that is chosen."""
        return next((card for card in self.cards if card.isChecked()), self)

    def mark(self, index: int) -> None:
        """Checks a card at once, while its weeks are still being read."""
        if 0 <= index < len(self.cards):
            self.cards[index].setChecked(True)

    def show_times(self, times: TimesView | None) -> None:
        """What is known of the times of the file."""
        self._times = times
        self.setVisible(times is not None)
        if times is None:
            return
        several = len(times.readings) > 1
        self._question.setText(self._ask(times) if several else self.tr("Times in {0}").format(times.column))
        self._answer.setVisible(not several)
        chosen = times.readings[times.chosen] if times.readings else None
        if chosen is not None and not several:
            self._answer.setText(self._no_doubt(times, chosen))
        self._show_cards(times if several else None)
        between = self._span(times)
        self.weeks.setVisible(bool(len(times.weeks)))
        self.weeks.show_weeks(times.weeks, words.day(times.first), between, words.day(times.last))

    def _show_cards(self, times: TimesView | None) -> None:
        readings = times.readings if times is not None else ()
        if len(readings) != len(self.cards):
            for card in self.cards:
                self._group.removeButton(card)
            clear(self._cards)
            self.cards = [ReadingCard() for _ in readings]
            for index, card in enumerate(self.cards):
                self._group.addButton(card, index)
                self._cards.addWidget(card)
                card.clicked.connect(lambda _on=False, index=index: self.chosen.emit(index))
        best = max(((reading.share, -reading.breaks) for reading in readings), default=(0.0, 0))
        for index, (card, reading) in enumerate(zip(self.cards, readings, strict=True)):
            good = (reading.share, -reading.breaks) == best
            exist = self.tr("of dates exist")
            card.show_reading(
                self._title(reading), words.day(reading.example), reading.share, exist, self._order(reading), good
            )
            card.setChecked(times is not None and index == times.chosen)

    def _ask(self, times: TimesView) -> str:
        months = [_month(reading.example) for reading in times.readings if reading.example]
        if len(months) == 2 and months[0] != months[1] and times.example:
            return self.tr("Is {0} in {1} or in {2}?").format(times.example, *months)
        return self.tr("How is {0} to be read?").format(times.example)

    def _title(self, reading: DateReading) -> str:
        return {
            "day-first": self.tr("Day first"),
            "month-first": self.tr("Month first"),
            "year-first": self.tr("Year first"),
        }.get(reading.order, reading.format)

    def _order(self, reading: DateReading) -> str:
        if reading.breaks == 0:
            return self.tr("The file stays in time order.")
        return self.tr("Times run backwards %Ln times.", "", reading.breaks)

    def _no_doubt(self, times: TimesView, reading: DateReading) -> str:
        title = self._title(reading)
        read = words.day(reading.example)
        said = f"{times.example} → {read}" if read and read != times.example else times.example
        return words.led(title, said) if title and said else title or said

    def _span(self, times: TimesView) -> str:
        if times.longest_gap < 0:
            return self.tr("parts of the file were read")
        if times.longest_gap > 1:
            return self.tr("longest gap %Ln days", "", times.longest_gap)
        return self.tr("no gap")


def _month(iso: str) -> str:
    """The name of a date's month in full."""
    return QLocale().standaloneMonthName(int(iso[5:7])) if iso[5:7].isdigit() else iso
