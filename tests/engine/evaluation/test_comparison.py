"""Held to account: what is shown, over which cutoffs, with which seeds, and how shoppers gain and lose."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from engine.evaluation.comparison import SIDE, Entry, compare_entries, gains, sign_at, stretches
from engine.evaluation.resampling import GROUPS, resampled_means

SOURCE = np.random.default_rng(5)
BASE = SOURCE.random((400, 6)) * 0.2
AHEAD = BASE + SOURCE.normal(0.02, 0.05, BASE.shape)
ALIKE = BASE + SOURCE.normal(0.0, 0.05, (400, 6)) - SOURCE.normal(0.0, 0.05, (400, 6))


def entries(*values: npt.NDArray[np.float64]) -> list[Entry]:
    return [Entry.of([one]) for one in values]


def test_the_reference_has_no_difference_and_the_others_have_theirs() -> None:
    found = compare_entries(entries(AHEAD, BASE, ALIKE), 1, 3, draws=500)
    assert found.differences[1] is None
    assert found.differences[0] is not None
    assert found.differences[0].mean == pytest.approx((AHEAD - BASE).mean(axis=0))


def test_holm_counts_all_entries_but_the_reference() -> None:
    found = compare_entries(entries(AHEAD, BASE, ALIKE), 1, 3, draws=2000)
    assert np.isnan(found.p[1])
    least = np.nanargmin(found.p)
    assert found.adjusted[least] == pytest.approx(2 * found.p[least])


def test_the_p_value_is_near_that_of_a_paired_t_test() -> None:
    found = compare_entries(entries(ALIKE, BASE), 1, 2, draws=10_000)
    assert found.p[0] == pytest.approx(stats.ttest_rel(ALIKE[:, 1], BASE[:, 1]).pvalue, abs=0.02)


def test_no_test_is_made_where_the_question_is_another() -> None:
    found = compare_entries(entries(AHEAD, BASE), 1, None, draws=50)
    assert np.isnan(found.p).all()
    assert np.isnan(found.adjusted).all()


def test_a_clear_gain_is_better_and_noise_is_not_shown() -> None:
    found = compare_entries(entries(AHEAD, BASE, ALIKE), 1, 3, draws=1000)
    ahead, alike = found.differences[0], found.differences[2]
    assert ahead is not None
    assert alike is not None
    assert sign_at(ahead, 3, float(found.adjusted[0])) == 1
    assert sign_at(ahead, 2) == 1
    assert sign_at(alike, 3, float(found.adjusted[2])) == 0


def test_equal_runs_are_never_shown_apart() -> None:
    found = compare_entries(entries(BASE.copy(), BASE), 1, 1, draws=200)
    same = found.differences[0]
    assert same is not None
    assert sign_at(same, 1, float(found.adjusted[0])) == 0
    assert found.p[0] == 1.0


def test_seeds_are_averaged_and_their_spread_stands_beside() -> None:
    entry = Entry.of([BASE, BASE + 0.02])
    assert entry.values == pytest.approx(BASE + 0.01)
    assert entry.deviation == pytest.approx(np.full(6, 0.02 / np.sqrt(2)))


def test_a_single_seed_has_no_spread() -> None:
    assert np.isnan(Entry.of([BASE]).deviation).all()


def test_windows_of_a_shopper_count_by_their_number() -> None:
    sizes = np.array([1.0, 3.0])
    found = compare_entries(entries(np.array([[1.0], [0.0]]), np.zeros((2, 1))), 1, None, sizes, draws=20)
    difference = found.differences[0]
    assert difference is not None
    assert difference.mean[0] == pytest.approx(1 / 4)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([0, 0, 1, 1, 0], [(3, 4, 1)]),
        ([-1, 1, 1], [(1, 1, -1), (2, 3, 1)]),
        ([0, 0], []),
        ([1], [(1, 1, 1)]),
    ],
)
def test_stretches_name_first_and_last_cutoff(shown: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert list(stretches(np.array(shown))) == expected


@given(hnp.arrays(np.float64, st.tuples(st.integers(0, 30), st.integers(1, 4)), elements=st.floats(-1, 1)))
def test_every_shopper_gains_loses_or_stays(apart: npt.NDArray[np.float64]) -> None:
    found = gains(apart)
    assert found.losing.shape == (apart.shape[1], SIDE)
    assert (found.losing.sum(axis=1) == (apart < 0).sum(axis=0)).all()
    assert (found.gaining.sum(axis=1) == (apart > 0).sum(axis=0)).all()
    assert (found.unchanged == (apart == 0).sum(axis=0)).all()


def test_a_change_of_a_whole_bar_stands_in_that_bar() -> None:
    found = gains(np.array([[0.1], [0.05], [-0.3], [0.0]]))
    assert found.step[0] == pytest.approx(0.05)
    assert found.gaining[0].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert found.losing[0].tolist() == [0, 0, 0, 0, 0, 1, 0]


def test_groups_of_shoppers_give_the_standard_error_of_shoppers() -> None:
    values = SOURCE.random((3 * GROUPS + 7, 1))
    samples = resampled_means(values, draws=2000)
    assert samples.mean() == pytest.approx(values.mean(), abs=1e-4)
    assert samples.std() == pytest.approx(values.std() / np.sqrt(len(values)), rel=0.06)
