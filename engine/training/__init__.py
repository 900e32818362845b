"""One training loop for every network: seeds, clipping, curves, stopping."""

from engine.training.loop import Schedule, train
from engine.training.seeds import seeded

__all__ = ["Schedule", "seeded", "train"]
