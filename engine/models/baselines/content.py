"""Content: items whose texts resemble those of the history, whoever else bought them."""

from __future__ import annotations

from typing import Literal, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import torch
from pydantic import Field
from scipy.sparse import csr_matrix

from engine.errors import UserError
from engine.models.baselines.closed_form import ClosedForm, ClosedFormConfig
from engine.models.stored import Arrays
from engine.models.text import text_vectors
from engine.monitor import Monitor
from engine.protocol.catalogue import Catalogue
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted
from engine.protocol.training import Training

__all__ = ["Content", "ContentConfig", "item_texts"]


class ContentConfig(ClosedFormConfig):
    """Content: cosine of item texts, by words or by a pretrained sentence encoder."""

    model: Literal["content"] = "content"
    text: Literal["words", "pretrained"] = Field(
        "words", description="words weighted by rarity (TF-IDF), or vectors of a pretrained encoder"
    )
    text_model: str | None = Field(
        None, description="folder or hub id of a sentence-transformers model; none: the packaged all-MiniLM-L6-v2"
    )


class Content(ClosedForm):
    """score(u, i) = Σ_j x_uj v_j · v_i over the history, v the unit vectors of titles and categories."""

    config_class = ContentConfig
    config: ContentConfig

    def fit(self, train: Training, context: Context) -> Fitted:
        """Encodes the texts, from the cache where it holds them; see `ClosedForm.fit`.

        Raises:
            UserError: items have neither titles nor categories, or the text model cannot be opened.
        """
        self._cache = context.cache
        return super().fit(train, context)

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """float32 [kept, m]: the cosine of every kept item with items i."""
        return np.asarray((self._vectors @ self._vectors[items].T).toarray(order="C"), np.float32)

    def _learn(self, train: Training, monitor: Monitor, device: str) -> None:
        texts = item_texts(train.catalogue)
        if not pc.any(pc.not_equal(texts, "")).as_py():
            raise UserError("model-text", model="Content")
        if self.config.text == "words":
            self._vectors = _words(texts)
            return
        coded = texts.dictionary_encode()
        vectors = text_vectors(coded.dictionary, self.config.text_model, self._cache, monitor, device)
        vectors[np.asarray(pc.equal(coded.dictionary, ""))] = 0.0
        self._vectors = csr_matrix(vectors[coded.indices.to_numpy()])

    def _score(self, histories: Histories) -> torch.Tensor:
        return torch.from_numpy(((self.rows(histories) @ self._vectors) @ self._vectors.T).toarray().astype(np.float32))

    def _arrays(self) -> Arrays:
        kept = self._vectors
        width = np.array([kept.shape[1]], np.int64)
        return {"indptr": kept.indptr, "indices": kept.indices, "values": kept.data, "width": width}

    def _restore(self, arrays: Arrays, training: Training) -> None:
        shape = training.catalogue.kept, int(arrays["width"][0])
        self._vectors = csr_matrix((arrays["values"], arrays["indices"], arrays["indptr"]), shape=shape)


def item_texts(catalogue: Catalogue) -> pa.StringArray:
    """Titles and the categories of every level of the kept items, joined with blanks; "" where there are neither."""
    parts = []
    if "title" in catalogue.items.columns.column_names:
        parts.append(pc.fill_null(catalogue.kept_titles(), ""))
    for level in catalogue.taxonomy.levels:
        names, labels = catalogue.kept_level(level.name)
        for column in labels.T:
            parts.append(pc.fill_null(names.take(pa.array(column, mask=column < 0)), ""))
    if not parts:
        return pa.array([""] * catalogue.kept, pa.string())
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, " "))


def _words(texts: pa.StringArray) -> csr_matrix:
    """float32 CSR of unit TF-IDF rows; a character outside letters and figures parts words, a Han one is a word."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(token_pattern=r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", dtype=np.float32)
    try:
        return cast(csr_matrix, csr_matrix(made.fit_transform(texts.to_pylist())))
    except ValueError:  # no text holds a word
        raise UserError("model-text", model="Content") from None
