"""metrics.csv, lists.csv and manifest.json are exactly as they were agreed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from engine.errors import UserError
from engine.evaluation import METRICS, Hits, Intervals
from engine.monitor import Cancelled, Monitor
from engine.output import write_outputs
from tests.engine.shop import Finished

NAMES = ["precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate"]


@pytest.fixture(scope="module")
def metrics(finished: Finished) -> pd.DataFrame:
    return pd.read_csv(finished.out / "metrics.csv")


@pytest.fixture(scope="module")
def lists(finished: Finished) -> pd.DataFrame:
    return pd.read_csv(finished.out / "lists.csv", dtype={"reason": str})


def test_metrics_have_the_agreed_columns_in_order(metrics: pd.DataFrame) -> None:
    wanted = ["run", "model", "seed", "window", "scope", "metric", "k", "value", "ci_low", "ci_high", "users"]
    assert list(metrics.columns) == wanted


def test_lists_have_the_agreed_columns_in_order(lists: pd.DataFrame) -> None:
    wanted = ["run", "scope", "user", "rank", "item", "title", "category", "score", "probability", "hit", "reason"]
    assert list(lists.columns) == wanted


def test_every_metric_stands_at_every_k_in_every_ranked_scope(metrics: pd.DataFrame) -> None:
    groups = metrics.groupby(["run", "scope"])
    assert len(groups) == 4 * 4 + 2 * 2
    for _, group in groups:
        assert list(group["metric"].unique()) == NAMES + [f"active_{name}" for name in NAMES]
        assert (group.groupby("metric")["k"].apply(list).map(lambda ks: ks == list(range(1, 13)))).all()


def test_a_seed_of_its_own_makes_a_run_of_its_own(metrics: pd.DataFrame) -> None:
    tiny = metrics[metrics["model"] == "tiny"]
    assert set(zip(tiny["run"], tiny["seed"], strict=True)) == {("tiny (seed 3)", 3), ("tiny (seed 4)", 4)}


def test_closed_forms_run_with_one_seed(metrics: pd.DataFrame) -> None:
    closed = metrics[metrics["model"] != "tiny"]
    assert set(closed["run"]) == {"MostPop", "Category-pop", "ItemKNN", "EASE"}
    assert set(closed["seed"]) == {3}


def test_the_window_is_the_cut(metrics: pd.DataFrame) -> None:
    assert set(metrics["window"]) == {"2024-06-09"}


def test_every_value_lies_in_its_interval(metrics: pd.DataFrame) -> None:
    known = metrics[metrics["users"] > 0]
    assert len(known)
    assert (known["ci_low"] <= known["value"] + 1e-9).all()
    assert (known["value"] <= known["ci_high"] + 1e-9).all()
    assert (known["ci_low"] < known["ci_high"]).any()


def test_intervals_are_the_stored_ones(finished: Finished, metrics: pd.DataFrame) -> None:
    run = finished.runs[0]
    file = run.intervals_file("cross")
    assert file is not None
    low, high = Intervals.open(file).pointwise["active_f1"]
    rows = metrics[(metrics["run"] == run.name) & (metrics["scope"] == "cross") & (metrics["metric"] == "active_f1")]
    np.testing.assert_allclose(rows[["ci_low", "ci_high"]].to_numpy().T, [low, high], rtol=0, atol=1e-15)


def test_values_by_user_have_the_means_of_the_metrics(finished: Finished, metrics: pd.DataFrame) -> None:
    values = pd.read_parquet(finished.out / "values.parquet")
    means = values.groupby(["run", "scope"], observed=True)["f1@10"].mean()
    theirs = metrics[(metrics["metric"] == "f1") & (metrics["k"] == 10)].set_index(["run", "scope"])["value"]
    for key, mean in theirs[theirs.notna()].items():
        assert means[key] == pytest.approx(mean, abs=1e-6)


def test_values_name_users_as_the_source_does(finished: Finished) -> None:
    values = pd.read_parquet(finished.out / "values.parquet")
    assert set(values["user"]) <= set(finished.data.users.ids.to_pylist())


def test_values_are_the_means_of_the_stored_hits(finished: Finished, metrics: pd.DataFrame) -> None:
    run = finished.runs[0]
    hits = Hits.open(run.hits_file("cross"))
    ours = metrics[(metrics["run"] == run.name) & (metrics["scope"] == "cross")]
    for name, metric in METRICS.items():
        rows = ours[ours["metric"] == name]
        np.testing.assert_allclose(rows["value"], metric(hits).mean(axis=0), rtol=0, atol=1e-15)
        assert set(rows["users"]) == {len(hits.users)}


def test_active_means_count_active_users_with_zeros(finished: Finished, metrics: pd.DataFrame) -> None:
    run = finished.runs[0]
    evaluated = metrics.query("run == @run.name and scope == 'cross' and metric == 'recall'")
    active = metrics.query("run == @run.name and scope == 'cross' and metric == 'active_recall'")
    assert set(active["users"]) == {run.active}
    totals = evaluated["value"].to_numpy() * evaluated["users"].to_numpy()
    np.testing.assert_allclose(active["value"].to_numpy() * run.active, totals)


def test_every_user_with_history_has_a_list_in_every_scope(finished: Finished, lists: pd.DataFrame) -> None:
    users = finished.runs[0].manifest["users"]["with_history"]
    everyone = lists[lists["scope"] == "all"].groupby("run")["user"].nunique()
    assert set(everyone) == {users}


def test_ids_are_those_of_the_source(lists: pd.DataFrame) -> None:
    assert lists["user"].between(1, 60).all()
    assert lists["item"].between(100, 179).all()


def test_ranks_count_from_one_without_a_gap(lists: pd.DataFrame) -> None:
    for _, ranks in lists.groupby(["run", "scope", "user"])["rank"]:
        assert list(ranks) == list(range(1, len(ranks) + 1))


def test_scores_never_rise_with_the_rank(lists: pd.DataFrame) -> None:
    steps = lists.groupby(["run", "scope", "user"])["score"].diff().dropna()
    assert (steps <= 0).all()


def test_several_categories_are_joined_with_a_bar(lists: pd.DataFrame) -> None:
    assert set(lists.loc[lists["item"] == 103, "category"]) == {"shelf 3|shelf 9"}


def test_a_title_with_commas_and_quotation_marks_reads_back(lists: pd.DataFrame) -> None:
    assert set(lists.loc[lists["item"] == 104, "title"]) == {'Beans, "extra" fine'}


def test_a_reason_names_what_the_user_bought_and_only_of_a_sum(finished: Finished, lists: pd.DataFrame) -> None:
    given = lists.groupby("run")["reason"].apply(lambda column: column.notna().any())
    assert set(given[given].index) == {"EASE", "ItemKNN"}
    log, items = finished.data.log, finished.data.items.ids
    bought = {
        user: set(items.take(pa.array(log.items[begin:end])).to_pylist())
        for user, begin, end in zip(finished.data.users.ids.to_pylist(), log.indptr, log.indptr[1:], strict=False)
    }
    for row in lists.dropna(subset="reason").itertuples():
        named = str(row.reason).split("|")
        assert 1 <= len(named) <= 3
        assert set(named) <= bought[str(row.user)]


def test_a_probability_stands_only_where_the_model_gives_one(lists: pd.DataFrame) -> None:
    given = lists.groupby("run")["probability"].apply(lambda column: column.notna().all())
    missing = lists.groupby("run")["probability"].apply(lambda column: column.isna().all())
    assert set(given[given].index) == {"tiny (seed 3)", "tiny (seed 4)"}
    assert set(missing[missing].index) == {"MostPop", "Category-pop", "ItemKNN", "EASE"}


def test_hits_of_the_lists_add_up_to_recall(metrics: pd.DataFrame, lists: pd.DataFrame) -> None:
    stated = metrics.query("run == 'EASE' and scope == 'repeat' and metric == 'precision' and k == 12").iloc[0]
    listed = lists.query("run == 'EASE' and scope == 'repeat'")
    assert listed["hit"].sum() / 12 / stated["users"] == pytest.approx(stated["value"], abs=1e-12)


def test_the_manifest_tells_what_the_figures_rest_on(finished: Finished) -> None:
    manifest = json.loads((finished.out / "manifest.json").read_text())
    assert manifest["dataset_hash"] == finished.data.hash
    assert len(manifest["code_hash"]) == 64
    assert manifest["versions"]["torch"].startswith("2.")
    assert manifest["device"].startswith("cpu")
    assert manifest["seeds"] == [3, 4]
    assert manifest["protocol"]["split"]["horizon"] == "40d"
    assert manifest["peak_memory_bytes"] > 50e6
    assert manifest["dropped"]["split"]["items-under-min-users"] == 80 - manifest["items"]["kept"]
    assert {run["name"] for run in manifest["runs"]} >= {"EASE", "tiny (seed 4)"}
    for run in manifest["runs"]:
        assert {"tuning", "fit", "ranking", "storing"} <= set(run["timings"])


def test_left_out_users_and_evaluated_ones_add_up_in_every_scope(finished: Finished) -> None:
    users = json.loads((finished.out / "manifest.json").read_text())["users"]
    assert set(users["scopes"]) == {"cross", "in", "repeat", "all"}
    for counts in users["scopes"].values():
        assert counts["evaluated"] + sum(counts["left_out"].values()) == users["with_history"]


def test_means_over_seeds_are_means(finished: Finished, metrics: pd.DataFrame) -> None:
    manifest = json.loads((finished.out / "manifest.json").read_text())
    (entry,) = [mean for mean in manifest["means"] if mean["name"] == "tiny" and mean["scope"] == "all"]
    values = metrics.query("model == 'tiny' and scope == 'all' and metric == 'f1' and k == 10")["value"]
    assert entry["seeds"] == [3, 4]
    assert entry["metrics"]["f1@10"]["mean"] == pytest.approx(values.mean())
    assert entry["metrics"]["f1@10"]["deviation"] == pytest.approx(values.std(ddof=1))


def written(finished: Finished, out: Path, scopes: Sequence[str], monitor: Monitor) -> None:
    write_outputs(finished.entry, finished.runs, finished.data, out, scopes, monitor)


def test_only_the_asked_scopes_are_listed(finished: Finished, tmp_path: Path) -> None:
    written(finished, tmp_path, ("repeat",), Monitor())
    assert set(pd.read_csv(tmp_path / "lists.csv")["scope"]) == {"repeat"}


def test_writing_twice_gives_the_same_bytes(finished: Finished, tmp_path: Path) -> None:
    written(finished, tmp_path, finished.entry.scopes, Monitor())
    for name in ("metrics.csv", "lists.csv", "manifest.json"):
        assert (tmp_path / name).read_bytes() == (finished.out / name).read_bytes()


def test_a_cancelled_writing_leaves_no_lists_and_no_manifest(finished: Finished, tmp_path: Path) -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(finished, tmp_path, ("cross",), Impatient())
    assert {path.name for path in tmp_path.iterdir()} == {"metrics.csv", "values.parquet"}


def test_a_folder_that_cannot_be_is_refused_in_a_sentence(finished: Finished, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        written(finished, tmp_path / "file" / "out", ("cross",), Monitor())
