"""The form of a study that runs: what was asked, locked, with its TOML as the other face."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gui.studies.parts import scrolled, toml_edit
from gui.style import look
from gui.widgets.facts import Facts
from gui.widgets.parts import Elided, Panel, Segments, button, clear, column, label, row
from gui.widgets.table import Table

__all__ = ["LockedForm"]

ROW = 28


class Dot(QWidget):
    """The mark of a changed value, where nothing can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(8), look().px(8))
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.accent))
        half = look().px(6) / 2
        painter.drawEllipse(QRectF(self.rect()).center(), half, half)
        painter.end()


class Changed(QWidget):
    """A section of settings, those that were changed from the default with a dot."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str, tuple[tuple[str, str], ...]] = ("", "", ())
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_settings(self, title: str, remark: str, changed: Sequence[tuple[str, str]]) -> None:
        """Replaces what is shown, if it is another."""
        if (title, remark, tuple(changed)) == self._shown:
            return
        self._shown = (title, remark, tuple(changed))
        clear(self._lines)
        if not title:
            return
        head = QFrame()
        head.setProperty("section", True)
        head.setFixedHeight(look().px(28))
        head.setLayout(
            row(
                label(title, "caption", "muted", semibold=True),
                None,
                label(remark, "caption", "muted"),
                margins=(16, 0, 16, 0),
            )
        )
        self._lines.addWidget(head)
        self._lines.addSpacing(3)
        for name, value in changed:
            line = QWidget()
            shown = Elided(value)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            inside = row(label(name, "body", "muted"), shown, Dot(), spacing=8, margins=(16, 0, 16, 0))
            inside.setStretch(1, 1)
            line.setLayout(inside)
            line.setFixedHeight(look().px(24))
            self._lines.addWidget(line)
        self._lines.addSpacing(4)


class LockedForm(Panel):
    """Facts, recommenders, changed settings; below them the way to a copy that can be edited."""

    def __init__(self) -> None:
        super().__init__()
        self.faces = Segments(small=True)
        self.head.addWidget(self.faces)
        self.facts, self.changed, self.after = Facts(), Changed(), Facts()
        self.recommenders = Table(row_height=ROW)
        self.recommenders.set_widths([32, None, 62, 66])
        self.recommenders.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.recommenders.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.toml = toml_edit(read_only=True)
        self.studies = button("", icon_name="chevron-left")
        self.double = button("", icon_name="copy")
        self.legend = Elided("", "caption", "muted")
        inside = QWidget()
        lines = column(self.facts, self.recommenders, self.changed, self.after, None, spacing=0)
        inside.setLayout(lines)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inside))
        self._stack.addWidget(self.toml)
        self.body.addWidget(self._stack, 1)
        self._legend_line = QWidget()
        self._legend_line.setLayout(row(Dot(), self.legend, spacing=8, margins=(16, 6, 16, 0)))
        self.body.addWidget(self._legend_line)
        self.body.addLayout(row(self.studies, self.double, margins=(12, 10, 12, 12)))
        self.faces.chosen.connect(self.show_face)
        self.fit_rows(0)
        self.retranslate()

    def show_face(self, face: str) -> None:
        """ "form" or "toml"."""
        self._stack.setCurrentIndex(0 if face == "form" else 1)
        self.faces.set_choices(self._names(), face)

    def fit_rows(self, rows: int) -> None:
        """As high as its rows, so that the whole form scrolls and not the table in it."""
        self.recommenders.setFixedHeight(look().px(28) + max(1, rows) * look().px(ROW) + 2)

    def show_changed(self, title: str, remark: str, changed: Sequence[tuple[str, str]]) -> None:
        """The settings of the recommender at work."""
        self.changed.show_settings(title, remark, changed)
        self._legend_line.setVisible(bool(changed))

    def retranslate(self) -> None:
        self.faces.set_choices(self._names(), self.faces.current() or "form")
        self.faces.setAccessibleName(self.tr("Form or TOML"))
        self.recommenders.setAccessibleName(self.tr("Recommenders"))
        self.toml.setAccessibleName(self.tr("The study as TOML"))
        self.studies.setText(self.tr("All studies"))
        self.double.setText(self.tr("Duplicate"))
        self.double.setToolTip(self.tr("Opens a copy of this study in the form"))
        self.legend.setText(self.tr("changed from the default"))

    def _names(self) -> list[tuple[str, str]]:
        return [("form", self.tr("Form")), ("toml", "TOML")]
