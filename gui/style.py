"""From tokens to Qt: the palette, the one style sheet, fonts, and the signal that tells of a change.

Widgets that paint ask `look().theme` for tokens that a palette has no place for, and repaint on `look().changed`.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.sheet import sheet
from gui.theme import DARK, LIGHT, Theme

__all__ = ["Choice", "Look", "Role", "font", "look", "palette"]

Choice = Literal["system", "light", "dark"]
Role = Literal[
    "display", "verdict", "lead", "title", "key", "body", "strong", "table", "caption", "label", "mono", "code"
]

# Size at a base of 13 px, and weight.
_SIZES: dict[str, tuple[float, QFont.Weight]] = {
    "display": (26, QFont.Weight.DemiBold),
    "verdict": (20, QFont.Weight.DemiBold),
    "lead": (15, QFont.Weight.Normal),
    "title": (16, QFont.Weight.DemiBold),
    "key": (16, QFont.Weight.DemiBold),
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.DemiBold),
    "table": (12, QFont.Weight.Normal),
    "caption": (11, QFont.Weight.Normal),
    "label": (10.5, QFont.Weight.Normal),
    "mono": (11.5, QFont.Weight.Normal),
    "code": (10.5, QFont.Weight.Normal),
}
_BASE = 13


_looks: list[Look] = []


class Look(QObject):
    """The theme in force. Follows the system's colour scheme unless the person chose one."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        kept = str(QSettings().value("theme", "system"))
        self.choice: Choice = kept if kept in ("light", "dark") else "system"  # type: ignore[assignment]
        self.theme: Theme = LIGHT
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self.scale = max(_BASE, QFontInfo(app.font()).pixelSize()) / _BASE
        _looks[:] = [self]  # a change of style asks widgets for their sizes, and these ask for the look
        app.setStyle("Fusion")
        base = QFont(app.font())
        base.setPixelSize(round(_BASE * self.scale))
        base.setFeature(QFont.Tag("tnum"), 1)
        app.setFont(base)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    def choose(self, choice: Choice) -> None:
        """Takes a theme, or the system's, and remembers it."""
        self.choice = choice
        QSettings().setValue("theme", choice)
        self._apply()

    def px(self, size: float) -> int:
        """A length at the base of 13 px, grown with the system's font."""
        return round(size * self.scale)

    def font(self, role: Role, semibold: bool = False) -> QFont:
        """The font of a role; the same object each time, so that painting costs no look-up."""
        if (role, semibold) not in self._fonts:
            size, weight = _SIZES[role]
            made = QFont(self._app.font())
            if role in ("mono", "code"):
                made.setFamilies(["Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
                made.setFixedPitch(True)
            made.setPixelSize(max(1, round(size * self.scale)))
            made.setWeight(QFont.Weight.DemiBold if semibold else weight)
            self._fonts[role, semibold] = made
        return self._fonts[role, semibold]

    def _on_scheme_changed(self) -> None:
        if self.choice == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self.choice == "dark" or (
            self.choice == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.theme = DARK if dark else LIGHT
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(sheet(self.theme, self.scale))
        self.changed.emit()


def look(app: QApplication | None = None) -> Look:
    """The window's look; made once an application."""
    owner = app or QApplication.instance()
    if not _looks or _looks[0].parent() is not owner:
        assert isinstance(owner, QApplication)
        Look(owner)
    return _looks[0]


def font(role: Role, semibold: bool = False) -> QFont:
    """The font of a role in the look in force."""
    return look().font(role, semibold)


def palette(theme: Theme) -> QPalette:
    """The tokens as Qt's own roles, so that a widget without a style of its own fits in."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.on_accent,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.surface,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.control,
        QPalette.ColorRole.Shadow: theme.strong,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.strong))
    return made


def repolish(widget: QWidget) -> None:
    """Has the style sheet read a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
