"""What a leak is worth: MostPop and EASE fitted with the leaking rows and without them, asked the same question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.models.registry import TITLES, model_class
from engine.monitor import Monitor
from engine.protocol.config import Scope
from engine.protocol.leakage import Finding
from engine.protocol.recommender import ModelConfig
from engine.protocol.split import Window
from engine.studies.refits import Moved, asked, lists_of, moved, values, without
from engine.studies.study import Primary

__all__ = ["Effect", "effects"]

MODELS = ("mostpop", "ease")
GROUPS = 4  # of shoppers by the moment they are asked; each is fitted for with what came before its first moment
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Removal = list[tuple[Rows, Bools]]  # rows of the question, and the training rows left out for them


@dataclass(frozen=True)
class Effect:
    """One baseline with a leak and without it: `moved.first` is with, `moved.second` without."""

    key: str
    model: str
    scope: str
    metric: str
    moved: Moved


def effects(
    findings: Sequence[Finding], window: Window, primary: Primary, cache: Path, monitor: Monitor
) -> list[Effect]:
    """Both scores for every leak that sits in training rows.

    Where every shopper is asked at a moment of his own, no training is clean for all: shoppers are parted into four
    groups by that moment, and each is fitted for with what is older than the group's first. What is left out is lost to
    learning too, so the difference is what the rows are worth, of which the leak is a part.

    Args:
        findings: of the window.
        cache: the folder that fits may keep things in.

    Raises:
        Cancelled: at a checkpoint.
    """
    targets = window.test.targets
    scope: Scope = primary.scope if primary.scope in targets else next(iter(targets))
    rows = np.flatnonzero(targets[scope].counts > 0)
    removals = _removals(findings, window, rows)
    if not len(rows) or not removals:
        return []
    baselines = [_Baseline(name, window, rows, primary, scope, cache) for name in MODELS]
    pairs = [(key, removal, baseline) for key, removal in removals.items() for baseline in baselines]
    found = []
    for place, (key, removal, baseline) in enumerate(pairs):
        monitor.checkpoint()
        part = monitor.part("without the leak", place / len(pairs), (place + 1) / len(pairs))
        if (worth := baseline.worth(removal, part)) is not None:
            found.append(Effect(key, TITLES[baseline.name], scope, primary.title, worth))
    return found


class _Baseline:
    """A baseline's scores with all rows, computed once, and without some; several leaks may be of the same rows."""

    def __init__(self, name: str, window: Window, rows: Rows, primary: Primary, scope: Scope, cache: Path) -> None:
        self.name = name
        self._config: ModelConfig = model_class(name).config_class(model=name)
        self._window = replace(window, validations=())  # fitted on the training itself, whatever the study does
        self._rows, self._primary, self._scope, self._cache = rows, primary, scope, cache
        self._leaky: Scores | None = None
        self._known: dict[bytes, Moved | None] = {}

    def worth(self, removal: Removal, monitor: Monitor) -> Moved | None:
        """The metric with all rows against that without; None where nobody is evaluated."""
        key = b"".join(np.packbits(mask).tobytes() for _, mask in removal)
        if key not in self._known:
            if self._leaky is None:
                self._leaky = self._score(self._rows, self._window, monitor)
            clean = np.empty(len(self._rows))
            for people, mask in removal:
                left = replace(self._window, training=without(self._window.training, mask))
                clean[np.searchsorted(self._rows, people)] = self._score(people, left, monitor)
            self._known[key] = moved(self._leaky, clean, monitor)
        return self._known[key]

    def _score(self, people: Rows, window: Window, monitor: Monitor) -> Scores:
        question = asked(window.test, people)
        lists = lists_of(self._config, 0, window, question, (self._scope,), monitor, cache=self._cache)[self._scope]
        return values(lists, people, window.test, self._primary, self._scope)


def _removals(findings: Sequence[Finding], window: Window, rows: Rows) -> dict[str, Removal]:
    """By leak: groups of the question's rows, and what is left out of the training for each."""
    question, found = window.test, {}
    for finding in findings:
        if finding.severity != "leak":
            continue
        if finding.key == "others-future":
            found[finding.key] = _by_moment(window, rows)
        elif (
            finding.fitted is not None
            and finding.fitted.any()
            and not (
                question.kind and finding.key == "after-first-test"  # the same rows as above
            )
        ):
            found[finding.key] = [(rows, finding.fitted)]
    return found


def _by_moment(window: Window, rows: Rows) -> Removal:
    at, times = window.test.histories.at, window.training.histories.times
    groups = np.array_split(rows[np.argsort(at[rows], kind="stable")], GROUPS)
    return [(np.sort(group), times >= at[group].min()) for group in groups if len(group)]
