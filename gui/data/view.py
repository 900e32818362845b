"""The list of datasets: what is being imported above, the table left, the chosen dataset right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.icons import icon
from gui.style import look, repolish
from gui.widgets.bars import ProgressBar
from gui.widgets.facts import Facts
from gui.widgets.parts import Elided, Glyph, Panel, button, column, label, row, rule, set_tone
from gui.widgets.table import Table

__all__ = ["DatasetsPage", "ImportBanner"]

SMALL = 960  # px of the page, below which the table leaves out what the details say too


class ImportBanner(Panel):
    """An import at work: time left first, then rate and step; once it has ended, what comes next."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self._good, self._bad = Glyph("check", "positive", 20), Glyph("error", "negative", 20)
        self.said, self.step = Elided("", "verdict"), Elided("", "body", "muted")
        self.bar = ProgressBar(8)
        self.cancel = button("", "danger", "close")
        self.again = button("", icon_name="import")
        self.study = button("", "primary", "play")
        self.dismiss = button(icon_name="close", kind="quiet", alone=True)
        line = QHBoxLayout()
        line.setSpacing(10)
        for mark in (self._good, self._bad):
            line.addWidget(mark)
        line.addLayout(column(self.said, self.step, spacing=2), 1)
        for made in self.acts():
            line.addWidget(made)
        inside = column(spacing=10, margins=(19, 13, 15, 14))
        inside.addLayout(line)
        inside.addWidget(self.bar)
        self.body.addLayout(inside)
        self.show_ended("", "", good=True)

    def acts(self) -> list[QWidget]:
        return [self.cancel, self.again, self.study, self.dismiss]

    def show_progress(self, head: str, step: str, fraction: float, stopping: bool) -> None:
        self.said.setText(head)
        self.step.setText(step)
        self.bar.set_fraction(fraction, stopping)
        self.bar.show()
        self._seen(cancel=not stopping)

    def show_ended(self, head: str, step: str, good: bool, again: bool = False, study: bool = False) -> None:
        self.said.setText(head)
        self.step.setText(step)
        set_tone(self.step, "muted")
        self.bar.hide()
        self._seen(again=again, study=study, dismiss=True)
        self._good.setVisible(good)
        self._bad.setVisible(not good)

    def _seen(self, cancel: bool = False, again: bool = False, study: bool = False, dismiss: bool = False) -> None:
        self._good.hide()
        self._bad.hide()
        for made, seen in zip(self.acts(), (cancel, again, study, dismiss), strict=True):
            made.setVisible(seen)


class DatasetsPage(QWidget):
    """Widgets only; the controller fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        self.new = button("", "primary", "import")
        self.recipe = button("", icon_name="file")
        self.remark = Elided("", "body", "muted")
        self.banner = ImportBanner()
        self.banner.hide()
        self.table = Table(row_height=34)
        self._panel = Panel(headed=False)
        self._panel.body.addWidget(self.table)
        self._none = label("", "body", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._panel.body.addWidget(self._none, 1)
        self.details = Panel()
        self.name = Elided("", "strong")
        self.details.head.insertWidget(0, self.name, 1)
        for unused in (self.details.title, self.details.caption):
            unused.hide()
        self.facts = Facts()
        self.study = button("", icon_name="play")
        self.details.body.addWidget(rule())
        self.details.body.addWidget(self.facts)
        self.details.body.addStretch(1)
        self.details.body.addLayout(row(self.study, None, margins=(16, 8, 16, 14)))
        top = row(self.remark, self.recipe, self.new, spacing=8)
        top.setStretch(0, 1)
        below = row(self._panel, self.details, spacing=12)
        below.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.banner)
        whole.addLayout(below, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self.new.setText(self.tr("Import data…"))
        self.recipe.setText(self.tr("From a recipe…"))
        self.remark.setText(self.tr("Drop files anywhere to import them."))
        self._none.setText(self.tr("The dataset stands here once it is imported."))
        self.table.setAccessibleName(self.tr("Datasets"))
        self.study.setText(self.tr("Run the quick study"))
        self.banner.cancel.setText(self.tr("Cancel"))
        self.banner.again.setText(self.tr("Back to the import"))
        self.banner.study.setText(self.tr("Run the quick study"))
        self.banner.dismiss.setAccessibleName(self.tr("Close this message"))
        self.banner.dismiss.setToolTip(self.tr("Close this message"))

    def set_rows(self, rows: int) -> None:
        """A sentence stands in the place of a table without rows."""
        self.table.setVisible(rows > 0)
        self._none.setVisible(rows == 0)

    def offer_study(self, in_banner: bool, in_details: bool) -> None:
        """The study of a fresh dataset is the one primary; else the import is."""
        self.study.setVisible(in_details)
        kind = "plain" if in_banner else "primary"
        if self.new.property("kind") != kind:
            self.new.setProperty("kind", kind)
            self.new.setIcon(icon("import", "text" if in_banner else "on_accent"))
            repolish(self.new)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow, wide = self.width() < look().px(1260), self.width() > look().px(1700)
        self.details.setFixedWidth(look().px(300 if narrow else 400 if wide else 352))
        level, small = 0 if narrow else 168, self.width() < look().px(SMALL)
        self.table.set_widths([None, 92, 80, 76, 0 if small else 192, level, 0 if small else 76, 66])
