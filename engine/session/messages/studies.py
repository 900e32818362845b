"""What the studies screen asks and is told. A draft is a study as plain nested values, shaped like STUDY.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from engine.session.messages.core import Problem, Query, StudyRow

Draft = Mapping[str, Any]
"""Shaped like STUDY.toml: {"dataset": …, "protocol": {"split": {…}, …}, "models": [{"model": "ease", …}, …]}."""

SettingKind = Literal["integer", "number", "boolean", "text", "choice", "choices", "integers", "numbers", "texts"]


# The list


@dataclass(frozen=True, slots=True)
class StudyLine:
    """A study of the workspace.

    Attributes:
        state: "finished"; "interrupted": begun and never finished; "kept": a file that no study was run from.
        file: its TOML; `RunStudy` of it with `resume` goes on with an interrupted study.
        planned: names of all its runs, in order; empty for a kept file.
        seconds: fit time of its finished runs.
        dataset_gone: its dataset is no longer in the workspace.
    """

    name: str
    state: Literal["finished", "interrupted", "kept"]
    file: Path
    study: StudyRow
    planned: tuple[str, ...]
    created: str
    seconds: float
    dataset_gone: bool


@dataclass(frozen=True, slots=True)
class StudiesView:
    lines: tuple[StudyLine, ...]  # newest first


@dataclass(frozen=True, slots=True)
class StudiesQuery(Query[StudiesView]):
    """Every study of the workspace, with or without a finished run, and the study files kept in it."""


# The form


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a configuration, from its JSON schema.

    Attributes:
        optional: it may be left empty, which is its default.
        default: plain value; None where it is optional or required.
        low, high: bounds; `above` and `below` say that the bound itself is not allowed.
        step: the value must be a multiple of it.
        choices: of "choice" and "choices".
        help: the field's description, English.
    """

    name: str
    kind: SettingKind
    default: Any
    help: str = ""
    optional: bool = False
    low: float | None = None
    high: float | None = None
    above: bool = False
    below: bool = False
    step: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelForm:
    """A registered model and its settings, `name` and `scopes` first."""

    model: str
    title: str
    help: str
    baseline: bool
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class StudyForm:
    """Everything a form of a study needs to know.

    Attributes:
        fields: settings by their place, such as "protocol.max_k" or "protocol.split.test_start".
        devices: what `RunStudy` takes, with the device in words; "auto" first.
    """

    models: tuple[ModelForm, ...]
    fields: Mapping[str, Setting]
    devices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StudyFormQuery(Query[StudyForm]):
    """The models, their settings, and the devices of this machine."""


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A study file as it was written."""

    name: str
    values: Draft
    text: str


@dataclass(frozen=True, slots=True)
class StudyFileQuery(Query[StudyFile]):
    """Reads a study file, for a duplicate of it."""

    file: Path


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run that a study will consist of; `seconds` is an estimate from recorded runs, None where there is none."""

    name: str
    model: str
    series: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a study comes to on its dataset.

    Attributes:
        test_start, validation_start: ISO dates, or "day 12"; no validation where the past is too short for it.
        users: with a history before the test.
        items: that the filter keeps.
        evaluated: shoppers with something to find, by scope.
        seconds: estimate of the whole; None while a run of it has no recorded like on this machine.
        memory: bytes, from the same recorded runs.
        recorded: how many recorded runs the estimate rests on.
        device: in words.
        remarks: what a person should know, English: a model that is left out.
    """

    level: str | None
    test_start: str
    validation_start: str
    users: int
    items: int
    evaluated: tuple[tuple[str, int], ...]
    runs: tuple[PlannedRun, ...]
    seconds: float | None
    memory: int | None
    recorded: int
    device: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PowerView:
    """How small a difference the study would find; reckoned from two baselines before its validation window.

    Attributes:
        title: of the question, such as "f1@10".
        shoppers: evaluated in the validation window.
        share: the difference over the first model's mean; NaN where it cannot be reckoned.
        models: the two baselines.
    """

    title: str
    shoppers: int
    share: float
    models: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PowerQuery(Query[PowerView]):
    """Fits two baselines for a draft that can run; seconds."""

    text: str


@dataclass(frozen=True, slots=True)
class StudyCheck:
    """A checked draft.

    Attributes:
        values, text: the draft in both its faces; values are None where the text is no TOML.
        problem: the first thing that keeps it from running.
        field: where that is, such as "models.2.epochs" (numbers from 1) or "protocol.scopes"; "" where unknown.
        line: of `text`, from 1; 0 where unknown.
        facts: None where there is a problem.
    """

    values: Draft | None
    text: str
    problem: Problem | None
    field: str
    line: int
    facts: StudyFacts | None


@dataclass(frozen=True, slots=True)
class StudyCheckQuery(Query[StudyCheck]):
    """Checks a draft; give its values or its text.

    Attributes:
        whole: against its dataset too, which takes a cut; else only what stands in it.
        last: no more drafts of this one follow, so that the cut need not be kept.
    """

    values: Draft | None = None
    text: str | None = None
    device: str = "auto"
    whole: bool = True
    last: bool = False


@dataclass(frozen=True, slots=True)
class KeepStudy(Query[Path]):
    """Writes a study into the workspace, whole or not at all, and answers with its file.

    Short, and no study can be queued before it is done, so it does not wait behind the job at work. A file of the
    same name and another content stays: the new one gets the next free number.
    """

    name: str
    text: str
