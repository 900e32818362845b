"""The maps as a file: what the screen shows of them, as pixels or as lines."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.associations.maps import Maps
from gui.widgets.plot_files import INCH, SHARPNESS, save

__all__ = ["save_picture"]


def save_picture(maps: Maps, file: Path) -> str:
    """Writes PNG or SVG, as the ending says, whole or not at all; returns why it could not be written, or nothing."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if file.suffix.lower() == ".svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(INCH)
        generator.setSize(maps.size())
        generator.setViewBox(QRect(QPoint(0, 0), maps.size()))
        generator.setTitle(maps.titles[1].text())
        painter = QPainter(generator)
        maps.draw(painter)
        painter.end()
    else:
        image = QImage(maps.size() * SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARPNESS)
        painter = QPainter(image)
        maps.draw(painter)
        painter.end()
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return save(file, bytes(buffer.data().data()))
