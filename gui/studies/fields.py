"""One setting as a line of a form: name, dot where it was changed, control, help, and the sentence of an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QGridLayout, QLineEdit, QMenu, QPushButton, QWidget

from engine.session.messages.studies import Setting
from gui.studies.draft import Misread, is_changed, read, written
from gui.style import look, repolish
from gui.widgets.parts import Elided, Segments, clear, label, row

__all__ = ["DotButton", "Field", "Toggles"]

CONTROL = 190  # width of a control beside its help
ROOM = 212  # for the text of a combo in the narrowest form
SEGMENTS = 4  # choices; a combo from five on


class DotButton(QAbstractButton):
    """The 6 px dot of a changed value; pressing it opens a menu with the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(16), look().px(24))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(look().px(16), look().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look().theme.accent))
        size = look().px(6)
        middle = QRectF(self.rect()).center()
        painter.drawEllipse(middle, size / 2, size / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(look().theme.focus))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -3), 4, 4)
        painter.end()


class Toggles(QFrame):
    """Several choices side by side of which any may be taken; in the order of the choices."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("segments", True)
        self._layout = row(spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(self._layout)
        self._buttons: dict[str, QPushButton] = {}

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Shows (key, text) pairs."""
        if list(self._buttons) != [key for key, _ in choices]:
            clear(self._layout)
            self._buttons = {}
            for index, (key, _) in enumerate(choices):
                made = QPushButton()
                made.setCheckable(True)
                made.setAutoDefault(False)
                made.setProperty("segment", True)
                made.setProperty("small", True)
                place = "first" if index == 0 else "last" if index == len(choices) - 1 else "middle"
                made.setProperty("place", place)
                made.clicked.connect(self.changed)
                self._buttons[key] = made
                self._layout.addWidget(made)
        for key, text in choices:
            self._buttons[key].setText(text)
            self._buttons[key].setAccessibleName(text)

    def taken(self) -> list[str]:
        return [key for key, made in self._buttons.items() if made.isChecked()]

    def take(self, keys: Sequence[str]) -> None:
        for key, made in self._buttons.items():
            made.setChecked(key in keys)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]


class Field(QWidget):
    """A setting; tells its new value, or None for the default."""

    changed = Signal(str, object)
    misread = Signal(str, bool)

    def __init__(
        self, place: str, setting: Setting, name: str, help_text: str, name_width: int = 140, room: int = CONTROL
    ) -> None:
        super().__init__()
        self.place, self.setting = place, setting
        self._value: Any = None
        self.wrong = False
        self.dot = DotButton()
        self.dot.setAccessibleName(self.tr("{0} was changed from the default").format(name))
        self.dot.setToolTip(self.tr("Changed from the default"))
        self.dot.clicked.connect(lambda: self._open_menu(self.dot.mapToGlobal(QPoint(0, self.dot.height()))))
        self.dot.hide()
        self.control = self._made()
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(help_text)
        self.error = label("", "caption", "negative")
        self.error.setWordWrap(True)
        self.error.hide()
        self.note = label("", "caption", "warning")
        self.note.setWordWrap(True)
        self.note.hide()
        named = Elided(name, "body", "muted")
        named.setFixedWidth(look().px(name_width))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.addWidget(named, 0, 0)
        grid.addWidget(self.dot, 0, 1)
        grid.addWidget(self.control, 0, 2)
        grid.addWidget(self.error, 1, 2, 1, 2)
        grid.addWidget(self.note, 2, 2, 1, 2)
        grid.setColumnMinimumWidth(0, look().px(name_width))
        if help_text:
            grid.addWidget(Elided(help_text, "caption", "muted"), 0, 3)
            grid.setColumnMinimumWidth(2, look().px(room))
            grid.setColumnStretch(3, 1)
            if not isinstance(self.control, Toggles):  # they are as wide as their words
                self.control.setMaximumWidth(look().px(CONTROL + 70))
        else:
            grid.setColumnStretch(2, 1)
        if isinstance(self.control, Toggles | Segments):
            grid.setAlignment(self.control, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumHeight(look().px(34))

    def show_value(self, value: Any) -> None:
        """Shows a value; None is the default."""
        self._value = value
        shown = self.setting.default if value is None else value
        match self.control:
            case QLineEdit() as edit:
                edit.setText("" if value is None and self.setting.optional else written(shown))
            case QComboBox() as combo:
                place = combo.findData("" if shown is None else str(shown))
                if place < 0:  # what a file says and the choices do not have: shown, so that it is not lost
                    combo.addItem(str(shown), str(shown))
                    place = combo.count() - 1
                combo.setCurrentIndex(place)
                combo.setToolTip(str(combo.currentData(Qt.ItemDataRole.ToolTipRole) or combo.currentText()))
            case Segments() as segments:
                key = written(shown)
                segments.set_choices([(choice, self._word(choice)) for choice in self._keys()], key)
            case Toggles() as toggles:
                toggles.take(shown if isinstance(shown, list | tuple) else [])
        self._set_wrong("")
        self.dot.setVisible(is_changed(self.setting, value))

    def show_error(self, sentence: str) -> None:
        """Outlines the control and says why under it; "" takes both away. An error of the control's own stays."""
        if not self.wrong:
            self._outline(sentence)

    def show_note(self, sentence: str) -> None:
        """What to know of the value, under the control; "" takes it away."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The (value, text) pairs of a combo or of toggles."""
        if isinstance(self.control, Toggles):
            self.control.set_choices(choices)
        elif isinstance(self.control, QComboBox):
            metrics, room = self.control.fontMetrics(), look().px(ROOM)
            shown = [(key, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)) for key, text in choices]
            held = [(self.control.itemData(i), self.control.itemText(i)) for i in range(self.control.count())]
            if held != shown:
                self.control.clear()
                for (key, text), (_, whole) in zip(shown, choices, strict=True):
                    self.control.addItem(text, key)
                    self.control.setItemData(self.control.count() - 1, whole, Qt.ItemDataRole.ToolTipRole)

    def reset(self) -> None:
        """Goes back to the default."""
        self.show_value(None)
        self.misread.emit(self.place, False)
        self.changed.emit(self.place, None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.dot.isHidden():
            self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = written(self.setting.default)
        text = self.tr("Reset to {0}").format(shown) if shown else self.tr("Reset")
        menu.addAction(text, self.reset)
        menu.popup(at)

    def _made(self) -> QWidget:
        kind = self.setting.kind
        if kind == "boolean" or (kind == "choice" and len(self.setting.choices) <= SEGMENTS):
            segments = Segments(small=True)
            segments.set_choices([(key, self._word(key)) for key in self._keys()], written(self.setting.default))
            segments.chosen.connect(lambda key: self._tell(key == "true" if kind == "boolean" else key))
            return segments
        if kind == "choice":
            combo = QComboBox()
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            for key in self.setting.choices:
                combo.addItem(key, key)
            combo.activated.connect(lambda _index: self._tell(combo.currentData() or None))
            return combo
        if kind == "choices":
            toggles = Toggles()
            toggles.set_choices([(key, key) for key in self.setting.choices])
            toggles.changed.connect(self._on_toggled)
            return toggles
        edit = QLineEdit()
        if self.setting.optional:
            edit.setPlaceholderText(self.tr("default"))
        edit.textEdited.connect(self._on_edited)
        return edit

    def _keys(self) -> tuple[str, ...]:
        return ("true", "false") if self.setting.kind == "boolean" else self.setting.choices

    def _word(self, key: str) -> str:
        return {"true": self.tr("Yes"), "false": self.tr("No")}.get(key, key)

    def _on_edited(self, text: str) -> None:
        try:
            value = read(self.setting, text)
        except Misread as misread:
            self._set_wrong(str(misread))
            self.misread.emit(self.place, True)
            return
        self._set_wrong("")
        self.misread.emit(self.place, False)
        self._tell(value)

    def _on_toggled(self) -> None:
        assert isinstance(self.control, Toggles)
        taken = self.control.taken()
        self._tell(None if not taken and self.setting.optional else taken)

    def _tell(self, value: Any) -> None:
        self._value = value
        self.dot.setVisible(is_changed(self.setting, value))
        self.changed.emit(self.place, value)

    def _set_wrong(self, sentence: str) -> None:
        self.wrong = bool(sentence)
        self._outline(sentence)

    def _outline(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if bool(self.control.property("invalid")) != bool(sentence):
            self.control.setProperty("invalid", bool(sentence))
            repolish(self.control)
