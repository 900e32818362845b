"""The three learned parts below the ranking, carried from past cut to past cut.

They learn in the order of time: what lies between one cut and the next is learned once both are past, and the lists of
a cut are made with the networks as they stand there. So a feature of a list never saw the list's own window, which
would make it look near-perfect in training and useless later.
"""

from __future__ import annotations

import copy

import numpy as np
import numpy.typing as npt
import torch

from engine.models.baselines.ridge import solved
from engine.models.pipeline.association import Association
from engine.models.pipeline.association_training import learn_gate, learn_pairs
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.graph import Graph
from engine.models.pipeline.items import ItemSide, Vocabulary
from engine.models.pipeline.lists import Candidates, PastLists, relevant_in
from engine.models.pipeline.profile import Profile
from engine.models.pipeline.profile_training import masked_items, window_entries
from engine.models.pipeline.relation import Gate, Relation
from engine.models.pipeline.snapshot import Snapshot
from engine.models.pipeline.statistics import Statistics
from engine.models.pipeline.windows import Past, aim
from engine.monitor import Monitor
from engine.protocol.keys import distinct
from engine.protocol.scopes import candidates
from engine.protocol.training import Training
from engine.training import seeded

__all__ = ["Parts"]

USERS = 128  # histories at once


class Parts:
    """Profile, association and gate, and the vocabulary they have grown to."""

    def __init__(self, side: ItemSide, config: PipelineConfig, seed: int, device: torch.device) -> None:
        self._side, self._config, self._seed, self._device = side, config, seed, device
        seeded(seed, "initial weights")
        self.vocabulary = Vocabulary.empty(len(side.text))
        self.profile = Profile(side, config).to(device)
        # torch has no sparse products for Apple's GPUs
        self._graphs = torch.device("cpu") if device.type == "mps" else device
        self.association = Association(side, config.width).to(self._graphs)
        self.gate = Gate(config.width, side.categories).to(device)

    def enter(self, training: Training) -> None:
        """Makes room for the items that are known at a cut."""
        self.vocabulary = self.vocabulary.grown(training, self._config.vocabulary_min_users)
        self._grow()

    def warm(self, training: Training, monitor: Monitor) -> None:
        """The masked stage, on the histories of the first cut."""
        generator = seeded(self._seed, "masked", training.cut)
        masked_items(self.profile, training, self.vocabulary, self._config, generator, monitor)

    def state(self) -> dict[str, torch.Tensor]:
        """All weights and the vocabulary, by name."""
        parts = (("profile", self.profile), ("association", self.association), ("gate", self.gate))
        found = {f"{name}.{key}": value for name, part in parts for key, value in part.state_dict().items()}
        return found | {"vocabulary": torch.from_numpy(self.vocabulary.row)}

    def restore(self, state: dict[str, torch.Tensor]) -> None:
        """Takes over what `state` gave."""
        self.vocabulary = Vocabulary(state["vocabulary"].numpy())
        self._grow()
        for name, part in (("profile", self.profile), ("association", self.association), ("gate", self.gate)):
            own = {key.removeprefix(f"{name}."): value for key, value in state.items() if key.startswith(f"{name}.")}
            part.load_state_dict(own)

    def _grow(self) -> None:
        self.profile.items.grow(len(self.vocabulary))
        self.association.items.grow(len(self.vocabulary))

    def graph(self, training: Training, monitor: Monitor) -> Graph:
        """The item graph of a cut."""
        return Graph.of(training, self._side, self.vocabulary, self._config.neighbours, monitor).to(self._graphs)

    def statistics(self, training: Training, monitor: Monitor) -> Statistics:
        """The counts of a cut."""
        category = self._side.categories_of(training.catalogue.source)
        return Statistics.of(training, category, self._side.categories, monitor)

    def snapshot(self, training: Training, statistics: Statistics, graph: Graph, monitor: Monitor) -> Snapshot:
        """Everything at a cut but the relation matrix; it shares the profile network, so read before that learns on."""
        catalogue, config = training.catalogue, self._config
        return Snapshot(
            catalogue,
            solved(training.histories.binary(catalogue.kept), config.l2, monitor, str(self._device)),
            statistics,
            self.association.vectors(graph, catalogue, self.vocabulary),
            self.vocabulary,
            self.profile,
            self.profile.all_targets(catalogue, self.vocabulary),
            None,
            training.protocol.category_level is not None,
            config,
        )

    def known(self, training: Training) -> npt.NDArray[np.int64]:
        """Kept items with vectors of their own, ascending."""
        catalogue = training.catalogue
        return np.flatnonzero(self.vocabulary.row[catalogue.source[: catalogue.kept]] > 0)

    def base(
        self, training: Training, snapshot: Snapshot, targets: npt.NDArray[np.int64], monitor: Monitor
    ) -> Relation:
        """B into some kept items, gates at 1."""
        kept, depth = training.catalogue.kept, self._config.relation_depth
        return Relation.of(snapshot.ease, kept, targets, self.known(training), depth, monitor)

    def related(self, snapshot: Snapshot, base: Relation, monitor: Monitor) -> Snapshot:
        """The snapshot with R, the gates as they have been learned so far."""
        gate = copy.deepcopy(self.gate).cpu()
        z = snapshot.z[: snapshot.catalogue.kept]
        return snapshot.with_relation(base.gated(gate, z, snapshot.category, monitor))

    def through(self, window: Past, number: int, monitor: Monitor) -> PastLists | None:
        """Makes the lists of a past cut and then learns what was bought up to the next.

        Args:
            number: of the window, from 0; the first one only warms the networks up.

        Returns:
            the lists, unless the window is the first or reaches into what is not known yet.

        Raises:
            Cancelled: at a checkpoint.
            UserError: a loss is no number.
        """
        self.enter(window.training)
        if number == 0:
            self.warm(window.training, monitor.part("profile", 0.0, 0.3))
        statistics = self.statistics(window.training, monitor.part("categories", 0.3, 0.31))
        graph = self.graph(window.training, monitor.part("item graph", 0.31, 0.35))
        made = None
        if number and window.whole:
            snapshot = self.snapshot(window.training, statistics, graph, monitor.part("EASE", 0.35, 0.4))
            made = self.lists(window, snapshot, monitor.part("lists", 0.4, 0.55))
        self.learn(window, number, statistics, graph, made, monitor.part("", 0.55, 1.0))
        return made[0] if made else None

    def taken_over(self, window: Past, kept: dict[str, torch.Tensor]) -> PastLists | None:
        """The same from what was kept of it: `state` and the lists' `tensors`."""
        self.restore(kept)
        if "lists.z" not in kept:
            return None
        category = self._side.categories_of(window.training.catalogue.source)
        return PastLists.restored(kept, window, category, self._side.categories)

    def lists(self, window: Past, snapshot: Snapshot, monitor: Monitor) -> tuple[PastLists, Relation]:
        """The candidates of all users of a past cut, and the B that they were related by."""
        training = window.training
        blocks = [training.histories.block(at, at + USERS) for at in range(0, len(training.histories), USERS)]
        pools = []
        for place, block in enumerate(blocks):
            monitor.checkpoint()
            monitor.progress(0.4 * place / len(blocks), "retrieval")
            allowed = candidates(block, aim(training), training.catalogue)
            pool, _, reading = snapshot.pool(block, allowed)
            pools.append((block, pool, reading))
        wanted = distinct(np.concatenate([pool.items.numpy().ravel() for _, pool, _ in pools]))
        base = self.base(
            training,
            snapshot,
            np.intersect1d(wanted, self.known(training), assume_unique=True),
            monitor.part("", 0.4, 0.8),
        )
        snapshot = self.related(snapshot, base, monitor)
        found = []
        for place, (block, pool, reading) in enumerate(pools):
            monitor.checkpoint()
            monitor.progress(0.8 + 0.2 * place / len(pools), "features")
            found.append(snapshot.candidates(block, pool, reading))
        lists = PastLists(
            Candidates.joined(found),
            window.training,
            window.targets,
            snapshot.z,
            snapshot.statistics.category,
            snapshot.categories,
        )
        return lists, base

    def learn(
        self,
        window: Past,
        number: int,
        statistics: Statistics,
        graph: Graph,
        lists: tuple[PastLists, Relation] | None,
        monitor: Monitor,
    ) -> None:
        """Learns what was bought between a cut and the next.

        Args:
            number: of the window, from 0.
            statistics, graph: of its cut.
            lists: of the same cut, where they were made: what the gate learns from.

        Raises:
            Cancelled: at a batch's end.
            UserError: a loss is no number.
        """
        training, config, cut = window.training, self._config, window.training.cut
        generator = seeded(self._seed, "profile", cut)
        profile_monitor = monitor.part("profile", 0.0, 0.5)
        window_entries(self.profile, window, statistics, self.vocabulary, config, number, generator, profile_monitor)
        generator = seeded(self._seed, "association", cut)
        pair_monitor = monitor.part("association", 0.5, 0.8)
        learn_pairs(self.association, window, graph, self.vocabulary, config, number, generator, pair_monitor)
        if lists is not None:
            past, base = lists
            relevant = relevant_in(past.found.pool.items.numpy(), window.near)
            generator = seeded(self._seed, "gate", cut)
            kept = training.catalogue.kept
            learn_gate(
                self.gate,
                base,
                past.found.pool,
                training.histories,
                relevant,
                past.z[:kept],
                torch.from_numpy(past.category[:kept].astype(np.int64)),
                config,
                number,
                generator,
                monitor.part("association", 0.8, 1.0),
            )
