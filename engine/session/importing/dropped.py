"""The rows that a check left out, as CSV."""

from __future__ import annotations

from engine.errors import UserError
from engine.files import whole_file
from engine.monitor import Monitor
from engine.session.importing.check_folder import CheckFolder
from engine.session.messages import Exported
from engine.session.messages.checking import CheckImport, SaveDropped
from engine.workspace import Workspace

__all__ = ["save_dropped"]

COLUMNS = ("table", "file", "line", "reason", "column", "value", "user", "item")
CHUNK = 1 << 16  # rows
READ = 0.95  # share of the time that reading again takes


def save_dropped(job: SaveDropped, checks: CheckFolder, workspace: Workspace, monitor: Monitor) -> Exported:
    """Writes all rows that a check left out, each with its reason, whole or not at all.

    The check wrote them down for its own draft. What another choice leaves out is told from what it remembered, but not
    with the texts and lines of every row: those are read once more.

    Raises:
        UserError: the check is gone, the files cannot be read, or the file cannot be written.
        Cancelled: nothing is left behind.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from engine.output.text import header, quoted, write_rows
    from engine.session.importing.checking import check_import
    from engine.session.importing.choosing import choice_of, open_rows

    rows, checked = open_rows(job.check), job.check
    if choice_of(rows, job.draft) != choice_of(rows, rows.facts["checked"]):
        checked = check_import(CheckImport(job.draft), checks, workspace, monitor.part("", 0.0, READ)).folder
        monitor = monitor.part("", READ, 1.0)
    source = checked / "dropped.parquet"
    if not source.is_file():
        raise UserError("folder-gone", folder=job.check)
    table = pq.read_table(source).select(list(COLUMNS))
    try:
        with whole_file(job.out) as part, part.open("wb") as stream:
            stream.write(header(COLUMNS))
            for begin in range(0, len(table), CHUNK):
                monitor.checkpoint()
                monitor.progress(begin / len(table))
                piece = table.slice(begin, CHUNK).combine_chunks()
                columns = [pc.cast(piece[name], pa.string()).combine_chunks() for name in COLUMNS]
                write_rows(stream, [quoted(column) for column in columns])
            size = stream.tell()
    except OSError as error:
        raise UserError("out-unwritable", file=job.out, reason=(error.strerror or str(error)).lower()) from None
    monitor.progress(1.0, "written")
    return Exported(job.out, len(table), size)
