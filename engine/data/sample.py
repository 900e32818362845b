"""A small file that stands for a large one: its head and pieces from all over it, which the importer reads as any."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from engine.data.encodings import break_of, faults, find_encoding, is_text, marked
from engine.data.sources import SourceFile
from engine.errors import UserError

__all__ = ["Raw", "Sample", "decoded", "read_raw", "sample_of", "sample_parquet"]

Check = Callable[[], None]

WHOLE = 6 << 20  # bytes of a file that is read whole
HEAD = 1 << 19  # twice what the importer looks at to choose a dialect
PIECE, PIECES = 1 << 13, 240
COUNTED = 32 << 20  # bytes whose lines are counted, and what is unpacked of a packed file
STEP = 1 << 20
NO_TEXT = "it holds no text; CSV, TSV and Parquet are read, the first two also packed as .gz, .zst or .zip"
ROWS = 4_000  # of each part of a Parquet file
GROUPS = 8


@dataclass(frozen=True)
class Raw:
    """What was read of a text file.

    Attributes:
        parts: (line that it starts in, bytes of whole lines); the head first, then pieces in the order of the file.
        size: bytes of the unpacked file, an estimate where it is packed and large.
        lines: of the whole file.
        exact: whether `lines` was counted.
        whole: whether the parts are the whole file.
        encoding: as its bytes tell.
    """

    parts: tuple[tuple[int, bytes], ...]
    size: int
    lines: int
    exact: bool
    whole: bool
    encoding: str

    @property
    def bytes(self) -> list[bytes]:
        return [part for _, part in self.parts]


@dataclass(frozen=True)
class Sample:
    """A file that the importer can read, and where its lines come from.

    Attributes:
        file: the sample, called as the file that it stands for.
        places: int64, of every line of the sample the line of the file, counted from 1; of Parquet every row's.
        lines: of the whole file (rows of Parquet), a rounded estimate unless it was counted.
        exact: whether it was.
        whole: whether it holds the whole file.
        head: lines of the head, which a large file is looked at more closely in than elsewhere; 0 where it is whole.
        encoding: of the file; "" for Parquet.
        marked: whether a byte order mark told it.
        wrong: lines that are not of it.
    """

    file: SourceFile
    places: npt.NDArray[np.int64]
    lines: int
    whole: bool
    exact: bool = True
    head: int = 0
    encoding: str = ""
    marked: bool = False
    wrong: int = 0

    @property
    def fair(self) -> int:
        """Lines of the head that weigh as much as any other piece of its length."""
        return max(1, round(self.head * PIECE / HEAD))

    def text(self) -> str:
        """A text sample as it stands."""
        with self.file.path.open(encoding="utf-8", newline="") as stream:
            return stream.read()


def read_raw(file: SourceFile, encoding: str | None, check: Check) -> Raw:
    """Reads the head of a text file and pieces of it.

    Args:
        encoding: as a recipe names it; None goes by the bytes.
        check: called between pieces; raises where the work should end.

    Raises:
        UserError: it cannot be read, or is empty.
    """
    with _opened(file) as (stream, sized, seekable):
        first = _filled(stream, COUNTED, check)
        if not first.strip():
            raise UserError("file-empty", file=file.shown)
        if encoding is None and not is_text(first[:HEAD]):
            raise UserError("file-unreadable", file=file.shown, reason=NO_TEXT)
        ended = len(first) < COUNTED
        size = len(first) if ended else max(sized(len(first)), len(first))
        found = encoding or find_encoding([first[:HEAD]])
        mark = _break(first, found)
        lines = _Counted(first, mark)
        if ended and len(first) <= WHOLE:
            parts = [(1, first)]
        else:
            reach = size if seekable else len(first)
            offsets = np.linspace(HEAD, reach - PIECE, PIECES).astype(np.int64)
            parts = [(1, first[: first.rfind(mark, 0, HEAD) + len(mark)] or first[:HEAD])]
            for offset in offsets.tolist():
                check()
                if offset + PIECE <= len(first):
                    piece = first[offset : offset + PIECE]
                else:
                    stream.seek(offset)
                    piece = stream.read(PIECE)
                if cut := _whole_lines(piece, offset, mark, offset + PIECE >= size):
                    begin, text = cut
                    parts.append((lines.at(begin, size), text))
    total, exact = (lines.all, True) if ended else (_rounded(lines.all * size / len(first)), False)
    encoding = encoding or find_encoding([part for _, part in parts])
    return Raw(tuple(parts), size, total, exact, len(parts) == 1 and ended, encoding)


def sample_of(file: SourceFile, raw: Raw, encoding: str, quote: str, scratch: Path) -> Sample:
    """Writes what was read as a UTF-8 file.

    Args:
        quote: pieces that begin or end between two quotation marks are left out.

    Raises:
        UserError: there is no such encoding.
    """
    texts, places = [], []
    for number, (line, part) in enumerate(raw.parts):
        text = decoded(part, encoding, file)
        text = text.removeprefix("\ufeff") if number == 0 else text
        if "\n" not in text:
            text = text.replace("\r", "\n")
        if number and quote and text.count(quote) % 2:
            continue
        if not text.endswith(("\n", "\r")) and number + 1 < len(raw.parts):
            continue
        texts.append(text)
        places.append(np.arange(text.count("\n") + 1, dtype=np.int64)[: None if number + 1 == len(raw.parts) else -1])
        places[-1] += line
    handle, name = tempfile.mkstemp(dir=scratch, suffix=".csv")
    with os.fdopen(handle, "wb") as stream:
        stream.write("".join(texts).encode("utf-8", "replace"))
    wrong = faults(raw.bytes, encoding)
    path = Path(name)
    head = 0 if raw.whole else len(places[0])
    told = marked(raw.parts[0][1]) is not None
    small = replace(file, path=path, packing="none")
    return Sample(small, np.concatenate(places), raw.lines, raw.whole, raw.exact, head, encoding, told, wrong)


def sample_parquet(file: SourceFile, scratch: Path, check: Check) -> Sample:
    """Writes some rows of a Parquet file as another one.

    Raises:
        UserError: it cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file.path) as source:
            groups = source.num_row_groups
            sizes = np.array([source.metadata.row_group(number).num_rows for number in range(groups)], np.int64)
            starts, total = np.concatenate([[0], np.cumsum(sizes)]), source.metadata.num_rows
            tables, places = [], []
            for group in sorted(set(np.linspace(0, max(0, groups - 1), min(groups, GROUPS)).astype(int).tolist())):
                check()
                for table, begin in _parts_of(source, group, int(sizes[group])):
                    tables.append(table)
                    places.append(np.arange(len(table)) + starts[group] + begin + 1)
            if not total:
                raise UserError("rows-none", file=file.shown)
            handle, name = tempfile.mkstemp(dir=scratch, suffix=".parquet")
            os.close(handle)
            table = pa.concat_tables(tables)
            pq.write_table(table, name)
    except (OSError, pa.ArrowException) as error:
        reason = str(error).split("\n")[0].rstrip(".")
        raise UserError("file-unreadable", file=file.shown, reason=reason) from None
    return Sample(replace(file, path=Path(name)), np.concatenate(places), total, len(table) == total)


def _parts_of(source: Any, group: int, rows: int) -> Iterator[tuple[Any, int]]:
    """Slices of a row group: the whole of a small one, else its first, middle and last rows."""
    table = source.read_row_group(group)
    if rows <= 4 * ROWS:
        yield table, 0
        return
    for begin in (0, rows // 2, rows - ROWS):
        yield table.slice(begin, ROWS), begin


class _Counted:
    """Line numbers of the first bytes of a file, and estimates beyond."""

    def __init__(self, first: bytes, mark: bytes) -> None:
        self._first, self._mark = first, mark
        self._at = np.concatenate(
            [[0], np.cumsum([first.count(mark, begin, begin + STEP) for begin in range(0, len(first), STEP)])]
        )

    @property
    def all(self) -> int:
        """Lines of the first bytes."""
        return int(self._at[-1]) + (not self._first.endswith(self._mark))

    def at(self, offset: int, size: int) -> int:
        """The line, counted from 1, that starts at an offset."""
        if offset <= len(self._first):
            step = offset // STEP
            return int(self._at[step]) + self._first.count(self._mark, step * STEP, offset) + 1
        return round(self.all * offset / len(self._first) / 100) * 100 + 1


def _whole_lines(piece: bytes, offset: int, mark: bytes, last: bool) -> tuple[int, bytes] | None:
    """Where the first whole line of a piece starts, and its whole lines."""
    begin = piece.find(mark)
    while begin >= 0 and (begin + offset) % len(mark):  # inside a letter of two bytes
        begin = piece.find(mark, begin + 1)
    end = len(piece) if last else piece.rfind(mark) + len(mark)
    if begin < 0 or end <= begin + len(mark):
        return None
    begin += len(mark)
    return offset + begin, piece[begin:end]


def _break(first: bytes, encoding: str) -> bytes:
    """What ends a line; a file may know carriage returns alone."""
    name = encoding.lower().replace("_", "-")
    if name == "utf-16" and first[:2] == b"\xfe\xff":
        return b"\0\n"
    mark = break_of(name)
    return b"\r" if len(mark) == 1 and b"\n" not in first[:HEAD] and b"\r" in first[:HEAD] else mark


def decoded(part: bytes, encoding: str, file: SourceFile) -> str:
    if encoding == "utf-16" and not part.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16-le"
    try:
        return part.decode(encoding, "replace")
    except LookupError:
        raise UserError("encoding-unknown", file=file.shown, encoding=encoding) from None


def _rounded(number: float) -> int:
    """To three digits."""
    return int(float(f"{number:.3g}"))


def _filled(stream: BinaryIO, size: int, check: Check) -> bytes:
    parts: list[bytes] = []
    left = size
    while left and (piece := stream.read(min(left, 1 << 22))):
        check()
        parts.append(piece)
        left -= len(piece)
    return b"".join(parts)


@contextmanager
def _opened(file: SourceFile) -> Iterator[tuple[BinaryIO, Callable[[int], int], bool]]:
    """The unpacked bytes, a function from what was read of them to their size, and whether any place can be read."""
    if file.packing == "none":
        try:
            with file.path.open("rb") as stream:
                yield stream, lambda _: file.path.stat().st_size, True
        except OSError as error:
            raise UserError("file-unreadable", file=file.shown, reason=error.strerror or error) from None
    elif file.packing == "zip":
        try:
            with zipfile.ZipFile(file.path) as archive:
                inside = [each for each in archive.infolist() if not each.is_dir() and each.file_size]
                if not inside:
                    raise UserError("file-empty", file=file.shown)
                member = min(inside, key=lambda each: each.filename)
                with archive.open(member) as packed:
                    yield packed, lambda _: member.file_size, False  # type: ignore[misc]
        except (OSError, zipfile.BadZipFile, RuntimeError) as error:
            raise UserError("file-unreadable", file=file.shown, reason=str(error).rstrip(".")) from None
    else:
        import pyarrow as pa

        try:
            with file.path.open("rb") as raw, pa.CompressedInputStream(pa.PythonFile(raw, "r"), file.packing) as stream:
                whole = file.path.stat().st_size
                yield stream, lambda read: round(read * whole / max(1, raw.tell())), False
        except (OSError, EOFError) as error:
            reason = str(getattr(error, "strerror", None) or error).rstrip(".")
            raise UserError("file-unreadable", file=file.shown, reason=reason) from None
