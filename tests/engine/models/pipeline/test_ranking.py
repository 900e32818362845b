from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.ranking import Head, Ranking, ranking_loss
from tests.engine.models.pipeline.tiny import TINY, batch

CONFIG = PipelineConfig(**{**TINY, "layers": 2, "heads": 4})


def network(trained: bool = True) -> Ranking:
    """A network whose head is as after some training, or as it starts."""
    torch.manual_seed(0)
    made = Ranking(CONFIG, 9).eval()
    if trained:
        nn.init.normal_(made.head.output.weight)
    return made


@torch.no_grad()
def test_step_zero_reproduces_the_prior() -> None:
    made, told = network(trained=False), batch(6, 12, CONFIG.width)
    made.head.start_at(-3.0)
    assert (made(told) + 3.0).numpy() == pytest.approx(told.prior.numpy(), abs=1e-6)


@torch.no_grad()
def test_permuting_the_candidates_permutes_the_logits() -> None:
    made, told = network(), batch(4, 15, CONFIG.width, pads=True)
    order = torch.randperm(15, generator=torch.Generator().manual_seed(3))
    turned = replace(
        told, **{name: getattr(told, name)[:, order] for name in ("vectors", "category", "features", "prior", "there")}
    )
    assert made(turned).numpy() == pytest.approx(made(told)[:, order].numpy(), abs=1e-4)


@torch.no_grad()
def test_permuting_the_categories_of_a_history_changes_nothing() -> None:
    made, told = network(), batch(4, 7, CONFIG.width)
    order = torch.tensor([3, 0, 4, 1, 2])
    turned = replace(told, summary=told.summary[:, order], summary_category=told.summary_category[:, order])
    assert made(turned).numpy() == pytest.approx(made(told).numpy(), abs=1e-4)


@torch.no_grad()
def test_every_candidate_sees_every_other() -> None:
    made, told = network(), batch(2, 8, CONFIG.width)
    before = made(told)
    for changed in (0, 7):
        vectors = told.vectors.clone()
        vectors[:, changed] += 3.0
        assert ((made(replace(told, vectors=vectors)) - before).abs() > 1e-5).all()


@torch.no_grad()
def test_pads_are_not_seen() -> None:
    made, told = network(), batch(3, 9, CONFIG.width, pads=True)
    vectors = torch.where(told.there[:, :, None], told.vectors, 50.0)
    changed = (made(replace(told, vectors=vectors)) - made(told)).abs()
    assert float(changed[told.there].max()) == 0.0


@torch.no_grad()
def test_the_plain_head_ranks_all_users_alike() -> None:
    head = Head(CONFIG.width)
    nn.init.normal_(head.output.weight)
    users, shared = torch.randn(30, CONFIG.width), torch.randn(1, 40, CONFIG.width).expand(30, -1, -1)
    logits = head(users, shared, torch.randn(1, 40).expand(30, -1))
    orders = logits.argsort(dim=1)
    assert (orders == orders[:1]).all()
    assert float(logits.std(dim=0).min()) > 0.1  # the user sets the level alone


@torch.no_grad()
def test_the_network_ranks_users_apart_over_shared_candidates() -> None:
    made, told = network(), batch(30, 40, CONFIG.width)
    shared = {name: getattr(told, name)[:1].expand_as(getattr(told, name)) for name in ("vectors", "features", "prior")}
    orders = made(replace(told, category=told.category[:1].expand(30, -1), **shared)).argsort(dim=1)
    assert len(np.unique(orders.numpy(), axis=0)) > 25


def test_the_loss_is_listwise_softmax_and_a_tenth_of_cross_entropy() -> None:
    told = batch(2, 4, CONFIG.width)
    relevant = torch.tensor([[True, True, False, False], [False, False, True, False]])
    there = torch.tensor([[True] * 4, [True, True, True, False]])
    told = replace(told, relevant=relevant, there=there)
    logits = torch.tensor([[1.0, 0.5, -1.0, 0.0], [0.2, 0.3, 0.4, 99.0]])
    first, second = np.exp([1.0, 0.5, -1.0, 0.0]), np.exp([0.2, 0.3, 0.4])
    listwise = (
        -(np.log(first[0] / first.sum()) + np.log(first[1] / first.sum())) / 2 - np.log(second[2] / second.sum())
    ) / 2
    marks = [(1.0, 1), (0.5, 1), (-1.0, 0), (0.0, 0), (0.2, 0), (0.3, 0), (0.4, 1)]
    level = sum(np.log1p(np.exp(-value if mark else value)) for value, mark in marks) / 3
    assert float(ranking_loss(logits, told)) == pytest.approx(listwise + 0.1 * level, rel=1e-5)


def test_what_gets_no_gradient_is_left_out_of_the_optimiser() -> None:
    made, told = network(), batch(3, 6, CONFIG.width)
    told = replace(told, relevant=told.there.clone())
    ranking_loss(made(told), told).backward()
    for name, parameter in made.named_parameters():
        assert (parameter.grad is not None) == parameter.requires_grad, name
    frozen = {name for name, parameter in made.named_parameters() if not parameter.requires_grad}
    assert any("relative_attention_bias" in name for name in frozen)
    assert any("shared" in name for name in frozen)
