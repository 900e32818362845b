from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UserError
from engine.monitor import Cancelled, Monitor
from engine.training import Schedule, seeded, train


class Listener(Monitor):
    """Keeps what it is told, and ends or cancels the work after some checkpoints."""

    def __init__(self, stop_after: int | None = None, cancel_after: int | None = None) -> None:
        self.points: list[tuple[str, str, float, float]] = []
        self.fractions: list[float] = []
        self.checkpoints = 0
        self._stop, self._cancel = stop_after, cancel_after

    def metric(self, part: str, name: str, step: float, value: float) -> None:
        self.points.append((part, name, step, value))

    def progress(self, fraction: float, step: str = "") -> None:
        self.fractions.append(fraction)

    def checkpoint(self) -> None:
        self.checkpoints += 1
        if self._cancel is not None and self.checkpoints > self._cancel:
            raise Cancelled

    @property
    def stopping(self) -> bool:
        return self._stop is not None and self.checkpoints > self._stop


class Slope(nn.Module):
    """One weight that should become 3."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    @property
    def value(self) -> float:
        return float(self.weight.detach())

    def loss(self, batch: torch.Tensor) -> torch.Tensor:
        return ((self.weight - 3.0) * batch).square().mean()


def batches(_: int) -> list[torch.Tensor]:
    return [torch.ones(4) for _ in range(10)]


def test_training_finds_the_minimum() -> None:
    slope = Slope()
    epochs = train("part", slope, Schedule(60, 0.05), batches, slope.loss, Monitor())
    assert epochs == 60
    assert slope.value == pytest.approx(3.0, abs=0.05)


def test_the_best_state_is_kept_and_not_the_last() -> None:
    slope = Slope()
    seen = []

    def judge(epoch: int) -> float:
        seen.append(slope.value)
        return -abs(slope.value - 1.0)

    epochs = train("part", slope, Schedule(20, 0.05), batches, slope.loss, Monitor(), judge)
    best = int(np.argmin(np.abs(np.array(seen) - 1.0)))
    assert epochs == best + 1 < len(seen)
    assert slope.value == seen[best]


def test_patience_ends_the_training() -> None:
    slope = Slope()
    judged = []

    def judge(epoch: int) -> float:
        judged.append(epoch)
        return -float(epoch)

    assert train("part", slope, Schedule(20, 0.05, patience=2), batches, slope.loss, Monitor(), judge) == 1
    assert judged == [1, 2, 3]


def test_a_loss_that_is_no_number_stops_with_a_sentence() -> None:
    slope = Slope()
    with pytest.raises(UserError, match="The training of ranking diverged") as raised:
        train("ranking", slope, Schedule(1, 0.1), batches, lambda batch: slope.loss(batch) * torch.nan, Monitor())
    assert raised.value.code == "training-diverged"


def test_stopping_ends_the_part_after_the_batch_and_keeps_what_it_has() -> None:
    slope, listener = Slope(), Listener(stop_after=13)
    assert train("part", slope, Schedule(9, 0.05), batches, slope.loss, listener) == 2
    assert listener.checkpoints == 14
    assert slope.value > 0


def test_a_stopped_pass_is_judged_too() -> None:
    slope, judged = Slope(), []
    train(
        "part", slope, Schedule(9, 0.05), batches, slope.loss, Listener(stop_after=3), lambda e: judged.append(e) or 0.0
    )
    assert judged == [1]


def test_cancelling_raises_at_the_next_batch() -> None:
    slope, listener = Slope(), Listener(cancel_after=5)
    with pytest.raises(Cancelled):
        train("part", slope, Schedule(9, 0.05), batches, slope.loss, listener)
    assert listener.checkpoints == 6


def test_every_epoch_ends_with_a_point_of_the_curve() -> None:
    slope, listener = Slope(), Listener()
    train("part", slope, Schedule(2, 0.05, start=4, stride=0.5, curve="masking loss"), batches, slope.loss, listener)
    steps = [step for part, name, step, _ in listener.points if (part, name) == ("part", "masking loss")]
    assert {4.5, 5.0} <= set(steps)
    assert len(steps) < 2 * len(batches(0))


def test_progress_ascends_to_the_end() -> None:
    slope, listener = Slope(), Listener()
    train("part", slope, Schedule(3, 0.05), batches, slope.loss, listener)
    assert listener.fractions == sorted(listener.fractions)
    assert listener.fractions[-1] == 1.0


def test_no_epoch_changes_nothing() -> None:
    slope = Slope()
    assert train("part", slope, Schedule(0, 0.05), batches, slope.loss, Monitor()) == 0
    assert slope.value == 0.0


def test_the_gradient_is_clipped() -> None:
    slope = Slope()
    norms = []
    slope.weight.register_hook(lambda gradient: norms.append(float(gradient.norm())))

    class Watched(torch.optim.AdamW):
        def step(self, closure=None):  # type: ignore[no-untyped-def]
            norms.append(float(slope.weight.grad.norm()))  # type: ignore[union-attr]
            return super().step(closure)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.optim, "AdamW", Watched)
        train("part", slope, Schedule(1, 0.05, clip=0.25), lambda _: [torch.full((4,), 100.0)], slope.loss, Monitor())
    before, after = norms
    assert before > 100
    assert after == pytest.approx(0.25, rel=1e-3)


def test_draws_depend_on_seed_and_names_alone() -> None:
    first, drawn = seeded(1, "profile", 5).random(3), torch.rand(3)
    seeded(9, "other")
    torch.rand(17)
    again, redrawn = seeded(1, "profile", 5).random(3), torch.rand(3)
    assert first.tolist() == again.tolist()
    assert drawn.tolist() == redrawn.tolist()
    assert seeded(2, "profile", 5).random(3).tolist() != first.tolist()
    assert seeded(1, "profile", 6).random(3).tolist() != first.tolist()
