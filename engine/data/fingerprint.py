"""The hash of a stored dataset: of what its arrays and tables hold, not of how or when they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

__all__ = ["fingerprint"]

PIECE = 1 << 22  # rows


def fingerprint(folder: Path, *facts: str) -> str:
    """SHA-256, as 64 hex digits, over the log, users, items and taxonomy of a dataset folder.

    Args:
        facts: what else tells datasets apart, such as the level.
    """
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(fact.encode() + b"\0")
    tables = [folder / "users.parquet", folder / "items.parquet"]
    inside = [path for part in ("log", "taxonomy") if (folder / part).is_dir() for path in (folder / part).iterdir()]
    for path in [*tables, *sorted(inside)]:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        for piece in _contents(path):
            digest.update(piece)
    return digest.hexdigest()


def _contents(path: Path) -> Iterator[bytes | memoryview]:
    if path.suffix == ".npy":
        array = np.load(path, mmap_mode="r")
        yield f"{array.dtype.str}{array.shape}".encode()
        for start in range(0, len(array), PIECE):
            yield np.ascontiguousarray(array[start : start + PIECE]).data.cast("B")
    elif path.suffix == ".npz":
        with np.load(path) as arrays:
            for name in sorted(arrays.files):
                yield name.encode()
                yield np.ascontiguousarray(arrays[name]).tobytes()
    else:
        table = pq.read_table(path)
        for name in table.column_names:
            yield f"{name}\0{table.schema.field(name).type}\0".encode()
            yield from _cells(table[name].combine_chunks())


def _cells(column: pa.Array) -> Iterator[bytes]:
    """Lengths and text of every cell; Arrow's own buffers may hold anything in empty cells and at their ends."""
    if pa.types.is_list(column.type):
        lengths = pc.fill_null(pc.list_value_length(column), -1)
        yield lengths.to_numpy(zero_copy_only=False).astype(np.int64).tobytes()
        yield from _cells(column.flatten())
        return
    lengths = pc.fill_null(pc.binary_length(column.cast(pa.large_string())), -1)
    yield lengths.to_numpy(zero_copy_only=False).astype(np.int64).tobytes()
    text = pc.fill_null(column.cast(pa.large_string()), "")
    _, offsets, letters = text.buffers()
    ends = np.frombuffer(offsets, np.int64)[text.offset : text.offset + len(text) + 1]
    yield letters[ends[0] : ends[-1]].to_pybytes() if letters is not None and len(ends) else b""
