"""The bar on top: the screen's title and the breadcrumb of dataset and study."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.style import look
from gui.widgets.parts import Chip, Tone, label, row

__all__ = ["TopBar"]


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
        self._aside: QWidget | None = None
        self._layout: QHBoxLayout = row(
            self.title,
            6,
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
        self.dataset.setAccessibleName(self.tr("Dataset"))
        self.dataset.setToolTip(self.tr("Dataset"))
        self.study.setAccessibleName(self.tr("Study"))
        self.study.setToolTip(self.tr("Study"))

    def set_datasets(self, names: Sequence[str], current: str) -> None:
        """Fills the first crumb; hidden while there is none."""
        _refill(self.dataset, [(name, name) for name in names], current)

    def set_studies(self, studies: Sequence[tuple[str, str]], current: str) -> None:
        """Fills the second crumb with (id, title)."""
        _refill(self.study, studies, current)
        self._slash.setVisible(self.study.count() > 0 and self.dataset.count() > 0)

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


def _crumb() -> QComboBox:
    made = QComboBox()
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
