"""The rows that a check left out, as CSV."""

from __future__ import annotations

from engine.errors import UserError
from engine.files import whole_file
from engine.monitor import Monitor
from engine.session.messages import Exported
from engine.session.messages.importing import SaveDropped

__all__ = ["save_dropped"]

COLUMNS = ("table", "file", "line", "reason", "column", "value", "user", "item")
CHUNK = 1 << 16  # rows


def save_dropped(job: SaveDropped, monitor: Monitor) -> Exported:
    """Writes all rows that a check left out, each with its reason, whole or not at all.

    Raises:
        UserError: the check is gone, or the file cannot be written.
        Cancelled: nothing is left behind.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from engine.output.text import header, quoted, write_rows

    source = job.check / "dropped.parquet"
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
