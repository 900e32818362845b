"""The window as a program: the application object, look, language, and a clean end."""

import gc

gc.disable()  # a collection in the middle of a training freezes the window; a timer collects the young generations

import sys  # noqa: E402
from importlib import resources  # noqa: E402
from pathlib import Path  # noqa: E402

from PySide6.QtCore import QCoreApplication, QDir, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from gui import language  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.remembered import last_workspace  # noqa: E402
from gui.style import look  # noqa: E402

__all__ = ["default_workspace", "run"]

# What lives longer than one turn is never looked at again, so a turn costs what a second has made, some milliseconds.
COLLECT_MS = 1_000
# Shorter than Python's 5 ms: the window waits that long for each of its turns while the engine computes in Python.
SWITCH_SECONDS = 0.001


def run(workspace: Path | None = None, sample: bool = False) -> int:
    """Opens the workbench and returns its exit code once it is closed.

    Args:
        workspace: its folder; by default the one opened last, at first one in the person's data folder.
        sample: import the sample and run the quick study, unless that has been done.
    """
    gc.disable()  # a library may have enabled it since; on a thread of the engine it would free objects of the window
    app = _application()
    sys.setswitchinterval(SWITCH_SECONDS)
    windows: list[MainWindow] = []

    def show(folder: Path, sample: bool) -> None:
        window = MainWindow(folder, sample)
        window.left_for.connect(replace)
        windows.append(window)
        window.show()

    def replace(folder: Path) -> None:
        """A fresh window for another workspace; nothing of the one before can be left in it."""
        show(folder, False)
        QTimer.singleShot(0, app, windows.pop(0).end)

    collector = QTimer(app)
    collector.timeout.connect(lambda: gc.collect(1))
    collector.start(COLLECT_MS)
    gc.freeze()  # what has been imported; no window is among it yet, which could never be freed again
    show(workspace or last_workspace() or default_workspace(), sample)
    try:
        return QApplication.exec()
    finally:
        collector.stop()
        collector.deleteLater()
        for window in windows:
            window.end()


def default_workspace() -> Path:
    """Where studies are kept unless the person says otherwise."""
    import platformdirs

    return platformdirs.user_data_path("crossaisle", appauthor=False) / "workspace"


def _application() -> QApplication:
    QCoreApplication.setOrganizationName("crossaisle")
    QCoreApplication.setApplicationName("crossaisle")
    made = QApplication.instance() or QApplication(["crossaisle"])
    assert isinstance(made, QApplication)
    made.setApplicationDisplayName("Crossaisle")
    made.setDesktopFileName("crossaisle")
    QDir.setSearchPaths("theme", [str(resources.files("resources").joinpath("theme"))])
    language.use(made, language.current())
    look(made)
    return made
