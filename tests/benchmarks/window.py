"""The window's two promises: it is there at once, and it stays awake while the engine works.

    python -m tests.benchmarks.window [WORKSPACE [--study STUDY.toml] [--seconds S] [--recipe RECIPE.toml]]

Prints the time to the first frame against that of an empty PySide6 window (median of seven fresh processes each), and,
given a workspace with a dataset, how late a 5 ms timer of the event loop fires with every screen made: idle, while a
recipe is imported (where one is given), while the libraries load, while a study that trains the pipeline runs with live
plots (the quick study, unless another is named; cancelled after S seconds), while lists are ranked and scored, and
while they are exported.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
REPEATS = 7
TICK = 0.005
EMPTY = """
import time; began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QEvent
class Window(QMainWindow):
    def event(self, event):
        if event.type() == QEvent.Type.Paint:
            print(time.perf_counter() - began, flush=True)
            QApplication.quit()
        return super().event(event)
app = QApplication([])
window = Window(); window.resize(1440, 900); window.show()
app.exec()
"""
OURS = """
import time; began = time.perf_counter()
import sys, main
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
class FirstFrame(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and watched.window().isVisible():
            print(time.perf_counter() - began, "torch" in sys.modules, flush=True)
            import os; os._exit(0)
        return False
real = QApplication.exec
def exec_():
    watch = FirstFrame(QApplication.instance())
    QApplication.instance().installEventFilter(watch)
    return real()
QApplication.exec = exec_
main.main(["--workspace", sys.argv[1]])
"""


def first_frames(code: str, *words: str) -> tuple[float, str]:
    """Median seconds from the first line of Python to the first frame, and what else was printed."""
    taken, rest = [], ""
    for _ in range(REPEATS):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
        )
        seconds, _, rest = done.stdout.strip().partition(" ")
        taken.append(float(seconds))
    return statistics.median(taken), rest


class Lateness:
    """How much later than asked a timer of the event loop fires."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late: dict[str, list[float]] = {}
        self.phase = ""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._last = time.perf_counter()
        self._timer.start(round(TICK * 1000))

    def enter(self, phase: str) -> None:
        """From now on lateness counts for this phase; "" counts for none."""
        self.phase = phase
        self._last = time.perf_counter()

    def row(self, phase: str) -> str:
        """p50, p99 and the longest, in ms."""
        late = np.array(self.late.get(phase, [0.0])) * 1000
        return f"| {phase} | {np.median(late):.1f} | {np.quantile(late, 0.99):.1f} | {late.max():.1f} | {len(late):,} |"

    def _on_tick(self) -> None:
        now = time.perf_counter()
        if self.phase:
            self.late.setdefault(self.phase, []).append(max(0.0, now - self._last - TICK))
        self._last = now


class Course:
    """One job after the other in the real window, each in phases of its own."""

    def __init__(self, window: MainWindow, asked: argparse.Namespace) -> None:
        from PySide6.QtCore import QTimer

        self._window, self._asked, self._later = window, asked, QTimer.singleShot
        self._lateness = Lateness()
        window.jobs.progressed.connect(self._on_progress)
        window.jobs.changed.connect(self._on_changed)
        self._later(3000, self._make_screens)

    def _make_screens(self) -> None:
        for name in self._window.SCREENS:
            self._window.open_screen(name)
        self._window.open_screen("studies")
        self._later(3000, lambda: self._lateness.enter("idle"))
        self._later(9000, self._import if self._asked.recipe else self._study)

    def _import(self) -> None:
        from engine.session import ImportDataset

        self._lateness.enter("a recipe is imported")
        self._window.jobs.submit(ImportDataset(self._asked.recipe))

    def _study(self) -> None:
        from engine.session import RunStudy

        self._lateness.enter("libraries load")
        number = self._window.jobs.submit(RunStudy(self._asked.study, dataset=self._window.selection.dataset))
        if self._asked.seconds is not None:
            self._later(round(self._asked.seconds * 1000), lambda: self._window.bridge.cancel(number))
        self._window.open_screen("studies")

    def _export(self) -> None:
        from engine.session import ExportLists

        self._lateness.enter("lists are exported")
        run = self._window.selection.workspace.studies[0].runs[0]  # type: ignore[union-attr]
        out = Path(os.environ.get("TMPDIR", "/tmp")) / "crossaisle-window-benchmark.csv"
        self._window.jobs.submit(ExportLists(run, out, "all"))

    def _on_progress(self, _number: int) -> None:
        entry = self._window.jobs.running()
        if entry is not None and entry.is_study and ":" in entry.step:
            phase = "the pipeline trains" if entry.step.startswith("Pipeline") else "baselines are fitted"
            if entry.step.endswith(": ranking"):
                phase = "lists are ranked and scored"
            if self._lateness.phase != phase:
                self._lateness.enter(phase)

    def _on_changed(self, number: int) -> None:
        entry = self._window.jobs.entries[number]
        if entry.live:
            return
        print(f"{entry.title}: {entry.state} after {entry.elapsed:.0f} s")
        if entry.problem is not None:
            print(entry.problem.sentence)
        if self._lateness.phase == "a recipe is imported":
            self._lateness.enter("")
            self._later(2000, self._study)
        elif entry.is_study and entry.state == "finished":
            self._lateness.enter("")
            self._later(2000, self._export)
        else:
            self._end()

    def _end(self) -> None:
        print("\n| event loop late by, ms | p50 | p99 | max | ticks |\n|---|---|---|---|---|")
        for phase in self._lateness.late:
            print(self._lateness.row(phase))
        self._lateness.enter("")
        self._later(200, self._window.close)


def awake(asked: argparse.Namespace) -> None:
    """Does the jobs in the real window and prints the lateness of its event loop by phase."""
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow

    real, kept = QApplication.exec, []

    def watched() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        kept.append(Course(window, asked))
        return real()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]
    main.main(["--workspace", str(asked.workspace)])


def run() -> None:
    words = argparse.ArgumentParser(description="First frame and lateness of the window.")
    words.add_argument("workspace", type=Path, nargs="?")
    words.add_argument("--study", type=Path, default=ROOT / "resources" / "studies" / "quick.toml")
    words.add_argument("--seconds", type=float, help="cancel the study after so long")
    words.add_argument("--recipe", type=Path, help="import this first")
    asked = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    empty, _ = first_frames(EMPTY)
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / "crossaisle-window-benchmark"
    ours, torch = first_frames(OURS, str(folder))
    print("| first frame | ms | ratio | torch imported |\n|---|---|---|---|")
    print(f"| empty PySide6 window | {1000 * empty:.0f} | 1.0 | |")
    print(f"| Crossaisle | {1000 * ours:.0f} | {ours / empty:.1f} | {torch} |")
    if asked.workspace is None:
        print("\nNo workspace was named, so the event loop was not watched: give WORKSPACE.")
        return
    awake(asked)


if __name__ == "__main__":
    run()
