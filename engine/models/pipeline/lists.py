"""Candidate lists as the ranking network reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse

from engine.data.dataset import DAY
from engine.models.pipeline.prior import Prior
from engine.models.pipeline.ranking import Batch
from engine.models.pipeline.retrieval import Pool, chosen
from engine.models.pipeline.windows import Past
from engine.protocol.histories import Histories
from engine.protocol.scopes import Targets
from engine.protocol.training import Training

__all__ = ["Candidates", "Lists", "PastLists", "Summaries", "relevant_in"]

CATEGORIES = 64  # summary tokens of a user, the categories with most purchases


@dataclass(frozen=True)
class Summaries:
    """What b users bought by category.

    Attributes:
        numbers: float32 [b, s, width + 2], mean item vector, log count, log days since the last purchase.
        category: int64 [b, s], -1 pads.
    """

    numbers: torch.Tensor
    category: torch.Tensor

    @classmethod
    def of(cls, histories: Histories, z: torch.Tensor, category: npt.NDArray[np.int32], categories: int) -> Summaries:
        """Sums up histories.

        Args:
            z: float32 [n, width], item vectors of all catalogue numbers.
            category: int32[n].
        """
        rows, items = histories.rows, histories.items
        keys = rows * np.int64(categories) + category[items]
        pairs, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
        owner, label = np.divmod(pairs, categories)
        last = np.full(len(pairs), np.iinfo(np.int64).min)
        last[place] = histories.times  # rows are in time order, so the newest is written last
        order = np.lexsort((label, -counts, owner))
        rank = np.empty(len(pairs), np.int64)
        rank[order] = np.arange(len(pairs)) - np.searchsorted(owner, owner[order])
        shown = rank < CATEGORIES
        width = int(rank[shown].max(initial=0)) + 1
        member = sparse.csr_matrix((1.0 / counts[place], (place, items)), shape=(len(pairs), len(category)))
        days = np.maximum(histories.at[owner] - last, 0) / DAY
        told = np.stack([np.log1p(counts), np.log1p(days)], axis=1)[shown]
        numbers = torch.zeros((len(histories), width, z.shape[1] + 2))
        labels = torch.full((len(histories), width), -1, dtype=torch.int64)
        at = torch.from_numpy(owner[shown]), torch.from_numpy(rank[shown])
        mean = torch.from_numpy((member[shown].astype(np.float32) @ z.numpy()).astype(np.float32))
        numbers[at] = torch.cat([mean, torch.from_numpy(told.astype(np.float32))], dim=1)
        labels[at] = torch.from_numpy(label[shown])
        return cls(numbers, labels)


@dataclass(frozen=True)
class Candidates:
    """A pool with all that was computed of it.

    Attributes:
        features: float32 [b, m, features], standardised.
        relation: float32 [b, m], r.
        user: float32 [b, width], u.
        aimed: bool [b], whether the candidates are of the scope that the prior was fitted in.
    """

    pool: Pool
    features: torch.Tensor
    relation: torch.Tensor
    user: torch.Tensor
    aimed: torch.Tensor

    def take(self, rows: torch.Tensor) -> Candidates:
        """The users at these rows."""
        pool = Pool(*(value[rows] for value in self.pool.__dict__.values()))
        return Candidates(pool, self.features[rows], self.relation[rows], self.user[rows], self.aimed[rows])

    @classmethod
    def joined(cls, parts: list[Candidates]) -> Candidates:
        """Blocks of users, one below the other; shorter pools are padded."""
        longest = max(part.pool.items.shape[1] for part in parts)

        def stacked(values: list[torch.Tensor], fill: float) -> torch.Tensor:
            return torch.cat([_widened(value, longest, fill) for value in values])

        pool = Pool(
            stacked([part.pool.items for part in parts], -1),
            *(stacked([getattr(part.pool, name) for part in parts], 0) for name in ("ease", "best", "mass", "shelf")),
        )
        return cls(
            pool,
            stacked([part.features for part in parts], 0),
            stacked([part.relation for part in parts], 0),
            torch.cat([part.user for part in parts]),
            torch.cat([part.aimed for part in parts]),
        )

    def lists(self, prior: Prior, depth: int, summaries: Summaries, z: torch.Tensor, category: torch.Tensor) -> Lists:
        """The places that the ranking network orders, by prior descending."""
        logits = prior.logits(self.features, self.aimed)
        places = chosen(self.pool, logits, self.relation, depth)
        wide = places[:, :, None].expand(-1, -1, self.features.shape[2])
        items = self.pool.items.gather(1, places)
        features, order = self.features.gather(1, wide), logits.gather(1, places)
        return Lists(
            items, features, order, self.user, summaries, z, category, torch.zeros_like(items, dtype=torch.bool)
        )


@dataclass(frozen=True)
class Lists:
    """Lists of b users at one cut.

    Attributes:
        items: int64 [b, depth], kept items, -1 pads.
        features: float32 [b, depth, features], standardised within the pool.
        prior: float32 [b, depth], logits.
        user: float32 [b, width], u.
        z: float32 [n, width], item vectors at the cut.
        category: int64 [kept].
        relevant: bool [b, depth]; all False where nothing is known.
    """

    items: torch.Tensor
    features: torch.Tensor
    prior: torch.Tensor
    user: torch.Tensor
    summaries: Summaries
    z: torch.Tensor
    category: torch.Tensor
    relevant: torch.Tensor

    def __len__(self) -> int:
        return len(self.items)

    def take(self, rows: torch.Tensor) -> Lists:
        """The users at these rows."""
        summaries = Summaries(self.summaries.numbers[rows], self.summaries.category[rows])
        return replace(
            self,
            items=self.items[rows],
            features=self.features[rows],
            prior=self.prior[rows],
            user=self.user[rows],
            summaries=summaries,
            relevant=self.relevant[rows],
        )

    def marked(self, targets: Targets) -> Lists:
        """With the relevant items marked."""
        return replace(self, relevant=torch.from_numpy(relevant_in(self.items.numpy(), targets)))

    def batch(self, rows: torch.Tensor) -> Batch:
        """The users at these rows, ready for the network."""
        items = self.items[rows]
        there = items >= 0
        items = items.clamp(min=0)
        return Batch(
            self.user[rows],
            self.summaries.numbers[rows],
            self.summaries.category[rows],
            self.z[items] * there[:, :, None],
            self.category[items],
            self.features[rows],
            self.prior[rows],
            there,
            self.relevant[rows],
        )


@dataclass(frozen=True)
class PastLists:
    """The candidates of all users of a past cut, with what came of them.

    Attributes:
        training: before the cut.
        targets: what was bought in the window behind it.
        z: float32 [n, width], item vectors at the cut.
        category: int32 [n].
        categories: their number, "none" included.
    """

    found: Candidates
    training: Training
    targets: Targets
    z: torch.Tensor
    category: npt.NDArray[np.int32]
    categories: int

    @property
    def relevant(self) -> torch.Tensor:
        """bool [b, m]: which of the pool was bought."""
        return torch.from_numpy(relevant_in(self.found.pool.items.numpy(), self.targets))

    def lists(self, prior: Prior, depth: int) -> Lists:
        """What the ranking network orders, the relevant items marked."""
        summaries = Summaries.of(self.training.histories, self.z, self.category, self.categories)
        category = torch.from_numpy(self.category[: self.training.catalogue.kept].astype(np.int64))
        return self.found.lists(prior, depth, summaries, self.z, category).marked(self.targets)

    def tensors(self) -> dict[str, torch.Tensor]:
        """What cannot be had from the window again, by name."""
        found = {"lists.z": self.z}
        found |= {f"pool.{name}": value for name, value in self.found.pool.__dict__.items()}
        found |= {f"found.{name}": getattr(self.found, name) for name in ("features", "relation", "user", "aimed")}
        return found

    @classmethod
    def restored(
        cls, tensors: dict[str, torch.Tensor], window: Past, category: npt.NDArray[np.int32], categories: int
    ) -> PastLists:
        """What `tensors` gave, of the same window."""
        pool = Pool(*(tensors[f"pool.{field.name}"] for field in fields(Pool)))
        own = (tensors[f"found.{name}"] for name in ("features", "relation", "user", "aimed"))
        return cls(Candidates(pool, *own), window.training, window.targets, tensors["lists.z"], category, categories)


def relevant_in(items: npt.NDArray[np.int64], targets: Targets) -> npt.NDArray[np.bool_]:
    """bool [b, m]: which items [b, m] of every user are relevant; -1 never is."""
    width = np.int64(max(items.max(initial=0), targets.items.max(initial=0)) + 2)
    owners = np.repeat(np.arange(len(targets.counts)), targets.counts)
    keys = np.arange(len(items))[:, None] * width + items
    return np.isin(keys, owners * width + targets.items) & (items >= 0)


def _widened(values: torch.Tensor, width: int, fill: float) -> torch.Tensor:
    short = width - values.shape[1]
    if not short:
        return values
    return torch.cat([values, values.new_full((len(values), short, *values.shape[2:]), fill)], dim=1)
