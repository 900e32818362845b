"""The program around the window."""

from __future__ import annotations

import gc
from pathlib import Path

from gui.main_window import MainWindow
from tests.gui.conftest import App


def test_no_thread_collects_garbage_by_itself_while_a_window_is_open(app: App, tmp_path: Path) -> None:
    enabled = []

    def steps(_window: MainWindow) -> None:
        enabled.append(gc.isenabled())

    gc.enable()  # as a library might, or the end of an earlier window in the same process
    app(steps, "--workspace", str(tmp_path / "workspace"))
    assert enabled == [False]
