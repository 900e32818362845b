"""The findings of a check: icon, what, effect, rows and repair; one opens to its examples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.session.messages.checking import Finding
from gui import words
from gui.data import sentences
from gui.data.examples import ExamplesTable
from gui.data.share_bar import ShareBar
from gui.style import look
from gui.widgets.parts import Elided, Glyph, Segments, clear, label, row

__all__ = ["FindingLine", "Findings"]

ICONS = {
    "error": ("error", "negative"),
    "warning": ("warning", "warning"),
    "info": ("information", "muted"),
    "passed": ("check", "positive"),
}


class FindingLine(QFrame):
    """57 px; Enter or a click opens it to its examples."""

    toggled = Signal()
    repair_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(look().px(57))
        self._finding: Finding | None = None
        self.opened = False
        self._closed, self._open = Glyph("chevron-right"), Glyph("chevron-down")
        self._marks = {name: Glyph(*ICONS[name]) for name in ICONS}
        self._what, self._effect = Elided("", "strong"), Elided("", "table", "muted")
        self._bar, self._rows = ShareBar("strong", 6, 56), label("", "body", semibold=True)
        self._unit = label("", "caption", "muted")
        self.repairs = Segments(small=True)
        for made in (self._what, self._effect):
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(self._what)
        said.addWidget(self._effect)
        said.addStretch(1)
        number = QWidget()
        number.setFixedWidth(look().px(92))
        number.setLayout(row(None, self._rows, self._unit, spacing=4))
        self._repair = QWidget()
        self._repair.setLayout(row(None, self.repairs, spacing=0))
        line = row(self._closed, self._open, *self._marks.values(), spacing=10, margins=(12, 0, 12, 0))
        line.addLayout(said, 1)
        for part in (self._bar, number, self._repair):
            line.addWidget(part)
        self.setLayout(line)
        self.repairs.chosen.connect(lambda key: self.repair_chosen.emit(int(key)))

    def show_finding(self, finding: Finding, most: int, opened: bool) -> None:
        self._finding, self.opened = finding, opened and bool(finding.examples)
        self._closed.setVisible(bool(finding.examples) and not self.opened)
        self._open.setVisible(self.opened)
        for name, mark in self._marks.items():
            mark.setVisible(name == finding.severity)
        what, effect = sentences.finding_title(finding), sentences.finding_effect(finding)
        self._what.setText(what)
        self._effect.setText(effect)
        self._effect.setVisible(bool(effect))
        counted = finding.rows > 0
        self._bar.setVisible(counted)
        self._bar.set_share(finding.rows / most if most else 0.0)
        self._rows.setText(words.count(finding.rows) if counted else "")
        self._unit.setText(sentences.finding_unit(finding) if counted else "")
        self._unit.setVisible(bool(self._unit.text()))
        several = len(finding.repairs) > 1
        self.repairs.setVisible(several)
        if several:
            choices = [(str(place), sentences.repair_name(each.code)) for place, each in enumerate(finding.repairs)]
            self.repairs.set_choices(choices, str(finding.chosen))
            self.repairs.setAccessibleName(self.tr("Repair of: {0}").format(what))
        number = f"{words.count(finding.rows)} {sentences.finding_unit(finding)}" if counted else ""
        self.setAccessibleName(". ".join(filter(None, (what, effect, number))))
        self.setCursor(Qt.CursorShape.PointingHandCursor if finding.examples else Qt.CursorShape.ArrowCursor)
        self.update()

    def holds_focus(self) -> bool:
        """Whether the focus is on it or on its repair."""
        return self.hasFocus() or any(made.hasFocus() for made in self.repairs.findChildren(QPushButton))

    def repair_width(self) -> int:
        """The room that the repair needs."""
        return self.repairs.sizeHint().width() if self.repairs.isVisibleTo(self) else 0

    def set_repair_width(self, wide: int) -> None:
        """All lines leave the same room, so that their numbers stand in one column."""
        self._repair.setFixedWidth(wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggled.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        painter = QPainter(self)
        hovered = self.underMouse() and self._finding is not None and self._finding.examples
        if self.opened or hovered:
            painter.fillRect(self.rect(), QColor(theme.raised if self.opened else theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)
        painter.end()


class _Passed(QFrame):
    """All passed checks in one line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setMinimumHeight(look().px(42))
        said = label(text, "table", "muted")
        said.setWordWrap(True)
        line = row(26, Glyph("check", "positive"), said, spacing=10, margins=(12, 12, 12, 12))
        line.setStretch(2, 1)
        self.setLayout(line)


class Findings(QScrollArea):
    """Errors first, then by rows; the passed checks are the last line."""

    repair_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: list[FindingLine] = []
        self._findings: tuple[Finding, ...] = ()
        self._opened: tuple[str, str] | None = None
        self._examples: list[ExamplesTable] = []
        inside = QWidget()
        self._whole = QVBoxLayout(inside)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._list, self._tail = QVBoxLayout(), QVBoxLayout()
        for made in (self._list, self._tail):
            made.setSpacing(0)
            self._whole.addLayout(made)
        self._whole.addStretch(1)
        self.setWidget(inside)

    def panels(self) -> list[QWidget]:
        return list(self.lines[:1])

    def retranslate(self) -> None:
        self.show_findings(self._findings)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Shows them in the order given; lines stay where their number does, so that the focus stays too."""
        self._findings = tuple(findings)
        seen = [(place, each) for place, each in enumerate(findings) if each.severity != "passed"]
        held = next((place for place, line in enumerate(self.lines) if line.holds_focus()), -1)
        rebuilt = len(seen) != len(self.lines)
        if rebuilt:
            clear(self._list)
            self.lines, self._examples = [], []
            for _ in seen:
                line, table = FindingLine(), ExamplesTable()
                line.toggled.connect(lambda line=line: self._on_toggled(self.lines.index(line)))
                line.repair_chosen.connect(
                    lambda repair, line=line: self.repair_chosen.emit(self._place(self.lines.index(line)), repair)
                )
                self.lines.append(line)
                self._examples.append(table)
                self._list.addWidget(line)
                self._list.addWidget(table)
        most = max((each.rows for _, each in seen), default=0)
        for line, table, (_, finding) in zip(self.lines, self._examples, seen, strict=True):
            line.show_finding(finding, most, _key(finding) == self._opened)
            table.setVisible(line.opened)
            if line.opened:
                table.show_examples(finding)
        if rebuilt and held >= 0 and self.lines:
            self.lines[min(held, len(self.lines) - 1)].setFocus()
        widest = max((line.repair_width() for line in self.lines), default=0)
        for line in self.lines:
            line.set_repair_width(max(look().px(140), widest))
        clear(self._tail)
        passed = [sentences.finding_passed(each) for each in findings if each.severity == "passed"]
        if passed:
            head = self.tr("%Ln checks passed", "", len(passed))
            self._tail.addWidget(_Passed(words.led(head, words.beside(*passed))))

    def _place(self, line: int) -> int:
        """The place among all findings of a line."""
        seen = [place for place, each in enumerate(self._findings) if each.severity != "passed"]
        return seen[line]

    def _on_toggled(self, line: int) -> None:
        finding = self._findings[self._place(line)]
        key = _key(finding)
        self._opened = None if self._opened == key else key
        self.show_findings(self._findings)
        if self.lines[line].opened:
            self.ensureWidgetVisible(self._examples[line])


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.values.get("column", "")
