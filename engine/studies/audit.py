"""The leakage audit of a study: what of the test could be seen, what it is worth, and which recommender saw it.

Three parts: the structure of data and split (`engine.protocol.leakage`), what a leak is worth (`effects`), and the
permutation check of every recommender (`permutation`). audit.json in the study's folder holds it, whole or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.files import whole_file
from engine.monitor import Monitor
from engine.protocol.leakage import Finding, leaks, tuning_leaks
from engine.protocol.parting import Plan, moment_text, parted
from engine.protocol.recommender import Fitted
from engine.protocol.split import Window, split
from engine.studies.audit_file import Audit, Example, Found, write_audit
from engine.studies.effects import effects
from engine.studies.facts import code_hash
from engine.studies.manifest import now
from engine.studies.permutation import Bench, Cut, Trial, bench, split_moved, text_cache, trial
from engine.studies.plan import RunSpec
from engine.studies.prepared import Prepared, prepare
from engine.studies.study import read_study
from engine.workspace import Run, StudyEntry, Workspace
from engine.workspace.entries import read_facts

__all__ = ["audit_study", "write_rows"]

EXAMPLES = 20
STRUCTURE, WORTH = 0.05, 0.25  # shares of the expected time, cumulated


def audit_study(
    entry: StudyEntry, workspace: Workspace, monitor: Monitor, *, full: bool = False, cut: Cut = split
) -> Audit:
    """Looks for leaks in a study and writes audit.json into its folder.

    Everything is fitted again on the processor, one seed a recommender, in workspaces that are then thrown away.

    Args:
        entry: the study; its runs need not be there.
        full: networks are fitted for the epochs that their tuning found, instead of one.
        cut: the split to be audited.

    Raises:
        UserError: the study's dataset is gone or another, or the workspace can only be read; nothing is written.
        Cancelled: nothing is written.
    """
    workspace.require_writable()
    began = time.perf_counter()
    prepared = _prepared(entry, workspace, cut)
    data, protocol, primary = prepared.data, prepared.study.protocol, prepared.study.primary
    plan = parted(data, protocol.split)
    findings = _structure(prepared, plan, monitor.part("data and split", 0.0, STRUCTURE))
    first = prepared.split.windows[0]
    with bench(data, protocol, first, plan.tests[0](), text_cache(workspace), cut) as found:
        findings.append((first, split_moved(found)))
        of_first = [finding for window, finding in findings if window is first]
        worth = effects(of_first, first, primary, found.true.cache, monitor.part("", STRUCTURE, WORTH))
        begin = WORTH if worth else STRUCTURE
        trials = _trials(prepared, entry, found, full, monitor.part("", begin, 1.0))
    done = Audit(
        study=entry.id,
        dataset=data.name,
        dataset_hash=data.hash,
        code_hash=code_hash(),
        created=now(),
        seconds=round(time.perf_counter() - began, 1),
        full=full,
        findings=tuple(_stored(data, window, finding) for window, finding in findings),
        effects=tuple(worth),
        trials=tuple(trials),
    )
    write_audit(done, entry.folder)
    monitor.progress(1.0, "audited")
    return done


def write_rows(entry: StudyEntry, workspace: Workspace, key: str, out: Path, monitor: Monitor, cut: Cut = split) -> int:
    """Writes every row behind a finding as CSV: window, row, user, item, title, time; returns how many.

    Args:
        key: a finding's.

    Raises:
        UserError: the dataset is gone or another, nothing of this key was found, or the file cannot be written.
    """
    import pyarrow.csv

    prepared = _prepared(entry, workspace, cut)
    data = prepared.data
    plan = parted(data, prepared.study.protocol.split)
    tables, known = [], set()
    for window, parts in zip(prepared.split.windows, plan.tests, strict=True):
        monitor.checkpoint()
        findings = leaks(data, window.training, parts())
        findings += _tuning(data, window, plan) if window is prepared.split.windows[0] else []
        known |= {finding.key for finding in findings if len(finding.rows)}
        tables += [_table(data, window, finding.rows) for finding in findings if finding.key == key]
    if key not in known:
        raise UserError("leak-unknown", key=key, found=sorted(known) or "none")
    whole = pa.concat_tables(tables)
    try:
        with whole_file(out) as part:
            pyarrow.csv.write_csv(whole, part)
    except OSError as error:
        raise UserError("out-unwritable", file=out, reason=(error.strerror or str(error)).lower()) from None
    return len(whole)


def _prepared(entry: StudyEntry, workspace: Workspace, cut: Cut) -> Prepared:
    """The study as it was run.

    Raises:
        UserError: its dataset is gone, or of another state.
    """
    study = read_study(entry.folder / "study.toml")
    prepared = prepare(study, workspace, entry.dataset, device="cpu", cut=cut)
    expected = read_facts(entry.folder / StudyEntry.marker).get("dataset_hash", prepared.data.hash)
    if prepared.data.hash != expected:
        found = {"run": entry.title, "dataset": entry.dataset, "found": str(expected)[:12]}
        raise UserError("dataset-changed", **found, expected=prepared.data.hash[:12])
    return prepared


def _structure(prepared: Prepared, plan: Plan, monitor: Monitor) -> list[tuple[Window, Finding]]:
    """What data and split show, window by window; what tuning learns from belongs to the first."""
    data, windows = prepared.data, prepared.split.windows
    found = []
    for place, (window, parts) in enumerate(zip(windows, plan.tests, strict=True)):
        monitor.checkpoint()
        monitor.progress(place / len(windows), "")
        found += [(window, finding) for finding in leaks(data, window.training, parts())]
    return found + [(windows[0], finding) for finding in _tuning(data, windows[0], plan)]


def _trials(prepared: Prepared, entry: StudyEntry, found: Bench, full: bool, monitor: Monitor) -> list[Trial]:
    specs = _one_seed(prepared.plan.runs)
    ends = np.cumsum([0.0, *(spec.cost for spec in specs)])
    trials = []
    for spec, (begin, end) in zip(specs, pairwise((ends / ends[-1]).tolist()), strict=True):
        monitor.checkpoint()
        part = monitor.part(f"{spec.name}, permuted", begin, end)
        tuned = _tuned(spec, entry, prepared.workspace)
        done = trial(spec, found, prepared.study.primary, tuned, full, part)
        monitor.message(done.sentence, "info" if done.severity == "passed" else "warning")
        trials.append(done)
    return trials


def _tuning(data: Dataset, window: Window, plan: Plan) -> list[Finding]:
    if window.validation is None:
        return tuning_leaks(data, None, None)
    training, question = window.validation
    found = [parts for made in plan.validations if (parts := made()).cut == question.cut]
    return tuning_leaks(data, training, found[-1] if found else plan.validations[-1]())


def _one_seed(specs: Sequence[RunSpec]) -> list[RunSpec]:
    """The first of the runs that differ only in their seed: the others run the same code."""
    found: dict[str, RunSpec] = {}
    for spec in specs:
        found.setdefault(spec.config.model_dump_json(), spec)
    return list(found.values())


def _tuned(spec: RunSpec, entry: StudyEntry, workspace: Workspace) -> Fitted | None:
    """What the tuning of the study's own run found; None where it is not finished."""
    for run in workspace.runs(entry):
        if run.name == spec.name:
            tuned = Run.open(run.folder).manifest.get("tuned")
            return Fitted(**tuned) if tuned else None
    return None


def _stored(data: Dataset, window: Window, finding: Finding) -> Found:
    rows = _table(data, window, finding.rows[:EXAMPLES]).drop_columns(["window"]).to_pylist()
    return Found(
        window.test.title(data.relative),
        finding.key,
        finding.severity,
        finding.count,
        finding.total,
        finding.sentence,
        dict(finding.values),
        len(finding.rows),
        tuple(Example(**row) for row in rows),
    )


def _table(data: Dataset, window: Window, rows: npt.NDArray[np.int64]) -> pa.Table:
    users = np.searchsorted(data.log.indptr, rows, side="right") - 1
    items = pa.array(np.asarray(data.log.items)[rows])
    moments, place = np.unique(np.asarray(data.log.times)[rows], return_inverse=True)
    texts = pa.array([moment_text(int(moment), data.relative) for moment in moments], pa.string())
    dated = data.has_time or data.has_order
    return pa.table(
        {
            "window": pa.array([window.test.title(data.relative)] * len(rows), pa.string()),
            "row": pa.array(rows),
            "user": data.users.ids.take(pa.array(users)),
            "item": data.items.ids.take(items),
            "title": data.titles.take(items),
            "time": texts.take(pa.array(place)) if dated else pa.array([""] * len(rows), pa.string()),
        }
    )
