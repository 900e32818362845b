"""A whole study: every run in its turn, what is finished kept, what is written once all are done."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import UserError
from engine.files import write_text
from engine.models.registry import missing_baselines
from engine.monitor import Monitor
from engine.output import write_outputs
from engine.protocol.training import moment_text
from engine.studies.ceilings import keep_ceilings
from engine.studies.estimate import estimate
from engine.studies.execute import execute
from engine.studies.manifest import now, write_json
from engine.studies.plan import RunSpec
from engine.studies.prepared import Prepared, prepare
from engine.studies.shares import Bounds, parts_of, stage_bounds, weights
from engine.studies.study import Study, study_toml
from engine.workspace import FORMAT, Run, StudyEntry, Workspace

__all__ = ["OnRun", "run_study"]

# not strftime: a window sets the locale of the whole process
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OnRun = Callable[[StudyEntry, Run], None]
WRITING = 3.0  # expected time of the written copy, in the units of a run's cost


def run_study(
    study: Study,
    workspace: Workspace,
    monitor: Monitor,
    *,
    dataset: str | None = None,
    level: str | None = None,
    out: Path | None = None,
    device: str = "auto",
    resume: bool = False,
    on_run: OnRun | None = None,
) -> StudyEntry:
    """Runs a study in a workspace.

    Args:
        study: from `read_study`.
        workspace: open for writing.
        monitor: gets progress from 0 to 1, every run's learning curves, and messages.
        dataset: name of a dataset, instead of what the study says.
        level: category level, instead of what the study says.
        out: folder for metrics.csv, lists.csv and manifest.json; None writes no copy.
        device: "auto", "cpu", "cuda" or "mps".
        resume: goes on with the newest study of the same content and keeps runs whose configuration, dataset and code
            are the same, of whatever study they are.
        on_run: told of every run once its folder is whole; the study can be read from then on.

    Raises:
        UserError: before anything is written, or when a model refuses the data; finished runs are kept.
        Cancelled: finished runs are kept, and `resume` goes on behind them.
    """
    workspace.require_writable()
    if out is not None:
        _require_folder(out)
    monitor.progress(0.0, "preparing")
    prepared = prepare(study, workspace, dataset, level, device)
    for message in prepared.plan.messages:
        monitor.message(message, "warning")
    state = _begin(prepared, resume)
    try:
        runs = _run_all(prepared, state, monitor, resume, on_run)
    except UserError:
        if not state.runs:
            shutil.rmtree(state.folder, ignore_errors=True)
            workspace.refresh()
        raise
    share = WRITING / (WRITING + sum(spec.cost for spec in prepared.plan.runs))
    keep_ceilings(prepared, state.folder, monitor.part("ceilings", 1.0 - share, 1.0 - share / 2))
    state.runs, state.finished = [run.id for run in runs], now()
    entry = state.save(workspace)
    if out is not None:
        scopes = prepared.study.output.lists
        write_outputs(entry, runs, prepared.data, out, scopes, monitor.part("writing", 1.0 - share / 2, 1.0))
    monitor.progress(1.0, "finished")
    return entry


@dataclass
class _State:
    """study.json while the study runs."""

    prepared: Prepared
    folder: Path
    created: str
    runs: list[str]
    finished: str = ""

    def save(self, workspace: Workspace) -> StudyEntry:
        study, data = self.prepared.study, self.prepared.data
        question = self.prepared.window.test
        asked = question.kind or f"test from {_day(question.cut, data.relative)}"
        models = {run.id: run.model for run in workspace.runs()}
        done = [models[run] for run in self.runs if run in models]
        values = {
            "version": FORMAT,
            "id": self.folder.name,
            "title": f"{_words(study.name)}, {asked}",
            "dataset": data.name,
            "dataset_hash": data.hash,
            "level": study.protocol.category_level,
            "test_start": question.title(data.relative),
            "scopes": study.protocol.scopes,
            "max_k": study.protocol.max_k,
            "primary": study.primary.model_dump(mode="json"),
            "planned": [spec.name for spec in self.prepared.plan.runs],
            "messages": self.prepared.plan.messages,
            "runs": self.runs,
            "missing_baselines": missing_baselines(done, study.protocol.category_level),
            "created": self.created,
            "finished": self.finished,
            "key": self.prepared.key,
        }
        write_json(self.folder / "study.json", values)
        workspace.refresh()
        return StudyEntry.read(self.folder)


def _begin(prepared: Prepared, resume: bool) -> _State:
    workspace = prepared.workspace
    for folder in workspace.interrupted():
        shutil.rmtree(folder, ignore_errors=True)  # begun by a program that ended; a run is done again as a whole
    if resume:
        for entry in workspace.studies():
            if entry.key == prepared.key:
                return _State(prepared, entry.folder, entry.created, list(entry.runs))
    stem = f"{prepared.study.name}-{dt.datetime.now():%Y%m%d-%H%M%S}"
    folder, number = workspace.studies_folder / stem, 1
    while folder.exists():
        number += 1
        folder = workspace.studies_folder / f"{stem}-{number}"
    folder.mkdir()
    state = _State(prepared, folder, now(), [])
    write_text(folder / "study.toml", study_toml(prepared.study))
    state.save(workspace)
    return state


def _run_all(prepared: Prepared, state: _State, monitor: Monitor, resume: bool, on_run: OnRun | None) -> list[Run]:
    workspace, specs = prepared.workspace, prepared.plan.runs
    finished = {entry.key: entry for entry in workspace.runs()} if resume else {}
    kept = [finished.get(prepared.run_key(spec)) for spec in specs]
    places = _expect(prepared, [done is not None for done in kept], monitor)
    runs = []
    for spec, done, (begin, end, stages) in zip(specs, kept, places, strict=True):
        monitor.checkpoint()
        if done is not None:
            monitor.message(f"{spec.name}: kept, it was finished before.")
            run = Run.open(done.folder)
        else:
            run = execute(spec, prepared, state.folder.name, monitor.part("", begin, end), stages)
            monitor.message(_told(spec, run))
        runs.append(run)
        ids = [run.id for run in runs]
        earlier = [name for name in state.runs if name not in ids]  # of an interrupted study; still to be come by
        state.runs = [*ids, *earlier]
        entry = state.save(workspace)
        if on_run is not None:
            on_run(entry, run)
    return runs


def _expect(prepared: Prepared, kept: list[bool], monitor: Monitor) -> list[tuple[float, float, Bounds]]:
    """Tells what is to come; returns begin, end and stages of every run, by what runs like it took here."""
    specs = prepared.plan.runs
    known = estimate(prepared, prepared.workspace)
    expected = weights(specs, known.seconds, kept)
    costs = sum(spec.cost for spec, done in zip(specs, kept, strict=True) if not done)
    writing = WRITING * float(expected.sum()) / costs if costs else WRITING
    ends = np.cumsum([*expected, writing])
    places = [
        (float((end - share) / ends[-1]), float(end / ends[-1]), stage_bounds(stages))
        for end, share, stages in zip(ends, expected, known.stages, strict=False)
    ]
    due = [(spec, place) for spec, place, done in zip(specs, places, kept, strict=True) if not done]
    parts = [part for spec, (begin, end, stages) in due for part in parts_of(spec.name, stages, begin, end)]
    left = [seconds for seconds, done in zip(known.seconds, kept, strict=True) if not done]
    told = [seconds for seconds in left if seconds is not None]
    monitor.expect(parts, sum(told) if told and len(told) == len(left) else None)
    return places


def _told(spec: RunSpec, run: Run) -> str:
    timings = run.manifest["timings"]
    words = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in timings.items())
    return f"{spec.name}: finished ({words})."


def _require_folder(out: Path) -> None:
    """Refuses a place for results before hours of work, without making it yet."""
    place = out.absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir():
        raise UserError("out-unwritable", file=out, reason=f"{place} is a file")
    if not os.access(place, os.W_OK):
        raise UserError("out-unwritable", file=out, reason=f"{place} may not be written to")


def _words(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    words = words[:1].upper() + words[1:]
    return words if words.lower().endswith("study") else f"{words} study"


def _day(moment: int, relative: bool) -> str:
    """A moment in a title: "6 Nov 2017", or "day 320"."""
    text = moment_text(moment, relative)
    if relative:
        return text
    day = dt.date.fromisoformat(text[:10])
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
