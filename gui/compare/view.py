"""The layout of Compare: controls, who leads, the runs table, and three plots over K."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.compare.settings import SettingsPanel
from gui.style import look, repolish
from gui.widgets.fields import search_field
from gui.widgets.k_plot import KPlot
from gui.widgets.parts import Elided, Panel, Segments, Swatch, button, column, label, row
from gui.widgets.table import Table

__all__ = ["CompareView"]

NARROW, ICONIC, WIDE = 1260, 1500, 1700


class LeadPanel(Panel):
    """The sentence over the evidence; its left edge is neutral, because no test stands behind it."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(92))
        self.sentence = Elided("", "verdict")
        self.evidence = Elided("", "body", "muted")
        self.left_out = Elided("", "caption", "muted")
        self.act = button("")
        self.act.hide()
        words = column(None, self.sentence, self.evidence, self.left_out, None, spacing=3)
        line = row(spacing=16, margins=(20, 0, 16, 0))
        line.addLayout(words, 1)
        line.addWidget(self.act)
        self.body.addLayout(line)

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
        self._at_k, self._held_against = label("", "body", "muted"), label("", "body", "muted")
        self.against, self.against_swatch = QComboBox(), Swatch()
        self.against.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.against.setMinimumContentsLength(8)
        self.filter = search_field("filter")
        self.filter_note = Elided("", "caption", "negative")
        self.filter_note.hide()
        self.differ = button("", icon_name="swap")
        self.differ.setCheckable(True)
        self.copy = button(icon_name="copy", alone=True)
        self.lists = button("", icon_name="shoppers")
        self.export = button("", icon_name="export")
        self.lead = LeadPanel()
        self.table = Table()
        self.table_panel = Panel(headed=False)
        self.table_panel.body.addWidget(self.table)
        self.f1 = KPlot(with_read_out=True)
        self.precision, self.recall = (KPlot(with_read_out=True, while_hovered=True) for _ in range(2))
        self.settings = SettingsPanel()
        self.faces = QStackedWidget()
        self.panels = {name: Panel(head_height=36) for name in ("f1", "precision", "recall")}
        for name, plot in (("f1", self.f1), ("precision", self.precision), ("recall", self.recall)):
            self.panels[name].body.addWidget(plot)
            self.panels[name].body.setContentsMargins(2, 0, 6, 6)
        self._differing: int | None = None
        self._narrow = self._iconic = False
        self._lay_out()
        self.retranslate()

    def plots(self) -> dict[str, KPlot]:
        return {"f1": self.f1, "precision": self.precision, "recall": self.recall}

    def retranslate(self) -> None:
        self._at_k.setText(self.tr("at K"))
        self.k.setAccessibleName(self.tr("K, the length of the list"))
        self.scopes.setAccessibleName(self.tr("Scope"))
        self._held_against.setText(self.tr("against"))
        self.against.setAccessibleName(self.tr("The run that the others are held against"))
        self.filter.setPlaceholderText(self.tr("Filter f1@10 > 0.03"))
        self.filter.setAccessibleName(self.tr("Filter runs"))
        self.filter.setToolTip(
            self.tr(
                "Words of a name, or conditions on f1, p, r, ndcg, map, mrr, reach, fit and seed, parted by commas: "
                "ease, f1@10 > 0.03"
            )
        )
        self.differ.setToolTip(self.tr("What the runs were made with, in the place of the plots"))
        self.lead.act.setText(self.tr("Go to Studies"))
        self.settings.retranslate()
        self.say_differing(self._differing)
        self.copy.setAccessibleName(self.tr("Copy the table"))
        self.copy.setToolTip(self.tr("Copy the table (Ctrl+C in it)"))
        self.lists.setText("" if self._iconic else self.tr("Open lists"))
        self.lists.setAccessibleName(self.tr("Open lists"))
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("Ranked lists as CSV, Parquet, Excel or JSON lines (Ctrl+E)"))
        self.lists.setToolTip(self.tr("The selected run's lists beside the reference's (Enter in the table)"))
        self.table.setAccessibleName(self.tr("Runs"))
        titles = {"f1": "F1@K", "precision": self.tr("Precision@K"), "recall": self.tr("Recall@K")}
        for name, panel in self.panels.items():
            panel.title.setText(titles[name])
            self.plots()[name].setAccessibleName(self.tr("{0}: arrow keys move K, Enter pins it").format(titles[name]))

    def say_differing(self, number: int | None) -> None:
        """How many settings differ; None before it is known."""
        self._differing = number
        text = self.tr("Settings that differ")
        told = text if number is None else f"{text}  {number}"
        self.differ.setAccessibleName(told)
        self.differ.setText("" if number is None and self._narrow else str(number) if self._narrow else told)

    def say_filter(self, sentence: str, wrong: bool) -> None:
        """A sentence under the controls about what the filter holds."""
        self.filter_note.setText(sentence)
        self.filter_note.setVisible(bool(sentence))
        if self.filter.property("invalid") != wrong:
            self.filter.setProperty("invalid", wrong)
            repolish(self.filter)
        if self.filter_note.property("tone") != ("negative" if wrong else "muted"):
            self.filter_note.setProperty("tone", "negative" if wrong else "muted")
            repolish(self.filter_note)

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
        self.table.set_widths([40, 250, 160, None, None, None, None, deep, None, fit, None, None])
        for part in (self._held_against, self._at_k):
            part.setVisible(not narrow)
        self._iconic = self.width() < look().px(ICONIC)
        self.lists.setText("" if self._iconic else self.tr("Open lists"))
        self.lists.setProperty("alone", self._iconic)
        repolish(self.lists)
        self.k.setPrefix("K = " if narrow else "")
        self.k.setFixedWidth(look().px(84 if narrow else 72))
        self._narrow = narrow
        self.say_differing(self._differing)
        self._grid.setColumnStretch(0, 60 if self.width() < look().px(WIDE) else 58)
        self.settings.fit_columns()

    def _lay_out(self) -> None:
        px = look().px
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        against = row(self._held_against, self.against_swatch, self.against, spacing=7)
        self.against.setFixedWidth(px(124))
        self.filter.setMinimumWidth(px(120))
        self.filter.setMaximumWidth(px(264))
        controls = row(self.scopes, self._at_k, self.k, spacing=8)
        controls.insertSpacing(1, 4)
        controls.addSpacing(4)
        controls.addLayout(against)
        controls.addSpacing(4)
        controls.addWidget(self.filter, 100)
        controls.addStretch(1)
        for part in (self.differ, self.copy, self.lists, self.export):
            controls.addWidget(part)
        whole.addLayout(controls)
        whole.addWidget(self.filter_note)
        whole.addWidget(self.lead)
        whole.addWidget(self.table_panel)
        whole.addWidget(self.faces, 1)
        plots = QWidget()
        self._grid = QGridLayout(plots)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._grid.addWidget(self.panels["f1"], 0, 0, 2, 1)
        self._grid.addWidget(self.panels["precision"], 0, 1)
        self._grid.addWidget(self.panels["recall"], 1, 1)
        self._grid.setColumnStretch(1, 42)
        self._grid.setRowStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        self.faces.addWidget(plots)
        self.faces.addWidget(self.settings)
