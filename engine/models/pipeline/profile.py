"""The profile network: BERT over a user's behaviour to a user vector u (transformers)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.events import GAPS, QUANTITIES, Events
from engine.models.pipeline.items import ItemEncoder, ItemSide, Vocabulary
from engine.protocol.catalogue import Catalogue

__all__ = ["Profile", "Reading"]

CHUNK = 8192  # items encoded at once


@dataclass(frozen=True)
class Reading:
    """What the network makes of b users.

    Attributes:
        user: float32 [b, width], u.
        category: float32 [b, categories], logits of entering each category within the window, from the shopper alone;
            the log odds of the category's hazard are added by whoever reads them.
    """

    user: torch.Tensor
    category: torch.Tensor


class Profile(nn.Module):
    """BERT over [CLS] and the newest distinct item events, the items of one basket sharing a position.

    u = W [h_CLS; category logits]. An item's score is u · V vector(item), to which its log popularity is added.
    """

    def __init__(self, side: ItemSide, config: PipelineConfig) -> None:
        super().__init__()
        width = config.profile_width
        self.items = ItemEncoder(side, width)
        self.gap, self.quantity = nn.Embedding(GAPS, width), nn.Embedding(QUANTITIES, width)
        self.first, self.masked = nn.Parameter(torch.zeros(width)), nn.Parameter(torch.zeros(width))
        for parameter in (self.gap.weight, self.quantity.weight, self.first, self.masked):
            nn.init.normal_(parameter, std=0.1)
        self.bert = BertModel(
            BertConfig(
                vocab_size=2,
                hidden_size=width,
                num_hidden_layers=config.profile_layers,
                num_attention_heads=config.heads,
                intermediate_size=4 * width,
                max_position_embeddings=config.profile_events + 1,
                hidden_dropout_prob=config.dropout,
                attention_probs_dropout_prob=config.dropout,
            ),
            add_pooling_layer=False,
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)  # inputs are embedded here
        self.category = nn.Linear(width, side.categories)
        nn.init.zeros_(self.category.weight)
        nn.init.zeros_(self.category.bias)
        self.user = nn.Linear(width + side.categories, config.width)
        self.recall = nn.Linear(width, config.width)
        self.meaning = nn.Linear(width, config.width, bias=False)
        self._hidden_share = config.item_dropout

    def forward(
        self, events: Events, catalogue: Catalogue, vocabulary: Vocabulary, masked: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Hidden vectors.

        Args:
            events: of b users.
            catalogue, vocabulary: as they stood when the events were read.
            masked: bool [b, most], events whose item is to be guessed.

        Returns:
            float32 [b, 1 + longest, width]; [CLS] first.
        """
        device = self.first.device
        longest = max(int((events.items >= 0).sum(axis=1).max(initial=1)), 1)
        numbers = events.items[:, :longest]
        there = torch.from_numpy(numbers >= 0).to(device)
        positions = catalogue.source[np.maximum(numbers, 0)]
        rows = torch.from_numpy(vocabulary.row[positions].astype(np.int64)).to(device)
        if self.training:
            rows = rows * (torch.rand(rows.shape, device=device) >= self._hidden_share)
        tokens = self.items(torch.from_numpy(positions.astype(np.int64)).to(device), rows)
        if masked is not None:
            tokens = torch.where(masked[:, :longest, None].to(device), self.masked, tokens)
        basket, gap, quantity = (
            torch.from_numpy(column[:, :longest]).to(device) for column in (events.basket, events.gap, events.quantity)
        )
        tokens = tokens + self.gap(gap) + self.quantity(quantity)
        whole = torch.cat([self.first.expand(len(tokens), 1, -1), tokens], dim=1)
        ones = torch.ones((len(tokens), 1), dtype=torch.bool, device=device)
        places = functional.pad(basket, (1, 0))
        return self.bert(
            inputs_embeds=whole,
            attention_mask=torch.cat([ones, there], dim=1).long(),
            position_ids=places.clamp(max=self.bert.config.max_position_embeddings - 1),
        ).last_hidden_state

    def read(self, hidden: torch.Tensor) -> Reading:
        """u and category logits from the hidden [CLS], float32 [b, width]."""
        category = self.category(hidden)
        return Reading(self.user(torch.cat([hidden, category], dim=1)), category)

    def targets(self, positions: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """float32 [m, width]: what u is multiplied with, for items by the dataset's position and vocabulary row."""
        return self.meaning(self.items(positions, rows))

    @torch.no_grad()
    def all_targets(self, catalogue: Catalogue, vocabulary: Vocabulary) -> torch.Tensor:
        """float32 [kept, width] `targets` of all kept items, on the CPU."""
        self.eval()
        found = []
        for begin in range(0, catalogue.kept, CHUNK):
            positions = catalogue.source[begin : min(begin + CHUNK, catalogue.kept)]
            rows = torch.from_numpy(vocabulary.row[positions].astype(np.int64)).to(self.first.device)
            found.append(self.targets(torch.from_numpy(positions.astype(np.int64)).to(self.first.device), rows).cpu())
        return torch.cat(found)
