"""Ceilings against lists that are put together by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import METRICS
from engine.models.baselines.category_pop import CategoryPop, CategoryPopConfig
from engine.monitor import Cancelled, Monitor
from engine.studies import parse_study, run_study
from engine.studies.ceilings import ceilings
from engine.workspace import Workspace
from engine.workspace.ceilings import CEILINGS, FILE, read_ceilings
from tests.engine.invented import Oracle, context, invented, metrics_at, window
from tests.engine.shop import Finished

K = 6
SCOPES = ("cross", "in", "repeat", "all", "any")
Listing = Callable[[Oracle, int, str, np.ndarray], list[int]]


def buyers(oracle: Oracle, item: int) -> int:
    return sum(user in oracle.buyers[item] for user in oracle.users)


def by_known_category(oracle: Oracle, user: int, scope: str, _: np.ndarray) -> list[int]:
    true = set().union(*(oracle.labels[item] for item in oracle.relevant(user, scope)))
    return oracle.ranking(user, scope, lambda _, item: 1000 * bool(oracle.labels[item] & true) + buyers(oracle, item))


def by_guessed_category(oracle: Oracle, user: int, scope: str, expected: np.ndarray) -> list[int]:
    """Categories by what is expected of the user, each with its relevant items or else its most popular candidate."""
    right = oracle.relevant(user, scope)
    popular = oracle.ranking(user, scope, lambda _, item: buyers(oracle, item))
    listed: list[int] = []
    for category in np.argsort(-expected, kind="stable"):
        inside = [item for item in popular if category in oracle.labels[item]]
        true = [item for item in inside if item in right]
        listed += [item for item in true or inside[:1] if item not in listed]
    return listed + [item for item in popular if item not in listed]


def mean_at(oracle: Oracle, scope: str, k: int, listing: Listing, entry: np.ndarray) -> dict[str, float]:
    users = [(user, row) for user, row in zip(oracle.users, entry, strict=True) if oracle.relevant(user, scope)]
    values = [metrics_at(listing(oracle, user, scope, row), oracle.relevant(user, scope), k) for user, row in users]
    return {metric: float(np.mean([value[metric] for value in values])) for metric in METRICS} if users else {}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 2))
def test_the_category_oracle_lists_the_popular_items_of_the_true_categories(seed: int, most_labels: int) -> None:
    check(seed, most_labels, "oracle-category", by_known_category)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 2))
def test_the_item_oracle_lists_the_true_items_of_guessed_categories(seed: int, most_labels: int) -> None:
    check(seed, most_labels, "oracle-item", by_guessed_category)


def check(seed: int, most_labels: int, kind: str, listing: Listing) -> None:
    made = invented(seed, users=25, rows=300, most_labels=most_labels)
    asked, oracle = window(made, 60), Oracle(made, 60)
    found = ceilings(asked.training, asked.test, "then", K, Monitor(), Path())
    model = CategoryPop(CategoryPopConfig())
    model.fit(asked.training, context(Path()))
    entry = model.entry(asked.training.histories)  # what is expected is proven with category-pop
    for each in found:
        if each.kind == kind:
            expected = mean_at(oracle, each.scope, K, listing, entry)
            assert {name: curve[-1] for name, curve in each.curves.items()} == pytest.approx(
                expected or dict.fromkeys(METRICS, np.nan), nan_ok=True, abs=1e-9
            ), each.scope


def test_in_every_scope_chance_is_below_the_oracles_and_these_below_perfection() -> None:
    asked = window(invented(3, users=60, items=40, categories=8, rows=900), 60)
    found = ceilings(asked.training, asked.test, "then", 10, Monitor(), Path())
    assert [(each.scope, each.kind) for each in found] == [(scope, kind) for scope in SCOPES for kind in CEILINGS]
    value = {(each.scope, each.kind): each.curves["ndcg"][-1] for each in found}
    for scope in SCOPES:
        assert value[scope, "random"] < value[scope, "oracle-category"] <= value[scope, "perfect"] == 1.0
        assert value[scope, "random"] < value[scope, "oracle-item"] <= 1.0


def test_chance_takes_the_candidates_of_each_user() -> None:
    made = invented(8, users=30, rows=300)
    asked, oracle = window(made, 60), Oracle(made, 60)
    found = ceilings(asked.training, asked.test, "then", 1, Monitor(), Path())
    for each in found:
        if each.kind == "random":
            users = [user for user in oracle.users if oracle.relevant(user, each.scope)]
            shares = [
                len(oracle.relevant(user, each.scope)) / len(oracle.candidates(user, each.scope)) for user in users
            ]
            assert each.users == len(users)
            assert each.curves["precision"][0] == pytest.approx(np.mean(shares))


def test_without_categories_there_are_chance_and_perfection_alone() -> None:
    asked = window(invented(3, most_labels=0), 60)
    found = ceilings(asked.training, asked.test, "then", 5, Monitor(), Path())
    assert {each.kind for each in found} == {"random", "perfect"}


class Impatient(Monitor):
    def checkpoint(self) -> None:
        raise Cancelled


def test_ceilings_are_cancelled_at_a_checkpoint() -> None:
    asked = window(invented(3), 60)
    with pytest.raises(Cancelled):
        ceilings(asked.training, asked.test, "then", 5, Impatient(), Path())


def test_a_finished_study_holds_its_ceilings(finished: Finished) -> None:
    found = read_ceilings(finished.entry.folder / FILE)
    assert {each.kind for each in found} == set(CEILINGS)
    cross = finished.runs[0].evaluated("cross")
    assert {each.users for each in found if each.scope == "cross"} == {cross}


def test_a_rolling_study_keeps_the_ceilings_of_every_window(shop: Workspace) -> None:
    text = """
        baselines = false
        [protocol]
        split = { kind = "rolling", horizon = "20d", test_starts = ["2024-05-20", "2024-06-10"] }
        max_k = 5
        [[models]]
        model = "mostpop"
    """
    entry = run_study(parse_study(text), shop, Monitor(), device="cpu")
    found = read_ceilings(entry.folder / FILE)
    run = shop.find_run(entry.runs[0])
    assert tuple(dict.fromkeys(each.window for each in found)) == run.windows
    for cut in run.windows:
        users = {each.users for each in found if (each.window, each.scope) == (cut, "all")}
        assert users == {run.evaluated("all", cut)}
