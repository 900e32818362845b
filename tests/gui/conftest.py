"""The real window over the real engine: `main.main` with only the event loop replaced, closed as a person does."""

from __future__ import annotations

import gc
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import main
from engine.session import ImportDataset, JobChanged, RunStudy, Session
from gui import language
from gui.main_window import MainWindow
from gui.style import look
from tests.engine.small import small_dataset, small_recipe, small_workspace

__all__ = ["small_dataset", "small_recipe", "small_workspace"]

BASELINES = """
[protocol]
min_item_users = 2
split = { test_start = "2017-11-06" }
max_k = 20
"""
PIPELINE = """
[protocol]
min_item_users = 2
scopes = ["cross", "all"]
split = { test_start = "2017-11-06" }
max_k = 12
[[models]]
model = "pipeline"
scopes = ["cross", "all"]
cuts = 2
width = 16
text = false
profile_events = 16
profile_width = 16
profile_layers = 1
profile_epochs = 1
mask_epochs = 1
association_epochs = 1
negatives = 32
pool = 60
depth = 40
layers = 1
heads = 2
epochs = 2
members = 1
"""

LASTING_MS = 2000  # a timer of this length ends what is shown, such as a line of news; nobody waits for it

Steps = Callable[[MainWindow], None]


class App(Protocol):
    """Runs the program with these words; the steps are what its event loop would have been.

    They begin once the workspace has been opened, unless it is one that cannot be.
    """

    def __call__(self, steps: Steps, *words: str, open_at_once: bool = True) -> int: ...


def wait_until(fits: Callable[[], bool], timeout: float = 60.0) -> None:
    """Runs the event loop until something holds; fails if it does not in time (seconds)."""
    end = time.monotonic() + timeout
    while not fits():
        assert time.monotonic() < end, "what was waited for did not happen"
        QCoreApplication.processEvents()
        time.sleep(0.003)


def settle() -> None:
    """Waits until the windows have nothing under way: no question, no drawing or asking that was put off."""
    wait_until(lambda: all(_quiet(window) for window in shown_windows()))
    QCoreApplication.processEvents()  # what the last answer or timer has asked to be laid out and painted


def _quiet(window: MainWindow) -> bool:
    put_off = (timer for timer in window.findChildren(QTimer) if timer.isSingleShot() and timer.isActive())
    return not window.bridge.waiting and all(timer.interval() >= LASTING_MS for timer in put_off)


def shown_windows() -> list[MainWindow]:
    """The windows of the program that can be seen."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[None]:
    """Settings of the test's own."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QCoreApplication.setOrganizationName("crossaisle")
    QCoreApplication.setApplicationName("crossaisle")
    QSettings().clear()
    yield
    QSettings().clear()


@pytest.fixture
def app(qapp: QApplication, settings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The real `main.main`, with only `QApplication.exec` replaced."""
    switch = sys.getswitchinterval()
    monkeypatch.setattr("gui.place.first_size", lambda wanted, _available: wanted)  # the screen here has 800 × 800

    def start(steps: Steps, *words: str, open_at_once: bool = True) -> int:
        def instead() -> int:
            (window,) = shown_windows()
            if open_at_once:
                wait_until(lambda: window.selection.workspace is not None)
            try:
                steps(window)
            finally:
                for left in shown_windows():  # one may have taken the first one's place
                    left.close()
                    wait_until(lambda left=left: not left.isVisible())
            return 0

        monkeypatch.setattr(QApplication, "exec", staticmethod(instead))
        return main.main(list(words))

    yield start
    sys.setswitchinterval(switch)
    gc.enable()
    gc.unfreeze()
    gc.collect()
    language.use(qapp, "en")
    if look(qapp).choice != "light":
        look(qapp).choose("light")


@pytest.fixture(autouse=True)
def _leaks(qapp: QApplication) -> Iterator[None]:
    """Widgets, timers, threads and files are as before."""
    look(qapp)
    widgets, threads = len(_our_widgets()), set(threading.enumerate())
    timers = sum(timer.isActive() for timer in qapp.findChildren(QTimer))
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = _our_widgets()
    assert len(left) <= widgets, f"widgets were left: {left}"
    ticking = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    assert len(ticking) <= timers, f"timers were left: {ticking}"
    alive = [t for t in threading.enumerate() if t not in threads and t.is_alive() and t.name.startswith("crossaisle")]
    assert not alive, f"threads were left: {alive}"
    if sys.platform == "linux":
        held = [link for link in _open_files() if "/workspace/" in link]
        assert not held, f"files were left open: {held}"


def _our_widgets() -> list[QWidget]:
    return [widget for widget in QApplication.allWidgets() if type(widget).__module__.startswith("gui.")]


@pytest.fixture(scope="session")
def studied(small_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the small dataset and a finished study of the four baselines; never write into it."""
    folder = tmp_path_factory.mktemp("studied")
    shutil.copytree(small_dataset, folder / "datasets" / "small")
    study = folder / "baselines.toml"
    study.write_text(BASELINES, encoding="utf-8")
    with Session(folder) as session:
        _do(session, RunStudy(study, dataset="small", device="cpu"))
    return folder


@pytest.fixture
def workspace(studied: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own with a finished study."""
    return Path(shutil.copytree(studied, tmp_path / "workspace"))


@pytest.fixture
def small_sample(small_recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample, with 200 of its shoppers and a pipeline of one layer."""
    study = tmp_path / "quick.toml"
    study.write_text(PIPELINE, encoding="utf-8")
    monkeypatch.setattr("gui.sample.DATASET", "small")
    monkeypatch.setattr("gui.sample.sample_recipe", lambda: small_recipe)
    monkeypatch.setattr("gui.sample.quick_study", lambda: study)


def press(widget: object, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, as the person presses it."""
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, key, modifier)
    settle()


def _do(session: Session, job: ImportDataset | RunStudy) -> None:
    number = session.submit(job)
    while True:
        session.wait(60)
        for event in session.drain():
            if isinstance(event, JobChanged) and event.job == number and event.state in ("finished", "failed"):
                assert event.problem is None, event.problem.traceback
                return


def _open_files() -> list[str]:
    found = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return found
