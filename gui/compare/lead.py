"""Who leads, in a sentence: means only, and it says so."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication

from engine.session import RunRow
from gui import words
from gui.compare.means import Means

__all__ = ["lead_words", "left_out_words"]

translate = QCoreApplication.translate
ISOLATED, FREED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def lead_words(means: Means, k: int) -> tuple[str, str]:
    """The sentence and the evidence behind it."""
    leader, reference = means.leader(k), means.reference()
    if leader is None:
        return translate("Lead", "Nobody can be evaluated in this scope"), ""
    if len(means.rows) == 1:
        return (
            translate("Lead", "{0} is the only run so far").format(_name(means, leader)),
            translate("Lead", "A second run is needed to compare. Add a baseline to the study, and run it again."),
        )
    if means.value(leader, "f1", k) == 0:
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
    sentence = translate("Lead", "{0} of {1} shoppers evaluated").format(words.count(evaluated), words.count(users))
    return words.joined([sentence, *reasons])


def _held_against(means: Means, k: int, leader: RunRow, other: RunRow) -> tuple[str, str]:
    mine, theirs = means.value(leader, "f1", k), means.value(other, "f1", k)
    evidence = translate("Lead", "Means only, no test of the difference was made. F1@{0} {1}: {2} against {3}.")
    evidence = evidence.format(k, words.scope_phrase(means.scope), words.metric(mine), words.metric(theirs))
    if (second := means.second(k)) is not None and second.id != other.id:
        runner_up = translate("Lead", "Second: {0} with {1}.")
        evidence += " " + runner_up.format(_name(means, second), words.metric(means.value(second, "f1", k)))
    if round(mine, 4) == round(theirs, 4):
        same = translate("Lead", "{0} and {1} have the same mean at K = {2}")
        return same.format(_name(means, leader), _name(means, other), k), evidence
    if theirs == 0:
        alone = translate("Lead", "{0} has the highest mean at K = {1}; {2} has no hit")
        return alone.format(_name(means, leader), k, _name(means, other)), evidence
    ahead = words.percent(mine / theirs - 1, signs=True)
    highest = translate("Lead", "{0} has the highest mean at K = {1}, {2} against {3}")
    return highest.format(_name(means, leader), k, ahead, _name(means, other)), evidence


def _name(means: Means, run: RunRow) -> str:
    """A run's name in a sentence; one written from right to left is kept from turning the figures beside it round."""
    name = means.label(run)
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"{ISOLATED}{name}{FREED}" if turned else name
