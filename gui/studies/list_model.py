"""Every study as one table: what runs, what waits in order, what is finished, what was interrupted, what never ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from engine.session import RunStudy
from engine.session.messages.studies import StudyLine
from gui import words
from gui.jobs import JobEntry
from gui.models import Cell, CellModel

__all__ = ["Line", "ListModel", "Standing", "lines_of"]

Standing = Literal["running", "paused", "queued", "finished", "interrupted", "kept"]
ICONS = {
    "running": ("play", "accent"),
    "paused": ("pause", "accent"),
    "queued": ("clock", "muted"),
    "finished": ("check", "positive"),
    "interrupted": ("warning", "warning"),
    "kept": ("file", "muted"),
}


@dataclass(frozen=True)
class Line:
    """A row: a job, or a study of the workspace.

    Attributes:
        place: of a queued study, from 1.
    """

    name: str
    standing: Standing
    entry: JobEntry | None = None
    study: StudyLine | None = None
    place: int = 0

    @property
    def title(self) -> str:
        """What the study is called, in the window's language."""
        if self.entry is not None:
            return self.entry.title
        assert self.study is not None
        return words.study_words(self.name) if self.standing == "kept" else words.study_title(self.study.study)


def lines_of(entries: Sequence[JobEntry], studies: Sequence[StudyLine]) -> list[Line]:
    """Jobs first, in order; then studies, but for those whose job is among them.

    Args:
        entries: live jobs in order.
        studies: newest first.
    """
    made, at_work, waiting = [], set(), 0
    for entry in entries:
        if not isinstance(entry.job, RunStudy):
            continue
        name = words.study_name(entry.job.study)
        queued = entry.state == "queued"
        waiting += queued
        standing: Standing = "queued" if queued else "paused" if entry.state == "paused" else "running"
        made.append(Line(name, standing, entry, place=waiting if queued else 0))
        at_work.add(name)
    hidden: set[str] = set()
    for study in studies:
        # the newest unfinished study of the name is the one that the job writes
        if study.state != "finished" and study.name in at_work and study.name not in hidden:
            hidden.add(study.name)
        else:
            made.append(Line(study.name, study.state, study=study))
    return made


class ListModel(CellModel):
    """The lines as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Takes the lines; the table is built anew only where others have come."""
        same = [(line.name, line.standing) for line in lines] == [(line.name, line.standing) for line in self.lines]
        self.lines = lines
        if same and len(self.order) == len(lines):
            self.repaint_rows()
        else:
            self.reset_rows(np.arange(len(lines)))

    def line(self, row: int) -> Line | None:
        return self.lines[int(self.order[row])] if 0 <= row < len(self.order) else None

    def titles(self) -> list[str]:
        return [
            self.tr("Study"),
            self.tr("State"),
            self.tr("Dataset"),
            self.tr("Category level"),
            self.tr("Test from"),
            self.tr("Runs"),
            self.tr("Fit"),
            self.tr("Begun"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column in (5, 6)

    def header_tip(self, column: int) -> str:
        return self.tr("Time that the finished runs took to fit") if column == 6 else ""

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        if column == 5:
            return np.array([len(line.study.study.runs) if line.study else 0 for line in self.lines])
        if column == 6:
            return np.array([line.study.seconds if line.study else np.nan for line in self.lines])
        if column == 7:
            return np.array([line.study.created if line.study else "9" for line in self.lines], dtype=str)
        return np.array([self.cell(place, column).text for place in range(len(self.lines))], dtype=str)

    def cell(self, position: int, column: int) -> Cell:
        line = self.lines[position]
        study = line.study
        if column == 0:
            return Cell(line.title, semibold=True)
        if column == 1:
            icon, tone = ICONS[line.standing]
            return Cell(self._standing(line), icon=icon, tone=tone)
        if column == 5:
            return Cell(self._runs(line), right=True)
        if study is None:
            job = line.entry.job if line.entry else None
            return Cell(str(getattr(job, "dataset", None) or ""), tone="muted") if column == 2 else Cell()
        texts = {
            2: study.study.dataset,
            3: study.study.level or "",
            4: words.day(study.study.test_start) if study.study.test_start else "",
            6: words.duration(study.seconds) if study.seconds else "",
            7: words.clock(study.created),
        }
        if column == 2 and study.dataset_gone:
            return Cell(texts[2], icon="warning", tone="warning", tip=self.tr("This dataset is not there any more"))
        return Cell(texts[column], tone="muted", right=column == 6)

    def _runs(self, line: Line) -> str:
        study = line.study
        if study is None or line.standing == "kept":
            return ""
        done = len(study.study.runs)
        if line.standing == "interrupted" and study.planned:
            return self.tr("{0} of {1}").format(done, len(study.planned))
        return str(done)

    def _standing(self, line: Line) -> str:
        match line.standing:
            case "running":
                entry = line.entry
                share = f"{100 * entry.fraction:.0f}{words.NO_BREAK}%" if entry else ""
                return self.tr("Running, {0}").format(share)
            case "paused":
                return self.tr("Paused")
            case "queued":
                return self.tr("Queued, place {0}").format(line.place)
            case "finished":
                return self.tr("Finished")
            case "interrupted":
                return self.tr("Interrupted")
            case _:
                return self.tr("Not run yet")
