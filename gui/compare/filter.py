"""The filter over the runs: names, and conditions such as `f1@10 > 0.03`."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from gui.compare.means import Means

__all__ = ["BadFilter", "kept", "matching"]

translate = QCoreApplication.translate

ALIASES = {
    "f1": "f1",
    "p": "precision",
    "precision": "precision",
    "r": "recall",
    "recall": "recall",
    "ndcg": "ndcg",
    "map": "map",
    "mrr": "mrr",
    "reach": "hit_rate",
    "hit_rate": "hit_rate",
}
CONDITION = re.compile(r"\s*([^\s@<>=≤≥]+)\s*(?:@\s*(\d+))?\s*(<=|>=|≤|≥|<|>|=)\s*(.*?)\s*(%?)\s*")
APART = re.compile(r"[,;&，；]|\s+and\s+", re.IGNORECASE)


class BadFilter(ValueError):
    """What was typed is no filter; the message is a sentence for the person."""


def kept(text: str, means: Means, k: int) -> tuple[npt.NDArray[np.bool_], bool, str]:
    """Which runs a filter keeps, whether it cannot be read, and a sentence where it cannot; then all stay."""
    try:
        return matching(text, means, k), False, ""
    except BadFilter as refusal:
        return np.ones(len(means.runs), dtype=bool), True, str(refusal)


def matching(text: str, means: Means, k: int) -> npt.NDArray[np.bool_]:
    """Which runs a filter keeps.

    Args:
        text: clauses parted by commas or "and"; a clause is a condition on a figure, or words of a run's name.
        k: where a figure names no K of its own.

    Returns:
        bool[runs].

    Raises:
        BadFilter: a condition names no figure, no number, or a K beyond what is stored.
    """
    keep = np.ones(len(means.runs), dtype=bool)
    for clause in filter(str.strip, APART.split(text)):
        found = CONDITION.fullmatch(clause)
        keep &= _compared(found, means, k) if found else _named(clause, means)
    return keep


def _named(clause: str, means: Means) -> npt.NDArray[np.bool_]:
    if re.search(r"[<>=≤≥]", clause):
        sentence = translate("RunFilter", "{0} is no condition; write a figure first, as in f1@10 > 0.03.")
        raise BadFilter(sentence.format(clause))
    wanted = clause.lower().split()
    spoken = [f"{run.name} {run.model} seed {run.seed}".lower() for run in means.runs]
    return np.array([all(word in text for word in wanted) for text in spoken], dtype=bool)


def _compared(found: re.Match[str], means: Means, k: int) -> npt.NDArray[np.bool_]:
    figure, at, sign, typed, percent = found.groups()
    name = figure.lower()
    if name not in ALIASES and name not in ("fit", "seed"):
        sentence = translate(
            "RunFilter", "There is no figure {0}; there are f1, p, r, ndcg, map, mrr, reach, fit and seed."
        )
        raise BadFilter(sentence.format(figure))
    try:
        bound = float(typed) / (100 if percent else 1)
    except ValueError:
        raise BadFilter(translate("RunFilter", "{0} needs a number behind {1}.").format(figure, sign)) from None
    if name in ("fit", "seed"):
        values = np.array([run.seconds if name == "fit" else float(run.seed) for run in means.runs])
    else:
        cutoff = int(at) if at else k
        if not 1 <= cutoff <= means.max_k:
            raise BadFilter(translate("RunFilter", "K reaches from 1 to {0} in this study.").format(means.max_k))
        values = means.at(ALIASES[name], cutoff)
    with np.errstate(invalid="ignore"):
        match sign:
            case "<":
                return values < bound
            case ">":
                return values > bound
            case "<=" | "≤":
                return values <= bound
            case ">=" | "≥":
                return values >= bound
    return np.isclose(values, bound, rtol=0, atol=5e-5)  # as equal as the table's four decimals show
