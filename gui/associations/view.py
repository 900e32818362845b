"""The layout of Associations: controls, two maps, where they disagree, and one pair in detail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.associations.detail import PairPanel
from gui.associations.maps import Maps
from gui.associations.model import ApartModel
from gui.style import look
from gui.widgets.parts import Elided, Panel, Swatch, button, label, row, rule
from gui.widgets.splitter import Splitter
from gui.widgets.table import Table

__all__ = ["AssociationsPage"]

NARROW, WIDE = 1260, 1700


class ApartPanel(QWidget):
    """One side of the disagreement: a title, what it means, and its pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.caption = label("", "strong"), Elided("", "table", "muted")
        self.table, self.model = Table(row_height=25), ApartModel()
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        head = row(self.title, self.caption, spacing=10, margins=(12, 0, 12, 0))
        head.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self._none = label("", "table", "muted")
        self._none.setContentsMargins(12, 0, 12, 0)
        self._none.hide()
        whole.addWidget(self._none, 1)

    def say_none(self, text: str) -> None:
        """What stands in the place of the pairs where there are none."""
        self._none.setText(text)
        self._none.setVisible(bool(text))
        self.table.setVisible(not text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() > look().px(430)
        self.table.set_widths([None, 96 if roomy else 0, 92, 96])


class ControlBar(QWidget):
    """A line of controls whose captions stand there while there is room for all of them."""

    def __init__(self, line: QHBoxLayout, captions: Sequence[QWidget]) -> None:
        super().__init__()
        self._captions = dict.fromkeys(captions, True)
        self._spacing = line.spacing()
        self.setFixedHeight(look().px(47))
        self.setLayout(line)

    def want(self, caption: QWidget, wanted: bool) -> None:
        """Whether a caption has something to say."""
        self._captions[caption] = wanted
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Without captions, or they would hold the room that takes them away."""
        whole = super().minimumSizeHint()
        return QSize(
            whole.width() - self._taken(part for part in self._captions if not part.isHidden()), whole.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._taken(part for part, there in self._captions.items() if there)
        fits = self.width() >= self.minimumSizeHint().width() + wanted
        for part, there in self._captions.items():
            part.setVisible(there and fits)

    def _taken(self, captions: Iterable[QWidget]) -> int:
        return sum(part.sizeHint().width() + self._spacing for part in captions)


class AssociationsPage(QWidget):
    """Widgets only; the controller fills and listens."""

    narrowed = Signal()  # there is room for fewer categories, or for more

    def __init__(self) -> None:
        super().__init__()
        self.run, self.swatch = QComboBox(), Swatch(0)
        self.run.setProperty("flat", True)
        self.run.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.run.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.runs = QWidget()
        self.runs.setLayout(row(label("/", "body", "muted"), self.swatch, self.run, spacing=6))
        self.runs.hide()
        self.level, self.order, self.show_, self.within = (QComboBox() for _ in range(4))
        self._captions = {name: label("", "body", "muted") for name in ("level", "order", "show")}
        self._busy = label("", "table", "muted")
        self._busy.hide()
        self._alike, self.agreement = label("", "table", "muted"), label("", "strong")
        self.export = button("", icon_name="export", small=True)
        self.maps, self.pair = Maps(), PairPanel()
        self.narrow = False
        self.only_model, self.only_data = ApartPanel(), ApartPanel()
        self._lay_out()
        self.retranslate()

    @property
    def many(self) -> int:
        """How many categories can be read at this width."""
        return 24 if self.narrow else 30

    def retranslate(self) -> None:
        names = {
            "level": self.tr("Level"),
            "order": self.tr("order"),
            "show": self.tr("show"),
        }
        for name, text in names.items():
            self._captions[name].setText(text)
        self.run.setAccessibleName(self.tr("Run"))
        self.run.setToolTip(self.tr("Run"))
        self.level.setAccessibleName(self.tr("Category level"))
        self.order.setAccessibleName(self.tr("Order of the categories"))
        self.show_.setAccessibleName(self.tr("Which categories"))
        self.within.setAccessibleName(self.tr("How soon the first purchase follows"))
        self._alike.setText(self.tr("Ranked alike:"))
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("Saves all pairs as CSV, or the maps as a picture"))
        self.maps.setAccessibleName(self.tr("Maps of categories: arrow keys walk, Enter opens the shoppers"))
        self.only_model.title.setText(self.tr("Only the model believes"))
        self.only_model.caption.setText(self.tr("no more often in the purchases than by chance"))
        self.only_model.table.setAccessibleName(self.tr("Only the model believes"))
        self.only_data.title.setText(self.tr("Only the data shows"))
        self.only_data.caption.setText(self.tr("the model has missed these"))
        self.only_data.table.setAccessibleName(self.tr("Only the data shows"))
        self.pair.retranslate()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Says in the bar that other maps are being made; the old ones stay until these are there."""
        self._busy.setText(text)
        self._busy.setVisible(busy)
        self.agreement.setVisible(not busy and bool(self.agreement.text()))
        self._bar.want(self._alike, self.agreement.isVisibleTo(self))

    def say_agreement(self, text: str, tip: str) -> None:
        """The rank correlation; nothing where there is none."""
        self.agreement.setText(text)
        self.agreement.setVisible(bool(text))
        for part in (self.agreement, self._alike):
            part.setToolTip(tip)
        self._bar.want(self._alike, bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, wide = look().px, self.width()
        self._whole.give([1.0, 268 if wide < px(NARROW) else 360 if wide > px(WIDE) else 284])
        if self.narrow != (wide < px(NARROW)):
            self.narrow = not self.narrow
            self.narrowed.emit()

    def _lay_out(self) -> None:
        px = look().px
        for combo in (self.level, self.order, self.show_, self.within):
            combo.setProperty("small", True)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMaximumWidth(px(200))
            combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        pairs = zip(self._captions.values(), (self.level, self.order, self.show_), strict=True)
        parts = [part for pair in pairs for part in pair] + [self.within]
        line = row(*parts, None, self._busy, self._alike, self.agreement, 4, self.export, margins=(15, 0, 15, 0))
        self._bar = ControlBar(line, (*self._captions.values(), self._alike))
        top = Panel(headed=False)
        top.body.addWidget(self._bar)
        top.body.addWidget(rule())
        top.body.addWidget(self.maps, 1)
        self.below = Panel(headed=False)
        self.below.setMinimumHeight(px(84))
        apart = QHBoxLayout()
        apart.setContentsMargins(4, 10, 4, 6)
        apart.setSpacing(px(16))
        apart.addWidget(self.only_model, 1)
        apart.addWidget(self.only_data, 1)
        self.below.body.addLayout(apart)
        self.pair.setMinimumWidth(px(232))
        left = Splitter("associations-apart", False, [top, self.below], [1.0, 108])
        self._whole = Splitter("associations", True, [left, self.pair], [1.0, 284])
        self.setLayout(row(self._whole, spacing=0, margins=(16, 12, 16, 16)))
