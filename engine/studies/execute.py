"""One run of a study: tune, fit, rank, and write the run folder whole.

Folder: config.toml (a study of this run alone), hits/SCOPE.npz, intervals/SCOPE.npz, lists/SCOPE.parquet,
pairs/SCOPE.npz where the model gives probabilities, model/, curves.parquet, log.txt and manifest.json, written last and
by rename: with it the run exists. Where a study has several windows, these are of the newest; the others have their
hits, intervals, lists and pairs in windows/CUT/.
"""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.errors import UserError
from engine.evaluation.reliability import PairCounts
from engine.files import checksum, write_text
from engine.models.registry import model_class
from engine.monitor import Monitor
from engine.protocol.config import Scope
from engine.protocol.ranking import TopK
from engine.protocol.recommender import Additive, Context, Fitted, Recommender
from engine.protocol.split import Window
from engine.protocol.training import Training
from engine.studies.carried import Carried, carried
from engine.studies.manifest import at_cutoffs, now, run_manifest, window_facts, write_json
from engine.studies.plan import RunSpec, is_closed_form
from engine.studies.prepared import Prepared
from engine.studies.recorder import Quiet, Recorder
from engine.studies.shares import Bounds, stage_bounds
from engine.studies.study import Study, study_toml
from engine.studies.validation import Validation
from engine.studies.watching import rank_watched
from engine.workspace import Lists, Run, window_folder, write_lists

__all__ = ["execute", "run_folder"]

Answering = Recommender | Carried


def execute(spec: RunSpec, prepared: Prepared, study_id: str, monitor: Monitor, bounds: Bounds | None = None) -> Run:
    """Fits one recommender on the validation window and again on all before the test, ranks, and stores.

    Args:
        spec: from `plan`.
        prepared: the study's shared split, dataset and workspace.
        study_id: the study that the run belongs to.
        monitor: gets progress from 0 to 1, learning curves and messages.
        bounds: of its stages; none: those of a run that nothing is known of.

    Raises:
        Cancelled: the run's folder is then left without a manifest.
        UserError: the model refuses the data; nothing is left.
    """
    folder = run_folder(spec, prepared, study_id)
    _begin(folder, spec, prepared.study)
    recorder = Recorder(monitor, folder / "log.txt", bounds or stage_bounds(None))
    try:
        began = now()
        tuned = _tune(spec, prepared, folder, recorder)
        answers = [
            _answer(spec, prepared, place, folder, recorder, tuned) for place in range(len(prepared.split.windows))
        ]
        recorder.save(folder / "curves.parquet")
        shutil.rmtree(folder / "fit", ignore_errors=True)
        manifest = run_manifest(spec, prepared) | {
            "id": folder.name,
            "study": study_id,
            "has_probability": any(answer.has_probability for answer in answers),
            "created": began,
            "finished": now(),
            "seconds": round(recorder.timings.get("fit", recorder.timings.get("tuning", 0.0)), 3),
            "timings": {stage: round(seconds, 3) for stage, seconds in recorder.timings.items()},
            "validation": tuned.validation if tuned else None,
            "tuned": asdict(tuned.found) if tuned else None,
            "fitted": asdict(answers[-1].fitted),
            "means": answers[-1].means,
            "windows": [_told(window, answer) for window, answer in zip(prepared.split.windows, answers, strict=True)],
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
    for part in ("model", "fit"):
        (folder / part).mkdir(parents=True)
    alone = study.model_copy(update={"models": (spec.config,), "seeds": (spec.seed,), "baselines": False})
    write_text(folder / "config.toml", study_toml(alone))


@dataclass(frozen=True)
class _Answer:
    """What a run says of its answer to one window."""

    fitted: Fitted
    means: dict[Scope, dict[str, float | None]]
    has_probability: bool


def _answer(
    spec: RunSpec, prepared: Prepared, place: int, folder: Path, recorder: Recorder, tuned: _Tuned | None
) -> _Answer:
    """Fits before a window's cut, ranks its question and stores the lists; the model of the newest is kept."""
    windows = prepared.split.windows
    window, newest = windows[place], place == len(windows) - 1
    bounds = _bounds(recorder.bounds, place, len(windows))
    model, fitted = _fit(spec, prepared, place, folder, recorder, bounds, tuned)
    lists, pairs = _ranked(model, spec, prepared, window, recorder, bounds)
    reasons = _reasons(model, lists, spec, window, recorder, bounds)
    with recorder.stage("storing"):
        where = folder if newest else window_folder(folder, window.test.title(prepared.data.relative))
        for part in ("hits", "intervals", "lists"):
            (where / part).mkdir(parents=True, exist_ok=True)
        means = {
            scope: _store(where, prepared, window, scope, lists[scope], reasons.get(scope), recorder)
            for scope in spec.scopes
        }
        for scope, counted in pairs.items():
            counted.save(where / "pairs" / f"{scope}.npz")
        if newest:
            model.save(folder / "model")
    return _Answer(fitted, means, any(top.probabilities is not None for top in lists.values()))


def _bounds(whole: Bounds, place: int, windows: int) -> Bounds:
    """The stages behind the tuning, of one of several windows that follow each other."""
    if windows == 1:
        return whole
    begin = whole["tuning"][1]
    share = (1.0 - begin) / windows

    def at(fraction: float) -> float:
        return begin + place * share + (fraction - begin) / windows

    return {stage: (at(first), at(last)) for stage, (first, last) in whole.items() if stage != "tuning"}


def _told(window: Window, answer: _Answer) -> dict[str, object]:
    facts = window_facts(window, tuple(answer.means))
    return facts.pop("window") | facts | {"means": answer.means}


@dataclass(frozen=True)
class _Tuned:
    """The fits that see the validation windows: what they found, how they did, and the newest's model if it is needed.

    Attributes:
        validation: values are means over the windows.
    """

    model: Recommender | None
    found: Fitted
    validation: dict[str, object]


def _tune(spec: RunSpec, prepared: Prepared, folder: Path, recorder: Recorder) -> _Tuned | None:
    windows, primary = prepared.window.validations, prepared.study.primary
    if not windows:
        recorder.message(f"{spec.name}: {prepared.no_validation}.", "warning")
        return None
    scope = primary.scope if primary.scope in spec.scopes else spec.scopes[0]
    first_step = 0 if is_closed_form(spec.config) else 1  # a learner is judged once an epoch is over
    begin, end = recorder.bounds["tuning"]
    ends = np.linspace(begin, end, len(windows) + 1).tolist()
    fits, curves = [], []
    for place, window in enumerate(windows):
        name = spec.name if len(windows) == 1 else f"{spec.name}, {window[1].title(prepared.data.relative)}"
        validation = Validation(window, prepared.study.protocol, primary, scope, name, recorder, first_step)
        model = _model(spec)
        with recorder.stage("tuning"):
            part = recorder.part(f"{name}, tuning", ends[place], ends[place + 1])
            context = _context(spec, prepared, folder / "fit" / "tuning" / str(place), part, validation, None)
            fits.append(model.fit(window[0], context))
            if not validation.values:
                validation(model)
        if not validation.values:
            recorder.message(f"{name}: nobody can be evaluated in the validation window.", "warning")
        curves.append(validation.values)
    kept = None if prepared.study.protocol.split.refit else model  # two fitted models would not fit into small machines
    values = np.mean([curve[: min(map(len, curves))] for curve in curves], axis=0).tolist()
    told = {"scope": scope, "metric": primary.title, "first_step": first_step, "values": values}
    return _Tuned(kept, _agreed(fits), told)


def _agreed(fits: list[Fitted]) -> Fitted:
    """What the fits of several validation windows found: the mean of their epochs, and the newest's notes."""
    newest = fits[-1]
    epochs = {part: round(float(np.mean([fit.epochs[part] for fit in fits]))) for part in newest.epochs}
    return Fitted(epochs, newest.notes)


def _fit(
    spec: RunSpec,
    prepared: Prepared,
    place: int,
    folder: Path,
    recorder: Recorder,
    bounds: Bounds,
    tuned: _Tuned | None,
) -> tuple[Answering, Fitted]:
    window = prepared.split.windows[place]
    if tuned is not None and tuned.model is not None and window.validation is not None:
        return carried(tuned.model, window.validation[0], window.training), tuned.found
    model = _model(spec)
    with recorder.stage("fit"):
        part = recorder.part(f"{spec.name}, final fit", *bounds["fit"])
        found = tuned.found if tuned else None
        context = _context(spec, prepared, folder / "fit" / "final" / str(place), part, None, found)
        return model, model.fit(window.training, context)


def _ranked(
    model: Answering, spec: RunSpec, prepared: Prepared, window: Window, recorder: Recorder, bounds: Bounds
) -> tuple[dict[Scope, TopK], dict[Scope, PairCounts]]:
    depth = prepared.study.protocol.max_k
    with recorder.stage("ranking"):
        part = recorder.part(f"{spec.name}, lists", *bounds["ranking"])
        return rank_watched(model, window.test, spec.scopes, depth, window.training.catalogue, part)


def _reasons(
    model: Answering, lists: dict[Scope, TopK], spec: RunSpec, window: Window, recorder: Recorder, bounds: Bounds
) -> dict[Scope, npt.NDArray[np.int32]]:
    """The history items behind every listed item, for a model whose score is a sum over them; else nothing."""
    if not isinstance(model, Additive):
        return {}
    from engine.explain import strongest

    with recorder.stage("reasons"):
        part = recorder.part(f"{spec.name}, lists", *bounds["reasons"])
        side_by_side = np.concatenate([top.items for top in lists.values()], axis=1)
        found = strongest(model, window.test.histories, side_by_side, monitor=part)
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
    folder: Path,
    prepared: Prepared,
    window: Window,
    scope: Scope,
    lists: TopK,
    reasons: npt.NDArray[np.int32] | None,
    monitor: Monitor,
) -> dict[str, float | None]:
    """Writes the hits and lists of a scope; returns its means at the usual cutoffs."""
    from engine.evaluation import curve_intervals, hits, marks, mean_curves

    right = window.test.targets[scope]
    found = hits(lists, right)
    found.save(folder / "hits" / f"{scope}.npz")
    curve_intervals(found, int(window.test.active.sum()), monitor=Quiet(monitor)).save(
        folder / "intervals" / f"{scope}.npz"
    )
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
