"""How long a study will take and what memory it will need, from what runs of this machine have recorded.

Nothing is guessed: a run without a recorded like has no estimate, and neither has a study that holds one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import UserError
from engine.studies.facts import device_name
from engine.studies.plan import RunSpec, is_closed_form
from engine.studies.prepared import Prepared
from engine.workspace import Run, Workspace

__all__ = ["Estimate", "estimate"]

BY_USERS = ("ranking", "reasons", "storing")  # stages whose work grows with the shoppers; the others with the rows
FARTHEST = 8.0  # times as many rows or users: beyond it, one size says little about another


@dataclass(frozen=True)
class Estimate:
    """Seconds by stage and run, None where no like was recorded; peak bytes of the likes, and how many these are."""

    stages: tuple[Mapping[str, float] | None, ...]
    memory: int | None
    recorded: int

    @property
    def seconds(self) -> tuple[float | None, ...]:
        """Seconds by run."""
        return tuple(None if stages is None else sum(stages.values()) for stages in self.stages)

    @property
    def whole(self) -> float | None:
        """Seconds of all runs; None where one has no estimate."""
        known = [seconds for seconds in self.seconds if seconds is not None]
        return sum(known) if known and len(known) == len(self.seconds) else None


def estimate(prepared: Prepared, workspace: Workspace) -> Estimate:
    """What the runs of a study will take here, each from recorded runs of its model.

    A formula's time hardly depends on its settings; a network's does, so only runs of equal settings are its like.
    Times are scaled by rows and users; where the same data was recorded, only that counts.
    """
    machine = _machine(device_name(prepared.device))
    rows = {entry.hash: entry.rows for entry in workspace.datasets()}
    manifests = [found for found in map(_manifest, workspace.runs()) if found and _machine(found["device"]) == machine]
    stages: list[Mapping[str, float] | None] = []
    peaks: list[int] = []
    recorded = 0
    for spec in prepared.plan.runs:
        like = [found for found in manifests if _alike(spec, found)]
        same = [found for found in like if found["dataset_hash"] == prepared.data.hash]
        scaled = [(each, found) for found in same or like if (each := _scaled(found, prepared, rows)) is not None]
        stages.append(_median([each for each, _ in scaled]) if scaled else None)
        recorded += len(scaled)
        if scaled:  # a peak is that of its whole process, so the lowest says most about one run
            peaks.append(min(int(found["peak_memory_bytes"]) for _, found in scaled))
    return Estimate(tuple(stages), max(peaks) if len(peaks) == len(stages) else None, recorded)


def _manifest(entry: Any) -> Mapping[str, Any] | None:
    try:
        found = Run.open(entry.folder).manifest
    except UserError:
        return None
    needed = ("device", "timings", "config", "dataset_hash", "users", "peak_memory_bytes", "model", "scopes")
    return found if all(name in found for name in needed) else None


def _machine(device: str) -> str:
    """The device's name without the number of threads: "cpu (x86_64, 2 threads)" → "cpu (x86_64"."""
    return device.rpartition(", ")[0] or device


def _alike(spec: RunSpec, found: Mapping[str, Any]) -> bool:
    if found["model"] != spec.config.model or len(found["scopes"]) != len(spec.scopes):
        return False
    return is_closed_form(spec.config) or _settings(spec.config.model_dump(mode="json")) == _settings(found["config"])


def _settings(config: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in config.items() if name not in ("name", "scopes")}
    return json.dumps(kept, sort_keys=True)


def _median(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The stages of the run in the middle, so that they are of one run and add up."""
    return dict(sorted(runs, key=lambda stages: sum(stages.values()))[(len(runs) - 1) // 2])


def _scaled(found: Mapping[str, Any], prepared: Prepared, rows: Mapping[str, int]) -> dict[str, float] | None:
    """Seconds by stage of a recorded run at the size of a study; None where the sizes are too far apart."""
    users = len(prepared.window.test.histories) / max(1, int(found["users"]["with_history"]))
    before = rows.get(found["dataset_hash"])
    more_rows = len(prepared.data.log.items) / before if before else users
    sizes: Sequence[float] = (users, more_rows)
    if max(sizes) > FARTHEST or min(sizes) < 1 / FARTHEST:
        return None
    timings: Mapping[str, float] = found["timings"]
    windows = len(prepared.split.windows) / max(1, len(found.get("windows", ())))
    return {
        stage: seconds * (users if stage in BY_USERS else more_rows) * (1.0 if stage == "tuning" else windows)
        for stage, seconds in timings.items()
    }
