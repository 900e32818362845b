"""The bar on top: the screen's title and the breadcrumb of dataset and study."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.style import look
from gui.widgets.parts import Chip, Tone, label, row

__all__ = ["TopBar"]

SHORTEST, LONGEST = 110, 420  # px of a name
SPARE = 8  # a combo's own hint leaves out the padding of its text


class TopBar(QFrame):
    """Title, dataset / study as flat combos, one chip, and on the right what the screen adds."""

    dataset_chosen = Signal(str)
    study_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setFixedHeight(look().px(52))
        self.title = label("", "title")
        self.dataset = _crumb()
        self.study = _crumb()
        self._slash = label("/", "body", "muted")
        self.chip = Chip()
        self.remark = label("", "body", "muted")
        self._trail = label("", "body", "muted")
        self._trail.hide()
        self._trailed = False
        self._aside: QWidget | None = None
        self._layout: QHBoxLayout = row(
            self.title,
            6,
            self._trail,
            self.dataset,
            self._slash,
            self.study,
            4,
            self.chip,
            self.remark,
            6,
            None,
            spacing=6,
            margins=(16, 0, 16, 0),
        )
        self.setLayout(self._layout)
        self.dataset.activated.connect(lambda _i: self.dataset_chosen.emit(self.dataset.currentData()))
        self.study.activated.connect(lambda _i: self.study_chosen.emit(self.study.currentData()))
        self.set_chip("")
        self.retranslate()

    def retranslate(self) -> None:
        self.dataset.name_it(self.tr("Dataset"))
        self.study.name_it(self.tr("Study"))

    def set_datasets(self, names: Sequence[str], current: str) -> None:
        """Fills the first crumb; hidden while there is none."""
        _refill(self.dataset, [(name, name) for name in names], current)
        self._show_crumbs()

    def set_studies(self, studies: Sequence[tuple[str, str]], current: str) -> None:
        """Fills the second crumb with (id, title)."""
        _refill(self.study, studies, current)
        self._show_crumbs()

    def set_trail(self, trail: Sequence[str] | None) -> None:
        """A breadcrumb of plain words in the place of dataset and study, for a screen that is of neither."""
        self._trailed = trail is not None
        self._trail.setText("  /  ".join(trail or ()))
        self._trail.setVisible(bool(trail))
        self._show_crumbs()

    def _show_crumbs(self) -> None:
        has = self.dataset.count() > 0, self.study.count() > 0
        self.dataset.setVisible(has[0] and not self._trailed)
        self.study.setVisible(has[1] and not self._trailed)
        self._slash.setVisible(all(has) and not self._trailed)

    def set_chip(self, text: str, tone: Tone = "text", remark: str = "") -> None:
        """A short state beside the breadcrumb, and a muted remark after it."""
        self.chip.setText(text)
        self.chip.set_tone(tone)
        self.chip.setVisible(bool(text))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    def set_aside(self, widget: QWidget | None) -> None:
        """Puts a screen's own controls beside the breadcrumb."""
        if self._aside is widget:
            return
        if self._aside is not None:
            self._layout.removeWidget(self._aside)
            self._aside.hide()
        self._aside = widget
        if widget is not None:
            self._layout.insertWidget(self._layout.count() - 1, widget)
            widget.show()


class _Crumb(QComboBox):
    """A flat choice; a name that has no room ends in an ellipsis, and the tool tip holds it whole."""

    def __init__(self) -> None:
        super().__init__()
        self.what = ""

    def name_it(self, what: str) -> None:
        """What is chosen here, for a screen reader and the tool tip."""
        self.what = what
        self.setAccessibleName(what)

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(min(look().px(LONGEST), wanted.width() + SPARE), wanted.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(look().px(SHORTEST), self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        whole = option.currentText
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, place.width() - 2)
        self.setToolTip(self.what if cut == whole else f"{self.what}: {whole}")
        option.currentText = cut
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


def _crumb() -> _Crumb:
    made = _Crumb()
    made.setProperty("flat", True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.hide()
    return made


def _refill(combo: QComboBox, choices: Sequence[tuple[str, str]], current: str) -> None:
    held = [(combo.itemData(i), combo.itemText(i)) for i in range(combo.count())]
    if held != list(choices):
        combo.clear()
        for key, text in choices:
            combo.addItem(text, key)
    combo.setCurrentIndex(max(0, combo.findData(current)))
    combo.setVisible(bool(choices))
