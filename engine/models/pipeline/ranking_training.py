"""How the ranking networks learn: past lists, shuffled, a listwise loss, the number of passes found by validation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch

from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.lists import Lists
from engine.models.pipeline.ranking import Ranking, ranking_loss
from engine.monitor import Monitor
from engine.training import Schedule, seeded, train

__all__ = ["PART", "held_out_loss", "trained"]

PART = "ranking"
ROWS = 64


def trained(
    lists: list[Lists],
    users: list[torch.Tensor],
    categories: int,
    config: PipelineConfig,
    member: int,
    epochs: int,
    seed: int,
    device: torch.device,
    monitor: Monitor,
    judge: Callable[[Ranking, int], float] | None = None,
) -> tuple[Ranking, int]:
    """A network fitted on past lists.

    Args:
        lists: of every past cut, with the relevant items marked.
        users: for each of them int64, the rows that train; every one has a relevant item.
        categories: "none" included.
        member: number of the network among those that are averaged.
        epochs: most passes.
        judge: of the network after a pass, higher is better.

    Returns:
        the network and its passes.

    Raises:
        Cancelled: at a batch's end.
        UserError: the loss is no number.
    """
    generator = seeded(seed, PART, member)
    network = Ranking(config, categories).to(device)
    network.head.start_at(_level(lists, users))

    def batches(_: int) -> list[tuple[int, npt.NDArray[np.int64]]]:
        found = []
        for place, rows in enumerate(users):
            order = rows.numpy()[generator.permutation(len(rows))]
            found += [(place, order[begin : begin + config.batch]) for begin in range(0, len(order), config.batch)]
        return [found[place] for place in generator.permutation(len(found))]

    def loss(batch: tuple[int, npt.NDArray[np.int64]]) -> torch.Tensor:
        place, rows = batch
        told = lists[place].batch(torch.from_numpy(rows)).to(device)
        return ranking_loss(network(told), told)

    schedule = Schedule(epochs, config.learning_rate, config.weight_decay, patience=config.patience)
    judged = None if judge is None else (lambda epoch: judge(network, epoch))
    return network, train(PART, network, schedule, batches, loss, monitor, judged)


@torch.no_grad()
def held_out_loss(network: Ranking, lists: Lists, rows: torch.Tensor) -> float:
    """The mean loss over lists that did not train; NaN where there are none."""
    if not len(rows):
        return float("nan")
    network.eval()
    device = network.head.output.weight.device
    total = 0.0
    for part in rows.split(ROWS):
        told = lists.batch(part).to(device)
        total += float(ranking_loss(network(told), told)) * len(part)
    return total / len(rows)


def _level(lists: list[Lists], users: list[torch.Tensor]) -> float:
    """Log odds of a relevant place."""
    relevant = sum(int(part.relevant[rows].sum()) for part, rows in zip(lists, users, strict=True))
    places = sum(int((part.items[rows] >= 0).sum()) for part, rows in zip(lists, users, strict=True))
    share = min(max(relevant / max(places, 1), 1e-4), 0.5)
    return float(np.log(share / (1 - share)))
