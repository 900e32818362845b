"""The drawing of aisles: what is seen, new, ranked, a hit and a miss."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style import Role, font, look
from gui.theme import Theme

__all__ = ["Aisles"]

KNOWN = (("SALAD MIX", 8), ("APPLES", 7), ("CHICKEN", 6), ("SOFT DRINKS", 5), ("YOGURT", 4), ("CANDY", 3))
NEW = (
    ("CARROTS", "hit"),
    ("BROCCOLI", "hit"),
    ("PEPPERS", "miss"),
    ("CAT FOOD", ""),
    ("BEERS/ALES", ""),
    ("VITAMINS", ""),
)
HIGH, TOP, GAP = 112, 34, 18


class Aisles(QWidget):
    """Six aisles that a shopper knows, an arrow, six that are new to them; three of these are ranked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(218))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.texts: dict[str, str] = {}
        look().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(look().px(1108), look().px(218))

    def set_texts(self, texts: dict[str, str]) -> None:
        """Words by key: known, new, ranks, hit, miss, known_note, new_note."""
        self.texts = texts
        self.setAccessibleName(f"{texts['known']}: {texts['known_note']} {texts['new']}: {texts['new_note']}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scale = look().theme, look().scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        width = self.width() / scale
        wide = min(66.0, (width - 10 * GAP - 136) / 12)
        right = width - 6 * wide - 5 * GAP
        for index, (name, shelves) in enumerate(KNOWN):
            self._known(painter, theme, index * (wide + GAP), wide, name, shelves)
        for index, (name, outcome) in enumerate(NEW):
            self._new(painter, theme, right + index * (wide + GAP), wide, index + 1, name, outcome)
        self._arrow(painter, theme, 6 * wide + 5 * GAP + 14, right - 14)
        self._captions(painter, theme, right, width)
        painter.end()

    def _captions(self, painter: QPainter, theme: Theme, right: float, width: float) -> None:
        painter.setPen(QColor(theme.text))
        painter.setFont(_unscaled("table", True))
        painter.drawText(QRectF(0, 0, right - 20, 20), Qt.AlignmentFlag.AlignVCenter, self.texts.get("known", ""))
        painter.drawText(QRectF(right, 0, width - right, 20), Qt.AlignmentFlag.AlignVCenter, self.texts.get("new", ""))
        painter.setPen(QColor(theme.muted))
        painter.setFont(_unscaled("table"))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(0, 180, right - 60, 38), flags, self.texts.get("known_note", ""))
        painter.drawText(QRectF(right, 180, width - right, 38), flags, self.texts.get("new_note", ""))

    def _known(self, painter: QPainter, theme: Theme, x: float, wide: float, name: str, shelves: int) -> None:
        frame = QRectF(x + 0.5, TOP + 0.5, wide - 1, HIGH - 1)
        painter.setPen(QPen(QColor(theme.strong), 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(frame, 5, 5)
        box = (wide - 26) / 2
        for shelf in range(4):
            base = TOP + 26.5 + 26 * shelf
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(x + 6, base), QPointF(x + wide - 6, base))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.run(6)))
            for place in range(min(2, max(0, shelves - 2 * shelf))):
                painter.drawRoundedRect(QRectF(x + 11 + place * (box + 4), base - 16, box, 14), 2, 2)
        self._name(painter, theme, x, wide, name)

    def _new(self, painter: QPainter, theme: Theme, x: float, wide: float, rank: int, name: str, outcome: str) -> None:
        colour = {"hit": theme.positive, "miss": theme.accent}.get(outcome, theme.strong)
        pen = QPen(QColor(colour), 1.5 if outcome else 1)
        if not outcome:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(x + 0.5, TOP + 0.5, wide - 1, HIGH - 1), 5, 5)
        self._name(painter, theme, x, wide, name)
        if not outcome:
            return
        plate = QRectF(x + 10, TOP + 12, wide - 20, 34)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.positive_soft if outcome == "hit" else theme.accent_soft))
        painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(QColor(colour))
        painter.setFont(_unscaled("key", True))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, str(rank))
        centre = QPointF(x + wide / 2, TOP + 76)
        if outcome == "hit":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.positive))
            painter.drawEllipse(centre, 11, 11)
            check = QPen(
                QColor(theme.surface), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
            painter.setPen(check)
            painter.drawPolyline(QPolygonF([centre + QPointF(*p) for p in ((-5, 0.5), (-1.5, 4), (5, -3.5))]))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.miss), 1.5))
            painter.drawEllipse(centre, 9, 9)
        painter.setFont(_unscaled("caption", outcome == "hit"))
        painter.setPen(QColor(theme.positive if outcome == "hit" else theme.muted))
        word = self.texts.get(outcome, "")
        painter.drawText(QRectF(x, TOP + 90, wide, 16), Qt.AlignmentFlag.AlignCenter, word)

    def _name(self, painter: QPainter, theme: Theme, x: float, wide: float, name: str) -> None:
        painter.setFont(_unscaled("label"))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(x - 9, TOP + HIGH + 6, wide + 18, 16), Qt.AlignmentFlag.AlignCenter, name)

    def _arrow(self, painter: QPainter, theme: Theme, left: float, right: float) -> None:
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        middle = TOP + HIGH / 2
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.drawPolyline(
            QPolygonF([QPointF(right - 7, middle - 6), QPointF(right, middle), QPointF(right - 7, middle + 6)])
        )
        painter.setFont(_unscaled("table", True))
        where = QRectF(left, middle - 24, right - left, 18)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.texts.get("ranks", ""))


def _unscaled(role: Role, semibold: bool = False) -> QFont:
    """A role's font for a painter that is scaled already."""
    made = font(role, semibold)
    plain = QFont(made)
    plain.setPixelSize(max(1, round(made.pixelSize() / look().scale)))
    return plain
