"""The settings of a text file: what is in force, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.session.messages.importing import FormatSetting
from gui.data import sentences
from gui.data.calm_combo import CalmCombo
from gui.style import look
from gui.widgets.parts import Elided, Glyph, button, column, label, row, rule

__all__ = ["FormatSettings"]


class _Dot(QWidget):
    """Marks a value that the person has chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(8), look().px(8))
        self.seen = False

    def set_seen(self, seen: bool) -> None:
        self.seen = seen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.seen:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.accent))
        painter.drawEllipse(self.rect().center(), look().px(3), look().px(3))
        painter.end()


class _Line:
    """Label, combo, dot, and the evidence."""

    def __init__(self) -> None:
        self.name, self.choice, self.dot = label("", "body", "muted"), CalmCombo(), _Dot()
        self.good, self.bad, self.evidence = (
            Glyph("check", "positive"),
            Glyph("warning", "warning"),
            Elided("", "table"),
        )
        self.evidence.setProperty("tone", "muted")
        self.said = QWidget()
        self.values: tuple[str, ...] = ()


class FormatSettings(QWidget):
    """One line a setting; tells which was changed to what."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self.sniff = button("", "link", small=True)
        self._nothing = label("", "body", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._problem = QLabel()
        self._problem.setProperty("tone", "negative")
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(16, 4, 16, 8)
        self._problem.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(5, 8, 12, 8)
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(1, look().px(92))
        self._grid.setColumnStretch(3, 1)
        self._narrow = False
        self._lines: dict[str, _Line] = {}
        self._shown: tuple[FormatSetting, ...] = ()
        head = QWidget()
        head.setLayout(row(self._title, None, self.sniff, margins=(12, 0, 12, 0)))
        head.setFixedHeight(look().px(40))
        whole = column(head, rule(), self._nothing, spacing=0)
        whole.addLayout(self._grid)
        whole.addWidget(self._problem)
        whole.addWidget(rule())
        self.setLayout(whole)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Format"))
        self.sniff.setText(self.tr("Find again"))
        self.sniff.setToolTip(self.tr("Forgets what was chosen here and tries all candidates anew"))
        self._nothing.setText(self.tr("This file tells its columns and types itself; there is nothing to set."))
        self.show_settings(self._shown)

    def show_settings(self, settings: Sequence[FormatSetting]) -> None:
        """What is in force now."""
        self._shown = tuple(settings)
        self._problem.hide()
        self._nothing.setVisible(not settings)
        names = [setting.name for setting in settings]
        for name, line in self._lines.items():
            self._seen(line, name in names)
        for place, setting in enumerate(settings):
            if setting.name not in self._lines:
                self._lines[setting.name] = self._add(place, setting.name)
            line = self._lines[setting.name]
            self._seen(line, True)
            self._fill(line, setting)
        self.sniff.setVisible(any(setting.chosen for setting in settings))

    def say(self, problem: str) -> None:
        """Why the file cannot be read as it is said to be written."""
        self._problem.setText(problem)
        self._problem.show()

    def first(self) -> QWidget:
        """Where the keyboard enters."""
        return next((line.choice for line in self._lines.values()), self.sniff)

    def go_in(self) -> None:
        self.first().setFocus()

    def value(self, name: str) -> str:
        """The value that is shown of a setting."""
        return str(self._lines[name].choice.currentData())

    def _add(self, place: int, name: str) -> _Line:
        line = _Line()
        line.choice.setFixedWidth(look().px(136))
        line.choice.activated.connect(lambda index: self._on_activated(name, index))
        line.said.setLayout(row(line.good, line.bad, line.evidence, spacing=6, margins=(7, 0, 0, 0)))
        self._grid.addWidget(line.dot, 2 * place, 0)
        self._grid.addWidget(line.name, 2 * place, 1)
        self._grid.addWidget(line.choice, 2 * place, 2)
        self._put_evidence(line, place)
        return line

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the evidence stands under its control."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.setVerticalSpacing(1 if narrow else 3)
            self._grid.setContentsMargins(5, 5 if narrow else 8, 12, 5 if narrow else 8)
            for place, line in enumerate(self._lines.values()):
                self._grid.removeWidget(line.said)
                self._put_evidence(line, place)

    def _put_evidence(self, line: _Line, place: int) -> None:
        if self._narrow:
            self._grid.addWidget(line.said, 2 * place + 1, 2, 1, 2)
        else:
            self._grid.addWidget(line.said, 2 * place, 3)

    def _fill(self, line: _Line, setting: FormatSetting) -> None:
        line.name.setText(sentences.setting(setting.name))
        line.choice.setAccessibleName(sentences.setting(setting.name))
        values = tuple(dict.fromkeys((*setting.choices, setting.value)))
        texts = [sentences.setting_value(setting.name, value) for value in values]
        if values != line.values or [line.choice.itemText(i) for i in range(line.choice.count())] != texts:
            line.values = values
            line.choice.clear()
            for value, text in zip(values, texts, strict=True):
                line.choice.addItem(text, value)
        line.choice.setCurrentIndex(values.index(setting.value))
        line.choice.setToolTip(setting.value.replace(",", ", ") if setting.name == "na" else "")
        line.dot.set_seen(setting.chosen)
        line.dot.setToolTip(self.tr("Chosen here") if setting.chosen else "")
        said = sentences.evidence(setting.evidence, setting.count)
        line.evidence.setText(said)
        line.good.setVisible(bool(said) and setting.good)
        line.bad.setVisible(bool(said) and not setting.good)

    def _seen(self, line: _Line, seen: bool) -> None:
        for part in (line.name, line.choice, line.dot, line.said):
            part.setVisible(seen)

    def _on_activated(self, name: str, index: int) -> None:
        value = str(self._lines[name].choice.itemData(index))
        if any(setting.name == name and setting.value != value for setting in self._shown):
            self.chosen.emit(name, value)
