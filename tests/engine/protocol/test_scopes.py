"""Which items compete, against the protocol in plain Python."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import UserError
from engine.protocol import all_candidates, candidates
from engine.protocol.scopes import LabelBars, check_scopes
from tests.engine.invented import Oracle, invented, window

drawn = (st.integers(0, 10**6), st.integers(1, 3), st.integers(0, 3))
SCOPES = ("cross", "in", "repeat", "all", "any")


@settings(max_examples=50, deadline=None)
@given(*drawn)
def test_the_items_that_compete_are_the_protocols(seed: int, most_labels: int, min_item_users: int) -> None:
    made = invented(seed, most_labels=most_labels)
    train = window(made, 60, min_item_users).training
    oracle = Oracle(made, 60, min_item_users=min_item_users)
    for scope, mask in all_candidates(train.histories, SCOPES, train.catalogue).items():
        expected = [[oracle.competes(user, item, scope) for item in oracle.kept] for user in oracle.users]
        assert mask.tolist() == expected, scope


@settings(max_examples=30, deadline=None)
@given(*drawn)
def test_a_label_scope_bars_all_but_its_items_and_in_leaves_the_bought_ones(
    seed: int, most_labels: int, min_item_users: int
) -> None:
    train = window(invented(seed, most_labels=most_labels), 60, min_item_users).training
    masks = all_candidates(train.histories, SCOPES, train.catalogue)
    scores = torch.rand(masks["all"].shape)
    for scope in ("cross", "in"):
        room = torch.full(scores.shape, torch.nan)
        barred = LabelBars(train.catalogue).add(scores, train.histories, scope, room)
        assert barred is room
        assert torch.equal(barred[barred > -torch.inf], scores[barred > -torch.inf])
        assert torch.equal((barred > -torch.inf) & masks["all"], masks[scope])
        assert scope == "in" or torch.equal(barred > -torch.inf, masks[scope])


@settings(max_examples=30, deadline=None)
@given(*drawn)
def test_scopes_part_all_kept_items(seed: int, most_labels: int, min_item_users: int) -> None:
    train = window(invented(seed, most_labels=most_labels), 60, min_item_users).training
    masks = all_candidates(train.histories, SCOPES, train.catalogue)
    labelled = torch.from_numpy((train.catalogue.labels[: train.catalogue.kept] >= 0).any(axis=1))
    assert not (masks["cross"] & masks["in"]).any()
    assert torch.equal(masks["cross"] | masks["in"], masks["all"] & labelled)
    assert torch.equal(masks["all"], ~masks["repeat"])
    assert masks["any"].all()


def test_the_candidates_of_one_scope_are_those_of_several() -> None:
    train = window(invented(4, most_labels=2), 60).training
    several = all_candidates(train.histories, SCOPES, train.catalogue)
    for scope in SCOPES:
        assert torch.equal(candidates(train.histories, scope, train.catalogue), several[scope])


@pytest.mark.parametrize("scope", ["cross", "in"])
def test_scopes_of_categories_are_refused_without_a_level(scope: str) -> None:
    with pytest.raises(UserError) as caught:
        check_scopes(("repeat", scope), None)
    assert scope in str(caught.value)


def test_other_scopes_need_no_level() -> None:
    check_scopes(("repeat", "all", "any"), None)
