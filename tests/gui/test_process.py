"""The program as a process of its own: a clean end, and nothing heavy before the first frame."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    "torch",
    "transformers",
    "torch_geometric",
    "sentence_transformers",
    "duckdb",
    "pandas",
    "sklearn",
    "pyqtgraph",
)
# The event loop is the real one; once it runs, the window is closed as a person closes it.
CHILD = """
import runpy, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class FirstFrame(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            print(*[name for name in {heavy!r} if name in sys.modules])
        return False

real = QApplication.exec
def exec_():
    watch = FirstFrame(QApplication.instance())
    QApplication.instance().installEventFilter(watch)
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))
    QTimer.singleShot(3000, window.close)
    return real()
QApplication.exec = exec_
sys.argv = ["main.py", "--workspace", sys.argv[1]]
sys.path.insert(0, ".")
runpy.run_path("main.py", run_name="__main__")
"""


def test_the_window_opens_and_closes_with_0_and_says_nothing(tmp_path: Path) -> None:
    code = CHILD.replace("{heavy!r}", repr(HEAVY))
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", code, str(tmp_path / "workspace")]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout == "\n", "imported before the first frame: " + done.stdout
