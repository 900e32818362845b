"""How small a difference a study would find, reckoned before it runs and without a look at its test."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.models.registry import TITLES, model_class
from engine.monitor import Monitor
from engine.protocol.recommender import Context
from engine.studies.recorder import Quiet

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.studies.prepared import Prepared

__all__ = ["Power", "power_before"]

PAIR = ("ease", "mostpop")
LARGEST = 6_000  # rows of EASE's system; a larger one takes more than a glance at a form may


@dataclass(frozen=True)
class Power:
    """The smallest difference at the study's question that would be found with 80 % power at 5 %, two-sided.

    Attributes:
        shoppers: evaluated in the validation window.
        difference: of the means, 2.8 paired standard errors.
        share: of the first model's mean.
        models: shown names of the two whose difference it rests on.
    """

    shoppers: int
    difference: float
    share: float
    models: tuple[str, str]


def power_before(prepared: Prepared, monitor: Monitor) -> Power | None:
    """Fits two baselines before the validation window and takes the spread of their paired difference in it.

    Args:
        prepared: the study that is about to run.
        monitor: asked between blocks of ranking.

    Returns:
        None where there is no validation window, nobody is evaluated in it, or EASE would take too long.

    Raises:
        Cancelled: by the monitor.
    """
    from engine.evaluation import METRICS, detectable, hits
    from engine.protocol.ranking import rank

    window, study = prepared.window.validation, prepared.study
    if window is None:
        return None
    training, question = window
    if min(len(training.histories), training.catalogue.kept) > LARGEST:
        return None
    scope, k = study.primary.scope, study.primary.k
    values: list[npt.NDArray[np.float64]] = []
    for name in PAIR:
        monitor.checkpoint()
        kind = model_class(name)
        model = kind(kind.config_class(model=name))
        with tempfile.TemporaryDirectory() as folder:
            context = Context(Quiet(monitor), "cpu", 0, Path(folder), prepared.workspace.cache, None, None)
            model.fit(training, context)
        lists = rank(model, question, (scope,), k, training.catalogue, Quiet(monitor))[scope]
        values.append(METRICS[study.primary.metric](hits(lists, question.targets[scope]))[:, k - 1])
    mean, shoppers = float(values[0].mean()) if len(values[0]) else 0.0, len(values[0])
    if shoppers < 2 or not mean:
        return None
    difference = detectable(values[0] - values[1])
    return Power(shoppers, difference, difference / mean, (TITLES[PAIR[0]], TITLES[PAIR[1]]))
