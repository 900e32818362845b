"""The export of one run's lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from engine.errors import UserError
from engine.monitor import Cancelled, Monitor
from engine.output import export_lists
from engine.workspace import Run
from tests.engine.shop import Finished


@pytest.fixture
def ease(finished: Finished) -> Run:
    return next(run for run in finished.runs if run.name == "EASE")


def test_an_export_says_how_much_it_wrote(finished: Finished, ease: Run, tmp_path: Path) -> None:
    out = tmp_path / "lists.csv"
    done = export_lists(ease, finished.data, out, scope="all")
    assert (done.out, done.rows, done.bytes) == (out, len(pd.read_csv(out)), out.stat().st_size)


def test_all_users_at_full_depth_are_the_studys_own_lists(finished: Finished, ease: Run, tmp_path: Path) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv", scope="in")
    written = pd.read_csv(finished.out / "lists.csv").query("run == 'EASE' and scope == 'in'").reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "lists.csv"), written, check_dtype=False)


def test_a_smaller_k_is_the_head_of_the_list(finished: Finished, ease: Run, tmp_path: Path) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv", scope="all", k=3)
    assert set(pd.read_csv(tmp_path / "lists.csv").groupby("user")["rank"].max()) == {3}


def test_asked_users_come_in_the_order_of_asking(finished: Finished, ease: Run, tmp_path: Path) -> None:
    export_lists(ease, finished.data, tmp_path / "lists.csv", scope="all", k=1, users=["7", "3", "60"])
    assert list(pd.read_csv(tmp_path / "lists.csv")["user"]) == [7, 3, 60]


def test_a_k_beyond_the_stored_depth_is_refused_and_the_depth_named(
    finished: Finished, ease: Run, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="max_k = 12"):
        export_lists(ease, finished.data, tmp_path / "lists.csv", k=13)
    assert list(tmp_path.iterdir()) == []


def test_a_k_of_nothing_is_refused(finished: Finished, ease: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="at least 1"):
        export_lists(ease, finished.data, tmp_path / "lists.csv", k=0)


def test_unknown_users_are_refused_by_name(finished: Finished, ease: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no list for shopper nobody, 999"):
        export_lists(ease, finished.data, tmp_path / "lists.csv", users=["1", "nobody", "999"])
    assert list(tmp_path.iterdir()) == []


def test_a_scope_that_was_not_ranked_is_refused(finished: Finished, tmp_path: Path) -> None:
    tiny = next(run for run in finished.runs if run.entry.model == "tiny")
    with pytest.raises(UserError, match='no lists in the scope "repeat"; it has cross, all'):
        export_lists(tiny, finished.data, tmp_path / "lists.csv", scope="repeat")


def test_another_state_of_the_dataset_is_refused(finished: Finished, ease: Run, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="another state of the dataset shop"):
        export_lists(ease, replace(finished.data, hash="0" * 64), tmp_path / "lists.csv")


def test_a_cancelled_export_leaves_the_old_file(finished: Finished, ease: Run, tmp_path: Path) -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    (tmp_path / "lists.csv").write_text("old")
    with pytest.raises(Cancelled):
        export_lists(ease, finished.data, tmp_path / "lists.csv", monitor=Impatient())
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(finished: Finished, ease: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        export_lists(ease, finished.data, tmp_path / "file" / "lists.csv")
