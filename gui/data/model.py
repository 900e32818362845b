"""The table of datasets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.session import DatasetRow, StudyRow
from gui import words
from gui.models import Cell, CellModel

__all__ = ["DatasetsModel"]

NAME, ROWS, SHOPPERS, ITEMS, SPAN, LEVEL, LEFT_OUT, STUDIES = range(8)


class DatasetsModel(CellModel):
    """One row a dataset."""

    def __init__(self) -> None:
        super().__init__()
        self.datasets: tuple[DatasetRow, ...] = ()
        self._studies: dict[str, int] = {}
        self.sorted_by = (NAME, False)

    def show(self, datasets: Sequence[DatasetRow], studies: Sequence[StudyRow]) -> None:
        """Takes what the workspace holds."""
        self.datasets = tuple(datasets)
        self._studies = {}
        for study in studies:
            self._studies[study.dataset] = self._studies.get(study.dataset, 0) + 1
        self.reset_rows(np.arange(len(datasets), dtype=np.intp))

    def dataset(self, row: int) -> DatasetRow | None:
        """The dataset that a row shows."""
        return self.datasets[int(self.order[row])] if 0 <= row < len(self.order) else None

    def row_named(self, name: str) -> int:
        """The row of a dataset, or -1."""
        place = next((i for i, dataset in enumerate(self.datasets) if dataset.name == name), -1)
        return self.row_of(place) if place >= 0 else -1

    def titles(self) -> list[str]:
        return [
            self.tr("Dataset"),
            self.tr("Rows"),
            self.tr("Shoppers"),
            self.tr("Items"),
            self.tr("Time"),
            self.tr("Level"),
            self.tr("Left out"),
            self.tr("Studies"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column in (ROWS, SHOPPERS, ITEMS, LEFT_OUT, STUDIES)

    def header_tip(self, column: int) -> str:
        return {
            LEVEL: self.tr("The level of the taxonomy that a study takes if it names none"),
            LEFT_OUT: self.tr("Rows of the files that the import left out, each for a reason"),
            STUDIES: self.tr("Studies with a finished run"),
        }.get(column, "")

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        rows = self.datasets
        match column:
            case 0:
                names = sorted(range(len(rows)), key=lambda place: rows[place].name.casefold())
                return np.argsort(np.array(names, np.intp))
            case 1:
                return np.array([row.rows for row in rows], np.int64)
            case 2:
                return np.array([row.users for row in rows], np.int64)
            case 3:
                return np.array([row.items for row in rows], np.int64)
            case 6:
                return np.array([row.dropped for row in rows], np.int64)
            case 7:
                return np.array([self._studies.get(row.name, 0) for row in rows], np.int64)
            case _:
                return None

    def cell(self, position: int, column: int) -> Cell:
        row = self.datasets[position]
        match column:
            case 0:
                return Cell(row.name, semibold=True, tip=row.name if len(row.name) > 40 else "")
            case 1:
                return Cell(words.count(row.rows), right=True)
            case 2:
                return Cell(words.count(row.users), right=True)
            case 3:
                return Cell(words.count(row.items), right=True)
            case 4:
                return Cell(f"{words.day(row.first)} – {words.day(row.last)}" if row.first else "", tone="muted")
            case 5:
                place = row.levels.index(row.level) + 1 if row.level in row.levels else 0
                remark = self.tr("{0} of {1}").format(place, len(row.levels)) if place else ""
                return Cell(row.level or "", remark=remark, tip="" if row.level else self.tr("It has no categories"))
            case 6:
                return Cell(words.count(row.dropped), right=True, tone="muted" if not row.dropped else "text")
            case _:
                count = self._studies.get(row.name, 0)
                return Cell(words.count(count), right=True, tone="muted" if not count else "text")
