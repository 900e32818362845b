"""Answers to the import wizard's queries, from samples of its files that are read once and kept."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.monitor import Monitor
from engine.session.control import Control
from engine.session.importing.drafts import columns_of, format_of, recipe_folder, source_of
from engine.session.messages import Query
from engine.session.messages.checking import RecheckQuery
from engine.session.messages.importing import (
    Draft,
    FilesQuery,
    FormatQuery,
    RecipeQuery,
    RolesQuery,
    SplitQuery,
    TableName,
)
from engine.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

    from engine.data.check_rows import CheckRows
    from engine.data.kept import Choice
    from engine.data.probe import Probe
    from engine.data.recipe import Format
    from engine.data.sample import Raw, Sample
    from engine.data.sources import SourceFile
    from engine.session.importing.cuts import Cuts

__all__ = ["ImportDesk", "Looking"]

AT_ONCE = 64 << 20  # bytes of a file whose ids a query reads
Check = Callable[[], None]

KEPT = 12  # samples of a few megabytes each


class ImportDesk:
    """Answers queries about drafts; close it, which removes the samples.

    Args:
        workspace: whose datasets have names already; open for reading.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._raw: OrderedDict[tuple[Any, ...], Raw] = OrderedDict()
        self._samples: OrderedDict[tuple[Any, ...], Sample] = OrderedDict()
        self.quotes: OrderedDict[tuple[Any, ...], str] = OrderedDict()
        self._checked: CheckRows | None = None
        self._cuts: tuple[Choice, Cuts] | None = None

    def close(self) -> None:
        """Removes what was read."""
        self._raw.clear()
        self._samples.clear()
        self._checked, self._cuts = None, None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def answer(self, query: Query[Any], control: Control) -> Any:
        """The answer to a query of the wizard.

        Raises:
            UserError: a file cannot be read, or the draft says something that a recipe cannot.
        """
        looking = Looking(self, control.check)
        match query:
            case FilesQuery():
                from engine.session.importing.files import files_view

                self._workspace.refresh()
                return files_view(query, looking, [entry.name for entry in self._workspace.datasets()])
            case FormatQuery():
                from engine.session.importing.formats import format_view

                return format_view(query, looking)
            case RolesQuery():
                from engine.session.importing.roles import roles_view

                return roles_view(query, looking)
            case RecipeQuery():
                from engine.session.importing.recipes import recipe_view

                return recipe_view(query, looking)
            case SplitQuery():
                from engine.session.importing.splitting import split_view

                return split_view(query, self._cuts_of(query), control.check)
            case RecheckQuery():
                from engine.session.importing.checking import recheck_view

                return recheck_view(query, self._rows(query.check))
        raise TypeError(f"no answer to a {type(query).__name__}")

    def _rows(self, folder: Path) -> CheckRows:
        """What the check of a dataset remembered, opened once."""
        from engine.data.check_rows import CheckRows
        from engine.session.importing.choosing import open_rows

        place = CheckRows.beside(folder)
        if self._checked is None or self._checked.folder != place or not place.is_dir():
            self._checked, self._cuts = None, None
            self._checked = open_rows(folder)
        return self._checked

    def _cuts_of(self, query: SplitQuery) -> Cuts:
        """Of what a draft would keep of a checked dataset, made once for each choice."""
        from engine.data.kept import Kept
        from engine.errors import UserError
        from engine.session.importing.choosing import choice_of
        from engine.session.importing.cuts import Cuts
        from engine.session.importing.evaluated import kept_dataset

        rows = self._rows(query.check)
        choice = choice_of(rows, query.draft)
        if choice is None:  # the draft was changed and not yet checked
            raise UserError("folder-gone", folder=query.check)
        if self._cuts is None or self._cuts[0] != choice:
            self._cuts = choice, Cuts(kept_dataset(Kept(rows, choice)))
        return self._cuts[1]

    @property
    def folder(self) -> Path:
        """Where samples lie."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="crossaisle-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def raw(self, file: SourceFile, encoding: str | None, check: Check) -> Raw:
        """What was read of a text file, kept while it stays as it is."""
        from engine.data.sample import read_raw

        key = (*_stamp(file), encoding)
        return _kept(self._raw, key, lambda: read_raw(file, encoding, check))

    def sample(self, file: SourceFile, encoding: str | None, quote: str, check: Check) -> Sample:
        """A sample of a file, kept while it stays as it is."""
        from engine.data.sample import sample_of, sample_parquet

        if file.kind == "parquet":
            return _kept(self._samples, _stamp(file), lambda: sample_parquet(file, self.folder, check), _forget)
        raw = self.raw(file, encoding, check)
        written = encoding or raw.encoding
        key = (*_stamp(file), written, quote)
        return _kept(self._samples, key, lambda: sample_of(file, raw, written, quote, self.folder), _forget)


class Looking:
    """One look at the files of a draft: a database for as long as a query takes.

    Args:
        desk: keeps what was read.
        check: called between pieces of work; raises where it should end.
    """

    def __init__(self, desk: ImportDesk, check: Check) -> None:
        self._desk, self.check = desk, check

    @contextmanager
    def probe(self, draft: Draft, table: TableName) -> Iterator[Probe]:
        """The sample of a table's file, read as the draft says."""
        form = format_of(draft, table)
        file = self.file(draft, table)
        with self.probe_file(file, form, columns_of(draft, table)) as found:
            yield found

    @contextmanager
    def probe_file(self, file: SourceFile, form: Format, wanted: list[str]) -> Iterator[Probe]:
        """The sample of a file, read as a format says."""
        from engine.data.duck import Duck
        from engine.data.probe import probe

        quote = ""
        if file.kind != "parquet":
            quote = self._quote(file, form, wanted)
        sample = self._desk.sample(file, form.encoding, quote, self.check)
        self.check()
        with Duck(_Listening(self.check), self._desk.folder) as duck:
            yield probe(duck, sample, form, wanted)

    def file(self, draft: Draft, table: TableName) -> SourceFile:
        """The first file of a table's source.

        Raises:
            UserError: it is missing, a folder, empty, or of a kind that is not read.
        """
        from engine.data.sources import resolve
        from engine.errors import UserError

        source = source_of(draft, table)
        if source is None:
            raise UserError("config-missing", file="the recipe", field=f"{table}.source")
        return resolve(source, recipe_folder(draft))[0]

    def column(self, draft: Draft, table: TableName, name: str) -> pa.Array | None:
        """All ids in a column of a table's file; None where the file is too large to be read at once."""
        from engine.data.duck import Duck
        from engine.data.loading import Column, header, load
        from engine.data.sources import prepare

        file, form = self.file(draft, table), format_of(draft, table)
        if file.kind != "parquet":
            raw = self._desk.raw(file, form.encoding, self.check)
            if raw.size > AT_ONCE:
                return None
            form = form.model_copy(update={"encoding": form.encoding or raw.encoding})
        listening = _Listening(self.check)
        with (
            tempfile.TemporaryDirectory(dir=self._desk.folder, ignore_cleanup_errors=True) as scratch,
            Duck(listening, Path(scratch)) as duck,
        ):
            files = prepare(file, form.encoding, Path(scratch), listening)
            headers = [header(duck, each, form, [name]) for each in files]
            load(duck, "ids", headers, [Column("id", name, "item", "id")], form)
            return duck.table("SELECT DISTINCT id FROM ids WHERE id IS NOT NULL")["id"].combine_chunks()

    def _quote(self, file: SourceFile, form: Format, wanted: list[str]) -> str:
        from engine.data.dialect import choose
        from engine.data.loading import HEAD
        from engine.data.sample import decoded

        raw = self._desk.raw(file, form.encoding, self.check)
        head = decoded(raw.parts[0][1][:HEAD], form.encoding or raw.encoding, file)
        key = (*_stamp(file), form.model_dump_json(), tuple(wanted))
        return str(_kept(self._desk.quotes, key, lambda: choose(head, form, wanted, cut=True).quote))


class _Listening(Monitor):
    """Ends a statement of the database once a newer query has come."""

    def __init__(self, check: Check) -> None:
        self._check = check

    def checkpoint(self) -> None:
        self._check()


def _stamp(file: SourceFile) -> tuple[Any, ...]:
    """What tells one state of a file from another.

    Raises:
        UserError: it vanished.
    """
    from engine.errors import UserError

    try:
        status = file.path.stat()
    except OSError:
        raise UserError("file-missing", file=file.path) from None
    return str(file.path), status.st_size, status.st_mtime_ns, status.st_ino


def _forget(sample: Sample) -> None:
    sample.file.path.unlink(missing_ok=True)


def _kept(kept: OrderedDict[tuple[Any, ...], Any], key: tuple[Any, ...], make: Any, drop: Any = None) -> Any:
    if key not in kept:
        kept[key] = make()
    kept.move_to_end(key)
    while len(kept) > KEPT:
        _, old = kept.popitem(last=False)
        if drop is not None:
            drop(old)
    return kept[key]
