"""Compare's curves and the memory of all screens.

    python -m tests.benchmarks.screens [WORKSPACE [CYCLES [SCREEN ...]]]

Prints the milliseconds in which 30 curves of 50 points are given new values and painted and, given a workspace with a
finished study, the resident memory over CYCLES (100) openings and closings of the window with all its screens, or
with those that are named.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import psutil

CURVES, POINTS, REDRAWS = 30, 50, 120
CYCLES = 100


def redraws() -> None:
    """Times 30 curves of 50 points in a plot as large as that of F1."""
    from PySide6.QtWidgets import QApplication

    from gui.style import look
    from gui.widgets.k_plot import KCurve, KPlot

    app = QApplication.instance() or QApplication(["benchmark"])
    look(app)  # type: ignore[arg-type]
    plot = KPlot(with_read_out=True)
    plot.resize(770, 450)
    plot.show()
    app.processEvents()
    rng = np.random.default_rng(0)
    shape = 0.03 + 0.01 * np.sin(np.linspace(0, 3, POINTS))
    taken, own = [], []
    for turn in range(REDRAWS):
        values = [shape * (0.7 + 0.02 * curve) + 0.0003 * rng.standard_normal(POINTS) for curve in range(CURVES)]
        began, used = time.perf_counter(), time.thread_time()
        plot.set_curves(
            [KCurve(str(c), f"Run {c}", c, values[c], highlighted=c == turn % CURVES) for c in range(CURVES)]
        )
        plot.show_k(1 + turn % POINTS, False)
        plot.canvas.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.thread_time() - used))
    print(f"| redraw, {CURVES} curves of {POINTS} points | p50, ms | p99, ms | processor p50, ms |\n|---|---|---|---|")
    print(f"| | {np.median(taken):.1f} | {np.quantile(taken, 0.99):.1f} | {np.median(own):.1f} |")
    plot.close()
    plot.deleteLater()


def memory(workspace: Path, cycles: int, screens: Sequence[str]) -> None:
    """Opens the window, shows every screen and closes it, again and again."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow
    from gui.widgets.states import StatesWidget

    def wait(window: MainWindow, name: str) -> None:
        screen = window.shown_screen(name)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            view = screen.view if screen else None
            if not isinstance(view, StatesWidget) or view.state != "loading":
                return
            time.sleep(0.003)

    def instead() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        while window.selection.workspace is None:
            QCoreApplication.processEvents()
            time.sleep(0.003)
        for name in screens or window.SCREENS:
            window.open_screen(name)
            wait(window, name)
        window.grab()
        window.close()
        while window.isVisible():
            QCoreApplication.processEvents()
            time.sleep(0.003)
        return 0

    QApplication.exec = staticmethod(instead)  # type: ignore[method-assign]
    print("\n| cycles | resident, MB | widgets |\n|---|---|---|")
    for cycle in range(1, cycles + 1):
        main.main(["--workspace", str(workspace)])
        gc.collect()
        if cycle in (1, 5, 10) or cycle % 20 == 0:
            size = psutil.Process().memory_info().rss / 2**20
            print(f"| {cycle} | {size:.0f} | {len(QApplication.allWidgets())} |", flush=True)


def run() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = settings
        redraws()
        if len(sys.argv) > 1:
            memory(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else CYCLES, sys.argv[3:])


if __name__ == "__main__":
    run()
