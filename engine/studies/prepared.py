"""A study that is about to run: resolved against its dataset, cut once for all runs, planned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.files import checksum
from engine.protocol.config import ProtocolConfig
from engine.protocol.split import Split, Window, split
from engine.studies.facts import code_hash, device_of
from engine.studies.plan import Plan, RunSpec, plan, resolved
from engine.studies.study import Study
from engine.workspace import Workspace

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """What all runs of a study share.

    Attributes:
        study: resolved: nothing is left to the dataset.
        device: what "auto" came to.
    """

    study: Study
    data: Dataset
    split: Split
    plan: Plan
    device: str
    workspace: Workspace

    @property
    def window(self) -> Window:
        """The newest: the one that pages and lists show."""
        return self.split.windows[-1]

    @property
    def no_validation(self) -> str:
        """Why there is no validation window, where there is none."""
        return _no_validation(self.study.protocol)

    @property
    def key(self) -> str:
        """SHA-256 of dataset and study: what an interrupted study is found by."""
        asked = self.study.model_dump(mode="json", exclude={"output"})
        return checksum(self.data.hash, self.study.name, json.dumps(asked, sort_keys=True))

    def run_key(self, spec: RunSpec) -> str:
        """SHA-256 over all that a run's figures depend on: dataset, code, protocol, question, configuration, seed."""
        asked = {
            "protocol": self.study.protocol.model_dump(mode="json"),
            "primary": self.study.primary.model_dump(mode="json", exclude={"reference"}),
            "config": spec.config.model_dump(mode="json"),
            "candidates": _candidates(self.study.protocol),
            "run": [spec.name, spec.seed, spec.scopes, spec.series],
        }
        return checksum(self.data.hash, code_hash(), json.dumps(asked, sort_keys=True))


def _candidates(protocol: ProtocolConfig) -> str | None:
    """SHA-256 of the file that the scope list ranks."""
    named = protocol.candidates if "list" in protocol.scopes else None
    return checksum(Path(named)) if named is not None else None


def prepare(
    study: Study,
    workspace: Workspace,
    dataset: str | None = None,
    level: str | None = None,
    device: str = "auto",
    cut: Callable[[Dataset, ProtocolConfig], Split] | None = None,
) -> Prepared:
    """Finds the dataset, resolves and cuts; writes nothing.

    Args:
        dataset: name of a dataset, instead of what the study says.
        level: category level, instead of what the study says.
        device: "auto", "cpu", "cuda" or "mps".
        cut: for callers that keep the split of a question that they ask again.

    Raises:
        UserError: anything that keeps the study from running.
    """
    data = workspace.dataset(dataset or study.dataset)
    if level is not None:
        study = study.model_copy(update={"protocol": study.protocol.model_copy(update={"category_level": level})})
    study = resolved(study, data)
    planned = plan(study, data)
    windows = (cut or split)(data, study.protocol)
    if not study.protocol.split.refit and windows.windows[-1].validation is None:
        reason = f"{_no_validation(study.protocol)}, so there is no other fit"
        raise UserError("config-field", file=study.name, field="protocol.split.refit", value="false", reason=reason)
    return Prepared(study, data, windows, planned, device_of(device), workspace)


def _no_validation(protocol: ProtocolConfig) -> str:
    """Why a split has none."""
    if protocol.split.kind == "given":
        return "the fold column names no validation"
    return "the past is too short for a validation window"
