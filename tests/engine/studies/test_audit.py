"""The audit of a study: planted leaks are found one by one, and a clean study has none."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data import Dataset
from engine.errors import UserError
from engine.models.registry import MODELS
from engine.monitor import Cancelled, Monitor
from engine.protocol import ProtocolConfig, Split, split
from engine.studies import parse_study, run_study
from engine.studies.audit import audit_study, write_rows
from engine.studies.audit_file import Audit
from engine.studies.permutation import Trial
from engine.workspace import StudyEntry, Workspace
from tests.engine.leaky import LEAKY

pytestmark = pytest.mark.usefixtures("more_models", "leaky_models")

STUDY = """
baselines = {baselines}
[protocol]
split = {split}
scopes = ["cross", "all"]
max_k = 12
{models}
"""
TIME = '{ horizon = "40d" }'


@pytest.fixture
def leaky_models(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in LEAKY.items():
        monkeypatch.setitem(MODELS, name, place)


def studied(shop: Workspace, *models: str, rule: str = TIME, baselines: bool = False) -> StudyEntry:
    tables = "\n".join(f'[[models]]\nmodel = "{name}"' for name in models)
    text = STUDY.format(baselines=str(baselines).lower(), split=rule, models=tables)
    return run_study(parse_study(text), shop, Monitor(), device="cpu")


def audited(shop: Workspace, *models: str, rule: str = TIME, baselines: bool = False) -> Audit:
    return audit_study(studied(shop, *models, rule=rule, baselines=baselines), shop, Monitor())


def trial_of(shop: Workspace, model: str) -> Trial:
    (trial,) = audited(shop, model).trials
    return trial


def keys(found: Audit) -> set[str]:
    return {each.key for each in found.findings if each.severity == "leak"}


def test_a_clean_study_has_no_leak(shop: Workspace) -> None:
    found = audited(shop, "tiny", baselines=True)
    assert found.leaks == 0
    assert [trial.severity for trial in found.trials] == ["passed"] * 5
    assert not found.effects
    assert all(trial.scores == trial.lists == 0 and trial.users == 60 for trial in found.trials)


def test_popularity_over_the_whole_log_is_caught(shop: Workspace) -> None:
    trial = trial_of(shop, "whole-log")
    assert trial.severity == "leak"
    assert trial.lists > 0
    assert trial.first is not None
    assert trial.first[2] != trial.first[3]


def test_a_stacking_feature_over_its_own_target_window_is_caught_and_had_gained(shop: Workspace) -> None:
    trial = trial_of(shop, "stacked")
    assert trial.severity == "leak"
    assert trial.moved is not None
    assert trial.moved.difference > 0
    assert trial.moved.low <= trial.moved.difference <= trial.moved.high


def test_a_vocabulary_fitted_on_the_test_is_caught(shop: Workspace) -> None:
    assert trial_of(shop, "vocabulary").severity == "leak"


def test_a_leak_that_lowers_the_score_is_caught(shop: Workspace) -> None:
    trial = trial_of(shop, "against-test")
    assert trial.severity == "leak"
    assert trial.moved is not None
    assert trial.moved.difference < 0


def test_a_leak_that_moves_no_list_is_caught_by_its_scores(shop: Workspace) -> None:
    trial = trial_of(shop, "faint")
    assert (trial.severity, trial.lists, trial.moved) == ("leak", 0, None)
    assert trial.scores > 0


def test_a_recommender_without_a_seed_is_a_note_and_no_leak(shop: Workspace) -> None:
    trial = trial_of(shop, "restless")
    assert trial.severity == "note"
    assert "two fits" in trial.reason


def test_a_recommender_that_cannot_be_fitted_is_a_note(shop: Workspace) -> None:
    entry = studied(shop, "mostpop")
    toml = entry.folder / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[[models]]\nmodel = "refusing"\n', encoding="utf-8")
    trials = {trial.run: trial for trial in audit_study(entry, shop, Monitor()).trials}
    assert trials["MostPop"].severity == "passed"
    assert trials["refusing"].severity == "note"


def test_a_learner_is_fitted_for_one_epoch_unless_all_are_wanted(shop: Workspace) -> None:
    entry = studied(shop, "tiny", "ease")
    quick = {trial.run: trial.limited for trial in audit_study(entry, shop, Monitor()).trials}
    assert quick == {"tiny": True, "EASE": False}
    whole = {trial.run: trial.limited for trial in audit_study(entry, shop, Monitor(), full=True).trials}
    assert whole == {"tiny": False, "EASE": False}


def counting_the_test(data: Dataset, protocol: ProtocolConfig) -> Split:
    """A split whose training holds everything, while its question is asked at the cut."""
    honest, whole = split(data, protocol), split(data, protocol)
    last = protocol.model_copy(update={"split": protocol.split.model_copy(update={"horizon": "1d"})})
    everything = split(data, last).windows[0].training
    window = honest.windows[0]
    place = np.searchsorted(everything.positions, window.training.positions)
    number = np.empty(len(window.training.catalogue), np.int32)
    number[window.training.catalogue.source] = np.arange(len(number), dtype=np.int32)
    items = number[everything.catalogue.source[everything.histories.items]]
    past = replace(everything.histories, items=items).take(place)
    past = replace(past, users=window.training.histories.users)
    leaking = replace(window, training=replace(window.training, histories=past))
    return replace(whole, windows=(leaking,))


def test_popularity_counted_with_the_test_by_the_split_is_the_classic_case(shop: Workspace) -> None:
    found = audit_study(studied(shop, "mostpop"), shop, Monitor(), cut=counting_the_test)
    assert {"held-out", "own-future", "after-first-test", "split-moved"} <= keys(found)
    (trial,) = found.trials
    assert trial.severity == "leak"
    effect = next(each for each in found.effects if each.key == "held-out" and each.model == "MostPop")
    assert (effect.metric, effect.scope) == ("f1@10", "cross")
    assert effect.moved.first > effect.moved.second
    assert effect.moved.low <= effect.moved.difference <= effect.moved.high
    assert {each.model for each in found.effects} == {"MostPop", "EASE"}


def test_what_a_leak_is_worth_is_what_the_honest_split_gives(shop: Workspace) -> None:
    entry = studied(shop, "mostpop")
    found = audit_study(entry, shop, Monitor(), cut=counting_the_test)
    effect = next(each for each in found.effects if each.key == "own-future" and each.model == "MostPop")
    (run,) = shop.runs(entry)
    honest = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))["means"]["cross"]["f1@10"]
    assert effect.moved.second == pytest.approx(honest)


def test_leave_last_shows_the_future_of_others_and_what_it_is_worth(shop: Workspace) -> None:
    found = audited(shop, "mostpop", rule='{ kind = "leave-last" }')
    assert {"after-first-test", "others-future"} <= keys(found)
    assert "split-moved" not in keys(found)
    assert [trial.severity for trial in found.trials] == ["passed"]
    assert {(each.key, each.model) for each in found.effects} == {
        ("others-future", "MostPop"),
        ("others-future", "EASE"),
    }
    assert found.leaks == 2


@pytest.mark.parametrize(
    "rule",
    [
        '{ kind = "per-user-fraction", share = 0.2 }',
        '{ kind = "fraction", share = 0.2 }',
        '{ kind = "time", horizon = "40d", refit = false }',
    ],
)
def test_permuting_what_must_not_train_leaves_every_split_its_training(shop: Workspace, rule: str) -> None:
    found = audited(shop, "ease", rule=rule)
    assert next(each for each in found.findings if each.key == "split-moved").severity == "passed"
    assert [trial.severity for trial in found.trials] == ["passed"]


def test_every_window_of_a_rolling_split_is_looked_at(shop: Workspace) -> None:
    rule = '{ kind = "rolling", horizon = "20d", test_starts = ["2024-05-20", "2024-06-10"] }'
    found = audited(shop, "mostpop", rule=rule)
    assert {each.window for each in found.findings if each.key == "held-out"} == {"2024-05-20", "2024-06-10"}
    assert found.leaks == 0


def test_the_audit_is_stored_whole_in_the_studys_folder(shop: Workspace) -> None:
    entry = studied(shop, "whole-log")
    found = audit_study(entry, shop, Monitor())
    stored = json.loads((entry.folder / "audit.json").read_text(encoding="utf-8"))
    assert stored["leaks"] == found.leaks == 1
    assert stored["trials"][0]["sentence"] == found.trials[0].sentence
    assert [each["key"] for each in stored["findings"]] == [each.key for each in found.findings]


class Ending(Monitor):
    """Is cancelled at its n-th checkpoint."""

    def __init__(self, left: int) -> None:
        self.left = left

    def checkpoint(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_a_cancelled_audit_writes_nothing_and_keeps_the_one_before(shop: Workspace) -> None:
    entry = studied(shop, "mostpop")
    with pytest.raises(Cancelled):
        audit_study(entry, shop, Ending(3))
    assert not (entry.folder / "audit.json").exists()
    audit_study(entry, shop, Monitor())
    before = (entry.folder / "audit.json").read_bytes()
    with pytest.raises(Cancelled):
        audit_study(entry, shop, Ending(3))
    assert (entry.folder / "audit.json").read_bytes() == before


def test_nothing_else_is_left_in_the_workspace(shop: Workspace) -> None:
    entry = studied(shop, "mostpop")
    before = {path.relative_to(shop.folder) for path in shop.folder.rglob("*")}
    audit_study(entry, shop, Monitor())
    added = {path.relative_to(shop.folder) for path in shop.folder.rglob("*")} - before
    assert added == {(entry.folder / "audit.json").relative_to(shop.folder)}


def test_all_rows_behind_a_leak_are_written(shop: Workspace, tmp_path: Path) -> None:
    entry = studied(shop, "mostpop", rule='{ kind = "leave-last" }')
    found = next(each for each in audit_study(entry, shop, Monitor()).findings if each.key == "after-first-test")
    out = tmp_path / "rows.csv"
    assert write_rows(entry, shop, "after-first-test", out, Monitor()) == found.listed == found.count
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == found.count
    assert rows[0] == {
        "window": "leave-last",
        "row": str(found.rows[0].row),
        "user": found.rows[0].user,
        "item": found.rows[0].item,
        "title": found.rows[0].title,
        "time": found.rows[0].time,
    }


def test_rows_of_a_leak_that_was_not_found_are_refused(shop: Workspace, tmp_path: Path) -> None:
    entry = studied(shop, "mostpop")
    with pytest.raises(UserError, match="basket-parted") as caught:
        write_rows(entry, shop, "basket-parted", tmp_path / "rows.csv", Monitor())
    assert caught.value.code == "leak-unknown"


def test_another_state_of_the_dataset_is_refused(shop: Workspace) -> None:
    entry = studied(shop, "mostpop")
    change(entry.folder / "study.json", lambda values: values | {"dataset_hash": "0" * 64})
    with pytest.raises(UserError) as caught:
        audit_study(entry, shop, Monitor())
    assert caught.value.code == "dataset-changed"


def change(file: Path, how: Callable[[dict[str, object]], dict[str, object]]) -> None:
    file.write_text(json.dumps(how(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
