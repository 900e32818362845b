"""Where the window stands: kept when it closes, and put back where a screen still shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

__all__ = ["first_size", "keep", "placed", "put_back"]

GRIP = QSize(120, 24)  # so much of its upper edge must be within reach of the mouse
SHARE = 0.92  # of a screen; the rest is for the frame that the desktop draws around the window
KEY, WIDE = "window/place", "window/maximized"


def first_size(wanted: QSize, available: QSize) -> QSize:
    """How large a window begins: as wanted, but within its screen together with the frame."""
    return wanted.boundedTo(available * SHARE)


def keep(window: QWidget) -> None:
    """Remembers place and size, and whether the window fills its screen."""
    settings = QSettings()
    settings.setValue(KEY, window.normalGeometry())
    settings.setValue(WIDE, window.isMaximized())


def put_back(window: QWidget) -> None:
    """Gives the window its remembered place; one on a screen that is gone comes to the first screen."""
    settings = QSettings()
    kept = settings.value(KEY)
    if isinstance(kept, QRect) and kept.isValid():
        window.setGeometry(placed(kept, [screen.availableGeometry() for screen in QGuiApplication.screens()]))
        if settings.value(WIDE, False, type=bool):
            window.showMaximized()


def placed(kept: QRect, screens: Sequence[QRect]) -> QRect:
    """The rectangle as it was if its upper edge can be taken hold of on some screen; else within the first screen."""
    edge = QRect(kept.topLeft(), QSize(kept.width(), GRIP.height()))
    for screen in screens:
        shared = edge.intersected(screen)
        if shared.width() >= min(GRIP.width(), kept.width()) and shared.height() >= GRIP.height():
            return kept
    if not screens:
        return kept
    first = screens[0]
    size = kept.size().boundedTo(first.size())
    middle = QPoint((first.width() - size.width()) // 2, (first.height() - size.height()) // 2)
    return QRect(first.topLeft() + middle, size)
