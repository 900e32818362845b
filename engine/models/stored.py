"""Models on disk: named arrays in safetensors beside what they were fitted on, never a pickle."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.files import checksum, write_text
from engine.protocol.recommender import ModelConfig
from engine.protocol.training import Training, moment_text

__all__ = ["Arrays", "Origin", "load_model", "save_model"]

Arrays = dict[str, npt.NDArray[np.generic]]
C = TypeVar("C", bound=ModelConfig)

PIECE = 1 << 20  # bytes at once


@dataclass(frozen=True)
class Origin:
    """What a model was fitted on.

    Attributes:
        dataset: hash of the dataset.
        cut: everything before it trained, microseconds.
        numbering: hash of the users, kept items and labels in the order in which the model's arrays number them.
    """

    dataset: str
    cut: int
    numbering: str

    @classmethod
    def of(cls, train: Training) -> Self:
        """The origin of a model that is fitted on this training."""
        catalogue = train.catalogue
        parts = (train.positions, catalogue.source, catalogue.labels)
        shape = f"{catalogue.kept} kept, level {train.protocol.category_level}"
        return cls(train.dataset, train.cut, checksum(shape, *(np.ascontiguousarray(part).tobytes() for part in parts)))

    def check(self, training: Training) -> None:
        """Refuses a training that numbers users and items in another way.

        Raises:
            UserError: another dataset, cut, level or item filter.
        """
        asked = Origin.of(training)
        if asked.dataset != self.dataset:
            raise UserError("model-dataset", found=self.dataset[:12], expected=asked.dataset[:12])
        if asked.cut != self.cut:
            found, expected = (moment_text(cut, training.relative) for cut in (self.cut, asked.cut))
            raise UserError("model-cut", found=found, expected=expected)
        if asked.numbering != self.numbering:
            raise UserError("model-protocol")


def save_model(folder: Path, config: ModelConfig, origin: Origin, arrays: Arrays) -> None:
    """Writes model.json (configuration and origin) and arrays.safetensors into a folder."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, folder / "arrays.safetensors")
    about = {"config": config.model_dump(mode="json"), "origin": asdict(origin)}
    write_text(folder / "model.json", json.dumps(about, indent=1))


def load_model(
    folder: Path, training: Training, config: type[C], only: tuple[str, ...] = ()
) -> tuple[C, Origin, Arrays]:
    """Opens what `save_model` wrote.

    Args:
        training: of the window that the model was fitted on.
        config: the model's configuration class.
        only: names of the arrays to read; none named: all.

    Raises:
        UserError: the model was fitted on another dataset, before another cut, or under another protocol.
    """
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    origin = Origin(**about["origin"])
    origin.check(training)
    return config.model_validate(about["config"]), origin, _read(folder / "arrays.safetensors", only)


def _read(file: Path, only: tuple[str, ...]) -> Arrays:
    """Arrays of a file, in pieces: safetensors holds the interpreter while it reads, so a window would stand still."""
    from safetensors import safe_open

    _bring_near(file)
    found: Arrays = {}
    with safe_open(file, framework="numpy") as stored:
        for name in only or stored.keys():
            part = stored.get_slice(name)
            shape = part.get_shape()
            rows = max(1, PIECE // (8 * math.prod(shape[1:]))) if math.prod(shape) > PIECE // 8 else 0
            if not rows:
                found[name] = stored.get_tensor(name)
                continue
            first = part[:rows]
            found[name] = np.empty(shape, first.dtype)
            for begin in range(0, shape[0], rows):
                end = min(begin + rows, shape[0])
                found[name][begin:end] = part[begin:end]
    return found


def _bring_near(file: Path) -> None:
    """Has the system read a file into its cache, which lets other threads run; safetensors maps it then."""
    piece = bytearray(PIECE)
    with file.open("rb", buffering=0) as stream:
        while stream.readinto(piece):
            pass
