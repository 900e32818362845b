"""Ranked lists with the source's own ids, as a file: of one run, or of all runs of a study."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.files import whole_file, write_text
from engine.monitor import Monitor
from engine.output.extract import Extract, Source
from engine.output.layout import COLUMNS, Layout
from engine.output.writers import CsvWriter, Writer, writer_of
from engine.workspace import Run, program_version

__all__ = ["COLUMNS", "Export", "export_lists", "write_lists_csv"]

HASHED = 1 << 22  # bytes read between two checkpoints
FILLED = 0.86  # share of a workbook's time after which it is packed
HASHING = 0.97  # share of an export after which it reads the file for its checksum


@dataclass(frozen=True)
class Export:
    """What an export wrote.

    Attributes:
        replaced: characters that the encoding lacks, written as ?.
        manifest: the file that describes it, if one was asked for.
    """

    out: Path
    rows: int
    bytes: int
    replaced: int = 0
    manifest: Path | None = None


def export_lists(
    run: Run,
    data: Dataset,
    out: Path,
    *,
    scope: str = "cross",
    k: int | None = None,
    segment: str = "all",
    users: Sequence[str] | None = None,
    layout: Layout | None = None,
    monitor: Monitor | None = None,
) -> Export:
    """Writes a run's lists in one scope, whole or not at all.

    Args:
        run: an opened run.
        data: the dataset that it was made from.
        out: the file.
        scope: one that the run was ranked in.
        k: depth of the lists; None is all that is stored.
        segment: whose lists, see `Extract.of`.
        users: source ids, in this order, instead of a segment; None is every user of it.
        layout: how they are written; None is as in lists.csv.
        monitor: told of progress.

    Raises:
        UserError: a scope or depth that is not stored, an unknown user, another state of the dataset, a character that
            the encoding lacks, or a place that cannot be written.
        Cancelled: nothing is left behind.
    """
    monitor, layout = monitor or Monitor(), layout or Layout()
    extract = Extract.of(run, data, scope, k, segment=segment, users=users, columns=layout.columns)
    about = Path(f"{out}.manifest.json") if layout.manifest else None
    try:
        with whole_file(out) as part:
            share = monitor.part("", 0.0, HASHING if about else 1.0)
            rows, replaced = _write(extract, layout, part, share)
            size = part.stat().st_size
            digest = _sha256(part, monitor) if about else ""
    except OSError as error:
        raise _unwritable(out, error) from None
    done = Export(out, rows, size, replaced, about)
    if about is not None:
        facts = _facts(extract, layout, done, digest, segment, users)
        try:
            write_text(about, json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise _unwritable(about, error) from None
    monitor.progress(1.0, "written")
    return done


def write_lists_csv(runs: Sequence[Run], data: Dataset, scopes: Sequence[str], out: Path, monitor: Monitor) -> Export:
    """Writes lists.csv: every run in those of the scopes that it was ranked in, max_k deep, every user with history.

    Raises:
        Cancelled: nothing is left behind.
    """
    pairs = [(run, scope) for run in runs for scope in scopes if scope in run.scopes]
    sources: dict[str | None, Source] = {}
    rows = 0
    with whole_file(out) as part, part.open("wb") as stream:
        writer = CsvWriter(stream, Layout())
        for number, (run, scope) in enumerate(pairs):
            level = run.manifest["level"]
            if level not in sources:
                sources[level] = Source.of(data, level)
            extract = Extract.of(run, data, scope, source=sources[level])
            share = monitor.part(f"lists of {run.name}", number / len(pairs), (number + 1) / len(pairs))
            rows += _fill(extract, writer, share)
        size = stream.tell()
    return Export(out, rows, size)


def _write(extract: Extract, layout: Layout, part: Path, monitor: Monitor) -> tuple[int, int]:
    """Writes the rows; returns their number and that of replaced characters."""
    with TemporaryDirectory(prefix=".", suffix=".parts", dir=part.parent) as folder, part.open("wb") as stream:
        made = str(extract.run.manifest["finished"])
        writer = writer_of(layout, stream, extract.empty(), made, Path(folder), monitor.checkpoint)
        share = monitor.part("", 0.0, FILLED) if layout.format == "xlsx" else monitor
        try:
            rows = _fill(extract, writer, share)
            writer.close()
        except BaseException:
            writer.drop()
            raise
    return rows, writer.replaced


def _fill(extract: Extract, writer: Writer, monitor: Monitor) -> int:
    users, rows = max(extract.users(), 1), 0
    monitor.checkpoint()
    for done, block in extract.tables():
        writer.write(block)
        rows += len(block)
        monitor.progress(done / users, "")
        monitor.checkpoint()
    return rows


def _sha256(file: Path, monitor: Monitor) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(HASHED):
            digest.update(chunk)
            monitor.checkpoint()
    return digest.hexdigest()


def _facts(
    extract: Extract, layout: Layout, done: Export, digest: str, segment: str, users: Sequence[str] | None
) -> dict[str, Any]:
    """What the manifest says: the same export gives the same text."""
    run = extract.run
    written = asdict(layout) | {"replaced": done.replaced}
    if layout.format != "csv":
        written = {name: value for name, value in written.items() if name in ("format", "columns")}
    return {
        "file": done.out.name,
        "sha256": digest,
        "bytes": done.bytes,
        "rows": done.rows,
        "run": {
            "id": run.id,
            "name": run.name,
            "model": run.entry.model,
            "seed": run.entry.seed,
            "study": run.entry.study,
        },
        "dataset": {"name": run.entry.dataset, "hash": run.dataset_hash},
        "level": run.manifest["level"],
        "scope": extract.scope,
        "k": extract.depth,
        "segment": segment if users is None else None,
        "users": None if users is None else list(users),
        "layout": {name: value for name, value in written.items() if name != "manifest"},
        "version": program_version(),
    }


def _unwritable(file: Path, error: OSError) -> UserError:
    return UserError("out-unwritable", file=file, reason=(error.strerror or str(error)).lower())
