"""Models by name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.errors import UserError
from engine.models import BASELINES, MODELS, TITLES, missing_baselines, model_class
from engine.models.registry import NEED_LEVEL


def test_every_registered_model_is_there_under_its_name() -> None:
    for name in MODELS:
        kind = model_class(name)
        assert kind.config_class().model == name
        assert isinstance(kind.scope_free, bool)
        assert isinstance(kind.folds_in, bool)


def test_every_model_has_a_title_and_baselines_are_models() -> None:
    assert set(TITLES) == set(MODELS)
    assert set(BASELINES) <= set(MODELS)


def test_baselines_that_were_not_run_are_missing_and_those_that_cannot_be_are_not() -> None:
    assert missing_baselines(["ease", "pipeline"], "shelf") == ("mostpop", "category-pop", "itemknn")
    assert missing_baselines(["ease", "itemknn"], None) == ("mostpop",)
    assert missing_baselines(BASELINES, "shelf") == ()


def test_the_baselines_that_need_a_level_are_those_that_say_so() -> None:
    assert {name for name in BASELINES if model_class(name).needs_level} == set(NEED_LEVEL)


def test_an_unknown_name_is_refused_and_the_known_are_named() -> None:
    with pytest.raises(UserError, match=r'no model "eaze".*ease') as caught:
        model_class("eaze")
    assert caught.value.code == "model-unknown"


def test_baselines_import_neither_transformers_nor_torch_geometric() -> None:
    program = (
        "import sys; from engine.models import BASELINES, model_class; [model_class(name) for name in BASELINES]; "
        "print([name for name in ('transformers', 'torch_geometric', 'sentence_transformers') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
