"""How the profile network learns: masked items first, then what past windows were entered with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.events import newest
from engine.models.pipeline.items import Vocabulary
from engine.models.pipeline.profile import Profile
from engine.models.pipeline.statistics import Statistics, log_odds, seen_categories
from engine.models.pipeline.windows import Past
from engine.monitor import Monitor
from engine.protocol.training import Training
from engine.training import Schedule, train

__all__ = ["masked_items", "window_entries"]

PART = "profile"
BATCH = 64
RATE = 3.0  # times the ranking network's learning rate: this network has no prior to lean on
MASKED = 0.2
MOST_TARGETS = 64  # new items of one user in one window; of more, as many are drawn on average
Rows = npt.NDArray[np.int64]


def masked_items(
    network: Profile,
    training: Training,
    vocabulary: Vocabulary,
    config: PipelineConfig,
    generator: np.random.Generator,
    monitor: Monitor,
) -> None:
    """First stage: a share of the known items of every history is hidden and guessed among drawn items.

    Raises:
        Cancelled: at a batch's end.
        UserError: the loss is no number.
    """
    events = newest(training.histories, config.profile_events)
    sampled = _Sampled(network, training, vocabulary, config.negatives, generator)
    known = sampled.known(np.maximum(events.items, 0)) & (events.items >= 0)

    def loss(rows: Rows) -> torch.Tensor:
        masked = (generator.random(known[rows].shape) < MASKED) & known[rows]
        hidden = network(events.take(rows), training.catalogue, vocabulary, torch.from_numpy(masked))
        users, places = np.nonzero(masked)
        if not len(users):
            return hidden.sum() * 0.0
        asked = network.recall(hidden[torch.from_numpy(users), torch.from_numpy(places + 1)])
        return sampled.loss(asked, events.items[rows][users, places], sampled.drawn(), None)

    schedule = Schedule(
        config.mask_epochs, RATE * config.learning_rate, config.weight_decay, curve="masking loss", stride=1.0
    )
    train(PART, network, schedule, lambda _: _batches(np.arange(len(known)), generator), loss, monitor)


def window_entries(
    network: Profile,
    window: Past,
    statistics: Statistics,
    vocabulary: Vocabulary,
    config: PipelineConfig,
    stage: int,
    generator: np.random.Generator,
    monitor: Monitor,
) -> None:
    """Then, window by window: which categories are entered (BCE over those at risk), and with which items.

    Args:
        statistics: of the window's cut.
        stage: the window's number, where the curve's steps go on.

    Raises:
        Cancelled: at a batch's end.
        UserError: the loss is no number.
    """
    entries = _Entries(network, window, statistics, vocabulary, config, generator)
    users = np.flatnonzero(window.near.counts > 0)
    epochs, rate = config.profile_epochs, RATE * config.learning_rate
    schedule = Schedule(epochs, rate, config.weight_decay, start=stage, stride=1 / max(epochs, 1))
    if len(users):
        train(PART, network, schedule, lambda _: _batches(users, generator), entries.loss, monitor)


class _Sampled:
    """Cross-entropy of an item among drawn ones.

    Items are drawn in proportion to their buyers. With that proposal the correction of sampled softmax and the log
    popularity that an item's score starts with cancel, so the loss sees neither.
    """

    def __init__(
        self,
        network: Profile,
        training: Training,
        vocabulary: Vocabulary,
        negatives: int,
        generator: np.random.Generator,
    ) -> None:
        self._network, self._source, self._row = network, training.catalogue.source, vocabulary.row
        kept = training.catalogue.kept
        buyers = np.bincount(training.histories.binary(kept).indices, minlength=kept).astype(np.float64)
        self._cumulated = np.cumsum(buyers * self.known(np.arange(kept)))
        self._negatives, self._generator = negatives, generator

    def known(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Whether items, by catalogue number, have vectors of their own."""
        return self._row[self._source[items]] > 0

    def drawn(self) -> npt.NDArray[np.int64]:
        """int64[negatives] kept items."""
        points = self._generator.random(self._negatives) * self._cumulated[-1]
        return np.minimum(np.searchsorted(self._cumulated, points, side="right"), len(self._cumulated) - 1)

    def loss(
        self,
        asked: torch.Tensor,
        items: npt.NDArray[np.integer],
        drawn: npt.NDArray[np.int64],
        forbidden: torch.Tensor | None,
    ) -> torch.Tensor:
        """Mean over the asked vectors.

        Args:
            asked: float32 [m, width].
            items: [m], the item of each, by catalogue number.
            forbidden: bool [m, negatives], drawn items that do not compete.
        """
        device = asked.device
        distinct, inverse = np.unique(np.concatenate([items, drawn]), return_inverse=True)
        positions = self._source[distinct].astype(np.int64)
        rows = torch.from_numpy(self._row[positions].astype(np.int64)).to(device)
        vectors = self._network.targets(torch.from_numpy(positions).to(device), rows)
        place = torch.from_numpy(inverse).to(device)
        own = (asked * vectors[place[: len(items)]]).sum(dim=1, keepdim=True)
        others = asked @ vectors[place[len(items) :]].T
        same = torch.from_numpy(np.asarray(items)[:, None] == drawn[None, :]).to(device)
        if forbidden is not None:
            same = same | forbidden.to(device)
        scores = torch.cat([own, others.masked_fill(same, -torch.inf)], dim=1)
        return functional.cross_entropy(scores, torch.zeros(len(scores), dtype=torch.int64, device=device))


class _Entries:
    """The two tasks of a window: categories entered, and the items bought in them."""

    def __init__(
        self,
        network: Profile,
        window: Past,
        statistics: Statistics,
        vocabulary: Vocabulary,
        config: PipelineConfig,
        generator: np.random.Generator,
    ) -> None:
        training, targets = window.training, window.near
        self._network, self._training, self._vocabulary = network, training, vocabulary
        self._targets, self._category, self._generator = targets, statistics.category, generator
        self._events = newest(training.histories, config.profile_events)
        self._sampled = _Sampled(network, training, vocabulary, config.negatives, generator)
        self._seen = seen_categories(training.histories, statistics.category, len(statistics.hazard))
        self._entered = torch.zeros(self._seen.shape)
        owners = np.repeat(np.arange(len(targets.counts)), targets.counts)
        self._entered[owners, self._category[targets.items]] = 1.0
        self._entered[:, 0] = 0.0
        self._offset = log_odds(torch.from_numpy(statistics.hazard))

    def loss(self, rows: Rows) -> torch.Tensor:
        """Binary cross-entropy over categories at risk, a mean over those entered, plus that of the items."""
        hidden = self._network(self._events.take(rows), self._training.catalogue, self._vocabulary)[:, 0]
        device = hidden.device
        reading = self._network.read(hidden)
        at_risk, entered = torch.from_numpy(~self._seen[rows]).to(device), self._entered[rows].to(device)
        categories = functional.binary_cross_entropy_with_logits(
            reading.category + self._offset.to(device), entered, weight=at_risk.float(), reduction="sum"
        ) / entered.sum().clamp(min=1)
        owner, items = self._items(rows)
        if not len(items):
            return categories
        drawn = self._sampled.drawn()
        forbidden = torch.from_numpy(self._seen[rows][:, self._category[drawn]])[owner]
        return categories + self._sampled.loss(reading.user[owner], items, drawn, forbidden)

    def _items(self, rows: Rows) -> tuple[torch.Tensor, npt.NDArray[np.int64]]:
        """Places in `rows` and catalogue numbers of the known targets of these users."""
        counts = self._targets.counts[rows]
        owner = np.repeat(np.arange(len(rows)), counts)
        begin = self._targets.indptr[:-1][rows] - np.cumsum(counts) + counts
        items = self._targets.items[np.arange(counts.sum()) + np.repeat(begin, counts)].astype(np.int64)
        share = (MOST_TARGETS / np.maximum(counts, 1))[owner]
        wanted = self._sampled.known(items) & (self._generator.random(len(items)) < share)
        return torch.from_numpy(owner[wanted]), items[wanted]


def _batches(users: Rows, generator: np.random.Generator) -> list[Rows]:
    order = generator.permutation(users)
    return [order[begin : begin + BATCH] for begin in range(0, len(order), BATCH)]
