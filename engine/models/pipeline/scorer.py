"""Retrieve, then re-rank: the fitted pipeline as a function of histories and candidates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.models.pipeline.calibration import Calibration
from engine.models.pipeline.events import baskets
from engine.models.pipeline.lists import Lists
from engine.models.pipeline.prior import Prior
from engine.models.pipeline.ranking import Ranking
from engine.models.pipeline.snapshot import Snapshot
from engine.protocol.histories import Histories

__all__ = ["Scorer", "basket_counts", "mean_logits"]

# A ranked-again item scores LIFT + logit, any other EASE's score s as s / (1 + |s|) in (-1, 1): a full order, and a
# score tells the logit behind it.
LIFT, LARGEST = 32.0, 30.0
USERS = 64  # a step through the ranking network


@dataclass(frozen=True)
class Scorer:
    """What a fitted pipeline scores with.

    Attributes:
        networks: the members whose logits are averaged; none leaves the prior.
        depth: items that are ranked again.
    """

    snapshot: Snapshot
    prior: Prior
    networks: list[Ranking]
    calibration: Calibration
    depth: int

    def lists(self, histories: Histories, candidates: torch.Tensor) -> tuple[Lists, torch.Tensor]:
        """The lists to rank again, and EASE's scores float32 [b, kept], -inf outside the candidates."""
        pool, scores, reading = self.snapshot.pool(histories, candidates)
        found = self.snapshot.candidates(histories, pool, reading)
        summaries = self.snapshot.summaries(histories)
        return found.lists(self.prior, self.depth, summaries, self.snapshot.z, self.snapshot.category), scores

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """float32 [b, kept]: items ranked again above all others, -inf outside the candidates."""
        if not len(histories):
            return torch.empty((0, self.snapshot.catalogue.kept))
        lists, scores = self.lists(histories, candidates)
        logits = mean_logits(self.networks, lists).clamp(-LARGEST, LARGEST)
        there = lists.items >= 0
        scores = torch.where(candidates, scores / (1 + scores.abs()), -torch.inf)
        rows = torch.arange(len(scores))[:, None].expand(-1, lists.items.shape[1])
        scores[rows[there], lists.items[there]] = LIFT + logits[there]
        return scores

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor:
        """float32 [b, kept]: calibrated where an item was ranked again, NaN elsewhere."""
        again = scores >= LIFT - LARGEST
        counts = torch.from_numpy(basket_counts(histories))
        return self.calibration.probability(scores - LIFT, counts).masked_fill(~again, torch.nan)


@torch.no_grad()
def mean_logits(networks: list[Ranking], lists: Lists) -> torch.Tensor:
    """float32 [b, depth], on the CPU; the prior's logits where there is no network."""
    if not networks:
        return lists.prior
    found = torch.zeros_like(lists.prior)
    for network in networks:
        network.eval()
        device = network.head.output.weight.device
        for rows in torch.arange(len(lists)).split(USERS):
            found[rows] += network(lists.batch(rows).to(device)).cpu() / len(networks)
    return found


def basket_counts(histories: Histories) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """float32[b]: baskets of every history."""
    number, indptr = baskets(histories), histories.indptr
    rows = histories.rows
    new = np.ones(len(rows), bool)
    new[1:] = number[1:] != number[:-1]
    return np.bincount(rows[new], minlength=len(indptr) - 1).astype(np.float32)
