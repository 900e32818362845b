"""The association network: item vectors from a graph of items and categories (torch_geometric)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional
from torch_geometric.nn import MessagePassing

from engine.models.pipeline.graph import RELATIONS, Graph
from engine.models.pipeline.items import ItemEncoder, ItemSide, Vocabulary
from engine.protocol.catalogue import Catalogue

__all__ = ["Association", "Pairs", "pair_loss", "window_pairs"]

LAYERS = 2
CHUNK = 8192  # items encoded at once


class Propagation(MessagePassing):
    """One layer: h'_i = Σ_relations w_r Σ_j a_rij h_j, one learned weight a relation, no transform."""

    def __init__(self) -> None:
        super().__init__(aggr="add")
        self.weights = nn.Parameter(torch.full((len(RELATIONS),), 1.0 / len(RELATIONS)))

    def forward(self, x: torch.Tensor, relations: dict[str, torch.Tensor]) -> torch.Tensor:
        found = torch.zeros_like(x)
        for weight, name in zip(self.weights, RELATIONS, strict=True):
            found = found + weight * self.propagate(relations[name], x=x)
        return found

    def message_and_aggregate(self, edge_index: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return torch.sparse.mm(edge_index, x)  # ten times faster than gathering along plain edges on a CPU


class Association(nn.Module):
    """Unit vectors of items: own vector, labels and text, mixed over two layers of the graph.

    z = normalised (h⁰ + h¹ + h²) / 3. Items outside the vocabulary are no nodes: theirs is h⁰ alone.
    """

    def __init__(self, side: ItemSide, width: int) -> None:
        super().__init__()
        self.items = ItemEncoder(side, width)
        self.layers = nn.ModuleList(Propagation() for _ in range(LAYERS))
        self.target = nn.Linear(width, width, bias=False)  # what follows an item is not what resembles it
        nn.init.eye_(self.target.weight)
        self.scale = nn.Parameter(torch.tensor(2.0))

    def nodes(self, graph: Graph, catalogue: Catalogue, vocabulary: Vocabulary) -> torch.Tensor:
        """float32 [item nodes, width] z of a graph's items."""
        device = self.scale.device
        positions = catalogue.source[graph.items]
        rows = torch.from_numpy(vocabulary.row[positions].astype(np.int64)).to(device)
        inputs = [self.items(torch.from_numpy(positions.astype(np.int64)).to(device), rows)]
        inputs += [table.weight for table in self.items.labels]
        layer = mixed = torch.cat(inputs)
        for propagation in self.layers:
            layer = propagation(layer, graph.relations)
            mixed = mixed + layer
        return functional.normalize(mixed[: len(positions)] / (LAYERS + 1), dim=1)

    @torch.no_grad()
    def vectors(self, graph: Graph, catalogue: Catalogue, vocabulary: Vocabulary) -> torch.Tensor:
        """float32 [n, width] z of every catalogue number, on the CPU."""
        self.eval()
        device = self.scale.device
        found = []
        for begin in range(0, len(catalogue), CHUNK):
            positions = torch.from_numpy(catalogue.source[begin : begin + CHUNK].astype(np.int64)).to(device)
            found.append(functional.normalize(self.items(positions, torch.zeros_like(positions)), dim=1).cpu())
        whole = torch.cat(found)
        if len(graph.items):
            whole[torch.from_numpy(graph.items)] = self.nodes(graph, catalogue, vocabulary).cpu()
        return whole


class Pairs:
    """Pairs of node numbers: an item of a history, and an item that was then new to its user.

    Attributes:
        history, target: int64[pairs].
        share: float32[nodes], share of the pairs that have a node as their target.
    """

    def __init__(self, history: npt.NDArray[np.int64], target: npt.NDArray[np.int64], nodes: int) -> None:
        self.history, self.target = torch.from_numpy(history), torch.from_numpy(target)
        self.share = torch.from_numpy(np.bincount(target, minlength=nodes) / max(len(target), 1)).float()

    def __len__(self) -> int:
        return len(self.history)


def window_pairs(
    history: npt.NDArray[np.int64],
    history_indptr: npt.NDArray[np.int64],
    target: npt.NDArray[np.int64],
    target_indptr: npt.NDArray[np.int64],
    nodes: int,
    generator: np.random.Generator,
) -> Pairs:
    """One random item of the user's history for every target; both lists are node numbers, -1 for no node."""
    owner = np.repeat(np.arange(len(target_indptr) - 1), np.diff(target_indptr))
    length = np.diff(history_indptr)[owner]
    place = history_indptr[:-1][owner] + (generator.random(len(owner)) * length).astype(np.int64)
    paired = length > 0
    left = np.full(len(owner), -1, np.int64)
    left[paired] = history[place[paired]]
    known = (left >= 0) & (target >= 0)
    return Pairs(left[known], target[known], nodes)


def pair_loss(network: Association, z: torch.Tensor, pairs: Pairs, batch: torch.Tensor) -> torch.Tensor:
    """InfoNCE with the batch's other targets as negatives, each score less the log of its target's share."""
    history, target = pairs.history[batch], pairs.target[batch]
    scores = network.scale.exp() * (z[history.to(z.device)] @ network.target(z[target.to(z.device)]).T)
    scores = scores - pairs.share[target].log().to(z.device)
    same = (target[:, None] == target[None, :]) & ~torch.eye(len(target), dtype=torch.bool)
    scores = scores.masked_fill(same.to(z.device), -torch.inf)
    return functional.cross_entropy(scores, torch.arange(len(target), device=z.device))
