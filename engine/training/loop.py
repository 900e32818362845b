"""The training loop: batches in, losses out, the best state kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import nn

from engine.errors import UserError
from engine.monitor import Monitor

__all__ = ["Schedule", "train"]

Batch = TypeVar("Batch")
PUBLISH_SECONDS = 0.3  # a live plot redraws ten times a second at most; three points a second look alive


@dataclass(frozen=True)
class Schedule:
    """How long and how fast a part learns.

    Attributes:
        epochs: passes over the batches, at most.
        rate: AdamW's learning rate.
        decay: its weight decay, on matrices only.
        clip: largest norm of the gradient.
        patience: epochs without a better judgement before the end; None judges every epoch and ends with the last.
        start: where the curve's steps begin, for a part that is trained in stages.
        stride: what an epoch adds to the steps.
        curve: name of the curve.
    """

    epochs: int
    rate: float
    decay: float = 0.0
    clip: float = 1.0
    patience: int | None = None
    start: float = 0.0
    stride: float = 1.0
    curve: str = "loss"


def train(
    part: str,
    module: nn.Module,
    schedule: Schedule,
    batches: Callable[[int], Sequence[Batch]],
    loss: Callable[[Batch], torch.Tensor],
    monitor: Monitor,
    judge: Callable[[int], float] | None = None,
) -> int:
    """Trains a module in place.

    Args:
        part: the name that curves and sentences bear.
        batches: the batches of an epoch, counted from 0.
        loss: a scalar that depends on the module.
        monitor: gets the loss a few times a second; its `stopping` ends the part after the current batch.
        judge: called after every epoch (1 for the first); higher is better. The module ends in its best state;
            without a judge, in its last.

    Returns:
        the number of epochs behind the state that the module ends in.

    Raises:
        Cancelled: at a checkpoint.
        UserError: the loss is not a number.
    """
    if schedule.epochs < 1:
        return 0
    run = _Run(part, module, schedule, monitor, loss)
    best: tuple[float, int, dict[str, torch.Tensor]] | None = None
    for epoch in range(schedule.epochs):
        whole = run.epoch(epoch, batches(epoch))
        if judge is not None:
            value = judge(epoch + 1)
            if best is None or value > best[0]:
                best = (value, epoch + 1, _copied(module))
            elif schedule.patience is not None and epoch + 1 - best[1] >= schedule.patience:
                break
        if not whole:
            break
    module.eval()
    if best is None:
        return epoch + 1
    module.load_state_dict(best[2])
    return best[1]


class _Run(Generic[Batch]):
    """One course of training: optimiser, and the losses since the last point of the curve."""

    def __init__(
        self,
        part: str,
        module: nn.Module,
        schedule: Schedule,
        monitor: Monitor,
        loss: Callable[[Batch], torch.Tensor],
    ) -> None:
        self._part, self._module, self._schedule, self._monitor, self._loss = part, module, schedule, monitor, loss
        self._learned = [parameter for parameter in module.parameters() if parameter.requires_grad]
        matrices = [parameter for parameter in self._learned if parameter.ndim > 1]
        others = [parameter for parameter in self._learned if parameter.ndim <= 1]
        groups = [{"params": matrices, "weight_decay": schedule.decay}, {"params": others, "weight_decay": 0.0}]
        self._optimiser = torch.optim.AdamW([group for group in groups if group["params"]], lr=schedule.rate)
        self._recent: list[float] = []
        self._published = 0.0

    def epoch(self, epoch: int, batches: Sequence[Batch]) -> bool:
        """One pass; False where a person ended it early."""
        schedule, monitor = self._schedule, self._monitor
        self._module.train()
        for place, batch in enumerate(batches):
            monitor.checkpoint()
            if monitor.stopping:
                return False
            self._step(batch)
            done = epoch + (place + 1) / len(batches)
            monitor.progress(done / schedule.epochs, f"epoch {epoch + 1} of {schedule.epochs}")
            self._publish(schedule.start + schedule.stride * done, last=place + 1 == len(batches))
        return True

    def _step(self, batch: Batch) -> None:
        value = self._loss(batch)
        amount = float(value.detach())
        if amount != amount or amount in (float("inf"), float("-inf")):
            raise UserError("training-diverged", part=self._part, field="learning_rate")
        self._optimiser.zero_grad(set_to_none=True)
        value.backward()
        nn.utils.clip_grad_norm_(self._learned, self._schedule.clip)
        self._optimiser.step()
        self._recent.append(amount)

    def _publish(self, step: float, last: bool) -> None:
        now = time.monotonic()
        if self._recent and (last or now - self._published >= PUBLISH_SECONDS):
            self._monitor.metric(self._part, self._schedule.curve, step, sum(self._recent) / len(self._recent))
            self._recent, self._published = [], now


def _copied(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.detach().clone() for name, value in module.state_dict().items()}
