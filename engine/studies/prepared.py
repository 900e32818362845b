"""A study that is about to run: resolved against its dataset, cut once for all runs, planned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

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
        return self.split.windows[0]

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
            "run": [spec.name, spec.seed, spec.scopes, spec.series],
        }
        return checksum(self.data.hash, code_hash(), json.dumps(asked, sort_keys=True))


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
    if not study.protocol.split.refit and windows.windows[0].validation is None:
        reason = "the past is too short for a validation window, so there is no other fit"
        raise UserError("config-field", file=study.name, field="protocol.split.refit", value="false", reason=reason)
    return Prepared(study, data, windows, planned, device_of(device), workspace)
