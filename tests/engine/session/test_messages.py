from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import pytest

from engine.session import messages

CURVE = np.linspace(0.0, 1.0, 5)
WEEKS = np.arange(4, dtype=np.int32)
PROBLEM = messages.Problem("Nothing is there.", "dataset-missing", {"folder": "x"}, "Traceback")
STUDY = messages.StudyRow("s1", "Quick", "sample", "product_category", "2017-11-06", ("cross",), 50, ("r1",), "2018")
RANKED = messages.RankedItem(1, "i1", "CARROTS", "PRODUCE", 0.5, None, True, ("why",))
DATASET = messages.DatasetRow("sample", 9, 3, 4, "2017-01-01", "2017-12-31", ("a", "b"), "b", 2)

EXAMPLES: tuple[Any, ...] = (
    PROBLEM,
    messages.Job(),
    messages.ImportDataset(Path("r.toml"), True),
    messages.RunStudy(Path("s.toml"), "sample", "b", Path("out"), "cpu", True),
    messages.ExportLists("r1", Path("lists.csv"), "cross", 20, ("1", "2")),
    messages.Exported(Path("lists.csv"), 10, 1000),
    messages.Query(),
    DATASET,
    STUDY,
    messages.WorkspaceView(Path("w"), False, (DATASET,), (STUDY,)),
    messages.WorkspaceQuery(),
    messages.RunRow("r1", "EASE", "ease", 0, 1, 2.5, False),
    messages.ScopeRow("cross", 10, 12, (("inactive", 2),)),
    messages.CompareView(STUDY, (), (), {("cross", "f1"): CURVE[None]}),
    messages.CompareQuery("s1"),
    messages.ShopperListView(
        WEEKS, pa.array(["a"]), WEEKS, WEEKS, WEEKS, np.zeros(4, np.float32), np.zeros(4, np.float32)
    ),
    messages.ShopperListQuery("r1", "cross", 10, "r2"),
    messages.CategoryHistory("PRODUCE", "CARROTS", WEEKS, 7, "2017-10-26"),
    RANKED,
    messages.LaterItem("i1", "CARROTS", "PRODUCE", 3, None),
    messages.ShopperView(
        "1492", 9, None, 3, 9, 1, 1, WEEKS, WEEKS, 2, ((0, "2017-01-01"),), (), (), (RANKED,), (RANKED,)
    ),
    messages.ShopperQuery("r1", 3, "cross", 50, None),
    messages.Event(),
    messages.JobChanged(1, "Import", "failed", None, PROBLEM),
    messages.Progress(1, 0.5, "ranking", 3.0, None),
    messages.Expected(1, (("EASE, tuning", 0.03),)),
    messages.MetricPoint(1, "EASE", "loss", 1.0, 0.5),
    messages.CurveAt(1, "EASE", "f1", 0.0, CURVE),
    messages.RunFinished(1, "s1", "r1"),
    messages.ProblemFound(PROBLEM),
    messages.LogLine(None, 0.0, "warning", "text"),
    messages.Reply(1, "k", PROBLEM),
)
CLASSES = [each for each in vars(messages).values() if dataclasses.is_dataclass(each) and isinstance(each, type)]


def plain(value: Any) -> Any:
    """The fields of a message with its arrays as lists, so that two can be compared."""
    if dataclasses.is_dataclass(value):
        return [type(value).__name__, *(plain(getattr(value, field.name)) for field in dataclasses.fields(value))]
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value.tolist() if isinstance(value, np.ndarray) else value


def test_every_message_has_an_example_here() -> None:
    assert {type(example) for example in EXAMPLES} >= set(CLASSES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: type(example).__name__)
def test_a_message_survives_pickling(example: Any) -> None:
    assert plain(pickle.loads(pickle.dumps(example))) == plain(example)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_message_cannot_be_changed(kind: type) -> None:
    example = next(example for example in EXAMPLES if type(example) is kind)
    field = next(iter(dataclasses.fields(kind)), None)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError, AttributeError)):
        setattr(example, field.name if field else "anything", None)


def test_every_message_is_exported_by_the_package() -> None:
    import engine.session

    assert {kind.__name__ for kind in CLASSES} <= set(engine.session.__all__)


def test_the_states_of_a_job_are_those_that_the_engine_enters() -> None:
    from engine.session.ticket import ENDED

    assert set(ENDED) < set(get_args(messages.JobState))
