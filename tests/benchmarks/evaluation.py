"""Evaluation of all users at all K ≤ 50 beside the bare score product and top-k of the same shape.

    python -m tests.benchmarks.evaluation REFERENCE_DATA [--place WORKSPACE or dataset folder]

REFERENCE_DATA holds gowalla/train.npz and gowalla/test.txt (LightGCN's split); the Complete Journey is imported unless
a place has it. The floor is one product of 128 users into one buffer and one top-k for each scope; ours adds histories,
candidates, ties in order, hits and seven metrics at fifty cutoffs. Factors are drawn, d = 64: only times matter here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa
import torch
from scipy.sparse import csr_matrix, load_npz

from engine.data import Table, Taxonomy
from engine.evaluation import hits, mean_curves
from engine.monitor import Monitor
from engine.protocol import Catalogue, Histories, Question, Scope, Targets
from engine.protocol.ranking import BLOCK, rank
from tests.benchmarks.sample import in_turn, machine, reference_window, sample

K, WIDTH, ALLOWED = 50, 64, 1.5
FILES = ("gowalla/train.npz", "gowalla/test.txt")


def main() -> int:
    parser = argparse.ArgumentParser(description="Evaluation beside the bare product and top-k.")
    parser.add_argument("data", type=Path, help="folder of reference data")
    parser.add_argument("--place", type=Path, help="workspace or dataset folder with the Complete Journey")
    asked = parser.parse_args()
    if missing := [name for name in FILES if not (asked.data / name).is_file()]:
        print(
            f"{asked.data} lacks {' and '.join(missing)}: the Gowalla split of the LightGCN authors.", file=sys.stderr
        )
        return 2
    print(f"{'evaluation':44}{'floor s':>10}{'ours s':>10}{'ratio':>8}")
    worst = row("Gowalla, all", *gowalla(asked.data / "gowalla"), ("all",))
    with sample(asked.place) as data:
        window = reference_window(data)
        journey = window.test, window.training.catalogue
        worst = max(worst, row("Complete Journey, cross", *journey, ("cross",)))
        worst = max(worst, row("Complete Journey, cross in repeat all", *journey, ("cross", "in", "repeat", "all")))
    print(f"\n{machine()}\nAt most {ALLOWED} is wanted; the worst is {worst:.2f}.")
    return int(worst > ALLOWED)


class Factors:
    """score(u, i) = p_u · q_i, written into one buffer."""

    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = False

    def __init__(self, users: int, items: int) -> None:
        source = torch.Generator().manual_seed(0)
        self.users = torch.randn(users, WIDTH, generator=source)
        self.items = torch.randn(items, WIDTH, generator=source)
        self.room = torch.empty(BLOCK, items)

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        begin = int(histories.users[0])
        return self.block(begin, begin + len(histories))

    def block(self, begin: int, end: int) -> torch.Tensor:
        users = self.users[begin:end]
        return torch.mm(users, self.items.T, out=self.room[: len(users)])

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        return None


def row(name: str, question: Question, catalogue: Catalogue, scopes: tuple[Scope, ...]) -> float:
    """Prints one line; the ratio of ours to the floor, the best of some runs in turn under one load."""
    model = Factors(len(question.histories), catalogue.kept)
    floor, ours = in_turn(bare(model, len(scopes)), evaluation(model, question, catalogue, scopes))
    print(f"{name:44}{floor:10.3f}{ours:10.3f}{ours / floor:8.2f}")
    return ours / floor


def bare(model: Factors, lists: int) -> Callable[[], None]:
    """The floor: one product and so many top-k for every block."""

    def work() -> None:
        for begin in range(0, len(model.users), BLOCK):
            scores = model.block(begin, begin + BLOCK)
            for _ in range(lists):
                torch.topk(scores, K, dim=1)

    return work


def evaluation(
    model: Factors, question: Question, catalogue: Catalogue, scopes: tuple[Scope, ...]
) -> Callable[[], None]:
    """Everything from fixed factors to curves, with nothing remembered from the run before."""

    def work() -> None:
        fresh = replace(question, histories=replace(question.histories))
        lists = rank(model, fresh, scopes, K, catalogue, Monitor())
        for scope in scopes:
            mean_curves(hits(lists[scope], question.targets[scope]))

    return work


def gowalla(folder: Path) -> tuple[Question, Catalogue]:
    """LightGCN's split: train.npz is users × items, a line of test.txt is a user and that user's items."""
    train = load_npz(folder / "train.npz").tocsr()
    relevant: list[list[int]] = [[] for _ in range(train.shape[0])]
    for line in (folder / "test.txt").read_text().splitlines():
        user, *listed = map(int, line.split())
        relevant[user] = sorted(listed)
    return question(train, relevant)


def question(train: csr_matrix, relevant: list[list[int]]) -> tuple[Question, Catalogue]:
    """Users × items as histories without categories, and each user's relevant items, ascending."""
    users, items = train.shape
    targets = Targets(
        np.concatenate([[0], np.cumsum([len(listed) for listed in relevant])]).astype(np.int64),
        np.array([item for listed in relevant for item in listed], np.int32),
    )
    histories = Histories(
        np.arange(users, dtype=np.int32),
        np.ones(users, np.int64),
        train.indptr.astype(np.int64),
        train.indices.astype(np.int32),
        np.zeros(train.nnz, np.int64),
        {},
    )
    ids = pa.array([str(item) for item in range(items)], pa.string())
    table = Table(ids, pa.table({"id": ids}))
    everything = np.arange(items, dtype=np.int32)
    no_labels = np.empty((items, 0), np.int32)
    catalogue = Catalogue(items, everything, no_labels, pa.array([], pa.string()), table, table.ids, Taxonomy(()))
    return Question(histories, {"all": targets}, {"all": targets}, targets.counts > 0, 1, 2), catalogue


if __name__ == "__main__":
    sys.exit(main())
