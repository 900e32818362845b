"""What other libraries themselves say of lists, and how long they take; run by an interpreter that has them.

    PYTHON -m tests.benchmarks.peers LIBRARY TABLES.npz --values OUT.npz --k 1 2 3 [--source FOLDER]
    PYTHON -m tests.benchmarks.peers LIBRARY TABLES.npz --seconds 50

Nothing of the engine is imported, for the libraries pin older versions of what it needs. TABLES.npz holds int64 columns
user, item, rank and float64 score of the lists, and relevant_user, relevant_item. Elliot and the next-basket reality
check are no packages: FOLDER is a checkout of sisinflab/elliot or liming-7/A-Next-Basket-Recommendation-Reality-Check.

Two environments hold the packages: rectools, ranx and implicit with NumPy 1.26; lenskit with NumPy 2 and pandas 2.
There recbole goes too, by --no-deps for what it pins, beside colorlog, colorama, tabulate, tensorboard, texttable.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

Values = dict[str, tuple[np.ndarray, np.ndarray]]  # metric → float64 [users, cutoffs] and the library's own means


class Tables:
    """The lists and the relevant items, also by user; users are those with a relevant item, ascending."""

    def __init__(self, file: Path) -> None:
        held = dict(np.load(file))
        self.user, self.item, self.rank, self.score = (held[name] for name in ("user", "item", "rank", "score"))
        self.relevant_user, self.relevant_item = held["relevant_user"], held["relevant_item"]
        self.users = np.unique(self.relevant_user)
        self.items = int(max(self.item.max(), self.relevant_item.max())) + 1

    def lists(self) -> dict[int, list[tuple[int, float]]]:
        """User → (item, score) in the order of ranks; users without a list are left out."""
        found: dict[int, list[tuple[int, float]]] = {}
        order = np.lexsort((self.rank, self.user))
        for user, item, score in zip(self.user[order], self.item[order], self.score[order], strict=True):
            found.setdefault(int(user), []).append((int(item), float(score)))
        return {user: found[user] for user in self.users.tolist() if user in found}

    def relevant(self) -> dict[int, list[int]]:
        """User → relevant items."""
        found: dict[int, list[int]] = {user: [] for user in self.users.tolist()}
        for user, item in zip(self.relevant_user.tolist(), self.relevant_item.tolist(), strict=True):
            found[user].append(item)
        return found

    def hits(self, depth: int) -> tuple[np.ndarray, np.ndarray]:
        """bool [users, depth] and int64 [users], relevant items."""
        relevant = self.relevant()
        hit = np.zeros((len(self.users), depth), bool)
        listed = self.lists()
        for row, user in enumerate(self.users.tolist()):
            right = set(relevant[user])
            marks = [item in right for item, _ in listed.get(user, [])[:depth]]
            hit[row, : len(marks)] = marks
        return hit, np.array([len(relevant[user]) for user in self.users.tolist()])

    def frames(self) -> tuple[Any, Any]:
        """pandas: user_id, item_id, rank of the lists; user_id, item_id of the relevant items."""
        import pandas as pd

        lists = pd.DataFrame({"user_id": self.user, "item_id": self.item, "rank": self.rank})
        return lists, pd.DataFrame({"user_id": self.relevant_user, "item_id": self.relevant_item})


def rectools(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """RecTools, each metric with its defaults; and, marked by a dot, with the other value of its switch."""
    lists, relevant = tables.frames()
    found: dict[str, list[tuple[np.ndarray, float]]] = {}
    for k in ks:
        for name, metric in _rectools(k).items():
            values = metric.calc_per_user(lists, relevant).reindex(tables.users).to_numpy()
            found.setdefault(name, []).append((values, metric.calc(lists, relevant)))
    return {name: _columns(cells) for name, cells in found.items()}


def _rectools(k: int) -> dict[str, Any]:
    from rectools.metrics import MAP, MRR, NDCG, F1Beta, HitRate, Precision, Recall

    return {
        "precision": Precision(k),
        "recall": Recall(k),
        "f1": F1Beta(k),
        "ndcg": NDCG(k),
        "map": MAP(k),
        "mrr": MRR(k),
        "hit_rate": HitRate(k),
        "precision.switched": Precision(k, r_precision=True),
        "ndcg.switched": NDCG(k, divide_by_achievable=True),
        "map.switched": MAP(k, divide_by_k=True),
    }


def lenskit(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """LensKit's RunAnalysis."""
    from lenskit.data import ItemList, ItemListCollection
    from lenskit.metrics import NDCG, Hit, Precision, Recall, RecipRank, RunAnalysis
    from lenskit.metrics.ranking import AveragePrecision

    metrics = {"precision": Precision, "recall": Recall, "ndcg": NDCG, "map": AveragePrecision, "mrr": RecipRank}
    metrics["hit_rate"] = Hit
    lists, truth = ItemListCollection(["user_id"]), ItemListCollection(["user_id"])
    for user, listed in tables.lists().items():
        lists.add(ItemList(item_ids=[item for item, _ in listed], ordered=True), user_id=user)
    for user, items in tables.relevant().items():
        truth.add(ItemList(item_ids=items), user_id=user)
    made = {(name, k): kind(n=k) for name, kind in metrics.items() for k in ks}
    measured = RunAnalysis(*made.values()).measure(lists, truth)
    rows, means = measured.list_metrics().reindex(tables.users), measured.list_summary()["mean"]
    return {
        name: _columns([(rows[made[name, k].label].to_numpy(), means[made[name, k].label]) for k in ks])
        for name in metrics
    }


def implicit(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """implicit's `ranking_metrics_at_k` of a model that recommends the lists; a user's value is that of a test of one.

    The model fills a list that ends early with -1, as implicit's own models do.
    """
    from implicit.evaluation import ranking_metrics_at_k
    from scipy.sparse import csr_matrix

    users, depth = tables.users, max(ks)
    rows = np.searchsorted(users, tables.relevant_user)
    shape = (len(users), tables.items + 1)  # its AUC divides by the number of items that are not relevant
    truth = csr_matrix((np.ones(len(rows)), (rows, tables.relevant_item)), shape=shape)
    listed, given = np.full((len(users), depth), -1, np.int32), tables.lists()
    for row, user in enumerate(users.tolist()):
        items = [item for item, _ in given.get(user, [])[:depth]]
        listed[row, : len(items)] = items

    class Model:
        def recommend(self, users: Any, seen: Any, N: int) -> tuple[np.ndarray, np.ndarray]:  # noqa: N803
            return listed[users, :N], np.zeros((len(users), N), np.float32)

    def measured(test: csr_matrix, k: int) -> dict[str, float]:
        return ranking_metrics_at_k(Model(), truth, test, K=k, show_progress=False)

    def only(row: int) -> csr_matrix:
        items = tables.relevant_item[rows == row]
        return csr_matrix((np.ones(len(items)), (np.full(len(items), row), items)), shape=shape)

    alone = [only(row) for row in range(len(users))]
    found: Values = {}
    for name in ("precision", "map", "ndcg"):
        cells = [(np.array([measured(one, k)[name] for one in alone]), measured(truth, k)[name]) for k in ks]
        found[name] = _columns(cells)
    return found


def ranx(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """ranx's `evaluate` with `make_comparable`; -rank is the score, for ranx would order equal ones anew."""
    from ranx import evaluate

    qrels, run = _ranx(*_ranx_frames(tables))
    asked = {name: [f"{theirs}@{k}" for k in ks] for name, theirs in RANX.items()}
    flat = [metric for each in asked.values() for metric in each]
    values = evaluate(qrels, run, flat, return_mean=False, make_comparable=True, save_results_in_run=False)
    means = evaluate(qrels, run, flat, make_comparable=True, save_results_in_run=False)
    return {name: _columns([(values[each], means[each]) for each in asked[name]]) for name in RANX}


RANX = {
    "precision": "precision",
    "recall": "recall",
    "f1": "f1",
    "ndcg": "ndcg",
    "map": "map",
    "mrr": "mrr",
    "hit_rate": "hit_rate",
}


def _ranx_frames(tables: Tables) -> tuple[Any, Any]:
    """With texts as ids, all of one length, so that their order is that of the numbers."""
    lists, relevant = tables.frames()
    for frame in (lists, relevant):
        frame["user_id"] = [f"{user:012d}" for user in frame["user_id"].tolist()]
        frame["item_id"] = [f"{item:012d}" for item in frame["item_id"].tolist()]
    lists["score"] = -lists["rank"].astype(float)
    relevant["score"] = 1
    return lists, relevant


def _ranx(lists: Any, relevant: Any) -> tuple[Any, Any]:
    from ranx import Qrels, Run

    columns = {"q_id_col": "user_id", "doc_id_col": "item_id", "score_col": "score"}
    return Qrels.from_df(relevant, **columns), Run.from_df(lists, **columns)


RECBOLE = {"precision": "Precision", "recall": "Recall", "ndcg": "NDCG", "map": "MAP", "mrr": "MRR", "hit_rate": "Hit"}


def recbole(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """RecBole's metric classes over the matrix that its collector makes; rounded at the 15th decimal."""
    import torch

    evaluator = _recbole()
    depth = max(ks)
    hit, relevant = tables.hits(depth)
    held = evaluator.collector.DataStruct()
    held.set("rec.topk", torch.from_numpy(np.column_stack([hit, relevant]).astype(np.int32)))
    found: Values = {}
    for name, theirs in RECBOLE.items():
        metric = getattr(evaluator.metrics, theirs)({"topk": list(ks), "metric_decimal_place": 15})
        info = metric.used_info(held)
        values = metric.metric_info(*info[: metric.metric_info.__code__.co_argcount - 1])
        means = metric.calculate_metric(held)
        wanted = np.array(ks) - 1
        found[name] = values[:, wanted].astype(float), np.array([means[f"{theirs.lower()}@{k}"] for k in ks], float)
    return found


def _recbole() -> Any:
    """Its evaluator package. RecBole 1.2.1 writes `np.float`, which NumPy 1.24 took away."""
    np.float = float
    import recbole.evaluator.collector
    import recbole.evaluator.evaluator
    import recbole.evaluator.metrics

    return recbole.evaluator


def elliot(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """Elliot's metric classes, from a checkout; a user without a list is not among the recommendations."""
    sys.path.insert(0, str(source))
    from importlib import import_module

    relevance = import_module("elliot.evaluation.relevance.relevance").Relevance
    places = {
        "precision": "precision.precision.Precision",
        "recall": "recall.recall.Recall",
        "f1": "f1.f1.F1",
        "ndcg": "ndcg.ndcg.nDCG",
        "map": "map.map.MAP",
        "mrr": "mrr.mrr.MRR",
        "hit_rate": "hit_rate.hit_rate.HR",
    }
    lists = tables.lists()
    truth = relevance({user: dict.fromkeys(items, 1.0) for user, items in tables.relevant().items()}, 0)
    found: Values = {}
    for name, place in places.items():
        module, kind = place.rsplit(".", 1)
        metric = getattr(import_module(f"elliot.evaluation.metrics.accuracy.{module}"), kind)
        cells = []
        for k in ks:
            made = metric(lists, None, None, SimpleNamespace(cutoff=k, relevance=truth))
            values = made.eval_user_metric()
            cells.append((np.array([values.get(user, np.nan) for user in tables.users.tolist()]), made.eval()))
        found[name] = _columns(cells)
    return found


def reality_check(tables: Tables, ks: Sequence[int], source: Path | None) -> Values:
    """The functions of the next-basket reality check, from a checkout; no list is an empty one."""
    sys.path.insert(0, str(Path(str(source)) / "evaluation"))
    import metrics

    lists, relevant = tables.lists(), tables.relevant()
    given = {user: [item for item, _ in lists.get(user, [])] for user in relevant}
    named = {"recall": metrics.get_Recall, "ndcg": metrics.get_NDCG, "hit_rate": metrics.get_HT}
    found: Values = {}
    for name, metric in named.items():
        cells = []
        for k in ks:
            values = [metric(items, given[user], k) for user, items in relevant.items()]
            cells.append((np.array(values, float), float(np.mean(values))))
        found[name] = _columns(cells)
    return found


def _columns(cells: Sequence[tuple[np.ndarray, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.column_stack([values for values, _ in cells]), np.array([mean for _, mean in cells], float)


LIBRARIES: dict[str, Callable[[Tables, Sequence[int], Path | None], Values]] = {
    "recbole": recbole,
    "rectools": rectools,
    "lenskit": lenskit,
    "implicit": implicit,
    "ranx": ranx,
    "elliot": elliot,
    "reality-check": reality_check,
}


def rectools_work(tables: Tables, depth: int) -> dict[str, Callable[[], object]]:
    """Seven metrics at every K in one call, from its frames."""
    from rectools.metrics import calc_metrics

    lists, relevant = tables.frames()
    metrics = {
        f"{name}@{k}": metric for k in range(1, depth + 1) for name, metric in _rectools(k).items() if "." not in name
    }
    return {"calc_metrics": lambda: calc_metrics(metrics, lists, relevant)}


def ranx_work(tables: Tables, depth: int) -> dict[str, Callable[[], object]]:
    """Qrels and Run from their frames, and seven metrics at every K."""
    from ranx import evaluate

    frames = _ranx_frames(tables)
    metrics = [f"{name}@{k}" for name in RANX.values() for k in range(1, depth + 1)]
    few = tuple(frame[frame["user_id"] < f"{100:012d}"] for frame in frames)
    evaluate(*_ranx(*few), metrics, save_results_in_run=False)  # compiles

    def work() -> object:
        return evaluate(*_ranx(*frames), metrics, make_comparable=True, save_results_in_run=False)

    return {"Qrels, Run and evaluate": work}


def recbole_work(tables: Tables, depth: int) -> dict[str, Callable[[], object]]:
    """Collector and metrics from scores in blocks of 4,096 users; and the metrics alone, from what was collected."""
    import torch

    evaluator = _recbole()
    config = {
        "topk": list(range(1, depth + 1)),
        "metrics": list(RECBOLE.values()),
        "metric_decimal_place": 4,
        "eval_args": {"mode": "full"},
        "device": "cpu",
    }
    scores = torch.zeros((len(tables.users), tables.items))
    scores[tables.user, tables.item] = torch.from_numpy(tables.score.astype(np.float32))
    order = np.argsort(tables.relevant_user, kind="stable")
    rows, items = (torch.from_numpy(part[order]) for part in (tables.relevant_user, tables.relevant_item))

    def collected() -> Any:
        collector = evaluator.collector.Collector(config)
        for begin in range(0, len(scores), 4096):
            low, high = torch.searchsorted(rows, torch.tensor([begin, begin + 4096])).tolist()
            collector.eval_batch_collect(scores[begin : begin + 4096], None, rows[low:high] - begin, items[low:high])
        return collector.get_data_struct()

    held, metrics = collected(), evaluator.evaluator.Evaluator(config)
    return {
        "collector and metrics": lambda: metrics.evaluate(collected()),
        "metrics alone": lambda: metrics.evaluate(held),
    }


WORK = {"rectools": rectools_work, "ranx": ranx_work, "recbole": recbole_work}


def main() -> int:
    parser = argparse.ArgumentParser(description="What another library says of lists, or how long it takes.")
    parser.add_argument("library", choices=tuple(LIBRARIES))
    parser.add_argument("tables", type=Path)
    parser.add_argument("--values", type=Path, help="file for the values of every user")
    parser.add_argument("--k", type=int, nargs="+", default=[10])
    parser.add_argument("--source", type=Path, help="checkout of a library that is no package")
    parser.add_argument("--seconds", type=int, metavar="DEPTH", help="time every K up to this one")
    asked = parser.parse_args()
    tables = Tables(asked.tables)
    if asked.values:
        found = LIBRARIES[asked.library](tables, asked.k, asked.source)
        arrays = {f"{name}/{part}": cell[part == "mean"] for name, cell in found.items() for part in ("user", "mean")}
        np.savez(asked.values, **arrays)
    if asked.seconds:
        for name, work in WORK[asked.library](tables, asked.seconds).items():
            begin = time.perf_counter()
            work()
            print(f"{time.perf_counter() - begin:.3f}\t{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
