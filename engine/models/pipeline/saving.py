"""A fitted pipeline on disk: arrays, networks as safetensors, never a pickle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_model as load_network
from safetensors.torch import save_model as save_network
from scipy import sparse

from engine.models.baselines.ridge import restored
from engine.models.pipeline.calibration import Calibration
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.items import ItemSide, Vocabulary
from engine.models.pipeline.prior import Prior
from engine.models.pipeline.profile import Profile
from engine.models.pipeline.ranking import Ranking
from engine.models.pipeline.relation import Relation
from engine.models.pipeline.scorer import Scorer
from engine.models.pipeline.snapshot import Snapshot
from engine.models.pipeline.statistics import CATEGORY_L2, Statistics, seen_matrix
from engine.models.stored import Arrays
from engine.protocol.training import Training

__all__ = ["opened_scorer", "opened_side", "scorer_arrays", "write_networks"]

COUNTS = ("buyers", "month", "quarter", "entries", "hazard", "users", "entered")
SIDE = ("labels", "text", "texts")


def scorer_arrays(scorer: Scorer, side: ItemSide) -> Arrays:
    """Everything but the networks' weights."""
    snapshot, relation = scorer.snapshot, scorer.snapshot.relation
    assert relation is not None
    found: Arrays = {
        "z": snapshot.z.numpy(),
        "vocabulary": snapshot.vocabulary.row,
        "prior.weights": scorer.prior.weights.numpy(),
        "prior.ease": np.array([scorer.prior.ease]),
        "calibration": np.array(list(scorer.calibration.notes().values())),
        "members": np.array([len(scorer.networks)]),
        "relation.targets": relation.targets,
        "relation.values": relation.into.data,
        "relation.indices": relation.into.indices.astype(np.int32),
        "relation.indptr": relation.into.indptr.astype(np.int64),
        "relation.age": relation.age,
        "side.sizes": np.array(side.sizes, np.int64),
        "side.category": np.array([side.category]),
    }
    found |= {f"side.{name}": getattr(side, name) for name in SIDE}
    found |= {f"statistics.{name}": getattr(snapshot.statistics, name) for name in ("category", *COUNTS)}
    found |= {f"ease.{name}": array for name, array in snapshot.ease.arrays().items()}
    found |= {f"category_ease.{name}": array for name, array in snapshot.statistics.category_ease.arrays().items()}
    return found


def write_networks(folder: Path, scorer: Scorer) -> None:
    """profile.safetensors and ranking-0.safetensors, ranking-1.safetensors, …"""
    save_network(scorer.snapshot.profile, str(folder / "profile.safetensors"))
    for place, network in enumerate(scorer.networks):
        save_network(network, str(folder / f"ranking-{place}.safetensors"))  # T5 shares its embeddings


def opened_scorer(folder: Path, config: PipelineConfig, arrays: Arrays, training: Training, side: ItemSide) -> Scorer:
    """What `scorer_arrays` and `write_networks` wrote, over the training it was fitted on."""
    vocabulary = Vocabulary(arrays["vocabulary"].astype(np.int32, copy=False))
    profile = Profile(side, config)
    profile.items.grow(len(vocabulary))
    load_network(profile, str(folder / "profile.safetensors"))
    profile.eval()
    networks = []
    for place in range(int(arrays["members"][0])):
        network = Ranking(config, side.categories)
        load_network(network, str(folder / f"ranking-{place}.safetensors"))
        networks.append(network.eval())
    snapshot = _snapshot(config, arrays, training, vocabulary, profile)
    prior = Prior(torch.from_numpy(arrays["prior.weights"].astype(np.float32)), float(arrays["prior.ease"][0]))
    calibration = Calibration(*(float(value) for value in arrays["calibration"]))
    return Scorer(snapshot, prior, networks, calibration, config.depth)


def opened_side(arrays: Arrays) -> ItemSide:
    """The labels and texts that `scorer_arrays` wrote."""
    labels, text, texts = (arrays[f"side.{name}"] for name in SIDE)
    sizes = tuple(int(size) for size in arrays["side.sizes"])
    category = int(arrays["side.category"][0])
    return ItemSide(labels.astype(np.int32), sizes, category, text.astype(np.int32), texts.astype(np.float32))


def _snapshot(
    config: PipelineConfig, arrays: Arrays, training: Training, vocabulary: Vocabulary, profile: Profile
) -> Snapshot:
    catalogue = training.catalogue
    category = arrays["statistics.category"].astype(np.int32, copy=False)
    counts = {name: arrays[f"statistics.{name}"].astype(np.float32, copy=False) for name in COUNTS}
    seen = seen_matrix(training.histories, category, len(counts["users"]))
    category_ease = restored(_part(arrays, "category_ease"), seen, CATEGORY_L2)
    statistics = Statistics(category, **counts, category_ease=category_ease)
    into = sparse.csr_matrix(
        (arrays["relation.values"], arrays["relation.indices"], arrays["relation.indptr"]),
        shape=(len(arrays["relation.targets"]), catalogue.kept),
    )
    relation = Relation(arrays["relation.targets"].astype(np.int64), into, arrays["relation.age"].astype(np.float32))
    return Snapshot(
        catalogue,
        restored(_part(arrays, "ease"), training.histories.binary(catalogue.kept), config.l2),
        statistics,
        torch.from_numpy(arrays["z"].astype(np.float32)),
        vocabulary,
        profile,
        profile.all_targets(catalogue, vocabulary),
        relation,
        training.protocol.category_level is not None,
        config,
    )


def _part(arrays: Arrays, name: str) -> Arrays:
    return {key.removeprefix(f"{name}."): value for key, value in arrays.items() if key.startswith(f"{name}.")}
