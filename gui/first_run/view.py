"""The first-run page: question, drawing, and two cards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui import words
from gui.first_run import measured
from gui.first_run.aisles import Aisles
from gui.style import look
from gui.widgets.drop_zone import DropZone, local_files
from gui.widgets.parts import Elided, Glyph, Panel, Tone, button, column, label, row, rule

__all__ = ["FirstRunView"]

WIDE = 1108
SOURCES = ("household_id", "product_id", "transaction_timestamp", "product_category")
TONES: tuple[Tone, ...] = ("run0", "run2", "run4", "run3")


class FirstRunView(QScrollArea):
    """One primary act: the sample. One's own files are the other way in, a recipe for them a third."""

    sample_clicked = Signal()
    recipe_clicked = Signal()
    workspace_clicked = Signal()
    choose_clicked = Signal()
    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._question = label("", "display")
        self._question.setWordWrap(True)
        self._promise = label("", "lead", "muted")
        self._promise.setWordWrap(True)
        self._aisles = Aisles()
        self.sample = button("", "primary", clicked=self.sample_clicked.emit)
        self.choose = button("", "plain", "folder", clicked=self.choose_clicked.emit)
        self.recipe = button("", "link", "file", clicked=self.recipe_clicked.emit)
        self.workspace = button("", "link", "folder", clicked=self.workspace_clicked.emit)
        for made in (self.sample, self.choose):
            made.setProperty("tall", True)
        self.own = FilesCard()
        self.own.dropped.connect(self.dropped)
        self.zone = self.own.zone
        self._hovered: tuple[Path, ...] = ()
        self._steps = [_Step(name) for name in ("import", "play", "eye")]
        self._sample_texts = (label("", "title"), _wrapped(), label("", "table", "muted"))
        self._own_texts = (label("", "title"), _wrapped(), label("", "table", "muted"))
        self._roles = [
            (label("", "caption", tone, semibold=True), Elided(text, "code"))
            for text, tone in zip(SOURCES, TONES, strict=True)
        ]
        self._foot = label("", "table", "muted")
        self._column = QWidget()
        self._column.setMaximumWidth(look().px(WIDE))
        inside = column(self._question, 6, self._promise, 32, self._aisles, 24, spacing=0)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._sample_card(), 1)
        cards.addWidget(self._own_card(), 1)
        inside.addLayout(cards)
        inside.addSpacing(12)
        inside.addLayout(row(self.workspace, self.recipe, None, self._foot))
        inside.addStretch(1)
        self._column.setLayout(inside)
        page = QWidget()
        self._outer = QHBoxLayout(page)
        self._outer.addStretch(1)
        self._outer.addWidget(self._column, 100)
        self._outer.addStretch(1)
        self.setWidget(page)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = 120 if self.width() > look().px(1500) else 56 if self.height() > look().px(740) else 28
        self._outer.setContentsMargins(look().px(32), look().px(top), look().px(32), look().px(24))

    def retranslate(self) -> None:
        self._question.setText(self.tr("Which recommender leads this shopper into a new category?"))
        self._promise.setText(
            self.tr(
                "And can the difference be trusted? "
                "Compare models on real purchase logs, on this computer, without a network."
            )
        )
        self._aisles.set_texts(
            {
                "known": self.tr("Aisles this shopper knows"),
                "new": self.tr("Aisles still new to them"),
                "ranks": self.tr("ranks"),
                "hit": self.tr("hit"),
                "miss": self.tr("miss"),
                "known_note": self.tr("Nothing here is recommended or counted in scope cross."),
                "new_note": self.tr(
                    "An item bought here after the cut date is a hit. The share of hits decides who leads."
                ),
            }
        )
        title, text, _ = self._sample_texts
        title.setText(self.tr("Open the sample dataset"))
        text.setText(
            self.tr("Complete Journey: one year of purchases by 2,469 households, 92,331 products in 303 categories.")
        )
        self._say_times()
        self.sample.setText(self.tr("Open the sample dataset"))
        title, text, remark = self._own_texts
        title.setText(self.tr("Import your data"))
        text.setText(self.tr("Two tables are enough: who bought what and when, and which category each item is in."))
        remark.setText(self.tr("CSV, TSV and Parquet,\ntext also in gz, zip or zst"))
        self.choose.setText(self.tr("Choose files"))
        self.workspace.setText(self.tr("Open another workspace"))
        self.recipe.setText(self.tr("Import from a recipe"))
        self._name_zone()
        roles = (self.tr("shopper"), self.tr("item"), self.tr("time"), self.tr("category"))
        for (name, _column), role in zip(self._roles, roles, strict=True):
            name.setText(role)
        self._foot.setText(self.tr("Your files are read, never changed."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_times()

    def _say_times(self) -> None:
        """What the steps of the sample took when this computer did them last; no time where it never has."""
        taken = [measured.seconds("import"), measured.seconds("study"), None]
        texts = (
            self.tr("Imports 1,469,307 rows and checks them"),
            self.tr("Trains four baselines and the Pipeline"),
            self.tr("Opens the curves and every shopper"),
        )
        for step, text, seconds in zip(self._steps, texts, taken, strict=True):
            step.set_texts(text, "" if seconds is None else words.duration(seconds))
        whole = [seconds for seconds in taken if seconds is not None]
        closing = self.tr("closing keeps what is finished")
        about = self.tr("took {0} on this computer;").format(words.duration(sum(whole))) if len(whole) == 2 else ""
        self._sample_texts[2].setText(f"{about}\n{closing}" if about else closing)

    def set_read_only(self, read_only: bool) -> None:
        """Greys both acts and says why."""
        for made in (self.sample, self.choose, self.recipe, self.zone):
            made.setEnabled(not read_only)
            made.setToolTip(self.tr("Another program has this workspace open.") if read_only else "")

    def panels(self) -> list[QWidget]:
        """Where F6 stops, in order."""
        return [self.sample, self.choose, self.workspace]

    def hover(self, paths: Sequence[Path]) -> None:
        """Files are held over the window, none once they have left it: the card says what it sees."""
        self._hovered = tuple(paths)
        self.own.set_hovered(bool(paths))
        self._name_zone()

    def name_held(self, paths: Sequence[Path], what: str) -> None:
        """What the files that are held seem to be."""
        if self._hovered == tuple(paths):
            self._name_zone(what)

    def _name_zone(self, what: str = "") -> None:
        if not self._hovered:
            self.zone.text.setText(self.tr("Drop files or a folder here"))
            return
        files = self.tr("%Ln files", "", len(self._hovered))
        self.zone.text.setText(f"{files}: {what}" if what else self.tr("Drop {0} to import them").format(files))

    def _sample_card(self) -> Panel:
        card = Panel(headed=False)
        title, text, remark = self._sample_texts
        inside = column(title, 4, text, 14, *self._steps, None, 14, spacing=0, margins=(23, 22, 23, 22))
        inside.addLayout(row(self.sample, remark, None, spacing=12))
        card.body.addLayout(inside)
        card.setMinimumHeight(look().px(286))
        return card

    def _own_card(self) -> Panel:
        card = self.own
        title, text, remark = self._own_texts
        table = QFrame()
        table.setProperty("raised", True)
        line = QHBoxLayout(table)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for index, (name, source) in enumerate(self._roles):
            if index:
                line.addWidget(_upright())
            cell = QWidget()
            cell.setLayout(column(name, source, spacing=1, margins=(10, 7, 4, 7)))
            line.addWidget(cell, len(source.text()) + 3)
        inside = column(title, 4, text, 14, table, 12, self.zone, None, 12, spacing=0, margins=(23, 22, 23, 22))
        inside.addLayout(row(self.choose, remark, None, spacing=12))
        card.body.addLayout(inside)
        return card


class FilesCard(Panel):
    """The whole card takes drops; while files hover over the window it has the accent outline."""

    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setAcceptDrops(True)
        self.zone = DropZone(52)
        self.zone.setAcceptDrops(False)
        self._hovered = False

    def set_hovered(self, hovered: bool) -> None:
        self._hovered = hovered
        self.zone.set_hovered(hovered)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and self.zone.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_hovered(False)
        event.acceptProposedAction()
        self.dropped.emit(local_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hovered:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look().theme.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.end()


class _Step(QWidget):
    """An icon, what is done, and how long it takes."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._mark = Glyph(icon_name)
        self._what, self._time = label(), label("", "table", "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rule())
        whole.addLayout(row(self._mark, self._what, None, self._time, spacing=10, margins=(0, 8, 0, 8)))

    def set_texts(self, what: str, time: str) -> None:
        self._what.setText(what)
        self._time.setText(time)


def _upright() -> QFrame:
    made = QFrame()
    made.setProperty("beside", True)
    made.setFixedWidth(1)
    return made


def _wrapped() -> QLabel:
    made = label("", "body", "muted")
    made.setWordWrap(True)
    return made
