"""The layout of Compare: controls, who leads, the runs table, and three plots over K."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from gui.style import look
from gui.widgets.k_plot import KPlot
from gui.widgets.parts import Elided, Panel, Segments, button, column, label, row
from gui.widgets.table import Table

__all__ = ["CompareView"]

NARROW = 1260


class LeadPanel(Panel):
    """The sentence over the evidence; its left edge is neutral, because no test stands behind it."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(92))
        self.sentence = Elided("", "verdict")
        self.evidence = Elided("", "body", "muted")
        self.left_out = Elided("", "caption", "muted")
        self.body.addLayout(
            column(None, self.sentence, self.evidence, self.left_out, None, spacing=3, margins=(20, 0, 16, 0))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setClipRect(0, 0, 4, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.strong))
        painter.drawRoundedRect(QRectF(0, 0, 16, self.height()), 8, 8)
        painter.end()


class CompareView(QWidget):
    """Widgets only; the controller fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes = Segments()
        self.k = QSpinBox()
        self.k.setRange(1, 50)
        self.k.setFixedWidth(look().px(72))
        self._at_k = label("", "body", "muted")
        self.copy = button(icon_name="copy", alone=True)
        self.lists = button("", icon_name="shoppers")
        self.lead = LeadPanel()
        self.table = Table()
        self.table_panel = Panel(headed=False)
        self.table_panel.body.addWidget(self.table)
        self.f1, self.precision, self.recall = KPlot(with_read_out=True), KPlot(), KPlot()
        self.panels = {name: Panel(head_height=36) for name in ("f1", "precision", "recall")}
        for name, plot in (("f1", self.f1), ("precision", self.precision), ("recall", self.recall)):
            self.panels[name].body.addWidget(plot)
            self.panels[name].body.setContentsMargins(2, 0, 6, 6)
        self._lay_out()
        self.retranslate()

    def plots(self) -> dict[str, KPlot]:
        return {"f1": self.f1, "precision": self.precision, "recall": self.recall}

    def retranslate(self) -> None:
        self._at_k.setText(self.tr("at K"))
        self.k.setAccessibleName(self.tr("K, the length of the list"))
        self.scopes.setAccessibleName(self.tr("Scope"))
        self.copy.setAccessibleName(self.tr("Copy the table"))
        self.copy.setToolTip(self.tr("Copy the table (Ctrl+C in it)"))
        self.lists.setText(self.tr("Open lists"))
        self.lists.setToolTip(self.tr("The selected run's lists beside the reference's (Enter in the table)"))
        self.table.setAccessibleName(self.tr("Runs"))
        titles = {"f1": "F1@K", "precision": self.tr("Precision@K"), "recall": self.tr("Recall@K")}
        for name, panel in self.panels.items():
            panel.title.setText(titles[name])
            self.plots()[name].setAccessibleName(self.tr("{0}: arrow keys move K, Enter pins it").format(titles[name]))

    def fit_table(self, rows: int) -> None:
        """Gives the table the height of its rows, eight at most."""
        px = look().px
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.table.setVerticalScrollBarPolicy(needed if rows > 8 else off)
        each = self.table.verticalHeader().defaultSectionSize()
        self.table_panel.setFixedHeight(px(28) + min(max(rows, 1), 8) * each + 2 + 2 * self.table.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < look().px(NARROW)
        deep, fit = (0, 0) if narrow else (None, None)
        self.table.set_widths([40, 250, 160, None, None, None, None, deep, None, fit])

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        controls = row(self.scopes, self._at_k, self.k, None, self.copy, self.lists, spacing=8)
        controls.insertSpacing(1, 4)
        whole.addLayout(controls)
        whole.addWidget(self.lead)
        whole.addWidget(self.table_panel)
        plots = QGridLayout()
        plots.setSpacing(12)
        plots.addWidget(self.panels["f1"], 0, 0, 2, 1)
        plots.addWidget(self.panels["precision"], 0, 1)
        plots.addWidget(self.panels["recall"], 1, 1)
        plots.setColumnStretch(0, 60)
        plots.setColumnStretch(1, 42)
        plots.setRowStretch(0, 1)
        plots.setRowStretch(1, 1)
        whole.addLayout(plots, 1)
