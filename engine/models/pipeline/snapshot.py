"""The pipeline as it stands at a cut, up to the ranking network: retrieval, features, vectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch

from engine.models.baselines.ridge import Weights
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.events import newest
from engine.models.pipeline.features import FeatureTables, standardised
from engine.models.pipeline.items import Vocabulary
from engine.models.pipeline.lists import Candidates, Summaries
from engine.models.pipeline.profile import Profile, Reading
from engine.models.pipeline.relation import Relation
from engine.models.pipeline.retrieval import Pool, Shelves
from engine.models.pipeline.statistics import Statistics, seen_categories
from engine.protocol.catalogue import Catalogue
from engine.protocol.histories import Histories

__all__ = ["Snapshot"]

SHELVES = 0.1  # of the re-ranked depth: categories that send their best item to the pool


@dataclass(frozen=True)
class Snapshot:
    """What is known at a cut; nothing in it saw a row at or after the cut.

    Attributes:
        catalogue: as the cut numbers the items.
        ease: over all kept items.
        z: float32 [n, width], the association network's item vectors.
        profile: the network, left alone from here on.
        targets: float32 [kept, width], the profile's item vectors.
        relation: None until the items of the pools are known.
        level: whether the protocol has categories.
    """

    catalogue: Catalogue
    ease: Weights
    statistics: Statistics
    z: torch.Tensor
    vocabulary: Vocabulary
    profile: Profile
    targets: torch.Tensor
    relation: Relation | None
    level: bool
    config: PipelineConfig

    @cached_property
    def tables(self) -> FeatureTables:
        """Features of items and categories."""
        return FeatureTables(self.statistics, self.catalogue.kept)

    @cached_property
    def _shelves(self) -> Shelves:
        return Shelves(self.statistics.category[: self.catalogue.kept], self.categories)

    @property
    def category(self) -> torch.Tensor:
        """int64 [kept], 0 for none."""
        return self.tables.category

    @property
    def categories(self) -> int:
        """Categories, "none" included."""
        return len(self.statistics.users)

    def with_relation(self, relation: Relation) -> Snapshot:
        """The same with a relation matrix."""
        return replace(self, relation=relation)

    def pool(self, histories: Histories, candidates: torch.Tensor) -> tuple[Pool, torch.Tensor, Reading]:
        """Retrieves.

        Args:
            candidates: bool [b, kept].

        Returns:
            the pool, EASE's scores float32 [b, kept] with -inf outside the candidates, and the profile's reading.
        """
        rows = histories.binary(self.catalogue.kept)
        scores = torch.from_numpy(self.ease.scores(rows, histories.users)).masked_fill(~candidates, -torch.inf)
        reading = self.read(histories)
        appeal = reading.category + self.tables.hazard
        shelves = round(SHELVES * self.config.depth)
        return self._shelves.retrieve(scores, appeal, self.config.pool, shelves), scores, reading

    def candidates(self, histories: Histories, pool: Pool, reading: Reading) -> Candidates:
        """A pool's features, standardised, and its relation scores."""
        items = pool.items.numpy()
        ease = pool.ease.numpy()
        r = ease if self.relation is None else self.relation.scores(histories, items, ease)
        relation = torch.from_numpy(np.asarray(r, np.float32)).masked_fill(~pool.there, 0.0)
        entry = self.statistics.entry(histories)
        raw = self.tables.features(pool, relation, entry, reading.category, reading.user, self.targets)
        return Candidates(pool, standardised(raw, pool.there), relation, reading.user, self._aimed(histories, pool))

    def summaries(self, histories: Histories) -> Summaries:
        """What the users bought by category."""
        return Summaries.of(histories, self.z, self.statistics.category, self.categories)

    @torch.no_grad()
    def read(self, histories: Histories) -> Reading:
        """The profile network's reading of any histories, on the CPU."""
        self.profile.eval()
        events = newest(histories, self.config.profile_events)
        reading = self.profile.read(self.profile(events, self.catalogue, self.vocabulary)[:, 0])
        return Reading(reading.user.cpu(), reading.category.cpu())

    def _aimed(self, histories: Histories, pool: Pool) -> torch.Tensor:
        """bool [b]: whether the candidates are what the ranking learned from: with categories, unseen ones alone."""
        if not self.level:
            return torch.ones(len(pool.items), dtype=torch.bool)
        seen = torch.from_numpy(seen_categories(histories, self.statistics.category, self.categories))
        return ~(seen.gather(1, self.category[pool.items.clamp(min=0)]) & pool.there).any(dim=1)
