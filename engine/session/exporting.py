"""What the export dialog is told: runs to choose among, the first rows, and how much there will be."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path

from engine.errors import UserError
from engine.output import Extract, Layout, estimate, first_rows, segment_rows
from engine.session.control import Control
from engine.session.messages.exporting import (
    ExportEstimate,
    ExportEstimateQuery,
    ExportFile,
    ExportPreview,
    ExportPreviewQuery,
    ExportRun,
    ExportSource,
    ExportSourceQuery,
    FileLayout,
)
from engine.session.shelf import Shelf
from engine.workspace import Run

__all__ = ["export_estimate", "export_preview", "export_source", "layout_of"]


def layout_of(asked: FileLayout) -> Layout:
    """The engine's own layout.

    Raises:
        UserError: a value of it is not accepted.
    """
    return Layout(**{field.name: getattr(asked, field.name) for field in fields(asked)})


def export_source(query: ExportSourceQuery, shelf: Shelf, control: Control) -> ExportSource:
    """The runs of a study that can be exported now.

    Raises:
        UserError: there is no such study, or none of its runs is left.
    """
    study = shelf.workspace.find_study(query.study)
    runs = []
    for name in study.runs:
        control.check()
        try:
            runs.append(shelf.run(name))
        except UserError as error:
            if error.code != "folder-gone":
                raise
    if not runs:
        raise UserError("folder-gone", folder=shelf.workspace.runs_folder / (study.runs[0] if study.runs else ""))
    folder = shelf.workspace.datasets_folder / study.dataset
    return ExportSource(tuple(_choice(run) for run in runs), _names(folder / "recipe.toml"))


def export_preview(query: ExportPreviewQuery, shelf: Shelf, control: Control) -> ExportPreview:
    """The first rows of an export, and its size in rows and shoppers.

    Raises:
        UserError: whatever the export itself would refuse before it writes.
    """
    what, layout = query.what, layout_of(query.what.layout)
    extract = _extract(what, shelf)
    control.check()
    cells = first_rows(extract, layout, query.count)
    control.check()
    run, lengths = extract.run, shelf.lengths(extract)
    hits = shelf.hits(run, what.scope)
    counts = {name: len(segment_rows(hits, name, extract.depth)) for name in ("evaluated", "hit", "miss")}
    counts["all"] = len(lengths)
    shoppers = len(lengths) if extract.rows is None else len(extract.rows)
    return ExportPreview(tuple(map(tuple, cells)), _total(what, shelf, control), shoppers, counts)


def export_estimate(query: ExportEstimateQuery, shelf: Shelf, control: Control) -> ExportEstimate:
    """Bytes and seconds of an export, measured on its first rows.

    Raises:
        UserError: whatever the export itself would refuse before it writes.
    """
    extract = _extract(query.what, shelf)
    control.check()
    found = estimate(extract, layout_of(query.what.layout), _total(query.what, shelf, control))
    return ExportEstimate(found.bytes, found.seconds, found.rows)


def _total(what: ExportFile, shelf: Shelf, control: Control) -> int:
    """Rows of all files."""
    rows = 0
    for scope in what.files():
        control.check()
        extract = _extract(replace(what, scope=scope), shelf)
        rows += extract.total(shelf.lengths(extract))
    return rows


def _extract(what: ExportFile, shelf: Shelf) -> Extract:
    run = shelf.run(what.run)
    return Extract.of(
        run,
        shelf.dataset(run),
        what.scope,
        what.k,
        segment=what.segment,
        users=what.users,
        columns=layout_of(what.layout).columns,
        source=shelf.source(run),
        hits=shelf.hits(run, what.scope) if what.segment != "all" else None,
    )


def _choice(run: Run) -> ExportRun:
    empty = [] if run.entry.has_probability else ["probability"]
    if run.manifest["level"] is None:
        empty.append("category")
    with run.stored_lists(run.scopes[0]) as stored:
        if not stored.has_reasons():
            empty.append("reason")
    return ExportRun(run.id, run.name, run.entry.seed, run.entry.series, run.scopes, run.max_k, tuple(empty))


def _names(recipe: Path) -> dict[str, str]:
    """What the source calls users and items."""
    try:
        said = tomllib.loads(recipe.read_text(encoding="utf-8"))["interactions"]
    except (OSError, tomllib.TOMLDecodeError, KeyError):
        return {}
    return {role: str(said[role]) for role in ("user", "item") if role in said}
