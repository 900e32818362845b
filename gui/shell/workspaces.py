"""The two choices at the right of the status bar: the workspace, and the device of studies to come."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu

from engine.session import Problem
from gui.remembered import recent_workspaces
from gui.shell.status_bar import StatusBar

if TYPE_CHECKING:
    from engine.session.messages.acts import DeviceRow, TrashView
    from gui.main_window import MainWindow

__all__ = ["Workspaces"]

KEY = "device"


class Workspaces(QObject):
    """Menus that are filled when they open: other windows may have opened workspaces since."""

    def __init__(self, window: MainWindow, bar: StatusBar) -> None:
        super().__init__(window)
        self._window, self._bar = window, bar
        self._devices: tuple[DeviceRow, ...] = ()
        self._places, self._kinds = QMenu(window), QMenu(window)
        self._places.setToolTipsVisible(True)
        self._places.aboutToShow.connect(self._fill_places)
        self._kinds.aboutToShow.connect(self._fill_devices)
        bar.workspace.setMenu(self._places)
        bar.device.setMenu(self._kinds)
        window.jobs.device = str(QSettings().value(KEY, "auto"))
        self.retranslate()

    def retranslate(self) -> None:
        """What the two buttons say."""
        folder = self._window.bridge.workspace
        self._bar.set_workspace(folder.name or str(folder), str(folder))
        self._bar.set_device(self._device_name(self._window.jobs.device))

    def choose(self) -> None:
        """Asks for a folder and opens it."""
        above = str(self._window.bridge.workspace.parent)
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a workspace"), above)
        if chosen:
            self._window.switch_workspace(Path(chosen))

    def use_device(self, device: str) -> None:
        """Remembers the device, for studies started from now on."""
        self._window.jobs.device = device
        QSettings().setValue(KEY, device)
        self._bar.set_device(self._device_name(device))
        self._window.note(self.tr("Studies started from now on run on {0}").format(self._device_name(device)))

    def _fill_places(self) -> None:
        menu, here = self._places, self._window.bridge.workspace.expanduser().absolute()
        menu.clear()
        for folder in [here, *(path for path in recent_workspaces() if path != here)]:
            text = folder.name.replace("&", "&&") or str(folder)
            action = menu.addAction(text, partial(self._window.switch_workspace, folder))
            action.setToolTip(str(folder))
            action.setCheckable(True)
            action.setChecked(folder == here)
        menu.addSeparator()
        menu.addAction(self.tr("Choose another folder…"), self.choose)
        menu.addAction(self.tr("Show in folder"), lambda: self._window.acts.open_folder(here))
        menu.addSeparator()
        emptying = menu.addAction(self.tr("Empty the trash…"), self._ask_trash)
        emptying.setEnabled(self._window.bridge.opened and not self._window.bridge.read_only)

    def _fill_devices(self) -> None:
        self._show_devices()
        if not self._devices and self._window.bridge.opened:
            from engine.session.messages.acts import DevicesQuery

            self._window.bridge.ask(DevicesQuery(), "devices", self._on_devices, self._on_refused)

    def _on_devices(self, found: tuple[DeviceRow, ...]) -> None:
        self._devices = found
        self._show_devices()
        self._bar.set_device(self._device_name(self._window.jobs.device))

    def _show_devices(self) -> None:
        menu, chosen = self._kinds, self._window.jobs.device
        menu.clear()
        group = QActionGroup(menu)
        for device in dict.fromkeys(["auto", *(row.id for row in self._devices), chosen]):
            action = menu.addAction(self._device_name(device), partial(self.use_device, device))
            action.setCheckable(True)
            action.setChecked(device == chosen)
            group.addAction(action)

    def _device_name(self, device: str) -> str:
        if device == "auto":
            return self.tr("Automatic device")
        if device == "cpu":
            return self.tr("CPU, {0} threads").format(os.cpu_count() or 1)
        name = next((row.name for row in self._devices if row.id == device), "")
        return f"{name} ({device})" if name else device

    def _ask_trash(self) -> None:
        from engine.session.messages.acts import TrashQuery

        self._window.bridge.ask(TrashQuery(), "trash", self._on_trash, self._on_refused)

    def _on_trash(self, held: TrashView) -> None:
        if not held.entries:
            self._window.note(self.tr("The trash is empty"))
            return
        from engine.session.messages.acts import EmptyTrash
        from gui.shell.empty_trash import EmptyTrashDialog

        dialog = EmptyTrashDialog(held, self._window)
        dialog.accepted.connect(
            lambda: self._window.jobs.submit_quietly(EmptyTrash(), self._on_emptied, self._on_refused)
        )
        dialog.open()

    def _on_emptied(self, gone: TrashView) -> None:
        size = QLocale().formattedDataSize(gone.bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._window.note(self.tr("Emptied the trash: {0} freed").format(size))

    def _on_refused(self, problem: Problem) -> None:
        self._window.jobs.report(problem, self.tr("Workspace"))
