"""All ordered pairs of categories as CSV: what the purchases say of each, and what a model's weights do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.errors import UserError
from engine.evaluation.steps import Steps
from engine.files import whole_file
from engine.monitor import Monitor
from engine.output.lists import Export
from engine.output.text import decimals, header, numbers, quoted, write_rows
from engine.output.texts import harmless

__all__ = ["PAIR_COLUMNS", "export_pairs"]

PAIR_COLUMNS = (
    "from", "to", "lift", "ci_low", "ci_high", "shoppers", "expected", "able", "confidence", "weight", "relative_weight"
)  # fmt: skip
ROWS = 1 << 16  # written between two checkpoints

Floats = npt.NDArray[np.float32]


def export_pairs(
    names: pa.StringArray, steps: Steps, weights: Floats, relative: Floats, out: Path, monitor: Monitor
) -> Export:
    """Writes one row an ordered pair of two categories that somebody bought in, whole or not at all.

    A figure that does not exist is an empty field. Names that a spreadsheet would run begin with an apostrophe.

    Args:
        names: of the categories.
        weights, relative: [categories, categories], NaN where the model has none.

    Raises:
        UserError: a place that cannot be written.
        Cancelled: nothing is left behind.
    """
    fields = quoted(harmless(names))
    bought = np.flatnonzero(steps.users)
    block = max(1, ROWS // max(len(bought), 1))
    rows = 0
    try:
        with whole_file(out) as part, part.open("wb") as stream:
            stream.write(header(PAIR_COLUMNS))
            for begin in range(0, len(bought), block):
                monitor.checkpoint()
                monitor.progress(begin / len(bought), "writing")
                a, b = (grid.ravel() for grid in np.meshgrid(bought[begin : begin + block], bought, indexing="ij"))
                other = a != b
                rows += write_rows(stream, _cells(fields, steps, weights, relative, a[other], b[other]))
            size = stream.tell()
    except OSError as error:
        raise UserError("out-unwritable", file=out, reason=(error.strerror or str(error)).lower()) from None
    monitor.progress(1.0, "written")
    return Export(out, rows, size)


def _cells(
    fields: pa.StringArray,
    steps: Steps,
    weights: Floats,
    relative: Floats,
    a: npt.NDArray[np.int64],
    b: npt.NDArray[np.int64],
) -> list[pa.StringArray]:
    part = Steps(steps.taken[a, b], steps.expected[a, b], steps.able[a, b], steps.users)
    low, high = part.limits()
    with np.errstate(divide="ignore", invalid="ignore"):
        confidence = np.where(part.able > 0, part.taken / part.able, np.nan).astype(np.float32)
    return [
        fields.take(pa.array(a)),
        fields.take(pa.array(b)),
        decimals(part.lift),
        decimals(low),
        decimals(high),
        numbers(part.taken),
        decimals(part.expected),
        numbers(part.able),
        decimals(confidence),
        decimals(weights[a, b]),
        decimals(relative[a, b]),
    ]
