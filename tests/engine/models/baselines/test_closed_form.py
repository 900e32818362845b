"""What holds for every closed form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from engine.data.dataset import DAY
from engine.errors import UserError
from engine.models import BASELINES, model_class
from engine.models.baselines.closed_form import ClosedForm
from engine.monitor import Cancelled, Monitor
from engine.protocol import Context, Fitted, Training
from tests.engine.invented import Invented, context, dataset, invented, window

each = pytest.mark.parametrize("name", [*BASELINES, "gfcf"])


def fitted(name: str, train: Training, folder: Path, **settings: object) -> ClosedForm:
    kind = model_class(name)
    model = kind(kind.config_class.model_validate({"model": name} | settings))
    model.fit(train, context(folder))
    assert isinstance(model, ClosedForm)
    return model


def all_of(train: Training) -> torch.Tensor:
    return torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)


@each
@pytest.mark.parametrize("users", [12, 60])  # fewer users than items, and more
def test_scores_are_finite_at_the_candidates_and_minus_infinity_elsewhere(
    name: str, users: int, tmp_path: Path
) -> None:
    train = window(invented(2, users=users, rows=400, most_labels=2), 60, min_item_users=0).training
    mask = torch.rand(all_of(train).shape, generator=torch.Generator().manual_seed(0)) < 0.5
    scores = fitted(name, train, tmp_path).score(train.histories, mask)
    assert scores.dtype == torch.float32
    assert torch.equal(torch.isfinite(scores), mask)
    assert torch.isneginf(scores[~mask]).all()


@each
def test_scores_do_not_depend_on_the_candidates(name: str, tmp_path: Path) -> None:
    train = window(invented(2, most_labels=2), 60).training
    model = fitted(name, train, tmp_path)
    mask = torch.rand(all_of(train).shape, generator=torch.Generator().manual_seed(0)) < 0.5
    everything = model.score(train.histories, all_of(train))
    assert torch.equal(model.score(train.histories, mask)[mask], everything[mask])


@each
def test_altering_scores_leaves_the_model_as_it_was(name: str, tmp_path: Path) -> None:
    train = window(invented(2), 60).training
    model = fitted(name, train, tmp_path)
    before = model.score(train.histories, all_of(train)).clone()
    model.score(train.histories, all_of(train)).fill_(torch.nan)
    assert torch.equal(model.score(train.histories, all_of(train)), before)


@each
@pytest.mark.parametrize("users", [12, 60])
def test_a_history_scores_alike_whoever_it_is_said_to_be(name: str, users: int, tmp_path: Path) -> None:
    train = window(invented(3, users=users, rows=400, most_labels=2), 60).training
    model = fitted(name, train, tmp_path)
    known = model.score(train.histories, all_of(train))
    for whose in (-1, 0):
        foreign = replace(train.histories, users=np.full(len(train.histories), whose, np.int32))
        assert torch.allclose(model.score(foreign, all_of(train)), known, rtol=1e-4, atol=1e-5)


@each
def test_a_new_users_history_is_scored_by_what_is_in_it(name: str, tmp_path: Path) -> None:
    made = invented(3, users=15, rows=400)
    train = window(made, 60).training
    model = fitted(name, train, tmp_path)
    longer = train.histories.take(np.array([1, 0]))
    edited = replace(longer, users=np.array([-1, 0], np.int32), items=np.flip(longer.items), times=longer.times)
    fresh = model.score(replace(edited, users=np.array([-1, -1], np.int32)), all_of(train)[:2])
    assert torch.allclose(model.score(edited, all_of(train)[:2]), fresh, rtol=1e-4, atol=1e-5)


@each
def test_a_user_without_history_has_scores(name: str, tmp_path: Path) -> None:
    train = window(invented(3), 60).training
    nobody = replace(train.histories.block(0, 1), users=np.array([-1], np.int32), indptr=np.zeros(2, np.int64))
    nobody = replace(nobody, items=nobody.items[:0], times=nobody.times[:0])
    assert torch.isfinite(fitted(name, train, tmp_path).score(nobody, all_of(train)[:1])).all()


@each
@pytest.mark.parametrize("users", [12, 60])
def test_a_saved_model_scores_as_before(name: str, users: int, tmp_path: Path) -> None:
    train = window(invented(4, users=users, rows=400, most_labels=2), 60).training
    model = fitted(name, train, tmp_path)
    model.save(tmp_path / "model")
    again = model_class(name).load(tmp_path / "model", train)
    assert torch.equal(again.score(train.histories, all_of(train)), model.score(train.histories, all_of(train)))
    again.save(tmp_path / "again")
    for file in ("model.json", "arrays.safetensors"):
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "model" / file).read_bytes()


@each
def test_a_model_of_another_dataset_is_refused(name: str, tmp_path: Path) -> None:
    train = window(invented(4), 60).training
    fitted(name, train, tmp_path).save(tmp_path / "model")
    with pytest.raises(UserError) as caught:
        model_class(name).load(tmp_path / "model", replace(train, dataset="0" * 64))
    assert caught.value.code == "model-dataset"


@each
def test_a_fit_does_not_know_what_follows_the_cut(name: str, tmp_path: Path) -> None:
    made = invented(6, users=30, rows=500, most_labels=2)
    later = [(user, (item + day) % 30 if day >= 60 else item, day) for user, item, day in made.events]
    other = Invented(dataset(later, made.labels, 30, 6), later, made.labels)
    one, two = (window(case, 60).training for case in (made, other))
    scores = [fitted(name, train, tmp_path).score(train.histories, all_of(train)) for train in (one, two)]
    assert torch.equal(*scores)


@each
def test_two_fits_are_bit_for_bit_the_same(name: str, tmp_path: Path) -> None:
    train = window(invented(5, users=40, rows=600), 60).training
    one, two = (fitted(name, train, tmp_path).score(train.histories, all_of(train)) for _ in range(2))
    assert torch.equal(one, two)


@each
def test_a_tuning_fit_is_validated_once_and_finds_no_epochs(name: str, tmp_path: Path) -> None:
    train = window(invented(5), 60).training
    kind = model_class(name)
    model, asked = kind(kind.config_class()), []

    def validate(judged: object) -> float:
        asked.append(judged)
        return 0.5

    assert model.fit(train, context(tmp_path, validate)) == Fitted()
    assert asked == [model]


class Impatient(Monitor):
    def checkpoint(self) -> None:
        raise Cancelled


@pytest.mark.parametrize("name", ["itemknn", "ease", "category-pop"])
def test_a_fit_is_cancelled_at_a_checkpoint(name: str, tmp_path: Path) -> None:
    kind = model_class(name)
    with pytest.raises(Cancelled):
        kind(kind.config_class()).fit(
            window(invented(5), 60).training, Context(Impatient(), "cpu", 0, tmp_path, tmp_path)
        )


@each
def test_scores_are_no_probabilities(name: str, tmp_path: Path) -> None:
    train = window(invented(5), 60).training
    model = fitted(name, train, tmp_path)
    assert model.probability(train.histories, model.score(train.histories, all_of(train))) is None


def test_only_category_pop_needs_a_level() -> None:
    assert [name for name in BASELINES if model_class(name).needs_level] == ["category-pop"]


@pytest.mark.parametrize("name", ["mostpop", "itemknn", "ease"])
def test_the_others_do_without_categories(name: str, tmp_path: Path) -> None:
    train = window(invented(5, most_labels=0), 60).training
    assert torch.isfinite(fitted(name, train, tmp_path).score(train.histories, all_of(train))).all()


@each
def test_a_window_leaves_out_what_is_older(name: str, tmp_path: Path) -> None:
    train = window(invented(4, users=40, rows=700), 60, min_item_users=0).training
    model = fitted(name, train, tmp_path, history_window="20d")
    past = train.histories
    inside = past.at[past.rows] - past.times <= 20 * DAY
    recent = replace(
        past,
        indptr=np.searchsorted(past.rows[inside], np.arange(len(past) + 1)).astype(np.int64),
        items=past.items[inside],
        times=past.times[inside],
        columns={name: column[inside] for name, column in past.columns.items()},
    )
    plain = fitted(name, replace(train, histories=recent), tmp_path)
    found, expected = (one.score(part, all_of(train)) for one, part in ((model, past), (plain, recent)))
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


@each
def test_a_long_half_life_changes_nothing(name: str, tmp_path: Path) -> None:
    train = window(invented(4, users=40, rows=700), 60).training
    found, plain = (fitted(name, train, tmp_path, **settings) for settings in ({"recency_days": 1e9}, {}))
    torch.testing.assert_close(
        found.score(train.histories, all_of(train)), plain.score(train.histories, all_of(train)), rtol=1e-4, atol=1e-5
    )


@each
def test_a_short_half_life_changes_scores_and_survives_saving(name: str, tmp_path: Path) -> None:
    train = window(invented(4, users=40, rows=700), 60).training
    model = fitted(name, train, tmp_path, recency_days=10)
    scores = model.score(train.histories, all_of(train)).clone()
    assert not torch.allclose(scores, fitted(name, train, tmp_path).score(train.histories, all_of(train)))
    model.save(tmp_path / "model")
    again = type(model).load(tmp_path / "model", train).score(train.histories, all_of(train))
    torch.testing.assert_close(again, scores)


def test_a_purchase_is_worth_what_its_newest_repetition_is(tmp_path: Path) -> None:
    train = window(invented(5, users=10, rows=300), 60).training
    past, found = train.histories, fitted("ease", train, tmp_path, recency_days=7).rows(train.histories).toarray()
    for row in range(len(past)):
        newest: dict[int, float] = {}
        for place in range(past.indptr[row], past.indptr[row + 1]):
            age = (past.at[row] - past.times[place]) / DAY
            newest[int(past.items[place])] = 0.5 ** (age / 7)
        expected = [newest.get(item, 0.0) for item in range(train.catalogue.kept)]
        np.testing.assert_allclose(found[row], expected, rtol=1e-5)


@pytest.mark.parametrize("wrong", [{"recency_days": 0}, {"history_window": "soon"}])
def test_a_view_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model_class("ease").config_class.model_validate({"model": "ease"} | wrong)
