"""What the prior and the ranking network read of a candidate: log features, standardised within its list."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from engine.models.pipeline.retrieval import Pool
from engine.models.pipeline.statistics import Statistics, log_odds

__all__ = ["FEATURES", "FeatureTables", "standardised"]

FEATURES = (
    "ease",
    "relation",
    "share of category",
    "mass of category",
    "category ease",
    "profile category",
    "profile item",
    "hazard",
    "buyers",
    "trend",
    "item share",
    "entry share",
    "recent entries",
)
FINE = 1e3  # scores of EASE below 1/1000 count as linear, above as logarithmic


class FeatureTables:
    """The columns that depend on the item or its category alone, made once a cut."""

    def __init__(self, statistics: Statistics, kept: int) -> None:
        s, category = statistics, statistics.category[:kept]
        share = s.buyers / np.maximum(s.users[category], 1)
        entered = s.entered[category]
        columns = (
            np.log1p(s.buyers),
            np.log((s.month + 1) / (s.quarter / 3 + 1)),
            np.log(share + 1e-3),
            # five entries' worth of the item's overall share steady categories that few entered
            np.log((s.entries + 5 * share + 1e-2) / (entered + 5)),
            np.log1p(s.entries),
        )
        self.items = torch.from_numpy(np.stack(columns, axis=1).astype(np.float32))
        self.category = torch.from_numpy(category.astype(np.int64))
        self.hazard = log_odds(torch.from_numpy(s.hazard))

    def features(
        self,
        pool: Pool,
        relation: torch.Tensor,
        entry: npt.NDArray[np.float32],
        category_logits: torch.Tensor,
        user: torch.Tensor,
        targets: torch.Tensor,
    ) -> torch.Tensor:
        """Raw features of a pool.

        Args:
            relation: float32 [b, m], r.
            entry: float32 [b, categories], EASE over categories.
            category_logits: float32 [b, categories], the profile's, hazard left out.
            user: float32 [b, width], u.
            targets: float32 [kept, width], the profile's item vectors.

        Returns:
            float32 [b, m, len(FEATURES)].
        """
        items = pool.items.clamp(min=0)
        category = self.category[items]
        ease, best = _log_like(pool.ease), _log_like(pool.best)
        logits = category_logits + self.hazard
        columns = (
            ease,
            _log_like(relation),
            ease - best,
            (pool.mass + 1e-3).log(),
            torch.from_numpy(np.log(np.maximum(entry, 1e-4))).gather(1, category),
            torch.nn.functional.logsigmoid(logits).gather(1, category),
            (targets[items] @ user[:, :, None])[:, :, 0],
            self.hazard[category],
        )
        return torch.cat([torch.stack(columns, dim=2), self.items[items]], dim=2)


def standardised(features: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
    """Every feature less its mean over its deviation within the list; 0 at pads and where a list is constant."""
    weight = there[:, :, None].float()
    count = weight.sum(dim=1, keepdim=True).clamp(min=1)
    centred = (features - (features * weight).sum(dim=1, keepdim=True) / count) * weight
    deviation = (centred.square().sum(dim=1, keepdim=True) / count).sqrt()
    return torch.where(deviation > 1e-6, centred / deviation.clamp(min=1e-6), 0.0)


def _log_like(scores: torch.Tensor) -> torch.Tensor:
    """asinh(1000 s): a logarithm for scores that may be 0 or negative, and strictly increasing."""
    return (FINE * scores).asinh()
