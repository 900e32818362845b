"""From a log to figures, against the protocol in plain Python: split, candidates, ranking, hits and metrics at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.evaluation import METRICS, hits, mean_curves
from engine.models import model_class
from engine.monitor import Monitor
from engine.protocol.ranking import rank
from tests.engine.invented import Oracle, context, invented, metrics_at, window

SCOPES = ("cross", "in", "repeat", "all", "any")
K = 12


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("most_labels", "min_item_users"), [(1, 1), (2, 3), (3, 0)])
def test_mostpops_figures_are_those_of_a_computation_by_hand(
    seed: int, most_labels: int, min_item_users: int, tmp_path: Path
) -> None:
    made = invented(seed, users=40, items=60, categories=9, rows=700, most_labels=most_labels)
    found = window(made, 60, min_item_users)
    kind = model_class("mostpop")
    model = kind(kind.config_class())
    model.fit(found.training, context(tmp_path))
    lists = rank(model, found.test, SCOPES, K, found.training.catalogue, Monitor())
    oracle = Oracle(made, 60, min_item_users=min_item_users)
    for scope in SCOPES:
        asked = [user for user in oracle.users if oracle.relevant(user, scope)]
        rankings = {user: oracle.ranking(user, scope, lambda _, item: len(oracle.buyers[item])) for user in asked}
        by_hand = [
            [metrics_at(rankings[user], oracle.relevant(user, scope), k) for k in range(1, K + 1)] for user in asked
        ]
        evaluated = hits(lists[scope], found.test.targets[scope])
        assert found.training.positions[evaluated.users].tolist() == asked
        curves = mean_curves(evaluated)
        for name in METRICS:
            expected = np.mean([[at[name] for at in user] for user in by_hand], axis=0)
            assert curves[name] == pytest.approx(expected, abs=1e-12), (scope, name)
