"""What happens at or after a cut never reaches what was made before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.data import Dataset
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.items import ItemSide
from engine.models.pipeline.lists import PastLists
from engine.models.pipeline.parts import Parts
from engine.models.pipeline.pipeline import Pipeline
from engine.models.pipeline.stages import Stages
from engine.models.pipeline.windows import past, past_cuts
from engine.monitor import Monitor
from engine.protocol import Context, Training, Window, candidates, split
from tests.engine.models.pipeline.tiny import TINY, finite

CONFIG = PipelineConfig(**{**TINY, "text": False})


def shuffled(training: Training, moment: int, to: int | None = None) -> Training:
    """The same with the items of all rows from a moment on permuted among them, or all made one."""
    histories = training.histories
    late = np.flatnonzero(histories.times >= moment)
    items = histories.items.copy()
    items[late] = items[np.random.default_rng(0).permutation(late)] if to is None else to
    assert not np.array_equal(items, histories.items)
    return replace(training, histories=replace(histories, items=items))


def lists_at(training: Training, cut: int, following: int, earlier: list[int]) -> PastLists:
    """The lists of a cut, made as a fit makes them: through the cuts before it."""
    side = ItemSide.read(training, None, False, Path("none"), Monitor(), "cpu")
    parts = Parts(side, CONFIG, 0, torch.device("cpu"))
    found = None
    for number, moment in enumerate([*earlier, cut]):
        window = past(training, moment, [*earlier, cut, following][number + 1])
        assert window is not None
        found = parts.through(window, number, Monitor())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def cuts(window: Window) -> list[int]:
    return [cut for cut in past_cuts(window.training, 2, 28, None) if cut + 56 * 86_400_000_000 <= window.training.cut]


def test_lists_of_a_past_cut_do_not_change_with_what_followed(window: Window, cuts: list[int]) -> None:
    *earlier, cut = cuts
    before = lists_at(window.training, cut, cut + 28 * 86_400_000_000, earlier)
    for altered in (shuffled(window.training, cut), shuffled(window.training, cut, to=5)):
        after = lists_at(altered, cut, cut + 28 * 86_400_000_000, earlier)
        assert after.targets.items.tolist() != before.targets.items.tolist()
        for name, value in before.tensors().items():
            assert torch.equal(value, after.tensors()[name]), name


def test_lists_of_a_past_cut_do_change_with_what_came_before(window: Window, cuts: list[int]) -> None:
    *earlier, cut = cuts
    altered = shuffled(window.training, cut - 10 * 86_400_000_000)
    before, after = (lists_at(one, cut, window.training.cut, earlier) for one in (window.training, altered))
    assert not torch.equal(before.found.features[:, :20], after.found.features[:, :20])


def test_permuting_the_test_period_leaves_the_scores_alone(small_dataset: Path, window: Window, tmp_path: Path) -> None:
    data = Dataset.open(small_dataset)
    items = np.array(data.log.items)
    late = np.flatnonzero(data.log.times >= window.test.cut)
    items[late] = items[np.random.default_rng(1).permutation(late)]
    altered = split(replace(data, log=replace(data.log, items=items)), window.training.protocol).windows[0]
    assert altered.test.targets["cross"].items.tolist() != window.test.targets["cross"].items.tolist()
    scores = []
    for number, one in enumerate((window, altered)):
        model = Pipeline(CONFIG)
        folder = tmp_path / str(number)  # a cache of its own, so that both are really fitted
        model.fit(one.training, Context(Monitor(), "cpu", 0, folder, folder))
        block = one.test.histories.block(0, 40)
        scores.append(finite(model.score(block, candidates(block, "cross", one.training.catalogue))))
    assert np.array_equal(*scores)


def test_kept_stages_give_the_scores_that_a_fresh_fit_gives(window: Window, tmp_path: Path) -> None:
    scores = []
    for name in ("one", "two", "one"):
        model = Pipeline(CONFIG)
        model.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path / name))
        block = window.test.histories.block(0, 40)
        scores.append(finite(model.score(block, candidates(block, "cross", window.training.catalogue))))
    assert np.array_equal(scores[0], scores[1])
    assert np.array_equal(scores[0], scores[2])


def test_a_final_fit_takes_over_the_stages_of_its_tuning(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.validation is not None
    learned = []
    through = Parts.through
    monkeypatch.setattr(Parts, "through", lambda *given: learned.append(given[2]) or through(*given))
    context = Context(Monitor(), "cpu", 0, tmp_path, tmp_path)
    tuned = Pipeline(CONFIG).fit(window.validation[0], replace(context, validate=lambda _: 0.0))
    in_tuning = list(learned)
    Pipeline(CONFIG).fit(window.training, replace(context, tuned=tuned))
    # the window before the tuning's cut reached into the validation period, the one behind it is new
    assert in_tuning == [0, 1, 2, 3]
    assert learned[4:] == [3, 4, 5]


def test_a_stage_is_not_taken_over_once_its_rows_or_settings_differ(window: Window, tmp_path: Path) -> None:
    side = ItemSide.read(window.training, None, False, tmp_path, Monitor(), "cpu")

    def name(config: PipelineConfig, training: Training, seed: int = 0) -> str:
        stages = Stages(tmp_path, config, side, seed, torch.device("cpu"))
        cut = past_cuts(training, 2, 28, None)[0]
        found = past(training, cut, cut + 28 * 86_400_000_000)
        assert found is not None
        stages.enter(found)
        return stages._file.name

    usual = name(CONFIG, window.training)
    assert name(CONFIG, window.training) == usual
    assert name(CONFIG.model_copy(update={"members": 3, "prior_l2": 9.0}), window.training) == usual
    assert name(CONFIG.model_copy(update={"width": 32}), window.training) != usual
    assert name(CONFIG, window.training, seed=1) != usual
    early = int(np.quantile(window.training.histories.times, 0.2))
    assert name(CONFIG, shuffled(window.training, early)) != usual


def test_old_stages_make_room(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from engine.models.pipeline import stages as module

    monkeypatch.setattr(module, "MOST_BYTES", 3000)
    side = ItemSide.read(window.training, None, False, tmp_path, Monitor(), "cpu")
    made = []
    for seed in range(3):
        stages = Stages(tmp_path, CONFIG, side, seed, torch.device("cpu"))
        stages.keep({"weights": torch.full((300,), float(seed))})
        os.utime(stages._file, (seed, seed))
        made.append(stages._file)
    assert [file.is_file() for file in made] == [False, True, True]
    stages = Stages(tmp_path, CONFIG, side, 2, torch.device("cpu"))
    kept = stages.kept()
    assert kept is not None
    assert kept["weights"].tolist() == [2.0] * 300
