from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.monitor import Cancelled, Level, Monitor


class Heard(Monitor):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.stop = False

    def progress(self, fraction: float, step: str = "") -> None:
        self.told.append(("progress", fraction, step))

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self.told.append(("metric", part, name, step, value))

    def curve(self, part: str, name: str, step: float, values: npt.NDArray[np.float64]) -> None:
        self.told.append(("curve", part, name, step, tuple(values)))

    def message(self, text: str, level: Level = "info") -> None:
        self.told.append(("message", text, level))

    def checkpoint(self) -> None:
        raise Cancelled

    @property
    def stopping(self) -> bool:
        return self.stop


def test_the_plain_monitor_listens_to_everything_and_never_interrupts() -> None:
    monitor = Monitor()
    monitor.progress(0.5, "half")
    monitor.metric("ranking", "loss", 1.0, 0.3)
    monitor.curve("EASE", "f1", 0.0, np.zeros(3))
    monitor.message("a line")
    monitor.checkpoint()
    assert not monitor.stopping


def test_a_part_lands_in_its_share_of_the_whole_and_names_itself() -> None:
    heard = Heard()
    heard.part("EASE", 0.2, 0.6).progress(0.5, "fitting")
    assert heard.told == [("progress", pytest.approx(0.4), "EASE: fitting")]


@pytest.mark.parametrize(
    ("label", "step", "words"), [("EASE", "", "EASE"), ("", "fitting", "fitting"), ("", "", ""), ("a", "b", "a: b")]
)
def test_words_are_joined_only_where_there_are_two(label: str, step: str, words: str) -> None:
    heard = Heard()
    heard.part(label, 0.0, 1.0).progress(0.0, step)
    assert heard.told[0][2] == words


@given(st.floats(-2, 3), st.floats(0, 1), st.floats(0, 1))
def test_a_part_never_leaves_its_share(fraction: float, one: float, other: float) -> None:
    begin, end = sorted((one, other))
    heard = Heard()
    heard.part("", begin, end).progress(fraction)
    told = heard.told[0][1]
    assert isinstance(told, float)
    assert begin - 1e-12 <= told <= end + 1e-12


def test_parts_nest() -> None:
    heard = Heard()
    heard.part("run", 0.5, 1.0).part("profile", 0.0, 0.5).progress(1.0, "epoch 3")
    assert heard.told == [("progress", pytest.approx(0.75), "run: profile: epoch 3")]


def test_a_part_passes_points_curves_and_messages_on_unchanged() -> None:
    heard = Heard()
    part = heard.part("EASE", 0.0, 0.5)
    part.metric("EASE", "validation f1@10", 0.0, 0.04)
    part.curve("EASE", "f1", 0.0, np.array([0.1, 0.2]))
    part.message("2 rows left out", "warning")
    assert heard.told == [
        ("metric", "EASE", "validation f1@10", 0.0, 0.04),
        ("curve", "EASE", "f1", 0.0, (0.1, 0.2)),
        ("message", "2 rows left out", "warning"),
    ]


def test_a_part_is_cancelled_and_stopped_with_its_whole() -> None:
    heard = Heard()
    part = heard.part("", 0.0, 1.0).part("", 0.0, 1.0)
    with pytest.raises(Cancelled):
        part.checkpoint()
    assert not part.stopping
    heard.stop = True
    assert part.stopping
