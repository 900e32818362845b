"""What was learned up to a past cut, kept by content, so that a final fit does not learn again what its tuning did.

A stage's key is the hash of everything that went into it: the stage before, the window's rows and targets, the texts,
the configuration, the seed, the device and this package's code. So a kept stage is what a new fit would compute.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from engine.files import checksum, whole_file
from engine.models.pipeline.config import PipelineConfig
from engine.models.pipeline.items import ItemSide
from engine.models.pipeline.windows import Past

__all__ = ["Stages"]

LATER = {"name", "scopes", "cuts", "prior_l2", "layers", "epochs", "patience", "batch", "members", "weight_decay"}
MOST_BYTES = 2 << 30  # of kept stages; the longest unused are dropped
Tensors = dict[str, torch.Tensor]


class Stages:
    """The stages of one fit, one after the other."""

    def __init__(self, cache: Path, config: PipelineConfig, side: ItemSide, seed: int, device: torch.device) -> None:
        self._folder, self._side = cache / "pipeline", side
        code = sorted(Path(__file__).parent.glob("*.py"))
        settings = config.model_dump_json(exclude=LATER)
        self._key = checksum(settings, f"{seed} {device.type} {torch.__version__} {side.sizes}", *code)

    def enter(self, window: Past) -> None:
        """Goes on to a window; the stage's key now depends on it and on all before."""
        training, histories = window.training, window.training.histories
        source = training.catalogue.source
        known = np.flatnonzero(np.bincount(source[histories.items]))
        columns = [np.asarray(histories.columns[name]) for name in sorted(histories.columns)]
        arrays = [
            training.positions,
            histories.indptr,
            source[histories.items],
            histories.times,
            *columns,
            source[window.targets.items],
            window.targets.indptr,
            source[window.near.items],
            window.near.indptr,
            self._side.labels[known],
            self._side.texts[self._side.text[known]],
        ]
        head = f"{self._key} {training.cut} {training.catalogue.kept} {window.whole}"
        self._key = checksum(head, *(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data for array in arrays))

    def kept(self) -> Tensors | None:
        """What was kept of this stage."""
        file = self._file
        if not file.is_file():
            return None
        os.utime(file)
        # copied: a product over mapped memory, which is aligned differently, differs in its last bit
        return {name: value.clone() for name, value in load_file(file).items()}

    def keep(self, tensors: Tensors) -> None:
        """Keeps this stage and drops the longest unused ones beyond the limit."""
        with whole_file(self._file) as part:
            save_file({name: value.detach().cpu().contiguous() for name, value in tensors.items()}, part)
        files = sorted(self._folder.glob("*.safetensors"), key=lambda file: -file.stat().st_mtime)
        sizes = np.cumsum([file.stat().st_size for file in files])
        for file, size in zip(files, sizes, strict=True):
            if size > MOST_BYTES and file != self._file:
                file.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return self._folder / f"{self._key[:40]}.safetensors"
