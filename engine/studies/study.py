"""A study as a person writes it in STUDY.toml: dataset, protocol, the one question, and who is to answer it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr, SerializeAsAny, ValidationError, ValidationInfo, field_validator

from engine.data.refusal import refusal
from engine.errors import UserError
from engine.models.registry import model_class
from engine.protocol.config import Config, ProtocolConfig, Scope
from engine.protocol.recommender import ModelConfig
from engine.workspace.drafts import file_text, study_name

__all__ = ["FORMAT", "Metric", "Output", "Primary", "Study", "parse_study", "read_study", "study_toml"]

FORMAT = 1  # the newest STUDY.toml that is understood
Metric = Literal["precision", "recall", "f1", "ndcg", "map", "mrr", "hit_rate"]


class Primary(Config):
    """The study's one question; drives early stopping and the verdict."""

    metric: Metric = "f1"
    k: int = Field(10, ge=1, description="cutoff; at most max_k")
    scope: Scope = "cross"
    reference: str = Field("ease", min_length=1, description="the run that the others are compared with")

    @property
    def title(self) -> str:
        """Such as "f1@10"."""
        return f"{self.metric}@{self.k}"


class Output(Config):
    """What is written into the study's folder beyond the contract's default."""

    lists: tuple[Scope, ...] = Field(("cross",), description="scopes whose ranked lists go into lists.csv")


class Study(Config):
    """Dataset × protocol × recommenders × seeds."""

    version: int = Field(FORMAT, ge=1, description="format of the file")
    dataset: str | None = Field(None, min_length=1, description="a dataset of the workspace; none: the only one")
    seeds: tuple[int, ...] = Field((0,), min_length=1, description="one run each for models that learn by chance")
    baselines: bool = Field(True, description="add mostpop, category-pop, itemknn and ease where they are missing")
    protocol: ProtocolConfig = Field(default_factory=lambda: ProtocolConfig())
    primary: Primary = Field(default_factory=lambda: Primary())
    models: tuple[SerializeAsAny[ModelConfig], ...] = ()
    output: Output = Field(default_factory=lambda: Output())
    _name: str = PrivateAttr("study")

    @property
    def name(self) -> str:
        """The file's name without its ending; "study" where it was made in code."""
        return self._name

    @field_validator("seeds")
    @classmethod
    def _seeds_differ(cls, seeds: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(seeds)) < len(seeds):
            raise ValueError("a seed is named twice")
        if min(seeds) < 0 or max(seeds) >= 2**32:
            raise ValueError("a seed lies between 0 and 4294967295")
        return seeds

    @field_validator("models", mode="before")
    @classmethod
    def _configured(cls, models: object, info: ValidationInfo) -> object:
        if not isinstance(models, list | tuple):
            raise ValueError("tables [[models]] are expected")
        file = (info.context or {}).get("file", "the study")
        return tuple(_model(entry, number, file) for number, entry in enumerate(models))


def read_study(file: Path) -> Study:
    """Reads and checks a study file.

    Raises:
        UserError: it is missing, no TOML, of a newer version, or a field is wrong; file, field and value are named.
    """
    return parse_study(file_text(file), file)


def parse_study(text: str, file: Path | str = "the study") -> Study:
    """Checks the text of a study; `file` is how sentences call it.

    Raises:
        UserError: it is no TOML, of a newer version, or a field is wrong.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError("file-unreadable", file=file, reason=f"it is no TOML, {error}") from None
    version = values.get("version", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        raise UserError("format-newer", file=file, found=version, known=FORMAT)
    try:
        study = Study.model_validate(values, context={"file": file})
    except ValidationError as error:
        raise refusal(error, values, Study, file) from None
    if isinstance(file, Path):
        study._name = study_name(file)
        study = _with_places(study, file)
    return study


def _with_places(study: Study, file: Path) -> Study:
    """The study with a file of candidates that no longer depends on where the study lies."""
    listed = study.protocol.candidates
    if listed is None:
        return study
    place = str((file.absolute().parent / listed).resolve())
    return study.model_copy(update={"protocol": study.protocol.model_copy(update={"candidates": place})})


def study_toml(study: Study) -> str:
    """The study as TOML, every field written out; reading it gives an equal study."""
    import tomlkit

    values = _plain(study.model_dump(exclude_none=True))
    models = values.pop("models")
    document = tomlkit.document()
    for name, value in values.items():
        document.add(name, value)
    tables = tomlkit.aot()
    for model in models:
        tables.append(tomlkit.item(model))
    if models:
        document.add("models", tables)
    return tomlkit.dumps(document)


def _model(entry: object, number: int, file: Path | str) -> ModelConfig:
    if isinstance(entry, ModelConfig):
        return entry
    place = ("models", number)
    if not isinstance(entry, dict) or not isinstance(entry.get("model"), str):
        raise UserError("config-missing", file=file, field=f"models.{number + 1}.model")
    config = model_class(entry["model"]).config_class
    try:
        return config.model_validate(entry)
    except ValidationError as error:
        raise refusal(error, entry, config, file, place) from None


def _plain(value: Any) -> Any:
    """Tuples as lists, which TOML has."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
