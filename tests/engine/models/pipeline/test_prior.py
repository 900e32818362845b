from __future__ import annotations

import pytest
import torch

from engine.models.pipeline.features import FEATURES, standardised
from engine.models.pipeline.prior import Prior, fitted_prior

Lists = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def planted(weights: torch.Tensor, users: int = 4000, items: int = 25, seed: int = 0) -> Lists:
    """One purchase a user, drawn by a conditional logit of these weights."""
    generator = torch.Generator().manual_seed(seed)
    features = torch.randn((users, items, len(FEATURES)), generator=generator)
    there = torch.rand((users, items), generator=generator) < 0.8
    there[:, 0] = True
    chance = (features @ weights).masked_fill(~there, -torch.inf).softmax(dim=1)
    relevant = torch.zeros_like(there).scatter(1, torch.multinomial(chance, 1, generator=generator), True)
    return features, there, relevant


def test_planted_weights_are_found() -> None:
    weights = torch.linspace(-1, 1.2, len(FEATURES))
    weights[0] = 1.5
    found = fitted_prior([planted(weights, seed=1), planted(weights, seed=2)], 0.0)
    assert found.weights.numpy() == pytest.approx(weights.numpy(), abs=0.08)


def test_a_strong_pull_leaves_ease_alone() -> None:
    weights = torch.linspace(-1, 1, len(FEATURES))
    weights[0] = 1.0
    found = fitted_prior([planted(weights)], 1e6)
    assert found.weights[0].item() == pytest.approx(found.ease, rel=1e-3)
    assert float(found.weights[1:].abs().max()) < 1e-3
    assert found.ease > 0.3


def test_more_pull_is_nearer_to_ease() -> None:
    weights = torch.linspace(-1, 1, len(FEATURES))
    weights[0] = 1.0
    lists = planted(weights)
    away = [float(fitted_prior([lists], l2).weights[1:].norm()) for l2 in (0.0, 0.1, 1.0, 10.0)]
    assert away == sorted(away, reverse=True)


def test_lists_without_a_purchase_count_for_nothing() -> None:
    features, there, relevant = planted(torch.linspace(0, 1, len(FEATURES)), users=500)
    none = torch.zeros_like(relevant)
    both = fitted_prior([(features, there, relevant), (features * 7, there, none)], 0.1)
    assert both.weights.tolist() == fitted_prior([(features, there, relevant)], 0.1).weights.tolist()


def test_without_any_purchase_it_is_ease() -> None:
    features, there, relevant = planted(torch.ones(len(FEATURES)), users=20)
    found = fitted_prior([(features, there, torch.zeros_like(relevant))], 0.1)
    assert found.weights.tolist() == Prior.plain().weights.tolist()
    assert fitted_prior([], 0.1).weights.tolist() == Prior.plain().weights.tolist()


def test_users_that_are_not_aimed_at_are_ordered_by_ease() -> None:
    prior = Prior(torch.linspace(-1, 1, len(FEATURES)), 0.7)
    features = torch.randn(2, 5, len(FEATURES))
    found = prior.logits(features, torch.tensor([True, False]))
    assert torch.allclose(found[0], features[0] @ prior.weights)
    assert torch.equal(found[1], 0.7 * features[1, :, 0])


def test_features_are_standardised_within_the_list_alone() -> None:
    raw = torch.randn(3, 12, len(FEATURES)) * 5 + 2
    there = torch.ones((3, 12), dtype=torch.bool)
    there[1, 8:] = False
    raw[2, :, 4] = 7.0
    found = standardised(raw, there)
    assert found[0].mean(dim=0).abs().max() < 1e-5
    assert found[0].std(dim=0, unbiased=False).numpy() == pytest.approx(1.0, abs=1e-4)
    assert found[1, 8:].abs().max() == 0
    assert torch.allclose(found[1, :8], standardised(raw[1:2, :8], there[1:2, :8])[0], atol=1e-5)
    assert found[2, :, 4].abs().max() == 0
