"""Every figure of a report is one of the study's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from engine.evaluation import Hits
from engine.evaluation.metrics import f1
from engine.monitor import Monitor
from engine.output.report import numbers
from engine.session.control import Control
from engine.session.messages.comparing import EvidenceQuery, EvidenceView
from engine.session.queries import desk
from engine.studies import parse_study, run_study
from engine.workspace import Workspace
from engine.workspace.ceilings import read_ceilings
from tests.engine.output.report.conftest import Read, read_report
from tests.engine.shop import Finished

METRICS = ("f1", "precision", "recall", "ndcg", "hit_rate")
K = 10


@pytest.fixture(scope="module")
def evidence(finished: Finished) -> EvidenceView:
    ease = next(run.id for run in finished.runs if run.entry.model == "ease")
    with desk(finished.workspace.folder, True) as answer:
        found = answer(EvidenceQuery(finished.entry.id, "cross", ease), Control())
    assert isinstance(found, EvidenceView)
    return found


def row_of(finished: Finished, name: str) -> int:
    return next(row for row, run in enumerate(finished.runs) if run.name == name)


@pytest.mark.parametrize(("table", "scope"), [("runs-means", "cross"), ("runs-all-means", "all")])
def test_means_are_those_of_metrics_csv(english: Read, finished: Finished, table: str, scope: str) -> None:
    stated = pd.read_csv(finished.out / "metrics.csv").query(f"scope == '{scope}' and k == {K}")
    head, *rows = english.tables[table]
    assert head[1 : 1 + len(METRICS)] == ["F1@10", "P@10", "R@10", "NDCG@10", "Reach@10"]
    assert {row[0] for row in rows} == {run.name for run in finished.runs if scope in run.scopes}
    for name, *cells in rows:
        for metric, cell in zip(METRICS, cells, strict=False):
            (found,) = stated[(stated["run"] == name) & (stated["metric"] == metric)].itertuples()
            ends = f"{numbers.metric(found.ci_low)} to {numbers.metric(found.ci_high)}"
            assert cell == f"{numbers.metric(found.value)} | {ends}"


def test_claims_are_those_of_the_compare_screen(english: Read, finished: Finished, evidence: EvidenceView) -> None:
    rows = english.tables["runs-claims"][1:]
    assert len(rows) == evidence.tested == 4
    for name, change, _, interval, p, both, *_ in rows:
        row = row_of(finished, name)
        assert change == numbers.percent(float(evidence.ratio[row, K - 1]) - 1, signs=True)
        ends = [numbers.percent(float(end) - 1, signs=True) for end in evidence.ratio_interval[row, :, K - 1]]
        assert interval == " to ".join(ends)
        assert p == numbers.p_value(float(evidence.p[row]))
        assert both == f"{evidence.better[row, K - 1]} / {evidence.worse[row, K - 1]}"


def test_other_scopes_have_no_p(english: Read) -> None:
    assert "p, Holm" in english.tables["runs-claims"][0]
    assert "p, Holm" not in english.tables["runs-all-claims"][0]


def test_seeds_stand_apart_in_the_means_and_together_in_the_claims(english: Read) -> None:
    names = [row[0] for row in english.tables["runs-means"][1:]]
    assert {"tiny (seed 3)", "tiny (seed 4)"} <= set(names)
    assert sum(row[0].startswith("tiny") for row in english.tables["runs-claims"][1:]) == 1
    assert "mean of 2 seeds" in english.sections["runs"]


def test_shoppers_and_what_the_filter_hides_are_those_of_the_manifest(english: Read, finished: Finished) -> None:
    rows = {row[0]: row[1:] for row in english.tables["hidden"][1:]}
    for scope, name in (("cross", "Cross"), ("repeat", "Repeat")):
        told = next(run for run in finished.runs if scope in run.scopes).manifest["users"]["scopes"][scope]
        assert rows[name][1:4] == [
            str(told["evaluated"]),
            numbers.count(told["relevant"]),
            numbers.count(told["relevant_of_filtered_items"]),
        ]


def test_the_ceilings_are_those_of_the_studys_folder(english: Read, finished: Finished) -> None:
    stored = read_ceilings(finished.entry.folder / "ceilings.parquet")
    kept = {each.kind: each for each in stored if each.scope == "cross"}
    rows = {row[0]: row[2] for row in english.tables["ceilings"][1:]}
    assert rows["Random order"] == numbers.metric(float(kept["random"].curves["f1"][K - 1]))
    assert rows["Perfect list"] == numbers.metric(float(kept["perfect"].curves["f1"][K - 1]))


def test_segments_hold_every_evaluated_shopper(english: Read, finished: Finished) -> None:
    told = finished.runs[0].manifest["users"]["scopes"]["cross"]
    for table in ("by-activity", "by-categories"):
        assert sum(int(row[2]) for row in english.tables[table][1:]) == told["evaluated"]


def test_segments_of_few_shoppers_say_nothing(english: Read) -> None:
    few = [row for row in english.tables["by-activity"][1:] if int(row[2]) < 30]
    assert few
    assert all(row[1] == "too few shoppers to say anything" and row[3:] == ["", "", "", ""] for row in few)


def test_the_shopper_who_gains_most_does(english: Read, finished: Finished) -> None:
    means = [row for row in english.tables["runs-means"][1:] if row[0] != "EASE"]
    lead = finished.runs[row_of(finished, means[0][0])]
    ease = finished.runs[row_of(finished, "EASE")]
    first, second = (Hits.open(run.hits_file("cross")) for run in (lead, ease))
    apart = f1(first)[:, K - 1] - f1(second)[:, K - 1]
    place = int(np.argmax(apart))
    rows = english.tables["lists-gains"][1:]
    assert [row[1] == "✓" for row in rows] == first.hit[place, : len(rows)].tolist()
    assert [row[3] == "✓" for row in rows] == second.hit[place, : len(rows)].tolist()
    assert f"F1@10 {numbers.metric(f1(first)[place, K - 1])} with {lead.name}" in english.sections["examples"]


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


def test_over_several_windows_claims_are_those_of_the_compare_screen(shop: Workspace, tmp_path: Path) -> None:
    study = run_study(parse_study(ROLLING), shop, Monitor(), device="cpu")
    report = read_report(shop, study.id, tmp_path / "out.html")
    base, mine = study.runs
    with desk(shop.folder, True) as answer:
        view = answer(EvidenceQuery(study.id, "cross", base), Control())
    assert isinstance(view, EvidenceView)
    ((_, change, _, interval, p, *_),) = report.tables["runs-claims"][1:]
    assert change == numbers.percent(float(view.ratio[1, 4]) - 1, signs=True)
    ends = [numbers.percent(float(end) - 1, signs=True) for end in view.ratio_interval[1, :, 4]]
    assert interval == " to ".join(ends)
    assert p == numbers.p_value(float(view.p[1]))
    windows = report.tables["by-window"][1:]
    assert [row[0] for row in windows[:-1]] == ["1 May 2024", "1 Jun 2024", "1 Jul 2024"]
    assert [row[1] for row in windows[:-1]] == [
        numbers.percent(float(ratio) - 1, signs=True) for ratio in view.window_ratio[1, :, 4]
    ]
    assert "3 test windows" in report.sections["question"]
    assert mine != base


def test_it_says_how_to_verify_every_run(english: Read, finished: Finished) -> None:
    for run in finished.runs:
        assert f"main.py verify {run.id}" in english.sections["manifest"]
        assert run.dataset_hash in english.sections["manifest"]


def test_it_counts_the_studies_that_have_read_the_test(english: Read) -> None:
    assert "the only study of this workspace" in english.sections["manifest"]
