"""Three rows behind a finding, the cell at fault marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session.messages.checking import Finding
from gui import words
from gui.style import font, look

__all__ = ["ExamplesTable"]

HEAD, ROW, LEFT = 24, 24, 58
NARROWEST, WIDEST = 64, 220


class ExamplesTable(QWidget):
    """Painted, for it has at most a handful of cells: file, line, the column at fault, then some others."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._finding: Finding | None = None
        look().changed.connect(self.update)

    def show_examples(self, finding: Finding) -> None:
        self._finding = finding
        self.setFixedHeight(look().px(HEAD + ROW * len(finding.examples)) + 1)
        lines = [
            f"{each.file}, {each.line}: " + ", ".join(f"{name} {value}" for name, value in each.cells)
            for each in finding.examples
        ]
        self.setAccessibleName(self.tr("Examples"))
        self.setAccessibleDescription("\n".join(lines))
        self.setToolTip("\n".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(400), self.height())

    def _columns(self, room: float) -> list[tuple[str, float]]:
        """Columns with their widths: those at fault first, then the others, as many as there is room for."""
        finding, px = self._finding, look().px
        assert finding is not None
        names = list(dict.fromkeys(name for each in finding.examples for name, _ in each.cells))
        faults = {each.at_fault for each in finding.examples if each.at_fault}
        names.sort(key=lambda name: name not in faults)
        if names == [""]:
            return [("", room)]
        shown: list[tuple[str, float]] = []
        for name in names:
            texts = [str(dict(each.cells).get(name, "")) for each in finding.examples]
            need = QFontMetrics(font("table", semibold=True)).horizontalAdvance(max(texts, key=len, default=""))
            need = max(need, QFontMetrics(font("caption", semibold=True)).horizontalAdvance(name))
            wide = float(min(px(WIDEST), max(px(NARROWEST), need + px(28))))
            if shown and wide > room:
                break
            shown.append((name, min(wide, room)))
            room -= wide
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._finding is None:
            return
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.raised))
        file_wide, line_wide = px(190), px(74)
        start = px(LEFT) + file_wide + line_wide + px(24)
        columns = self._columns(self.width() - px(12) - start)
        painter.setFont(font("caption", semibold=True))
        painter.setPen(QColor(theme.muted))
        self._write(painter, px(LEFT), 0, file_wide, px(HEAD), self.tr("File"))
        self._write(painter, px(LEFT) + file_wide, 0, line_wide, px(HEAD), self.tr("Line"), right=True)
        left = float(start)
        for name, wide in columns:
            text = name or self.tr("As it stands in the file")
            self._write(painter, left, 0, wide - px(12), px(HEAD), text)
            left += wide
        for number, example in enumerate(self._finding.examples):
            top = px(HEAD + ROW * number)
            painter.setPen(QColor(theme.line))
            painter.drawLine(0, top, self.width(), top)
            painter.setFont(font("table"))
            painter.setPen(QColor(theme.muted))
            self._write(painter, px(LEFT), top, file_wide, px(ROW), example.file)
            painter.setPen(QColor(theme.text))
            line = words.count(example.line) if example.line else ""
            self._write(painter, px(LEFT) + file_wide, top, line_wide, px(ROW), line, right=True)
            cells, left = dict(example.cells), float(start)
            for name, wide in columns:
                cell = QRectF(left, top, wide - px(12), px(ROW))
                self._paint_cell(painter, cell, cells.get(name), bool(name) and name == example.at_fault)
                left += wide
        painter.setPen(QColor(theme.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_cell(self, painter: QPainter, rect: QRectF, value: str | None, wrong: bool) -> None:
        theme, px = look().theme, look().px
        text = "" if value is None else value
        severe = self._finding is not None and self._finding.severity == "error"
        if wrong:
            painter.setFont(font("table", semibold=True))
            text = text or self.tr("empty")
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width() - px(12)))
            ground = QRectF(rect.left(), rect.top() + 3, metrics.horizontalAdvance(shown) + px(12), rect.height() - 5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.negative_soft if severe else theme.warning_soft))
            painter.drawRoundedRect(ground, 3, 3)
            painter.setPen(QColor(theme.negative if severe else theme.warning))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, shown)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            return
        painter.setFont(font("table"))
        painter.setPen(QColor(theme.text))
        self._write(painter, rect.left(), rect.top(), rect.width(), rect.height(), text)

    @staticmethod
    def _write(
        painter: QPainter, left: float, top: float, wide: float, high: float, text: str, right: bool = False
    ) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, top, wide, high), int(side | Qt.AlignmentFlag.AlignVCenter), shown)
