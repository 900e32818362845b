"""The engine beside a window: two threads, one that works and one that answers, and a mailbox for what they say."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self, TypeVar

from engine.session.engine_thread import EngineThread, Work
from engine.session.mailbox import Mailbox
from engine.session.messages import (
    Event,
    ExportLists,
    ImportDataset,
    Job,
    JobChanged,
    JobId,
    Query,
    QueryId,
    RunStudy,
)
from engine.session.query_thread import Answering, QueryThread
from engine.session.ticket import ENDED

__all__ = ["Session"]

Answer = TypeVar("Answer")
_IMPORTING = threading.Lock()


class Session:
    """A workspace with an engine at work in it. Close it, or use it in a `with` block.

    No method waits for work: jobs and queries are taken by threads of their own, and what they have to say lies in a
    mailbox until `drain` takes it. Nothing of torch, pandas or the data layer is imported by the caller's thread.

    Args:
        workspace: its folder, made where it is missing.
        interactive: a window is open: the engine leaves one core to it, and the libraries it has loaded are kept out
            of later garbage collections, which would stop the window.
    """

    def __init__(self, workspace: Path, interactive: bool = True) -> None:
        self._folder, self._interactive = workspace, interactive
        self._read_only = False
        self._opened = threading.Event()
        self._mailbox = Mailbox()
        self._engine = EngineThread(self._mailbox, self._bench)
        self._queries = QueryThread(self._mailbox, self._desk)

    @property
    def read_only(self) -> bool:
        """Whether jobs are refused, because another program has the workspace or it cannot be written.

        False until the engine's thread has opened the workspace; `ProblemFound` tells when it finds out.
        """
        return self._read_only

    def submit(self, job: Job) -> JobId:
        """Puts a job at the end of the line; `JobChanged` tells what becomes of it."""
        return self._engine.submit(job, _title(job))

    def cancel(self, id: JobId) -> None:
        """Takes a job out of the line, or ends it at its next checkpoint; what it has finished is kept."""
        self._engine.cancel(id)

    def pause(self, id: JobId) -> None:
        """Lets a job rest at its next checkpoint, and every job behind it."""
        self._engine.pause(id)

    def resume(self, id: JobId) -> None:
        """Lets a resting job go on."""
        self._engine.resume(id)

    def stop(self, id: JobId) -> None:
        """Ends the part that a job is at, keeps its best and goes on with the next."""
        self._engine.stop(id)

    def ask(self, query: Query[Answer], key: str) -> QueryId:
        """Asks; `Reply` brings the answer, or none where a newer query of the same key came first."""
        return self._queries.ask(query, key)

    def drain(self) -> list[Event]:
        """Takes all events out of the mailbox.

        Where automatic garbage collection is off, as beside a window, a full collection follows the end of a job. It
        is made here, because the objects of a window may be freed on its own thread only.
        """
        events = self._mailbox.drain()
        if not gc.isenabled() and any(isinstance(event, JobChanged) and event.state in ENDED for event in events):
            gc.collect()
        return events

    def wait(self, timeout: float | None = None) -> bool:
        """Sleeps until there is an event, for callers without an event loop; False if none came in time (seconds)."""
        return self._mailbox.wait(timeout)

    def close(self, timeout: float = 30.0) -> bool:
        """Cancels all work and waits for the threads to close their files and the catalogue.

        Args:
            timeout: seconds.

        Returns:
            False if a thread had not ended in time; it still does at its next checkpoint. Call again to wait on.
        """
        end = time.monotonic() + timeout
        self._engine.close()
        self._queries.close()
        ended = [thread.join(end - time.monotonic()) for thread in (self._queries, self._engine)]
        return all(ended)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _bench(self) -> Iterator[Work]:
        """On the engine's thread."""
        with ExitStack() as stack:
            try:
                jobs, _ = _parts()
                bench = jobs.bench(self._folder, self._interactive, self._mailbox.post)
                work, self._read_only = stack.enter_context(bench)
            finally:
                self._opened.set()
            yield work

    @contextmanager
    def _desk(self) -> Iterator[Answering]:
        """On the query thread, once the engine's has found out whether it may write."""
        _, queries = _parts()
        self._opened.wait()
        with queries.desk(self._folder, self._read_only) as answering:
            yield answering


def _parts() -> tuple[ModuleType, ModuleType]:
    """What the threads do, and with it the data layer: imported by the first of them while the other waits.

    Two threads that enter a package with circular imports at different modules see half of one of them.
    """
    with _IMPORTING:
        from engine.session import jobs, queries

        return jobs, queries


def _title(job: Job) -> str:
    match job:
        case ImportDataset(recipe=recipe):
            return f"Import {recipe.stem}"
        case RunStudy(study=study):
            return f"Study {study.stem}"
        case ExportLists(out=out):
            return f"Export {out.name}"
        case _:
            return _other_title(job)


def _other_title(job: Job) -> str:
    from engine.session.messages.auditing import AuditStudy, ExportLeak
    from engine.session.messages.checking import CheckImport, SaveDropped
    from engine.session.messages.importing import ImportDraft  # no first window asks

    match job:
        case CheckImport(draft=draft):
            return f"Check {draft.get('name', '')}".strip()
        case ImportDraft(draft=draft):
            return f"Import {draft.get('name', '')}".strip()
        case SaveDropped(out=out):
            return f"Save {out.name}"
        case AuditStudy(study=study):
            return f"Audit {study}"
        case ExportLeak(out=out):
            return f"Export {out.name}"
        case _:
            return type(job).__name__
