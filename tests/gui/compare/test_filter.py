"""The filter over the runs, on curves made in sight."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.session import CompareView, RunRow, ScopeRow, StudyRow
from gui.compare.filter import BadFilter, matching
from gui.compare.lead import lead_words
from gui.compare.means import Means

STUDY = StudyRow("s", "Study", "shop", "category", "2024-01-01", ("cross",), 3, ("a", "b", "c"), "2024-02-01")


def means(f1: list[list[float]], pinned: str = "", reference: str = "") -> Means:
    """Runs "EASE", "Bücher 中文", "MostPop", … with these F1 curves; precision is twice as high."""
    names = ["EASE", "Bücher 中文", "MostPop"]
    models = ["ease", "pipeline", "mostpop"]
    runs = tuple(
        RunRow("abc"[i], names[i], models[i], i, i, float(10 * i + 1), has_probability=False) for i in range(len(f1))
    )
    curves = {("cross", "f1"): np.array(f1), ("cross", "precision"): 2 * np.array(f1)}
    return Means(
        CompareView(STUDY, runs, (ScopeRow("cross", 4, 5, (("inactive", 1),)),), curves, reference), "cross", pinned
    )


THREE = [[0.1, 0.2, 0.30], [0.2, 0.3, 0.05], [0.0, 0.1, 0.20]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", [0, 1, 2]),
        ("f1@2 > 0.15", [0, 1]),
        ("f1 >= 0.2", [0, 2]),
        ("F1@1>10%", [1]),
        ("p@2 < 0.3", [2]),
        ("f1@2 = 0.2", [0]),
        ("ease", [0]),
        ("中文", [1]),
        ("seed 1", [1]),
        ("fit > 5, f1@3 > 0.1", [2]),
        ("pipeline and f1@1 ≥ 0.2", [1]),
        ("no such run", []),
    ],
)
def test_a_filter_keeps_runs_by_name_and_by_figure(text: str, kept: list[int]) -> None:
    assert np.flatnonzero(matching(text, means(THREE), 3)).tolist() == kept


@pytest.mark.parametrize("text", ["f7 > 0.1", "f1@9 > 0.1", "f1@0 > 0.1", "f1 > many", "> 0.1", "f1@x > 1"])
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadFilter, match=r"\.$"):
        matching(text, means(THREE), 3)


def test_a_run_that_was_not_ranked_fits_no_condition() -> None:
    assert not matching("f1 < 1", means([[np.nan] * 3, [0.1] * 3]), 3)[0]


def test_the_pinned_run_comes_before_the_studys_own_reference() -> None:
    first, second, third = (means(THREE, pinned, own).reference() for pinned, own in (("c", "b"), ("", "b"), ("", "")))
    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.id, second.id, third.id] == ["c", "b", "a"]


def test_equal_means_are_called_the_same_and_not_a_lead() -> None:
    sentence, _ = lead_words(means([[0.1] * 3, [0.1] * 3]), 2)
    assert sentence == "EASE and Bücher 中文 have the same mean at K = 2"


def test_a_reference_without_a_hit_is_named_instead_of_divided_by() -> None:
    sentence, _ = lead_words(means([[0.0] * 3, [0.1] * 3]), 2)
    assert sentence == "Bücher 中文 has the highest mean at K = 2; EASE has no hit"


def test_no_hit_at_all_is_no_lead() -> None:
    sentence, evidence = lead_words(means([[0.0] * 3, [0.0] * 3]), 2)
    assert sentence == "No run has a hit at K = 2"
    assert "Try a larger K" in evidence


def test_one_run_is_not_compared() -> None:
    sentence, evidence = lead_words(means([[0.1] * 3]), 2)
    assert sentence == "EASE is the only run so far"
    assert "second run" in evidence


def test_a_name_from_right_to_left_does_not_turn_the_figures_round() -> None:
    found = means([[0.1] * 3, [0.2] * 3])
    arabic = dataclasses.replace(found.runs[1], name="نموذج")
    found.runs = (found.runs[0], arabic)
    assert "\u2068نموذج\u2069 has the highest mean at K = 2" in lead_words(found, 2)[0]


def test_runs_of_one_name_are_told_apart_by_their_seeds() -> None:
    found = means([[0.1] * 3, [0.2] * 3])
    found.runs = (found.runs[0], dataclasses.replace(found.runs[1], name="EASE"))
    assert [found.label(run) for run in found.runs] == ["EASE, seed 0", "EASE, seed 1"]
    assert lead_words(found, 2)[0].startswith("EASE, seed 1 has the highest mean")
