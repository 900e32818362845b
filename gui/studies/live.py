"""What a running study has told so far, as arrays ready to draw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from engine.session import CurveAt, MetricPoint

__all__ = ["LOSS_PARTS", "Live", "Trace"]

LOSS_PARTS = ("profile", "association", "ranking")
# The numbers for life of the recommenders that every study holds; others take the next free one.
NUMBERS = {"Pipeline": 0, "EASE": 1, "ItemKNN": 2, "Category-pop": 4, "MostPop": 6}
FREE = (3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15)
KEPT = 2000
KINDS = ("loss", "validation", "curves", "epochs", "form")
Floats = npt.NDArray[np.float64]


@dataclass
class Trace:
    """A learning curve that grows; halved whenever it holds more points than a plot can show.

    Attributes:
        closed: the tuning is over; what the final fit tells anew is not mixed into it.
    """

    steps: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    closed: bool = False

    def add(self, step: float, value: float) -> None:
        if self.steps and step < self.steps[-1]:  # the part begins anew, with another seed or another run
            self.steps, self.values = [], []
        self.steps.append(step)
        self.values.append(value)
        if len(self.steps) > 2 * KEPT:
            self.steps, self.values = self.steps[::2], self.values[::2]

    def arrays(self) -> tuple[Floats, Floats]:
        return np.array(self.steps), np.array(self.values)


class Live:
    """One study job: learning curves by part, validation by run, whole curves by run and step.

    `changed` names what must be drawn anew.
    """

    def __init__(self) -> None:
        self.losses: dict[tuple[str, str], Trace] = {}
        self.validation: dict[str, Trace] = {}
        self.curves: dict[str, dict[float, Floats]] = {}
        self.metric = "f1@10"
        self.planned: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.order: list[str] = []
        self.changed = set(KINDS)
        self._final = False

    def take_metric(self, point: MetricPoint) -> None:
        """A loss goes to its part, a validation metric to its run."""
        if point.part in LOSS_PARTS:
            trace = self.losses.setdefault((point.part, point.name), Trace())
            again = bool(trace.steps) and point.step < trace.steps[-1]
            trace.closed = trace.closed or (again and self._final)
            if not trace.closed:
                trace.add(point.step, point.value)
                self.changed.add("loss")
        elif point.name.startswith("validation "):
            self.metric = point.name.removeprefix("validation ")
            self.meet(point.part)
            self.validation.setdefault(point.part, Trace()).add(point.step, point.value)
            self.changed |= {"validation", "epochs", "form"}

    def take_curve(self, event: CurveAt) -> None:
        if event.name == "f1":
            self.meet(event.part)
            self.curves.setdefault(event.part, {})[event.step] = event.values
            self.changed.add("curves")

    def take_step(self, step: str) -> None:
        """Reads the planned epochs of a part out of "…: ranking: epoch 3 of 8", and whether it is the final fit."""
        final = ", final fit" in step
        if self._final and not final:  # another recommender begins
            for trace in self.losses.values():
                trace.closed = False
        self._final = final
        found = re.search(r"(\w+): epoch \d+ of (\d+)", step)
        if found:
            self.planned[found[1]] = int(found[2])

    def meet(self, name: str) -> int:
        """A run's number for life, given when its name is first met."""
        if name not in self.numbers:
            taken = set(self.numbers.values())
            self.numbers[name] = NUMBERS.get(name, next(n for n in FREE if n not in taken))
            self.order.append(name)
        return self.numbers[name]

    def trained(self) -> str:
        """The run that learns over epochs: the newest with a loss or more than one validation."""
        learning = [name for name in self.order if len(self.validation.get(name, Trace()).steps) > 1]
        if learning:
            return learning[-1]
        steps = [name for name in self.order if any(step > 0 for step in self.validation.get(name, Trace()).steps)]
        return steps[-1] if steps else ""

    def levels(self) -> list[tuple[str, int, float]]:
        """Name, number and value of every run that has one validation for good."""
        trained = self.trained()
        flat = [name for name in self.order if name != trained and name in self.validation]
        return [(name, self.numbers[name], max(self.validation[name].values)) for name in flat]

    def best(self) -> tuple[float, float] | None:
        """Step and value of the best validation of the run that learns."""
        trace = self.validation.get(self.trained())
        if trace is None or not trace.values:
            return None
        index = int(np.argmax(trace.values))
        return trace.steps[index], trace.values[index]

    def loss_part(self) -> str:
        """The part that learned last."""
        heard = [part for part, _ in self.losses]
        return heard[-1] if heard else LOSS_PARTS[-1]
