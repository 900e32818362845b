"""What every recommender is: a configuration, fit, score, save and load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, runtime_checkable

import numpy as np
import numpy.typing as npt
from pydantic import Field

from engine.monitor import Monitor
from engine.protocol.config import Config, Scope
from engine.protocol.histories import Histories
from engine.protocol.training import Training

if TYPE_CHECKING:
    import torch
    from scipy.sparse import csr_matrix

__all__ = ["Additive", "Context", "Fitted", "ModelConfig", "Recommender", "Relational"]


class ModelConfig(Config):
    """What every model's configuration holds; each model adds `model: Literal["its name"]` and its own fields."""

    model: str
    name: str | None = Field(
        None, min_length=1, max_length=80, description="shown name; needed for two runs of one model"
    )
    scopes: tuple[Scope, ...] | None = Field(
        None, min_length=1, description="rank in these only; default: the protocol's"
    )


@dataclass(frozen=True)
class Fitted:
    """What a fit found.

    Attributes:
        epochs: epochs trained (the best one where it was validated), by part; empty for closed forms.
        notes: values that the final fit takes over unchanged (calibration, say) and the manifest shows; plain JSON.
    """

    epochs: dict[str, int] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """Where and how a fit runs.

    Attributes:
        device: "cpu", "cuda", "mps" or a torch device string.
        folder: for checkpoints of this fit.
        cache: for what is shared between runs by content hash (text vectors, say).
        validate: ranks the validation question in the study's primary scope with the model as it stands, publishes
            its curves and returns the primary metric, higher is better; None in the final fit.
        tuned: what the tuning fit found; None in the tuning fit itself. The final fit trains its epochs.
    """

    monitor: Monitor
    device: str
    seed: int
    folder: Path
    cache: Path
    validate: Callable[[Recommender], float] | None = None
    tuned: Fitted | None = None


class Recommender(Protocol):
    """Scores items for histories; made from its configuration: `Model(config)`."""

    config_class: ClassVar[type[ModelConfig]]
    scope_free: ClassVar[bool]
    """True: scores do not depend on the candidates, one pass serves all scopes."""
    folds_in: ClassVar[bool]
    """False: a history that was never trained on is refused with a sentence."""

    def __init__(self, config: ModelConfig) -> None: ...

    def fit(self, train: Training, context: Context) -> Fitted:
        """Learns from the training; raises `Cancelled` at a checkpoint."""
        ...

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the kept items.

        Args:
            histories: b users.
            candidates: bool [b, kept].

        Returns:
            float32 [b, kept] on the CPU, contiguous, finite at the candidates, -inf elsewhere; the caller may alter it
            and is done with it before the next call.
        """
        ...

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor | None:
        """P(R(u,i)=1) behind scores that `score` gave: float32 [b, kept], NaN where the model gives none; or None."""
        ...

    def save(self, folder: Path) -> None:
        """Writes everything that `load` needs."""
        ...

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        """Opens a saved model.

        Raises:
            UserError: it was fitted on another dataset.
        """
        ...


@runtime_checkable
class Additive(Protocol):
    """A recommender whose score adds up over the kept items of a history: score(u, i) = c_i + Σ_j x_uj w_ji.

    x_uj w_ji is then what item j contributes, exactly; c_i is the same for all users.
    """

    def rows(self, histories: Histories) -> csr_matrix:
        """float32 CSR [b, kept]: x, what each kept item of a history is worth; indices sorted. Do not alter it."""
        ...

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """The weights w_ji of every kept item j into some items i.

        Args:
            items: int[m], kept items by number; few at once, for the result is dense.

        Returns:
            float32 [kept, m].
        """
        ...


@runtime_checkable
class Relational(Protocol):
    """A recommender that keeps weights of items into items, so that they have a mean from category to category."""

    signed: ClassVar[bool]
    """True: the mean runs over the weights as they are; False: negative ones count as 0."""

    @classmethod
    def weights_between(cls, folder: Path, training: Training, groups: csr_matrix) -> npt.NDArray[np.float32]:
        """Mean weight of the items of one group into other items of another, from a saved model.

        Args:
            folder: what `save` wrote.
            training: of the window that the model was fitted on.
            groups: float32 [kept, groups] of ones where a kept item is in a group.

        Returns:
            float32 [groups, groups], from row into column; NaN where there is no pair of items.

        Raises:
            UserError: it was fitted on another dataset.
        """
        ...
