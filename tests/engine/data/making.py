"""Small files, a recipe over them, and the dataset that the importer makes of both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from engine.data import Dataset, ImportReport, Recipe, import_dataset
from engine.monitor import Monitor

LOG = "user,item,time\nann,apple,2024-01-02\nann,bread,2024-01-03\nbob,apple,2024-01-01\n"

RECIPE = """
name = "little"
[interactions]
source = "log.csv"
user = "user"
item = "item"
"""

TIMED = RECIPE + 'time = "time"\n'


@dataclass(frozen=True)
class Made:
    """What an import gave back and what lies on the disk."""

    report: ImportReport
    data: Dataset

    def rows(self, *columns: str) -> list[tuple[Any, ...]]:
        """(user, item, column…) of every row of the log, in its order."""
        log, users = self.data.log, self.data.users
        of_row = np.repeat(np.arange(len(users)), np.diff(log.indptr)).tolist()
        return [
            (
                users.ids[user].as_py(),
                self.data.items.ids[int(log.items[row])].as_py(),
                *(self._cell(column, row) for column in columns),
            )
            for row, user in enumerate(of_row)
        ]

    def _cell(self, column: str, row: int) -> Any:
        value = (self.data.log.times if column == "time" else self.data.log.columns[column])[row].item()
        texts = self.data.log.vocabularies.get(column)
        return value if texts is None else texts[value].as_py() if value >= 0 else None

    @property
    def dropped(self) -> list[dict[str, Any]]:
        """The rows of dropped.parquet."""
        return pq.read_table(self.data.folder / "dropped.parquet").to_pylist()

    @property
    def reasons(self) -> dict[str, int]:
        """Rows left out of the log by reason."""
        return {reason.code: reason.rows for reason in self.report.dropped}

    def column(self, name: str) -> dict[str, Any]:
        """Item id → its value in items.parquet."""
        items = self.data.items
        return dict(zip(items.ids.to_pylist(), items.columns[name].to_pylist(), strict=True))

    def labels(self, level: str) -> dict[str, list[str]]:
        """Item id → its category names."""
        found = self.data.taxonomy[level]
        names = found.names.to_pylist()
        cut = np.split(found.codes, found.indptr[1:-1])
        return {
            name: [names[code] for code in codes]
            for name, codes in zip(self.data.items.ids.to_pylist(), cut, strict=True)
        }


def make(folder: Path, recipe: str = TIMED, monitor: Monitor | None = None, **files: str | bytes) -> Made:
    """Writes files (log_csv="…" is log.csv) and imports what a recipe beside them names; without files, `LOG`."""
    put(folder, **(files or {"log_csv": LOG}))
    into = folder / "datasets" / "made"
    report = import_dataset(Recipe.parse(recipe, folder), into, monitor or Monitor())
    return Made(report, Dataset.open(into))


def put(folder: Path, **files: str | bytes) -> None:
    """Writes files; the last underscore of a name stands for the dot."""
    for name, content in files.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.write_bytes(content.encode() if isinstance(content, str) else content)
