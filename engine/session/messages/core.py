"""Everything that crosses between the window and the engine's threads: frozen plain values, picklable.

Jobs change the workspace and run one at a time; queries only read. Answers and news come back as events.
Arrays are NumPy or Arrow; texts of a whole vocabulary are `pyarrow.StringArray` (typed Any here, so that
the first window does not pay for importing pyarrow).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

JobId = int
QueryId = int
RunId = str
StudyId = str
Answer = TypeVar("Answer")

Texts = Any  # pyarrow.StringArray

if TYPE_CHECKING:  # at run time nobody asks, and the first window need not wait 70 ms for NumPy
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
else:
    Floats = Any


# What went wrong, for a person


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as it is shown: the sentence, its code and values for translation, the traceback behind it.

    Attributes:
        code: key of `engine.errors.SENTENCES`, or "unexpected" for a fault of the program itself.
    """

    sentence: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    traceback: str = ""


# Jobs


@dataclass(frozen=True, slots=True)
class Job:
    """Something that changes the workspace; runs on the engine thread, one at a time, in order."""


@dataclass(frozen=True, slots=True)
class ImportDataset(Job):
    """Import a recipe into the workspace. Result: the dataset's name."""

    recipe: Path
    unless_present: bool = False


@dataclass(frozen=True, slots=True)
class RunStudy(Job):
    """Run a study file. Result: the study's id. `dataset` and `level` override what the file says."""

    study: Path
    dataset: str | None = None
    level: str | None = None
    out: Path | None = None
    device: str = "auto"
    resume: bool = False


@dataclass(frozen=True, slots=True)
class ExportLists(Job):
    """Write a run's ranked lists as CSV. Result: `Exported`. `users` are source ids; None means all."""

    run: RunId
    out: Path
    scope: str = "cross"
    k: int | None = None
    users: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `replaced` characters, which the encoding lacks, as ?.

    Attributes:
        out: the file; of several files, their folder.
    """

    out: Path
    rows: int
    bytes: int
    replaced: int = 0
    files: int = 1


# Queries and their answers


@dataclass(frozen=True, slots=True)
class Query(Generic[Answer]):
    """A short read-only question, answered on the query thread by one frozen value."""


@dataclass(frozen=True, slots=True)
class DatasetRow:
    name: str
    rows: int
    users: int
    items: int
    first: str  # ISO date, or "day 0" where times are relative
    last: str
    levels: tuple[str, ...]
    level: str | None
    dropped: int


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study with at least one finished run; `title` is its name for people: "Quick study, test from 6 Nov 2017"."""

    id: StudyId
    title: str
    dataset: str
    level: str | None
    test_start: str
    scopes: tuple[str, ...]
    max_k: int
    runs: tuple[RunId, ...]
    finished: str  # ISO time
    names: tuple[str, ...] = ()  # of the runs
    missing_baselines: tuple[str, ...] = ()  # models that no result should be without, and none of the runs is


@dataclass(frozen=True, slots=True)
class WorkspaceView:
    folder: Path
    read_only: bool
    datasets: tuple[DatasetRow, ...]
    studies: tuple[StudyRow, ...]  # newest first


@dataclass(frozen=True, slots=True)
class WorkspaceQuery(Query[WorkspaceView]):
    """What the workspace holds."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in a comparison. `series` is its number for life (0-based): colour and dash."""

    id: RunId
    name: str
    model: str
    seed: int
    series: int
    seconds: float  # fit time
    has_probability: bool


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """Who was evaluated in a scope, and why the others were not: (reason code, users)."""

    name: str
    evaluated: int
    users: int
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """All curves of one study.

    Attributes:
        curves: (scope, metric) -> float64[runs, max_k], NaN rows where a run was not ranked in that scope;
            metrics precision, recall, f1, ndcg, map, mrr, hit_rate.
        reference: the run that the study holds the others against; "" where it has none.
        metric: of the study's one question.
        windows: the cuts of its tests; curves are over all of them, scopes tell of the newest.
    """

    study: StudyRow
    runs: tuple[RunRow, ...]
    scopes: tuple[ScopeRow, ...]
    curves: Mapping[tuple[str, str], Floats]
    reference: RunId = ""
    metric: str = "f1"
    windows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareQuery(Query[CompareView]):
    """The curves and counts of one study."""

    study: StudyId


@dataclass(frozen=True, slots=True)
class Event:
    """News from the engine, in order; of `Progress` only the newest of a job is kept."""


JobState = Literal["queued", "running", "paused", "cancelling", "finished", "cancelled", "failed"]
"""`paused` comes when the work has reached a checkpoint and waits there, `cancelling` at once when asked for."""


@dataclass(frozen=True, slots=True)
class JobChanged(Event):
    """A job entered a state. `result` comes with "finished", `problem` with "failed"."""

    job: JobId
    title: str
    state: JobState
    result: Any = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far a job is.

    Attributes:
        left: seconds; None while neither a rate nor an estimate is known.
        measured: whether `left` rests on a rate of this job, not on the estimate alone.
    """

    job: JobId
    fraction: float
    step: str
    elapsed: float
    left: float | None
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Expected(Event):
    """What a job will do, once that is known: the labels of its steps, each with the fraction at which it begins."""

    job: JobId
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class MetricPoint(Event):
    """A point of a learning curve, see `engine.monitor.Monitor.metric`."""

    job: JobId
    part: str
    name: str
    step: float
    value: float


@dataclass(frozen=True, slots=True)
class CurveAt(Event):
    """A whole curve over K at a step, see `engine.monitor.Monitor.curve`."""

    job: JobId
    part: str
    name: str
    step: float
    values: Floats


@dataclass(frozen=True, slots=True)
class RunFinished(Event):
    """A run of a running study has been written; its study can be compared from now on."""

    job: JobId
    study: StudyId
    run: RunId


@dataclass(frozen=True, slots=True)
class ProblemFound(Event):
    """Something is wrong with the workspace itself, not with one job or query: another program holds it, say."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class LogLine(Event):
    job: JobId | None
    at: float  # seconds since 1970
    level: Literal["info", "warning", "error"]
    text: str


@dataclass(frozen=True, slots=True)
class Reply(Event):
    """The answer to a query, or why there is none. A query replaced by a newer one of its key gets no reply."""

    id: QueryId
    key: str
    value: Any
