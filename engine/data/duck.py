"""One DuckDB connection for one import: statements report progress and end when their work is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from engine.monitor import Monitor

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Duck", "Unreadable", "ident", "literal", "quoted"]

T = TypeVar("T")

POLL = 0.05  # seconds between two looks at progress and cancel
SETTINGS = (
    "autoinstall_known_extensions = false",
    "enable_progress_bar = true",  # query_progress() answers only where progress is tracked
    "enable_progress_bar_print = false",
    "preserve_insertion_order = true",  # a row's number is its place in the files
    "python_enable_replacements = false",
    "TimeZone = 'UTC'",
)


class Unreadable(Exception):
    """DuckDB cannot read a file; the text says why in a few words.

    Attributes:
        form: whether the file's form is at fault, not the disk or the path.
    """

    def __init__(self, error: BaseException, form: bool) -> None:
        super().__init__(str(error).split("\n")[0].split("Error: ", 1)[-1].rstrip("."))
        self.form = form


class Duck:
    """An in-memory database that reaches no network and, once confined, only the files it was given.

    Args:
        monitor: hears the progress of the stages and may cancel a statement that runs.
        scratch: an existing folder for what does not fit into memory.
    """

    def __init__(self, monitor: Monitor, scratch: Path) -> None:
        import duckdb  # when used: to read a recipe takes no database

        self._whole = self._monitor = monitor
        self._reached = 0.0  # every statement counts from 0 again; progress does not go back
        self._unreadable = duckdb.IOException
        self._malformed = (duckdb.InvalidInputException, duckdb.ConversionException)
        self._unnamed = duckdb.Error  # 2.0.1 has no class for a Parquet footer that lies about its length
        self._connection = duckdb.connect()
        for setting in (*SETTINGS, f"temp_directory = {quoted(str(scratch))}"):
            self._connection.execute(f"SET {setting}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def confine(self, files: Iterable[Path], folder: Path) -> None:
        """Refuses every path but these files and what lies in the folder, from now on."""
        listed = ", ".join(path for file in files for path in (quoted(str(file)), literal(file)))
        self._connection.execute(f"SET allowed_paths = [{listed}]")
        self._connection.execute(f"SET allowed_directories = [{quoted(str(folder))}]")
        self._connection.execute("SET enable_external_access = false")

    def stage(self, label: str, begin: float, end: float) -> None:
        """Starts a stage that takes this share of the whole; raises `Cancelled` where the work should end here."""
        self._whole.checkpoint()
        self._monitor, self._reached = self._whole.part(label, begin, end), 0.0
        self._monitor.progress(0.0)

    def warn(self, text: str) -> None:
        """Says something that does not stop the import."""
        self._whole.message(text, "warning")

    def run(self, sql: str) -> None:
        """Runs a statement.

        Raises:
            Unreadable: it reads a file and cannot.
        """
        self.watch(lambda: self._connection.execute(sql))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a small result; raises as `run`."""
        return self.watch(lambda: self._connection.execute(sql).fetchall())

    def row(self, sql: str) -> tuple[Any, ...]:
        """The only row of a result."""
        return self.rows(sql)[0]

    def table(self, sql: str) -> pa.Table:
        """A result as an Arrow table."""
        return self.watch(lambda: self._connection.sql(sql).to_arrow_table()).combine_chunks()

    def batches(self, sql: str, rows: int, take: Callable[[pa.RecordBatch], None]) -> None:
        """Hands a large result over in pieces of at most `rows` rows."""

        def work() -> None:
            for batch in self._connection.sql(sql).to_arrow_reader(rows):
                take(batch)

        self.watch(work)

    def watch(self, work: Callable[[], T]) -> T:
        """Runs work on this connection in a thread of its own while this one listens to the monitor.

        Raises:
            Cancelled: the monitor said so; the running statement was interrupted.
            Unreadable: a file cannot be read.
        """
        done: list[T] = []
        failed: list[BaseException] = []

        def body() -> None:
            try:
                done.append(work())
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=body, name="duckdb", daemon=True)
        thread.start()
        try:
            thread.join(POLL)
            while thread.is_alive():
                self._monitor.checkpoint()
                if (share := self._connection.query_progress() / 100) > self._reached:
                    self._reached = share
                    self._monitor.progress(share)
                thread.join(POLL)
        except BaseException:
            while thread.is_alive():
                self._connection.interrupt()
                thread.join(POLL)
            raise
        if not failed:
            return done[0]
        malformed = isinstance(failed[0], self._malformed) or type(failed[0]) is self._unnamed
        if malformed or isinstance(failed[0], self._unreadable):
            raise Unreadable(failed[0], malformed) from failed[0]
        raise failed[0]


def ident(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def literal(path: Path) -> str:
    """A path as SQL writes it; a bare one would be read as a pattern."""
    return quoted("".join(f"[{mark}]" if mark in "[*?" else mark for mark in str(path)))
