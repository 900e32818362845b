"""A plot as a file: PNG, SVG and PDF with title and legend, CSV with the values behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRect,
    QRectF,
    QSaveFile,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from gui.style import font, look
from gui.widgets.parts import draw_swatch
from gui.widgets.plot import Plot

__all__ = ["Form", "plot_bytes", "save", "values_text"]

Form = Literal["png", "svg", "pdf", "csv"]
SHARPNESS = 2  # pixels of a PNG for one of the screen
INCH = 96  # pixels of the screen in an inch of paper
HEAD, LEGEND = 36, 20


def plot_bytes(plot: Plot, title: str, remark: str, form: Form) -> bytes:
    """The content of a file.

    Args:
        title: over the picture.
        remark: muted, beside the title: what the figures are means of.
    """
    if form == "csv":
        return values_text(plot, ",").encode("utf-8")
    with plot.at_rest():
        picture = _Picture(plot, title, remark)
        return {"png": _png, "svg": _svg, "pdf": _pdf}[form](picture)


def values_text(plot: Plot, delimiter: str = "\t") -> str:
    """The values as a table with a header; no value is an empty cell."""
    names, rows = plot.values()
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([["" if np.isnan(value) else f"{value:.10g}" for value in row] for row in rows])
    return held.getvalue()


def save(file: Path, content: bytes) -> str:
    """Writes a file whole or not at all; returns why it could not be written, or nothing."""
    target = QSaveFile(str(file))
    if not target.open(QIODevice.OpenModeFlag.WriteOnly):
        return target.errorString()
    target.write(QByteArray(content))
    return "" if target.commit() else target.errorString()


class _Picture:
    """Title, plot and legend on the plot's own ground; drawn by any painter."""

    def __init__(self, plot: Plot, title: str, remark: str) -> None:
        px = look().px
        self._plot, self._title, self._remark = plot, title, remark
        self._lines = _legend_lines(plot.legend(), plot.width() - px(32))
        self.title = title
        self.size = QSize(plot.width(), px(HEAD) + plot.height() + px(LEGEND) * len(self._lines) + px(12))

    def draw(self, painter: QPainter) -> None:
        theme, px, plot = look().theme, look().px, self._plot
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), QColor(theme.surface))
        painter.setPen(QColor(theme.text))
        painter.setFont(font("strong"))
        head = QRectF(px(12), 0, self.size.width() - px(24), px(HEAD))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._title)
        painter.setPen(QColor(theme.muted))
        painter.setFont(font("caption"))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._remark)
        area = QRectF(0, px(HEAD), plot.width(), plot.height())
        canvas = plot.canvas
        canvas.render(painter, area, QRect(0, 0, canvas.viewport().width(), canvas.viewport().height()))
        painter.setFont(font("caption", semibold=True))
        painter.setPen(QColor(theme.muted))
        place = QRectF(plot.x_name.geometry()).translated(0, px(HEAD))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), plot.x_name.text())
        self._draw_legend(painter, area.bottom() + px(6))

    def _draw_legend(self, painter: QPainter, top: float) -> None:
        px = look().px
        for line in self._lines:
            for left, text, series in line:
                draw_swatch(painter, QRectF(left, top, px(28), px(LEGEND)), series)
                painter.setPen(QColor(look().theme.text))
                painter.setFont(font("caption"))
                painter.drawText(QPointF(left + px(36), top + px(LEGEND) / 2 + px(4)), text)
            top += px(LEGEND)


def _legend_lines(runs: Sequence[tuple[str, int]], room: int) -> list[list[tuple[float, str, int]]]:
    """Places for swatches and names, as many a line as there is room for."""
    from PySide6.QtGui import QFontMetricsF

    px, metrics = look().px, QFontMetricsF(font("caption"))
    lines: list[list[tuple[float, str, int]]] = []
    left = float(px(16))
    for name, series in runs:
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(px(60), room - px(52)))
        wide = px(36) + metrics.horizontalAdvance(text) + px(20)
        if not lines or left + wide > room + px(16):
            lines.append([])
            left = float(px(16))
        lines[-1].append((left, text, series))
        left += wide
    return lines


def _buffered(paint: Callable[[QBuffer], None]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paint(buffer)
    return bytes(buffer.data().data())


def _png(picture: _Picture) -> bytes:
    image = QImage(picture.size * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture.draw(painter)
    painter.end()
    return _buffered(lambda buffer: image.save(buffer, "PNG"))  # type: ignore[call-overload]


def _svg(picture: _Picture) -> bytes:
    def paint(buffer: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(INCH)
        generator.setSize(picture.size)
        generator.setViewBox(QRect(0, 0, picture.size.width(), picture.size.height()))
        generator.setTitle(picture.title)
        painter = QPainter(generator)
        picture.draw(painter)
        painter.end()

    return _buffered(paint)


def _pdf(picture: _Picture) -> bytes:
    def paint(buffer: QBuffer) -> None:
        writer = QPdfWriter(buffer)
        points = QSizeF(picture.size) * (72 / INCH)
        writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setResolution(INCH)
        writer.setTitle(picture.title)
        painter = QPainter(writer)
        picture.draw(painter)
        painter.end()

    return _buffered(paint)
