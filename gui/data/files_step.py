"""Files: what was dropped or chosen, what each seems to be, and which table each becomes."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from engine.session import Problem
from engine.session.messages.importing import FileGuess, FilesQuery, FilesView
from gui.data import sentences
from gui.data.draft import source_of, with_sources
from gui.data.files_view import FilesPage
from gui.data.step import ImportState, Step

__all__ = ["FilesStep", "files_in"]

KEY = "import files"
READABLE = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".zip", ".zst")
MOST = 20


class FilesStep(Step):
    """Asks what the files are; a person may say otherwise."""

    def __init__(self, state: ImportState) -> None:
        super().__init__(state)
        self.page = FilesPage()
        self.view = self.page
        self.tables: dict[Path, str] = {}
        self._waiting: tuple[Path, ...] = ()
        self.page.choose.clicked.connect(self._on_choose)
        self.page.dropped.connect(self.add)
        self.page.table_chosen.connect(self._on_table_chosen)
        self.page.removed.connect(self._on_removed)
        self.retranslate()

    def name(self) -> str:
        return self.tr("Files")

    def add(self, paths: Sequence[Path]) -> None:
        """Further files; a folder gives those in it that can be read."""
        known = set(self.state.paths)
        fresh = [path for path in files_in(paths) if path not in known]
        if fresh:
            self._ask((*self.state.paths, *fresh))

    def blocker(self) -> str:
        if self._waiting:
            return self.tr("The files are being read.")
        if not self.state.files:
            return self.tr("Drop or choose a file first.")
        if not source_of(self.state.draft, "interactions"):
            return self.tr("Say which file holds the interactions: who bought what, and when.")
        return ""

    def go_to_blocker(self) -> None:
        cards = self.page.cards
        usable = next((card for card in cards if card.tables.isEnabled() and not card.guess.problem), None)
        (usable.first_choice() if usable is not None else self.page.choose).setFocus()

    def total(self) -> str:
        used = [guess for guess in self.state.files if self.tables.get(guess.path)]
        if not used:
            return ""
        files = self.tr("%Ln files", "", len(used))
        return self.tr("{0}, {1}.").format(files, sentences.file_size(sum(guess.bytes for guess in used)))

    def panels(self) -> list[QWidget]:
        return [self.page.choose, *(card.first_choice() for card in self.page.cards if not card.guess.problem)]

    def retranslate(self) -> None:
        self.page.retranslate()
        self._show()

    def _ask(self, paths: tuple[Path, ...]) -> None:
        self._waiting = paths
        self.page.say_reading(len(paths))
        self.state.bridge.ask(FilesQuery(paths), KEY, self._on_files, self._on_refused)
        self.changed.emit()

    def _on_files(self, view: FilesView) -> None:
        self.state.paths, self._waiting = self._waiting, ()
        self.state.files = view.files
        held = self.state.draft
        made = dict(view.draft)
        for table in ("interactions", "items"):
            kept = source_of(held, table)
            if kept and kept == source_of(view.draft, table):
                made[table] = held[table]
        if held.get("name") and source_of(held, "interactions") == source_of(view.draft, "interactions"):
            made["name"] = held["name"]
        self.tables = {guess.path: self._table_of(guess, view) for guess in view.files}
        self.state.set_draft(made)
        self._show()
        self.changed.emit()

    def _on_refused(self, problem: Problem) -> None:
        self._waiting = ()
        self.page.say_problem(problem)
        self.changed.emit()

    def _table_of(self, guess: FileGuess, view: FilesView) -> str:
        """The table whose source a file is, or is among."""
        for table in ("interactions", "items"):
            source = source_of(view.draft, table)
            if source and guess.problem is None and (source == str(guess.path) or fnmatch(str(guess.path), source)):
                return table
        return ""

    def _on_table_chosen(self, path: Path, table: str) -> None:
        """A table has one file: the one that had it before gives it up."""
        if table:
            self.tables = {other: "" if held == table else held for other, held in self.tables.items()}
        self.tables[path] = table
        sources = {held: str(other) for other, held in self.tables.items() if held}
        self.state.set_draft(with_sources(self.state.draft, sources.get("interactions", ""), sources.get("items", "")))
        self._show()
        self.changed.emit()

    def _on_removed(self, path: Path) -> None:
        left = tuple(other for other in self.state.paths if other != path)
        if left:
            self._ask(left)
            return
        self.state.paths, self.state.files, self.tables = (), (), {}
        self.state.set_draft({})
        self._show()
        self.changed.emit()

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self.page,
            self.tr("Choose files"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt *.parquet *.gz *.zip *.zst);;All files (*)"),
        )
        self.add([Path(name) for name in chosen])

    def _show(self) -> None:
        self.page.show_files(self.state.files, self.tables)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files, and for a folder those in it that look like tables, twenty at most."""
    found: list[Path] = []
    for path in paths:
        inside: list[Path] = []
        if path.is_dir():
            try:
                inside = sorted(each for each in path.iterdir() if each.suffix.lower() in READABLE and each.is_file())
            except OSError:
                inside = []
        found += inside[:MOST] or [path]
    return list(dict.fromkeys(found))
