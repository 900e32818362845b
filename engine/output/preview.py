"""What an export would write, before it does: its first rows, and its size and time from a measured piece."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from engine.output.extract import Extract
from engine.output.layout import Layout
from engine.output.texts import texts
from engine.output.writers import writer_of

__all__ = ["Estimate", "estimate", "first_rows"]

MEASURED = {"csv": 20_000, "parquet": 20_000, "xlsx": 300, "jsonl": 20_000}  # rows, 20 to 60 ms of writing


@dataclass(frozen=True)
class Estimate:
    """Of a whole export, from `rows` that were written to memory."""

    bytes: int
    seconds: float
    rows: int


def first_rows(extract: Extract, layout: Layout, count: int) -> list[list[str]]:
    """The cells of the first rows as a reader of the file will see them, column by column."""
    return [cells.to_pylist() for cells in texts(_head(extract, count)[0], layout)]


def estimate(extract: Extract, layout: Layout, total: int) -> Estimate:
    """Writes the first rows to memory and carries their size and time over to `total` rows.

    What a file weighs without rows is counted once, and so is what it takes to begin it.
    """
    made = str(extract.run.manifest["finished"])
    _written(layout, extract.empty(), [], made)  # a format's library is loaded before the clock runs
    empty, begun = _written(layout, extract.empty(), [], made)
    started = time.perf_counter()
    head, shoppers = _head(extract, MEASURED[layout.format])
    # a block is read whole, though only some of its rows may be written here
    reading = (time.perf_counter() - started) * (len(head) / max(shoppers, 1))
    size, seconds = _written(layout, extract.empty(), [head], made)
    share = total / max(len(head), 1)
    return Estimate(
        empty + round((size - empty) * share), begun + (max(seconds - begun, 0.0) + reading) * share, len(head)
    )


def _head(extract: Extract, count: int) -> tuple[pa.Table, int]:
    """The first rows, and how many rows were read for them."""
    blocks, held = [extract.empty()], 0
    tables: Iterator[tuple[int, pa.Table]] = extract.tables()
    for _, block in tables:
        blocks.append(block)
        held += len(block)
        if held >= count:
            break
    return pa.concat_tables(blocks).slice(0, count).combine_chunks(), held


def _written(layout: Layout, empty: pa.Table, blocks: list[pa.Table], made: str) -> tuple[int, float]:
    started = time.perf_counter()
    with io.BytesIO() as stream, TemporaryDirectory() as folder:
        writer = writer_of(layout, stream, empty, made, Path(folder))
        for block in blocks:
            writer.write(block)
        writer.close()
        size = len(stream.getbuffer())
    return size, time.perf_counter() - started
