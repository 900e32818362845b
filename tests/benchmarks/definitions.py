"""The definition switch: what other libraries would print for EASE's lists, beside the reference's table.

    python -m tests.benchmarks.definitions [WORKSPACE or dataset folder] [--with LIBRARY=PLACE ...]
    python -m tests.benchmarks.definitions --record --with LIBRARY=PLACE ...

The Complete Journey under the reference protocol, scope cross, K = 10; without a place it is imported first. PLACE is
the Python of an environment that has the library, or the checkout of one that is no package (elliot, reality-check);
what is named is asked itself, and each user's value compared. `--record` asks all of them about made-up lists (short
ones, users without one, |R| below and above K, equal scores) and writes the answers that the tests compare with.
Ends with 1 on any difference.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from engine.evaluation import Hits, hits
from engine.evaluation.libraries import LIBRARIES, Library
from engine.models import model_class
from engine.monitor import Monitor
from engine.protocol.ranking import TopK, rank
from engine.protocol.scopes import Targets
from tests.benchmarks.peers import LIBRARIES as PEERS
from tests.benchmarks.sample import fitted, machine, reference_window, sample

K, EXACT = 10, 1e-6
RECORDED = Path(__file__).parents[1] / "engine" / "evaluation" / "data" / "definitions.json"
CHECKOUTS = {  # what the recorded answers were made from
    "elliot": "sisinflab/elliot, elliot/evaluation, the code without its docstrings: base_metric.py, relevance.py, "
    "precision.py and hit_rate.py at 0126926, recall.py, f1.py, ndcg.py, map.py and mrr.py at c085d43",
    "reality-check": "liming-7/A-Next-Basket-Recommendation-Reality-Check, evaluation/metrics.py at 4208b5f",
}
SWITCHED = ".switched"  # RecTools' metrics with the other value of their switch
COLUMNS = ("precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate")
# An independent computation; what it does not give is printed all the same.
FIGURES = {
    ("ours", "precision"): 0.03674,
    ("ours", "recall"): 0.05481,
    ("ours", "f1"): 0.03752,
    ("ours", "ndcg"): 0.05472,
    ("ours", "map"): 0.02473,
    ("recbole", "precision"): 0.03674,
    ("recbole", "recall"): 0.05481,
    ("recbole", "ndcg"): 0.05472,
    ("recbole", "map"): 0.02473,
    ("rectools", "ndcg"): 0.04101,
    ("rectools", "map"): 0.02180,
    ("rectools-switched", "map"): 0.01502,
    ("lenskit", "recall"): 0.06178,
    ("lenskit", "ndcg"): 0.05404,
    ("implicit", "precision"): 0.06276,
    ("implicit", "ndcg"): 0.05472,
    ("implicit", "map"): 0.02473,
    ("ranx", "map"): 0.02180,
    ("elliot", "map"): 0.04467,
    ("reality-check", "ndcg"): 0.04921,
    ("f1-of-means", "f1"): 0.04399,
}
Values = dict[str, tuple[np.ndarray, np.ndarray]]  # metric → float64 [users, cutoffs] and the library's own means


def main() -> int:
    parser = argparse.ArgumentParser(description="What other libraries would print for the same lists.")
    parser.add_argument("place", type=Path, nargs="?", help="workspace or dataset folder; default: import the sample")
    parser.add_argument("--with", dest="asked", nargs="+", default=[], metavar="LIBRARY=PLACE")
    parser.add_argument("--record", action="store_true", help=f"write {RECORDED.name} of the tests anew")
    arguments = parser.parse_args()
    places = dict(each.split("=", 1) for each in arguments.asked)
    if unknown := set(places) - set(PEERS):
        parser.error(f"no such library: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    if arguments.record:
        if missing := set(PEERS) - set(places):
            parser.error(f"--record needs --with for {', '.join(sorted(missing))}")
        return record(places)
    with sample(arguments.place) as data, tempfile.TemporaryDirectory() as scratch:
        window = reference_window(data)
        model = fitted(model_class("ease"), window.training)
        lists = rank(model, window.test, ["cross"], 50, window.training.catalogue, Monitor())["cross"]
        targets = window.test.targets["cross"]
        found = hits(lists, targets)
        differing = compare_table(found)
        tables = Path(scratch) / "tables.npz"
        np.savez(tables, **columns(lists, targets))
        for name, place in places.items():
            differing += compare_users(name, found, ask(name, place, tables, [K]))
    print(f"\n{machine()}")
    print(f"{differing} values differ." if differing else "Every value is the reference's.")
    return int(differing > 0)


def compare_table(found: Hits) -> int:
    """Prints each library's means at K, marking those that differ from the reference's digits; their number."""
    print(f"{'EASE, cross, K = 10':28}" + "".join(metric.rjust(12) for metric in COLUMNS))
    differing = 0
    for library in LIBRARIES.values():
        cells = []
        for metric in COLUMNS:
            definition, expected = library.metrics.get(metric), FIGURES.get((library.key, metric))
            value = np.nan if definition is None else float(definition.mean(found)[K - 1])
            wrong = expected is not None and round(value, 5) != expected
            differing += wrong
            mark = "!" if wrong else "*" if expected is not None else " "
            cells.append((f"{value:.5f}{mark}" if value == value else "– ").rjust(12))
        print(f"{library.name:28}" + "".join(cells))
    print("* the reference's digits  ! not the reference's  – the library has no such metric, or lacks what it needs")
    return differing


def compare_users(name: str, found: Hits, theirs: Values) -> int:
    """Prints the largest difference from a library's own values, users and means; how many metrics exceed 1e-6."""
    differing = 0
    for metric, (users, means) in theirs.items():
        library, ours = of(name, metric)
        definition = library.metrics[ours]
        assert definition.per_user is not None
        columns = [K - 1]
        apart = [
            largest(definition.per_user(found)[:, columns], users),
            largest(definition.mean(found)[columns], means),
        ]
        differing += max(apart) > EXACT
        print(f"{library.name:28}{ours:12} largest difference of a user {apart[0]:.1e}, of the mean {apart[1]:.1e}")
    return differing


def largest(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference; infinite where only one of the two is a number."""
    if (np.isnan(ours) != np.isnan(theirs)).any():
        return float("inf")
    return float(np.nanmax(np.abs(ours - theirs), initial=0.0))


def of(name: str, metric: str) -> tuple[Library, str]:
    """The library and our name of a metric that `peers` gave."""
    switched = metric.endswith(SWITCHED)
    return LIBRARIES[f"{name}-switched" if switched else name], metric.removesuffix(SWITCHED)


def columns(lists: TopK, targets: Targets) -> dict[str, np.ndarray]:
    """The tables that `peers` reads, of the evaluated users."""
    evaluated = targets.counts[lists.users] > 0
    users, items, scores = lists.users[evaluated], lists.items[evaluated], lists.scores[evaluated]
    there = items >= 0
    places = np.broadcast_to(np.arange(1, items.shape[1] + 1), items.shape)
    return {
        "user": np.broadcast_to(users[:, None], items.shape)[there].astype(np.int64),
        "item": items[there].astype(np.int64),
        "rank": places[there].astype(np.int64),
        "score": scores[there].astype(np.float64),
        "relevant_user": np.repeat(np.arange(len(targets.counts)), targets.counts),
        "relevant_item": targets.items.astype(np.int64),
    }


def ask(name: str, place: str, tables: Path, ks: list[int]) -> Values:
    """A library's own values, from a process of its own."""
    checkout = name in CHECKOUTS
    out = tables.with_name(f"{name}.npz")
    command = [sys.executable if checkout else place, "-W", "ignore", "-m", "tests.benchmarks.peers", name]
    command += [str(tables), "--values", str(out), "--k", *map(str, ks)]
    subprocess.run(command + (["--source", place] if checkout else []), check=True)
    held = dict(np.load(out))
    names = dict.fromkeys(each.split("/")[0] for each in held)
    return {metric: (held[f"{metric}/user"], held[f"{metric}/mean"]) for metric in names}


def record(places: dict[str, str]) -> int:
    """Writes the tables of `invented` and what every library says of them."""
    tables, depth = invented(), 12
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "tables.npz"
        np.savez(file, **tables)
        answers = {name: ask(name, places[name], file, list(range(1, depth + 1))) for name in PEERS}
    made = {
        "made": "python -m tests.benchmarks.definitions --record --with " + " ".join(f"{name}=PLACE" for name in PEERS),
        "versions": {name: LIBRARIES[name].version for name in PEERS},
        "checkouts": CHECKOUTS,
        "depth": depth,
        "tables": {name: column.tolist() for name, column in tables.items()},
        "values": {
            name: {
                metric: {"user": written(users), "mean": written(means)} for metric, (users, means) in answer.items()
            }
            for name, answer in answers.items()
        },
    }
    RECORDED.parent.mkdir(exist_ok=True)
    RECORDED.write_text(json.dumps(made, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n")
    print(f"{RECORDED}: {len(answers)} libraries")
    return 0


def written(values: np.ndarray) -> list[object]:
    """Nine decimals, None for NaN."""
    return np.where(np.isnan(values), None, np.round(values, 9).astype(object)).tolist()


def invented(users: int = 18, items: int = 30, depth: int = 12) -> dict[str, np.ndarray]:
    """Lists up to 12 deep of 30 items, with what is awkward: see the module."""
    source = np.random.default_rng(7)
    lists: list[tuple[int, int, int, float]] = []
    relevant: list[tuple[int, int]] = []
    for user in range(users):
        wanted = (1, 1, 2, 12, 13, 25, items)[user % 7]
        relevant += [(user, int(item)) for item in source.choice(items, wanted, replace=False)]
        length = 0 if user in (3, 11) else int(source.integers(1, 7)) if user % 4 == 1 else depth
        scores = np.sort(source.integers(0, 6, length))[::-1] / 4.0
        listed = enumerate(source.choice(items, length, replace=False), start=1)
        lists += [(user, int(item), place, float(scores[place - 1])) for place, item in listed]
    user, item, place, score = (np.array(column) for column in zip(*lists, strict=True))
    pairs = np.array(relevant)
    return {
        "user": user,
        "item": item,
        "rank": place,
        "score": score,
        "relevant_user": pairs[:, 0],
        "relevant_item": pairs[:, 1],
    }


if __name__ == "__main__":
    sys.exit(main())
