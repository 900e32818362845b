"""How one picture of the window is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow

__all__ = ["Shot", "Steps", "Way", "dress", "settle", "take", "wait"]

QUIET = 0.4  # seconds without a question to the engine: plots and delayed questions are drawn by then

Way = tuple[str, str, str]
"""Language, theme, size."""

Steps = Callable[["MainWindow"], Iterator["QWidget"]]


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes:
        name: of its file, and on the command line.
        screen: is opened first.
        steps: brings the window into the state, yields what is to be seen (the window, or a dialog, which is drawn
            over it) and puts the window back afterwards; none: the screen as it opens.
        lasts: the state is slow to reach and outlives another size, theme and language: it is reached once for all.
    """

    name: str
    screen: str
    steps: Steps | None = None
    lasts: bool = False


def dress(window: MainWindow, language: str, theme: str, size: str) -> None:
    """Gives the window its size, theme and language."""
    from gui.style import look

    window.resize(*map(int, size.split("x")))
    window.use_language(language)  # type: ignore[arg-type]
    look().choose(theme)  # type: ignore[arg-type]


def take(window: MainWindow, shot: Shot, ways: Sequence[Way]) -> Iterator[tuple[Way, QPixmap]]:
    """Brings the window into a shot's state, takes its picture in every way, and puts the window back."""
    for some in [list(ways)] if shot.lasts else [[way] for way in ways]:
        if not shot.lasts:
            dress(window, *some[0])
        window.open_screen(shot.screen)
        settle(window)
        steps = shot.steps(window) if shot.steps is not None else iter([window])
        seen = next(steps)
        for way in some:
            if shot.lasts:
                dress(window, *way)
            settle(window)
            yield way, (_over(window, seen) if seen.window() is not window else window.grab())
        next(steps, None)
        settle(window)


def _over(window: MainWindow, dialog: QWidget) -> QPixmap:
    """A dialog in the middle of its window, as the desktop shows it."""
    from PySide6.QtGui import QPainter

    picture, above = window.grab(), dialog.grab()
    painter = QPainter(picture)
    painter.drawPixmap((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2, above)
    painter.end()
    return picture


def settle(window: MainWindow) -> None:
    """Lets the engine answer and plots draw; what was closed goes."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    quiet = time.monotonic() + QUIET

    def still() -> bool:
        nonlocal quiet
        if window.bridge.waiting:
            quiet = time.monotonic() + QUIET
        return time.monotonic() > quiet

    wait(still)


def wait(fits: Callable[[], bool], timeout: float = 120.0) -> None:
    """Runs the event loop until something holds, or for `timeout` seconds."""
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + timeout
    while not fits() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.005)
