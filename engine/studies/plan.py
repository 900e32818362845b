"""Which runs a study consists of, and in what order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.models.registry import BASELINES, MODELS, TITLES, model_class
from engine.protocol.config import ProtocolConfig, Scope
from engine.protocol.recommender import ModelConfig
from engine.protocol.scopes import NEED_CATEGORIES
from engine.studies.study import Primary, Study

__all__ = ["Plan", "RunSpec", "is_closed_form", "plan", "resolved"]

# Seconds of fit and ranking on the Complete Journey and two cores, roughly: the widths of progress, the order of runs.
COSTS = {"mostpop": 1.0, "category-pop": 2.0, "itemknn": 6.0, "ease": 6.0, "pipeline": 100.0}
OTHER_COST = 20.0
# Series of look.md, 0-based: colour and dash of a run's first use of a model; everyone else takes the next free one.
SERIES = {"pipeline": 0, "ease": 1, "itemknn": 2, "category-pop": 4, "mostpop": 6}


@dataclass(frozen=True)
class RunSpec:
    """One recommender with one seed.

    Attributes:
        name: shown name, unique in the study.
        scopes: what it is ranked in.
        series: its number for life: colour and dash.
        cost: expected time, relative to the others.
    """

    config: ModelConfig
    seed: int
    name: str
    scopes: tuple[Scope, ...]
    series: int
    cost: float


@dataclass(frozen=True)
class Plan:
    """The runs of a study, cheap ones first, and what a person should know of those left out."""

    runs: tuple[RunSpec, ...]
    messages: tuple[str, ...]


def resolved(study: Study, data: Dataset) -> Study:
    """The study with everything that it leaves to the dataset filled in.

    A dataset without categories gets the scopes that need none, unless the study names its scopes. The primary
    question falls back to the first scope where its own is not asked.

    Raises:
        UserError: an unknown level, a primary question outside the protocol, or scopes that need categories.
    """
    protocol = study.protocol
    level = protocol.category_level or data.level
    if level is not None:
        data.taxonomy[level]
    scopes = protocol.scopes
    if level is None:
        needless = tuple(scope for scope in scopes if scope not in NEED_CATEGORIES)
        if "scopes" in protocol.model_fields_set or not needless:
            needy = [scope for scope in scopes if scope in NEED_CATEGORIES]
            if needy:
                raise UserError("level-missing", scopes=needy)
        scopes = needless
    protocol = protocol.model_copy(update={"category_level": level, "scopes": scopes})
    output = study.output
    if "lists" not in output.model_fields_set and not set(output.lists) & set(scopes):
        output = output.model_copy(update={"lists": scopes[:1]})
    if strange := [scope for scope in output.lists if scope not in scopes]:
        raise _refused("output.lists", strange[0], scopes)
    return study.model_copy(
        update={
            "dataset": data.name,
            "protocol": protocol,
            "primary": _primary(study.primary, protocol),
            "output": output,
        }
    )


def plan(study: Study, data: Dataset) -> Plan:
    """The runs of a resolved study.

    Raises:
        UserError: two models of one name, a model ranked in no scope of the protocol, or no model left.
    """
    configs = list(study.models)
    if study.baselines:
        present = {config.model for config in configs}
        configs += [model_class(name).config_class(model=name) for name in BASELINES if name not in present]
    messages = []
    kept = []
    for config in configs:
        if study.protocol.category_level is None and getattr(model_class(config.model), "needs_level", False):
            messages.append(f"{_title(config)} is left out: it needs categories, and {data.name} has none.")
        else:
            kept.append(config)
    if not kept:
        raise UserError("runs-none", reasons=messages or "it names no model and baselines = false")
    twice = Counter(_title(config) for config in kept).most_common(1)[0]
    if twice[1] > 1:
        raise UserError("runs-alike", name=twice[0])
    order = list(MODELS)
    kept.sort(key=lambda config: (COSTS.get(config.model, OTHER_COST), order.index(config.model)))
    seeds = {_title(config): _seeds(config, study.seeds) for config in kept}
    pairs = [(config, seed) for config in kept for seed in seeds[_title(config)]]
    series = _series([config.model for config, _ in pairs])
    runs = [
        RunSpec(
            config,
            seed,
            _title(config) if len(seeds[_title(config)]) == 1 else f"{_title(config)} (seed {seed})",
            _scopes(config, study.protocol),
            number,
            COSTS.get(config.model, OTHER_COST),
        )
        for (config, seed), number in zip(pairs, series, strict=True)
    ]
    return Plan(tuple(runs), tuple(messages))


def is_closed_form(config: ModelConfig) -> bool:
    """Whether the model is a formula: no seed, no epochs."""
    from engine.models.baselines.closed_form import ClosedForm

    return issubclass(model_class(config.model), ClosedForm)


def _primary(primary: Primary, protocol: ProtocolConfig) -> Primary:
    if primary.scope not in protocol.scopes:
        if "scope" in primary.model_fields_set:
            raise _refused("primary.scope", primary.scope, protocol.scopes)
        primary = primary.model_copy(update={"scope": protocol.scopes[0]})
    if primary.k > protocol.max_k:
        if "k" in primary.model_fields_set:
            raise UserError(
                "config-field",
                file="The study",
                field="primary.k",
                value=primary.k,
                reason=f"it is deeper than max_k = {protocol.max_k}",
            )
        primary = primary.model_copy(update={"k": protocol.max_k})
    return primary


def _refused(field: str, value: str, scopes: tuple[Scope, ...]) -> UserError:
    reason = f"the protocol asks only {', '.join(scopes)}"
    return UserError("config-field", file="The study", field=field, value=value, reason=reason)


def _title(config: ModelConfig) -> str:
    return config.name or TITLES.get(config.model, config.model)


def _seeds(config: ModelConfig, seeds: tuple[int, ...]) -> tuple[int, ...]:
    return seeds[:1] if is_closed_form(config) else seeds


def _scopes(config: ModelConfig, protocol: ProtocolConfig) -> tuple[Scope, ...]:
    if config.scopes is None:
        return protocol.scopes
    scopes = tuple(scope for scope in protocol.scopes if scope in config.scopes)
    if not scopes:
        raise _refused(f"{_title(config)} scopes", ", ".join(config.scopes), protocol.scopes)
    return scopes


def _series(models: list[str]) -> list[int]:
    given: list[int | None] = []
    for model in models:
        wanted = SERIES.get(model)
        given.append(wanted if wanted is not None and wanted not in given else None)
    free = (number for number in range(10**6) if number not in SERIES.values())
    return [next(free) if number is None else number for number in given]
