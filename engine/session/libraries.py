"""The heavy libraries, imported one by one on the engine's thread before a job needs them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from engine.monitor import Monitor

__all__ = ["STUDY", "cores", "kept_until_the_end", "libraries_of", "load", "one_core_left"]

STUDY = ("numpy", "pandas", "scipy.sparse", "scipy.linalg", "pyarrow.parquet", "pydantic", "torch")
# what a model imports beyond that; the modules themselves, because transformers puts its imports off
MODELS: dict[str, tuple[str, ...]] = {
    "pipeline": (
        "transformers",
        "transformers.models.bert.modeling_bert",
        "transformers.models.t5.modeling_t5",
        "torch_geometric.nn",
        "sentence_transformers",
    ),
    "content": ("sklearn.feature_extraction.text", "sentence_transformers"),
}


def libraries_of(models: Iterable[str]) -> tuple[str, ...]:
    """What a study of these models imports, in order."""
    return tuple(dict.fromkeys([*STUDY, *(library for model in models for library in MODELS.get(model, ()))]))


def load(names: Iterable[str], monitor: Monitor, keep: bool) -> None:
    """Imports libraries, with a look at the monitor between two of them.

    Args:
        names: of modules.
        monitor: hears which one is loading.
        keep: what has been imported is kept out of later garbage collections: with torch and transformers loaded a
            full one takes 273-578 ms, during which a window stands still.

    Raises:
        Cancelled: between two libraries.
    """
    missing = [name for name in names if name not in sys.modules]
    for number, name in enumerate(missing):
        monitor.checkpoint()
        monitor.progress(number / len(missing), f"loading {name.partition('.')[0]}")
        _read_ahead(name)
        import_module(name)
        if keep:
            gc.freeze()  # at once: the window's timer may collect between two libraries


def _read_ahead(name: str) -> None:
    """Brings the shared libraries of a package into the page cache.

    Loading them holds the interpreter: from a cold disk torch's stopped a window for 412 ms, read before for 192 ms.
    """
    spec = find_spec(name) if "." not in name else None
    if spec is None or spec.origin is None:
        return
    piece = bytearray(1 << 20)
    for library in Path(spec.origin).parent.glob("lib/*.so*"):
        with library.open("rb", buffering=0) as stream:
            while stream.readinto(piece):
                pass


@contextmanager
def kept_until_the_end() -> Iterator[None]:
    """Gives what `load` kept back to the collector once the block ends.

    An interpreter that exits with frozen objects does not take DuckDB's module down, and that fills stderr.
    """
    try:
        yield
    finally:
        gc.unfreeze()


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def one_core_left() -> Iterator[None]:
    """Leaves one core to the window while the block computes with torch."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(max(1, min(before, cores() - 1)))
    try:
        yield
    finally:
        torch.set_num_threads(before)
