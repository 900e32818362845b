"""The layout of Compare: controls, the verdict, the runs table, and the faces of the lower half under their tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.compare.settings import SettingsPanel
from gui.compare.verdict_panel import VerdictPanel
from gui.style import look, repolish
from gui.widgets.fields import search_field
from gui.widgets.parts import Elided, Panel, Segments, Swatch, button, label, row
from gui.widgets.table import Table

__all__ = ["CompareView"]

NARROW, ICONIC, RAIL = 1260, 1500, 84


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
        self.verdict = VerdictPanel()
        self.table = Table()
        self.table_panel = Panel(headed=False)
        self.table_panel.body.addWidget(self.table)
        self.tabs = Segments(small=True)
        self.asked_metric, self._verdict_on = QComboBox(), label("", "caption", "muted")
        self.settings = SettingsPanel()
        self.faces, self.halves = QStackedWidget(), QStackedWidget()
        self._differing: int | None = None
        self._narrow = self._iconic = False
        self._lay_out()
        self.retranslate()

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
        self.verdict.act.setText(self.tr("Go to Studies"))
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
        self._verdict_on.setText(self.tr("verdict on"))
        self.asked_metric.setAccessibleName(self.tr("The metric of verdict, difference and large curve"))

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
        room = self.window().width() - look().px(RAIL)  # its own width depends on what is shown
        narrow = room < look().px(NARROW)
        deep, fit = (0, 0) if narrow else (None, None)
        self.table.set_widths([40, 210, 150, None, None, None, None, deep, None, 152, None, None, fit, None, None])
        for part in (self._held_against, self._at_k):
            part.setVisible(not narrow)
        self._iconic = room < look().px(ICONIC)
        self.lists.setText("" if self._iconic else self.tr("Open lists"))
        self.lists.setProperty("alone", self._iconic)
        repolish(self.lists)
        self.k.setPrefix("K = " if narrow else "")
        self.k.setFixedWidth(look().px(84 if narrow else 72))
        self._narrow = narrow
        self.say_differing(self._differing)
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
        whole.addWidget(self.verdict)
        whole.addWidget(self.table_panel)
        whole.addWidget(self.halves, 1)
        tabs = row(self.tabs, None, self._verdict_on, self.asked_metric, spacing=8)
        upper = QWidget()
        stacked = QVBoxLayout(upper)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(8)
        stacked.addLayout(tabs)
        stacked.addWidget(self.faces, 1)
        self.asked_metric.setProperty("small", True)
        self.halves.addWidget(upper)
        self.halves.addWidget(self.settings)
