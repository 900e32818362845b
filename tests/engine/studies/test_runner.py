"""A whole study: run folders, what is kept, what is done again, what bad input leaves behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from engine.errors import UserError
from engine.evaluation import Hits
from engine.models.registry import model_class
from engine.monitor import Cancelled, Monitor
from engine.protocol import split
from engine.studies import parse_study, run_study, runner
from engine.workspace import Run, StudyEntry, Workspace
from tests.engine.shop import Finished

pytestmark = pytest.mark.usefixtures("more_models")
SHORT = "baselines = false\nprotocol.split.horizon = '40d'\nprotocol.max_k = 5\n"
MOSTPOP, TINY, EASE = ("[[models]]\nmodel = '" + name + "'\n" for name in ("mostpop", "tiny", "ease"))


class Listener(Monitor):
    """Keeps everything that is told; cancels after a number of checkpoints where one is given."""

    def __init__(self, patience: int | None = None) -> None:
        self.fractions: list[float] = []
        self.points: list[tuple[str, str, float, float]] = []
        self.curves: list[tuple[str, str, float, int]] = []
        self.messages: list[str] = []
        self._patience = patience

    def progress(self, fraction: float, step: str = "") -> None:
        self.fractions.append(fraction)

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self.points.append((part, name, step, value))

    def curve(self, part: str, name: str, step: float, values: np.ndarray) -> None:
        self.curves.append((part, name, step, len(values)))

    def message(self, text: str, level: str = "info") -> None:
        self.messages.append(text)

    def checkpoint(self) -> None:
        if self._patience is not None:
            self._patience -= 1
            if self._patience < 0:
                raise Cancelled


def run(workspace: Workspace, text: str, monitor: Monitor | None = None, resume: bool = False) -> StudyEntry:
    return run_study(parse_study(text), workspace, monitor or Monitor(), device="cpu", resume=resume)


def first(workspace: Workspace, entry: StudyEntry) -> Run:
    return workspace.find_run(entry.runs[0])


def test_a_run_folder_holds_what_was_agreed(finished: Finished) -> None:
    run = next(run for run in finished.runs if run.name == "EASE")
    names = {path.relative_to(run.folder).as_posix() for path in run.folder.rglob("*")}
    scopes = ("cross", "in", "repeat", "all")
    wanted = {"config.toml", "model", "curves.parquet", "log.txt", "manifest.json", "hits", "lists"}
    assert names >= wanted | {f"hits/{s}.npz" for s in scopes} | {f"lists/{s}.parquet" for s in scopes}
    assert not (run.folder / "fit").exists()


def test_the_config_of_a_run_is_a_study_that_makes_it_again(finished: Finished, shop: Workspace) -> None:
    old = next(run for run in finished.runs if run.name == "tiny (seed 4)")
    entry = run(shop, (old.folder / "config.toml").read_text())
    (name,) = entry.runs
    new = shop.find_run(name)
    assert new.entry.seed == 4
    assert new.manifest["means"] == old.manifest["means"]


def test_lists_are_in_the_datasets_positions_and_hits_in_their_rows(finished: Finished) -> None:
    run = finished.runs[0]
    training = split(finished.data, parse_study((run.folder / "config.toml").read_text()).protocol).windows[0].training
    lists, hits = run.lists("all"), Hits.open(run.hits_file("all"))
    np.testing.assert_array_equal(lists.users, training.positions)
    np.testing.assert_array_equal(lists.hit[hits.users], hits.hit)
    assert not lists.hit[np.setdiff1d(np.arange(len(lists)), hits.users)].any()


def test_a_stored_model_ranks_as_the_run_did(finished: Finished) -> None:
    from engine.protocol.ranking import rank

    run = next(run for run in finished.runs if run.name == "EASE")
    window = split(finished.data, parse_study((run.folder / "config.toml").read_text()).protocol).windows[0]
    model = model_class("ease").load(run.model_folder, window.training)
    again = rank(model, window.test, ("cross",), run.max_k, window.training.catalogue, Monitor())["cross"]
    items = np.where(again.items >= 0, window.training.catalogue.source[again.items], -1)
    np.testing.assert_array_equal(items, run.lists("cross").items)


def test_closed_forms_publish_one_validation_point_at_step_0(shop: Workspace) -> None:
    heard = Listener()
    run(shop, SHORT + EASE, heard)
    points = [point[:3] for point in heard.points]
    assert points == [("EASE", "validation f1@5", 0)]
    assert heard.curves == [("EASE", "f1", 0, 5)]


def test_a_learner_publishes_a_validation_point_an_epoch_and_its_losses(shop: Workspace) -> None:
    heard = Listener()
    entry = run(shop, SHORT + TINY, heard)
    steps = [step for part, name, step, _ in heard.points if (part, name) == ("tiny", "validation f1@5")]
    assert steps == [1, 2, 3]
    assert ("ranking", "loss", 2.0, 0.5) in heard.points
    stored = pq.read_table(first(shop, entry).folder / "curves.parquet").to_pylist()
    single = [(row["part"], row["name"], row["step"]) for row in stored if row["k"] is None]
    assert single == [point[:3] for point in heard.points]
    assert sum(row["k"] is not None for row in stored) == 3 * 5


def test_the_final_fit_takes_the_epochs_that_tuning_found(finished: Finished) -> None:
    tiny = next(run for run in finished.runs if run.entry.model == "tiny")
    values = tiny.manifest["validation"]["values"]
    assert tiny.manifest["tuned"]["epochs"]["tiny"] == 1 + values.index(max(values))


def test_without_refit_the_tuning_fit_answers_the_test(shop: Workspace) -> None:
    text = SHORT.replace("protocol.split.horizon = '40d'", "protocol.split = { horizon = '40d', refit = false }")
    entry = run(shop, text + MOSTPOP)
    made = first(shop, entry)
    assert set(made.manifest["timings"]) == {"tuning", "ranking", "storing"}
    data = shop.dataset("shop")
    window = split(data, parse_study(text).protocol).windows[0]
    earlier = window.validation[0] if window.validation else window.training
    pairs = earlier.histories.binary(earlier.catalogue.kept)
    buyers = np.zeros(len(data.items))
    buyers[earlier.catalogue.source[: earlier.catalogue.kept]] = np.asarray(pairs.sum(axis=0)).ravel()
    lists = made.lists("all")
    listed = lists.items >= 0
    np.testing.assert_array_equal(lists.scores[listed], buyers[lists.items[listed]])


def test_validation_asks_the_models_first_scope_where_the_primary_is_not_ranked(shop: Workspace) -> None:
    entry = run(shop, SHORT + MOSTPOP + "scopes = ['repeat', 'all']\n")
    assert first(shop, entry).manifest["validation"]["scope"] == "repeat"


def test_progress_never_goes_back_and_ends_at_1(shop: Workspace) -> None:
    heard = Listener()
    run(shop, SHORT + MOSTPOP + TINY, heard)
    assert heard.fractions == sorted(heard.fractions)
    assert heard.fractions[-1] == 1.0


def test_each_finished_run_is_told_and_its_study_can_be_read(shop: Workspace) -> None:
    told: list[tuple[tuple[str, ...], str]] = []

    def on_run(entry: StudyEntry, run: Run) -> None:
        assert shop.find_study(entry.id).runs == entry.runs
        told.append((entry.runs, run.name))

    study = parse_study(SHORT + MOSTPOP + EASE)
    run_study(study, shop, Monitor(), device="cpu", on_run=on_run)
    assert [name for _, name in told] == ["MostPop", "EASE"]
    assert [len(runs) for runs, _ in told] == [1, 2]


def test_a_finished_study_says_when_and_a_running_one_does_not(shop: Workspace) -> None:
    seen: list[str] = []
    study = parse_study(SHORT + MOSTPOP)
    entry = run_study(study, shop, Monitor(), device="cpu", on_run=lambda entry, _: seen.append(entry.finished))
    assert seen == [""]
    assert shop.find_study(entry.id).finished > entry.created


def test_the_title_names_the_file_and_the_test(shop: Workspace, tmp_path: Path) -> None:
    from engine.studies import read_study

    (tmp_path / "quick.toml").write_text(SHORT + MOSTPOP)
    entry = run_study(read_study(tmp_path / "quick.toml"), shop, Monitor(), device="cpu")
    assert entry.title == "Quick study, test from 9 Jun 2024"
    assert entry.id.startswith("quick-")


def test_a_study_that_is_run_twice_is_two_studies(shop: Workspace) -> None:
    one, two = run(shop, SHORT + MOSTPOP), run(shop, SHORT + MOSTPOP)
    assert one.id != two.id
    assert not set(one.runs) & set(two.runs)


def test_a_cancelled_study_keeps_its_finished_runs(shop: Workspace) -> None:
    endless = "[[models]]\nmodel = 'endless'\n"
    with pytest.raises(Cancelled):
        run(shop, SHORT + MOSTPOP + endless)
    (study,) = shop.studies()
    assert [entry.name for entry in shop.runs(study)] == ["MostPop"]
    assert study.finished == ""
    (left,) = shop.interrupted()
    assert "ended before it was finished" in (left / "log.txt").read_text()


def test_resume_keeps_what_is_finished_and_does_the_rest(shop: Workspace) -> None:
    text = SHORT + MOSTPOP + TINY
    with pytest.raises(Cancelled):
        run(shop, text, Listener(patience=12))
    (before,) = shop.runs()
    entry = run(shop, text, resume=True)
    assert [run.name for run in shop.runs(entry)] == ["MostPop", "tiny"]
    assert entry.runs[0] == before.id
    assert len(shop.studies()) == 1
    assert shop.interrupted() == []


def test_what_an_interrupted_run_left_is_cleared_by_the_next_study(shop: Workspace) -> None:
    with pytest.raises(Cancelled):
        run(shop, SHORT + "[[models]]\nmodel = 'endless'\n")
    assert len(shop.interrupted()) == 1
    run(shop, SHORT + MOSTPOP)
    assert shop.interrupted() == []


def test_resume_takes_equal_runs_of_another_study(shop: Workspace) -> None:
    old = run(shop, SHORT + MOSTPOP)
    heard = Listener()
    new = run(shop, SHORT + MOSTPOP + EASE, heard, resume=True)
    assert new.id != old.id
    assert new.runs[0] == old.runs[0]
    assert "MostPop: kept, it was finished before." in heard.messages


@pytest.mark.parametrize("change", ["protocol.min_item_users = 2\n", "seeds = [5]\n", "primary.k = 3\n"])
def test_resume_does_again_what_was_asked_differently(shop: Workspace, change: str) -> None:
    old = run(shop, SHORT + TINY)
    assert set(old.runs).isdisjoint(run(shop, change + SHORT + TINY, resume=True).runs)


def test_resume_does_again_what_other_code_made(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.studies import prepared

    old = run(shop, SHORT + MOSTPOP)
    monkeypatch.setattr(prepared, "code_hash", lambda: "0" * 64)
    assert set(old.runs).isdisjoint(run(shop, SHORT + MOSTPOP, resume=True).runs)


def test_runs_of_a_study_share_one_split(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.studies import prepared

    calls = []
    real = prepared.split
    monkeypatch.setattr(prepared, "split", lambda *args: calls.append(1) or real(*args))
    run(shop, SHORT + MOSTPOP + EASE)
    assert calls == [1]


def everything(workspace: Workspace) -> set[str]:
    return {path.name for root in (workspace.studies_folder, workspace.runs_folder) for path in root.iterdir()}


BAD = {
    "protocol.split.test_start = '2031-01-01'": "lies outside the data, which runs from 2024-01-01",
    "protocol.split.test_start = 'soon'": "test_start = soon",
    "protocol.split = { test_start = '2024-01-20', validation_start = '2023-12-01', refit = false }": "too short",
    "protocol.min_item_users = 1000": "No shopper is left",
    "protocol.category_level = 'aisle'": 'no category level "aisle"',
    "dataset = 'mall'": 'no dataset "mall"; it has shop',
    "baselines = false": "no recommender left",
    "protocol.scopes = ['all']\nprimary.scope = 'in'": "primary.scope = in",
    "baselines = false\n[[models]]\nmodel = 'refusing'": "has no times",
}


@pytest.mark.parametrize(("text", "sentence"), BAD.items(), ids=list(BAD))
def test_bad_input_is_one_sentence_and_leaves_nothing(
    shop: Workspace, tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        run_study(parse_study(text), shop, Monitor(), out=tmp_path / "out", device="cpu")
    assert everything(shop) == set()
    assert not (tmp_path / "out").exists()


def test_a_model_that_refuses_leaves_the_runs_before_it(shop: Workspace) -> None:
    with pytest.raises(UserError):
        run(shop, SHORT + MOSTPOP + "[[models]]\nmodel = 'refusing'\n")
    assert [entry.name for entry in shop.runs()] == ["MostPop"]
    assert shop.interrupted() == []


def test_an_unknown_device_is_refused(shop: Workspace) -> None:
    with pytest.raises(UserError, match=r'"gpu" is not there: there are auto, cuda, mps, cpu'):
        run_study(parse_study(SHORT + MOSTPOP), shop, Monitor(), device="gpu")


def test_a_place_for_results_is_looked_at_before_the_work(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(runner, "prepare", lambda *_: pytest.fail("work began"))
    with pytest.raises(UserError, match="is a file"):
        run_study(parse_study(SHORT + MOSTPOP), shop, Monitor(), out=tmp_path / "file" / "out")


def test_a_second_program_does_not_run_studies(shop: Workspace) -> None:
    with Workspace.open(shop.folder) as second, pytest.raises(UserError, match="Another program"):
        run_study(parse_study(SHORT + MOSTPOP), second, Monitor(), device="cpu")


def test_a_past_that_is_too_short_for_validation_is_told(shop: Workspace) -> None:
    text = "baselines = false\nprotocol.split = { test_start = '2024-01-20', validation_start = '2023-12-01' }\n"
    heard = Listener()
    entry = run(shop, text + MOSTPOP, heard)
    assert any("too short for a validation window" in text for text in heard.messages)
    assert first(shop, entry).manifest["validation"] is None


def test_the_manifest_of_a_run_is_plain_json(finished: Finished) -> None:
    for run in finished.runs:
        text = (run.folder / "manifest.json").read_text()
        assert json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON")) == run.manifest


def test_a_workspace_may_be_moved(finished: Finished, tmp_path: Path) -> None:
    shutil.copytree(finished.workspace.folder, tmp_path / "moved")
    with Workspace.open(tmp_path / "moved") as moved:
        entry = moved.find_study(finished.entry.id)
        assert [run.id for run in moved.runs(entry)] == list(finished.entry.runs)
        assert moved.find_run(entry.runs[0]).lists("cross").items.shape[1] == 12


def test_a_study_says_which_parts_are_to_come_and_where_they_begin(shop: Workspace) -> None:
    class Told(Monitor):
        parts: tuple[tuple[str, float], ...] = ()

        def expect(self, parts: object, seconds: float | None) -> None:
            self.parts = tuple(parts)  # type: ignore[arg-type]

    told = Told()
    run(shop, SHORT + MOSTPOP + EASE, told)
    labels, begins = zip(*told.parts, strict=True)
    assert labels[:3] == ("MostPop, tuning", "MostPop, final fit", "MostPop, lists")
    assert list(begins) == sorted(begins)
    assert begins[0] == 0.0


def test_a_resumed_study_expects_nothing_of_what_is_kept(shop: Workspace) -> None:
    class Told(Monitor):
        labels: tuple[str, ...] = ()

        def expect(self, parts: object, seconds: float | None) -> None:
            self.labels = tuple(label for label, _ in parts)  # type: ignore[attr-defined]

    run(shop, SHORT + MOSTPOP)
    told = Told()
    run(shop, SHORT + MOSTPOP + EASE, told, resume=True)
    assert told.labels == ("EASE, tuning", "EASE, final fit", "EASE, lists")
