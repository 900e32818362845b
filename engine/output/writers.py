"""Blocks of typed rows to an open file: CSV, Parquet, Excel and JSON lines, each in the memory of a block."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from engine.errors import UserError
from engine.output.layout import DELIMITERS, Layout
from engine.output.text import header, lines_of, quoted, raw
from engine.output.texts import shortest, texts

__all__ = ["SHEET_ROWS", "Writer", "writer_of"]

SHEET_ROWS = 1_048_576  # of an Excel sheet, the header among them
CELL = 32_767  # characters of an Excel cell
PIECE = 1_000  # rows that become Python values at a time: more would hold up the window
SHOWN = 60  # characters of a line that a sentence quotes


class Writer(Protocol):
    """Takes blocks; `close` ends the file, `drop` lets go of one that will not be finished; the stream stays open.

    Attributes:
        replaced: characters that were written as ?.
    """

    replaced: int

    def write(self, rows: pa.Table) -> None: ...

    def close(self) -> None: ...

    def drop(self) -> None: ...


def writer_of(
    layout: Layout,
    stream: BinaryIO,
    empty: pa.Table,
    made: str,
    folder: Path,
    checkpoint: Callable[[], None] = lambda: None,
) -> Writer:
    """The writer of a layout; what stands before the first row is written at once.

    Args:
        layout: how the rows are written.
        stream: open for writing, and seekable.
        empty: a block without rows.
        made: ISO time that a format keeping one shall name, so that the same rows give the same bytes.
        folder: where a format that needs passing files may put them.
        checkpoint: called now and then by a format that takes its time to close.
    """
    match layout.format:
        case "parquet":
            return ParquetWriter(stream, empty)
        case "xlsx":
            return ExcelWriter(stream, empty.column_names, made, folder, checkpoint)
        case "jsonl":
            return JsonWriter(stream)
    return CsvWriter(stream, layout)


class CsvWriter:
    """Text in any encoding; a field is in quotation marks where it must be."""

    def __init__(self, stream: BinaryIO, layout: Layout) -> None:
        self._stream, self._layout = stream, layout
        self._delimiter = DELIMITERS[layout.delimiter]
        self._encoder = codecs.getincrementalencoder(layout.encoding)("strict")
        self.replaced = 0
        stream.write(self._encoder.encode(header(layout.columns, self._delimiter).decode()))

    def write(self, rows: pa.Table) -> None:
        cells = [quoted(cells, self._delimiter) for cells in texts(rows, self._layout)]
        lines = lines_of(cells, self._delimiter)
        if self._layout.encoding in ("utf-8", "utf-8-sig"):
            self._stream.write(lines)
        else:
            self._stream.write(self._encoded(bytes(lines).decode()))

    def close(self) -> None:
        pass

    def drop(self) -> None:
        pass

    def _encoded(self, text: str) -> bytes:
        state = self._encoder.getstate()
        try:
            return self._encoder.encode(text)
        except UnicodeEncodeError as error:
            if not self._layout.replace:
                begin = text.rfind("\n", 0, error.start) + 1
                line = text[begin : text.find("\n", begin)]
                shown = line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
                raise UserError(
                    "character-missing", encoding=self._layout.encoding, character=text[error.start], value=shown
                ) from None
        strange = [character for character in set(text) if not _has(self._layout.encoding, character)]
        self.replaced += sum(map(text.count, strange))
        self._encoder.setstate(state)
        return self._encoder.encode(text.translate(dict.fromkeys(map(ord, strange), "?")))


class JsonWriter:
    """One object a line, in UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.replaced = 0

    def write(self, rows: pa.Table) -> None:
        parts: list[Any] = []
        for place, (name, cells) in enumerate(zip(rows.column_names, texts(rows, Layout("jsonl")), strict=True)):
            parts += [f"{', ' if place else '{'}{json.dumps(name)}: ", cells]
        self._stream.write(raw(pc.binary_join_element_wise(*parts, "}\n", "")))

    def close(self) -> None:
        pass

    def drop(self) -> None:
        pass


class ParquetWriter:
    """Typed columns; a block is a row group."""

    def __init__(self, stream: BinaryIO, empty: pa.Table) -> None:
        self._writer = pq.ParquetWriter(stream, empty.schema, compression="zstd")
        self.replaced = 0

    def write(self, rows: pa.Table) -> None:
        if len(rows):
            self._writer.write_table(rows)

    def close(self) -> None:
        self._writer.close()

    def drop(self) -> None:
        with suppress(OSError):  # it would try again, and complain, once nobody holds it any more
            self._writer.close()


class ExcelWriter:
    """A workbook whose texts are stored as texts, so none is run; rows beyond a sheet's room go to the next."""

    def __init__(
        self, stream: BinaryIO, names: list[str], made: str, folder: Path, checkpoint: Callable[[], None]
    ) -> None:
        import xlsxwriter  # only who asks for Excel pays for it

        options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        self._stream = _Watched(stream, checkpoint)
        self._book = xlsxwriter.Workbook(self._stream, options)
        self._book.set_properties({"created": datetime.fromisoformat(made)})
        self._strong = self._book.add_format({"bold": True})
        self._names, self._row = names, SHEET_ROWS
        self._sheet: Any = None
        self.replaced = 0
        self._turn()

    def write(self, rows: pa.Table) -> None:
        for begin in range(0, len(rows), PIECE):
            columns = [_plain(column.combine_chunks()) for column in rows.slice(begin, PIECE).columns]
            for values in zip(*columns, strict=True):
                if self._row >= SHEET_ROWS:
                    self._turn()
                for place, value in enumerate(values):
                    if isinstance(value, str):
                        self._sheet.write_string(self._row, place, value)
                    elif value is not None:
                        self._sheet.write_number(self._row, place, value)
                self._row += 1

    def close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it wraps

    def drop(self) -> None:
        self._stream.given_up = True
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()

    def _turn(self) -> None:
        number = len(self._book.worksheets()) + 1
        self._sheet = self._book.add_worksheet("lists" if number == 1 else f"lists {number}")
        self._sheet.freeze_panes(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(self._names))}{SHEET_ROWS}"})
        for place, name in enumerate(self._names):
            self._sheet.write_string(0, place, name, self._strong)
        self._row = 1


class _Watched:
    """The stream of a workbook: packing one can be cancelled, and what is not finished need not be ended well."""

    def __init__(self, stream: BinaryIO, checkpoint: Callable[[], None]) -> None:
        self._stream, self._checkpoint = stream, checkpoint
        self.given_up = False

    def write(self, data: bytes) -> int:
        if self.given_up:
            return len(data)  # an archive that is let go of writes its end all the same
        self._checkpoint()
        return self._stream.write(data)

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self.given_up else self._stream.seek(place, whence)

    def tell(self) -> int:
        return 0 if self.given_up else self._stream.tell()

    def flush(self) -> None:
        if not self.given_up:
            self._stream.flush()


def _plain(values: Any) -> list[Any]:
    """A column's cells for Excel; None leaves one empty."""
    if pa.types.is_list(values.type):
        values = pc.binary_join(values, "|")
    if pa.types.is_floating(values.type):  # as the file of another format shows it, not as its binary neighbour
        values = pc.cast(shortest(values), pa.float64())
    if pa.types.is_string(values.type):
        longest = pc.max(pc.utf8_length(values)).as_py() or 0
        if longest > CELL:
            raise UserError("cell-too-long", length=f"{longest:,}", most=f"{CELL:,}")
        values = pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
    if pa.types.is_boolean(values.type):
        values = pc.cast(values, pa.int8())
    made: list[Any] = values.to_pylist()
    return made


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
