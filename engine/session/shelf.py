"""What queries have opened: datasets, runs, hits and windows, kept while their folders stay as they were."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.evaluation import Hits
from engine.output import Extract, Source, pooled_curves
from engine.protocol import ProtocolConfig, split
from engine.session.messages import RunId
from engine.session.run_window import RunWindow
from engine.workspace import DatasetEntry, Run, RunEntry, Workspace

__all__ = ["Shelf"]

Value = TypeVar("Value")
Stamp = tuple[int, int]
Curves = dict[str, npt.NDArray[np.float64]]

# How many of each kind stay open. A window holds the log's past once more in memory; hits are 5 MB at 100,000 users.
# The maps of 2,400 categories take 70 MB each.
ROOM = {"dataset": 4, "window": 1, "run": 256, "hits": 8, "curves": 1024, "lengths": 8, "source": 2}
ROOM |= {"ceilings": 4, "segments": 16, "parts": 32, "beyond": 32, "competing": 4, "pairs": 16}
ROOM |= {"evidence": 32, "entries": 2, "steps": 3, "relation": 4, "maps": 4, "definitions": 256}


class Shelf:
    """Opens each thing once; a folder that was written anew is opened again, one that is gone is told.

    Args:
        workspace: open for reading.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._open: dict[str, OrderedDict[str, tuple[Stamp, Any]]] = {kind: OrderedDict() for kind in ROOM}

    def close(self) -> None:
        """Lets go of everything, so that no file stays mapped."""
        for kept in self._open.values():
            kept.clear()

    def run(self, id: RunId) -> Run:
        """A finished run.

        Raises:
            UserError: its folder is gone, damaged or of a newer version.
        """
        folder = self.workspace.runs_folder / id
        return self.take("run", folder / RunEntry.marker, lambda: Run.open(folder))

    def against(self, run: Run, id: RunId | None) -> Run | None:
        """The run to hold beside another; None where none is named.

        Raises:
            UserError: it is gone, or it answers another question than `run`.
        """
        if id is None:
            return None
        other = self.run(id)
        if (other.dataset_hash, other.manifest["protocol"]) != (run.dataset_hash, run.manifest["protocol"]):
            raise UserError("runs-apart", run=run.name, against=other.name)
        return other

    def hits(self, run: Run, scope: str) -> Hits:
        """The stored hits of a run in a scope."""
        file = run.hits_file(scope)
        return self.take("hits", run.folder / RunEntry.marker, lambda: Hits.open(file), scope)

    def curves(self, run: Run, scope: str) -> Curves:
        """Metric → mean curve of a run in a scope, over all its windows."""
        return self.take("curves", run.folder / RunEntry.marker, lambda: pooled_curves(run, scope), scope)

    def dataset(self, run: Run) -> Dataset:
        """The dataset that a run was made from.

        Raises:
            UserError: it is gone, or another state of it was imported since.
        """
        folder = self.workspace.datasets_folder / run.entry.dataset
        data = self.take("dataset", folder / DatasetEntry.marker, lambda: Dataset.open(folder))
        if data.hash != run.dataset_hash:
            raise UserError(
                "dataset-changed", run=run.name, dataset=data.name, found=data.hash[:12], expected=run.dataset_hash[:12]
            )
        return data

    def source(self, run: Run) -> Source:
        """What the positions in a run's lists stand for, as exports write it."""
        data, level = self.dataset(run), run.manifest["level"]
        return self.take("source", data.folder / DatasetEntry.marker, lambda: Source.of(data, level), str(level))

    def lengths(self, extract: Extract) -> npt.NDArray[np.int32]:
        """int32: how many items each of a run's lists in a scope has."""
        marker = extract.run.folder / RunEntry.marker
        return self.take("lengths", marker, extract.lengths, extract.scope)

    def window(self, run: Run) -> RunWindow:
        """What a run was trained on and asked; cut again from the dataset, as the run's own study did."""
        data = self.dataset(run)
        protocol = run.manifest["protocol"]
        marker = data.folder / DatasetEntry.marker
        return self.take("window", marker, lambda: _cut(data, protocol), json.dumps(protocol, sort_keys=True))

    def take(self, kind: str, marker: Path, opening: Callable[[], Value], part: str = "") -> Value:
        """What `opening` gives, kept while the file `marker` stays as it is.

        Args:
            kind: one of `ROOM`.
            part: tells apart what hangs on the same file.

        Raises:
            UserError: the file is gone.
        """
        kept, key = self._open[kind], f"{marker} {part}"
        try:
            status = marker.stat()
            stamp = status.st_mtime_ns, status.st_ino
            if key not in kept or kept[key][0] != stamp:
                kept[key] = stamp, opening()
        except (FileNotFoundError, NotADirectoryError):
            kept.pop(key, None)
            raise UserError("folder-gone", folder=marker.parent) from None
        kept.move_to_end(key)
        while len(kept) > ROOM[kind]:
            kept.popitem(last=False)
        value: Value = kept[key][1]
        return value


def _cut(data: Dataset, protocol: dict[str, Any]) -> RunWindow:
    window = split(data, ProtocolConfig.model_validate(protocol)).windows[-1]
    return RunWindow(data, window.training, window.test)
