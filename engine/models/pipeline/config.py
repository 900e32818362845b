"""The pipeline's configuration."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.protocol.recommender import ModelConfig

__all__ = ["PipelineConfig"]


class PipelineConfig(ModelConfig):
    """The product's own recommender: profile (BERT), association (graph), ranking (T5), over a prior from EASE."""

    model: Literal["pipeline"] = "pipeline"

    l2: float = Field(1000.0, ge=1e-3, description="ridge of the EASE that every part starts from")
    cuts: int = Field(7, ge=0, le=60, description="past windows the tuning learns from; the final fit adds newer ones")
    stride_days: int = Field(14, ge=1, le=365, description="days between one past cut and the next")
    vocabulary_min_users: int = Field(5, ge=1, description="buyers an item needs to get vectors of its own")
    text: bool = Field(True, description="read item titles with a pretrained sentence encoder")
    text_model: str | None = Field(
        None,
        min_length=1,
        description="folder or hub id of the sentence encoder; default: the packaged all-MiniLM-L6-v2",
    )
    width: int = Field(64, ge=4, le=1024, multiple_of=4, description="length of user vectors u and item vectors i")

    profile_events: int = Field(128, ge=4, le=510, description="newest distinct items of a history that BERT reads")
    profile_width: int = Field(128, ge=4, le=1024, multiple_of=4, description="length of BERT's hidden vectors")
    profile_layers: int = Field(2, ge=1, le=24, description="BERT's layers")
    profile_epochs: int = Field(2, ge=0, le=100, description="passes over the new purchases of each past window")
    mask_epochs: int = Field(4, ge=0, le=100, description="passes of guessing masked items, before the first window")
    item_dropout: float = Field(0.3, ge=0, lt=1, description="share of events whose item is hidden in training")
    negatives: int = Field(1024, ge=8, le=65536, description="drawn items that a bought one is told from")

    neighbours: int = Field(50, ge=1, le=1000, description="strongest neighbours of an item in each relation")
    association_epochs: int = Field(8, ge=0, le=100, description="passes over the new purchases of each past window")
    relation_depth: int = Field(1000, ge=1, description="items that may point to an item in the relation matrix")
    gate_lists: int = Field(2048, ge=0, description="shoppers of a past window that train the relation's gate")

    pool: int = Field(300, ge=10, le=5000, description="items that EASE retrieves for the prior to order")
    depth: int = Field(200, ge=5, le=2000, description="items that the ranking network orders again")
    prior_l2: float = Field(0.1, ge=0, description="pull of the prior's weights towards EASE alone")

    layers: int = Field(2, ge=1, le=12, description="layers of T5's encoder and of its decoder")
    heads: int = Field(4, ge=1, le=16, description="attention heads of BERT and T5; must divide their widths")
    dropout: float = Field(0.2, ge=0, lt=1, description="dropout of all networks")
    epochs: int = Field(4, ge=0, le=100, description="most passes of the ranking network over all past lists")
    patience: int = Field(1, ge=1, le=100, description="passes without a better validation before it stops")
    batch: int = Field(32, ge=1, le=4096, description="shoppers a step of the ranking network")
    members: int = Field(3, ge=1, le=20, description="ranking networks, trained apart and averaged")
    learning_rate: float = Field(
        3e-4, gt=0, le=1, description="of the ranking network; the other parts take ten times it"
    )
    weight_decay: float = Field(0.05, ge=0, le=1, description="of the ranking network")
