"""What a run writes about itself, so that its figures can be traced and made again."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.files import write_text
from engine.protocol.config import Scope
from engine.protocol.split import Window
from engine.protocol.training import Question, moment_text
from engine.studies.facts import code_hash, device_name, peak_memory, versions
from engine.studies.plan import RunSpec
from engine.studies.prepared import Prepared
from engine.workspace import FORMAT, dropped_rows

__all__ = ["at_cutoffs", "now", "run_manifest", "window_facts", "write_json"]

CUTOFFS = (1, 5, 10, 20, 50)  # that manifests show; every K is in the hits


def run_manifest(spec: RunSpec, prepared: Prepared) -> dict[str, Any]:
    """All that is known of a run without looking at its results."""
    data, study, window = prepared.data, prepared.study, prepared.window
    facts = window_facts(window, spec.scopes)
    return {
        "version": FORMAT,
        "key": prepared.run_key(spec),
        "name": spec.name,
        "model": spec.config.model,
        "seed": spec.seed,
        "series": spec.series,
        "dataset": data.name,
        "dataset_hash": data.hash,
        "code_hash": code_hash(),
        "versions": versions(),
        "device": device_name(prepared.device),
        "level": study.protocol.category_level,
        "scopes": spec.scopes,
        "max_k": study.protocol.max_k,
        "window": facts["window"],
        "protocol": study.protocol.model_dump(mode="json"),
        "primary": study.primary.model_dump(mode="json"),
        "config": spec.config.model_dump(mode="json"),
        "peak_memory_bytes": peak_memory(),
        "dropped": {"import": dropped_rows(data.folder), "split": facts["dropped"]},
        "items": facts["items"],
        "users": facts["users"],
    }


def window_facts(window: Window, scopes: Sequence[Scope]) -> dict[str, Any]:
    """The moments of a window, and whom and what it asks."""
    question, catalogue = window.test, window.training.catalogue
    return {
        "window": _moments(window, window.training.relative),
        "dropped": dict(window.dropped),
        "items": {"kept": catalogue.kept, "all": len(catalogue)},
        "users": {
            "with_history": len(question.histories),
            "active": int(question.active.sum()),
            "scopes": {scope: _users(question, scope) for scope in scopes},
        },
    }


def at_cutoffs(curves: Mapping[str, npt.NDArray[np.float64]], k: int) -> dict[str, float | None]:
    """ "f1@10" → mean, at the usual cutoffs and at k; None where nobody was evaluated."""
    found = {}
    for metric, curve in curves.items():
        for cutoff in sorted({*CUTOFFS, k}):
            if cutoff <= len(curve):
                value = float(curve[cutoff - 1])
                found[f"{metric}@{cutoff}"] = None if math.isnan(value) else value
    return found


def write_json(file: Path, values: Mapping[str, Any]) -> None:
    """Writes JSON whole or not at all; what JSON has no number for becomes null."""
    write_text(file, json.dumps(_finite(values), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def now() -> str:
    """The moment, ISO, UTC, with microseconds: it orders runs that end within one second."""
    return dt.datetime.now(dt.UTC).isoformat()


def _moments(window: Window, relative: bool) -> dict[str, str]:
    """Cut, end and validation; where every user has moments of his own, the split's name is the cut."""
    question = window.test
    moments = {"cut": question.title(relative)}
    if not question.kind:
        moments["end"] = moment_text(question.end, relative)
    if window.validation is not None:
        moments["validation"] = window.validation[1].title(relative)
    return moments


def _users(question: Question, scope: Scope) -> dict[str, Any]:
    counts = question.targets[scope].counts
    return {
        "evaluated": int((counts > 0).sum()),
        "relevant": int(counts.sum()),
        "relevant_of_filtered_items": int(question.hidden[scope].counts.sum()),
        "left_out": question.left_out(scope),
    }


def _finite(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _finite(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
