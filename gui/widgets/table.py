"""The one table: a QTableView without zebra and vertical lines, its header, and the delegate that paints every cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.icons import paint_icon
from gui.models import CELL_ROLE, Cell, CellModel
from gui.style import font, look
from gui.theme import mixed
from gui.widgets.bars import draw_bar
from gui.widgets.cell_marks import paint_pair, paint_stack, paint_whisker
from gui.widgets.parts import draw_swatch

__all__ = ["CellDelegate", "Table", "draw_mark"]

Index = QModelIndex | QPersistentModelIndex
PAD = 8
# as numbers: putting flags together for every cell costs as much as writing the text
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Header(QHeaderView):
    """Captions on the raised ground; the arrow of the sorted column in the accent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(look().px(28))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(16)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, model = look().theme, self.model()
        painter.save()
        painter.fillRect(rect, QColor(theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        side = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(int(side or 0) & int(Qt.AlignmentFlag.AlignRight))
        sorted_by = getattr(model, "sorted_by", None)
        arrow = sorted_by is not None and sorted_by[0] == section
        painter.setFont(font("caption", semibold=True))
        table = self.parent()
        first, last = table.edges(section) if isinstance(table, Table) else (False, False)
        inner = rect.adjusted(12 if first else PAD, 0, -(12 if last else PAD if right else 2), 0)
        metrics = painter.fontMetrics()
        room = inner.width() - (11 if arrow else 0)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(text)
        left = inner.right() - wide - (10 if arrow else 0) if right else inner.left()
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRect(left, inner.top(), wide + 2, inner.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if sorted_by is not None and arrow:
            self._draw_arrow(painter, left + wide + 4, inner.center().y() + 1, sorted_by[1])
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(40, self.height())

    @staticmethod
    def _draw_arrow(painter: QPainter, x: float, y: float, down: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.accent))
        tip = 2.5 if down else -2.5
        painter.drawPolygon([QPointF(x, y - tip), QPointF(x + 6, y - tip), QPointF(x + 3, y + tip * 0.9)])


class Table(QTableView):
    """Rows of one height; one column takes what the others leave. Enter opens, Ctrl+C copies as TSV with header."""

    opened = Signal(QModelIndex)
    cell_clicked = Signal(QModelIndex)
    spaced = Signal(QModelIndex)

    def __init__(self, name: str = "", row_height: int = 30) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalHeader(Header(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(look().px(row_height))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CellDelegate(self))
        self.hover_row = -1
        self._widths: Sequence[int | None] = ()
        self._hidden: frozenset[int] = frozenset()
        self._last = -1
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.activated.connect(self.opened)
        self.clicked.connect(self.cell_clicked)
        look().changed.connect(self.viewport().update)

    def set_widths(self, widths: Sequence[int | None]) -> None:
        """Widths at a base of 13 px; None shares what is left, 0 hides."""
        self._widths = widths
        self.share_room()

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the person has hidden, whatever width they have."""
        return self._hidden

    @hidden_columns.setter
    def hidden_columns(self, columns: frozenset[int]) -> None:
        self._hidden = columns
        self.share_room()

    def edges(self, column: int) -> tuple[bool, bool]:
        """Whether a column is the first or the last that can be seen."""
        last = self._last if self._last >= 0 else self.model().columnCount() - 1
        return self.horizontalHeader().visualIndex(column) == 0, column == last

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.spaced.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """All rows as they stand, tab-separated, with the header."""
        model = self.model()
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(model.columnCount())]
        columns = [c for c in order if not self.isColumnHidden(c) and model.headerData(c, Qt.Orientation.Horizontal)]
        lines = ["\t".join(str(model.headerData(c, Qt.Orientation.Horizontal)) for c in columns)]
        lines += ["\t".join(str(model.index(row, c).data() or "") for c in columns) for row in range(model.rowCount())]
        return "\n".join(lines)

    def _set_hover(self, row: int) -> None:
        if row != self.hover_row:
            self.hover_row = row
            self.viewport().update()

    def share_room(self) -> None:
        """Gives the columns their widths anew."""
        if not self._widths or self.model() is None:
            return
        px, header = look().px, self.horizontalHeader()
        shown = {c: width for c, width in enumerate(self._widths) if width != 0 and c not in self._hidden}
        fixed = sum(px(width) for width in shown.values() if width)
        shares = sum(1 for width in shown.values() if width is None)
        room = max(0, self.viewport().width() - fixed)
        for column in range(len(self._widths)):
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                wide = shown[column]
                self.setColumnWidth(column, px(wide) if wide else max(px(40), room // max(1, shares)))
        self._last = max(shown, key=header.visualIndex, default=-1)

    def sort_by(self, section: int) -> None:
        """Sorts by a column, numbers from the top; by the same one again the other way round."""
        model = self.model()
        if isinstance(model, CellModel) and model.sort_key(section) is not None:
            first = model.sorted_by is None or model.sorted_by[0] != section
            descending = model.right_aligned(section) if first else not model.sorted_by[1]  # type: ignore[index]
            model.sort(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
            self.horizontalHeader().viewport().update()


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`: ground, hairline, mark, swatch, ticks, bar, text, and the ring of the current cell."""

    def __init__(self, table: Table, ground: Callable[[QPainter, QRect, Index], None] | None = None) -> None:
        super().__init__(table)
        self._table, self._ground = table, ground

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        theme, rect = look().theme, option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self._table.hover_row:
            painter.fillRect(rect, QColor(theme.selection if selected else theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(cell, Cell):
            first, last = self._table.edges(index.column())
            inner = rect.adjusted(12 if first else PAD, 0, -(12 if last else PAD), -1)
            paint_cell(painter, QRectF(inner), cell)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QObject, option: QStyleOptionViewItem, index: Index) -> bool:
        return False


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """Paints a cell's content into its inner rectangle."""
    px = look().px
    left = rect.left()
    if cell.icon:
        size = px(16)
        paint_icon(painter, QRectF(left, rect.center().y() - size / 2, size, size), cell.icon, cell.tone)
        left += size + 8
    if cell.mark:
        draw_mark(
            painter,
            QPointF(rect.right() - px(29) if cell.right else left + px(8), rect.center().y()),
            cell.mark,
            small=cell.right,
        )
        left += 0 if cell.right else px(16) + 6
    if cell.swatch is not None:
        draw_swatch(painter, QRectF(left, rect.top(), px(28), rect.height()), cell.swatch)
        left += px(28) + 8
    if cell.ticks is not None:
        _paint_ticks(painter, rect, cell)
        return
    if cell.whisker is not None:
        paint_whisker(painter, rect, cell.whisker, cell.tone)
        return
    text_font = font("label" if cell.small else "table", semibold=cell.semibold)
    if cell.pair is not None:
        paint_pair(painter, rect, text_font, cell.pair)
        return
    right = rect.right()
    if cell.stack is not None:
        room = px(cell.bar_width) if cell.right else rect.width()
        start = right - px(52) - room if cell.right else left
        if start >= left - 1:
            area = QRectF(start, rect.center().y() - px(5), room, px(10))
            paint_stack(painter, area, cell.stack, int(cell.bar_token.partition(":")[2]))
    if cell.right:
        wide = QFontMetrics(text_font).horizontalAdvance(cell.text) if cell.text else 0
        if cell.bar is not None:
            start = right - max(wide, px(44)) - 8 - px(cell.bar_width)
            if start >= left - 1:  # where there is no room for both, the figure stays
                _paint_bar(painter, QRectF(start, rect.center().y() - px(4), px(cell.bar_width), px(8)), cell)
        _write(painter, QRectF(left, rect.top(), right - left, rect.height()), text_font, cell.tone, cell.text, True)
        return
    if cell.bar is not None:
        _paint_bar(painter, QRectF(left, rect.center().y() - px(4), px(cell.bar_width), px(8)), cell)
        left += px(cell.bar_width) + 8
    if cell.second:
        half = rect.height() / 2
        _paint_line(painter, QRectF(left, rect.top() + 2, right - left, half), cell, text_font)
        _paint_second(painter, QRectF(left, rect.top() + half - 1, right - left, half - 2), cell)
    else:
        _paint_line(painter, QRectF(left, rect.top(), right - left, rect.height()), cell, text_font)


def _paint_line(painter: QPainter, rect: QRectF, cell: Cell, text_font: QFont) -> None:
    used = _write(painter, rect, text_font, cell.tone, cell.text, False)
    if cell.remark and used + 24 < rect.width():
        _write(painter, rect.adjusted(used + 6, 0, 0, 0), font("caption"), "muted", cell.remark, False)


def _paint_second(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    small = font("label")
    if not cell.reason:
        _write(painter, rect, small, "muted", cell.second, False)
        return
    reason = f"← {cell.reason}"
    # both keep two fifths of the room at least, and what one leaves is the other's
    room = max(rect.width() * 0.4, rect.width() - 8 - QFontMetrics(small).horizontalAdvance(reason))
    used = _write(painter, QRectF(rect.x(), rect.y(), room, rect.height()), small, "muted", cell.second, False)
    _write(painter, rect.adjusted(used + 8, 0, 0, 0), small, "text", reason, False)


def _write(painter: QPainter, rect: QRectF, text_font: QFont, tone: str, text: str, right: bool) -> float:
    """Writes one line, elided; returns the width it took."""
    if not text or rect.width() < 8:
        return 0.0
    painter.setFont(text_font)
    painter.setPen(QColor(getattr(look().theme, tone)))
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(text)
    if wide > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        wide = metrics.horizontalAdvance(text)
    painter.drawText(rect, RIGHT if right else LEFT, text)
    return float(wide)


def _paint_bar(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    theme = look().theme
    kind, _, rest = cell.bar_token.partition(":")
    if kind == "run":
        number, _, soft = rest.partition(":")
        colour = theme.run(int(number))
        colour = mixed(colour, theme.surface, 0.58) if soft else colour
    else:
        colour = getattr(theme, kind)
    draw_bar(painter, rect, cell.bar or 0.0, colour, theme.track)


def _paint_ticks(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    theme, px = look().theme, look().px
    base = rect.center().y() + px(7)
    painter.setPen(QColor(theme.line))
    painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.run(6)))
    assert cell.ticks is not None
    for place in cell.ticks:
        painter.drawRoundedRect(QRectF(rect.left() + place * (rect.width() - 2), base - px(11), 2, px(10)), 0.5, 0.5)


def draw_mark(painter: QPainter, centre: QPointF, mark: str, small: bool = False) -> None:
    """The filled disc with a check of a hit, or the ring of a miss."""
    theme = look().theme
    if mark == "hit":
        radius = 5.5 if small else 7.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.positive))
        painter.drawEllipse(centre, radius, radius)
        pen = QPen(QColor(theme.surface), 1.4 if small else 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        part = radius / 7
        path = [QPointF(-3.0, 0.2), QPointF(-0.9, 2.3), QPointF(3.0, -2.4)]
        painter.drawPolyline([centre + point * part for point in path])
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.miss), 1.5))
        painter.drawEllipse(centre, 3.5, 3.5)
