"""What a report is made of: all that a study's folder, its runs and its workspace hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.data.dataset import DAY, Dataset
from engine.errors import UserError
from engine.models.registry import missing_baselines
from engine.protocol import ProtocolConfig, Window, moment_text, split
from engine.workspace import DatasetEntry, Run, StudyEntry, Workspace
from engine.workspace.ceilings import FILE as CEILINGS
from engine.workspace.ceilings import Ceiling, read_ceilings
from engine.workspace.entries import read_facts

__all__ = ["Source"]

AUDIT = "audit.json"  # written by engine.studies, which stands above
ASIDE = ("scopes", "max_k")  # of a protocol: they choose what is shown of a test, not what the test is


@dataclass(frozen=True)
class Source:
    """A finished study with all that is known of it.

    Attributes:
        facts: what study.json says.
        toml: the study as it can be run again.
        runs: its finished runs, in its order; at least one.
        data: its dataset; None where it is gone or another state of it was imported since.
        audit: what audit.json says; None where none was made.
        outdated: the audit is of another state of dataset or runs.
        limits: random order, perfect list and oracles; empty where they were not kept.
        readers: studies of the workspace that have read this test, this one included.
        about: what the import wrote down of itself, with the first and last day; empty without a dataset.
    """

    study: StudyEntry
    facts: Mapping[str, Any]
    toml: str
    runs: tuple[Run, ...]
    data: Dataset | None
    audit: Mapping[str, Any] | None = None
    outdated: bool = False
    limits: Sequence[Ceiling] = ()
    readers: int = 1
    about: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, entry: StudyEntry, workspace: Workspace) -> Source:
        """All that is known of a study.

        Raises:
            UserError: the study has no finished run, or a file of it is damaged or gone.
        """
        runs = tuple(Run.open(run.folder) for run in workspace.runs(entry))
        if not runs:
            raise UserError("report-runs", study=entry.id)
        data = _dataset(runs[0], workspace)
        audit, limits, study = (entry.folder / name for name in (AUDIT, CEILINGS, "study.toml"))
        told = read_facts(audit) if audit.is_file() else None
        return cls(
            study=entry,
            facts=read_facts(entry.folder / entry.marker),
            toml=study.read_text(encoding="utf-8") if study.is_file() else "",
            runs=runs,
            data=data,
            audit=told,
            outdated=told is not None and _outdated(told, runs),
            limits=read_ceilings(limits) if limits.is_file() else (),
            readers=_readers(runs[0], workspace),
            about=_about(data),
        )

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Of the first run; what all runs share is the same in each."""
        return self.runs[0].manifest

    @cached_property
    def primary(self) -> Mapping[str, Any]:
        """The study's one question: metric, k, scope, reference."""
        found: Mapping[str, Any] = self.facts.get("primary") or self.manifest["primary"]
        return found

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Those in which a run was ranked, the one of the question first."""
        ranked = [scope for scope in self.study.scopes if any(scope in run.scopes for run in self.runs)]
        return tuple(sorted(ranked, key=lambda scope: scope != self.primary["scope"]))

    @cached_property
    def missing_baselines(self) -> tuple[str, ...]:
        """Names of the baselines that no run is."""
        return missing_baselines((run.entry.model for run in self.runs), self.study.level)

    @cached_property
    def window(self) -> Window | None:
        """The newest test, cut again from the dataset as the study did."""
        if self.data is None:
            return None
        return split(self.data, ProtocolConfig.model_validate(self.manifest["protocol"])).windows[-1]

    def hidden(self, scope: str) -> int | None:
        """Held-out pairs of a scope that the item filter hides; None where nobody can say any more."""
        told = self.users(scope).get("relevant_of_filtered_items")
        if told is None and self.window is not None and (pairs := self.window.test.hidden.get(scope)) is not None:  # type: ignore[call-overload]
            told = len(pairs.items)
        return None if told is None else int(told)

    def users(self, scope: str) -> Mapping[str, Any]:
        """What the manifests say of the shoppers of a scope."""
        run = next(run for run in self.runs if scope in run.scopes)
        found: Mapping[str, Any] = run.users()["scopes"][scope]
        return found


def _dataset(run: Run, workspace: Workspace) -> Dataset | None:
    """The dataset that a run was made from, if it is still there as it was."""
    folder = workspace.datasets_folder / run.entry.dataset
    if not (folder / DatasetEntry.marker).is_file():
        return None
    found = Dataset.open(folder)
    return found if found.hash == run.dataset_hash else None


def _about(data: Dataset | None) -> dict[str, Any]:
    if data is None:
        return {}
    facts: dict[str, Any] = json.loads((data.folder / DatasetEntry.marker).read_text(encoding="utf-8"))
    if data.has_time:
        first, last = (moment_text(moment // DAY * DAY, data.relative) for moment in data.span)
        facts |= {"first": first, "last": last}
    return facts


def _outdated(told: Mapping[str, Any], runs: tuple[Run, ...]) -> bool:
    later = any(run.entry.finished > told["created"] for run in runs)
    return later or told["dataset_hash"] != runs[0].dataset_hash


def _readers(run: Run, workspace: Workspace) -> int:
    """Studies with a finished run under the same dataset and protocol."""
    asked = _asked(run)
    found = 0
    for study in workspace.studies():
        for each in workspace.runs(study)[:1]:
            found += _asked(Run.open(each.folder)) == asked
    return max(1, found)


def _asked(run: Run) -> tuple[str, dict[str, Any]]:
    rules: Mapping[str, Any] = run.manifest["protocol"]
    return run.dataset_hash, {name: rule for name, rule in rules.items() if name not in ASIDE}
