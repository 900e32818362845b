"""The whole fit: texts, past cuts in the order of time, the snapshot at the cut, the prior, the ranking networks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from engine.models.pipeline.calibration import Calibration
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.items import ItemSide
from engine.models.pipeline.lists import PastLists
from engine.models.pipeline.parts import Parts
from engine.models.pipeline.prior import Prior, fitted_prior
from engine.models.pipeline.ranking import Ranking
from engine.models.pipeline.ranking_training import PART, held_out_loss, trained
from engine.models.pipeline.scorer import Scorer, basket_counts, mean_logits
from engine.models.pipeline.snapshot import Snapshot
from engine.models.pipeline.stages import Stages
from engine.models.pipeline.windows import past, past_cuts
from engine.monitor import Monitor
from engine.protocol.recommender import Context, Fitted
from engine.protocol.training import Training

__all__ = ["Outcome", "fit_pipeline"]

HELD_OUT = 0.1  # of the shoppers, in a tuning fit: their lists judge the loss and calibrate
TEXTS, PARTS, SNAPSHOT = 0.15, 0.6, 0.7  # shares of the expected time, cumulated


@dataclass(frozen=True)
class Outcome:
    """What a fit leaves: what scores, what a saved model needs to read histories, and what was found."""

    scorer: Scorer
    side: ItemSide
    fitted: Fitted


def fit_pipeline(
    config: PipelineConfig, training: Training, context: Context, judge: Callable[[Scorer], float] | None
) -> Outcome:
    """Fits everything.

    Args:
        judge: validation of a scorer, higher is better; None in a final fit.

    Raises:
        Cancelled: at a checkpoint.
        UserError: the text model cannot be opened, or a loss is no number.
    """
    monitor, tuned = context.monitor, context.tuned
    texts = monitor.part("", 0.0, TEXTS)
    side = ItemSide.read(training, config.text_model, config.text, context.cache, texts, context.device)
    parts = Parts(side, config, context.seed, torch.device(context.device))
    first = tuned.notes.get("first_cut") if tuned else None
    cuts = past_cuts(training, config.cuts, config.stride_days, first if isinstance(first, int) else None)
    stages = Stages(context.cache, config, side, context.seed, torch.device(context.device))
    behind = _past_lists(parts, stages, training, cuts, monitor.part("", TEXTS, PARTS))
    if not behind:
        monitor.message("The past is too short for the pipeline to learn from; it ranks by its prior, EASE.", "warning")
    snapshot = _now(parts, training, monitor.part("", PARTS, SNAPSHOT))
    prior = fitted_prior([(p.found.features, p.found.pool.there, p.relevant) for p in behind], config.prior_l2)
    ranking = _RankingFit(config, training, context, side.categories, behind, prior, snapshot, judge)
    scorer, epochs = ranking.run(monitor.part("", SNAPSHOT, 1.0))
    notes: dict[str, object] = {"calibration": scorer.calibration.notes()} | ({"first_cut": cuts[0]} if cuts else {})
    passes = {"profile": config.profile_epochs, "association": config.association_epochs, PART: epochs}
    return Outcome(scorer, side, Fitted(passes if behind else {}, notes))


def _past_lists(parts: Parts, stages: Stages, training: Training, cuts: list[int], monitor: Monitor) -> list[PastLists]:
    """Goes through the past cuts in the order of time; the lists of those that may train the ranking."""
    found: list[PastLists] = []
    number = 0
    for place, cut in enumerate(cuts):
        following = cuts[place + 1] if place + 1 < len(cuts) else training.cut
        stage = monitor.part(f"past cut {place + 1} of {len(cuts)}", place / len(cuts), (place + 1) / len(cuts))
        stage.checkpoint()
        window = past(training, cut, following)
        if window is None:
            continue
        stages.enter(window)
        kept = stages.kept()
        lists = parts.taken_over(window, kept) if kept is not None else parts.through(window, number, stage)
        if kept is None:
            stages.keep(parts.state() | (lists.tensors() if lists is not None else {}))
        if lists is not None:
            found.append(lists)
        number += 1
    return found


def _now(parts: Parts, training: Training, monitor: Monitor) -> Snapshot:
    """The snapshot at the training's own cut, with the relation into all known items."""
    parts.enter(training)
    statistics = parts.statistics(training, monitor.part("categories", 0.0, 0.05))
    graph = parts.graph(training, monitor.part("item graph", 0.05, 0.25))
    snapshot = parts.snapshot(training, statistics, graph, monitor.part("EASE", 0.25, 0.4))
    base = parts.base(training, snapshot, parts.known(training), monitor.part("", 0.4, 0.9))
    return parts.related(snapshot, base, monitor)


class _RankingFit:
    """From past candidates and a prior to averaged networks and a calibration."""

    def __init__(
        self,
        config: PipelineConfig,
        training: Training,
        context: Context,
        categories: int,
        behind: list[PastLists],
        prior: Prior,
        snapshot: Snapshot,
        judge: Callable[[Scorer], float] | None,
    ) -> None:
        self._config, self._context, self._categories = config, context, categories
        self._prior, self._snapshot, self._judge = prior, snapshot, judge
        self._final = judge is None or not training.protocol.split.refit
        self._held = [self._held_out(lists.training.positions) for lists in behind]
        self._lists = [lists.lists(prior, config.depth) for lists in behind]
        self._newest = behind[-1].training.histories if behind else None
        marked = [lists.relevant.any(dim=1) for lists in self._lists]
        self._users = [(some & ~held).nonzero()[:, 0] for some, held in zip(marked, self._held, strict=True)]
        self._judged = [(some & held).nonzero()[:, 0] for some, held in zip(marked, self._held, strict=True)]

    def run(self, monitor: Monitor) -> tuple[Scorer, int]:
        """The scorer and the passes of its networks."""
        config, context, tuned = self._config, self._context, self._context.tuned
        networks: list[Ranking] = []
        epochs = tuned.epochs.get(PART, config.epochs) if tuned else config.epochs
        if sum(len(rows) for rows in self._users) and epochs:
            # a tuning fit that a final fit follows needs one network to find the passes
            count = config.members if self._final else 1
            for member in range(count):
                judge = self._watched(monitor) if member == 0 and self._judge is not None else None
                network, epochs = trained(
                    self._lists,
                    self._users,
                    self._categories,
                    config,
                    member,
                    epochs,
                    context.seed,
                    torch.device(context.device),
                    monitor.part(PART, member / count, (member + 1) / count),
                    judge,
                )
                networks.append(network)
        elif self._judge is not None:
            self._judge(self._scorer([]))
        return self._scorer(networks, self._calibrated(networks)), epochs if networks else 0

    def _held_out(self, positions: npt.NDArray[np.int32]) -> torch.Tensor:
        """bool [b]: a fixed tenth of the shoppers, the same at every cut; nobody in a final fit."""
        if self._context.tuned is not None:
            return torch.zeros(len(positions), dtype=torch.bool)
        scattered = (positions.astype(np.uint64) * np.uint64(2654435761)) % np.uint64(1 << 32)
        return torch.from_numpy(scattered < HELD_OUT * (1 << 32))

    def _scorer(self, networks: list[Ranking], calibration: Calibration | None = None) -> Scorer:
        return Scorer(self._snapshot, self._prior, networks, calibration or Calibration(), self._config.depth)

    def _watched(self, monitor: Monitor) -> Callable[[Ranking, int], float]:
        """After a pass: the loss of held-out shoppers at the newest cut, and the validation."""

        def judge(network: Ranking, epoch: int) -> float:
            loss = held_out_loss(network, self._lists[-1], self._judged[-1])
            if loss == loss:
                monitor.metric(PART, "validation loss", epoch, loss)
            assert self._judge is not None
            return self._judge(self._scorer([network]))

        return judge

    def _calibrated(self, networks: list[Ranking]) -> Calibration:
        """The tuning fit's, or one fitted on all lists of held-out shoppers at the newest cut."""
        tuned = self._context.tuned
        if tuned is not None:
            noted = tuned.notes.get("calibration")
            return Calibration(**noted) if isinstance(noted, dict) else Calibration()
        if self._newest is None:
            return Calibration()
        rows = self._held[-1].nonzero()[:, 0]
        baskets = torch.from_numpy(basket_counts(self._newest))[rows]
        part = self._lists[-1].take(rows)
        logits, there = mean_logits(networks, part), part.items >= 0
        counts = baskets[:, None].expand_as(logits)
        return Calibration.fitted(logits[there].numpy(), counts[there].numpy(), part.relevant[there].numpy())
