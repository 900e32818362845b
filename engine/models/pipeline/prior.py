"""The prior: a conditional logit over the features, pulled towards EASE alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch

from engine.models.pipeline.features import FEATURES

__all__ = ["Prior", "fitted_prior"]

STEPS = 12  # Newton steps; a dozen weights and a convex loss settle in five


@dataclass(frozen=True)
class Prior:
    """logit = weights · standardised features.

    Attributes:
        weights: float32 [features].
        ease: the weight that EASE would have alone, which is all that scopes the prior was not fitted in use.
    """

    weights: torch.Tensor
    ease: float

    @classmethod
    def plain(cls, ease: float = 1.0) -> Prior:
        """EASE alone."""
        weights = torch.zeros(len(FEATURES))
        weights[0] = ease
        return cls(weights, ease)

    def logits(self, features: torch.Tensor, aimed: torch.Tensor) -> torch.Tensor:
        """float32 [b, m] logits of standardised features [b, m, features]; EASE alone for users not `aimed`."""
        plain = self.ease * features[:, :, 0]
        return torch.where(aimed[:, None], features @ self.weights, plain)


def fitted_prior(lists: Iterable[tuple[torch.Tensor, torch.Tensor, torch.Tensor]], l2: float) -> Prior:
    """Fits the weights on past lists.

    Mean over lists of −Σ_relevant log softmax(w·f) / relevant, plus l2 ‖w − w_EASE‖² / 2, w_EASE being the best weight
    of EASE alone.

    Args:
        lists: standardised features [n, m, features], candidates bool [n, m], relevant bool [n, m] of every past cut.
        l2: pull towards EASE alone.

    Returns:
        EASE alone, at weight 1, where no list has a relevant item.
    """
    kept = []
    for features, there, relevant in lists:
        useful = relevant.any(dim=1)
        kept.append((features[useful], there[useful], relevant[useful]))
    if not sum(len(features) for features, _, _ in kept):
        return Prior.plain()
    only = [(features[:, :, :1], there, relevant) for features, there, relevant in kept]
    ease = float(_newton(only, torch.zeros(1, dtype=torch.float64), 1e-3)[0])
    if not ease > 0:
        return Prior.plain()
    start = Prior.plain(ease).weights.double()
    return Prior(_newton(kept, start, l2).float(), ease)


def _newton(
    lists: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]], centre: torch.Tensor, l2: float
) -> torch.Tensor:
    """The minimum by damped Newton steps from `centre`, which the penalty pulls to."""
    weights = centre.clone()
    value, gradient, hessian = _loss(lists, weights, centre, l2)
    for _ in range(STEPS):
        step = torch.linalg.solve(hessian + 1e-9 * torch.eye(len(weights), dtype=torch.float64), gradient)
        for shrink in (1.0, 0.5, 0.25, 0.1):
            tried = _loss(lists, weights - shrink * step, centre, l2)
            if tried[0] <= value:
                break
        else:
            return weights
        weights = weights - shrink * step
        done = value - tried[0] < 1e-9
        value, gradient, hessian = tried
        if done:
            break
    return weights


def _loss(
    lists: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]], weights: torch.Tensor, centre: torch.Tensor, l2: float
) -> tuple[float, torch.Tensor, torch.Tensor]:
    """Value, gradient and Hessian."""
    size, count = len(weights), sum(len(features) for features, _, _ in lists)
    value, gradient = 0.0, torch.zeros(size, dtype=torch.float64)
    hessian = torch.zeros((size, size), dtype=torch.float64)
    for features, there, relevant in lists:
        logits = (features @ weights.float()).masked_fill(~there, -torch.inf)
        share = logits.log_softmax(dim=1)
        wanted = relevant.float() / relevant.sum(dim=1, keepdim=True).clamp(min=1)
        value -= float((share.masked_fill(~relevant, 0.0) * wanted).sum())
        chance = share.exp()
        mean = (chance[:, None, :] @ features)[:, 0]
        gradient += (mean - (wanted[:, None, :] @ features)[:, 0]).sum(dim=0).double()
        second = (features * chance[:, :, None]).flatten(0, 1).T @ features.flatten(0, 1)
        hessian += (second - mean.T @ mean).double()
    away = weights - centre
    return (
        value / count + 0.5 * l2 * float(away @ away),
        gradient / count + l2 * away,
        hessian / count + l2 * torch.eye(size, dtype=torch.float64),
    )
