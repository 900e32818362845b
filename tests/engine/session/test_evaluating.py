"""What a sceptic asks of a study's figures: ceilings, ties, segments, parts of a list, their manner, probabilities."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.data import Dataset
from engine.evaluation import METRICS, Hits
from engine.protocol import Question, Training, split
from engine.session import CompareQuery, Problem, RunStudy, Session
from engine.session.messages.evaluating import (
    BeyondQuery,
    BeyondView,
    CeilingsQuery,
    DecompositionQuery,
    ProbabilityQuery,
    SegmentShoppersQuery,
    SegmentsQuery,
    SegmentsView,
    TiesQuery,
)
from engine.studies import parse_study
from engine.workspace import Run, Workspace
from tests.engine.session.conftest import Driver, MainJob

EVERYTHING = """
baselines = false
[protocol]
min_item_users = 2
split = { test_start = "2017-11-06" }
scopes = ["any", "cross"]
max_k = 20
[[models]]
model = "ease"
l2 = 300
"""


@pytest.fixture(scope="module")
def runs(main_job: MainJob) -> list[Run]:
    with Workspace.open(main_job.folder, read_only=True) as workspace:
        return [workspace.find_run(run.id) for run in main_job.driver.ask(CompareQuery(main_job.study)).runs]


@pytest.fixture(scope="module")
def asked(main_job: MainJob, runs: list[Run]) -> tuple[Training, Question]:
    """The window of the main job, cut again."""
    data = Dataset.open(main_job.folder / "datasets" / runs[0].entry.dataset)
    window = split(data, parse_study((runs[0].folder / "config.toml").read_text()).protocol).windows[0]
    return window.training, window.test


@pytest.fixture(scope="module")
def everything(main_job: MainJob, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Driver, str]]:
    """A study that ranks everything, in a workspace of its own."""
    folder = tmp_path_factory.mktemp("everything")
    shutil.copytree(main_job.folder, folder / "workspace")
    (folder / "everything.toml").write_text(EVERYTHING, encoding="utf-8")
    with Session(folder / "workspace") as session:
        driver = Driver(session)
        yield driver, driver.result(RunStudy(folder / "everything.toml", device="cpu"))


def hits_of(run: Run, scope: str) -> Hits:
    return Hits.open(run.hits_file(scope))


def test_ceilings_are_those_that_the_study_kept(main_job: MainJob, runs: list[Run]) -> None:
    view = main_job.driver.ask(CeilingsQuery(main_job.study))
    assert view.kinds == ("random", "perfect", "oracle-category", "oracle-item")
    assert set(view.scopes) == set(runs[0].scopes)
    assert view.users["cross"] == runs[0].evaluated("cross")
    relevant = hits_of(runs[0], "cross").relevant
    expected = np.mean(np.minimum(relevant, 10) / 10)
    assert view.curves["cross", "perfect", "precision"][9] == pytest.approx(expected)
    assert view.curves["cross", "random", "ndcg"][9] < view.curves["cross", "oracle-category", "ndcg"][9] < 1
    assert pickle.loads(pickle.dumps(view)).users == view.users


def test_ceilings_of_a_study_that_kept_none_are_made_when_asked_for(main_job: MainJob, tmp_path: Path) -> None:
    kept = main_job.driver.ask(CeilingsQuery(main_job.study))
    shutil.copytree(main_job.folder, tmp_path / "workspace")
    (tmp_path / "workspace" / "studies" / main_job.study / "ceilings.parquet").unlink()
    with Session(tmp_path / "workspace") as session:
        view = Driver(session).ask(CeilingsQuery(main_job.study))
    assert view.users == kept.users
    for key, curve in kept.curves.items():
        np.testing.assert_allclose(view.curves[key], curve, atol=1e-6)


def test_ties_are_counted_while_a_study_is_ranked(main_job: MainJob) -> None:
    view = main_job.driver.ask(TiesQuery(main_job.study, "cross", "ndcg"))
    compared = main_job.driver.ask(CompareQuery(main_job.study))
    assert view.counted == (True,) * 4
    np.testing.assert_allclose(view.stored, compared.curves["cross", "ndcg"])
    assert (view.worst <= view.expected + 1e-12).all()
    assert (view.expected <= view.best + 1e-12).all()
    mostpop = [run.model for run in view.runs].index("mostpop")
    assert view.tied_share[mostpop].max() > 0.5  # few shoppers, so many items have equally many buyers
    assert view.best[mostpop, 9] > view.worst[mostpop, 9]


def test_runs_whose_ties_were_not_counted_have_no_values(main_job: MainJob, tmp_path: Path) -> None:
    shutil.copytree(main_job.folder, tmp_path / "workspace")
    for file in (tmp_path / "workspace" / "runs").glob("*/hits/cross.npz"):
        old = Hits.open(file)
        Hits(old.users, old.hit, old.relevant, old.length).save(file)
    with Session(tmp_path / "workspace") as session:
        view = Driver(session).ask(TiesQuery(main_job.study, "cross", "f1"))
    assert view.counted == (False,) * 4
    assert np.isnan(view.expected).all()


def segments(main_job: MainJob, by: str, reference: str | None = None) -> SegmentsView:
    view = main_job.driver.ask(SegmentsQuery(main_job.study, "cross", "recall", 10, by, reference))
    assert isinstance(view, SegmentsView)
    return view


def test_shoppers_are_parted_by_activity(main_job: MainJob, runs: list[Run], asked: tuple[Training, Question]) -> None:
    view = segments(main_job, "activity", main_job.run("EASE"))
    rows = np.diff(asked[0].histories.indptr)
    assert view.users.sum() == runs[0].evaluated("cross")
    for row, run in enumerate(runs):
        hits = hits_of(run, "cross")
        value = METRICS["recall"](hits)[:, 9]
        for segment, name in enumerate(view.names):
            low, _, high = name.partition("–")
            inside = (rows[hits.users] >= int(low)) & (rows[hits.users] <= int(high))
            assert view.users[segment] == inside.sum()
            assert view.mean[row, segment] == pytest.approx(value[inside].mean())
    ease = [run.id for run in runs].index(view.reference)
    assert view.difference[0] == pytest.approx(view.mean[0] - view.mean[ease])
    assert (view.state[0] == 1).tolist() == (view.users < 30).tolist()


def test_target_categories_are_parted_by_the_items_of_the_lists(
    main_job: MainJob, runs: list[Run], asked: tuple[Training, Question]
) -> None:
    view = segments(main_job, "category")
    training, question = asked
    right, labels = question.targets["cross"], training.catalogue.labels[:, 0]
    number = {int(position): item for item, position in enumerate(training.catalogue.source)}
    lists = runs[-1].lists("cross")
    segment = int(np.argmax(view.users))
    assert view.names[segment] == training.catalogue.categories[segment].as_py()
    values = []
    for user in range(len(right.counts)):
        own = {int(i) for i in right.items[right.indptr[user] : right.indptr[user + 1]] if labels[i] == segment}
        if own:
            listed = [number[int(position)] for position in lists.items[user, :10] if position >= 0]
            values.append(len(own & set(listed)) / len(own))
    assert view.users[segment] == len(values)
    assert view.mean[-1, segment] == pytest.approx(np.mean(values))


def test_the_choices_hold_the_columns_of_users_and_stores(main_job: MainJob) -> None:
    choices = segments(main_job, "tenure").choices
    assert {"activity", "category", "popularity"} <= set(choices)
    for by in choices:
        assert segments(main_job, by).users.sum() > 0


@pytest.mark.parametrize("by", ["activity", "category", "popularity"])
def test_the_shoppers_of_a_segment_are_as_many_as_it_counts(main_job: MainJob, runs: list[Run], by: str) -> None:
    view = segments(main_job, by)
    query = SegmentsQuery(main_job.study, "cross", "recall", 10, by)
    asked = hits_of(runs[0], "cross").users
    for segment, number in enumerate(view.users):
        found = main_job.driver.ask(SegmentShoppersQuery(query, segment))
        assert len(found) == number
        assert (np.diff(found) > 0).all()
        assert np.isin(found, asked).all()


def test_what_parts_nobody_is_told_in_a_sentence(main_job: MainJob) -> None:
    answer = main_job.driver.ask(SegmentsQuery(main_job.study, "cross", "f1", 10, "user:shoe_size"))
    assert isinstance(answer, Problem)
    assert answer.code == "segments-unknown"
    deep = main_job.driver.ask(SegmentsQuery(main_job.study, "cross", "f1", 99, "activity"))
    assert isinstance(deep, Problem)
    assert deep.code == "depth-exceeded"


def test_a_list_of_everything_is_parted(everything: tuple[Driver, str]) -> None:
    driver, study = everything
    view = driver.ask(DecompositionQuery(study))
    recall = driver.ask(CompareQuery(study)).curves["any", "recall"]
    assert [run.name for run in view.runs] == ["EASE"]
    assert view.parts == ("repeat", "in", "cross", "unlabelled")
    np.testing.assert_allclose(view.contribution.sum(axis=1), recall)
    np.testing.assert_allclose(view.share.sum(axis=1), 1.0)
    assert view.users[0] > view.users[2] > 0


def test_a_study_that_did_not_rank_everything_has_no_parts(main_job: MainJob) -> None:
    assert main_job.driver.ask(DecompositionQuery(main_job.study)).runs == ()


def test_what_lists_are_like_is_told_of_every_run(
    main_job: MainJob, runs: list[Run], asked: tuple[Training, Question]
) -> None:
    view = main_job.driver.ask(BeyondQuery(main_job.study, "cross"))
    assert isinstance(view, BeyondView)
    training = asked[0]
    lists = runs[0].lists("cross").items[:, :10]
    listed = np.unique(lists[lists >= 0])
    assert view.curves["coverage"][0, 9] == pytest.approx(len(listed) / view.candidates)
    buyers = np.asarray((training.histories.binary(training.catalogue.kept) > 0).sum(axis=0)).ravel()
    of = dict(zip(training.catalogue.source.tolist(), buyers.tolist(), strict=False))
    surprise = [
        -np.mean([np.log2(of[int(item)] / len(training.histories)) for item in row if item >= 0]) for row in lists
    ]
    assert view.curves["novelty"][0, 9] == pytest.approx(np.mean(surprise))
    hits = hits_of(runs[0], "cross")
    reach = hits.hit[:, :10].any(axis=1).sum() / runs[0].active
    assert view.curves["active-hit-rate"][0, 9] == pytest.approx(reach)
    assert (view.curves["category-hit-rate"] >= view.curves["active-hit-rate"]).all()
    labels, past = training.catalogue.labels[:, 0], training.histories
    shares = []
    for user, found, relevant in zip(hits.users, hits.hit[:, :10].sum(axis=1), hits.relevant, strict=True):
        seen = labels[past.items[past.indptr[user] : past.indptr[user + 1]]]
        candidates = (~np.isin(labels[: training.catalogue.kept], seen)).sum()
        shares.append(1 - (10 - found + relevant - found) / candidates)
    assert view.curves["accuracy"][0, 9] == pytest.approx(np.mean(shares))
    for name, curve in view.curves.items():
        assert curve.shape == (4, 20), name
        assert np.isfinite(curve[:, 1:]).all(), name


def test_runs_without_probabilities_have_no_reliability(main_job: MainJob) -> None:
    for k in (10, None):
        view = main_job.driver.ask(ProbabilityQuery(main_job.run("EASE"), "cross", k))
        assert len(view.pairs) == 0
        assert len(view.threshold) == 0
