"""The ranking network: T5 over a user's vectors and the candidates as a set (transformers)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from transformers import T5Config, T5Model

from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.features import FEATURES

__all__ = ["Batch", "Head", "Ranking", "ranking_loss"]

SUMMARY = 2  # numbers beside a category's vectors: log count, log days since
BCE = 0.1  # of the loss; it sets the level of the probability


@dataclass(frozen=True)
class Batch:
    """What the network reads of b users, and what it should find.

    Attributes:
        user: float32 [b, width], u of the profile.
        summary: float32 [b, s, width + 2], mean item vector, log count and log days since of the user's categories.
        summary_category: int64 [b, s], their numbers, -1 pads.
        vectors: float32 [b, m, width], item vectors of the candidates.
        category: int64 [b, m], their categories.
        features: float32 [b, m, features], standardised.
        prior: float32 [b, m], the prior's logits.
        there: bool [b, m], False at pads.
        relevant: bool [b, m].
    """

    user: torch.Tensor
    summary: torch.Tensor
    summary_category: torch.Tensor
    vectors: torch.Tensor
    category: torch.Tensor
    features: torch.Tensor
    prior: torch.Tensor
    there: torch.Tensor
    relevant: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return Batch(*(value.to(device) for value in self.__dict__.values()))


class Head(nn.Module):
    """logit P(R(u,i)=1) = W_o · [u; i] + b_o, i = [vector; prior logit].

    The formula is additive: w_u · u + b_o sets the level, w_i · i the order, so an i that does not know of u ranks all
    users alike. The prior enters with weight 1 and the rest of w_i starts at 0.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.output = nn.Linear(2 * width + 1, 1)
        nn.init.zeros_(self.output.weight)
        nn.init.zeros_(self.output.bias)
        with torch.no_grad():
            self.output.weight[0, -1] = 1.0

    def start_at(self, level: float) -> None:
        """Sets b_o, so that training need not first find the base rate."""
        nn.init.constant_(self.output.bias, level)

    def forward(self, user: torch.Tensor, items: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """float32 [b, m] logits of u [b, width], items [b, m, width] and prior logits [b, m]."""
        pair = torch.cat([user[:, None].expand(-1, items.shape[1], -1), items, prior[:, :, None]], dim=2)
        return self.output(pair)[:, :, 0]


class Ranking(nn.Module):
    """T5: the encoder reads u and category summaries, the decoder the candidates, and the head both.

    The candidates are a set: the decoder's mask lets each see all, and no position enters.
    """

    def __init__(self, config: PipelineConfig, categories: int) -> None:
        super().__init__()
        width = config.width
        self.category = nn.Embedding(categories, width)
        nn.init.normal_(self.category.weight, std=0.1)
        self.user = nn.Linear(width, width)
        self.summary = nn.Linear(width + SUMMARY, width)
        self.item = nn.Linear(width + len(FEATURES), width)
        self.t5 = T5Model(
            T5Config(
                vocab_size=2,
                d_model=width,
                d_kv=width // config.heads,
                d_ff=4 * width,
                num_layers=config.layers,
                num_decoder_layers=config.layers,
                num_heads=config.heads,
                dropout_rate=config.dropout,
                use_cache=False,
            )
        )
        self.t5.shared.weight.requires_grad_(False)  # inputs are embedded here
        for name, parameter in self.t5.named_parameters():
            if "relative_attention_bias" in name:  # both stacks read sets
                nn.init.zeros_(parameter)
                parameter.requires_grad_(False)
        self.head = Head(width)

    def forward(self, batch: Batch) -> torch.Tensor:
        """float32 [b, m] logits; pads are meaningless."""
        summary = self.summary(batch.summary) + self.category(batch.summary_category.clamp(min=0))
        told = torch.cat([self.user(batch.user)[:, None], summary], dim=1)
        told_there = functional.pad(batch.summary_category >= 0, (1, 0), value=True)
        items = self.item(torch.cat([batch.vectors, batch.features], dim=2)) + self.category(batch.category)
        # 4-D, or T5 stays causal; a list without a single item still needs something to look at
        there = (batch.there | ~batch.there.any(dim=1, keepdim=True))[:, None, None, :]
        found = self.t5(
            inputs_embeds=told,
            attention_mask=told_there.long(),
            decoder_inputs_embeds=items,
            decoder_attention_mask=there.expand(-1, 1, items.shape[1], -1),
            use_cache=False,
        )
        return self.head(found.encoder_last_hidden_state[:, 0], found.last_hidden_state, batch.prior)


def ranking_loss(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Multi-positive listwise softmax + 0.1 binary cross-entropy, means over lists; every list has a relevant item."""
    share = logits.masked_fill(~batch.there, -torch.inf).log_softmax(dim=1)
    wanted = batch.relevant.sum(dim=1).clamp(min=1)
    listwise = -(share.masked_fill(~batch.relevant, 0.0).sum(dim=1) / wanted).mean()
    level = functional.binary_cross_entropy_with_logits(
        logits, batch.relevant.float(), weight=batch.there.float(), reduction="sum"
    )
    return listwise + BCE * level / wanted.sum()
