"""The page of the first step: a drop zone, then one card a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.session import Problem
from engine.session.messages.importing import FileGuess
from gui import words
from gui.data import sentences
from gui.problems import sentence
from gui.style import look
from gui.widgets.drop_zone import DropZone
from gui.widgets.parts import (
    Elided,
    Glyph,
    Panel,
    Segments,
    button,
    clear,
    column,
    label,
    row,
    set_tone,
)

__all__ = ["FileCard", "FilesPage"]

WIDE = 960


class FileCard(Panel):
    """One file: what it is, how large, its columns, and the table that it becomes."""

    def __init__(self, guess: FileGuess) -> None:
        super().__init__(headed=False)
        self.guess = guess
        self.tables = Segments()
        self.remove = button(icon_name="close", kind="quiet", alone=True)
        name, facts = Elided(guess.path.name, "strong"), Elided(self._facts(), "table", "muted")
        said = column(name, facts, spacing=2)
        if guess.problem is not None:
            reason = label(sentence(guess.problem), "table", "negative")
            reason.setWordWrap(True)
            said.addWidget(reason)
        else:
            said.addWidget(Elided(", ".join(guess.columns), "table", "muted"))
        line = row(spacing=12, margins=(16, 12, 12, 12))
        line.addWidget(Glyph("error" if guess.problem else "file", "negative" if guess.problem else "muted", 20))
        line.addLayout(said, 1)
        line.addWidget(self.tables)
        line.addWidget(self.remove)
        self.body.addLayout(line)
        self.tables.setVisible(guess.problem is None)

    def show_table(self, table: str) -> None:
        keys = ("interactions", "items", "")
        self.tables.set_choices([(key, sentences.table_name(key)) for key in keys], table)
        self.tables.setAccessibleName(self.tr("Table that {0} becomes").format(self.guess.path.name))
        self.remove.setAccessibleName(self.tr("Leave out {0}").format(self.guess.path.name))
        self.remove.setToolTip(self.tr("Leave out {0}").format(self.guess.path.name))

    def first_choice(self) -> QWidget:
        """The choice that is taken, where the keyboard enters the card."""
        for made in self.tables.findChildren(QPushButton):
            if made.isChecked():
                return made
        return self.remove

    def _facts(self) -> str:
        guess = self.guess
        parts = [guess.kind.upper()] if guess.kind else []
        parts.append(sentences.file_size(guess.bytes))
        if guess.problem is None:
            parts.append(sentences.rows_read(guess.rows, guess.kind == "parquet"))
            parts.append(self.tr("%Ln columns", "", len(guess.columns)))
        parts.append(str(guess.path.parent))
        return words.beside(*parts)


class FilesPage(QScrollArea):
    """The zone, the cards, and what can be read at all."""

    dropped = Signal(list)
    table_chosen = Signal(object, str)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.zone = DropZone(116)
        self.zone.dropped.connect(self.dropped)
        self.choose = button("", icon_name="folder")
        self._question = label("", "verdict")
        self._advice = label("", "body", "muted")
        self._advice.setWordWrap(True)
        self._kinds = label("", "table", "muted")
        self._kinds.setWordWrap(True)
        self._state = label("", "body", "muted")
        self._state.setWordWrap(True)
        self._state.hide()
        self.cards: list[FileCard] = []
        self._shown: tuple[FileGuess, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        inside = column(self._question, 4, self._advice, 16, self.zone, 10, spacing=0, margins=(0, 20, 0, 16))
        choose = row(self.choose, self._kinds, spacing=12)
        choose.setStretch(1, 1)
        inside.addLayout(choose)
        inside.addSpacing(20)
        inside.addWidget(self._state)
        inside.addLayout(self._cards)
        inside.addStretch(1)
        holder = QWidget()
        holder.setLayout(inside)
        holder.setMaximumWidth(look().px(WIDE))
        page = QWidget()
        line = row(None, margins=(16, 0, 16, 0))
        line.addWidget(holder, 100)
        line.addStretch(1)
        page.setLayout(line)
        self.setWidget(page)

    def retranslate(self) -> None:
        self._question.setText(self.tr("Which files hold your data?"))
        self._advice.setText(
            self.tr(
                "One table of interactions is needed: who bought what, and when. A table of items with their "
                "categories is what makes the cross question possible."
            )
        )
        self.zone.text.setText(self.tr("Drop files or a folder here"))
        self.choose.setText(self.tr("Choose files"))
        self._kinds.setText(
            self.tr("CSV, TSV and Parquet, text also in gz, zip or zst. Save workbooks as CSV: they are not read yet.")
        )
        for card in self.cards:
            card.show_table(card.tables.current())

    def say_reading(self, files: int) -> None:
        """The files are being looked at."""
        set_tone(self._state, "muted")
        self._state.setText(self.tr("Looking at %Ln files…", "", files))
        self._state.show()

    def say_problem(self, problem: Problem) -> None:
        set_tone(self._state, "negative")
        self._state.setText(sentence(problem))
        self._state.show()

    def show_files(self, files: Sequence[FileGuess], tables: Mapping[Path, str]) -> None:
        """One card a file; those that are there already stay."""
        if tuple(files) != self._shown:
            clear(self._cards)
            self._shown, self.cards = tuple(files), [FileCard(guess) for guess in files]
            for card in self.cards:
                card.tables.chosen.connect(lambda table, path=card.guess.path: self.table_chosen.emit(path, table))
                card.remove.clicked.connect(lambda _on=False, path=card.guess.path: self.removed.emit(path))
                self._cards.addWidget(card)
            self._state.hide()
        for card in self.cards:
            card.show_table(tables.get(card.guess.path, ""))
