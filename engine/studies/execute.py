"""One run of a study: tune, fit, rank, and write the run folder whole.

Folder: config.toml (a study of this run alone), hits/SCOPE.npz, lists/SCOPE.parquet, model/, curves.parquet, log.txt
and manifest.json, written last and by rename: with it the run exists.
"""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.files import checksum, write_text
from engine.models.registry import model_class
from engine.monitor import Monitor
from engine.protocol.config import Scope
from engine.protocol.ranking import TopK, rank
from engine.protocol.recommender import Additive, Context, Fitted, Recommender
from engine.protocol.training import Training
from engine.studies.carried import Carried, carried
from engine.studies.manifest import at_cutoffs, now, run_manifest, write_json
from engine.studies.plan import RunSpec, is_closed_form
from engine.studies.prepared import Prepared
from engine.studies.recorder import Recorder
from engine.studies.study import Study, study_toml
from engine.studies.validation import Validation
from engine.workspace import Lists, Run, write_lists

__all__ = ["execute", "run_folder"]

Answering = Recommender | Carried


def execute(spec: RunSpec, prepared: Prepared, study_id: str, monitor: Monitor) -> Run:
    """Fits one recommender on the validation window and again on all before the test, ranks, and stores.

    Args:
        spec: from `plan`.
        prepared: the study's shared split, dataset and workspace.
        study_id: the study that the run belongs to.
        monitor: gets progress from 0 to 1, learning curves and messages.

    Raises:
        Cancelled: the run's folder is then left without a manifest.
        UserError: the model refuses the data; nothing is left.
    """
    folder = run_folder(spec, prepared, study_id)
    _begin(folder, spec, prepared.study)
    recorder = Recorder(monitor, folder / "log.txt")
    try:
        began = now()
        tuned = _tune(spec, prepared, folder, recorder)
        model, fitted = _fit(spec, prepared, folder, recorder, tuned)
        lists = _ranked(model, spec, prepared, recorder)
        reasons = _reasons(model, lists, spec, prepared, recorder)
        with recorder.stage("storing"):
            means = {scope: _store(folder, prepared, scope, lists[scope], reasons.get(scope)) for scope in spec.scopes}
            model.save(folder / "model")
            recorder.save(folder / "curves.parquet")
        shutil.rmtree(folder / "fit", ignore_errors=True)
        manifest = run_manifest(spec, prepared) | {
            "id": folder.name,
            "study": study_id,
            "has_probability": any(top.probabilities is not None for top in lists.values()),
            "created": began,
            "finished": now(),
            "seconds": round(recorder.timings.get("fit", recorder.timings.get("tuning", 0.0)), 3),
            "timings": {stage: round(seconds, 3) for stage, seconds in recorder.timings.items()},
            "validation": tuned.validation if tuned else None,
            "tuned": asdict(tuned.found) if tuned else None,
            "fitted": asdict(fitted),
            "means": means,
        }
        write_json(folder / "manifest.json", manifest)
    except UserError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except BaseException as error:
        recorder.write(f"ended before it was finished: {type(error).__name__} {error}".rstrip(), "warning")
        raise
    prepared.workspace.refresh()
    return Run.open(folder)


def run_folder(spec: RunSpec, prepared: Prepared, study_id: str) -> Path:
    """Where a run of a study lies; the same for a study that is resumed."""
    return prepared.workspace.runs_folder / f"{_slug(spec.name)}-{checksum(study_id, prepared.run_key(spec))[:8]}"


def _begin(folder: Path, spec: RunSpec, study: Study) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("hits", "lists", "model", "fit"):
        (folder / part).mkdir(parents=True)
    alone = study.model_copy(update={"models": (spec.config,), "seeds": (spec.seed,), "baselines": False})
    write_text(folder / "config.toml", study_toml(alone))


@dataclass(frozen=True)
class _Tuned:
    """The fit that sees the validation window: what it found, how it did, and the model if it is still needed."""

    model: Recommender | None
    found: Fitted
    validation: dict[str, object]


def _tune(spec: RunSpec, prepared: Prepared, folder: Path, recorder: Recorder) -> _Tuned | None:
    window, primary = prepared.window.validation, prepared.study.primary
    if window is None:
        recorder.message(f"{spec.name}: the past is too short for a validation window.", "warning")
        return None
    scope = primary.scope if primary.scope in spec.scopes else spec.scopes[0]
    first_step = 0 if is_closed_form(spec.config) else 1  # a learner is judged once an epoch is over
    validation = Validation(window, prepared.study.protocol, primary, scope, spec.name, recorder, first_step)
    model = _model(spec)
    with recorder.stage("tuning"):
        part = recorder.part(f"{spec.name}, tuning", 0.0, 0.45)
        found = model.fit(window[0], _context(spec, prepared, folder / "fit" / "tuning", part, validation, None))
        if not validation.values:
            validation(model)
    if not validation.values:
        recorder.message(f"{spec.name}: nobody can be evaluated in the validation window.", "warning")
    kept = None if prepared.study.protocol.split.refit else model  # two fitted models would not fit into small machines
    return _Tuned(
        kept, found, {"scope": scope, "metric": primary.title, "first_step": first_step, "values": validation.values}
    )


def _fit(
    spec: RunSpec, prepared: Prepared, folder: Path, recorder: Recorder, tuned: _Tuned | None
) -> tuple[Answering, Fitted]:
    window = prepared.window
    if tuned is not None and tuned.model is not None and window.validation is not None:
        return carried(tuned.model, window.validation[0], window.training), tuned.found
    model = _model(spec)
    with recorder.stage("fit"):
        part = recorder.part(f"{spec.name}, final fit", 0.45, 0.85)
        found = tuned.found if tuned else None
        context = _context(spec, prepared, folder / "fit" / "final", part, None, found)
        return model, model.fit(window.training, context)


def _ranked(model: Answering, spec: RunSpec, prepared: Prepared, recorder: Recorder) -> dict[Scope, TopK]:
    window, depth = prepared.window, prepared.study.protocol.max_k
    with recorder.stage("ranking"):
        part = recorder.part(spec.name, 0.85, 0.92)
        return rank(cast(Recommender, model), window.test, spec.scopes, depth, window.training.catalogue, part)


def _reasons(
    model: Answering, lists: dict[Scope, TopK], spec: RunSpec, prepared: Prepared, recorder: Recorder
) -> dict[Scope, npt.NDArray[np.int32]]:
    """The history items behind every listed item, for a model whose score is a sum over them; else nothing."""
    if not isinstance(model, Additive):
        return {}
    from engine.explain import strongest

    with recorder.stage("reasons"):
        part = recorder.part(spec.name, 0.92, 0.98)
        side_by_side = np.concatenate([top.items for top in lists.values()], axis=1)
        found = strongest(model, prepared.window.test.histories, side_by_side, monitor=part)
        return dict(zip(lists, np.split(found, len(lists), axis=1), strict=True))


def _model(spec: RunSpec) -> Recommender:
    return model_class(spec.config.model)(spec.config)


def _context(
    spec: RunSpec,
    prepared: Prepared,
    folder: Path,
    monitor: Monitor,
    validate: Validation | None,
    tuned: Fitted | None,
) -> Context:
    folder.mkdir(parents=True)
    return Context(monitor, prepared.device, spec.seed, folder, prepared.workspace.cache, validate, tuned)


def _store(
    folder: Path, prepared: Prepared, scope: Scope, lists: TopK, reasons: npt.NDArray[np.int32] | None
) -> dict[str, float | None]:
    """Writes the hits and lists of a scope; returns its means at the usual cutoffs."""
    from engine.evaluation import hits, marks, mean_curves

    window = prepared.window
    right = window.test.targets[scope]
    found = hits(lists, right)
    found.save(folder / "hits" / f"{scope}.npz")
    stored = _by_position(window.training, lists, marks(lists, right), reasons)
    write_lists(folder / "lists" / f"{scope}.parquet", stored)
    return at_cutoffs(mean_curves(found), prepared.study.primary.k)


def _by_position(
    training: Training, lists: TopK, hit: npt.NDArray[np.bool_], reasons: npt.NDArray[np.int32] | None
) -> Lists:
    """Lists in the dataset's own positions, which outlive the split's numbering."""

    def position(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        return np.where(numbers >= 0, training.catalogue.source[numbers], -1).astype(np.int32)

    named = None if reasons is None else position(reasons)
    users, items = training.positions[lists.users], position(lists.items)
    return Lists(users, items, lists.scores, lists.probabilities, hit, named)


def _slug(name: str) -> str:
    letters = "".join(letter.lower() if letter.isascii() and letter.isalnum() else "-" for letter in name)
    return "-".join(part for part in letters.split("-") if part)[:40] or "run"
