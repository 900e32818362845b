"""EASE's item-item weights in closed form, solved on the cheaper side (Steck, WWW 2019).

X is users × items, λ the ridge, P = (XᵀX + λI)⁻¹, B = I − P / diag(P) columnwise, so that B has a zero diagonal; a
history x scores x B. Nothing of users × items or items × items is dense but in blocks, unless items are the fewer.
"""

from __future__ import annotations

from typing import Protocol, cast

import numpy as np
import numpy.typing as npt
import torch
from scipy.sparse import csr_matrix

from engine.models.stored import Arrays
from engine.monitor import Monitor

__all__ = ["ItemSide", "UserSide", "Weights", "restored", "solved"]

FloatArray = npt.NDArray[np.float32]

BLOCK = 128  # users at once: the dense side of a sparse product stays in the second-level cache
# float32 halves the time of thousands of rows and keeps the reference's metrics to the sixth digit (condition number
# 500); it loses up to the square of that number, and below a thousand rows float64 costs nothing
WELL_CONDITIONED, FEW = 1e4, 1024


class Weights(Protocol):
    """B in whatever form it is kept."""

    def scores(self, rows: csr_matrix, users: npt.NDArray[np.integer]) -> FloatArray:
        """x B of histories.

        Args:
            rows: float32 [b, items].
            users: int[b], the row of X that a history may equal, -1 where it is of nobody in X.

        Returns:
            float32 [b, items].
        """
        ...

    def columns(self, items: npt.NDArray[np.integer], sources: npt.NDArray[np.integer] | None = None) -> FloatArray:
        """float32 [sources, len(items)]: B_ij of every item i, or of ascending `sources` alone, into these items j."""
        ...

    def between(self, groups: csr_matrix) -> npt.NDArray[np.floating]:
        """[groups, groups]: Σ B_ij over the items i of one group and j of another; `groups` is [items, groups]."""
        ...

    def arrays(self) -> Arrays:
        """What `restored` needs beside X."""
        ...


def solved(rows: csr_matrix, l2: float, monitor: Monitor, device: str = "cpu") -> Weights:
    """Solves on the side of users or of items, whichever are fewer.

    Args:
        rows: X, float32 [users, items].
        l2: λ > 0.
        device: where the factorisation runs if it is a CUDA device.

    Raises:
        Cancelled: at a checkpoint.
    """
    users, items = rows.shape
    return UserSide.solve(rows, l2, monitor, device) if users < items else ItemSide.solve(rows, l2, monitor, device)


def restored(arrays: Arrays, rows: csr_matrix, l2: float) -> Weights:
    """The weights that `arrays` describes, over the same X."""
    if "weights" in arrays:
        return ItemSide(cast(FloatArray, arrays["weights"]))
    return UserSide(rows, l2, cast(FloatArray, arrays["inverse"]), cast(FloatArray, arrays["diagonal"]))


class UserSide:
    """B through K⁻¹ of the users' K = X Xᵀ + λI (Woodbury): users³ + interactions × users instead of items³.

    P = (I − Xᵀ Y) / λ with Y = K⁻¹ X; a row x of X scores x − Y_u / diag(P), any other x scores
    x − (x − x Xᵀ Y) / (λ diag(P)). K⁻¹ and the sparse X are kept, rows of Y are made when they are needed.

    Args:
        rows: X.
        l2: λ.
        inverse: K⁻¹ [users, users], float64 where λ is small: (x − x Xᵀ Y) / λ then loses digits.
        diagonal: diag(P), float32 [items].
    """

    def __init__(self, rows: csr_matrix, l2: float, inverse: npt.NDArray[np.floating], diagonal: FloatArray) -> None:
        self._rows, self._l2, self._inverse, self._diagonal = rows, inverse.dtype.type(l2), inverse, diagonal
        self._turned = rows.T.tocsr().astype(inverse.dtype, copy=False)

    @classmethod
    def solve(cls, rows: csr_matrix, l2: float, monitor: Monitor, device: str) -> UserSide:
        """K⁻¹ by Cholesky, then diag(P) = (1 − Σ_u X_ui Y_ui) / λ in blocks of users."""
        users, items = rows.shape
        monitor.progress(0.0, "products of users")
        turned = rows.T.tocsr()
        gram = (rows @ turned).toarray()
        monitor.checkpoint()
        inverse = _inverse(gram, l2, device)
        explained = np.zeros(items)
        for begin in range(0, users, BLOCK):
            monitor.checkpoint()
            monitor.progress(0.4 + 0.6 * begin / users, "weights of items")
            block = rows[begin : begin + BLOCK].tocoo()
            solution = turned @ np.ascontiguousarray(inverse[:, begin : begin + BLOCK])
            explained += np.bincount(block.col, block.data * solution[block.col, block.row], items)
        return cls(rows, l2, inverse, ((1.0 - explained) / l2).astype(np.float32))

    def scores(self, rows: csr_matrix, users: npt.NDArray[np.integer]) -> FloatArray:
        new = self._new(rows, users)
        mix = -self._inverse[users]
        if new.any():
            mix[new] = (rows[new] @ self._turned) @ self._inverse / self._l2
        found = _transposed(self._turned @ np.ascontiguousarray(mix.T))
        x = rows.tocoo()
        found[x.row, x.col] -= x.data * new[x.row] / self._l2
        found /= self._diagonal
        found[x.row, x.col] += x.data
        return found.astype(np.float32, copy=False)

    def columns(self, items: npt.NDArray[np.integer], sources: npt.NDArray[np.integer] | None = None) -> FloatArray:
        solution = self._turned[items] @ self._inverse  # Y's columns, transposed
        into = (self._turned if sources is None else self._turned[sources]) @ np.ascontiguousarray(solution.T)
        into /= self._l2 * self._diagonal[items]
        _clear_diagonal(into, items, sources)
        return into.astype(np.float32, copy=False)

    def between(self, groups: csr_matrix) -> npt.NDArray[np.floating]:
        # B = I − D + Xᵀ K⁻¹ X D with D = 1 / (λ diag(P)), so its sums need users × groups and never items × items
        scaled = groups.multiply((1.0 / (self._l2 * self._diagonal))[:, None]).tocsr()
        own = (groups.T @ (groups - scaled)).toarray()
        source, target = (self._rows @ groups).toarray(), (self._rows @ scaled).toarray()
        total: npt.NDArray[np.floating] = own + source.T @ (self._inverse @ target)
        return total

    def arrays(self) -> Arrays:
        return {"inverse": self._inverse, "diagonal": self._diagonal}

    def _new(self, rows: csr_matrix, users: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """bool[b]: whose history is no row of X."""
        same = (users >= 0) & (users < self._rows.shape[0])
        differing = rows - self._rows[np.where(same, users, 0)]
        differing.eliminate_zeros()
        return ~same | (np.diff(differing.indptr) > 0)


class ItemSide:
    """B itself, dense, where items are the fewer."""

    def __init__(self, weights: FloatArray) -> None:
        self._weights = weights

    @classmethod
    def solve(cls, rows: csr_matrix, l2: float, monitor: Monitor, device: str) -> ItemSide:
        monitor.progress(0.0, "products of items")
        gram = (rows.T.tocsr() @ rows).toarray()
        monitor.checkpoint()
        monitor.progress(0.3, "weights of items")
        weights = _inverse(gram, l2, device)
        weights /= -np.diag(weights).copy()
        np.fill_diagonal(weights, 0.0)
        return cls(weights.astype(np.float32, copy=False))

    def scores(self, rows: csr_matrix, users: npt.NDArray[np.integer]) -> FloatArray:
        return rows @ self._weights

    def columns(self, items: npt.NDArray[np.integer], sources: npt.NDArray[np.integer] | None = None) -> FloatArray:
        return self._weights[:, items] if sources is None else self._weights[np.ix_(sources, items)]

    def between(self, groups: csr_matrix) -> npt.NDArray[np.floating]:
        total: npt.NDArray[np.floating] = groups.T @ (groups.T @ self._weights.T).T
        return total

    def arrays(self) -> Arrays:
        return {"weights": self._weights}


def _clear_diagonal(
    into: npt.NDArray[np.floating], items: npt.NDArray[np.integer], sources: npt.NDArray[np.integer] | None
) -> None:
    """Sets B_jj = 0 in a block [sources, items]."""
    place, column = items, np.arange(len(items))
    if sources is not None:
        place = np.searchsorted(sources, items)
        inside = (place < len(sources)) & (sources[np.minimum(place, len(sources) - 1)] == items)
        place, column = place[inside], column[inside]
    into[place, column] = 0.0


def _transposed(tall: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """The transpose of a tall array, in tiles that stay in the cache: a third of the time of one copy."""
    wide = np.empty(tall.shape[::-1], tall.dtype)
    for begin in range(0, len(tall), 1024):
        wide[:, begin : begin + 1024] = tall[begin : begin + 1024].T
    return wide


def _inverse(gram: npt.NDArray[np.floating], l2: float, device: str) -> npt.NDArray[np.floating]:
    """(gram + λI)⁻¹ in float32, or in float64 where rows are few or λ is too small beside the products."""
    # torch, not LAPACK through SciPy: it lets other threads run meanwhile
    precise = len(gram) <= FEW or gram.sum(axis=1).max(initial=0.0) > WELL_CONDITIONED * l2
    matrix = torch.from_numpy(gram).to(device if device.startswith("cuda") else "cpu")
    matrix = matrix.to(torch.float64 if precise else torch.float32)
    matrix.diagonal().add_(l2)
    # row by row: every sparse product would copy it otherwise
    return torch.cholesky_inverse(torch.linalg.cholesky(matrix)).cpu().contiguous().numpy()
