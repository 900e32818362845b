"""Every study of the workspace as lines of a list: finished, interrupted, and files that none was run from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from engine.errors import UserError
from engine.session.listing import study_row
from engine.session.messages import StudyRow
from engine.session.messages.studies import StudiesView, StudyFile, StudyFileQuery, StudyLine
from engine.workspace import RunEntry, StudyEntry, Workspace
from engine.workspace.drafts import drafts_folder, file_text, read_draft, study_name
from engine.workspace.entries import read_facts

__all__ = ["studies_view", "study_file"]


def studies_view(workspace: Workspace) -> StudiesView:
    """Studies and kept files, newest first."""
    workspace.refresh()
    datasets = {entry.name for entry in workspace.datasets()}
    runs = {run.id: run for run in workspace.runs()}
    lines = [_line(entry, datasets, runs) for entry in workspace.studies()]
    used = {study_name(line.file) for line in lines}
    lines += [line for line in _kept(workspace, datasets) if line.name not in used]
    return StudiesView(tuple(sorted(lines, key=lambda line: line.created, reverse=True)))


def study_file(query: StudyFileQuery) -> StudyFile:
    """A study file, as it was written.

    Raises:
        UserError: it is gone, cannot be read, or is no TOML.
    """
    text = file_text(query.file)
    return StudyFile(study_name(query.file), read_draft(text, query.file), text)


def _line(entry: StudyEntry, datasets: set[str], runs: Mapping[str, RunEntry]) -> StudyLine:
    file = entry.folder / "study.toml"
    try:
        planned = tuple(read_facts(entry.folder / StudyEntry.marker).get("planned", ()))
    except UserError:
        planned = ()
    return StudyLine(
        name=study_name(file),
        state="finished" if entry.finished else "interrupted",
        file=file,
        study=study_row(entry, runs),
        planned=planned,
        created=entry.created,
        seconds=sum(runs[run].seconds for run in entry.runs if run in runs),
        dataset_gone=entry.dataset not in datasets,
    )


def _kept(workspace: Workspace, datasets: set[str]) -> list[StudyLine]:
    found = []
    for file in sorted(drafts_folder(workspace).glob("*.toml")):
        try:
            values: dict[str, Any] = read_draft(file.read_text(encoding="utf-8-sig"), file)
            written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC).isoformat()
        except (OSError, UnicodeDecodeError, UserError):
            values, written = {}, ""  # it can still be opened, and then says what is wrong with it
        protocol = values.get("protocol")
        protocol = protocol if isinstance(protocol, dict) else {}
        split = protocol.get("split")
        split = split if isinstance(split, dict) else {}
        dataset = str(values.get("dataset") or "")
        depth = protocol.get("max_k")
        study = StudyRow(
            id="",
            title=file.stem,
            dataset=dataset,
            level=protocol.get("category_level"),
            test_start=str(split.get("test_start") or ""),
            scopes=tuple(map(str, protocol.get("scopes") or ())),
            max_k=depth if isinstance(depth, int) else 50,
            runs=(),
            finished="",
        )
        gone = bool(dataset) and dataset not in datasets
        found.append(StudyLine(file.stem, "kept", file, study, (), written, 0.0, gone))
    return found
