"""A list parted, against counting by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import hits, mean_curve
from engine.evaluation.decomposition import PARTS, decompose
from engine.monitor import Monitor
from engine.protocol.ranking import rank
from tests.engine.invented import Oracle, invented, window
from tests.engine.protocol.test_ranking import Table


def part_of(oracle: Oracle, user: int, item: int) -> str:
    return next((scope for scope in ("repeat", "in", "cross") if oracle.competes(user, item, scope)), "unlabelled")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 2), st.sampled_from([3, 40]))
def test_every_part_is_counted_by_hand(seed: int, most_labels: int, k: int) -> None:
    made = invented(seed, most_labels=most_labels)
    found, oracle = window(made, 60), Oracle(made, 60)
    catalogue = found.training.catalogue
    scores = torch.from_numpy(np.random.default_rng(seed).random((len(oracle.users), len(oracle.kept)), np.float32))
    lists = rank(Table(scores), found.test, ("any",), k, catalogue, Monitor())["any"]
    told = decompose(lists, found.test, catalogue)
    names = [[oracle.kept[item] for item in row if item >= 0] for row in lists.items]
    for part in PARTS:
        recalls, contributions, shares = [], [], []
        for user, listed in zip(oracle.users, names, strict=True):
            truth = oracle.relevant(user, "any")
            own = {item for item in truth if part_of(oracle, user, item) == part}
            inside = {item for item in listed if part_of(oracle, user, item) == part}
            shares.append(len(inside) / max(len(listed), 1))
            if own:
                recalls.append(len(inside & own) / len(own))
            if truth:
                contributions.append(len(inside & truth) / len(truth))
        assert told.users[part] == len(recalls)
        assert told.recall[part][-1] == pytest.approx(np.mean(recalls) if recalls else np.nan, nan_ok=True)
        assert told.contribution[part][-1] == pytest.approx(np.mean(contributions))
        assert told.share[part][-1] == pytest.approx(np.mean(shares))


def test_contributions_add_up_to_the_recall_of_the_list_and_shares_to_one() -> None:
    made = invented(4, users=40, rows=900, most_labels=2)
    found = window(made, 60)
    kept = found.training.catalogue.kept
    scores = torch.rand((len(found.test.histories), kept), generator=torch.Generator().manual_seed(0))
    lists = rank(Table(scores), found.test, ("any",), 12, found.training.catalogue, Monitor())["any"]
    told = decompose(lists, found.test, found.training.catalogue)
    recall = mean_curve(hits(lists, found.test.targets["any"]), "recall")
    np.testing.assert_allclose(sum(told.contribution.values()), recall)
    np.testing.assert_allclose(sum(told.share.values()), 1.0)
