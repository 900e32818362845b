"""audit.json in a study's folder: what an audit found, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.protocol.leakage import Severity
from engine.studies.effects import Effect
from engine.studies.manifest import write_json
from engine.studies.permutation import Trial
from engine.workspace import FORMAT

__all__ = ["FILE", "Audit", "Example", "Found", "write_audit"]

FILE = "audit.json"


@dataclass(frozen=True)
class Example:
    """A row of the log: source ids, the moment as a person reads it, and the row's number in the stored log."""

    row: int
    user: str
    item: str
    title: str
    time: str


@dataclass(frozen=True)
class Found:
    """A finding of one window, as it is stored; see `Finding`.

    Attributes:
        window: the cut, or the split's name where every shopper has a moment of his own.
        listed: how many rows it can show; `rows` are the first of them.
    """

    window: str
    key: str
    severity: Severity
    count: int
    total: int
    sentence: str
    values: Mapping[str, str]
    listed: int
    rows: tuple[Example, ...]


@dataclass(frozen=True)
class Audit:
    """All that an audit found.

    Attributes:
        full: networks were fitted for all their epochs.
        seconds: how long it took.
    """

    study: str
    dataset: str
    dataset_hash: str
    code_hash: str
    created: str
    seconds: float
    full: bool
    findings: tuple[Found, ...]
    effects: tuple[Effect, ...]
    trials: tuple[Trial, ...]

    @property
    def leaks(self) -> int:
        """How many findings and recommenders leak."""
        severities = [each.severity for each in self.findings] + [each.severity for each in self.trials]
        return severities.count("leak")


def write_audit(done: Audit, folder: Path) -> None:
    """Writes audit.json whole or not at all."""
    values = asdict(done)
    for each, told in zip(done.trials, values["trials"], strict=True):
        told["sentence"] = each.sentence
    write_json(folder / FILE, {"version": FORMAT, "leaks": done.leaks, **values})
