"""Who leads, in a sentence: means only, and it says so; what stands where nothing can be tested, or has been yet."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication

from engine.session import RunRow
from gui import words
from gui.compare.means import Means

__all__ = ["doubt_words", "lead_words", "left_out_words", "safe_name"]

translate = QCoreApplication.translate
ISOLATED, FREED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def lead_words(means: Means, k: int) -> tuple[str, str]:
    """The sentence and the evidence behind it."""
    leader, reference = means.leader(k), means.reference()
    if leader is None:
        return translate("Lead", "Nobody can be evaluated in this scope"), ""
    if len(means.rows) == 1:
        return (
            translate("Lead", "{0} is the only run so far").format(safe_name(means, leader)),
            translate("Lead", "A second run is needed to compare. Add a baseline to the study, and run it again."),
        )
    if means.value(leader, means.metric, k) == 0:
        return (
            translate("Lead", "No run has a hit at K = {0}").format(k),
            translate("Lead", "None of the first {0} items of any list was bought later. Try a larger K.").format(k),
        )
    other = reference if reference is not None and reference.id != leader.id else means.second(k)
    assert other is not None
    return _held_against(means, k, leader, other)


def left_out_words(means: Means) -> str:
    """How many shoppers the figures speak of, and why the others are left out."""
    evaluated, users, left_out = means.counts()
    start = means.view.study.test_start
    reasons = [words.left_out_reason(code, number, start) for code, number in left_out if number]
    sentence = translate("Lead", "{0} of {1} shoppers evaluated")
    if len(means.view.windows) > 1:
        sentence = translate("Lead", "In the newest of {2} windows {0} of {1} shoppers evaluated")
    sentence = sentence.format(words.count(evaluated), words.count(users), len(means.view.windows))
    return words.joined([sentence, *reasons])


def doubt_words(means: Means) -> str:
    """What a reader of the verdict should know against it; "" where there is nothing."""
    missing = means.view.study.missing_baselines
    if not missing:
        return ""
    sentence = translate("Lead", "Without {0}: a result that was held against no full set of baselines.")
    return sentence.format(words.beside(*missing))


def _held_against(means: Means, k: int, leader: RunRow, other: RunRow) -> tuple[str, str]:
    mine, theirs = (means.value(run, means.metric, k) for run in (leader, other))
    evidence = translate("Lead", "Means only, no test of the difference was made. {0}@{1} {2}: {3} against {4}.")
    title = words.METRIC_TITLES[means.metric]
    evidence = evidence.format(title, k, words.scope_phrase(means.scope), words.metric(mine), words.metric(theirs))
    if (second := means.second(k)) is not None and second.id != other.id:
        runner_up = translate("Lead", "Second: {0} with {1}.")
        evidence += " " + runner_up.format(safe_name(means, second), words.metric(means.value(second, means.metric, k)))
    if round(mine, 4) == round(theirs, 4):
        same = translate("Lead", "{0} and {1} have the same mean at K = {2}")
        return same.format(safe_name(means, leader), safe_name(means, other), k), evidence
    if theirs == 0:
        alone = translate("Lead", "{0} has the highest mean at K = {1}; {2} has no hit")
        return alone.format(safe_name(means, leader), k, safe_name(means, other)), evidence
    ahead = words.percent(mine / theirs - 1, signs=True)
    highest = translate("Lead", "{0} has the highest mean at K = {1}, {2} against {3}")
    return highest.format(safe_name(means, leader), k, ahead, safe_name(means, other)), evidence


def safe_name(means: Means, run: RunRow) -> str:
    """A run's name in a sentence; one written from right to left is kept from turning the figures beside it round."""
    name = means.label(run)
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"{ISOLATED}{name}{FREED}" if turned else name
