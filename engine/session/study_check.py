"""A draft of a study, checked as the run itself would check it, with what it comes to and how long it will take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import UserError
from engine.session.breathing import Breathing
from engine.session.control import Control
from engine.session.messages.studies import (
    KeepStudy,
    PlannedRun,
    PowerQuery,
    PowerView,
    StudyCheck,
    StudyCheckQuery,
    StudyFacts,
)
from engine.session.problems import problem_of
from engine.workspace import Workspace
from engine.workspace.drafts import draft_toml, keep_draft, line_of, read_draft

if TYPE_CHECKING:
    from engine.data.dataset import Dataset
    from engine.protocol import ProtocolConfig, Split
    from engine.studies import Prepared

__all__ = ["StudyChecker"]

SHOWN = "The study"  # how sentences call a draft
# Where a problem of the whole study stands, by its code; the others name their field.
FIELDS = {
    "level-unknown": "protocol.category_level",
    "level-missing": "protocol.scopes",
    "cuts-order": "protocol.split.validation_start",
    "cuts-overlap": "protocol.split.validation_starts",
    "fraction-whole": "protocol.split.share",
    "order-own": "protocol.split.kind",
    "split-order": "protocol.split.kind",
    "basket-missing": "protocol.split.kind",
    "fold-missing": "protocol.split.kind",
    "fold-empty": "protocol.split.kind",
    "available-own": "protocol.available_within",
    "candidates-none": "protocol.candidates",
    "candidates-column": "protocol.candidates",
    "candidates-missing": "protocol.candidates",
    "users-none": "protocol.min_item_users",
    "time-missing": "dataset",
    "dataset-none": "dataset",
    "dataset-choose": "dataset",
    "nothing-named": "dataset",
    "device-missing": "device",
    "runs-alike": "models",
    "runs-none": "models",
    "model-unknown": "models",
}


class StudyChecker:
    """Checks drafts; keeps the newest cut, because most changes of a draft leave it as it is.

    Args:
        workspace: open for reading.
        read_only: nothing may be written into it.
    """

    def __init__(self, workspace: Workspace, read_only: bool) -> None:
        self._workspace, self._read_only = workspace, read_only
        self._cut: tuple[str, Split] | None = None

    def check(self, query: StudyCheckQuery, checkpoint: Callable[[], None]) -> StudyCheck:
        """What keeps a draft from running, or what it comes to.

        Args:
            checkpoint: raises where a newer draft has come.
        """
        from engine.studies.prepared import prepare
        from engine.studies.study import parse_study

        text = query.text if query.text is not None else draft_toml(query.values or {})
        values: dict[str, Any] | None = None
        try:
            values = read_draft(text, SHOWN)
            study = parse_study(text, SHOWN)
            if not query.whole:
                return StudyCheck(values, text, None, "", 0, None)
            checkpoint()
            self._workspace.refresh()
            prepared = prepare(study, self._workspace, device=query.device, cut=self._split)
            checkpoint()
            return StudyCheck(values, text, None, "", 0, self._facts(prepared))
        except UserError as error:
            field = _field(error)
            line = line_of(text, field) if values is not None else _toml_line(error)
            return StudyCheck(values, text, problem_of(error), field, line, None)
        finally:
            if query.last:
                self._cut = None

    def power(self, query: PowerQuery, control: Control) -> PowerView:
        """How small a difference a draft's question would find.

        Raises:
            UserError: the draft cannot run.
            Cancelled: a newer draft has come.
        """
        from engine.studies.power import power_before
        from engine.studies.prepared import prepare
        from engine.studies.study import parse_study

        study = parse_study(query.text, SHOWN)
        prepared = prepare(study, self._workspace, cut=self._split)
        found = power_before(prepared, Breathing(control))
        title = prepared.study.primary.title
        if found is None:
            return PowerView(title, 0, float("nan"), ("", ""))
        return PowerView(title, found.shoppers, found.share, found.models)

    def keep(self, query: KeepStudy) -> Path:
        """Writes a study into the workspace.

        Raises:
            UserError: the workspace can only be read, the study is wrong, or its name cannot be a file's.
        """
        from engine.studies.study import parse_study

        if self._read_only:
            reason = "another program has it open, or its folder may not be written to"
            raise UserError("workspace-read-only", folder=self._workspace.folder, reason=reason)
        parse_study(query.text, SHOWN)
        self._cut = None  # the study cuts again, and one of them is enough
        return keep_draft(self._workspace, query.name, query.text)

    def _split(self, data: Dataset, protocol: ProtocolConfig) -> Split:
        from engine.protocol.split import split

        key = f"{data.hash} {protocol.model_dump_json()}"
        if self._cut is None or self._cut[0] != key:
            self._cut = None
            self._cut = key, split(data, protocol)
        return self._cut[1]

    def _facts(self, prepared: Prepared) -> StudyFacts:
        from engine.studies.estimate import estimate
        from engine.studies.facts import device_name

        window, data, protocol = prepared.window, prepared.data, prepared.study.protocol
        told = estimate(prepared, self._workspace)
        validation = window.validation
        runs = [
            PlannedRun(spec.name, spec.config.model, spec.series, seconds)
            for spec, seconds in zip(prepared.plan.runs, told.seconds, strict=True)
        ]
        return StudyFacts(
            level=protocol.category_level,
            test_start=window.test.title(data.relative),
            validation_start=validation[1].title(data.relative) if validation else "",
            users=len(window.test.histories),
            items=window.training.catalogue.kept,
            evaluated=tuple((scope, int((window.test.targets[scope].counts > 0).sum())) for scope in protocol.scopes),
            runs=tuple(runs),
            seconds=told.whole,
            memory=told.memory,
            recorded=told.recorded,
            device=device_name(prepared.device),
            remarks=prepared.plan.messages,
        )


def _field(error: UserError) -> str:
    named = error.values.get("field")
    if error.code in ("date-wrong", "cut-outside", "cuts-ascend"):
        return f"protocol.split.{named}"
    if error.code in ("event-missing", "event-unknown"):
        return f"protocol.{named}"
    return str(named) if named is not None else FIELDS.get(error.code, "")


def _toml_line(error: UserError) -> int:
    """The line that Python's TOML reader names: "… (at line 3, column 5)"."""
    _, _, rest = str(error.values.get("reason", "")).rpartition("at line ")
    number = rest.partition(",")[0]
    return int(number) if number.isdigit() else 0
