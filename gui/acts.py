"""What can be done to a dataset, a study or a run wherever it is listed: rename, delete with Undo, show its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget
from shiboken6 import isValid

from engine.session import Problem
from engine.session.messages.acts import EntryKind, EntryNamed, RenameEntry, RestoreEntry, Trashed, TrashEntry
from gui import words

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["Acts", "Entry"]

Entry = tuple[EntryKind, str, str]  # kind, id, and the name that the person knows it by
KEYS: tuple[str | QKeySequence.StandardKey, ...] = ("F2", QKeySequence.StandardKey.Delete)  # rename, move to trash
FOLDERS = {"dataset": "datasets", "study": "studies", "run": "runs"}


class Acts(QObject):
    """The acts of one window, as `window.acts`. A list calls `attach` once, or `menu_for` for a menu of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keys = [_in_a_list(self, key) for key in KEYS]

    def attach(
        self,
        view: QWidget,
        current: Callable[[], Entry | None],
        more: Callable[[QMenu], None] | None = None,
    ) -> None:
        """Gives a list its context menu (mouse, Menu key), F2 for rename and Del for delete.

        Args:
            view: the list.
            current: the entry under its cursor, None where there is none.
            more: puts the list's own actions into the menu, on top of these.
        """
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

        def on_menu(at: QPoint) -> None:
            entry = current()
            if entry is not None:
                port = view.viewport() if isinstance(view, QAbstractItemView) else view
                self.menu_for(*entry, more=more).popup(port.mapToGlobal(at))

        view.customContextMenuRequested.connect(on_menu)
        self.attach_keys(view, current)

    def attach_keys(self, view: QWidget, current: Callable[[], Entry | None]) -> None:
        """Gives a list that has a menu of its own F2 for rename and Del for delete."""
        for act, key in zip((self.rename, self.delete), KEYS, strict=True):
            action = _in_a_list(view, key)
            action.triggered.connect(lambda _on=False, act=act: (entry := current()) and act(*entry))
            view.addAction(action)

    def keys(self) -> list[QAction]:
        """What every list does at a key, for a list of keys; pressed they do nothing here."""
        texts = (self.tr("Rename the selected entry"), self.tr("Move the selected entry to the trash"))
        for action, text in zip(self._keys, texts, strict=True):
            action.setText(text)
        return self._keys

    def menu_for(self, kind: EntryKind, id: str, name: str = "", more: Callable[[QMenu], None] | None = None) -> QMenu:
        """A menu of what can be done to an entry; it lets itself go once it has closed.

        Args:
            kind: "dataset", "study" or "run".
            id: as in `DatasetRow.name`, `StudyRow.id`, `RunRow.id`.
            name: what the person knows it by; found by itself for datasets and studies.
            more: adds actions on top.
        """
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        if more is not None:
            more(menu)
        self.add_to(menu, kind, id, name)
        return menu

    def add_to(self, menu: QMenu, kind: EntryKind, id: str, name: str = "") -> None:
        """Puts what can be done to an entry at the end of a menu."""
        if menu.actions():
            menu.addSeparator()
        if kind == "study":
            menu.addAction(self.tr("Write report…"), lambda: self._window.reports.write(id))
        renaming = menu.addAction(self.tr("Rename…"), lambda: self.rename(kind, id, name))
        renaming.setShortcut(QKeySequence(KEYS[0]))
        menu.addAction(self.tr("Show in folder"), lambda: self.show_folder(kind, id))
        menu.addSeparator()
        deleting = menu.addAction(self.tr("Move to trash"), lambda: self.delete(kind, id, name))
        deleting.setShortcut(QKeySequence(KEYS[1]))

    def rename(self, kind: EntryKind, id: str, name: str = "") -> None:
        """Asks for another name and gives it."""
        if self._refused():
            return
        from gui.shell.rename import RenameDialog

        dialog = RenameDialog(kind, name or self.name(kind, id), self._window)

        def give() -> None:
            job = RenameEntry(kind, id, dialog.name())
            self._window.jobs.submit_quietly(job, named, refused)

        def refused(problem: Problem) -> None:
            if isValid(dialog):
                dialog.refuse(problem)
            else:  # the person has left it meanwhile
                self._on_refused(problem)

        def named(done: EntryNamed) -> None:
            if isValid(dialog):
                dialog.accept()
            self._window.note(self.tr('It is now called "{0}"').format(done.name))
            if kind == "dataset" and self._window.selection.dataset == id:
                self._window.selection.dataset = done.id
            self._window.ask_workspace()

        dialog.wanted.connect(give)
        dialog.open()

    def delete(self, kind: EntryKind, id: str, name: str = "") -> None:
        """Moves an entry to the trash and offers Undo for ten seconds."""
        if not self._refused():
            self._window.jobs.submit_quietly(TrashEntry(kind, id), self._on_trashed, self._on_refused)

    def show_folder(self, kind: EntryKind, id: str) -> None:
        """Opens the folder of an entry in the system's own program for files."""
        self.open_folder(self._window.bridge.workspace / FOLDERS[kind] / id)

    def open_folder(self, folder: Path) -> None:
        """Opens a folder, or says that it is not there or cannot be opened."""
        if not folder.is_dir():
            self._window.note(self.tr("{0} is not there any more").format(folder))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.note(self.tr("No program opens folders here: {0}").format(folder))

    def name(self, kind: EntryKind, id: str) -> str:
        """What a person knows an entry by."""
        view = self._window.selection.workspace
        if kind == "study" and view is not None:
            return next((words.study_title(study) for study in view.studies if study.id == id), id)
        return id

    def _refused(self) -> bool:
        view = self._window.selection.workspace
        refused = view is not None and view.read_only
        if refused:
            self._window.note(self.tr("This workspace can only be read: nothing in it can be renamed or deleted"))
        return refused

    def _on_trashed(self, done: Trashed) -> None:
        match done.kind:
            case "dataset" if done.runs:
                text = self.tr("Moved {0} to the trash; %Ln runs rely on it", "", done.runs)
            case "study":
                text = self.tr("Moved {0} and its %Ln runs to the trash", "", done.runs)
            case _:
                text = self.tr("Moved {0} to the trash")
        self._window.offer(text.format(done.name), self.tr("Undo"), lambda: self._restore(done.token))
        self._window.ask_workspace()

    def _restore(self, token: str) -> None:
        def restored(done: EntryNamed) -> None:
            self._window.note(self.tr("{0} is back").format(done.name))
            self._window.ask_workspace()

        self._window.jobs.submit_quietly(RestoreEntry(token), restored, self._on_refused)

    def _on_refused(self, problem: Problem) -> None:
        self._window.jobs.report(problem, self.tr("Workspace"))


def _in_a_list(parent: QObject, key: str | QKeySequence.StandardKey) -> QAction:
    made = QAction(parent)
    made.setShortcut(QKeySequence(key))
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return made
