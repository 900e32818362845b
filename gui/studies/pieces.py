"""A job's progress as a bar of parts: one part a recommender, the stages of the one at work apart."""

from __future__ import annotations

from gui import words
from gui.jobs import JobEntry
from gui.widgets.bars import Piece

__all__ = ["pieces"]


def pieces(entry: JobEntry, unnamed: str) -> list[Piece]:
    """The parts met so far, and those that are to come, each as wide as its expected time.

    Where nothing is known of what is to come, the last part met reaches to the end.

    Args:
        unnamed: the name of what comes before the first recommender.
    """
    spans = _spans(entry)
    at_work = _recommender(entry.parts[-1][0]) if entry.parts else ""
    merged: list[tuple[str, str, float, bool]] = []  # key of the last stage, name, begin, whether it has been met
    for part, begin, met in spans:
        name = part if entry.live and _recommender(part) == at_work else _recommender(part)
        if merged and merged[-1][1] == name:
            merged[-1] = part if met else merged[-1][0], name, merged[-1][2], merged[-1][3]
        else:
            merged.append((part, name, begin, met))
    last = sum(met for *_, met in merged) - 1
    made = []
    for index, (part, name, begin, met) in enumerate(merged):
        end = merged[index + 1][2] if index + 1 < len(merged) else 1.0
        share = (entry.fraction - begin) / (end - begin) if index == last and end > begin else float(met)
        now = index == last and entry.live
        remark = entry.details.get(part, "") if now else ""
        made.append(Piece(begin, end, min(1.0, max(0.0, share)), words.step(name) or unnamed, words.step(remark), now))
    return made


def _spans(entry: JobEntry) -> list[tuple[str, float, bool]]:
    """Label, begin and whether it was met; a part begins where it was expected to, if it was."""
    nominal = dict(entry.expected)
    spans: list[tuple[str, float, bool]] = []
    for part, begin in entry.parts:
        before = spans[-1][1] if spans else 0.0
        spans.append((part, max(before, nominal.get(part, begin)), True))
    if entry.state == "finished":
        return spans
    known = {part for part, _ in entry.parts}
    reached = spans[-1][1] if spans else 0.0
    return spans + [(part, begin, False) for part, begin in entry.expected if part not in known and begin >= reached]


def _recommender(part: str) -> str:
    """ "Pipeline, final fit" → "Pipeline"."""
    return part.partition(", ")[0]
