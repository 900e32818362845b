"""Rows a second and peak memory of an export, over invented lists of a million shoppers.

    python -m tests.benchmarks.export [FORMAT ...] [--shoppers 1000000] [--k 20]

The lists are drawn once from a fixed seed and written by the program's own writer; each format then runs in a process
of its own, so that its peak is its own. Excel takes a twentieth of the shoppers.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa

from engine.monitor import Monitor
from engine.output import FORMATS, Extract, Layout, Source, estimate, first_rows
from engine.output.lists import _write
from engine.workspace import Lists, StoredLists, write_lists

ITEMS = 100_000


def run() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("formats", nargs="*", default=list(FORMATS))
    words.add_argument("--shoppers", type=int, default=1_000_000)
    words.add_argument("--k", type=int, default=20)
    words.add_argument("--lists", type=Path, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.lists is not None:
        measure(asked.lists, asked.formats[0], asked.shoppers, asked.k)
        return
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder) / "lists.parquet"
        write_lists(lists, drawn(asked.shoppers, asked.k))
        for name in asked.formats:
            shape = ["--shoppers", str(asked.shoppers), "--k", str(asked.k)]
            subprocess.run([sys.executable, "-m", __spec__.name, name, "--lists", str(lists), *shape], check=True)


def drawn(users: int, k: int) -> Lists:
    """Lists that no model made."""
    rng = np.random.default_rng(0)
    items = rng.integers(0, ITEMS, (users, k), dtype=np.int32)
    scores = rng.random((users, k), dtype=np.float32)
    return Lists(np.arange(users, dtype=np.int32), items, scores, None, rng.random((users, k)) < 0.02)


def measure(lists: Path, name: str, users: int, k: int) -> None:
    """Prints one row; the peak is that over what was there before."""
    run: Any = SimpleNamespace(
        name="EASE",
        folder=lists.parent,
        manifest={"finished": "2026-01-01T00:00:00+00:00"},
        stored_lists=lambda _scope: StoredLists(lists),
    )
    rows = np.arange(users // 20) if name == "xlsx" else None
    extract = Extract(run, source(users), "cross", k, rows=rows)
    layout = Layout(name)
    total = extract.total(extract.lengths())
    started = time.perf_counter()
    first_rows(extract, layout, 50)
    preview = time.perf_counter() - started
    guess = estimate(extract, layout, total)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    written, _ = _write(extract, layout, lists.with_suffix(".out"), Monitor())
    seconds = time.perf_counter() - started
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = lists.with_suffix(".out").stat().st_size
    print(
        f"{name:8} {written:>11,} rows {seconds:6.1f} s (said {guess.seconds:.1f}) {written / seconds:>9,.0f} rows/s "
        f"{size / 1e6:7,.0f} MB (said {guess.bytes / 1e6:,.0f}), preview {preview * 1e3:.0f} ms, peak +{peak:.0f} MiB"
    )


def source(users: int) -> Source:
    """Ids, titles and categories like a shop's; every seventh title has to be quoted."""
    titles = [f'Brand "B" item {n}, 16 oz' if n % 7 == 0 else f"Brand item {n} 16 oz" for n in range(ITEMS)]
    labels = pa.array([f"category {n % 300}" for n in range(ITEMS)])
    return Source(
        pa.array([f"u{n:07d}" for n in range(users)]),
        pa.array([str(1_000_000 + n) for n in range(ITEMS)]),
        pa.array(titles),
        pa.ListArray.from_arrays(np.arange(ITEMS + 1, dtype=np.int32), labels),
    )


if __name__ == "__main__":
    run()
