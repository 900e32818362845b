"""Evidence for the runs of a finished study, through the session's own desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.errors import UserError
from engine.evaluation import Hits, difference, sign_flips
from engine.evaluation.metrics import f1
from engine.monitor import Cancelled, Monitor
from engine.session import CompareQuery
from engine.session.control import Control
from engine.session.messages.comparing import EvidenceQuery, EvidenceView, GainersQuery
from engine.session.queries import desk
from engine.studies import parse_study, run_study
from engine.workspace import Run, Workspace
from tests.engine.shop import Finished


def asked(finished: Finished, query: object, control: Control | None = None) -> object:
    with desk(finished.workspace.folder, True) as answer:
        return answer(query, control or Control())  # type: ignore[arg-type]


def reference(finished: Finished) -> str:
    return next(run.id for run in finished.runs if run.entry.model == "ease")


@pytest.fixture(scope="module")
def view(finished: Finished) -> EvidenceView:
    found = asked(finished, EvidenceQuery(finished.entry.id, "cross", reference(finished)))
    assert isinstance(found, EvidenceView)
    return found


def values(finished: Finished, row: int) -> np.ndarray:
    return f1(Hits.open(finished.runs[row].hits_file("cross")))


def test_differences_are_those_of_the_stored_hits(finished: Finished, view: EvidenceView) -> None:
    base = [run.id for run in finished.runs].index(view.reference)
    row = next(row for row, run in enumerate(finished.runs) if run.entry.model == "mostpop")
    found = difference(values(finished, row), values(finished, base))
    np.testing.assert_allclose(view.difference[row], found.mean)
    np.testing.assert_allclose(view.band[row], found.band)
    np.testing.assert_allclose(view.ratio_interval[row], found.ratio_interval)
    assert (view.better[row] == found.better).all()


def test_the_p_value_is_corrected_for_every_other_run(finished: Finished, view: EvidenceView) -> None:
    base = [run.id for run in finished.runs].index(view.reference)
    raw = {
        row: sign_flips((values(finished, row) - values(finished, base))[:, [view.question_k - 1]])[0]
        for row in range(len(finished.runs))
        if view.seeds[row] == 1 and row != base and np.isfinite(view.p[row])
    }
    assert raw
    assert all(view.p[row] >= p - 1e-12 for row, p in raw.items())
    assert view.question


def test_at_the_question_the_corrected_test_decides_and_elsewhere_the_band(view: EvidenceView) -> None:
    for row in range(len(view.runs)):
        low, high = view.band[row]
        expected = (low > 0).astype(int) - (high < 0).astype(int)
        if np.isfinite(view.p[row]):
            place = view.question_k - 1
            expected[place] = np.sign(view.difference[row, place]) if view.p[row] <= 0.05 else 0
        assert (view.sign[row] == expected).all()


def test_seeds_of_one_configuration_share_their_difference(finished: Finished, view: EvidenceView) -> None:
    rows = [row for row, run in enumerate(finished.runs) if run.entry.model == "tiny"]
    assert len(rows) == 2
    assert (view.seeds[rows] == 2).all()
    assert (view.difference[rows[0]] == view.difference[rows[1]]).all()
    assert np.isfinite(view.deviation[rows[0]]).all()
    assert view.tested == 4


def test_the_reference_has_no_row_of_its_own(view: EvidenceView) -> None:
    row = view.runs.index(view.reference)
    assert np.isnan(view.difference[row]).all()
    assert np.isnan(view.p[row])
    assert view.stretches[row] == ()


def test_bands_enclose_the_curves(finished: Finished, view: EvidenceView) -> None:
    curves = asked(finished, CompareQuery(finished.entry.id)).curves  # type: ignore[attr-defined]
    for metric, bands in view.bands.items():
        means = curves["cross", metric]
        assert (bands[:, 0] <= means + 1e-6).all()
        assert (means <= bands[:, 1] + 1e-6).all()


def test_another_metric_is_not_the_studys_question(finished: Finished) -> None:
    found = asked(finished, EvidenceQuery(finished.entry.id, "cross", reference(finished), "ndcg"))
    assert isinstance(found, EvidenceView)
    assert not found.question
    assert np.isnan(found.p).all()
    assert "ndcg" in found.bands


def test_gainers_are_as_many_as_were_counted(finished: Finished, view: EvidenceView) -> None:
    row = next(row for row, run in enumerate(finished.runs) if run.entry.model == "mostpop")
    query = EvidenceQuery(finished.entry.id, "cross", view.reference)
    for sign, counts in ((1, view.better), (-1, view.worse)):
        found = asked(finished, GainersQuery(query, view.runs[row], 10, sign))
        assert isinstance(found, np.ndarray)
        assert len(found) == counts[row, 9]
        assert (np.diff(found) > 0).all()


def test_gainers_of_a_run_that_is_not_there_are_refused(finished: Finished, view: EvidenceView) -> None:
    query = EvidenceQuery(finished.entry.id, "cross", view.reference)
    with pytest.raises(UserError):
        asked(finished, GainersQuery(query, "nobody", 10, 1))


def test_a_newer_query_ends_it(finished: Finished) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        asked(finished, EvidenceQuery(finished.entry.id, "all", reference(finished)), control)


ROLLING = """
baselines = false
[protocol]
split = { kind = "rolling", horizon = "20d", test_starts = ["2024-05-01", "2024-06-01", "2024-07-01"] }
scopes = ["cross"]
max_k = 10
[primary]
k = 5
reference = "mostpop"
[[models]]
model = "mostpop"
[[models]]
model = "itemknn"
"""


@pytest.fixture(scope="module")
def rolled(shop_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A study over three windows; never write into it."""
    with Workspace.open(tmp_path_factory.mktemp("rolled")) as workspace:
        shutil.copytree(shop_folder, workspace.datasets_folder / "shop")
        workspace.refresh()
        run_study(parse_study(ROLLING), workspace, Monitor(), device="cpu")
        yield workspace


def by_shopper(run: Run) -> dict[int, list[np.ndarray]]:
    """F1@K of every window in which a shopper is evaluated."""
    found: dict[int, list[np.ndarray]] = {}
    for window in run.windows:
        hits = Hits.open(run.hits_file("cross", window))
        users = run.lists("cross", window=window).users[hits.users]
        for user, values in zip(users.tolist(), f1(hits), strict=True):
            found.setdefault(user, []).append(values)
    return found


def test_all_windows_of_a_shopper_are_drawn_together(rolled: Workspace) -> None:
    (entry,) = rolled.studies()
    runs = [rolled.find_run(run) for run in entry.runs]
    with desk(rolled.folder, True) as answer:
        view = answer(EvidenceQuery(entry.id, "cross", runs[0].id), Control())
        curves = answer(CompareQuery(entry.id), Control())
    base, mine = (by_shopper(run) for run in runs)
    assert list(base) == list(mine)
    assert max(len(windows) for windows in base.values()) > 1
    sums = [np.array([np.sum(values[user], axis=0) for user in sorted(values)]) for values in (mine, base)]
    sizes = np.array([len(base[user]) for user in sorted(base)])
    found = difference(*sums, sizes)
    np.testing.assert_allclose(view.difference[1], found.mean)
    np.testing.assert_allclose(view.band[1], found.band)
    np.testing.assert_allclose(curves.curves["cross", "f1"][1], sums[0].sum(axis=0) / sizes.sum())
    assert view.question
    assert np.isfinite(view.p[1])


def test_the_ratio_of_each_window_stands_beside(rolled: Workspace) -> None:
    (entry,) = rolled.studies()
    runs = [rolled.find_run(run) for run in entry.runs]
    with desk(rolled.folder, True) as answer:
        view = answer(EvidenceQuery(entry.id, "cross", runs[0].id), Control())
    assert view.windows == runs[0].windows == ("2024-05-01", "2024-06-01", "2024-07-01")
    for place, window in enumerate(view.windows):
        mine, theirs = (f1(Hits.open(run.hits_file("cross", window))).mean(axis=0) for run in (runs[1], runs[0]))
        with np.errstate(divide="ignore", invalid="ignore"):
            np.testing.assert_allclose(view.window_ratio[1, place], np.where(theirs > 0, mine / theirs, np.nan))
    assert np.isnan(view.window_ratio[0]).all()
