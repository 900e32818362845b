"""The pipeline as a recommender: profile, association and ranking behind one contract.

Torch's larger companions (transformers, torch_geometric, sentence_transformers) are imported by a fit or a load only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np
import numpy.typing as npt

from engine.models.pipeline.config import PipelineConfig
from engine.models.roll_up import mean_between
from engine.models.stored import Origin, load_model, save_model
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted, ModelConfig
from engine.protocol.training import Training

if TYPE_CHECKING:
    import torch
    from scipy.sparse import csr_matrix

    from engine.models.pipeline.items import ItemSide
    from engine.models.pipeline.scorer import Scorer

__all__ = ["Pipeline", "PipelineConfig"]

RELATION = ("relation.targets", "relation.values", "relation.indices", "relation.indptr")


class Pipeline:
    """Retrieves by EASE and by likely categories, orders by a prior, ranks the best again with T5.

    P(R(u,i) = 1) = σ(W_o · [u; i] + b_o) on vectors that T5 has made depend on each other, calibrated.
    """

    config_class: ClassVar[type[ModelConfig]] = PipelineConfig
    scope_free: ClassVar[bool] = False
    folds_in: ClassVar[bool] = True
    signed: ClassVar[bool] = False
    config: PipelineConfig

    def __init__(self, config: ModelConfig) -> None:
        assert isinstance(config, PipelineConfig)
        self.config = config
        self._scorer: Scorer | None = None
        self._side: ItemSide | None = None
        self._origin: Origin | None = None

    def fit(self, train: Training, context: Context) -> Fitted:
        """Learns from past windows of the training; see `engine.models.pipeline.fit`.

        Raises:
            Cancelled: at a checkpoint.
            UserError: the text model cannot be opened, or a loss is no number.
        """
        from engine.models.pipeline.fit import fit_pipeline

        validate = context.validate

        def judge(scorer: Scorer) -> float:
            assert validate is not None
            self._scorer = scorer
            return validate(self)

        outcome = fit_pipeline(self.config, train, context, None if validate is None else judge)
        self._scorer, self._side, self._origin = outcome.scorer, outcome.side, Origin.of(train)
        return outcome.fitted

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the kept items: float32 [b, kept], -inf outside the candidates (bool [b, kept])."""
        return self._fitted.score(histories, candidates)

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor:
        """P(R(u,i) = 1): float32 [b, kept], NaN for items that were not ranked again."""
        return self._fitted.probability(histories, scores)

    def category_relations(self) -> npt.NDArray[np.float32]:
        """Mean positive R_ij from the items i of one category into the items j of another.

        Returns:
            float32 [categories, categories] in the catalogue's order of categories.
        """
        snapshot = self._fitted.snapshot
        assert snapshot.relation is not None
        kept = snapshot.catalogue.kept
        return snapshot.relation.categories(snapshot.statistics.category[:kept], snapshot.categories)[1:, 1:]

    @classmethod
    def weights_between(cls, folder: Path, training: Training, groups: csr_matrix) -> npt.NDArray[np.float32]:
        """float32 [groups, groups]: mean positive R_ij into the items that the relation knows, see `Relational`.

        It reads the relation alone: the networks stay on disk, and their libraries out of memory.
        """
        from scipy.sparse import csr_matrix

        _, _, arrays = load_model(folder, training, PipelineConfig, RELATION)
        targets = groups[arrays["relation.targets"]]
        values = np.maximum(arrays["relation.values"], 0)
        shape = targets.shape[0], groups.shape[0]
        into = csr_matrix((values, arrays["relation.indices"], arrays["relation.indptr"]), shape=shape)
        return mean_between((targets.T @ into @ groups).toarray().T, groups, targets)

    def save(self, folder: Path) -> None:
        """Writes configuration, origin, arrays and networks."""
        from engine.models.pipeline.saving import scorer_arrays, write_networks

        if self._origin is None or self._side is None:
            raise RuntimeError("save before fit")
        save_model(folder, self.config, self._origin, scorer_arrays(self._fitted, self._side))
        write_networks(folder, self._fitted)

    @classmethod
    def load(cls, folder: Path, training: Training) -> Self:
        """Opens a saved model.

        Raises:
            UserError: it was fitted on another dataset, before another cut, or under another protocol.
        """
        from engine.models.pipeline.saving import opened_scorer, opened_side

        config, origin, arrays = load_model(folder, training, PipelineConfig)
        model = cls(config)
        model._origin, model._side = origin, opened_side(arrays)
        model._scorer = opened_scorer(folder, config, arrays, training, model._side)
        return model

    @property
    def _fitted(self) -> Scorer:
        if self._scorer is None:
            raise RuntimeError("score before fit")
        return self._scorer
