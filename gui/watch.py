"""Tells when something other than this window changes what the workspace holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

__all__ = ["Watch"]

PAUSE_MS = 400  # an import or a deletion changes a folder many times in a row
FOLDERS = ("datasets", "studies", "runs")


class Watch(QObject):
    """Watches the folders whose entries are listed; `changed` comes once things are quiet again.

    A workspace that is moved as a whole, or whose disk goes, is not told here: the window asks when it is activated.
    """

    changed = Signal()

    def __init__(self, workspace: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(lambda _folder: self._pause.start())

    def look_again(self) -> None:
        """Watches the folders that are there now; one that was deleted and came back is watched again."""
        wanted = [str(self._workspace / name) for name in FOLDERS if (self._workspace / name).is_dir()]
        missing = [folder for folder in wanted if folder not in self._watcher.directories()]
        if missing:
            self._watcher.addPaths(missing)

    def stop(self) -> None:
        """Tells nothing more."""
        self._pause.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
