"""How a claim stands in the runs table: interval, p, and how many gain and lose."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from gui import words
from gui.compare.claims import Claim
from gui.compare.verdict import claim_ends, p_text
from gui.models import Cell, Whisker

__all__ = ["claim_cell", "tone"]

translate = QCoreApplication.translate


def tone(claim: Claim | None) -> str:
    """The colour of a verdict."""
    return {1: "positive", -1: "negative"}.get(claim.sign if claim is not None else 0, "muted")


def claim_cell(column: int, claim: Claim | None, scale: tuple[float, float]) -> Cell:
    """The cell of a claim; empty where nothing is known.

    Args:
        column: 0 the interval, 1 the p-value, 2 who gains and loses.
        scale: ends of the scale that all intervals share.
    """
    if claim is None:
        return Cell(right=column > 0)
    if column == 0:
        return _interval(claim, scale)
    if column == 1:
        untested = translate("RunsModel", "No test: only the study's one question is tested")
        return Cell(p_text(claim.p), right=True, tip=untested if math.isnan(claim.p) else "")
    spoken = translate("RunsModel", "{0} gain, {1} lose").format(claim.better, claim.worse)
    pair = words.count(claim.better), words.count(claim.worse)
    return Cell(" / ".join(pair), pair=pair, right=True, spoken=spoken, tip=spoken)


def _interval(claim: Claim, scale: tuple[float, float]) -> Cell:
    low, high = scale
    wide = (high - low) or 1.0
    middle = claim.change if claim.relative else claim.difference
    told = translate("RunsModel", "{0} to {1}").format(*claim_ends(claim))
    places = [(value - low) / wide for value in (claim.low, middle, claim.high, 0.0)]
    return Cell(told, whisker=Whisker(*places), tone=tone(claim), tip=told)
