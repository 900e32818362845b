"""The written copy of a study: metrics.csv, values.parquet, lists.csv and, last, manifest.json."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.files import write_text
from engine.monitor import Monitor
from engine.output.lists import write_lists_csv
from engine.output.measures import write_metrics
from engine.output.values import write_values
from engine.workspace import Run, StudyEntry

__all__ = ["Outputs", "write_outputs"]

SHARED = (
    "versions",
    "device",
    "code_hash",
    "dataset_hash",
    "level",
    "window",
    "protocol",
    "primary",
    "items",
    "dropped",
)


@dataclass(frozen=True)
class Outputs:
    """Where a study was written, and the rows of its lists."""

    metrics: Path
    lists: Path
    manifest: Path
    rows: int


def write_outputs(
    study: StudyEntry, runs: Sequence[Run], data: Dataset, out: Path, scopes: Sequence[str], monitor: Monitor
) -> Outputs:
    """Writes the files, each whole or not at all.

    Args:
        study: the finished study.
        runs: its runs, in its order.
        data: its dataset.
        out: the folder.
        scopes: scopes whose lists are written.

    Raises:
        UserError: the folder cannot be written.
        Cancelled: no manifest.json is there, or still the old one.
    """
    files = Outputs(out / "metrics.csv", out / "lists.csv", out / "manifest.json", 0)
    try:
        write_metrics(runs, files.metrics)
        write_values(runs, data, out / "values.parquet", int(runs[0].manifest["primary"]["k"]))
        rows = write_lists_csv(runs, data, scopes, files.lists, monitor).rows
        text = json.dumps(_manifest(study, runs, scopes), ensure_ascii=False, indent=1)
        write_text(files.manifest, text + "\n")
    except OSError as error:
        place = error.filename or out
        raise UserError("out-unwritable", file=place, reason=(error.strerror or str(error)).lower()) from None
    return Outputs(files.metrics, files.lists, files.manifest, rows)


def _manifest(study: StudyEntry, runs: Sequence[Run], scopes: Sequence[str]) -> dict[str, Any]:
    first = runs[0].manifest
    users = first["users"] | {"scopes": {}}
    for run in runs:
        users["scopes"] |= run.manifest["users"]["scopes"]
    return {
        "version": first["version"],
        "study": study.id,
        "title": study.title,
        "dataset": study.dataset,
        **{name: first[name] for name in SHARED},
        "users": users,
        "seeds": sorted({run.entry.seed for run in runs}),
        "lists": list(scopes),
        "created": study.created,
        "finished": study.finished,
        "seconds": round(sum(sum(run.manifest["timings"].values()) for run in runs), 3),
        "peak_memory_bytes": max(run.manifest["peak_memory_bytes"] for run in runs),
        "means": _over_seeds(runs),
        "missing_baselines": list(study.missing_baselines),
        "runs": [run.manifest for run in runs],
    }


def _over_seeds(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """One entry a configuration and scope: the mean over its seeds, and their standard deviation from two on."""
    groups: dict[str, list[Run]] = {}
    for run in runs:
        groups.setdefault(json.dumps(run.manifest["config"], sort_keys=True), []).append(run)
    entries = []
    for alike in groups.values():
        for scope in alike[0].scopes:
            means = [run.manifest["means"][scope] for run in alike]
            metrics = {name: _mean([mean[name] for mean in means]) for name in means[0]}
            name = alike[0].name.removesuffix(f" (seed {alike[0].entry.seed})")
            seeds = [run.entry.seed for run in alike]
            entries.append({"name": name, "scope": scope, "seeds": seeds, "metrics": metrics})
    return entries


def _mean(values: list[float | None]) -> dict[str, float | None]:
    known = [value for value in values if value is not None]
    if not known:
        return {"mean": None, "deviation": None}
    mean = math.fsum(known) / len(known)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / (len(known) - 1)) if len(known) > 1 else None
    return {"mean": mean, "deviation": spread}
