"""The index of a workspace: what its folders hold, kept in SQLite, and the notes of its people.

All but the notes can be rebuilt from the folders; an index that cannot be read is put aside and made anew.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TypeVar

from engine.errors import UserError
from engine.workspace.entries import Entry

__all__ = ["Catalogue", "Note"]

SCHEMA = 1
TABLES = """
create table if not exists entry (
    kind text not null, id text not null, place text not null, stamp integer not null, facts text not null,
    primary key (kind, place));
create table if not exists note (
    kind text not null, id text not null, text text not null, tags text not null, starred integer not null,
    primary key (kind, id));
"""
Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True)
class Note:
    """What a person wrote to a dataset, study or run."""

    text: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False


class Catalogue:
    """An open index; may be used by several threads.

    Args:
        file: catalogue.sqlite.
        read_only: the file is copied into memory and never written.

    Raises:
        UserError: a newer version of the program wrote the file.
    """

    def __init__(self, file: Path, read_only: bool) -> None:
        self._lock = RLock()
        self._connection = _copied(file) if read_only else _opened(file)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def refresh(self, kind: type[Kind], folders: Iterable[Path]) -> dict[Path, UserError]:
        """Makes the index agree with the folders; those that have not changed are not read again.

        Returns:
            the folders that cannot be understood, each with its sentence.
        """
        problems: dict[Path, UserError] = {}
        with self._lock:
            known = dict(
                self._connection.execute("select place, stamp from entry where kind = ?", (kind.kind,)).fetchall()
            )
            present = set()
            for folder in folders:
                try:
                    stamp = (folder / kind.marker).stat().st_mtime_ns
                except OSError:
                    continue
                try:
                    if known.get(folder.name) != stamp:
                        self._put(kind.read(folder), stamp)
                    present.add(folder.name)
                except UserError as error:
                    problems[folder] = error
            gone = [(kind.kind, place) for place in known if place not in present]
            self._connection.executemany("delete from entry where kind = ? and place = ?", gone)
            self._connection.commit()
        return problems

    def entries(self, kind: type[Kind], root: Path) -> list[Kind]:
        """All entries of a kind whose folders lie in `root`, by id."""
        with self._lock:
            rows = self._connection.execute(
                "select place, facts from entry where kind = ? order by id", (kind.kind,)
            ).fetchall()
        return [kind.again(facts, root / place) for place, facts in rows]

    def note(self, kind: str, name: str) -> Note:
        """The note of an entry; an empty one where there is none."""
        with self._lock:
            row = self._connection.execute(
                "select text, tags, starred from note where kind = ? and id = ?", (kind, name)
            ).fetchone()
        return Note(row[0], tuple(row[1].split("\n")) if row[1] else (), bool(row[2])) if row else Note()

    def set_note(self, kind: str, name: str, note: Note) -> None:
        """Keeps a note."""
        with self._lock:
            values = (kind, name, note.text, "\n".join(note.tags), int(note.starred))
            self._connection.execute("insert or replace into note values (?, ?, ?, ?, ?)", values)
            self._connection.commit()

    def _put(self, entry: Entry, stamp: int) -> None:
        values = (entry.kind, entry.id, entry.folder.name, stamp, entry.facts())
        self._connection.execute("insert or replace into entry values (?, ?, ?, ?, ?)", values)


def _opened(file: Path) -> sqlite3.Connection:
    try:
        return _prepared(file)
    except sqlite3.DatabaseError:
        file.replace(file.with_suffix(".damaged"))  # an index: the folders hold all that it held, but for the notes
        return _prepared(file)


def _prepared(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, check_same_thread=False)
    try:
        (found,) = connection.execute("pragma user_version").fetchone()
        if found > SCHEMA:
            raise UserError("format-newer", file=file, found=found, known=SCHEMA)
        connection.executescript(TABLES)
        connection.execute(f"pragma user_version = {SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(file: Path) -> sqlite3.Connection:
    """The index in memory: another program may be writing the file, or this one may not."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    if file.is_file():
        with contextlib.suppress(sqlite3.Error):
            stored = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
            try:
                if stored.execute("pragma user_version").fetchone()[0] <= SCHEMA:
                    stored.backup(connection)
            finally:
                stored.close()
    connection.executescript(TABLES)
    return connection
