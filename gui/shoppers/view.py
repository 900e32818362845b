"""The layout of the shopper screen: list, head, history and later purchases, ranked lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.icons import icon
from gui.shoppers.ranked import RankedTable
from gui.shoppers.weeks import Weeks
from gui.style import look
from gui.widgets.parts import Chip, Panel, Segments, Swatch, button, column, label, row
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["ShoppersView"]

NARROW, WIDE = 1260, 1700


class ListPanel(Panel):
    """Every shopper: search, what kind, and the table."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind = QComboBox()
        self.kind.setProperty("small", True)
        self.count = label("", "caption", "muted")
        self.table = Table()
        self.body.addLayout(column(self.search, self.kind, self.count, spacing=8, margins=(11, 11, 11, 9)))
        self.body.addWidget(self.table, 1)


class HeadPanel(Panel):
    """Who is shown, in counts, and the export."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(64))
        self.name = label("", "verdict")
        self.counts = [(label("", "key"), label("", "caption", "muted")) for _ in range(4)]
        self.export = button("", icon_name="export")
        line = QHBoxLayout()
        line.setContentsMargins(15, 0, 15, 0)
        line.setSpacing(look().px(28))
        line.addWidget(self.name)
        for number, words in self.counts:
            line.addLayout(column(None, number, words, None, spacing=0))
        line.addStretch(1)
        line.addWidget(self.export)
        self.body.addLayout(line)


class ListsPanel(Panel):
    """Heads of both runs over their lists."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.runs = (_flat_combo(), _flat_combo())
        self.swatches = (Swatch(0), Swatch(1))
        self.hits = (Chip("", "positive"), Chip(""))
        self.swap = button("", "quiet", "swap", small=True, alone=True)
        self.table = RankedTable()
        bar = QWidget()
        bar.setFixedHeight(look().px(40))
        bar.setLayout(
            row(
                self.swatches[0],
                self.runs[0],
                None,
                self.hits[0],
                self.swap,
                self.swatches[1],
                self.runs[1],
                None,
                self.hits[1],
                spacing=6,
                margins=(14, 0, 12, 0),
            )
        )
        self.body.addWidget(bar)
        self.body.addWidget(self.table, 1)


class ShoppersView(QWidget):
    """Widgets only; the controller fills and listens."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes = Segments(small=True)
        self.scopes.hide()
        self.list, self.head, self.lists = ListPanel(), HeadPanel(), ListsPanel()
        self.weeks, self.history, self.later = Weeks(), Table(row_height=24), Table(row_height=24)
        self.history_panel, self.later_panel = Panel(head_height=34), Panel(head_height=34)
        self.history_panel.body.addWidget(self.weeks)
        self.history_panel.body.addWidget(self.history, 1)
        self.later_panel.body.addWidget(self.later, 1)
        self.middle = QWidget()
        self.middle.setLayout(column(spacing=12))
        page = QWidget()
        self.shopper = StatesWidget(page)
        self._lay_out(page)
        self.retranslate()

    def retranslate(self) -> None:
        self.scopes.setAccessibleName(self.tr("Scope"))
        self.list.search.setPlaceholderText(self.tr("Find a shopper by id"))
        self.list.search.setAccessibleName(self.tr("Find a shopper by id"))
        self.list.kind.setAccessibleName(self.tr("Which shoppers"))
        self.list.table.setAccessibleName(self.tr("Shoppers"))
        self.head.export.setText(self.tr("Export lists"))
        self.head.export.setToolTip(self.tr("Writes the left run's lists of all shoppers as CSV"))
        self.history_panel.title.setText(self.tr("History by category"))
        self.history.setAccessibleName(self.tr("History by category"))
        self.later_panel.caption.setText(self.tr("rank by run"))
        self.lists.table.setAccessibleName(self.tr("Ranked lists"))
        self.lists.swap.setToolTip(self.tr("Swap the runs"))
        self.lists.swap.setAccessibleName(self.tr("Swap the runs"))
        self.lists.runs[0].setAccessibleName(self.tr("Run on the left"))
        self.lists.runs[1].setAccessibleName(self.tr("Run on the right"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, wide = look().px, self.width()
        narrow = wide < px(NARROW)
        roomy = wide > px(WIDE)
        self.list.setFixedWidth(px(212 if narrow else 300 if roomy else 268))
        self.list.table.set_widths([None, 0 if narrow else 52, 42, 96])
        self.middle.setFixedWidth(px(330 if narrow else 440 if roomy else 372))
        self.fit_lists()

    def fit_lists(self) -> None:
        """Shares the room of the lists anew."""
        both = bool(self.lists.table.ranked.right)
        self.lists.table.set_room(self.width() >= look().px(NARROW), both)
        grouped = self.history.model() is None or self.history.model().grouped()  # type: ignore[attr-defined]
        narrow = self.width() < look().px(NARROW)
        self.history.set_widths([(82 if narrow else 80) if grouped else 0, None, 58 if narrow else 74, 44, 56])
        self.later.set_widths([None, 0 if narrow else 86, 64, 70])

    def _lay_out(self, page: QWidget) -> None:
        middle = self.middle.layout()
        assert isinstance(middle, QVBoxLayout)
        middle.addWidget(self.history_panel, 59)
        middle.addWidget(self.later_panel, 41)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.middle)
        body.addWidget(self.lists, 1)
        right = column(self.head, spacing=12)
        right.addLayout(body, 1)
        page.setLayout(right)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(self.list)
        whole.addWidget(self.shopper, 1)


def _flat_combo() -> QComboBox:
    made = QComboBox()
    made.setProperty("flat", True)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setFrame(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
