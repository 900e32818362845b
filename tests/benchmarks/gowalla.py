"""Recommenders on LightGCN's split of Gowalla beside the figures that others published.

    python -m tests.benchmarks.gowalla REFERENCE_DATA [MODEL ...]

REFERENCE_DATA holds gowalla/train.npz and gowalla/test.txt. Full ranking, training items masked, Recall@20 and NDCG@20
(BARS, He et al., SIGIR 2022; Shen et al., CIKM 2021). ease takes 4 GB and
lightgcn half an hour; they are run only where they are named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from engine.evaluation import hits, mean_curves
from engine.models.registry import model_class
from engine.monitor import Monitor
from engine.protocol import Context, ProtocolConfig, Training
from engine.protocol.ranking import rank
from tests.benchmarks.evaluation import FILES, gowalla
from tests.benchmarks.sample import machine

K = 20
BARS: dict[str, object] = {
    "model": "itemknn",
    "neighbours": 100,
    "neighbours_of": "candidate",
    "normalise": True,
    "center": True,
    "keep_ties": False,
    "shrink": 0,
}
CASES: dict[str, tuple[dict[str, object], float, float, float]] = {
    # settings, published Recall@20 and NDCG@20, allowed distance
    "itemknn": ({}, 0.1352, 0.1035, 0.001),
    "itemknn-bars": (BARS, 0.1570, 0.1214, 0.001),
    "gfcf": ({}, 0.1849, 0.1518, 0.001),
    "ease": ({"l2": 80}, 0.1765, 0.1467, 0.001),
    "lightgcn": ({"epochs": 6}, 0.1071, 0.0894, 0.006),  # the authors' log at epoch 5; counting starts at 0 or 1
}
SLOW = ("ease", "lightgcn")


def main() -> int:
    words = argparse.ArgumentParser(description="Recommenders on Gowalla beside published figures.")
    words.add_argument("data", type=Path, help="folder of reference data")
    words.add_argument("models", nargs="*", choices=[[], *CASES], help="default: all but the slow ones")
    asked = words.parse_args()
    if missing := [name for name in FILES if not (asked.data / name).is_file()]:
        print(f"{asked.data} lacks {' and '.join(missing)}: the Gowalla split of LightGCN's authors.", file=sys.stderr)
        return 2
    question, catalogue = gowalla(asked.data / "gowalla")
    users = np.arange(len(question.histories), dtype=np.int32)
    protocol = ProtocolConfig(scopes=("all",), max_k=K)
    train = Training(question.histories, catalogue, catalogue.items.take(users), users, protocol, 1, "gowalla", 0, True)
    print(f"{'model':14}{'Recall@20':>11}{'published':>11}{'NDCG@20':>11}{'published':>11}{'fit s':>8}{'rank s':>8}")
    far = False
    for name in asked.models or [name for name in CASES if name not in SLOW]:
        settings, recall, ndcg, allowed = CASES[name]
        kind = model_class(str(settings.get("model", name)))
        model = kind(kind.config_class.model_validate({"model": name} | settings))
        begin = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            model.fit(train, Context(Monitor(), "cpu", 0, Path(folder), Path(folder)))
        fitted = time.perf_counter()
        lists = rank(model, question, ("all",), K, catalogue, Monitor())["all"]
        ranked = time.perf_counter()
        means = mean_curves(hits(lists, question.targets["all"]), ("recall", "ndcg"))
        found = means["recall"][K - 1], means["ndcg"][K - 1]
        far |= abs(found[0] - recall) > allowed or abs(found[1] - ndcg) > allowed
        print(
            f"{name:14}{found[0]:11.4f}{recall:11.4f}{found[1]:11.4f}{ndcg:11.4f}"
            f"{fitted - begin:8.1f}{ranked - fitted:8.1f}",
            flush=True,
        )
    print(f"\n{machine()}")
    return int(far)


if __name__ == "__main__":
    sys.exit(main())
