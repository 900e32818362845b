from __future__ import annotations

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.models.pipeline.retrieval import Pool, Shelves, chosen


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 12), st.integers(1, 4))
def test_the_pool_is_the_best_items_and_the_fronts_of_likely_categories(seed: int, size: int, shelves: int) -> None:
    rng = np.random.default_rng(seed)
    kept, categories = 40, 6
    category = rng.integers(0, categories, kept).astype(np.int32)
    scores = rng.integers(-3, 9, (3, kept)).astype(np.float32) / 4
    scores[rng.random((3, kept)) < 0.3] = -np.inf
    scores[2, 5:] = -np.inf
    appeal = rng.permuted(np.tile(np.arange(categories, dtype=np.float32), (3, 1)), axis=1)
    pool = Shelves(category, categories).retrieve(torch.from_numpy(scores), torch.from_numpy(appeal), size, shelves)
    for user in range(3):
        allowed = [item for item in range(kept) if scores[user, item] > -np.inf]
        ranked = sorted(allowed, key=lambda item: (-scores[user, item], item))
        fronts: dict[int, int] = {}
        for item in ranked:
            fronts.setdefault(int(category[item]), item)
        fronts.pop(0, None)
        wanted = sorted(fronts, key=lambda c: -appeal[user, c])[:shelves]
        shelf = {fronts[c] for c in wanted}
        items = pool.items[user].tolist()
        there = [item for item in items if item >= 0]
        assert items[:size] == ranked[:size] + [-1] * max(size - len(ranked), 0)
        assert set(there) == set(ranked[:size]) | shelf
        assert len(there) == len(set(there))
        assert {item for item, on in zip(items, pool.shelf[user].tolist(), strict=True) if on} == shelf
        for place, item in enumerate(items):
            if item < 0:
                assert pool.ease[user, place] == pool.best[user, place] == pool.mass[user, place] == 0
                continue
            same = [scores[user, other] for other in allowed if category[other] == category[item]]
            assert pool.ease[user, place] == scores[user, item]
            assert pool.best[user, place] == max(same)
            assert abs(float(pool.mass[user, place]) - sum(max(value, 0) for value in same)) < 1e-5


def made(items: list[int], shelf: list[bool]) -> Pool:
    values = torch.zeros((1, len(items)))
    return Pool(torch.tensor([items]), values, values, values, torch.tensor([shelf]))


def test_most_places_go_by_prior_some_by_relation_the_rest_to_shelves() -> None:
    items = list(range(40))
    prior = torch.arange(40.0).flip(0)[None]
    relation = torch.zeros((1, 40))
    relation[0, [37, 36, 35]] = torch.tensor([3.0, 2.0, 1.0])
    shelf = [place in (30, 38, 39) for place in range(40)]
    places = chosen(made(items, shelf), prior, relation, 20)
    assert places[0].tolist() == [*range(15), 30, 35, 36, 37, 38]


def test_places_that_shelves_leave_open_go_by_prior() -> None:
    prior = torch.arange(40.0).flip(0)[None]
    places = chosen(made(list(range(40)), [False] * 40), prior, prior, 20)
    assert places[0].tolist() == list(range(20))


def test_pads_come_last_and_a_short_pool_is_taken_whole() -> None:
    pool = made([4, 7, -1, 9, -1], [False] * 5)
    prior = torch.tensor([[0.0, 2.0, 9.0, 1.0, 8.0]])
    places = chosen(pool, prior, prior, 20)
    assert pool.items[0, places[0]].tolist() == [7, 9, 4, -1, -1]
