"""The reference table beside ours, to five decimals, and the counts of the reference protocol exactly.

    python -m tests.benchmarks.reference [WORKSPACE or dataset folder]

Without an argument the sample is imported first. Ends with 1 on any difference.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from engine.evaluation import Hits, hits, mean_curves
from engine.models import TITLES, model_class
from engine.monitor import Monitor
from engine.protocol import Scope, Window
from engine.protocol.ranking import rank
from tests.benchmarks.sample import fitted, machine, reference_window, sample

COLUMNS = (("precision", 10), ("recall", 10), ("f1", 10), ("ndcg", 10), ("f1", 20), ("recall", 50))
# An independent computation of the same protocol; None: not given.
FIGURES: dict[tuple[str, Scope], tuple[float | None, ...]] = {
    ("mostpop", "cross"): (0.032633, 0.047400, 0.033254, 0.050323, 0.033371, 0.126026),
    ("itemknn", "cross"): (0.036236, 0.052009, 0.036612, 0.053274, 0.034768, 0.132325),
    ("ease", "cross"): (0.036737, 0.054809, 0.037518, 0.054715, 0.038675, 0.144283),
    ("mostpop", "in"): (0.061045, 0.030160, 0.029300, 0.069280, None, None),
    ("mostpop", "repeat"): (0.257072, 0.174454, 0.148352, 0.328747, None, None),
    ("mostpop", "all"): (0.055670, 0.017646, 0.021905, 0.061460, None, None),
    ("category-pop", "cross"): (None, None, 0.03419, 0.05155, None, None),
}
HALF_A_DIGIT = 5e-6  # of the fifth decimal; rounding figures that are rounded already would find differences of its own
COUNTS = {
    "users": 2439,
    "items": 15459,
    "training pairs": 627738,
    "categories": 254,
    "active users": 2194,
    "cross: users": 1998,
    "cross: pairs": 15691,
    "cross: pairs before the item filter": 23360,
    "in: users": 2087,
    "in: pairs": 71457,
    "repeat: users": 2022,
    "repeat: pairs": 61709,
    "all: users": 2143,
    "all: pairs": 87148,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="The reference table beside ours.")
    parser.add_argument("place", type=Path, nargs="?", help="workspace or dataset folder; default: import the sample")
    with sample(parser.parse_args().place) as data:
        window = reference_window(data)
        differing = compare_counts(window) + compare_figures(window)
    print(f"\n{machine()}")
    print(f"{differing} values differ." if differing else "Every value is the reference's.")
    return int(differing > 0)


def compare_counts(window: Window) -> int:
    """Prints each count beside the reference's; the number that differ."""
    found = counts(window)
    print(f"{'':38}{'reference':>10}{'ours':>10}")
    for name, expected in COUNTS.items():
        print(f"{name:38}{expected:10,}{found[name]:10,}{'' if found[name] == expected else '  DIFFERS'}")
    return sum(found[name] != expected for name, expected in COUNTS.items())


def counts(window: Window) -> dict[str, int]:
    """What the protocol counts."""
    train, test = window.training, window.test
    kept = train.catalogue.kept
    found = {
        "users": len(train.histories),
        "items": kept,
        "training pairs": train.histories.binary(kept).nnz,
        "categories": len(np.unique(train.catalogue.labels[:kept])),
        "active users": int(test.active.sum()),
    }
    for scope, targets in test.targets.items():
        found[f"{scope}: users"] = int((targets.counts > 0).sum())
        found[f"{scope}: pairs"] = int(targets.counts.sum())
    found["cross: pairs before the item filter"] = found["cross: pairs"] + int(test.hidden["cross"].counts.sum())
    return found


def compare_figures(window: Window) -> int:
    """Prints each figure beside the reference's; the number that differ in the fifth decimal."""
    print(f"\n{'':28}" + "".join(f"{metric}@{k} ".rjust(20) for metric, k in COLUMNS))
    evaluated = evaluate(window)
    differing = 0
    for (name, scope), expected in FIGURES.items():
        curves = mean_curves(evaluated[name, scope])
        cells = []
        for (metric, k), value in zip(COLUMNS, expected, strict=True):
            ours = curves[metric][k - 1]
            wrong = value is not None and abs(ours - value) > HALF_A_DIGIT
            differing += wrong
            cells.append(f"{'–' if value is None else f'{value:g}'} {ours:.6f}{'!' if wrong else ' '}".rjust(20))
        print(f"{TITLES[name]:14}{scope:14}" + "".join(cells))
    print("Each cell: the reference, then ours; – is not given.")
    return differing


def evaluate(window: Window) -> dict[tuple[str, Scope], Hits]:
    """Hits of every model and scope of the reference, fifty deep."""
    found = {}
    for name in dict.fromkeys(name for name, _ in FIGURES):
        scopes = [scope for model, scope in FIGURES if model == name]
        model = fitted(model_class(name), window.training)
        lists = rank(model, window.test, scopes, 50, window.training.catalogue, Monitor())
        for scope in scopes:
            found[name, scope] = hits(lists[scope], window.test.targets[scope])
    return found


if __name__ == "__main__":
    sys.exit(main())
