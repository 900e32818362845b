"""The page of the third step: both tables, a role over each column, and how far their ids match."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.session.messages.importing import ColumnRole, PreviewRow, RolesView, TableName
from gui import words
from gui.data import sentences
from gui.data.calm_combo import CalmCombo
from gui.data.draft import SEVERAL, SINGLE
from gui.data.preview import NUMBERS
from gui.style import font, look
from gui.theme import mixed
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, Glyph, Panel, clear, column, label, row, rule

__all__ = ["ColumnCard", "RolesPage"]

HEAD, ROW, COMBO = 44, 26, 44
FEWEST, MOST = 3, 12  # rows of a table
BETWEEN = 56  # the share of matched ids with the gaps about it, and a line of advice
MOST_MORE = 120  # by which a column may be wider than what it holds


class _Cells(QWidget):
    """Cells of one column under its name and type, on the tint of its role."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._remark = self._role = ""
        self._right = False
        self._texts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)

    def show_cells(self, name: str, remark: str, role: str, right: bool, texts: Sequence[str]) -> None:
        self._name, self._remark, self._role, self._right, self._texts = name, remark, role, right, tuple(texts)
        self.setFixedHeight(look().px(HEAD + ROW * len(self._texts)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        series = sentences.role_series(self._role)
        painter.fillRect(0, 0, self.width(), px(HEAD), QColor(theme.raised))
        if series is not None:
            painter.fillRect(self.rect().adjusted(0, 0, -1, 0), QColor(mixed(theme.run(series), theme.surface, 0.09)))
        if self._role:
            edge = theme.strong if series is None else theme.run(series)
            painter.fillRect(0, 0, self.width() - 1, 2, QColor(edge))
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        tone = theme.text if self._role else theme.muted
        texts = [
            (font("caption", semibold=True), tone, self._name, px(6), px(18)),
            (font("caption"), theme.muted, self._remark, px(22), px(16)),
            *((font("table"), tone, text, px(HEAD + ROW * place), px(ROW)) for place, text in enumerate(self._texts)),
        ]
        room = self.width() - px(20)
        for made, colour, text, top, high in texts:
            painter.setFont(made)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(px(10), top, room, high), flags, shown)
        painter.setPen(QColor(theme.line))
        for place in range(len(self._texts)):
            painter.drawLine(0, px(HEAD + ROW * place), self.width(), px(HEAD + ROW * place))
        painter.end()


class _Lines(QWidget):
    """Where the rows stand in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = _Cells()
        self.setFixedWidth(look().px(68))
        self.setLayout(column(look().px(COMBO), self._cells, spacing=0))

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        self._cells.show_cells("", "", "", True, [words.count(each.line) for each in rows])


class ColumnCard(QWidget):
    """A column: the combo of its role, and what it holds."""

    role_chosen = Signal(str, str)

    def __init__(self, table: TableName, shown: ColumnRole, texts: Sequence[str]) -> None:
        super().__init__()
        self.table, self.shown = table, shown
        self.role = CalmCombo()
        self.role.setProperty("small", True)
        self._cells = _Cells()
        longest = max([len(shown.name), *(len(text) for text in texts)], default=0)
        natural = look().px(min(230, max(124, longest * 7.2 + 28)))
        self.setMinimumWidth(natural)
        self.setMaximumWidth(natural + look().px(MOST_MORE))
        holder = QWidget()
        holder.setFixedHeight(look().px(COMBO))
        holder.setLayout(row(self.role, margins=(4, 0, 4, 0)))
        self.setLayout(column(holder, self._cells, spacing=0))
        self.role.activated.connect(lambda _i: self.role_chosen.emit(self.shown.name, self.role.currentData()))
        self.show_column(shown, "", texts)

    def show_column(self, shown: ColumnRole, place: str, texts: Sequence[str]) -> None:
        """Takes another role; `place` is the level's number among several categories."""
        self.shown = shown
        remark = words.beside(sentences.column_type(shown.type), words.count(shown.distinct))
        self._cells.show_cells(shown.name or "—", remark, shown.role, shown.type in NUMBERS, texts)
        self._cells.setToolTip(", ".join((shown.name, *shown.samples)))
        keys = ["", *SINGLE[self.table], *SEVERAL[self.table]]
        names = [sentences.role(key) for key in keys]
        if place:
            names[keys.index("category")] = f"{sentences.role('category')} {place}"
        if [self.role.itemText(i) for i in range(self.role.count())] != names:
            self.role.clear()
            for key, text in zip(keys, names, strict=True):
                self.role.addItem(text, key)
        self.role.setCurrentIndex(max(0, self.role.findData(shown.role)))
        self.role.setAccessibleName(self.tr("Role of {0}").format(shown.name))
        guessed = shown.role == shown.guess and bool(shown.guess)
        self.role.setToolTip(self.tr("As guessed from its name and values") if guessed else "")


class _Columns(QScrollArea):
    """The columns of a table side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.line = QHBoxLayout(inside)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(0)
        self.setWidget(inside)

    def set_rows(self, count: int) -> None:
        """Gives the table the height of its rows, and of the bar that scrolls it sideways."""
        self.setFixedHeight(look().px(COMBO + HEAD + ROW * count + 12))


class RolesPage(QScrollArea):
    """Interactions above, items below, between them the share of ids that match."""

    role_chosen = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._answer: RolesView | None = None
        self._room = FEWEST
        self._lines: dict[TableName, _Lines] = {}
        self.cards: dict[TableName, list[ColumnCard]] = {"interactions": [], "items": []}
        self._panels: dict[TableName, Panel] = {"interactions": Panel(), "items": Panel()}
        self._columns: dict[TableName, _Columns] = {"interactions": _Columns(), "items": _Columns()}
        for table, panel in self._panels.items():
            panel.body.addWidget(rule())
            panel.body.addWidget(self._columns[table])
        self._matched, self._bar = Elided("", "table", "muted"), ProgressBar(6)
        self._bar.setFixedWidth(look().px(120))
        self._match = QWidget()
        line = row(self._bar, self._matched, spacing=12, margins=(12, 0, 12, 0))
        line.setStretch(1, 1)
        self._match.setLayout(line)
        self._advice = QVBoxLayout()
        self._advice.setSpacing(6)
        page = QWidget()
        inside = column(self._panels["interactions"], self._match, self._panels["items"], spacing=12)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addLayout(self._advice)
        inside.addStretch(1)
        page.setLayout(inside)
        self.setWidget(page)
        self.retranslate()

    def retranslate(self) -> None:
        for table, panel in self._panels.items():
            panel.title.setText(sentences.table_name(table))
            panel.caption.setText(self.tr("the first rows; type and different values in the sample"))
        if self._answer is not None:
            self.show_roles(self._answer)

    def panels(self) -> list[QWidget]:
        return [cards[0].role for cards in self.cards.values() if cards]

    def go_to(self, table: TableName) -> None:
        """Puts the focus on the first column without a role."""
        cards = self.cards[table]
        free = next((card for card in cards if not card.shown.role), cards[0] if cards else None)
        if free is not None:
            free.role.setFocus()
            self._columns[table].ensureWidgetVisible(free)

    def show_roles(self, answer: RolesView) -> None:
        """Both tables with the roles that the draft gives."""
        self._answer = answer
        self._show_table("interactions", answer.interactions, answer.interactions_rows)
        self._show_table("items", answer.items, answer.items_rows)
        self._panels["items"].setVisible(bool(answer.items))
        known = not math.isnan(answer.matched)
        self._match.setVisible(known)
        if known:
            self._bar.set_fraction(answer.matched)
            text = self.tr("{0} of the interactions looked at find their item in the items.")
            self._matched.setText(text.format(words.percent(answer.matched)))
        clear(self._advice)
        for code in answer.advice:
            self._advice.addWidget(_line(sentences.advice(code)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many rows as there is room for, so that both tables and what lies between are in sight."""
        super().resizeEvent(event)
        tables = 1 + bool(self._answer and self._answer.items)
        around = look().px(40 + COMBO + HEAD + 12 + 14)
        left = (self.height() - look().px(BETWEEN)) // tables - around
        room = min(MOST, max(FEWEST, left // look().px(ROW)))
        if room != self._room:
            self._room = room
            if self._answer is not None:
                self.show_roles(self._answer)

    def _show_table(self, table: TableName, columns: Sequence[ColumnRole], rows: Sequence[PreviewRow]) -> None:
        cards, line = self.cards[table], self._columns[table].line
        texts = [[row.cells[place] if place < len(row.cells) else "" for row in rows] for place in range(len(columns))]
        if [card.shown.name for card in cards] != [shown.name for shown in columns]:
            clear(line)
            lines = self._lines[table] = _Lines()
            cards = [ColumnCard(table, shown, cells) for shown, cells in zip(columns, texts, strict=True)]
            self.cards[table] = cards
            line.addWidget(lines, 0, Qt.AlignmentFlag.AlignTop)
            for card in cards:
                card.role_chosen.connect(lambda name, role, table=table: self.role_chosen.emit(table, name, role))
                line.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
            line.addStretch(0)
        self._columns[table].set_rows(min(self._room, len(rows)))
        if table in self._lines:
            self._lines[table].show_rows(rows[: self._room])
        levels = sorted((c for c in columns if c.role == "category"), key=lambda each: each.distinct)
        for card, shown, cells in zip(cards, columns, texts, strict=True):
            place = levels.index(shown) + 1 if shown.role == "category" and len(levels) > 1 else 0
            card.show_column(shown, str(place) if place else "", cells[: self._room])


def _line(text: str) -> QWidget:
    said = label(text, "body", "muted")
    said.setWordWrap(True)
    holder = QWidget()
    line = row(cast("QWidget", Glyph("information")), said, spacing=10, margins=(12, 0, 12, 0))
    line.setStretch(1, 1)
    holder.setLayout(line)
    return holder
