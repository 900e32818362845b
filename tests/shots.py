"""Pictures of the window over a real workspace, such as the README's.

    python -m tests.shots OUT_DIR WORKSPACE [--size 1440x900] [--theme light|dark] [--language en|zh_CN] [SCREEN ...]

Writes SCREEN-SIZE-THEME-LANGUAGE.png for each screen: studies, compare and shoppers unless others are named.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

SCREENS = ("studies", "compare", "shoppers")


def run() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("out", type=Path)
    words.add_argument("workspace", type=Path)
    words.add_argument("screens", nargs="*", default=SCREENS)
    words.add_argument("--size", default="1440x900")
    words.add_argument("--theme", default="light", choices=("light", "dark"))
    words.add_argument("--language", default="en", choices=("en", "zh_CN"))
    asked = words.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = settings
        _shoot(asked)


def _shoot(asked: argparse.Namespace) -> None:
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow
    from gui.style import look

    app = QApplication(["shots"])
    if "Inter" in QFontDatabase.families():  # that of the look's own pictures; else what the system has
        font = QFont("Inter")
        font.setPixelSize(13)
        app.setFont(font)

    def instead() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        window.resize(*map(int, asked.size.split("x")))
        window.use_language(asked.language)
        look().choose(asked.theme)
        _wait(lambda: window.selection.workspace is not None)
        for name in asked.screens:
            window.open_screen(name)
            view = window.shown_screen(name).view  # type: ignore[union-attr]
            _wait(lambda view=view: getattr(view, "state", "filled") != "loading")
            shopper = getattr(getattr(window.shown_screen(name), "page", None), "shopper", None)
            _wait(lambda shopper=shopper: shopper is None or shopper.state != "loading")
            drawn = time.monotonic() + 0.6  # plots and delayed questions
            _wait(lambda drawn=drawn: time.monotonic() > drawn)
            asked.out.mkdir(parents=True, exist_ok=True)
            file = asked.out / f"{name}-{asked.size}-{asked.theme}-{asked.language}.png"
            window.grab().save(str(file))
            print(file)  # noqa: T201
        window.close()
        _wait(lambda: not window.isVisible())
        return 0

    QApplication.exec = staticmethod(instead)  # type: ignore[method-assign]
    main.main(["--workspace", str(asked.workspace)])


def _wait(fits: object, timeout: float = 120.0) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + timeout
    while not fits() and time.monotonic() < end:  # type: ignore[operator]
        QCoreApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    run()
