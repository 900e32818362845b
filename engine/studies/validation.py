"""The one question of a study, put to a model while it is being tuned."""

from __future__ import annotations

import math
from itertools import count

from engine.monitor import Monitor
from engine.protocol.config import ProtocolConfig, Scope
from engine.protocol.recommender import Recommender
from engine.protocol.training import Question, Training
from engine.studies.recorder import Quiet
from engine.studies.study import Primary

__all__ = ["Validation"]


class Validation:
    """Callable as `Context.validate`: ranks the validation question and publishes the curve over K.

    Args:
        window: training and question of the validation.
        scope: the study's primary scope, or the first that the model is ranked in.
        name: the run's shown name, the curves' part.
        monitor: where the curves go; only its checkpoints are used while ranking.
        first_step: step of the first call; every further call is one later.

    Attributes:
        values: the primary metric of every call so far.
    """

    def __init__(
        self,
        window: tuple[Training, Question],
        protocol: ProtocolConfig,
        primary: Primary,
        scope: Scope,
        name: str,
        monitor: Monitor,
        first_step: int,
    ) -> None:
        self._training, self._question = window
        self._depth, self._primary, self._scope = protocol.max_k, primary, scope
        self._name, self._monitor = name, monitor
        self._steps = count(first_step)
        self.values: list[float] = []

    def __call__(self, model: Recommender) -> float:
        """The primary metric of the model as it stands, higher is better; 0 where nobody can be evaluated."""
        from engine.evaluation import hits, mean_curve
        from engine.protocol.ranking import rank

        catalogue, quiet = self._training.catalogue, Quiet(self._monitor)
        lists = rank(model, self._question, (self._scope,), self._depth, catalogue, quiet)[self._scope]
        curve = mean_curve(hits(lists, self._question.targets[self._scope]), self._primary.metric)
        value = float(curve[self._primary.k - 1])
        if math.isnan(value):
            return 0.0  # a curve without users would break comparisons inside a training loop
        step = next(self._steps)
        self.values.append(value)
        self._monitor.metric(self._name, f"validation {self._primary.title}", step, value)
        self._monitor.curve(self._name, self._primary.metric, step, curve)
        return value
