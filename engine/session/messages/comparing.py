"""What Compare asks besides the curves: what may be claimed of them, and the settings in which runs differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.session.messages.core import Query, RunId, RunRow, StudyId

__all__ = ["EvidenceQuery", "EvidenceView", "GainersQuery", "SettingRow", "SettingsQuery", "SettingsView"]

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting that is not alike in all runs.

    Attributes:
        group: "model" for settings of the recommender, "question" for those of the protocol, "made" for what the run
            was made with: seed, device, libraries.
        name: as the study file writes it; parts of tables are joined by dots.
        values: one text a run; None where the run has no such setting.
        differs: two runs that have the setting have other values; else only some have it at all.
    """

    group: Literal["model", "question", "made"]
    name: str
    values: tuple[str | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The runs in the order of the comparison, and what sets them apart; settings that differ come first."""

    runs: tuple[RunRow, ...]
    rows: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True)
class SettingsQuery(Query[SettingsView]):
    """Reads the manifests of a study's finished runs."""

    study: StudyId


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What may be claimed of a study's runs in one scope; arrays over K have column j for K = j + 1.

    Runs that differ in their seed alone are compared as one, by per-shopper values averaged over the seeds: they share
    their rows of everything but the bands. Rows of the reference and of runs that were not ranked are NaN or 0.

    Attributes:
        runs: ids, in the order of the comparison.
        reference: the run that the others are held against; "" where there is none.
        metric: what the differences are of.
        question: whether this is the study's one question, but for K: its metric, scope and reference.
        question_k: the cutoff of that question.
        bands: by metric float64[runs, 2, k], 95 % simultaneous.
        difference: float64[runs, k], mean paired difference to the reference.
        sign: int32[runs, k], 1 or -1 where a run is shown to be better or worse, else 0: at the study's question the
            corrected test decides, elsewhere the band over all K.
        band: float64[runs, 2, k], 95 % simultaneous band of the difference.
        interval: float64[runs, 2, k], pointwise.
        ratio: float64[runs, k], mean over the reference's mean; NaN where that is 0.
        ratio_interval: float64[runs, 2, k], pointwise 95 %.
        detectable: float64[runs, k], the smallest difference that would have been found with 80 % power.
        p: float64[runs], randomisation test at question_k, after Holm over all runs but the reference; NaN unless this
            is the question.
        seeds: int32[runs], how many are averaged.
        deviation: float64[runs, k], standard deviation of the mean between them; NaN for a single one.
        step: float64[runs, k], width of a bar of gains.
        losing, gaining: int32[runs, k, bars], shoppers by size of their change, the smallest first.
        better, worse: int32[runs, k], shoppers who gain and who lose.
        stretches: by run, where the band over all K shows a difference, as (first K, last K, sign).
        reference_mean: float64[k], of the metric, over the reference's seeds.
        windows: the cuts of the tests; with several, means are over all pairs of a shopper and a window, and all
            windows of a shopper are drawn together.
        window_ratio: float64[runs, windows, k], ratio in each window alone; NaN for the reference.
        tested: how many runs were held against the reference at once, seeds counted once.
    """

    study: StudyId
    scope: str
    runs: tuple[RunId, ...]
    reference: RunId
    metric: str
    question: bool
    question_k: int
    bands: Mapping[str, Floats]
    difference: Floats
    sign: Counts
    band: Floats
    interval: Floats
    ratio: Floats
    ratio_interval: Floats
    detectable: Floats
    p: Floats
    seeds: Counts
    deviation: Floats
    step: Floats
    losing: Counts
    gaining: Counts
    better: Counts
    worse: Counts
    stretches: tuple[tuple[tuple[int, int, int], ...], ...]
    reference_mean: Floats
    windows: tuple[str, ...]
    window_ratio: Floats
    tested: int


@dataclass(frozen=True, slots=True)
class EvidenceQuery(Query[EvidenceView]):
    """Resamples the shoppers of a study's finished runs; seconds for many shoppers.

    Attributes:
        reference: the run that the others are held against.
        metric: of what the differences are.
    """

    study: StudyId
    scope: str
    reference: RunId
    metric: str = "f1"


@dataclass(frozen=True, slots=True)
class GainersQuery(Query[npt.NDArray[np.int32]]):
    """The shoppers who gain or lose, as positions in the dataset: int32, ascending.

    Attributes:
        of: the evidence that counts them.
        run: the run that is held against the reference.
        sign: 1 for those who gain, -1 for those who lose.
    """

    of: EvidenceQuery
    run: RunId
    k: int
    sign: int
