"""The item graph of a cut: which items and categories point to which, in five relations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse

from engine.data.dataset import DAY
from engine.models.pipeline.events import baskets
from engine.models.pipeline.items import ItemSide, Vocabulary
from engine.monitor import Monitor
from engine.protocol.training import Training

__all__ = ["RELATIONS", "Graph"]

RELATIONS = ("basket", "household", "next", "category", "text")
PERIOD = 14 * DAY  # what a household buys within two weeks belongs together
SHRINK = 10.0  # added to the cosine's denominator, as in ItemKNN
TEXT_NEIGHBOURS = 5
ROWS = 2048  # items at once: a block of co-purchase counts stays in tens of MB


@dataclass(frozen=True)
class Graph:
    """Nodes are the known items, then the labels of every level.

    Attributes:
        items: int64[m], catalogue numbers of the item nodes.
        relations: by name, sparse float32 [nodes, nodes]: row i holds the weights of what node i hears; rows sum to 1.
    """

    items: npt.NDArray[np.int64]
    relations: dict[str, torch.Tensor]

    def to(self, device: torch.device) -> Graph:
        """The same with its relations on a device."""
        return Graph(self.items, {name: relation.to(device) for name, relation in self.relations.items()})

    @classmethod
    def of(cls, train: Training, side: ItemSide, vocabulary: Vocabulary, neighbours: int, monitor: Monitor) -> Graph:
        """Builds the graph from what lies before the training's cut.

        Raises:
            Cancelled: between blocks of items.
        """
        source = train.catalogue.source
        items = np.flatnonzero(vocabulary.row[source[: train.catalogue.kept]] > 0)
        node = np.full(len(source), -1, np.int64)
        node[items] = np.arange(len(items))
        nodes = len(items) + sum(side.sizes)
        rows, basket = train.histories.rows, baskets(train.histories)
        period = rows * np.int64(1 << 20) + (train.cut - train.histories.times) // PERIOD
        _, period = np.unique(period, return_inverse=True)
        nodes_bought = node[train.histories.items]
        bought = _incidence(basket, nodes_bought, len(items))
        fortnight = _incidence(period, nodes_bought, len(items))
        followers, followed = _successive(bought, basket, rows)
        pairs = {
            "basket": _near(bought, bought, neighbours, monitor.part("", 0.0, 0.3)),
            "household": _near(fortnight, fortnight, neighbours, monitor.part("", 0.3, 0.6)),
            "next": _near(followers, followed, neighbours, monitor.part("", 0.6, 0.9)),
            "category": _labelled(side.labels[source[items]], side.sizes),
            "text": _alike(side, source[items], bought, monitor),
        }
        return cls(items, {name: _adjacency(matrix, nodes) for name, matrix in pairs.items()})


def _incidence(groups: npt.NDArray[np.int64], nodes: npt.NDArray[np.int64], items: int) -> sparse.csr_matrix:
    """Binary groups × item nodes."""
    known = nodes >= 0
    size = int(groups.max(initial=-1)) + 1
    matrix = sparse.csr_matrix((np.ones(known.sum(), np.float32), (groups[known], nodes[known])), shape=(size, items))
    matrix.data.fill(1.0)
    return matrix


def _successive(
    bought: sparse.csr_matrix, basket: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """The baskets that follow another of the same user, and those that they follow."""
    owner = np.empty(bought.shape[0], np.int64)
    owner[basket] = rows
    followed = np.flatnonzero(owner[:-1] == owner[1:])
    return bought[followed + 1], bought[followed]


def _near(left: sparse.csr_matrix, right: sparse.csr_matrix, most: int, monitor: Monitor) -> sparse.csr_matrix:
    """The `most` largest shrunk cosines of every column of `left` with columns of `right`, counted twice at least."""
    size = left.shape[1]
    scale_left, scale_right = (np.sqrt(np.asarray(side.sum(axis=0)).ravel()) for side in (left, right))
    turned, blocks = left.T.tocsr(), []
    for begin in range(0, size, ROWS):
        monitor.checkpoint()
        monitor.progress(begin / size)
        counts = (turned[begin : begin + ROWS] @ right).tocoo()
        row, column, value = counts.row, counts.col, counts.data
        used = (value >= 2) & (row + begin != column)
        row, column, value = row[used], column[used], value[used]
        value = value / (scale_left[row + begin] * scale_right[column] + SHRINK)
        order = np.lexsort((-value, row))
        row, column, value = row[order], column[order], value[order]
        within = np.arange(len(row)) - np.searchsorted(row, row)
        best = within < most
        blocks.append((row[best] + begin, column[best], value[best]))
    row, column, value = (np.concatenate(parts) for parts in zip(*blocks, strict=True)) if blocks else ([], [], [])
    return sparse.csr_matrix((value, (row, column)), shape=(size, size), dtype=np.float32)


def _labelled(labels: npt.NDArray[np.int32], sizes: tuple[int, ...]) -> sparse.csr_matrix:
    """Items to their labels and back."""
    m = len(labels)
    starts = m + np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if sizes else np.empty(0, np.int64)
    item, level = np.nonzero(labels)
    node = starts[level] + labels[item, level]
    row, column = np.concatenate([item, node]), np.concatenate([node, item])
    size = m + sum(sizes)
    return sparse.csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(size, size))


def _alike(
    side: ItemSide, positions: npt.NDArray[np.int32], bought: sparse.csr_matrix, monitor: Monitor
) -> sparse.csr_matrix:
    """Every item to the most bought items of its own title and of the nearest titles, by cosine."""
    m = len(positions)
    text = side.text[positions]
    order = np.lexsort((-np.asarray(bought.sum(axis=0)).ravel(), text))
    titles, first = np.unique(text[order], return_index=True)
    leader = order[first]
    if not side.texts.shape[1] or len(titles) < 2:
        return sparse.csr_matrix((m, m), dtype=np.float32)
    vectors = torch.from_numpy(side.texts[titles])
    count = min(TEXT_NEIGHBOURS + 1, len(titles))
    nearest = []
    for begin in range(0, len(titles), ROWS // 2):
        monitor.checkpoint()
        nearest.append(torch.topk(vectors[begin : begin + ROWS // 2] @ vectors.T, count, dim=1))
    weight = torch.cat([found.values for found in nearest]).clamp(min=0).numpy()
    near = torch.cat([found.indices for found in nearest]).numpy()
    title = np.searchsorted(titles, text)
    row, column = np.repeat(np.arange(m), count), leader[near[title]].ravel()
    other = (row != column) & np.repeat(text > 0, count) & (text[column] > 0)
    return sparse.csr_matrix((weight[title].ravel()[other], (row[other], column[other])), shape=(m, m))


def _adjacency(matrix: sparse.csr_matrix, nodes: int) -> torch.Tensor:
    """A sparse tensor whose rows sum to 1 (or are empty)."""
    total = np.asarray(matrix.sum(axis=1)).ravel()
    scaled = (sparse.diags(1.0 / np.where(total > 0, total, 1.0)) @ matrix).tocoo()
    index = torch.from_numpy(np.stack([scaled.row, scaled.col]).astype(np.int64))
    with torch.sparse.check_sparse_tensor_invariants(False):  # said aloud, or torch warns
        return torch.sparse_coo_tensor(
            index, torch.from_numpy(scaled.data.astype(np.float32)), (nodes, nodes), is_coalesced=True
        )
