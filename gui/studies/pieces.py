"""A job's progress as a bar of parts: one part a recommender, the stages of the one at work apart."""

from __future__ import annotations

from gui import words
from gui.jobs import JobEntry
from gui.widgets.bars import Piece

__all__ = ["pieces"]


def pieces(entry: JobEntry, unnamed: str) -> list[Piece]:
    """The parts met so far; the last one reaches to the end, because what follows is not known.

    Args:
        unnamed: the name of what comes before the first recommender.
    """
    at_work = _recommender(entry.parts[-1][0]) if entry.parts else ""
    merged: list[tuple[str, str, float]] = []  # key of the last stage, name, begin
    for part, begin in entry.parts:
        name = part if entry.live and _recommender(part) == at_work else _recommender(part)
        if merged and merged[-1][1] == name:
            merged[-1] = part, name, merged[-1][2]
        else:
            merged.append((part, name, begin))
    made = []
    for index, (part, name, begin) in enumerate(merged):
        last = index == len(merged) - 1
        end = 1.0 if last else merged[index + 1][2]
        share = (entry.fraction - begin) / (end - begin) if last and end > begin else 1.0
        remark = entry.details.get(part, "") if last and entry.live else ""
        made.append(
            Piece(begin, end, min(1.0, share), words.step(name) or unnamed, words.step(remark), last and entry.live)
        )
    return made


def _recommender(part: str) -> str:
    """ "Pipeline, final fit" → "Pipeline"."""
    return part.partition(", ")[0]
