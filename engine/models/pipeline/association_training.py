"""How the association network and the gate of the relation matrix learn, window by window."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from engine.models.pipeline.association import Association, pair_loss, window_pairs
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.graph import Graph
from engine.models.pipeline.items import Vocabulary
from engine.models.pipeline.relation import Gate, Relation, ages
from engine.models.pipeline.retrieval import Pool
from engine.models.pipeline.windows import Past
from engine.monitor import Monitor
from engine.protocol.histories import Histories
from engine.training import Schedule, train

__all__ = ["learn_gate", "learn_pairs"]

PART = "association"
PAIRS = 4096
RATE = 10.0  # times the ranking network's learning rate: a full-graph step is dear, so there are few
GATE_RATE = 3.0
GATE_USERS = 32
GATE_ITEMS = 60  # of a list; the items that EASE puts first


def learn_pairs(
    network: Association,
    window: Past,
    graph: Graph,
    vocabulary: Vocabulary,
    config: PipelineConfig,
    stage: int,
    generator: np.random.Generator,
    monitor: Monitor,
) -> None:
    """InfoNCE on (item of the history, item that was new to the user in the window) over the whole graph.

    Raises:
        Cancelled: at a batch's end.
        UserError: the loss is no number.
    """
    training, targets = window.training, window.near
    node = np.full(len(training.catalogue), -1, np.int64)
    node[graph.items] = np.arange(len(graph.items))
    past = training.histories
    pairs = window_pairs(
        node[past.items], past.indptr, node[targets.items], targets.indptr, len(graph.items), generator
    )
    if len(pairs) < 2:
        return

    def batches(_: int) -> list[torch.Tensor]:
        order = torch.from_numpy(generator.permutation(len(pairs)))
        return [batch for batch in order.split(PAIRS) if len(batch) > 1]

    def loss(batch: torch.Tensor) -> torch.Tensor:
        return pair_loss(network, network.nodes(graph, training.catalogue, vocabulary), pairs, batch)

    epochs, rate = config.association_epochs, RATE * config.learning_rate
    schedule = Schedule(epochs, rate, config.weight_decay, start=stage, stride=1 / max(epochs, 1))
    train(PART, network, schedule, batches, loss, monitor)


def learn_gate(
    gate: Gate,
    relation: Relation,
    pool: Pool,
    histories: Histories,
    relevant: npt.NDArray[np.bool_],
    z: torch.Tensor,
    category: torch.Tensor,
    config: PipelineConfig,
    stage: int,
    generator: np.random.Generator,
    monitor: Monitor,
) -> None:
    """Trains M, the category part and w so that r ranks what was bought: listwise softmax over EASE's first items.

    Args:
        relation: at the window's cut, gates at 1, with the pool's items among its targets.
        pool, histories, relevant: of all users of the cut, and which of their pool was bought.
        z, category: of the kept items.

    Raises:
        Cancelled: at a batch's end.
        UserError: the loss is no number.
    """
    learner = _GateLearner(gate, relation, pool, histories, relevant, z, category)
    users = np.flatnonzero(learner.relevant.any(axis=1))
    users = generator.permutation(users)[: config.gate_lists]
    if not len(users):
        return
    batches = [users[begin : begin + GATE_USERS] for begin in range(0, len(users), GATE_USERS)]
    schedule = Schedule(1, GATE_RATE * config.learning_rate, config.weight_decay, start=stage, curve="gate loss")
    train(PART, gate, schedule, lambda _: batches, learner.loss, monitor)


class _GateLearner:
    """Dense blocks [sources, targets] of the relation for a batch of users."""

    def __init__(
        self,
        gate: Gate,
        relation: Relation,
        pool: Pool,
        histories: Histories,
        relevant: npt.NDArray[np.bool_],
        z: torch.Tensor,
        category: torch.Tensor,
    ) -> None:
        self._gate, self._relation, self._z, self._category = gate, relation, z, category
        items = pool.items[:, :GATE_ITEMS].numpy()
        self._rows = np.where(items >= 0, relation.rows(items), -1)
        self.relevant = relevant[:, :GATE_ITEMS] & (self._rows >= 0)
        self._ages = ages(histories, relation.into.shape[1])

    def loss(self, users: npt.NDArray[np.int64]) -> torch.Tensor:
        """Mean over users of −Σ_relevant log softmax(log-like r) / relevant."""
        rows, relevant = self._rows[users], torch.from_numpy(self.relevant[users])
        wanted, place = np.unique(rows, return_inverse=True)
        if wanted[0] < 0:
            wanted, place = wanted[1:], place - 1
        old = self._ages[users]
        into = self._relation.into[wanted]
        read, told = (np.bincount(part.indices, minlength=old.shape[1]) > 0 for part in (old, into))
        sources = np.flatnonzero(read & told)
        device = self._gate.mix.device
        block = torch.from_numpy(np.ascontiguousarray(into[:, sources].toarray().T)).to(device)
        bucket = torch.from_numpy(old[:, sources].toarray().astype(np.int64)).to(device)
        source, target = torch.from_numpy(sources), torch.from_numpy(self._relation.targets[wanted])
        opened = self._gate(
            self._z[source].to(device),
            self._category[source].to(device),
            self._z[target].to(device),
            self._category[target].to(device),
        )
        scores = self._gate.weights()[bucket] @ (block * opened)
        column = torch.from_numpy(place.reshape(rows.shape).clip(min=0)).to(device)
        there = torch.from_numpy(rows >= 0).to(device)
        logits = 2.0 * (1e3 * scores.gather(1, column)).asinh()  # near the weight that EASE alone takes in the prior
        share = logits.masked_fill(~there, -torch.inf).log_softmax(dim=1)
        relevant = relevant.to(device)
        return -(share.masked_fill(~relevant, 0.0).sum(dim=1) / relevant.sum(dim=1).clamp(min=1)).mean()
