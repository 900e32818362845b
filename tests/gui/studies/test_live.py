"""What a running study tells becomes curves, levels, parts of a bar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.session import CurveAt, MetricPoint, RunStudy
from gui import words
from gui.jobs import JobEntry
from gui.studies.live import KEPT, Live, Trace
from gui.studies.model import EpochsModel
from gui.studies.pieces import pieces
from gui.studies.progress_words import headline


def told(*points: tuple[str, str, float, float]) -> Live:
    live = Live()
    for part, name, step, value in points:
        live.take_metric(MetricPoint(1, part, name, step, value))
    return live


STUDY = told(
    ("MostPop", "validation f1@10", 0, 0.03),
    ("EASE", "validation f1@10", 0, 0.04),
    ("ranking", "loss", 0.5, 0.8),
    ("ranking", "loss", 1.0, 0.6),
    ("ranking", "validation loss", 1, 0.7),
    ("Pipeline", "validation f1@10", 1, 0.038),
    ("ranking", "loss", 2.0, 0.5),
    ("Pipeline", "validation f1@10", 2, 0.044),
    ("Pipeline", "validation f1@10", 3, 0.042),
)


def test_closed_forms_are_levels_and_the_learner_is_a_curve() -> None:
    assert STUDY.trained() == "Pipeline"
    assert STUDY.levels() == [("MostPop", 6, 0.03), ("EASE", 1, 0.04)]


def test_the_best_epoch_is_that_of_the_highest_validation() -> None:
    assert STUDY.best() == (2, 0.044)


def test_an_unknown_run_takes_the_next_free_number() -> None:
    live = told(
        ("Pipeline", "validation f1@10", 0, 1), ("BPR", "validation f1@10", 0, 1), ("GFCF", "validation f1@10", 0, 1)
    )
    assert [live.numbers[name] for name in ("Pipeline", "BPR", "GFCF")] == [0, 3, 5]


def test_a_loss_that_begins_anew_replaces_the_one_before() -> None:
    trace = Trace()
    for step in (0.5, 1.0, 0.5):
        trace.add(step, step)
    assert trace.steps == [0.5]


def test_losses_of_the_final_fit_are_not_mixed_into_those_of_the_tuning() -> None:
    live = Live()
    live.take_step("Pipeline, tuning: ranking: epoch 1 of 2")
    for step in (0.5, 1.0):
        live.take_metric(MetricPoint(1, "ranking", "loss", step, step))
    live.take_step("Pipeline, final fit: ranking: epoch 1 of 1")
    live.take_metric(MetricPoint(1, "ranking", "loss", 0.5, 9.0))
    live.take_metric(MetricPoint(1, "ranking", "loss", 1.5, 9.0))
    assert live.losses["ranking", "loss"].values == [0.5, 1.0]
    live.take_step("Pipeline 2, tuning: ranking: epoch 1 of 2")
    live.take_metric(MetricPoint(1, "ranking", "loss", 0.5, 7.0))
    assert live.losses["ranking", "loss"].values == [7.0]


def test_a_long_loss_is_thinned_and_keeps_its_span() -> None:
    trace = Trace()
    for step in range(10 * KEPT):
        trace.add(step, 0.0)
    steps, _ = trace.arrays()
    assert len(steps) <= 2 * KEPT
    assert steps[0] == 0
    assert steps[-1] >= 10 * KEPT - 40


def test_epochs_stand_newest_first_with_the_mean_loss_of_their_batches() -> None:
    model = EpochsModel()
    model.show(STUDY)
    assert [model.index(row, 0).data() for row in range(3)] == ["3", "2", "1"]
    assert model.index(2, 1).data() == "0.7000"
    assert model.index(2, 2).data() == "0.7000"
    assert model.index(1, 4).data() == "+10.0\N{NO-BREAK SPACE}%"
    assert model.index(0, 1).data() == ""


def test_only_curves_of_f1_are_kept() -> None:
    live = Live()
    live.take_curve(CurveAt(1, "EASE", "f1", 0, np.ones(3)))
    live.take_curve(CurveAt(1, "EASE", "recall", 0, np.zeros(3)))
    assert list(live.curves["EASE"]) == [0]
    assert live.curves["EASE"][0].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("step", "part", "planned"),
    [
        ("Pipeline, tuning: ranking: epoch 3 of 8", "ranking", 8),
        ("Pipeline, final fit: past cut 2 of 6: profile: epoch 1 of 4", "profile", 4),
    ],
)
def test_planned_epochs_are_read_out_of_the_step(step: str, part: str, planned: int) -> None:
    live = Live()
    live.take_step(step)
    assert live.planned == {part: planned}


def test_the_bar_has_a_part_a_recommender_and_the_stages_of_the_one_at_work() -> None:
    entry = JobEntry(1, RunStudy(Path("quick.toml")), state="running", fraction=0.6)
    entry.parts = [
        ("", 0.0),
        ("EASE, tuning", 0.1),
        ("EASE", 0.2),
        ("Pipeline, tuning", 0.3),
        ("Pipeline, final fit", 0.5),
    ]
    entry.details = {"Pipeline, final fit": "ranking: epoch 1 of 2"}
    made = pieces(entry, "Preparing")
    assert [piece.title for piece in made] == ["Preparing", "EASE", "Pipeline, tuning", "Pipeline, final fit"]
    assert [piece.begin for piece in made] == [0.0, 0.1, 0.3, 0.5]
    assert made[-1].end == 1.0
    assert made[-1].done == pytest.approx(0.2)
    assert made[-1].remark == "ranking, epoch 1 of 2"
    assert [piece.current for piece in made] == [False, False, False, True]


def test_a_finished_job_has_one_part_a_recommender() -> None:
    entry = JobEntry(1, RunStudy(Path("quick.toml")), state="finished", fraction=1.0)
    entry.parts = [("EASE, tuning", 0.0), ("EASE", 0.2), ("Pipeline, tuning", 0.3), ("Pipeline, final fit", 0.5)]
    assert [piece.title for piece in pieces(entry, "")] == ["EASE", "Pipeline"]


def expecting(**changed: object) -> JobEntry:
    entry = JobEntry(1, RunStudy(Path("quick.toml")), state="running", fraction=0.3)
    entry.expected = (("EASE, tuning", 0.1), ("EASE", 0.2), ("Pipeline, tuning", 0.4), ("Pipeline", 0.8))
    entry.parts = [("", 0.0), ("EASE, tuning", 0.1), ("EASE", 0.25)]
    return replace(entry, **changed)  # type: ignore[arg-type]


def test_what_is_to_come_has_its_place_on_the_bar() -> None:
    made = pieces(expecting(), "Preparing")
    assert [(piece.title, piece.to_come) for piece in made[-2:]] == [("EASE", False), ("Pipeline", True)]
    assert (made[-1].begin, made[-1].end) == (0.4, 1.0)


def test_a_part_begins_where_it_was_expected_not_where_it_was_first_heard_of() -> None:
    (ease,) = [piece for piece in pieces(expecting(), "") if piece.current]
    assert (ease.begin, ease.end) == (0.2, 0.4)
    assert ease.done == pytest.approx(0.5)


def test_the_stages_to_come_of_the_one_at_work_are_parts_of_their_own() -> None:
    entry = expecting(fraction=0.5, parts=[("", 0.0), ("EASE", 0.2), ("Pipeline, tuning", 0.4)])
    assert [piece.title for piece in pieces(entry, "Preparing")][-2:] == ["Pipeline, tuning", "Pipeline"]


def test_before_a_rate_is_known_the_estimate_is_told_as_one() -> None:
    said = headline(expecting(left=250.0, measured=False), 0, 2)
    assert said == f"Measuring; about {words.duration(250.0)} expected"


def test_a_measured_time_left_is_told_plainly() -> None:
    assert headline(expecting(left=250.0, measured=True), 0, 2) == f"{words.duration(250.0)} left"
