"""From a source as a recipe names it to files that can be read: patterns, packages, archives, encodings."""

from __future__ import annotations

import codecs
import glob
import importlib.util
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from engine.errors import UserError
from engine.monitor import Monitor

__all__ = ["SourceFile", "open_bytes", "prepare", "resolve"]

Packing = Literal["none", "gzip", "zstd", "zip"]

PACKAGE = "package:"
PIECE = 1 << 20
PACKINGS: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd", ".zip": "zip"}
PARQUET = (".parquet", ".pq")
UNREAD = {
    ".xlsx": "workbooks are not read; save the sheet as CSV",
    ".xls": "workbooks are not read; save the sheet as CSV",
    ".ods": "workbooks are not read; save the sheet as CSV",
    ".jsonl": "JSON is not read yet; save it as CSV or Parquet",
    ".ndjson": "JSON is not read yet; save it as CSV or Parquet",
    ".json": "JSON is not read yet; save it as CSV or Parquet",
}


@dataclass(frozen=True)
class SourceFile:
    """One file of a source.

    Attributes:
        path: what is opened.
        shown: how the person knows it: as the recipe writes it, or, of a pattern, the file's own path.
        packing: how its bytes are packed.
    """

    path: Path
    shown: str
    kind: Literal["csv", "parquet"]
    packing: Packing = "none"


def resolve(source: str, folder: Path) -> list[SourceFile]:
    """The files behind a source, sorted by path; relative sources start in `folder`.

    Raises:
        UserError: nothing is there, a package is not installed, a folder stands for a file, or the kind is not read.
    """
    if source.startswith(PACKAGE):
        return [_file(_in_package(source), source)]
    path = folder / Path(source).expanduser()
    if path.exists() or not glob.has_magic(source):
        return [_file(path, source)]
    found = sorted(Path(name) for name in glob.glob(str(path), recursive=True) if not Path(name).is_dir())
    if not found:
        raise UserError("source-empty", source=source, folder=folder)
    return [_file(each, _shown(each, folder)) for each in found]


def prepare(file: SourceFile, encoding: str | None, scratch: Path, monitor: Monitor) -> list[SourceFile]:
    """The same text as UTF-8 files: archives are unpacked, other encodings rewritten, both as a stream into `scratch`.

    Raises:
        UserError: the archive is broken, the encoding is unknown, or the bytes are not of that encoding.
    """
    if file.kind == "parquet":
        return [file]
    files = _unzipped(file, scratch, monitor) if file.packing == "zip" else [file]
    return [_in_utf8(each, encoding, scratch, monitor) for each in files]


@contextmanager
def open_bytes(file: SourceFile) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file that is no archive.

    Raises:
        UserError: they cannot be read.
    """
    import pyarrow as pa

    try:
        packing = None if file.packing == "none" else file.packing
        with pa.input_stream(str(file.path), compression=packing, buffer_size=PIECE) as stream:
            yield stream
    except (OSError, EOFError) as error:
        raise UserError("file-unreadable", file=file.shown, reason=_reason(error)) from None


def _in_package(source: str) -> Path:
    package, _, inside = source.removeprefix(PACKAGE).partition("/")
    try:
        found = importlib.util.find_spec(package) if package.isidentifier() else None  # looks, does not import
    except (ImportError, ValueError):
        found = None
    if found is None or not found.submodule_search_locations:
        raise UserError("package-missing", source=source, package=package, pip=package.replace("_", "-"))
    return Path(next(iter(found.submodule_search_locations))) / inside


def _file(path: Path, shown: str) -> SourceFile:
    if path.is_dir():
        raise UserError("source-folder", file=shown)
    if not path.exists():
        raise UserError("file-missing", file=path if not shown.startswith(PACKAGE) else shown)
    try:
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except OSError as error:
        raise UserError("file-unreadable", file=shown, reason=_reason(error)) from None
    if empty:
        raise UserError("file-empty", file=shown)
    return _kind(SourceFile(path.absolute(), shown, "csv"), [suffix.lower() for suffix in path.suffixes])


def _kind(file: SourceFile, suffixes: list[str]) -> SourceFile:
    """The file with its kind and packing, by the last one or two suffixes of its name."""
    packing = PACKINGS.get(suffixes[-1], "none") if suffixes else "none"
    suffix = "".join((suffixes if packing == "none" else suffixes[:-1])[-1:])
    if suffix in UNREAD:
        raise UserError("file-unreadable", file=file.shown, reason=UNREAD[suffix])
    if suffix not in PARQUET:
        return replace(file, packing=packing)
    if packing != "none":
        raise UserError("file-unreadable", file=file.shown, reason="a packed Parquet file is not read; unpack it")
    return replace(file, kind="parquet")


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _unzipped(file: SourceFile, scratch: Path, monitor: Monitor) -> list[SourceFile]:
    """The files in an archive, by name."""
    found = []
    try:
        with zipfile.ZipFile(file.path) as archive:
            for member in sorted(archive.infolist(), key=lambda each: each.filename):
                if member.is_dir() or not member.file_size:
                    continue
                with archive.open(member) as packed:
                    target = _copied(iter(lambda: packed.read(PIECE), b""), scratch, monitor)
                inside = SourceFile(target, f"{file.shown}/{member.filename}", "csv")
                found.append(_kind(inside, [suffix.lower() for suffix in Path(member.filename).suffixes]))
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:  # RuntimeError: it asks for a password
        raise UserError("file-unreadable", file=file.shown, reason=_reason(error)) from None
    if not found:
        raise UserError("file-empty", file=file.shown)
    return found


def _in_utf8(file: SourceFile, encoding: str | None, scratch: Path, monitor: Monitor) -> SourceFile:
    if file.kind == "parquet":
        return file
    with open_bytes(file) as stream:
        name = encoding or _marked(stream.read(4))
    try:
        "x".encode(name)
    except LookupError:
        raise UserError("encoding-unknown", file=file.shown, encoding=name) from None
    if codecs.lookup(name).name in ("utf-8", "utf-8-sig", "ascii"):
        return file
    try:
        with open_bytes(file) as stream:
            target = _copied(_recoded(stream, name), scratch, monitor)
    except UnicodeError as error:
        raise UserError("encoding-wrong", file=file.shown, encoding=name, reason=error) from None
    return replace(file, path=target, packing="none")


def _recoded(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while piece := stream.read(PIECE):
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()  # raises where the text ends inside a letter


def _copied(pieces: Iterator[bytes], scratch: Path, monitor: Monitor) -> Path:
    """A new file with these bytes."""
    handle, name = tempfile.mkstemp(dir=scratch)
    with os.fdopen(handle, "wb") as plain:
        for piece in pieces:
            monitor.checkpoint()
            plain.write(piece)
    return Path(name)


def _marked(head: bytes) -> str:
    """The encoding that a byte order mark tells; UTF-8 without one."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def _reason(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".").replace("\n", " ")
