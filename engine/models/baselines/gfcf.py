"""GF-CF: a linear and an ideal low-pass graph filter over a history (Shen et al., CIKM 2021)."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csr_matrix, diags_array
from scipy.sparse.linalg import svds

from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.stored import Arrays
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.protocol.training import Training

__all__ = ["Gfcf", "GfcfConfig"]


class GfcfConfig(ClosedFormConfig):
    """GF-CF: graph filters in closed form (Shen et al., CIKM 2021)."""

    model: Literal["gfcf"] = "gfcf"
    factors: int = Field(256, ge=1, description="singular vectors of the low-pass filter; no more than there are")
    ideal: float = Field(0.3, ge=0, description="weight of the low-pass filter beside the linear one")


class Gfcf(ClosedForm):
    """score(u, ·) = x_u (R̃ᵀ R̃ + ideal · D_I^-½ V Vᵀ D_I^½).

    R̃ = D_U^-½ R D_I^-½ with the degrees D of the matrix R of `rows`, V its leading right singular vectors.
    """

    config_class = GfcfConfig
    config: GfcfConfig

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """float32 [kept, m]: what every kept item j of a history adds to the score of items i."""
        linear = (self._turned @ self._normal[:, items]).toarray()
        smooth = (self._inward @ self._outward[:, items]) * np.float32(self.config.ideal)
        return np.asarray(linear + smooth, np.float32)

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        rows = self.rows(train.histories)
        monitor.progress(0.0, "singular vectors")
        self._set(rows, _leading(_normalised(rows), self.config.factors))
        monitor.checkpoint()

    def _score(self, histories: Histories) -> torch.Tensor:
        rows = self.rows(histories)
        linear = (rows @ self._turned).toarray() @ self._normal
        smooth = (rows @ self._inward) @ self._outward
        return torch.from_numpy(np.asarray(linear + np.float32(self.config.ideal) * smooth, np.float32))

    def _arrays(self) -> Arrays:
        return {"vectors": self._vectors}

    def _restore(self, arrays: Arrays, training: Training) -> None:
        self._set(self.rows(training.histories), np.asarray(arrays["vectors"], np.float32))

    def _set(self, rows: csr_matrix, vectors: npt.NDArray[np.float32]) -> None:
        root = np.sqrt(_degrees(rows, 0))
        self._vectors = vectors
        self._normal = _normalised(rows)
        self._turned = self._normal.T.tocsr()
        self._inward = vectors / root[:, None]
        self._outward = np.ascontiguousarray((vectors * root[:, None]).T)


def _degrees(rows: csr_matrix, axis: int) -> npt.NDArray[np.float32]:
    """Row or column sums, 1 where nothing stands."""
    return np.maximum(np.asarray(rows.sum(axis=axis), np.float32).ravel(), np.float32(1))


def _normalised(rows: csr_matrix) -> csr_matrix:
    """R̃, float32 CSR [users, items]."""
    users, items = (diags_array(_degrees(rows, axis) ** np.float32(-0.5)) for axis in (1, 0))
    return csr_matrix(users @ rows @ items)


def _leading(normal: csr_matrix, factors: int) -> npt.NDArray[np.float32]:
    """float32 [items, f] right singular vectors by falling singular value, f at most the number that there is."""
    least = min(normal.shape)
    if factors >= least - 1:  # the iterative solver leaves out the last one
        _, values, turned = np.linalg.svd(normal.toarray(), full_matrices=False)
        order = np.arange(min(factors, int((values > 1e-6).sum())))
    else:
        _, values, turned = svds(normal, k=factors, random_state=0)
        order = np.argsort(-values)
    return np.ascontiguousarray(turned[order].T, np.float32)
