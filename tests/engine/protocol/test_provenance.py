"""Training rows are found again in the log."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.data import Dataset
from engine.protocol import ProtocolConfig, Training, split
from engine.protocol.provenance import rows_of
from tests.engine.invented import invented


def trained(data: Dataset) -> Training:
    rule = {"kind": "time", "test_start": "2024-02-20", "validation_start": "2024-02-01"}
    return split(data, ProtocolConfig.model_validate({"split": rule, "scopes": ["all"]})).windows[0].training


@pytest.mark.parametrize("seed", range(4))
def test_the_first_rows_of_every_shopper_are_found_in_place(seed: int) -> None:
    data = invented(seed, rows=400).data
    training = trained(data)
    found = rows_of(data, training, training.histories)
    before = np.flatnonzero(data.log.times < training.cut)
    owners = np.searchsorted(data.log.indptr, before, side="right") - 1
    assert found.tolist() == before[np.isin(owners, training.positions)].tolist()


@pytest.mark.parametrize("seed", range(4))
def test_any_choice_of_rows_is_found_and_rows_alike_in_their_order(seed: int) -> None:
    data = invented(seed, items=4, rows=400).data  # many rows are alike
    training = trained(data)
    past = training.histories
    chosen = np.random.default_rng(seed).random(len(past.items)) < 0.5
    kept = np.concatenate([[0], np.cumsum(chosen)])
    some = replace(past, indptr=kept[past.indptr], items=past.items[chosen], times=past.times[chosen], columns={})
    found = rows_of(data, training, some)
    assert (found >= 0).all()
    assert len(np.unique(found)) == len(found)
    assert np.array_equal(data.log.items[found], training.catalogue.source[some.items])
    assert np.array_equal(data.log.times[found], some.times)
    assert np.array_equal(np.searchsorted(data.log.indptr, found, side="right") - 1, training.positions[some.rows])


def test_a_row_that_the_log_has_once_is_found_once() -> None:
    data = invented(1, rows=300).data
    training = trained(data)
    past = training.histories
    twice = np.repeat(np.arange(len(past.items)), 2)
    doubled = replace(past, indptr=past.indptr * 2, items=past.items[twice], times=past.times[twice], columns={})
    found = rows_of(data, training, doubled)
    there = rows_of(data, training, past)
    assert set(there.tolist()) <= set(found.tolist())
    assert len(np.unique(found[found >= 0])) == (found >= 0).sum()
    assert (found < 0).any()
