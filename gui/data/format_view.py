"""The page of the second step: settings and dates left; the file as it stands and as it is read right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.session.messages.importing import FormatView, RowsFrom, TableName, TimesView
from gui.data.date_question import DateQuestion
from gui.data.format_settings import FormatSettings
from gui.data.preview import PreviewModel, PreviewTable
from gui.data.raw_lines import RawLines
from gui.style import font, look
from gui.widgets.parts import Panel, label, row, rule

__all__ = ["FormatPage"]

ROWS_FROM: tuple[RowsFrom, ...] = ("across", "start", "end", "failing")


class FileTab(QAbstractButton):
    """A file's name, its table and size muted beside it; the one shown has the accent below."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(look().px(40))
        self._remark = ""
        look().changed.connect(self.update)

    def show_file(self, name: str, remark: str) -> None:
        self.setText(name if len(name) <= 34 else f"{name[:20]}…{name[-12:]}")
        self._remark = remark
        self.setToolTip(name)
        self.setAccessibleName(f"{name}, {remark}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name = QFontMetrics(font("strong")).horizontalAdvance(self.text())
        return QSize(name + 8 + QFontMetrics(font("table")).horizontalAdvance(self._remark) + 26, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(theme.accent))
        painter.setFont(font("strong" if on else "body"))
        painter.setPen(QColor(theme.text if on or self.underMouse() else theme.muted))
        rect = QRectF(12, 0, self.width(), self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        left = 12 + painter.fontMetrics().horizontalAdvance(self.text()) + 8
        painter.setFont(font("table"))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self._remark)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 3, -2, -4), 5, 5)
        painter.end()


class FormatPage(QWidget):
    """Widgets only; the step fills and listens."""

    table_chosen = Signal(str)
    rows_from_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.settings, self.dates = FormatSettings(), DateQuestion()
        self.raw, self.model, self.preview = RawLines(), PreviewModel(), PreviewTable()
        self.preview.setModel(self.model)
        self.tabs: dict[TableName, FileTab] = {}
        self.rows_from = QComboBox()
        self.rows_from.setProperty("small", True)
        self.rows_from.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rows_from.setMinimumWidth(look().px(152))
        self.rows_from.activated.connect(lambda _i: self.rows_from_chosen.emit(self.rows_from.currentData()))
        self._rows_from_name = label("", "table", "muted")
        self.left, self.right = Panel(headed=False), Panel(headed=False)
        self.raw_head = label("", "caption", "muted", semibold=True)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        self.settings.retranslate()
        self.dates.retranslate()
        self.raw_head.setText(self.tr("As it stands in the file"))
        self.raw.setAccessibleName(self.tr("Lines as they stand in the file"))
        self.preview.setAccessibleName(self.tr("The table as it is read"))
        self._rows_from_name.setText(self.tr("Rows from"))
        self.rows_from.setAccessibleName(self.tr("Rows from"))
        texts = {
            "across": self.tr("across the file"),
            "start": self.tr("the start"),
            "end": self.tr("the end"),
            "failing": self.tr("where reading fails"),
        }
        now = max(0, self.rows_from.currentIndex())
        self.rows_from.clear()
        for key in ROWS_FROM:
            self.rows_from.addItem(texts[key], key)
        self.rows_from.setCurrentIndex(now)

    def show_tabs(self, texts: Mapping[TableName, tuple[str, str]], current: TableName) -> None:
        """One tab a file, with its table and size."""
        for table, tab in self.tabs.items():
            name, remark = texts.get(table, ("", ""))
            tab.setVisible(bool(name))
            tab.show_file(name, remark)
            tab.setChecked(table == current)

    def show_rows(self, answer: FormatView) -> None:
        """The table as read."""
        self.model.show_rows(answer.columns, answer.rows, numbered=not answer.raw)
        self.preview.fit()
        empty = self.rows_from.currentData() == "failing" and not answer.rows
        self.preview.say(self.tr("Every line of this file can be read.") if empty else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self.settings.set_narrow(wide < look().px(1260))
        self._order()
        self.left.setFixedWidth(look().px(340 if wide < look().px(1260) else 440 if wide > look().px(1700) else 392))

    def show_raw(self, lines: Sequence[tuple[int, str]], delimiter: str) -> None:
        """The lines of a text file; a file of another kind has none."""
        self._raw.setVisible(bool(lines))
        self.raw.show_lines(lines, delimiter)

    def show_times(self, times: TimesView | None) -> None:
        """What is known of the times."""
        self.dates.show_times(times)
        self._order()

    def _order(self) -> None:
        """An open question is never below the fold: where the settings take much room it stands above them."""
        first = self.dates if self.dates.is_open and self.width() < look().px(1260) else self.settings
        if self._lines.indexOf(first) != 0:
            self._lines.removeWidget(first)
            self._lines.insertWidget(0, first)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.settings)
        self._lines.addWidget(self.dates)
        self._lines.addStretch(1)
        scroll.setWidget(inside)
        self.left.body.addWidget(scroll)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 12, 0)
        head.setSpacing(0)
        group = QButtonGroup(self)
        for table in ("interactions", "items"):
            tab = FileTab()
            tab.clicked.connect(lambda _on=False, table=table: self.table_chosen.emit(table))
            group.addButton(tab)
            self.tabs[table] = tab
            head.addWidget(tab)
        head.addStretch(1)
        head.addWidget(self._rows_from_name)
        head.addSpacing(8)
        head.addWidget(self.rows_from)
        raw = self._raw = QFrame()
        raw.setProperty("ground", "raised")
        inside_raw = QVBoxLayout(raw)
        inside_raw.setContentsMargins(12, 8, 12, 8)
        inside_raw.setSpacing(4)
        inside_raw.addWidget(self.raw_head)
        inside_raw.addWidget(self.raw)
        self.right.body.addLayout(head)
        self.right.body.addWidget(rule())
        self.right.body.addWidget(raw)
        self.right.body.addWidget(rule())
        self.right.body.addWidget(self.preview, 1)
        whole = row(self.left, self.right, spacing=12, margins=(16, 0, 16, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
