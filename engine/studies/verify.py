"""A run made again from its manifest: does it come out the same, and if not, where do the two part?"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from engine.errors import UserError
from engine.evaluation import Hits, mean_curves
from engine.monitor import Monitor
from engine.studies.execute import execute
from engine.studies.facts import code_hash, versions
from engine.studies.lending import lend
from engine.studies.prepared import prepare
from engine.studies.study import read_study
from engine.workspace import Run, Workspace

__all__ = ["Parted", "Verification", "verify"]


@dataclass(frozen=True)
class Parted:
    """One scope of a run beside the same made again.

    Attributes:
        scope: the scope.
        places: share of the list places that hold the same item.
        scores: largest difference of the scores of items that both have at a place.
        metrics: largest difference of a mean, over all metrics and cutoffs.
        first: user and rank of the first place that differs, the user by source id; None where none does.
    """

    scope: str
    places: float
    scores: float
    metrics: float
    first: tuple[str, int] | None

    @property
    def same(self) -> bool:
        return self.first is None and self.metrics == 0.0


@dataclass(frozen=True)
class Verification:
    """What a run made again shows.

    Attributes:
        run: its id.
        data: whether the dataset is the one that the run was made from.
        code: whether the program's source is.
        libraries: name → (then, now) of those that differ.
        device: (then, now).
        scopes: one each, in the run's order.
    """

    run: str
    data: bool
    code: bool
    libraries: dict[str, tuple[str, str]]
    device: tuple[str, str]
    scopes: tuple[Parted, ...]

    @property
    def same(self) -> bool:
        """Whether the result is the same to the last list place and mean."""
        return all(parted.same for parted in self.scopes)


def verify(run: Run, workspace: Workspace, monitor: Monitor, device: str = "auto") -> Verification:
    """Runs a run's own study again, in a workspace of its own that is then thrown away.

    Nothing is taken from the cache: text vectors and stages of the pipeline are made again, too.

    Args:
        run: an opened run; it is only read.
        workspace: holds the dataset; it is only read.
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        UserError: the dataset is gone, or the run cannot be made from what is there.
        Cancelled: at a checkpoint.
    """
    data = workspace.dataset(run.entry.dataset)
    study = read_study(run.folder / "config.toml")
    place = tempfile.TemporaryDirectory(prefix="crossaisle-", ignore_cleanup_errors=True)
    with place as folder, Workspace.open(Path(folder)) as own:
        lend(data.folder, own.datasets_folder / data.name)
        own.refresh()
        prepared = prepare(study, own, data.name, device=device)
        again = execute(prepared.plan.runs[0], prepared, "verify", monitor)
        scopes = tuple(_parted(run, again, scope, data.users.ids) for scope in run.scopes)
        now = again.manifest["device"]
    then, here = run.manifest["versions"], versions()
    return Verification(
        run.id,
        data.hash == run.dataset_hash,
        code_hash() == run.manifest["code_hash"],
        {
            name: (then.get(name, ""), here.get(name, ""))
            for name in {**then, **here}
            if then.get(name) != here.get(name)
        },
        (run.manifest["device"], now),
        scopes,
    )


def _parted(run: Run, again: Run, scope: str, ids: pa.StringArray) -> Parted:
    """Over all windows of the run; the share of places is that of the window where it is smallest."""
    found = [_of_window(run, again, scope, window, ids) for window in run.windows]
    first = next((each.first for each in found if each.first is not None), None)
    places = min(each.places for each in found)
    return Parted(scope, places, max(each.scores for each in found), max(each.metrics for each in found), first)


def _of_window(run: Run, again: Run, scope: str, window: str, ids: pa.StringArray) -> Parted:
    one, other = run.lists(scope, window=window), again.lists(scope, window=window)
    if one.items.shape != other.items.shape or not np.array_equal(one.users, other.users):
        raise UserError("verify-users", run=run.name, scope=scope, found=len(other), expected=len(one))
    same = one.items == other.items
    there = same & (one.items >= 0)
    apart = np.abs(one.scores[there].astype(np.float64) - other.scores[there])
    first = None
    if not same.all():
        row, rank = np.unravel_index(int(np.argmin(same)), same.shape)
        first = ids[int(one.users[row])].as_py(), int(rank) + 1
    curves = [mean_curves(Hits.open(each.hits_file(scope, window))) for each in (run, again)]
    metrics = max(float(np.nanmax(np.abs(curves[0][name] - curves[1][name]), initial=0.0)) for name in curves[0])
    return Parted(scope, float(same.mean()) if same.size else 1.0, float(apart.max(initial=0.0)), metrics, first)
