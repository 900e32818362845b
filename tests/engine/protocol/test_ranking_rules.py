"""Lists under rules that part what is read from what is seen: one pass for all scopes gives what a pass each gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.models.baselines.popularity import MostPop, MostPopConfig
from engine.monitor import Monitor
from engine.protocol import Context, ProtocolConfig, all_candidates, split
from engine.protocol.config import SCOPES
from engine.protocol.ranking import rank
from tests.engine.protocol.drawn import drawn


class PassEach(MostPop):
    scope_free = False


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scopes", [SCOPES, ("list",), ("all", "list"), ("cross", "repeat")])
def test_one_pass_lists_what_a_pass_for_every_scope_lists(tmp_path: Path, seed: int, scopes: tuple[str, ...]) -> None:
    shop, rng = drawn(seed, rows=150), np.random.default_rng(seed)
    pairs = zip(rng.integers(1, 9, 60), 3 * rng.integers(0, 12, 60) + 1, strict=True)
    (tmp_path / "pairs.csv").write_text("user\titem\n" + "".join(f"{user}\t{item}\n" for user, item in pairs))
    asked = {"split": {"test_start": "2024-01-13"}, "scopes": scopes, "candidates": str(tmp_path / "pairs.csv")}
    rules = {"seen_window": "4d", "history_window": "7d", "seen_events": ["buy", "click"], "ignore_labels_above": 0.5}
    window = split(shop.data, ProtocolConfig.model_validate(asked | rules)).windows[0]
    catalogue, lists = window.training.catalogue, []
    for model in (MostPop(MostPopConfig()), PassEach(MostPopConfig())):
        model.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
        lists.append(rank(model, window.test, scopes, 12, catalogue, Monitor()))  # type: ignore[arg-type]
    masks = all_candidates(window.test.seen, scopes, catalogue)  # type: ignore[arg-type]
    for scope, mask in masks.items():
        assert np.array_equal(lists[0][scope].items, lists[1][scope].items), scope
        assert (lists[0][scope].items >= 0).sum(axis=1).tolist() == mask.sum(dim=1).tolist()


def test_what_history_window_leaves_out_is_not_learned_from(tmp_path: Path) -> None:
    shop = drawn(2, rows=150)
    asked = {"split": {"test_start": "2024-01-13"}, "scopes": ["any"], "history_window": "4d"}
    window = split(shop.data, ProtocolConfig.model_validate(asked)).windows[0]
    model = MostPop(MostPopConfig())
    model.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
    read = shop.rows[(shop.rows["day"] >= 8) & (shop.rows["day"] < 12)]
    buyers = read.groupby("item")["user"].nunique()
    catalogue = window.training.catalogue
    expected = [int(buyers.get(item, 0)) for item in catalogue.source[: catalogue.kept].tolist()]
    assert model._arrays()["buyers"].tolist() == expected
