"""EASE on the cheaper side beside NumPy's float32 inverse of the item side, with the metrics of both.

    python -m tests.benchmarks.ease [WORKSPACE or dataset folder]

The inverse of 15,459 × 15,459 is timed once: it takes minutes and about 8 GB. Ours is the whole fit.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.evaluation import hits, mean_curves
from engine.models.baselines.ease import Ease, EaseConfig
from engine.models.baselines.ridge import ItemSide
from engine.monitor import Monitor
from engine.protocol import Recommender, Training, Window
from engine.protocol.ranking import rank
from tests.benchmarks.sample import fitted, machine, reference_window, sample

WANTED, TOLERANCE = 50, 1e-4
SHOWN = (("f1", 10), ("ndcg", 10), ("recall", 50))


def main() -> int:
    parser = argparse.ArgumentParser(description="EASE beside NumPy's inverse.")
    parser.add_argument("place", type=Path, nargs="?", help="workspace or dataset folder; default: import the sample")
    with sample(parser.parse_args().place) as data:
        window = reference_window(data)
    ours = min(fit_time(window.training) for _ in range(3))
    model = fitted(Ease, window.training)
    assert isinstance(model, Ease)
    found = metrics(model, window)
    model._weights, theirs = by_inverse(window.training)
    expected = metrics(model, window)
    print(f"{'':34}{'seconds':>9}" + "".join(f"{name}@{k}".rjust(11) for name, k in SHOWN))
    for name, taken, values in (("NumPy's float32 inverse", theirs, expected), ("EASE, whole fit", ours, found)):
        print(f"{name:34}{taken:9.2f}" + "".join(f"{value:11.6f}" for value in values))
    apart = max(abs(one - other) for one, other in zip(found, expected, strict=True))
    print(f"{'ratio':34}{theirs / ours:9.1f}\n\n{machine()}")
    print(f"At least {WANTED} is wanted; the metrics are {apart:.1e} apart, {TOLERANCE:.0e} allowed.")
    return int(theirs < WANTED * ours or apart > TOLERANCE)


def fit_time(train: Training) -> float:
    """Seconds of a fit that finds nothing made before."""
    fresh = replace(train, histories=replace(train.histories))
    begin = time.perf_counter()
    fitted(Ease, fresh)
    return time.perf_counter() - begin


def by_inverse(train: Training) -> tuple[ItemSide, float]:
    """The textbook: weights from the inverse of the items' products, and the seconds of the inverse alone."""
    rows = train.histories.binary(train.catalogue.kept)
    products: npt.NDArray[np.float32] = (rows.T @ rows).toarray()
    np.fill_diagonal(products, products.diagonal() + np.float32(EaseConfig().l2))
    begin = time.perf_counter()
    inverse = np.linalg.inv(products)
    taken = time.perf_counter() - begin
    inverse /= -inverse.diagonal().copy()
    np.fill_diagonal(inverse, 0.0)
    return ItemSide(inverse), taken


def metrics(model: Recommender, window: Window) -> list[float]:
    """The shown metrics in scope cross."""
    lists = rank(model, window.test, ("cross",), 50, window.training.catalogue, Monitor())["cross"]
    curves = mean_curves(hits(lists, window.test.targets["cross"]))
    return [float(curves[name][k - 1]) for name, k in SHOWN]


if __name__ == "__main__":
    sys.exit(main())
