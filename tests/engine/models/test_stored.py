"""Models on disk: what they were fitted on, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import UserError
from engine.models import stored
from engine.models.baselines.popularity import MostPopConfig
from engine.models.stored import Arrays, Origin, load_model, save_model
from engine.protocol import Training
from tests.engine.invented import invented, window

ARRAYS = {
    "weights": np.arange(6, dtype=np.float32).reshape(2, 3),
    "precise": np.array([1 / 3]),
    "indices": np.array([3, 1], np.int32),
}


def training(cut: int = 60, min_item_users: int = 1, seed: int = 1) -> Training:
    return window(invented(seed), cut, min_item_users).training


def test_arrays_and_configuration_come_back_as_they_were(tmp_path: Path) -> None:
    save_model(tmp_path / "model", MostPopConfig(name="Best sellers"), Origin.of(training()), ARRAYS)
    config, origin, arrays = load_model(tmp_path / "model", training(), MostPopConfig)
    assert config == MostPopConfig(name="Best sellers")
    assert origin == Origin.of(training())
    assert {name: (array.dtype, array.tolist()) for name, array in arrays.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }


def test_arrays_larger_than_a_piece_come_back_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "PIECE", 64)
    rng = np.random.default_rng(0)
    large: Arrays = {
        "long": rng.standard_normal(101),
        "codes": rng.integers(0, 9, 37, dtype=np.int32),
        "wide": rng.standard_normal((7, 23)).astype(np.float32),
        "deep": rng.standard_normal((5, 3, 2)),
        "none": np.empty((0, 40), np.float32),
    }
    save_model(tmp_path, MostPopConfig(), Origin.of(training()), large)
    found = load_model(tmp_path, training(), MostPopConfig)[2]
    for name, array in large.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


def test_an_array_that_is_a_view_is_stored_as_it_reads(tmp_path: Path) -> None:
    save_model(tmp_path, MostPopConfig(), Origin.of(training()), {"turned": ARRAYS["weights"].T})
    assert load_model(tmp_path, training(), MostPopConfig)[2]["turned"].tolist() == ARRAYS["weights"].T.tolist()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda: replace(training(), dataset="0" * 64), "model-dataset"),
        (lambda: training(cut=61), "model-cut"),
        (lambda: training(min_item_users=3), "model-protocol"),
        (lambda: training(seed=2), "model-protocol"),
    ],
)
def test_a_model_is_refused_where_it_was_not_fitted(tmp_path: Path, asked: Callable[[], Training], code: str) -> None:
    save_model(tmp_path, MostPopConfig(), Origin.of(training()), ARRAYS)
    with pytest.raises(UserError) as caught:
        load_model(tmp_path, asked(), MostPopConfig)
    assert caught.value.code == code


def test_a_refused_cut_names_both_dates(tmp_path: Path) -> None:
    save_model(tmp_path, MostPopConfig(), Origin.of(training()), ARRAYS)
    with pytest.raises(UserError, match="before 2024-03-01, not before 2024-03-02"):
        load_model(tmp_path, training(cut=61), MostPopConfig)


def test_a_model_is_plain_json_and_safetensors(tmp_path: Path) -> None:
    save_model(tmp_path, MostPopConfig(), Origin.of(training()), ARRAYS)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["arrays.safetensors", "model.json"]
    assert json.loads((tmp_path / "model.json").read_text())["config"]["model"] == "mostpop"
