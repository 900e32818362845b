"""Line numbers of a text file, found only when a sentence has to name one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.data.sources import SourceFile, open_bytes

__all__ = ["Lines"]

CHUNK = 1 << 24


@dataclass(frozen=True)
class Lines:
    """Where the lines and the records of a file start; a quoted line break ends a line but no record.

    Attributes:
        breaks: int64, byte offsets of the line breaks, ascending.
        records: int64, line of every record that is not empty, counted from 1.
        plain: whether lines end in a line feed; with carriage returns alone there is nothing to count.
    """

    breaks: npt.NDArray[np.int64]
    records: npt.NDArray[np.int64]
    plain: bool

    def at(self, offset: int) -> int:
        """The line, counted from 1, that a byte lies in."""
        return int(np.searchsorted(self.breaks, offset, side="left")) + 1

    @classmethod
    def of(cls, file: SourceFile, quote: str) -> Lines:
        """Scans a file once, in chunks.

        Raises:
            UserError: it cannot be read.
        """
        breaks, inside, returns = [np.empty(0, np.int64)], [np.empty(0, bool)], [np.empty(0, np.int64)]
        offset, open_quotes = 0, 0
        with open_bytes(file) as stream:
            while chunk := stream.read(CHUNK):
                found = np.frombuffer(chunk, np.uint8)
                ends = np.flatnonzero(found == ord("\n"))
                marks = np.flatnonzero(found == ord(quote)) if quote else np.empty(0, np.int64)
                breaks.append(ends + offset)
                inside.append((np.searchsorted(marks, ends) + open_quotes) % 2 == 1)
                returns.append(np.flatnonzero(found == ord("\r")) + offset)
                offset, open_quotes = offset + len(chunk), open_quotes + len(marks)
        return _lines(np.concatenate(breaks), np.concatenate(inside), np.concatenate(returns), offset)


def _lines(
    breaks: npt.NDArray[np.int64], inside: npt.NDArray[np.bool_], returns: npt.NDArray[np.int64], size: int
) -> Lines:
    starts = np.concatenate([[0], breaks[~inside] + 1])
    ends = np.concatenate([breaks[~inside], [size]])
    before = np.searchsorted(returns, ends) - np.searchsorted(returns, starts)
    filled = ends - starts > before  # more than carriage returns
    lines = np.concatenate([[1], np.flatnonzero(~inside) + 2])
    return Lines(breaks, lines[filled], bool(len(breaks)) or not len(returns))
