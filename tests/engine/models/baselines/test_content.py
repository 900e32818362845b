"""Content against scikit-learn's own vectors and plain cosines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from engine.data import Dataset
from engine.errors import UserError
from engine.models.baselines.content import Content, ContentConfig, item_texts
from engine.protocol import ProtocolConfig, Training, split
from engine.protocol.recommender import Additive
from tests.engine.invented import bought_matrix, context, invented, window


@pytest.fixture(scope="module")
def train(shop_folder: Path) -> Training:
    return split(Dataset.open(shop_folder), ProtocolConfig()).windows[0].training


def every(train: Training) -> torch.Tensor:
    return torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)


def test_a_text_is_the_title_and_the_categories_of_all_levels(train: Training) -> None:
    texts = item_texts(train.catalogue).to_pylist()
    titles = train.catalogue.kept_titles().to_pylist()
    assert len(texts) == train.catalogue.kept
    for text, title, labels in zip(texts, titles, train.catalogue.labels, strict=False):
        assert text.startswith(title)
        assert all(train.catalogue.categories[int(label)].as_py() in text for label in labels if label >= 0)


def test_words_are_scikit_learns_and_scores_their_cosines(train: Training, tmp_path: Path) -> None:
    model = Content(ContentConfig())
    model.fit(train, context(tmp_path))
    texts = [text.lower() for text in item_texts(train.catalogue).to_pylist()]
    alike = cosine_similarity(TfidfVectorizer(token_pattern=r"\w+").fit_transform(texts))
    found = model.score(train.histories, every(train)).numpy()
    np.testing.assert_allclose(found, bought_matrix(train) @ alike, rtol=1e-4, atol=1e-4)
    assert isinstance(model, Additive)
    np.testing.assert_allclose(model.weights_into(np.array([3, 0])), alike[:, [3, 0]], atol=1e-5)


def test_pretrained_vectors_rank_what_reads_alike_first(train: Training, tmp_path: Path) -> None:
    n = len(train.catalogue.items)
    words = ["red apples", "green apples", "pears", "dish soap", "washing powder", "bleach", "beef steak", "pork chops"]
    titles = pa.array([words[item % len(words)] for item in range(n)], pa.string())
    catalogue = replace(train.catalogue, titles=titles, taxonomy=replace(train.catalogue.taxonomy, levels=()))
    model = Content(ContentConfig(text="pretrained"))
    model.fit(replace(train, catalogue=catalogue), context(tmp_path))
    kept = [words[int(source) % len(words)] for source in catalogue.source[: catalogue.kept]]
    alike = model.weights_into(np.array([kept.index("red apples")]))[:, 0]
    assert alike[kept.index("green apples")] > alike[kept.index("pears")] > alike[kept.index("dish soap")]
    assert alike[kept.index("red apples")] == pytest.approx(1.0, abs=1e-3)


def test_chinese_titles_part_into_characters(train: Training, tmp_path: Path) -> None:
    n = len(train.catalogue.items)
    titles = pa.array(["红苹果" if item % 2 else "洗衣粉" for item in range(n)], pa.string())
    catalogue = replace(train.catalogue, titles=titles, taxonomy=replace(train.catalogue.taxonomy, levels=()))
    model = Content(ContentConfig())
    model.fit(replace(train, catalogue=catalogue), context(tmp_path))
    odd = catalogue.source[: catalogue.kept] % 2 == 1
    assert set(np.unique(model.weights_into(np.flatnonzero(odd)[:1])[odd, 0]).round(3)) == {1.0}
    assert (model.weights_into(np.flatnonzero(odd)[:1])[~odd] == 0).all()


def test_a_saved_model_scores_alike(train: Training, tmp_path: Path) -> None:
    model = Content(ContentConfig())
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    again = Content.load(tmp_path / "model", train)
    assert torch.equal(again.score(train.histories, every(train)), model.score(train.histories, every(train)))


def test_items_without_any_text_are_refused_in_a_sentence(tmp_path: Path) -> None:
    train = window(invented(1, most_labels=0), 60).training
    untitled = replace(train.catalogue.items, columns=train.catalogue.items.columns.drop_columns("title"))
    bare = replace(train, catalogue=replace(train.catalogue, items=untitled))
    with pytest.raises(UserError, match="needs titles or categories"):
        Content(ContentConfig()).fit(bare, context(tmp_path))
