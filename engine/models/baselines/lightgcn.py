"""Factors learned from pairs: LightGCN (He et al., SIGIR 2020), and BPR (Rendle et al., UAI 2009) as its layer 0."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy.sparse import csr_matrix
from torch import nn
from torch.nn import functional

from engine.errors import UserError
from engine.models.stored import Arrays, Origin, load_model, save_model
from engine.protocol.histories import Histories
from engine.protocol.keys import contains
from engine.protocol.recommender import Context, Fitted, ModelConfig
from engine.protocol.training import Training
from engine.training import Schedule, seeded, train

__all__ = ["Bpr", "BprConfig", "LightGCN", "LightGCNConfig", "adjacency", "pairs"]

PART = "factors"
SPREAD = 0.1  # of the first vectors, as the authors of LightGCN draw them

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]  # users, an item that each has, one that it has not


class PairConfig(ModelConfig):
    """What both learn with."""

    factors: int = Field(64, ge=1, le=4096, description="length of a user's and an item's vector")
    learning_rate: float = Field(1e-3, gt=0, le=1, description="of Adam")
    l2: float = Field(1e-4, ge=0, description="ridge on the vectors of a batch")
    batch: int = Field(2048, ge=1, description="pairs at once")
    epochs: int = Field(100, ge=1, le=10_000, description="passes of as many pairs as there are, at most")
    patience: int = Field(10, ge=1, description="epochs without a better validation before the end")


class LightGCNConfig(PairConfig):
    """LightGCN: factors smoothed over the graph of users and items (He et al., SIGIR 2020)."""

    model: Literal["lightgcn"] = "lightgcn"
    layers: int = Field(3, ge=0, le=8, description="steps along the graph; their mean counts")


class BprConfig(PairConfig):
    """BPR: factors that rank what a user has above what it has not (Rendle et al., UAI 2009)."""

    model: Literal["bpr"] = "bpr"


class LightGCN:
    """score(u, i) = e_u · e_i, e the mean over layers k of Âᵏ E, Â the adjacency over √(degree · degree).

    Loss of a batch: −mean log σ(score(u, i) − score(u, j)) + l2 / 2 · mean (‖E_u‖² + ‖E_i‖² + ‖E_j‖²).
    """

    config_class: ClassVar[type[ModelConfig]] = LightGCNConfig
    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = False

    def __init__(self, config: LightGCNConfig) -> None:
        self.config: PairConfig = config
        self._layers = config.layers
        self._origin: Origin | None = None

    def fit(self, train_on: Training, context: Context) -> Fitted:
        """Learns until the validation no longer gains, or for the epochs of the tuning fit.

        Raises:
            Cancelled: at a batch's end.
            UserError: the loss is not a number.
        """
        config = self.config
        rows = train_on.histories.binary(train_on.catalogue.kept)
        source = seeded(context.seed, config.model)
        net = Propagated(sum(rows.shape), config.factors, self._layers).to(context.device)
        graph = adjacency(rows).to(context.device)

        def batches(_epoch: int) -> list[Batch]:
            columns = [torch.from_numpy(column) for column in pairs(rows, rows.nnz, source)]
            return list(zip(*(column.split(config.batch) for column in columns), strict=True))

        def loss(batch: Batch) -> torch.Tensor:
            users, having, lacking = (part.to(context.device) for part in batch)
            nodes = torch.stack([users, having + rows.shape[0], lacking + rows.shape[0]])
            user, better, worse = net(graph)[nodes]
            apart = (user * (better - worse)).sum(dim=1)
            ridge = net.vectors[nodes].square().sum() / (2 * len(users))
            return config.l2 * ridge - functional.logsigmoid(apart).mean()

        def judge(_epoch: int) -> float:
            self._keep(net, graph, rows.shape[0])
            assert context.validate is not None
            return context.validate(self)

        epochs = context.tuned.epochs.get(PART, config.epochs) if context.tuned else config.epochs
        schedule = Schedule(epochs, config.learning_rate, clip=float("inf"), patience=config.patience)
        found = train(PART, net, schedule, batches, loss, context.monitor, judge if context.validate else None)
        self._keep(net, graph, rows.shape[0])
        self._origin = Origin.of(train_on)
        return Fitted({PART: found})

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the kept items: float32 [b, kept], -inf outside the candidates (bool [b, kept]).

        Raises:
            UserError: a history of nobody in the training.
        """
        if (histories.users < 0).any():
            raise UserError("model-new-user", model=self.config.model)
        scores = self._users[torch.from_numpy(histories.users).long()] @ self._items.T
        if not candidates.numpy().all():
            scores.masked_fill_(~candidates, -torch.inf)
        return scores

    def probability(self, histories: Histories, scores: torch.Tensor) -> None:
        """None: these scores are no probabilities."""
        return

    def save(self, folder: Path) -> None:
        """Writes configuration, origin and vectors."""
        if self._origin is None:
            raise RuntimeError("save before fit")
        arrays: Arrays = {"users": self._users.numpy(), "items": self._items.numpy()}
        save_model(folder, self.config, self._origin, arrays)

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        """Opens a saved model.

        Raises:
            UserError: it was fitted on another dataset, before another cut, or under another protocol.
        """
        config, origin, arrays = load_model(folder, training, cls.config_class)
        model = cls(config)  # type: ignore[arg-type]
        model._origin = origin
        model._users, model._items = (torch.from_numpy(np.asarray(arrays[part])) for part in ("users", "items"))
        return model

    @torch.no_grad()
    def _keep(self, net: Propagated, graph: torch.Tensor, users: int) -> None:
        vectors = net(graph).cpu()
        self._users, self._items = vectors[:users].clone(), vectors[users:].clone()


class Bpr(LightGCN):
    """LightGCN without a graph: score(u, i) = e_u · e_i."""

    config_class = BprConfig

    def __init__(self, config: BprConfig) -> None:
        self.config, self._layers = config, 0
        self._origin = None


class Propagated(nn.Module):
    """The mean over layers k = 0 … of Âᵏ E, float32 [users + items, factors]."""

    def __init__(self, nodes: int, factors: int, layers: int) -> None:
        super().__init__()
        self.vectors = nn.Parameter(torch.randn(nodes, factors) * SPREAD)
        self._layers = layers

    def forward(self, graph: torch.Tensor) -> torch.Tensor:
        layer = mixed = self.vectors
        for _ in range(self._layers):
            layer = _Smoothed.apply(graph, layer)
            mixed = mixed + layer
        return mixed / (self._layers + 1)


class _Smoothed(torch.autograd.Function):
    """Â x; Â is symmetric, so its gradient is one more product and no transpose: half the time of torch's own."""

    @staticmethod
    def forward(ctx: Any, graph: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        ctx.graph = graph
        return graph @ x

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[None, torch.Tensor]:
        return None, ctx.graph @ gradients[0].contiguous()


def adjacency(rows: csr_matrix) -> torch.Tensor:
    """Sparse float32 [users + items, users + items]: 1 / √(degree of user · degree of item) where an item was bought.

    Args:
        rows: binary [users, items].
    """
    users, items = rows.shape
    pairs_of = rows.tocoo()
    degree = np.maximum(np.concatenate([np.diff(rows.indptr), np.bincount(rows.indices, minlength=items)]), 1)
    one, other = pairs_of.row.astype(np.int64), pairs_of.col.astype(np.int64) + users
    weight = (degree[one] * degree[other].astype(np.float64)) ** -0.5
    whole = csr_matrix(
        (np.tile(weight, 2).astype(np.float32), (np.append(one, other), np.append(other, one))),
        shape=(users + items,) * 2,
    )
    begins, columns = (torch.from_numpy(part.astype(np.int64)) for part in (whole.indptr, whole.indices))
    with torch.sparse.check_sparse_tensor_invariants(False), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparse CSR tensor support is in beta")
        return torch.sparse_csr_tensor(begins, columns, torch.from_numpy(whole.data), whole.shape)


def pairs(
    rows: csr_matrix, number: int, source: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Draws users, for each an item that it has and one that it has not, all evenly.

    Users without items, or with all of them, are not drawn.

    Args:
        rows: binary [users, items], sorted.
        number: of pairs.

    Returns:
        int64[number] users, items, items.
    """
    lengths = np.diff(rows.indptr)
    able = np.flatnonzero((lengths > 0) & (lengths < rows.shape[1]))
    users = able[source.integers(0, len(able), number)] if len(able) else np.empty(0, np.int64)
    having = rows.indices[rows.indptr[users] + source.integers(0, lengths[users])].astype(np.int64)
    known = np.repeat(np.arange(rows.shape[0]), lengths) * np.int64(rows.shape[1]) + rows.indices
    lacking = source.integers(0, rows.shape[1], len(users))
    wrong = np.flatnonzero(contains(known, users * rows.shape[1] + lacking))
    while len(wrong):
        lacking[wrong] = source.integers(0, rows.shape[1], len(wrong))
        wrong = wrong[contains(known, users[wrong] * rows.shape[1] + lacking[wrong])]
    return users, having, lacking
