"""The verdict in words, as the Compare screen words it: which run beats which, by how much, and what that rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.output.report import numbers
from engine.output.report.compared import Claim, Compared
from engine.output.report.texts import Words, safe_name

__all__ = ["Verdict", "claim_ends", "claim_middle", "stretch_text", "verdict"]

FORMS = {1: "beats", -1: "trails", 0: "no-difference"}
TONES = {1: "positive", -1: "negative", 0: "strong"}


@dataclass(frozen=True)
class Verdict:
    """A sentence and the evidence behind it.

    Attributes:
        tone: "positive", "negative", or "strong" where nothing is shown.
        title: over the interval; "" where there is none.
        claim: what it rests on; None where nothing was compared.
    """

    sentence: str
    evidence: str
    tone: str = "strong"
    title: str = ""
    claim: Claim | None = None


def verdict(compared: Compared, words: Words) -> Verdict:
    """Says what is known of the run with the highest mean but the reference, against the reference."""
    row, reference, k = compared.lead, compared.reference, compared.k
    claim = compared.claim(row) if row is not None else None
    if row is None or reference is None or claim is None:
        return Verdict(*_lead(compared, words))
    shown = abs(claim.middle) if claim.sign else claim.detectable
    figure = numbers.percent(shown) if claim.relative else numbers.metric(shown)
    names = [safe_name(compared.runs[each].name) for each in (row, reference)]
    title = words("interval-title", f"{words.metric(compared.metric)}@{k}", *claim_ends(claim))
    return Verdict(
        words(FORMS[claim.sign], *names, k, figure),
        _evidence(compared, row, reference, claim, words),
        TONES[claim.sign],
        title,
        claim,
    )


def claim_ends(claim: Claim) -> tuple[str, str]:
    """The ends of a claim's interval as texts with signs."""
    if claim.relative:
        return numbers.percent(claim.low, signs=True), numbers.percent(claim.high, signs=True)
    return numbers.signed(claim.low), numbers.signed(claim.high)


def claim_middle(claim: Claim) -> str:
    """The change itself, with its sign."""
    return numbers.percent(claim.change, signs=True) if claim.relative else numbers.signed(claim.difference)


def stretch_text(stretches: tuple[tuple[int, int, int], ...], words: Words) -> str:
    """K ranges such as "3–12, 20"."""
    ranges = [f"{first}–{last}" if last > first else str(first) for first, last, _ in stretches]
    return numbers.beside(ranges, words.language)


def _evidence(compared: Compared, row: int, reference: int, claim: Claim, words: Words) -> str:
    stop = "。" if words.chinese else "."
    figures = _figures("figures", compared, row, reference, words)
    if not math.isnan(claim.p):
        p = numbers.p_value(claim.p)
        p = p if p.startswith("<") else f"= {p}"
        test = words("p-one", p) if compared.tested == 1 else words("p-many", p, compared.tested)
        figures += ("，" if words.chinese else ", ") + test
    seeds = words("seeds-mean", claim.seeds, numbers.metric(claim.deviation)) if claim.seeds > 1 else ""
    why = words("why-exploratory") if math.isnan(claim.p) else ""
    return words.sentences(figures + stop, seeds, _where(compared, row, words), why)


def _where(compared: Compared, row: int, words: Words) -> str:
    found = compared.stretches(row)
    if not found:
        return words("shown-nowhere")
    depth = len(compared.curves[row][compared.metric])
    if found == ((1, depth, found[0][2]),):
        return words("shown-everywhere")
    return words("shown-at", stretch_text(found, words))


def _figures(key: str, compared: Compared, row: int, other: int, words: Words) -> str:
    return words(
        key,
        words.metric(compared.metric),
        compared.k,
        words(f"phrase-{compared.scope}"),
        numbers.metric(compared.mean(row)),
        numbers.metric(compared.mean(other)),
    )


def _lead(compared: Compared, words: Words) -> tuple[str, str]:
    """Who leads, by means alone."""
    row, reference, k = compared.lead, compared.reference, compared.k
    if row is None or reference is None or math.isnan(compared.mean(row)):
        return words("nobody"), ""
    if len(compared.runs) == 1:
        return words("only-run", safe_name(compared.runs[row].name)), words("only-run-act")
    first, second = sorted((row, reference), key=compared.mean, reverse=True)
    mine, theirs = compared.mean(first), compared.mean(second)
    if mine == 0:
        return words("no-hit", k), words("no-hit-act", k)
    names = [safe_name(compared.runs[each].name) for each in (first, second)]
    evidence = _figures("means-only", compared, first, second, words)
    if round(mine, 4) == round(theirs, 4):
        return words("same-mean", *names, k), evidence
    if theirs == 0:
        return words("highest-alone", names[0], k, names[1]), evidence
    return words("highest", names[0], k, numbers.percent(mine / theirs - 1, signs=True), names[1]), evidence
