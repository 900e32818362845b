"""What a person would stumble over in a window, found by walking its widgets instead of comparing pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from gui.style import look
from gui.theme import contrast
from gui.widgets.parts import Elided

__all__ = ["clipped", "cut", "faint", "focusable", "nameless", "overlapping"]


def shown(window: QWidget) -> Iterator[QWidget]:
    """Every visible widget with room of its own."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0 and widget.height() > 0:
            yield widget


def clipped(window: QWidget) -> list[str]:
    """Texts wider than the widget that shows them."""
    found = []
    for widget in shown(window):
        if isinstance(widget, Elided):
            continue
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap() and widget.pixmap().isNull():
            wide = max(widget.fontMetrics().horizontalAdvance(line) for line in widget.text().split("\n"))
            if wide > widget.width() + 1:
                found.append(widget.text())
        elif isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.sizeHint().width() - 2:
            found.append(widget.text())
        elif isinstance(widget, QComboBox) and type(widget).__name__ != "_Crumb":  # which ends in an ellipsis
            wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
            if wide > widget.width() - 24:
                found.append(widget.currentText())
    return found


def focusable(window: QWidget) -> list[QWidget]:
    """What the Tab key reaches."""
    return [w for w in shown(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]


def nameless(window: QWidget) -> list[str]:
    """Focusable controls that a screen reader has no words for."""
    return [
        f"{type(w).__name__} in {type(w.parentWidget()).__name__}"
        for w in focusable(window)
        if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
        and not w.objectName().startswith("qt_")
    ]


def faint(window: QWidget) -> list[str]:
    """Labels whose colour has less than 4.5 : 1 on the ground they stand on."""
    found = []
    theme = look().theme
    for widget in shown(window):
        if not isinstance(widget, QLabel) or not widget.text() or not widget.isEnabled():
            continue
        colour = widget.palette().color(QPalette.ColorRole.WindowText).name()
        tone = widget.property("tone")
        if tone and str(tone).startswith("run"):
            continue  # captions of column roles: series colours, promised 3 : 1 only
        if min(contrast(colour, ground) for ground in (theme.window, theme.surface, theme.raised)) < 4.5:
            found.append(f"{widget.text()} ({colour})")
    return found


def overlapping(window: QWidget) -> list[str]:
    """Pairs of widgets beside each other that cover each other; what floats and lets the mouse through may."""
    found = []
    for parent in (window, *shown(window)):
        beside = [
            child
            for child in parent.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and not child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ]
        for place, one in enumerate(beside):
            for other in beside[place + 1 :]:
                shared = one.geometry() & other.geometry() & parent.rect()
                if shared.width() > 0 and shared.height() > 0:
                    found.append(f"{_called(one)} and {_called(other)} in {_called(parent)}")
    return found


def cut(window: QWidget) -> list[str]:
    """Labels and controls that reach beyond what holds them, or are lower than their own line."""
    found = []
    for widget in shown(window):
        holder = widget.parentWidget()
        if not isinstance(widget, (QLabel, QAbstractButton, QComboBox)) or holder is None:
            continue
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{_called(widget)} beyond {_called(holder)}")
        elif isinstance(widget, QLabel) and widget.text() and widget.height() < widget.fontMetrics().height() - 1:
            found.append(f"{_called(widget)} is {widget.height()} px high")
    return found


def _called(widget: QWidget) -> str:
    text = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {text!r}" if text else type(widget).__name__
