"""The list of a million shoppers in the real window: sorted, searched, filtered and scrolled.

    python -m tests.benchmarks.shoppers [SHOPPERS [WORKSPACE]]

Without a WORKSPACE a synthetic shop is imported into a temporary one and ranked by two baselines, with the program's
own importer and runner; a named folder is filled the first time and read afterwards. Prints the milliseconds from a
click on a header to the painted table (median and worst of five), and of a frame while the table scrolls; beside them
the processor's own time of the window's thread, which other programs on the computer do not lengthen much.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

ITEMS, CATEGORIES, ROWS_EACH = 240, 24, 4
REPEATS, FRAMES = 5, 240
RECIPE = """
name = "crowd"
[interactions]
source = "rows.parquet"
user = "user"
item = "item"
time = "at"
[items]
source = "items.parquet"
item = "item"
category = ["category"]
title = ["title"]
"""
STUDY = """
baselines = false
[protocol]
split = { kind = "time", test_start = "2024-03-01", validation_start = "2024-02-01" }
scopes = ["cross"]
max_k = 10
[[models]]
model = "mostpop"
[[models]]
model = "itemknn"
"""


def fill(workspace: Path, shoppers: int) -> None:
    """Imports a shop of so many shoppers and ranks it for two runs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from engine.session import ImportDataset, Job, JobChanged, RunStudy, Session

    files = workspace / "files"
    files.mkdir(parents=True)
    rng = np.random.default_rng(0)
    rows = shoppers * ROWS_EACH
    popular = np.minimum((ITEMS * rng.random(rows) ** 2).astype(np.int32), ITEMS - 1)
    seconds = rng.integers(0, 110 * 86_400, rows)
    seconds[::ROWS_EACH] %= 50 * 86_400  # so that everybody has a history
    seconds += np.datetime64("2024-01-01", "s").astype(np.int64)
    table = pa.table(
        {
            "user": pa.array(np.repeat(np.arange(shoppers, dtype=np.int32) * 7 + 11, ROWS_EACH)),
            "item": pa.array(popular),
            "at": pa.array(seconds * 1_000_000, pa.timestamp("us")),
        }
    )
    pq.write_table(table, files / "rows.parquet")
    numbers = np.arange(ITEMS)
    names = {
        "item": numbers,
        "category": [f"C{n % CATEGORIES}" for n in numbers],
        "title": [f"Item {n}" for n in numbers],
    }
    pq.write_table(pa.table(names), files / "items.parquet")
    (files / "crowd.toml").write_text(RECIPE, encoding="utf-8")
    (files / "crowd-study.toml").write_text(STUDY, encoding="utf-8")

    def do(session: Session, job: Job) -> None:
        number, ended = session.submit(job), False
        while not ended:
            session.wait(60)
            for event in session.drain():
                if isinstance(event, JobChanged) and event.job == number and event.state in ("finished", "failed"):
                    if event.problem is not None:
                        raise SystemExit(event.problem.traceback or event.problem.sentence)
                    ended = True

    with Session(workspace) as session:
        do(session, ImportDataset(files / "crowd.toml"))
        do(session, RunStudy(files / "crowd-study.toml", dataset="crowd", device="cpu"))


def measure(workspace: Path) -> None:
    """Opens the window on the workspace and times its table."""
    from PySide6.QtWidgets import QApplication

    import main
    from gui.main_window import MainWindow

    def instead() -> int:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        try:
            _rows(window)
        finally:
            window.close()
            _wait(lambda: not window.isVisible())
        return 0

    QApplication.exec = staticmethod(instead)  # type: ignore[method-assign]
    main.main(["--workspace", str(workspace)])


def _rows(window: object) -> None:
    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow
    from gui.shoppers.controller import ShoppersScreen

    assert isinstance(window, MainWindow)
    _wait(lambda: window.selection.workspace is not None)
    began = time.perf_counter()
    window.open_screen("shoppers")
    screen = window.shown_screen("shoppers")
    assert isinstance(screen, ShoppersScreen)
    _wait(lambda: screen.states.state == "filled" and screen.page.shopper.state == "filled")
    page, table = screen.page, screen.page.list.table
    print(
        f"{screen.shoppers.rowCount():,} shoppers; first list and shopper after {time.perf_counter() - began:.1f} s\n"
    )
    print("| the list of shoppers | median, ms | worst, ms | processor, ms |\n|---|---|---|---|")

    def painted(act: Callable[[], object]) -> Callable[[], None]:
        def once() -> None:
            act()
            table.viewport().repaint()

        return once

    header = table.horizontalHeader()
    for column, name in enumerate(screen.shoppers.titles()):
        _say(f"sort by {name}", painted(partial(header.sectionClicked.emit, column)), REPEATS)
    typed = iter(["7", "77", "8", "88", "9"])
    _say("search", painted(lambda: page.list.search.setText(next(typed))), REPEATS)
    page.list.search.clear()
    kinds = iter(["evaluated", "hits", "better", "worse", "no-hits"])
    _say("filter", painted(lambda: page.list.filters.choose(next(kinds))), REPEATS)
    page.list.filters.clear()
    bar = table.verticalScrollBar()
    steps = iter(np.linspace(0, bar.maximum(), FRAMES).astype(int).tolist())
    _say("a frame of scrolling, end to end", painted(lambda: bar.setValue(next(steps))), FRAMES)
    QApplication.processEvents()


def _say(name: str, act: Callable[[], None], times: int) -> None:
    taken, own = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.thread_time()
        act()
        taken.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.thread_time() - used))
    print(f"| {name} | {np.median(taken):.1f} | {max(taken):.1f} | {np.median(own):.1f} |")


def _wait(fits: Callable[[], bool], timeout: float = 300.0) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + timeout
    while not fits():
        assert time.monotonic() < end, "what was waited for did not happen"
        QCoreApplication.processEvents()
        time.sleep(0.003)


def run() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shoppers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CONFIG_HOME"] = scratch
        workspace = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "workspace"
        if not (workspace / "files").exists():
            fill(workspace, shoppers)
        measure(workspace)


if __name__ == "__main__":
    run()
