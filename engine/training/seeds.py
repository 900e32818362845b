"""Randomness that depends on the seed and on what is trained, never on what ran before."""

from __future__ import annotations

import numpy as np
import torch

from engine.files import checksum

__all__ = ["seeded"]


def seeded(seed: int, *names: object) -> np.random.Generator:
    """Sets torch's generators (dropout, initial weights) and returns NumPy's, both from the seed and the names.

    Args:
        seed: the run's.
        names: what is about to be trained, ("profile", cut) say, so that a part that is trained alone or after others
            draws the same numbers.
    """
    digest = checksum(str(seed), *(str(name) for name in names))
    torch.manual_seed(int(digest[:15], 16))
    return np.random.default_rng(int(digest[15:47], 16))
