"""Steps from category to category against a count by hand and a brute-force oracle."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
import pytest

from engine.data.dataset import DAY
from engine.evaluation.step_takers import takers
from engine.evaluation.steps import Steps, byar, entries, steps, visits
from engine.protocol import Histories

Log = list[list[tuple[int, int, int]]]  # of each user (day, basket, item), in the order of time


def histories(log: Log, baskets: bool = True) -> Histories:
    indptr = np.cumsum([0, *map(len, log)])
    days, numbers, items = (np.array(column) for column in zip(*chain(*log), strict=True))
    columns = {"basket": numbers.astype(np.int32)} if baskets else {}
    b = len(log)
    return Histories(
        np.arange(b, dtype=np.int32),
        np.full(b, 10_000 * DAY),
        indptr.astype(np.int64),
        items.astype(np.int32),
        days.astype(np.int64) * DAY,
        columns,
    )


def invented(rng: np.random.Generator, users: int, items: int) -> Log:
    log: Log = []
    for user in range(users):
        bought = []
        for number in range(int(rng.integers(1, 12))):
            chosen = rng.choice(items, int(rng.integers(1, 4)), replace=False)
            bought += [(5 * number, 100 * user + number, int(item)) for item in chosen]
        log.append(bought)
    return log


def oracle(log: Log, labels: np.ndarray, width: int, within: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Taken, expected and able by loops over users, categories and visits."""
    first: list[dict[int, int]] = []
    lengths = []
    for bought in log:
        order = list(dict.fromkeys(basket for _, basket, _ in bought))
        entered: dict[int, int] = {}
        for _, basket, item in bought:
            for category in labels[item]:
                if category >= 0:
                    entered.setdefault(int(category), order.index(basket))
        first.append(entered)
        lengths.append(len(order))

    def hazard(b: int, k: int) -> float:
        risk = [u for u in range(len(log)) if lengths[u] > k and first[u].get(b, 10**6) >= k]
        return sum(first[u].get(b) == k for u in risk) / len(risk) if risk else 0.0

    hazards = [[hazard(b, k) for k in range(max(lengths))] for b in range(width)]
    taken, expected, able = (np.zeros((width, width)) for _ in range(3))
    for entered, length in zip(first, lengths, strict=True):
        for a, begun in entered.items():
            end = length - 1 if within is None else min(begun + within, length - 1)
            for b in range(width):
                at = entered.get(b, 10**6)
                if a == b or at <= begun or end <= begun:
                    continue
                able[a, b] += 1
                taken[a, b] += at <= end
                expected[a, b] += sum(hazards[b][k] for k in range(begun + 1, min(end, at) + 1))
    return taken, expected, able


@pytest.mark.parametrize("within", [1, 3, None])
def test_steps_are_those_of_loops_over_users_categories_and_visits(within: int | None) -> None:
    rng = np.random.default_rng(3)
    log = invented(rng, 60, 20)
    labels = np.stack([rng.integers(0, 7, 20), np.where(rng.random(20) < 0.3, rng.integers(0, 7, 20), -1)], axis=1)
    found = steps(entries(histories(log), labels.astype(np.int32), 7), within)
    taken, expected, able = oracle(log, labels, 7, within)
    np.testing.assert_array_equal(found.taken, taken)
    np.testing.assert_array_equal(found.able, able)
    np.testing.assert_allclose(found.expected, expected, rtol=1e-5, atol=1e-6)


def test_blocks_of_users_add_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    labels = rng.integers(0, 9, (20, 1)).astype(np.int32)
    first = entries(histories(invented(rng, 50, 20)), labels, 9)
    whole = steps(first, 4)
    monkeypatch.setattr("engine.evaluation.steps.PAIRS", 30)
    monkeypatch.setattr("engine.evaluation.steps.CELLS", 30)
    parts = steps(first, 4)
    np.testing.assert_array_equal(whole.taken, parts.taken)
    np.testing.assert_allclose(whole.expected, parts.expected, rtol=1e-6, atol=1e-7)


def test_a_purchase_in_the_same_basket_leads_nowhere() -> None:
    log: Log = [[(0, 0, 0), (0, 0, 1), (1, 1, 2)], [(0, 2, 2), (1, 3, 2)]]
    found = steps(entries(histories(log), np.array([[0], [1], [2]], np.int32), 3), None)
    assert found.taken.tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]


def test_a_step_later_than_the_window_is_not_taken_and_its_wait_is_expected_no_longer() -> None:
    log: Log = [[(day, day, item) for day, item in enumerate((0, 2, 2, 1))], [(day, 9 + day, 2) for day in range(4)]]
    first = entries(histories(log), np.array([[0], [1], [2]], np.int32), 3)
    assert steps(first, 2).taken[0, 1] == 0
    assert steps(first, 2).expected[0, 1] == 0.0
    assert steps(first, 3).taken[0, 1] == 1
    assert steps(first, 3).expected[0, 1] == pytest.approx(0.5)  # one of the two who could enter in the fourth visit


def test_lifts_are_one_where_entries_do_not_depend_on_each_other() -> None:
    rng = np.random.default_rng(5)
    log: Log = []
    for user in range(3000):
        rows = [(k, 100 * user + k, c) for k in range(8) for c in range(4) if rng.random() < 0.15]
        log.append([*rows, (8, 100 * user + 8, 4)])
    found = steps(entries(histories(log), np.arange(5, dtype=np.int32)[:, None], 5), 4)
    apart = ~np.eye(5, dtype=bool)
    apart[4], apart[:, 4] = False, False
    np.testing.assert_allclose(found.lift[apart], 1.0, atol=0.12)
    low, high = found.limits()
    assert ((low[apart] < 1.0) & (high[apart] > 1.0)).mean() > 0.7


def test_the_interval_is_that_of_exact_poisson_limits_to_a_hundredth() -> None:
    from scipy.stats import chi2

    taken = np.array([1, 5, 20, 300])
    low, high = byar(taken, np.full(4, 10.0))
    np.testing.assert_allclose(low[1:], chi2.ppf(0.025, 2 * taken[1:]) / 20, rtol=0.012)
    np.testing.assert_allclose(high, chi2.ppf(0.975, 2 * taken + 2) / 20, rtol=0.012)


def test_nothing_taken_has_zero_as_its_lower_limit_and_nothing_expected_has_none() -> None:
    low, high = byar(np.array([0, 3]), np.array([4.0, 0.0]))
    assert low[0] == 0
    assert high[0] == pytest.approx(3.69 / 4, rel=0.02)
    assert np.isnan(low[1])
    assert np.isnan(high[1])


def test_a_pair_is_sure_from_five_steps_on_taken_or_expected() -> None:
    none = np.zeros((2, 2), np.int32)
    found = Steps(np.array([[0, 5], [4, 0]], np.int32), np.array([[0, 1], [4.9, 0]], np.float32), none, none[0])
    assert found.sure.tolist() == [[False, True], [False, False]]


def test_visits_are_baskets_in_the_order_of_their_first_row() -> None:
    past = histories([[(0, 7, 0), (0, 3, 1), (0, 7, 2), (4, 1, 0)], [(0, 9, 0)]])
    assert visits(past).tolist() == [0, 1, 0, 2, 0]


def test_without_baskets_visits_are_days() -> None:
    log: Log = [[(0, 7, 0), (0, 3, 1), (4, 1, 0)], [(9, 9, 0)]]
    assert visits(histories(log, baskets=False)).tolist() == [0, 0, 1, 0]
    holed = [[(0, -1, 0), (0, 3, 1), (4, 1, 0)], [(9, 9, 0)]]
    assert visits(histories(holed)).tolist() == [0, 0, 1, 0]


def test_the_takers_of_a_step_are_as_many_as_it_counts_with_their_days_and_items() -> None:
    rng = np.random.default_rng(6)
    log = invented(rng, 60, 20)
    labels = rng.integers(0, 5, (20, 1)).astype(np.int32)
    past = histories(log)
    first = entries(past, labels, 5)
    found = steps(first, 4)
    for a, b in ((0, 1), (3, 2)):
        behind = takers(first, past, labels, (a, b), 4)
        assert len(behind.users) == found.taken[a, b]
        counts: dict[tuple[int, int], int] = {}
        for user, days in zip(behind.users, behind.days, strict=True):
            at = [next((day, basket) for day, basket, item in log[user] if labels[item, 0] == c) for c in (a, b)]
            assert at[1][0] - at[0][0] == days
            left, right = (
                {item for _, basket, item in log[user] if basket == at[side][1] and labels[item, 0] == c}
                for side, c in enumerate((a, b))
            )
            for pair in ((i, j) for i in left for j in right):
                counts[pair] = counts.get(pair, 0) + 1
        assert {pair[:2]: pair[2] for pair in behind.pairs}.items() <= counts.items()
        assert [pair[2] for pair in behind.pairs] == sorted(counts.values(), reverse=True)[: len(behind.pairs)]


def test_an_item_without_a_category_enters_none() -> None:
    first = entries(histories([[(0, 0, 0), (1, 1, 1)]]), np.array([[-1], [0]], np.int32), 1)
    assert first.categories.tolist() == [0]
    assert first.visits.tolist() == [1]


def test_work_ends_where_the_check_says_so() -> None:
    class EndedError(Exception):
        pass

    def check() -> None:
        raise EndedError

    with pytest.raises(EndedError):
        steps(entries(histories([[(0, 0, 0), (1, 1, 1)]]), np.array([[0], [1]], np.int32), 2), 4, check)


def test_entries_of_a_user_are_in_the_order_of_visits() -> None:
    rng = np.random.default_rng(8)
    first = entries(histories(invented(rng, 20, 20)), rng.integers(0, 6, (20, 1)).astype(np.int32), 6)
    for user in range(20):
        assert all(one <= other for one, other in pairwise(first.visits[first.users == user]))
