"""iALS: implicit matrix factorisation by alternating least squares (Rendle et al., RecSys 2022)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csr_matrix

from engine.models.stored import Arrays, Origin, load_model, save_model
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted, ModelConfig
from engine.protocol.training import Training

__all__ = ["Ials", "IalsConfig"]

PART = "factors"
CELLS = 1 << 22  # padded factors at once, 16 MB


class IalsConfig(ModelConfig):
    """iALS: factors by alternating least squares, regularised by frequency (Rendle et al., RecSys 2022)."""

    model: Literal["ials"] = "ials"
    factors: int = Field(128, ge=1, le=4096, description="length of a user's and an item's vector")
    unobserved: float = Field(0.1, gt=0, description="weight of every pair that was not seen; a seen one adds 1")
    l2: float = Field(0.003, gt=0, description="ridge on the vectors")
    scaling: float = Field(1.0, ge=0, le=1, description="power of the frequency by which the ridge grows; 0: no growth")
    epochs: int = Field(16, ge=1, le=1000, description="passes over users and items")
    spread: float = Field(0.1, gt=0, description="standard deviation of the first item vectors, over √factors")


class Ials:
    """score(u, i) = w_u · h_i; w_u is solved for from the history, so a new one is scored like any other.

    Loss: Σ_seen (w_u·h_i − 1)² + a Σ_all (w_u·h_i)² + λ (Σ_u (|I_u| + a|I|)^ν ‖w_u‖² + Σ_i (|U_i| + a|U|)^ν ‖h_i‖²).
    """

    config_class: ClassVar[type[ModelConfig]] = IalsConfig
    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = True

    def __init__(self, config: IalsConfig) -> None:
        self.config = config
        self._origin: Origin | None = None

    def fit(self, train: Training, context: Context) -> Fitted:
        """Alternates for the configured epochs, or, in the final fit, for as many as the tuning fit found best.

        Raises:
            Cancelled: between epochs and blocks.
        """
        self._origin = Origin.of(train)
        rows = train.histories.binary(train.catalogue.kept)
        turned = rows.T.tocsr()
        first = torch.randn(rows.shape[1], self.config.factors, generator=torch.Generator().manual_seed(context.seed))
        self._items = first * (self.config.spread / self.config.factors**0.5)
        epochs = context.tuned.epochs.get(PART, self.config.epochs) if context.tuned else self.config.epochs
        best, kept, found = -1.0, self._items, 0
        for epoch in range(1, epochs + 1):
            monitor = context.monitor.part(f"epoch {epoch} of {epochs}", (epoch - 1) / epochs, epoch / epochs)
            users = self._solved(rows, self._items, monitor.part("users", 0.0, 0.5))
            self._items = self._solved(turned, users, monitor.part("items", 0.5, 1.0))
            value = context.validate(self) if context.validate is not None else float(epoch)
            if value > best:
                best, kept, found = value, self._items, epoch
            if context.monitor.stopping:
                break
        self._items = kept
        return Fitted({PART: found})

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the kept items: float32 [b, kept], -inf outside the candidates (bool [b, kept])."""
        users = self._solved(histories.binary(len(self._items)), self._items, Monitor())
        scores = users @ self._items.T
        if not candidates.numpy().all():
            scores.masked_fill_(~candidates, -torch.inf)
        return scores

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        """None: these scores are no probabilities."""
        return

    def save(self, folder: Path) -> None:
        """Writes configuration, origin and item vectors."""
        if self._origin is None:
            raise RuntimeError("save before fit")
        arrays: Arrays = {"items": self._items.numpy()}
        save_model(folder, self.config, self._origin, arrays)

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        """Opens a saved model.

        Raises:
            UserError: it was fitted on another dataset, before another cut, or under another protocol.
        """
        config, origin, arrays = load_model(folder, training, IalsConfig)
        model = cls(config)
        model._origin, model._items = origin, torch.from_numpy(np.asarray(arrays["items"], np.float32))
        return model

    def _solved(self, rows: csr_matrix, fixed: torch.Tensor, monitor: Monitor) -> torch.Tensor:
        """The vectors of all rows for fixed ones of the columns: float32 [rows, d]; rows of like length at once."""
        config = self.config
        n, d = rows.shape[0], fixed.shape[1]
        lengths = np.diff(rows.indptr)
        ridge = config.l2 * (lengths + config.unobserved * rows.shape[1]) ** config.scaling
        always = config.unobserved * (fixed.T @ fixed)
        padded = torch.cat([fixed, torch.zeros(1, d)])
        order = np.argsort(-lengths, kind="stable")
        found = torch.empty(n, d)
        begin = 0
        while begin < n:
            monitor.checkpoint()
            monitor.progress(begin / n, "")
            longest = max(int(lengths[order[begin]]), d)
            block = order[begin : begin + max(1, CELLS // (longest * d))]
            seen = padded[_padded(rows, block, int(lengths[block[0]]))]
            gram = torch.baddbmm(always.expand(len(block), d, d), seen.transpose(1, 2), seen)
            gram.diagonal(dim1=1, dim2=2).add_(torch.from_numpy(ridge[block]).float()[:, None])
            factor = torch.linalg.cholesky(gram)
            found[block] = torch.cholesky_solve(seen.sum(dim=1)[:, :, None], factor)[:, :, 0]
            begin += len(block)
        return found


def _padded(rows: csr_matrix, block: npt.NDArray[np.int64], longest: int) -> torch.Tensor:
    """int64 [block, longest]: the columns of each row, the number of columns behind them."""
    steps = np.arange(longest)
    at = rows.indptr[block][:, None] + steps
    inside = steps < np.diff(rows.indptr)[block][:, None]
    columns = rows.indices.take(np.minimum(at, max(len(rows.indices) - 1, 0))) if len(rows.indices) else at
    return torch.from_numpy(np.where(inside, columns, rows.shape[1]).astype(np.int64))
