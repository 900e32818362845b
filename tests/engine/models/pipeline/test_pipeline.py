from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.sparse import csr_matrix

from engine.errors import UserError
from engine.models.baselines.ease import Ease, EaseConfig
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.pipeline import Pipeline
from engine.models.pipeline.scorer import LIFT
from engine.monitor import Cancelled, Monitor
from engine.protocol import Context, Fitted, Histories, Window, candidates
from engine.protocol.ranking import rank
from tests.engine.invented import invented
from tests.engine.invented import window as invented_window
from tests.engine.models.pipeline.conftest import FittedPipeline
from tests.engine.models.pipeline.tiny import TINY, Listener, finite

DEPTH = TINY["depth"]


def test_scores_are_finite_at_the_candidates_and_nowhere_else(
    pipeline: FittedPipeline, some: Histories, cross: torch.Tensor
) -> None:
    scores = pipeline.model.score(some, cross)
    assert scores.dtype == torch.float32
    assert torch.equal(scores.isfinite(), cross)
    assert bool((scores[~cross] == -torch.inf).all())


def test_the_best_are_ranked_again_and_the_rest_follows_in_the_order_of_ease(
    pipeline: FittedPipeline, window: Window, some: Histories, cross: torch.Tensor
) -> None:
    ease = Ease(EaseConfig())
    ease.fit(window.training, Context(Monitor(), "cpu", 0, pipeline.cache, pipeline.cache))
    expected, scores = ease.score(some, cross), pipeline.model.score(some, cross)
    for user in range(len(some)):
        again = scores[user] > LIFT / 2
        assert int(again.sum()) == min(DEPTH, int(cross[user].sum()))
        rest = (cross[user] & ~again).nonzero()[:, 0]
        assert float(scores[user][rest].max()) < float(scores[user][again].min())
        order = expected[user][rest].argsort(descending=True, stable=True)
        assert (scores[user][rest][order].diff() <= 1e-6).all()


def test_every_scope_gets_a_full_ranking(pipeline: FittedPipeline, window: Window) -> None:
    question = replace(window.test, histories=window.test.histories.block(0, 20))
    scopes = ("cross", "in", "repeat", "all", "any")
    catalogue = window.training.catalogue
    lists = rank(pipeline.model, question, scopes, catalogue.kept, catalogue, Monitor())
    for scope in scopes:
        allowed = candidates(question.histories, scope, catalogue)
        assert ((lists[scope].items >= 0).sum(axis=1) == allowed.sum(dim=1).numpy()).all()


def test_users_of_one_block_do_not_touch_each_other(
    pipeline: FittedPipeline, some: Histories, cross: torch.Tensor
) -> None:
    whole, alone = pipeline.model.score(some, cross), pipeline.model.score(some.block(7, 8), cross[7:8])
    assert finite(alone)[0] == pytest.approx(finite(whole)[7], abs=2e-4)


def test_a_new_history_is_scored_like_the_shopper_who_has_it(
    pipeline: FittedPipeline, some: Histories, cross: torch.Tensor
) -> None:
    new = replace(some, users=np.full(len(some), -1, np.int32))
    known = pipeline.model.score(some, cross)
    # EASE is folded in rather than read off, so the lists may swap items at their ends
    close = (pipeline.model.score(new, cross) - known).abs()[cross] < 5e-3
    assert float(close.float().mean()) > 0.995


def test_an_edited_history_changes_the_order(
    pipeline: FittedPipeline, window: Window, some: Histories, cross: torch.Tensor
) -> None:
    edited = window.test.histories.take(np.array([3]))
    cut = int(edited.indptr[1]) // 2
    columns = {name: column[:cut] for name, column in edited.columns.items()}
    half = replace(
        edited,
        users=np.array([-1], np.int32),
        indptr=np.array([0, cut]),
        items=edited.items[:cut],
        times=edited.times[:cut],
        columns=columns,
    )
    before, after = (pipeline.model.score(history, cross[3:4])[0] for history in (edited, half))
    assert before.topk(20).indices.tolist() != after.topk(20).indices.tolist()


def test_probabilities_stand_at_what_was_ranked_again_and_rise_with_the_score(
    pipeline: FittedPipeline, some: Histories, cross: torch.Tensor
) -> None:
    scores = pipeline.model.score(some, cross)
    chances = pipeline.model.probability(some, scores)
    again = scores > LIFT / 2
    assert torch.equal(~chances.isnan(), again)
    assert bool(((chances[again] > 0) & (chances[again] < 1)).all())
    if pipeline.model._fitted.calibration.slope > 0:
        order = scores[0][again[0]].argsort()
        assert (chances[0][again[0]][order].diff() >= 0).all()


def test_a_saved_model_scores_the_same(
    pipeline: FittedPipeline, window: Window, some: Histories, cross: torch.Tensor, tmp_path: Path
) -> None:
    pipeline.model.save(tmp_path)
    opened = Pipeline.load(tmp_path, window.training)
    assert opened.config == pipeline.model.config
    new = replace(some, users=np.full(len(some), -1, np.int32))
    for histories in (some, new):
        before, after = (model.score(histories, cross) for model in (pipeline.model, opened))
        assert np.array_equal(finite(before), finite(after))
        told = [model.probability(histories, before) for model in (pipeline.model, opened)]
        assert torch.equal(*(torch.nan_to_num(chances) for chances in told))
    assert np.array_equal(opened.category_relations(), pipeline.model.category_relations())
    again = tmp_path / "again"
    opened.save(again)
    assert (again / "arrays.safetensors").read_bytes() == (tmp_path / "arrays.safetensors").read_bytes()


def test_nothing_is_saved_as_a_pickle(pipeline: FittedPipeline, tmp_path: Path) -> None:
    pipeline.model.save(tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".safetensors"}


def test_a_model_of_another_dataset_is_refused(pipeline: FittedPipeline, window: Window, tmp_path: Path) -> None:
    pipeline.model.save(tmp_path)
    with pytest.raises(UserError) as raised:
        Pipeline.load(tmp_path, replace(window.training, dataset="another"))
    assert raised.value.code == "model-dataset"


def test_the_relations_of_categories_are_square_and_not_negative(pipeline: FittedPipeline, window: Window) -> None:
    found = pipeline.model.category_relations()
    assert found.shape == (len(window.training.catalogue.categories),) * 2
    assert found.min() == 0
    assert found.max() > 0


def test_means_between_groups_read_from_disk_are_those_of_the_relation(
    pipeline: FittedPipeline, window: Window, tmp_path: Path
) -> None:
    pipeline.model.save(tmp_path)
    catalogue = window.training.catalogue
    rows, codes = np.arange(catalogue.kept), catalogue.labels[: catalogue.kept, 0]
    groups = csr_matrix((np.ones(len(rows), np.float32), (rows, codes)), (len(rows), len(catalogue.categories)))
    found = Pipeline.weights_between(tmp_path, window.training, groups)
    expected = pipeline.model.category_relations()
    apart = ~np.eye(len(expected), dtype=bool)
    assert np.nan_to_num(found)[apart] == pytest.approx(expected[apart], rel=1e-4)
    assert (found[apart & np.isfinite(found)] > 0).any()


def test_every_part_publishes_its_loss_and_progress_runs_to_the_end(pipeline: FittedPipeline) -> None:
    curves = {(part, name) for part, name, _, _ in pipeline.listener.points}
    assert {("profile", "masking loss"), ("profile", "loss"), ("association", "loss"), ("ranking", "loss")} <= curves
    assert all(np.isfinite(value) for *_, value in pipeline.listener.points)
    back = -np.diff([0.0, *pipeline.listener.fractions]).min()
    assert back < 1e-9
    assert pipeline.listener.fractions[-1] == pytest.approx(1.0)


def test_tuning_publishes_validation_and_the_final_fit_takes_over_what_it_found(
    window: Window, pipeline: FittedPipeline, tmp_path: Path
) -> None:
    assert window.validation is not None
    values = iter([0.2, 0.5, 0.3, 0.1])
    listener, scored = Listener(), []

    def validate(model: object) -> float:
        assert isinstance(model, Pipeline)
        block = window.validation[1].histories.block(0, 4)  # type: ignore[index]
        scored.append(model.score(block, candidates(block, "cross", window.validation[0].catalogue)))  # type: ignore[index]
        return next(values)

    config = PipelineConfig(**{**TINY, "epochs": 4, "members": 2})
    context = Context(listener, "cpu", 0, tmp_path, pipeline.cache, validate)
    tuned = Pipeline(config).fit(window.validation[0], context)
    assert len(scored) == 3  # the third pass was no better than the second
    assert tuned.epochs["ranking"] == 2
    assert [name for part, name, _, _ in listener.points if name == "validation loss"] == ["validation loss"] * 3
    final = Pipeline(config)
    found = final.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, pipeline.cache, None, tuned))
    assert found.epochs == tuned.epochs
    assert found.notes["calibration"] == tuned.notes["calibration"]
    assert found.notes["first_cut"] == tuned.notes["first_cut"]
    assert len(final._fitted.networks) == 2


def test_members_differ_and_are_averaged(
    pipeline: FittedPipeline, window: Window, some: Histories, cross: torch.Tensor, tmp_path: Path
) -> None:
    model = Pipeline(PipelineConfig(**{**TINY, "members": 2}))
    model.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, pipeline.cache))
    whole = model._fitted
    both = whole.score(some, cross)
    apart = [replace(whole, networks=[network]).score(some, cross) for network in whole.networks]
    again = both > LIFT / 2
    assert float((apart[0] - apart[1])[again].abs().max()) > 1e-4
    assert both[again].numpy() == pytest.approx(((apart[0] + apart[1]) / 2)[again].numpy(), abs=1e-4)


@pytest.mark.parametrize("word", ["reading", "profile", "association", "relation matrix", "ranking"])
def test_cancelling_is_obeyed_in_every_part(window: Window, tmp_path: Path, word: str) -> None:
    listener = Listener(cancel=word)
    with pytest.raises(Cancelled):
        Pipeline(PipelineConfig(**TINY)).fit(window.training, Context(listener, "cpu", 0, tmp_path, tmp_path))
    assert word in listener.steps[-1]


def test_stopping_a_part_keeps_what_it_has(
    pipeline: FittedPipeline, window: Window, some: Histories, cross: torch.Tensor, tmp_path: Path
) -> None:
    listener = Listener(stop="ranking: epoch")
    model = Pipeline(PipelineConfig(**{**TINY, "epochs": 50, "batch": 8}))
    model.fit(window.training, Context(listener, "cpu", 0, tmp_path, pipeline.cache))
    assert max(step for part, _, step, _ in listener.points if part == "ranking") < 1
    assert torch.equal(model.score(some, cross).isfinite(), cross)


def test_a_past_that_is_too_short_ranks_like_ease_and_says_so(window: Window, tmp_path: Path) -> None:
    listener = Listener()
    model = Pipeline(PipelineConfig(**{**TINY, "cuts": 0, "text": False}))
    fitted = model.fit(window.training, Context(listener, "cpu", 0, tmp_path, tmp_path))
    ease = Ease(EaseConfig())
    ease.fit(window.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
    assert fitted.epochs == {}
    assert any("too short" in message for message in listener.messages)
    block = window.test.histories.block(0, 30)
    allowed = candidates(block, "cross", window.training.catalogue)
    lists = [one.score(block, allowed).topk(30).indices.tolist() for one in (model, ease)]
    assert np.mean([ours == theirs for ours, theirs in zip(*lists, strict=True)]) > 0.8  # the shelves may differ


def test_it_learns_without_categories_or_titles(tmp_path: Path) -> None:
    found = invented_window(invented(1, users=60, items=40, rows=2500, days=150, most_labels=0), 110)
    config = PipelineConfig(**{**TINY, "stride_days": 14, "pool": 20, "depth": 10})
    model = Pipeline(config)
    fitted = model.fit(found.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
    assert fitted.epochs["ranking"] == 1
    histories = found.test.histories
    allowed = candidates(histories, "all", found.training.catalogue)
    assert torch.equal(model.score(histories, allowed).isfinite(), allowed)
    model.save(tmp_path / "model")
    opened = Pipeline.load(tmp_path / "model", found.training)
    assert np.array_equal(finite(opened.score(histories, allowed)), finite(model.score(histories, allowed)))


def test_several_labels_an_item_are_borne(tmp_path: Path) -> None:
    found = invented_window(invented(2, users=60, items=60, categories=12, rows=900, days=150, most_labels=3), 110)
    model = Pipeline(PipelineConfig(**{**TINY, "stride_days": 14, "pool": 20, "depth": 10}))
    model.fit(found.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
    for scope in ("cross", "in", "any"):
        allowed = candidates(found.test.histories, scope, found.training.catalogue)
        assert torch.equal(model.score(found.test.histories, allowed).isfinite(), allowed)


def test_an_item_that_nobody_bought_can_be_ranked(tmp_path: Path) -> None:
    found = invented_window(invented(2, users=40, items=200, rows=900, days=150), 110, min_item_users=0)
    buyers = np.bincount(found.training.histories.items, minlength=found.training.catalogue.kept)
    assert (buyers == 0).any()
    model = Pipeline(PipelineConfig(**{**TINY, "stride_days": 14, "pool": 20, "depth": 10}))
    model.fit(found.training, Context(Monitor(), "cpu", 0, tmp_path, tmp_path))
    allowed = candidates(found.test.histories, "cross", found.training.catalogue)
    assert torch.equal(model.score(found.test.histories, allowed).isfinite(), allowed)


def test_the_configuration_says_bounds_and_meanings() -> None:
    schema = PipelineConfig.model_json_schema()
    assert Pipeline.config_class is PipelineConfig
    assert not Pipeline.scope_free
    assert Pipeline.folds_in
    for name, field in schema["properties"].items():
        if name != "model":
            assert field["description"], name
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        PipelineConfig(members=0)
    with pytest.raises(ValueError, match="extra"):
        PipelineConfig(wdth=3)  # type: ignore[call-arg]


def test_naming_the_model_loads_none_of_the_large_libraries() -> None:
    code = (
        "import sys, engine.models.registry as r; r.model_class('pipeline').config_class.model_json_schema();"
        "print([m for m in ('transformers', 'torch_geometric', 'sentence_transformers', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_fitted_is_plain_json(pipeline: FittedPipeline) -> None:
    import json

    fitted = pipeline.fitted
    assert Fitted(**json.loads(json.dumps({"epochs": fitted.epochs, "notes": fitted.notes}))) == fitted
