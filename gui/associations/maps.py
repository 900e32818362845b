"""Both maps in one widget, for one cursor, zoom and scroll; each is an image of one px a cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session.messages.associations import AssociationsView
from gui.associations.grid import Grid
from gui.associations.names import Names
from gui.associations.shades import Scale, colour_table, image
from gui.style import look
from gui.widgets.parts import Elided, label

__all__ = ["Maps"]

PAD, NAMES, GAP, HEAD = 10, 144, 18, 44
NARROWEST = 330  # px from one map to the other, for their heads
TITLE = 166  # px of a head's words at least
STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}

Cell = tuple[int, int]


class Maps(QWidget):
    """Row leads to column. The pointer rules both maps, a click pins the pair, arrows walk, the wheel zooms."""

    hovered = Signal(object)  # (row, column), or None
    pinned = Signal(int, int)
    opened = Signal()
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        px = look().px
        self.setMinimumSize(px(PAD * 2 + NAMES + GAP + 2 * (TITLE + 120 + Scale.GREY - 6)), px(300))
        self.grid = Grid()
        self._names = Names(self.grid, look().px(PAD), look().px(HEAD))
        self.titles = (Elided("", "strong"), Elided("", "strong"))
        self.captions = (Elided("", "caption", "muted"), Elided("", "caption", "muted"))
        self.scales = (Scale(), Scale())
        self.remark = label("", "body", "muted")
        self.remark.setWordWrap(True)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.corner = label("", "caption", "muted")
        self.corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._read_out = label("", "table")
        self._read_out.setProperty("raised", True)
        self._read_out.setContentsMargins(8, 5, 8, 5)
        for part in (*self.titles, *self.captions, *self.scales, self.remark, self.corner, self._read_out):
            part.setParent(self)
        self._read_out.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._read_out.hide()
        self._pointer = QPointF(0, 0)
        self.pin: Cell | None = None
        self.hover: Cell | None = None
        self._view: AssociationsView | None = None
        self._images: list[QImage | None] = [None, None]
        self._still: QPixmap | None = None
        self._grabbed: QPointF | None = None
        look().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(look().px(1000), look().px(600))

    def set_view(self, view: AssociationsView, remark: str) -> None:
        """Shows other maps; `remark` stands where the model's map would, if there is none."""
        self._view = view
        self._set_hover(None)
        self.say("")
        self.scales[0].show_signed(view.relation == "signed")
        shades = (view.weight_shades, view.lift_shades)
        made = [image(part, scale.signed) for part, scale in zip(shades, self.scales, strict=True)]
        self._images = [None if remark else made[0], made[1]]
        self.remark.setText(remark)
        self._names.texts = view.names
        self.grid.set_cells(len(view.names))
        self._place()

    def set_pin(self, cell: Cell | None, centred: bool = False) -> None:
        """Marks a pair and brings it into view, or into its middle."""
        self.pin = cell
        if cell is not None:
            before = QPointF(self.grid.at)
            self.grid.show_cell(*cell, centred=centred)
            if before != self.grid.at:
                self._still = None
        self.update()

    def say(self, text: str) -> None:
        """What stands beside the pointer; nothing hides it."""
        self._read_out.setText(text)
        self._read_out.setVisible(bool(text))
        if text:
            self._read_out.adjustSize()
            size, point = self._read_out.size(), self._pointer
            x = point.x() + 16 if point.x() + 16 + size.width() < self.width() else point.x() - 16 - size.width()
            y = min(max(point.y() - size.height() / 2, 2), self.height() - size.height() - 2)
            self._read_out.move(round(x), round(y))
            self._read_out.raise_()

    def draw(self, painter: QPainter) -> None:
        """Draws all that is seen, titles and scales too, for a file."""
        theme = look().theme
        painter.fillRect(self.rect(), QColor(theme.surface))
        self._draw_maps(painter)
        for view in self._there():
            for part, tone in ((self.titles[view], theme.text), (self.captions[view], theme.muted)):
                painter.setFont(part.font())
                painter.setPen(QColor(tone))
                painter.drawText(QRectF(part.geometry()), int(Qt.AlignmentFlag.AlignVCenter), part.text())
            painter.save()
            painter.translate(self.scales[view].pos())
            self.scales[view].draw(painter)
            painter.restore()
        if self.pin is not None:
            self._names.draw_pair(painter, *self.pin, self._there())
        self._draw_cursor(painter)

    # Qt's side

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None or not self.grid.n:
            return
        if self._still is None or self._still.deviceIndependentSize().toSize() != self.size():
            self._still = self._draw_still()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        if self.pin is not None and self.pin != self.hover:
            self._names.draw_pair(painter, *self.pin, self._there())
        if self.hover is not None:
            self._names.draw_pair(painter, *self.hover, self._there())
        self._draw_cursor(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._pointer = event.position()
        if self._grabbed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = self._grabbed - point
            if self.grid.whole > min(self.grid.wide, self.grid.high) and (
                self.cursor().shape() == Qt.CursorShape.ClosedHandCursor or _far(moved)
            ):
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.grid.scroll(moved)
                self._grabbed = point
                self._redraw()
                return
        self._set_hover(self.grid.cell_at(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        self._grabbed = None
        self.unsetCursor()
        cell = self.grid.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and not dragged and cell is not None:
            self._choose(cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.grid.cell_at(event.position()) is not None:
            self.opened.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        self._pointer = event.position()
        if event.angleDelta().y():
            self._zoom(event.angleDelta().y(), event.position())
            self._set_hover(self.grid.cell_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and self.grid.n:
            row, column = self.pin or (0, 0)
            down, right = STEPS[key] if self.pin is not None else (0, 0)
            last = self.grid.n - 1
            self._set_hover(None)
            self._choose((min(max(row + down, 0), last), min(max(column + right, 0), last)))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and self.grid.n:
            self._zoom(-1 if key == Qt.Key.Key_Minus else 1, QPointF(-9e3, -9e3))
            if self.pin is not None:
                self.set_pin(self.pin)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    # what happens

    def _zoom(self, steps: float, point: QPointF) -> None:
        cells = self.grid.under(point)
        if self.grid.zoom(steps):
            self._place()
            self.grid.hold(cells, point)
            self._redraw()

    def _choose(self, cell: Cell) -> None:
        self.set_pin(cell)
        self.pinned.emit(*cell)

    def _set_hover(self, cell: Cell | None) -> None:
        if cell != self.hover:
            self.hover = cell
            self.hovered.emit(cell)
            self.update()

    def _restyle(self) -> None:
        for made, scale in zip(self._images, self.scales, strict=True):
            if made is not None:
                made.setColorTable(colour_table(look().theme.name, scale.signed))
        self._redraw()

    def _redraw(self) -> None:
        self._still = None
        self.update()

    # where things lie

    def _place(self) -> None:
        """Fits the maps and what stands above them."""
        px = look().px
        names = px(NAMES)
        room = max(3, (self.width() - px(PAD) * 2 - names - px(GAP)) // 2)
        above, down = self._room(room)
        left = px(PAD) + names
        across = min(room, max(self.grid.needed(room, down), px(NARROWEST)))
        self.grid.place(left, above, (room, down), across + px(GAP))
        wide = self.grid.lefts[1] - self.grid.lefts[0] - px(GAP)
        for view, x in enumerate(self.grid.lefts):
            scale = self.scales[view]
            end = x + (min(wide, max(self.grid.wide, px(NARROWEST))))
            scale.move(end - scale.width() + px(6), px(6))
            text = max(0, end - scale.width() - x - px(4))
            self.titles[view].setGeometry(x, px(4), text, px(18))
            self.captions[view].setGeometry(x, px(4) + px(18), text, px(15))
        self.scales[0].setVisible(self._images[0] is not None)
        self.remark.setGeometry(QRect(self.grid.lefts[0], self.grid.top, wide, down).adjusted(px(8), 0, -px(8), 0))
        self.remark.setVisible(bool(self.remark.text()))
        self.corner.setGeometry(px(4), px(4), left - px(12), above - px(8))
        self._redraw()

    def _room(self, across: int) -> tuple[int, int]:
        """px above either map, and px below that; turned names take much, so only where they are."""
        px = look().px
        for upright in (True, False):
            self._names.upright = upright
            above = px(HEAD) + self._names.room(upright)
            down = max(self.height() - above - px(10), 3)
            if not upright or self.grid.would_label((across, down)):
                break
        return above, down

    # what is drawn

    def _draw_still(self) -> QPixmap:
        """Everything but the cursor; kept until something moves."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(look().theme.surface))
        painter = QPainter(made)
        self._draw_maps(painter)
        painter.end()
        return made

    def _draw_maps(self, painter: QPainter) -> None:
        for view, picture in enumerate(self._images):
            if picture is not None:
                self._draw_map(painter, view, picture)
        if self.grid.labelled:
            self._names.draw_all(painter, self._there())

    def _draw_map(self, painter: QPainter, view: int, picture: QImage) -> None:
        grid, theme = self.grid, look().theme
        frame = grid.frame(view)
        painter.save()
        painter.setClipRect(frame)
        corner = grid.rect(view, 0, 0).topLeft()
        painter.drawImage(QRect(corner, QSize(grid.whole, grid.whole)), picture)
        rows, columns = grid.rows, grid.columns
        if grid.cell >= 7:
            painter.setPen(QColor(theme.surface))
            self._rule(painter, view, rows, columns, None)
        painter.setPen(QColor(theme.control))
        assert self._view is not None
        self._rule(painter, view, rows, columns, self._view.groups)
        painter.restore()

    def _rule(self, painter: QPainter, view: int, rows: range, columns: range, groups: object) -> None:
        """Lines right of and below every cell, or only where a group ends."""
        frame = self.grid.frame(view)
        for indices, upright in ((rows, False), (columns, True)):
            for index in indices:
                if groups is not None and (index + 1 >= self.grid.n or groups[index] == groups[index + 1]):  # type: ignore[index]
                    continue
                rect = self.grid.rect(view, index, index)
                if upright:
                    painter.drawLine(rect.right(), frame.top(), rect.right(), frame.bottom())
                else:
                    painter.drawLine(frame.left(), rect.bottom(), frame.right(), rect.bottom())

    def _draw_cursor(self, painter: QPainter) -> None:
        """Rules the row and the column of the pair looked at through both maps, and rings the pinned cell."""
        theme, looked_at = look().theme, self.hover or self.pin
        for view in self._there():
            frame = self.grid.frame(view)
            painter.setClipRect(frame.adjusted(-2, -2, 2, 2))
            if looked_at is not None:
                painter.setPen(QPen(QColor(theme.strong), 1))
                cell = self.grid.rect(view, *looked_at)
                for y in (cell.top() - 1, cell.bottom()):
                    painter.drawLine(QPoint(frame.left(), y), QPoint(frame.right(), y))
                for x in (cell.left() - 1, cell.right()):
                    painter.drawLine(QPoint(x, frame.top()), QPoint(x, frame.bottom()))
            self._draw_thumbs(painter, frame)
            if self.pin is not None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                ring = QRectF(self.grid.rect(view, *self.pin)).adjusted(-2, -2, 1, 1)
                # a bright line inside, for on a dark cell the ring would not be seen
                for colour, away in ((theme.surface, 1.5), (theme.focus if self.hasFocus() else theme.text, 0.0)):
                    painter.setPen(QPen(QColor(colour), 2))
                    painter.drawRoundedRect(ring.adjusted(away, away, -away, -away), 3, 3)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_thumbs(self, painter: QPainter, frame: QRect) -> None:
        """Which part of all cells is seen, along the lower and the right edge."""
        whole, at, colour = self.grid.whole, self.grid.at, QColor(look().theme.strong)
        if whole > self.grid.wide:
            begin, long = (round(px * self.grid.wide / whole) for px in (at.x(), self.grid.wide))
            painter.fillRect(QRect(frame.left() + begin, frame.bottom() - 1, long, 3), colour)
        if whole > self.grid.high:
            begin, long = (round(px * self.grid.high / whole) for px in (at.y(), self.grid.high))
            painter.fillRect(QRect(frame.right() - 1, frame.top() + begin, 3, long), colour)

    def _there(self) -> list[int]:
        return [view for view, picture in enumerate(self._images) if picture is not None]


def _far(moved: QPointF) -> bool:
    return abs(moved.x()) + abs(moved.y()) > 4
