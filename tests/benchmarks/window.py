"""The window's two promises: it is there at once, and it stays awake while the engine works.

    python -m tests.benchmarks.window [WORKSPACE [STUDY.toml [SECONDS]]]

Prints the time to the first frame against that of an empty PySide6 window (median of seven fresh processes each), and,
given a workspace with a dataset and a study that trains the pipeline, how late a 5 ms timer of the event loop fires:
idle, while the libraries load, and while the study runs with live plots; the study is cancelled after SECONDS.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

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


def awake(workspace: Path, study: Path, limit: float | None) -> None:
    """Runs the study in the real window and prints the lateness of its event loop by phase."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    import main
    from engine.session import RunStudy
    from gui.main_window import MainWindow

    real = QApplication.exec

    def watched() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        lateness = Lateness()

        def begin() -> None:
            window.open_screen("studies")
            QTimer.singleShot(2000, lambda: lateness.enter("idle"))
            QTimer.singleShot(8000, run)

        def run() -> None:
            lateness.enter("libraries load")
            dataset = window.selection.dataset
            number = window.jobs.submit(RunStudy(study, dataset=dataset))
            if limit is not None:
                QTimer.singleShot(round(limit * 1000), lambda: window.bridge.cancel(number))
            window.open_screen("studies")

        def on_progress(_number: int) -> None:
            entry = window.jobs.running()
            if entry is not None and entry.is_study and ":" in entry.step:
                phase = "the pipeline trains" if entry.step.startswith("Pipeline") else "baselines are fitted"
                if lateness.phase != phase:
                    lateness.enter(phase)

        def on_changed(number: int) -> None:
            entry = window.jobs.entries[number]
            if not entry.live:
                print(f"study {entry.state} after {entry.elapsed:.0f} s")
                if entry.problem is not None:
                    print(entry.problem.sentence)
                print("\n| event loop late by, ms | p50 | p99 | max | ticks |\n|---|---|---|---|---|")
                for phase in lateness.late:
                    print(lateness.row(phase))
                lateness.enter("")
                QTimer.singleShot(200, window.close)

        window.jobs.progressed.connect(on_progress)
        window.jobs.changed.connect(on_changed)
        QTimer.singleShot(3000, begin)
        return real()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]
    main.main(["--workspace", str(workspace)])


def run() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    empty, _ = first_frames(EMPTY)
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / "crossaisle-window-benchmark"
    ours, torch = first_frames(OURS, str(folder))
    print("| first frame | ms | ratio | torch imported |\n|---|---|---|---|")
    print(f"| empty PySide6 window | {1000 * empty:.0f} | 1.0 | |")
    print(f"| Crossaisle | {1000 * ours:.0f} | {ours / empty:.1f} | {torch} |")
    if len(sys.argv) < 2:
        print("\nNo workspace was named, so the event loop was not watched: give WORKSPACE [STUDY.toml].")
        return
    study = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "resources" / "studies" / "quick.toml"
    awake(Path(sys.argv[1]), study, float(sys.argv[3]) if len(sys.argv) > 3 else None)


if __name__ == "__main__":
    run()
