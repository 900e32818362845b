from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from engine.errors import UserError
from engine.models import text
from engine.models.text import text_vectors
from engine.monitor import Cancelled, Monitor

MILK = ["whole milk 1 gallon", "skim milk half gallon", "engine oil 5 quarts", "motor oil synthetic"]


def vectors(texts: list[str], cache: Path, monitor: Monitor | None = None) -> np.ndarray:
    return text_vectors(pa.array(texts, pa.string()), None, cache, monitor or Monitor())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    vectors(MILK, folder)
    return folder


def test_alike_texts_are_near_and_vectors_have_length_one(cache: Path) -> None:
    found = vectors(MILK, cache)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-3)
    alike = found @ found.T
    assert min(alike[0, 1], alike[2, 3]) > alike[:2, 2:].max() + 0.1


def test_a_second_run_opens_no_model(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_opened", lambda *_: pytest.fail("the encoder was opened"))
    turned = vectors(MILK[::-1], cache)
    assert turned.shape == (4, 384)


def test_vectors_follow_their_texts_whatever_the_order(cache: Path) -> None:
    assert np.array_equal(vectors(MILK[::-1], cache), vectors(MILK, cache)[::-1])


def test_only_new_texts_are_encoded(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, read = text._opened, []

    def watched(source: str, device: str) -> object:
        encoder = opened(source, device)
        encode = encoder.encode
        monkeypatch.setattr(encoder, "encode", lambda texts, **more: read.extend(texts) or encode(texts, **more))
        return encoder

    monkeypatch.setattr(text, "_opened", watched)
    before = vectors(MILK, cache)
    found = vectors(["rye bread", *MILK, "wheat bread"], cache)
    assert sorted(read) == ["rye bread", "wheat bread"]
    assert np.array_equal(found[1:5], before)


def test_a_cancelled_run_keeps_the_shards_it_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "SHARD", 2)

    class Impatient(Monitor):
        left = 2

        def checkpoint(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    with pytest.raises(Cancelled):
        vectors([*MILK, "rye bread"], tmp_path, Impatient())
    assert len(list((tmp_path / "text").rglob("*.npz"))) == 2
    assert vectors([*MILK, "rye bread"], tmp_path).shape == (5, 384)


def test_an_empty_text_has_a_vector_too(cache: Path) -> None:
    assert np.isfinite(vectors(["", "rye bread"], cache)).all()


def test_nothing_is_written_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    vectors(MILK[:1], tmp_path)
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_model_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="cannot be opened") as raised:
        text_vectors(pa.array(["milk"]), str(tmp_path / "empty"), tmp_path / "cache", Monitor())
    assert raised.value.code == "text-model-unreadable"
    assert "\n" not in raised.value.sentence


def test_another_model_has_a_cache_of_its_own(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, content in ((one, "1"), (two, "2")):
        folder.mkdir()
        (folder / "config.json").write_text(content)
    assert text._identity(str(one)) != text._identity(str(two))
    (two / "config.json").write_text("1")
    assert text._identity(str(one)) == text._identity(str(two))
