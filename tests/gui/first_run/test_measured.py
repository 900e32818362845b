"""The times beside the steps of the sample: those of this computer, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from gui import words
from gui.first_run import measured
from gui.main_window import MainWindow
from tests.gui.conftest import App, settle

pytestmark = pytest.mark.usefixtures("settings")


def test_no_time_is_known_before_the_sample_has_been_run() -> None:
    assert measured.seconds("import") is None
    assert measured.seconds("study") is None


def test_a_kept_time_is_known_the_next_time() -> None:
    measured.keep("import", 6.04)
    assert measured.seconds("import") == 6.0
    assert measured.seconds("study") is None


def test_times_of_another_computer_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    measured.keep("import", 6.0)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert measured.seconds("import") is None
    measured.keep("study", 20.0)
    monkeypatch.undo()
    assert measured.seconds("import") is None


def test_the_first_page_tells_no_time_until_one_was_measured(app: App, tmp_path: Path) -> None:
    def steps(window: MainWindow) -> None:
        settle()
        page = window.shown_screen("data").first_run  # type: ignore[union-attr]
        times = [label.text() for step in page._steps for label in step.findChildren(QLabel)]
        assert not any(words.duration(seconds) in times for seconds in (6.0, 220.0))
        measured.keep("import", 6.0)
        measured.keep("study", 220.0)
        window.open_screen("studies")
        window.open_screen("data")
        settle()
        times = [label.text() for step in page._steps for label in step.findChildren(QLabel)]
        assert words.duration(6.0) in times
        assert words.duration(220.0) in times
        assert words.duration(226.0) in page._sample_texts[2].text()

    assert app(steps, "--workspace", str(tmp_path / "workspace")) == 0
