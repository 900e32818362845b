"""The layout of the shopper screen: list, head, history and later purchases, ranked lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gui.shoppers.filters import FilterBar
from gui.shoppers.ranked import RankedTable
from gui.shoppers.weeks import Weeks
from gui.style import look
from gui.widgets.fields import search_field
from gui.widgets.parts import Chip, Panel, Segments, Swatch, button, column, label, row
from gui.widgets.splitter import Splitter
from gui.widgets.states import StatesWidget
from gui.widgets.table import Table

__all__ = ["ShoppersView"]

NARROW, WIDE = 1260, 1700
SMALL = 1060  # px of the page, below which hits are told as 2 / 10
LONGEST = 340  # of a name in the head
CLOSE = 350  # px of the history, below which its weeks have no room
HISTORY, LATER = 0.59, 0.41
WIDEST = 16_777_215  # QWIDGETSIZE_MAX: no limit


class ListPanel(Panel):
    """Every shopper: search, filters, and the table; folded, a strip of ids that a button opens."""

    FOLDED, LEAST = 70, 216

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.search = search_field()
        self.filters = FilterBar()
        self.count = label("", "caption", "muted")
        self.fold = button("", "quiet", "close", small=True, alone=True)
        self.unfold = button("", "quiet", "search", small=True, alone=True)
        self.remark = label("", "body", "muted")
        self.remark.setWordWrap(True)
        self.remark.setContentsMargins(12, 12, 12, 12)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = Table()
        self._tools = QWidget()
        last = row(self.count, None, self.fold, spacing=4)
        tools = column(self.search, self.filters, spacing=8, margins=(11, 11, 11, 7))
        tools.addLayout(last)
        self._tools.setLayout(tools)
        self.body.addWidget(self._tools)
        self.body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.remark, 1)
        self.body.addWidget(self.table, 1)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.set_folded(False, False)

    def set_folded(self, folded: bool, can_fold: bool) -> None:
        """Shows ids alone, or everything.

        Args:
            can_fold: the page is too narrow to keep the list open for good.
        """
        if folded:
            self.setFixedWidth(look().px(self.FOLDED))
        else:
            self.setMinimumWidth(look().px(self.LEAST))
            self.setMaximumWidth(WIDEST)
        self._tools.setVisible(not folded)
        self.fold.setVisible(can_fold and not folded)
        self.unfold.setVisible(folded)
        self.table.horizontalHeader().setVisible(not folded)
        self.table.set_widths([None, 0, 0, 0] if folded else [None, 50, 38, 94])

    def say_empty(self, sentence: str) -> None:
        """A sentence in the place of the table while no shopper fits."""
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))
        self.table.setVisible(not sentence)


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

    def say_name(self, name: str) -> None:
        """Who is shown; an id of any length is cut where the counts begin."""
        wide = look().px(LONGEST)
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, wide))
        self.name.setToolTip(name if self.name.text() != name else "")


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
        self._bar = row(
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
        bar.setLayout(self._bar)
        self._hits: Sequence[tuple[str, str]] = (("", ""), ("", ""))
        self._short = False
        self.body.addWidget(bar)
        self.body.addWidget(self.table, 1)

    def say_hits(self, texts: Sequence[tuple[str, str]]) -> None:
        """Hits of either run, whole and short."""
        self._hits = texts
        for chip, (whole, short) in zip(self.hits, texts, strict=True):
            chip.setText(short if self._short else whole)
            chip.setToolTip(whole if self._short else "")
            chip.setAccessibleName(whole)

    def shorten(self, short: bool) -> None:
        """Says hits in a few characters where there is no room for words."""
        self._short = short
        self.say_hits(self._hits)

    def show_both(self, both: bool) -> None:
        """Leaves no room for a run on the right where there is none."""
        self._bar.setStretch(self._bar.count() - 2, int(both))


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
        self.no_categories = label("", "body", "muted")
        self.no_categories.setWordWrap(True)
        self.no_categories.setContentsMargins(12, 8, 12, 8)
        self.no_categories.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.history_panel.body.addWidget(self.no_categories, 1)
        self.history_panel.body.addWidget(self.history, 1)
        self.later_panel.body.addWidget(self.later, 1)
        self._opened = False
        self._legend = ("", "")
        page = QWidget()
        self.shopper = StatesWidget(page)
        self.middle = Splitter("shopper-history", False, [self.history_panel, self.later_panel], [HISTORY, LATER])
        self._beside = Splitter("shopper-lists", True, [self.middle, self.lists], [372, 1.0])
        self._whole = Splitter("shoppers", True, [self.list, self.shopper], [256, 1.0])
        self._lay_out(page)
        self._beside.shared.connect(self._on_shared)
        self.retranslate()

    def retranslate(self) -> None:
        self.scopes.setAccessibleName(self.tr("Scope"))
        self.list.search.setPlaceholderText(self.tr("Find a shopper by id"))
        self.list.search.setAccessibleName(self.tr("Find a shopper by id"))
        self.list.fold.setAccessibleName(self.tr("Fold the list of shoppers"))
        self.list.fold.setToolTip(self.tr("Fold the list of shoppers"))
        self.list.unfold.setAccessibleName(self.tr("Find and filter shoppers"))
        self.list.unfold.setToolTip(self.tr("Find and filter shoppers (Ctrl+F)"))
        self.list.table.setAccessibleName(self.tr("Shoppers"))
        self.head.export.setText(self.tr("Export lists"))
        self.head.export.setToolTip(self.tr("Ranked lists as CSV, Parquet, Excel or JSON lines (Ctrl+E)"))
        self.history_panel.title.setText(self.tr("History by category"))
        self.history.setAccessibleName(self.tr("History by category"))
        self.no_categories.setText(self.tr("This dataset has no categories, so the history has no parts to show."))
        self.later_panel.caption.setText(self.tr("rank by run"))
        self.lists.table.setAccessibleName(self.tr("Ranked lists"))
        self.lists.swap.setToolTip(self.tr("Swap the runs"))
        self.lists.swap.setAccessibleName(self.tr("Swap the runs"))
        left, right = self.lists.runs
        left.setAccessibleName(self.tr("Run on the left"))
        left.setToolTip(self.tr("Left and Right in the lists change it"))
        right.setAccessibleName(self.tr("Run on the right"))
        right.setToolTip(self.tr("Shift+Left and Shift+Right in the lists change it"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def open_list(self, opened: bool) -> None:
        """Opens the list where it is folded, or folds it again."""
        self._opened = opened
        self.share_width()

    def share_width(self) -> None:
        """Widths of the three columns for the page's own, where the person has not chosen others."""
        px, wide = look().px, self.width()
        narrow, roomy = wide < px(NARROW), wide > px(WIDE)
        folded = narrow and not self._opened
        self.list.set_folded(folded, narrow)
        self.lists.shorten(wide < px(SMALL))
        self._whole.give([300 if roomy else 256, 1.0])
        self._beside.give([440 if roomy else 372 if folded or not narrow else 330, 1.0])
        self._whole.share()
        self._on_shared()

    def _on_shared(self) -> None:
        self._fit_legend()
        self.fit_lists()

    def say_legend(self, whole: str, short: str) -> None:
        """What the bars over the history are, in two lengths."""
        self._legend = (whole, short)
        self._fit_legend()

    def _fit_legend(self) -> None:
        head = self.history_panel
        room = self.middle.width() - head.title.sizeHint().width() - look().px(40)
        whole, short = self._legend
        fits = head.caption.fontMetrics().horizontalAdvance(whole) <= room
        head.caption.setText(whole if fits else short)
        head.caption.setToolTip(whole)

    def fit_lists(self) -> None:
        """Shares the room of the lists anew."""
        narrow, close = self.width() < look().px(NARROW), self.middle.width() < look().px(CLOSE)
        self.lists.table.set_room(not narrow, bool(self.lists.table.ranked.right))
        grouped = self.history.model() is None or self.history.model().grouped()  # type: ignore[attr-defined]
        self.history.set_widths([80 if grouped else 0, None, 0 if close else 66, 46, 58])
        labelled = self.later.model() is None or self.later.model().labelled()  # type: ignore[attr-defined]
        roomy, both = self.width() > look().px(WIDE), bool(self.lists.table.ranked.right)
        self.later.set_widths([None, (140 if roomy else 86) if labelled and not close else 0, 66, 66 if both else 0])

    def _lay_out(self, page: QWidget) -> None:
        for panel, least in ((self.history_panel, 190), (self.later_panel, 100)):
            panel.setMinimumHeight(look().px(least))
        right = column(self.head, spacing=12)
        right.addWidget(self._beside, 1)
        page.setLayout(right)
        self.setLayout(row(self._whole, spacing=0, margins=(16, 12, 16, 16)))


def _flat_combo() -> QComboBox:
    made = QComboBox()
    made.setProperty("flat", True)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(13)
    made.setFrame(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
