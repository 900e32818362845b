"""The table as it is read: names over types, faults on soft ground with their reason below the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QStyleOptionViewItem, QWidget

from engine.session.messages.importing import PreviewRow
from gui import words
from gui.data import sentences
from gui.models import Cell, CellModel
from gui.style import font, look
from gui.widgets.parts import label, row
from gui.widgets.table import CellDelegate, Table

__all__ = ["PreviewModel", "PreviewTable"]

Index = QModelIndex | QPersistentModelIndex
NUMBERS = ("integer", "decimal")
MOMENTS = ("date", "date and time")
NARROWEST, WIDEST, MOST_MORE = 56, 240, 160
NUMBER = re.compile(r"-?\d+(\.\d+)?")
MOST_DECIMALS = 4


class PreviewModel(CellModel):
    """Line numbers, then the columns of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[tuple[str, str], ...] = ()
        self._decimals: tuple[int, ...] = ()
        self.rows: tuple[PreviewRow, ...] = ()
        self._numbered = False

    def show_rows(self, columns: Sequence[tuple[str, str]], rows: Sequence[PreviewRow], numbered: bool = False) -> None:
        """Takes what was read; `numbered` where a row has no line, but a number."""
        self.columns, self.rows, self._numbered = tuple(columns), tuple(rows), numbered
        self._decimals = tuple(
            _decimals(row.cells[place] for row in rows if place < len(row.cells) and place not in row.faults)
            if kind == "decimal"
            else 0
            for place, (_, kind) in enumerate(columns)
        )
        self.reset_rows(np.arange(len(rows), dtype=np.intp))

    def titles(self) -> list[str]:
        return [self.tr("Row") if self._numbered else self.tr("Line"), *(name for name, _ in self.columns)]

    def type_of(self, column: int) -> str:
        """The type under a column's name."""
        return sentences.column_type(self.columns[column - 1][1]) if column else ""

    def right_aligned(self, column: int) -> bool:
        return column == 0 or self.columns[column - 1][1] in NUMBERS

    def turns(self, column: int) -> bool:
        """Whether a column begins apart from the one before: the first, and text right of numbers."""
        return column == 0 or (self.right_aligned(column - 1) and not self.right_aligned(column))

    def header_tip(self, column: int) -> str:
        return self.columns[column - 1][0] if column else ""

    def fault(self, row: int, column: int) -> str:
        """Why a cell cannot be read, empty where it can."""
        code = self.rows[row].faults.get(column - 1, "") if column and 0 <= row < len(self.rows) else ""
        return sentences.fault(code, self.columns[column - 1][0]) if code else ""

    def text(self, row: int, place: int) -> str:
        """A cell of the file's column as it is shown: moments in the language's words, decimals alike,
        faults as they stand."""
        cells = self.rows[row].cells
        text = cells[place] if place < len(cells) else ""
        if (most := self._decimals[place]) and place not in self.rows[row].faults and NUMBER.fullmatch(text):
            return f"{text}{'' if '.' in text else '.'}{'0' * (most - len(text.partition('.')[2]))}"
        if self.columns[place][1] not in MOMENTS or place in self.rows[row].faults or len(text) < 10:
            return text
        return words.moment(text)

    def cell(self, position: int, column: int) -> Cell:
        shown = self.rows[position]
        if column == 0:
            return Cell(words.count(shown.line), tone="muted", right=True)
        text, wrong = self.text(position, column - 1), self.fault(position, column)
        return Cell(
            text,
            tone="negative" if wrong else "text",
            semibold=bool(wrong),
            right=self.right_aligned(column),
            tip=wrong or (text if len(text) > 24 else ""),
            spoken=words.led(text, wrong) if wrong else "",
        )


def _decimals(texts: Iterable[str]) -> int:
    """The most decimals of a column, so that all of its numbers can have as many; 0 where they have too many."""
    most = max((len(text.partition(".")[2]) for text in texts if NUMBER.fullmatch(text)), default=0)
    return most if most <= MOST_DECIMALS else 0


class _Header(QHeaderView):
    """Two lines: name and type."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(look().px(42))
        self.setMinimumSectionSize(16)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, model = look().theme, self.model()
        painter.save()
        painter.fillRect(rect, QColor(theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if isinstance(model, PreviewModel) and section < model.columnCount():
            right = model.right_aligned(section)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            flags = int(side | Qt.AlignmentFlag.AlignVCenter)
            inner = rect.adjusted(12 if model.turns(section) else 8, 0, -8, 0)
            half = rect.height() / 2
            kind = model.type_of(section)
            painter.setFont(font("caption", semibold=True))
            painter.setPen(QColor(theme.text if section else theme.muted))
            top = inner.adjusted(0, 5, 0, -round(half)) if kind else inner
            name = painter.fontMetrics().elidedText(model.titles()[section], Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(top, flags, name)
            painter.setFont(font("caption"))
            painter.setPen(QColor(theme.muted))
            painter.drawText(inner.adjusted(0, round(half) - 1, 0, -4), flags, kind)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(40, self.height())


class _Faults(CellDelegate):
    """A fault stands on the soft negative ground."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if isinstance(model, PreviewModel) and model.fault(index.row(), index.column()):
            painter.fillRect(option.rect, QColor(look().theme.negative_soft))
        super().paint(painter, option, index)


class PreviewTable(Table):
    """Scrolls both ways; the reason of the first fault in sight, or of the current cell, stands below its cell."""

    def __init__(self) -> None:
        super().__init__(row_height=28)
        self.setHorizontalHeader(_Header(self))
        self.setItemDelegate(_Faults(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self._natural: list[int] = []
        self._reason = QFrame(self.viewport())
        self._reason.setProperty("raised", True)
        self._text = QLabel()
        self._text.setFont(font("table"))
        self._reason.setLayout(row(self._text, margins=(10, 6, 10, 6)))
        self._reason.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._reason.hide()
        self._note = label("", "body", "muted")
        self._note.setParent(self.viewport())
        self._note.hide()
        self.verticalScrollBar().valueChanged.connect(lambda _v: self._place())
        self.horizontalScrollBar().valueChanged.connect(lambda _v: self._place())

    def fit(self) -> None:
        """Columns as wide as what they hold, within bounds."""
        model = self.model()
        assert isinstance(model, PreviewModel)
        widths = [76]
        for place, (name, kind) in enumerate(model.columns):
            texts = [model.text(row, place) for row in range(min(60, len(model.rows)))]
            need = max(
                QFontMetrics(font("caption", semibold=True)).horizontalAdvance(name),
                QFontMetrics(font("caption")).horizontalAdvance(sentences.column_type(kind)),
                QFontMetrics(font("table")).horizontalAdvance(max(texts, key=len, default="")),
            )
            widths.append(round(min(WIDEST, max(NARROWEST, need / look().scale + 22))))
        self._natural = widths
        self._spread()
        self._place()

    def _spread(self) -> None:
        """Columns share what room is left; the line numbers need none."""
        room = self.viewport().width() / look().scale - sum(self._natural)
        columns = len(self._natural) - 1
        if columns < 1 or room <= 0:
            self.set_widths(self._natural)
            return
        more = min(MOST_MORE, int(room / columns))
        spread = [self._natural[0], *(width + more for width in self._natural[1:])]
        model = self.model()
        numbers = isinstance(model, PreviewModel) and model.right_aligned(columns)
        self.set_widths([*spread[:-1], spread[-1] if numbers and room / columns > MOST_MORE else None])

    def edges(self, column: int) -> tuple[bool, bool]:
        """Text right of numbers begins as far from them as the first column from the edge."""
        first, last = super().edges(column)
        model = self.model()
        return first or (isinstance(model, PreviewModel) and model.turns(column)), last

    def say(self, text: str) -> None:
        """A sentence where there is no row."""
        self._note.setText(text)
        self._note.adjustSize()
        self._note.setVisible(bool(text))
        self._place()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        self._place()

    def _place(self) -> None:
        self._note.move(max(16, (self.viewport().width() - self._note.width()) // 2), look().px(32))
        index = self._at_fault()
        if index is None:
            self._reason.hide()
            return
        model = self.model()
        assert isinstance(model, PreviewModel)
        self._text.setText(model.fault(index.row(), index.column()))
        self._reason.adjustSize()
        cell = self.visualRect(index)
        left = min(cell.left(), self.viewport().width() - self._reason.width() - 8)
        self._reason.move(max(8, left), cell.bottom() + 3)
        self._reason.show()

    def _at_fault(self) -> QModelIndex | None:
        """The current cell if it is at fault, else the first fault that is in sight."""
        model = self.model()
        if not isinstance(model, PreviewModel):
            return None
        current = self.currentIndex()
        if current.isValid() and model.fault(current.row(), current.column()):
            return current
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = len(model.rows) - 1 if last < 0 else last
        for place in range(first, last + 1):
            for column in sorted(model.rows[place].faults):
                index = model.index(place, column + 1)
                if self.visualRect(index).right() > 0 and self.visualRect(index).left() < self.viewport().width():
                    return index
        return None
