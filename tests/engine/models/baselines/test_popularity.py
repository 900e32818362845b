"""MostPop against counting by hand."""

from __future__ import annotations

from pathlib import Path

import torch

from engine.models.baselines.popularity import MostPop, MostPopConfig
from tests.engine.invented import bought_matrix, context, invented, window


def test_a_score_is_the_number_of_distinct_buyers(tmp_path: Path) -> None:
    found = window(invented(1, rows=600), 60).training
    model = MostPop(MostPopConfig())
    model.fit(found, context(tmp_path))
    past = found.histories.block(0, 3)
    scores = model.score(past, torch.ones((3, found.catalogue.kept), dtype=torch.bool))
    assert scores.tolist() == [bought_matrix(found).sum(axis=0).tolist()] * 3


def test_an_item_that_nobody_bought_scores_0(tmp_path: Path) -> None:
    found = window(invented(1, items=200), 60, min_item_users=0).training
    model = MostPop(MostPopConfig())
    model.fit(found, context(tmp_path))
    scores = model.score(found.histories.block(0, 1), torch.ones((1, 200), dtype=torch.bool))
    assert (scores[0] == 0).sum() == (bought_matrix(found).sum(axis=0) == 0).sum() > 0
