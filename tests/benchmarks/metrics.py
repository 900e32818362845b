"""All accuracy metrics at every K ≤ 50 beside RecTools, ranx and RecBole, from the same lists; and their memory.

    python -m tests.benchmarks.metrics [--with LIBRARY=PYTHON ...] [--users 100000]

100,000 users, each with a full ranking of 100 items of which 1 to 20 are relevant. PYTHON is that of an environment
that has the library. RecTools and ranx start from their own frames, ours from one Arrow table of lists and one of
relevant items; RecBole starts from a matrix of scores, and its metrics alone from what its collector made, ours from
stored hits. Ours makes seven metrics, as the others do, but for RecBole, which lacks F1. Memory is that of ranking,
hits and curves of a model with d = 64, and again with twice the users and items. Ends with 1 where a ratio is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from engine.evaluation import hits, mean_curves
from engine.evaluation.tables import hits_of_tables
from engine.monitor import Monitor
from engine.protocol.ranking import rank
from tests.benchmarks.evaluation import Factors, question
from tests.benchmarks.peers import WORK
from tests.benchmarks.sample import in_turn, machine

ITEMS, DEPTH = 100, 50
WANTED = {"rectools": 5.0, "ranx": 25.0, "recbole": 5.0}
SMALL = 20_000, 5_000  # users and items of the first measure of memory
SHARE = 0.1  # of what a dense matrix of scores would grow by


def main() -> int:
    parser = argparse.ArgumentParser(description="Metrics at every K beside other libraries.")
    parser.add_argument("--with", dest="asked", nargs="+", default=[], metavar="LIBRARY=PYTHON")
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--memory", type=int, nargs=2, metavar=("USERS", "ITEMS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory:
        print(f"{peak(*arguments.memory):.1f}")
        return 0
    places = dict(each.split("=", 1) for each in arguments.asked)
    if unknown := set(places) - set(WORK):
        parser.error(f"no such library: {', '.join(sorted(unknown))}; there are {', '.join(WORK)}")
    missed = compare_speed(arguments.users, places) + compare_memory()
    print(f"\n{machine()}")
    print(f"{missed} wanted values are missed." if missed else "Every wanted value is reached.")
    return int(missed > 0)


def compare_speed(users: int, places: dict[str, str]) -> int:
    """Prints a line for each library; how many ratios are missed."""
    tables = invented(users)
    lists = pa.table({name: tables[name] for name in ("user", "item", "rank", "score")})
    relevance = pa.table({"user": tables["relevant_user"], "item": tables["relevant_item"]})
    stored = hits_of_tables(lists, relevance, DEPTH)
    from_tables, from_hits = in_turn(
        lambda: mean_curves(hits_of_tables(lists, relevance, DEPTH)), lambda: mean_curves(stored)
    )
    print(f"{users:,} users, {ITEMS} items, every K ≤ {DEPTH}".ljust(48) + "seconds".rjust(10) + "times ours".rjust(12))
    print(f"{'ours, from Arrow tables':48}{from_tables:10.3f}")
    print(f"{'ours, from stored hits':48}{from_hits:10.3f}")
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "tables.npz"
        np.savez(file, **tables)
        for name, python in places.items():
            ours = from_hits if name == "recbole" else from_tables
            for work, seconds in measured(name, python, file).items():
                ratio = seconds / ours
                short = ratio < WANTED[name]
                missed += short
                print(f"{name + ', ' + work:48}{seconds:10.3f}{ratio:11.1f}{'!' if short else ' '}")
    return missed


def measured(name: str, python: str, file: Path) -> dict[str, float]:
    """What the library does → seconds, from a process of its own."""
    command = [python, "-W", "ignore", "-m", "tests.benchmarks.peers", name, str(file), "--seconds", str(DEPTH)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    pairs = [line.split("\t") for line in lines if "\t" in line]
    return {work: float(seconds) for seconds, work in pairs}


def compare_memory() -> int:
    """Prints what ranking, hits and curves take, and with twice the users and items; whether it grows as a matrix."""
    users, items = SMALL
    taken = []
    for times in (1, 2):
        command = [sys.executable, "-m", "tests.benchmarks.metrics", "--memory", str(users * times), str(items * times)]
        taken.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        dense = users * items * times**2 * 4 / 2**20
        print(
            f"{users * times:,} users × {items * times:,} items".ljust(48)
            + f"{taken[-1]:8.0f} MB, a matrix of scores {dense:8,.0f} MB"
        )
    grown = (taken[1] - taken[0]) / (3 * users * items * 4 / 2**20)
    print(f"It grows by {grown:.1%} of what the matrix grows by; less than {SHARE:.0%} is wanted.")
    return int(grown >= SHARE)


def peak(users: int, items: int) -> float:
    """MB above what the inputs take, at the highest, of ranking all users among all items and making their curves."""
    source = np.random.default_rng(0)
    train = csr_matrix((np.ones(users), (np.arange(users), source.integers(0, items, users))), shape=(users, items))
    asked, catalogue = question(train, [[int(item)] for item in source.integers(0, items, users)])
    model, file = Factors(users, items), Path("/proc/self/status")
    Path("/proc/self/clear_refs").write_text("5")  # sets VmHWM, the highest so far, to what is taken now
    before = _megabytes(file, "VmRSS")
    lists = rank(model, asked, ["all"], DEPTH, catalogue, Monitor())["all"]
    mean_curves(hits(lists, asked.targets["all"]))
    return _megabytes(file, "VmHWM") - before


def _megabytes(file: Path, name: str) -> float:
    line = next(line for line in file.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def invented(users: int) -> dict[str, np.ndarray]:
    """The tables that `peers` reads: every user's ranking of all items in a random order, and the relevant ones."""
    source = np.random.default_rng(0)
    scores = source.random((users, ITEMS), np.float32)
    order = np.argsort(-scores, axis=1).astype(np.int64)
    counts = source.integers(1, 21, users)
    chosen = np.argsort(source.random((users, ITEMS), np.float32), axis=1)
    return {
        "user": np.repeat(np.arange(users), ITEMS),
        "item": order.ravel(),
        "rank": np.tile(np.arange(1, ITEMS + 1), users),
        "score": np.take_along_axis(scores, order, axis=1).ravel().astype(np.float64),
        "relevant_user": np.repeat(np.arange(users), counts),
        "relevant_item": chosen[np.arange(ITEMS) < counts[:, None]],
    }


if __name__ == "__main__":
    sys.exit(main())
