"""The page of the third step: both tables, a role over each column, and how far their ids match."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.session.messages.importing import ColumnRole, RolesView, TableName
from gui import words
from gui.data import sentences
from gui.data.calm_combo import CalmCombo
from gui.data.draft import SEVERAL, SINGLE
from gui.style import font, look
from gui.theme import mixed
from gui.widgets.bars import ProgressBar
from gui.widgets.parts import Elided, Glyph, Panel, clear, column, label, row, rule

__all__ = ["ColumnCard", "RolesPage"]

SAMPLES, ROW = 4, 26


class _Samples(QWidget):
    """Name, type and some values of a column, on the tint of its role."""

    def __init__(self, shown: ColumnRole) -> None:
        super().__init__()
        self._column = shown
        self.setFixedHeight(look().px(44 + ROW * SAMPLES))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)

    def show_column(self, shown: ColumnRole) -> None:
        self._column = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, shown = look().theme, look().px, self._column
        painter = QPainter(self)
        series = sentences.role_series(shown.role)
        used = bool(shown.role)
        if series is not None:
            tint = mixed(theme.run(series), theme.surface, 0.09)
            painter.fillRect(self.rect(), QColor(tint))
            painter.fillRect(QRectF(0, 0, self.width(), 2), QColor(theme.run(series)))
        elif used:
            painter.fillRect(self.rect(), QColor(theme.raised))
            painter.fillRect(QRectF(0, 0, self.width(), 2), QColor(theme.strong))
        room = self.width() - px(20)
        right = shown.type in ("integer", "decimal")
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        texts = [
            (font("caption", semibold=True), theme.text if used else theme.muted, shown.name or "—", px(6), px(18))
        ]
        remark = words.beside(sentences.column_type(shown.type), words.count(shown.distinct))
        texts.append((font("caption"), theme.muted, remark, px(22), px(16)))
        for place, value in enumerate(shown.samples[:SAMPLES]):
            tone = theme.text if used else theme.muted
            texts.append((font("table"), tone, value, px(44 + ROW * place), px(ROW)))
        for made, colour, text, top, high in texts:
            painter.setFont(made)
            painter.setPen(QColor(colour))
            shown_text = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(px(10), top, room, high), flags, shown_text)
        painter.setPen(QColor(theme.line))
        for place in range(SAMPLES):
            height = px(44 + ROW * place)
            painter.drawLine(0, height, self.width(), height)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()


class ColumnCard(QWidget):
    """A column: the combo of its role, and what it holds."""

    role_chosen = Signal(str, str)

    def __init__(self, table: TableName, shown: ColumnRole) -> None:
        super().__init__()
        self.table, self.shown = table, shown
        self.role = CalmCombo()
        self.role.setProperty("small", True)
        self._samples = _Samples(shown)
        longest = max([len(shown.name), *(len(value) for value in shown.samples)], default=0)
        self.setFixedWidth(look().px(min(230, max(124, longest * 7.2 + 28))))
        self.setLayout(column(self._framed(), self._samples, spacing=0))
        self.role.activated.connect(lambda _i: self.role_chosen.emit(self.shown.name, self.role.currentData()))
        self.show_column(shown, "")

    def show_column(self, shown: ColumnRole, place: str) -> None:
        """Takes another role; `place` is the level's number among several categories."""
        self.shown = shown
        self._samples.show_column(shown)
        self._samples.setToolTip(", ".join((shown.name, *shown.samples)))
        keys = ["", *SINGLE[self.table], *SEVERAL[self.table]]
        texts = [sentences.role(key) for key in keys]
        if place:
            texts[keys.index("category")] = f"{sentences.role('category')} {place}"
        if [self.role.itemText(i) for i in range(self.role.count())] != texts:
            self.role.clear()
            for key, text in zip(keys, texts, strict=True):
                self.role.addItem(text, key)
        self.role.setCurrentIndex(max(0, self.role.findData(shown.role)))
        self.role.setAccessibleName(self.tr("Role of {0}").format(shown.name))
        guessed = shown.role == shown.guess and bool(shown.guess)
        self.role.setToolTip(self.tr("As guessed from its name and values") if guessed else "")

    def _framed(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(self.role, margins=(4, 8, 4, 8)))
        return holder


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
        self.setFixedHeight(look().px(44 + ROW * SAMPLES + 42 + 12))


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
            panel.caption.setText(self.tr("type, different values in the sample"))
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
        self._show_table("interactions", answer.interactions)
        self._show_table("items", answer.items)
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

    def _show_table(self, table: TableName, columns: Sequence[ColumnRole]) -> None:
        cards, line = self.cards[table], self._columns[table].line
        if [card.shown.name for card in cards] != [shown.name for shown in columns]:
            clear(line)
            cards = [ColumnCard(table, shown) for shown in columns]
            self.cards[table] = cards
            for card in cards:
                card.role_chosen.connect(lambda name, role, table=table: self.role_chosen.emit(table, name, role))
                line.addWidget(card)
            line.addStretch(1)
        levels = sorted((c for c in columns if c.role == "category"), key=lambda each: each.distinct)
        for card, shown in zip(cards, columns, strict=True):
            place = levels.index(shown) + 1 if shown.role == "category" and len(levels) > 1 else 0
            card.show_column(shown, str(place) if place else "")


def _line(text: str) -> QWidget:
    said = label(text, "body", "muted")
    said.setWordWrap(True)
    holder = QWidget()
    line = row(cast("QWidget", Glyph("information")), said, spacing=10, margins=(12, 0, 12, 0))
    line.setStretch(1, 1)
    holder.setLayout(line)
    return holder
