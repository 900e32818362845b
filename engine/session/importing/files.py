"""What dropped files are, and the first draft that they give."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.data.recipe import Format
from engine.data.role_guess import guess_catalogue, guess_log, log_likeness
from engine.errors import UserError
from engine.session.importing.recipes import KNOWN
from engine.session.messages.importing import FileGuess, FilesQuery, FilesView, TableName
from engine.session.problems import problem_of

if TYPE_CHECKING:
    from engine.session.importing.desk import Looking

__all__ = ["files_view", "free_name"]


@dataclass(frozen=True)
class _Seen:
    """A file that can be read: what it seems to be, and its roles as the one or the other."""

    path: Path
    kind: str
    columns: tuple[str, ...]
    rows: int
    likeness: float
    log: dict[str, Any]
    catalogue: dict[str, Any]
    form: dict[str, Any]
    ids: frozenset[str]


def files_view(query: FilesQuery, looking: Looking, taken: Iterable[str]) -> FilesView:
    """Looks at every file, and makes a draft of the likeliest interactions and items.

    Args:
        taken: names of datasets that there are.
    """
    seen: dict[Path, _Seen | UserError] = {}
    for path in query.paths:
        looking.check()
        try:
            seen[path] = _look(path, looking)
        except UserError as error:
            seen[path] = error
    readable = [each for each in seen.values() if isinstance(each, _Seen)]
    log = max(readable, key=lambda each: (each.likeness, each.rows), default=None)
    catalogue = _catalogue(readable, log)
    draft: dict[str, Any] = {}
    parts: tuple[Path, ...] = ()
    if log is not None:
        source, parts, name = _together(log, readable)
        draft["name"] = free_name(name, taken)
        draft["interactions"] = {"source": source, **log.log, **log.form}
    if catalogue is not None:
        draft["items"] = {"source": str(catalogue.path), **catalogue.catalogue, **catalogue.form}
    return FilesView(tuple(_guess(path, each, parts) for path, each in seen.items()), draft)


def free_name(path: Path, taken: Iterable[str]) -> str:
    """A name for a dataset after its file, with a number where it is taken."""
    stem = path.name.lstrip(".").split(".")[0]
    name = re.sub(r'[/\\:*?"<>|\x00-\x1f]+|\s+', "-", stem).strip("-").lower() or "dataset"
    used = set(taken)
    return next(
        each for number in range(1, len(used) + 2) if (each := name if number == 1 else f"{name}-{number}") not in used
    )


def _look(path: Path, looking: Looking) -> _Seen:
    from engine.data.sources import resolve

    file = resolve(str(path), Path.cwd())[0]
    with looking.probe_file(file, Format(), []) as probe:
        log = guess_log(probe.columns)
        catalogue = guess_catalogue(probe.columns, probe.distinct())
        form: dict[str, Any] = {}
        if file.kind != "parquet":
            form |= {"encoding": probe.sample.encoding} if probe.sample.encoding not in KNOWN else {}
        if probe.form.header is False:
            form["header"] = False
        dialect = probe.dialect
        kind = "parquet" if dialect is None else "tsv" if dialect.delimiter == "\t" else "csv"
        return _Seen(
            path,
            kind,
            probe.names,
            max(0, probe.sample.lines - int(dialect is not None and dialect.header and probe.sample.exact)),
            log_likeness(log, catalogue),
            dict(log.roles),
            dict(catalogue.roles),
            {"format": form} if form else {},
            frozenset(probe.names),
        )


def _catalogue(readable: list[_Seen], log: _Seen | None) -> _Seen | None:
    """The file that describes the items of the interactions best."""
    others = [each for each in readable if each is not log and "item" in each.catalogue]
    item = log.log.get("item") if log is not None else None
    shared = [each for each in others if item in each.ids]
    for each in shared:
        each.catalogue["item"] = item
    return max(shared or others, key=lambda each: (len(each.catalogue), each.rows), default=None)


def _together(log: _Seen, readable: list[_Seen]) -> tuple[str, tuple[Path, ...], Path]:
    """The source that holds a log and all files of its folder with the same columns, those files, and their name.

    A recipe names several files by a pattern; where none fits just these, the log stands alone.
    """
    alone = str(log.path), (log.path,), log.path
    folder = log.path.absolute().parent
    like = [each for each in readable if each.columns == log.columns and each.path.absolute().parent == folder]
    names = sorted(each.path.name for each in like)
    if len(names) < 2 or glob.has_magic(str(folder)):
        return alone
    start = _beginning(names)
    end = _beginning([name[len(start) :][::-1] for name in names])[::-1]
    pattern = folder / f"{glob.escape(start)}*{glob.escape(end)}"
    if sorted(Path(found).name for found in glob.glob(str(pattern))) != names:
        return alone
    common = start.rstrip("0123456789-_. ")
    return str(pattern), tuple(each.path for each in like), Path(common) if common else log.path


def _beginning(texts: Sequence[str]) -> str:
    """What all of some texts begin with."""
    first, last = min(texts), max(texts)
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))


def _guess(path: Path, seen: _Seen | UserError, parts: tuple[Path, ...]) -> FileGuess:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if isinstance(seen, UserError):
        return FileGuess(path, "", size, "interactions", (), 0, problem_of(seen))
    table: TableName = "interactions" if path in parts or seen.likeness > 0 else "items"
    return FileGuess(path, seen.kind, size, table, seen.columns, seen.rows)
