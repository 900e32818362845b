"""The verdict in words: which run beats which, by how much, and what that rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.session import RunRow
from engine.session.messages.comparing import EvidenceView
from gui import words
from gui.compare.claims import Claim, Claims
from gui.compare.lead import lead_words, safe_name
from gui.compare.means import Means

__all__ = ["Verdict", "claim_ends", "p_text", "verdict"]

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Verdict:
    """What the panel over the table says.

    Attributes:
        tone: "positive", "negative", or "strong" where nothing is shown.
        figure: the part of the sentence that takes the tone.
        title: over the interval; "" where there is none.
        interval: low, middle, high.
        share: whether the interval is in shares of the reference's mean.
    """

    sentence: str
    evidence: str
    tone: str = "strong"
    figure: str = ""
    title: str = ""
    interval: tuple[float, float, float] = (0.0, 0.0, 0.0)
    share: bool = True


def verdict(means: Means, claims: Claims | None, focus: RunRow | None, k: int, waiting: bool) -> Verdict:
    """Says what is known of the run in focus against the reference.

    Args:
        claims: None before they are known, or where there is nothing to compare.
        waiting: whether they are being made.
    """
    reference = means.reference()
    if focus is not None and reference is not None and focus.id == reference.id:
        focus = means.rival(k)
    claim = claims.of(focus.id, k) if claims is not None and focus is not None else None
    if claims is None or claim is None or focus is None or reference is None:
        sentence, evidence = lead_words(means, k)
        if waiting and len(means.rows) > 1:
            resampling = translate("Verdict", "Resampling the shoppers… Means so far:")
            evidence = words.together((resampling, evidence))
        return Verdict(sentence, evidence)
    change = claim.change if claim.relative else claim.difference
    figure = _size(abs(change), claim)
    names = safe_name(means, focus), safe_name(means, reference)
    forms = {
        1: translate("Verdict", "{0} beats {1} at K = {2} by {3}"),
        -1: translate("Verdict", "{0} trails {1} at K = {2} by {3}"),
        0: translate("Verdict", "No difference shown between {0} and {1} at K = {2}; {3} would have been"),
    }
    figure = figure if claim.sign else _size(claim.detectable, claim)
    return Verdict(
        forms[claim.sign].format(*names, k, figure),
        _evidence(means, claims, claim, focus, reference, k),
        {1: "positive", -1: "negative", 0: "strong"}[claim.sign],
        figure if claim.sign else "",
        _interval_title(means, claim, k),
        (claim.low, change, claim.high),
        claim.relative,
    )


def p_text(p: float) -> str:
    """0.0412 → "0.04", 0.0004 → "< 0.001"; nothing where no test was made."""
    if math.isnan(p):
        return ""
    return "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.01 else f"{p:.2f}"


def claim_ends(claim: Claim) -> tuple[str, str]:
    """The ends of a claim's interval as texts with signs."""
    if claim.relative:
        return words.percent(claim.low, signs=True), words.percent(claim.high, signs=True)
    return words.signed(claim.low, 4), words.signed(claim.high, 4)


def _size(value: float, claim: Claim) -> str:
    return words.percent(value) if claim.relative else words.metric(value)


def _interval_title(means: Means, claim: Claim, k: int) -> str:
    title = translate("Verdict", "Difference in {0}, 95 % interval {1} to {2}")
    return title.format(f"{words.METRIC_TITLES[means.metric]}@{k}", *claim_ends(claim))


def _evidence(means: Means, claims: Claims, claim: Claim, focus: RunRow, reference: RunRow, k: int) -> str:
    figures = translate("Verdict", "{0}@{1} {2}: {3} against {4}").format(
        words.METRIC_TITLES[means.metric],
        k,
        words.scope_phrase(means.scope),
        words.metric(means.value(focus, means.metric, k)),
        words.metric(means.value(reference, means.metric, k)),
    )
    plain, tested = translate("Verdict", "{0}."), translate("Verdict", "{0}, {1}.")
    parts = [
        plain.format(figures) if math.isnan(claim.p) else tested.format(figures, _tested(claim, claims.view.tested))
    ]
    if claim.seeds > 1:
        seeds = translate("Verdict", "Mean of {0} seeds, ± {1} between them.")
        parts.append(seeds.format(claim.seeds, words.metric(claim.deviation)))
    if len(claim.by_window) > 1:
        windows = translate("Verdict", "{0} windows, each alone: {1}.")
        changes = words.beside(*(words.percent(change, signs=True) for change in claim.by_window))
        parts.append(windows.format(len(claim.by_window), changes))
    parts.append(_where(claims.stretches(focus.id), means.max_k))
    if math.isnan(claim.p):
        parts.append(_why_exploratory(claims.view))
    return words.together(parts)


def _tested(claim: Claim, tested: int) -> str:
    p = p_text(claim.p)
    p = p if p.startswith("<") else f"= {p}"
    if tested == 1:
        return translate("Verdict", "p {0}").format(p)
    return translate("Verdict", "p {0} after Holm over {1} comparisons").format(p, tested)


def _where(stretches: tuple[tuple[int, int, int], ...], deepest: int) -> str:
    """For which K the band over all K shows a difference."""
    if not stretches:
        return translate("Verdict", "The band over all K shows it nowhere.")
    if stretches == ((1, deepest, stretches[0][2]),):
        return translate("Verdict", "Shown at every K.")
    ranges = [f"{first}–{last}" if last > first else str(first) for first, last, _ in stretches]
    return translate("Verdict", "Shown for K = {0}.").format(words.beside(*ranges))


def _why_exploratory(view: EvidenceView) -> str:
    if view.question:
        return translate("Verdict", "Exploratory: the study's question is at K = {0}.").format(view.question_k)
    return translate("Verdict", "Exploratory: this is not the study's one question.")
