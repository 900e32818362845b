from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from engine.models.registry import MODELS
from engine.monitor import Cancelled, Monitor
from engine.session import libraries


class Heard(Monitor):
    """Keeps steps; cancelled from the start where it is told so."""

    def __init__(self, cancelled: bool = False) -> None:
        self.steps: list[str] = []
        self.cancelled = cancelled

    def progress(self, fraction: float, step: str = "") -> None:
        self.steps.append(step)

    def checkpoint(self) -> None:
        if self.cancelled:
            raise Cancelled


def test_what_is_loaded_is_not_loaded_again() -> None:
    heard = Heard()
    libraries.load(["json", "sys"], heard, keep=True)
    assert heard.steps == []


def test_libraries_are_imported_one_by_one_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    libraries.load(["colorsys"], heard, keep=False)
    assert heard.steps == ["loading colorsys"]
    assert "colorsys" in sys.modules


def test_loading_can_be_cancelled_between_two_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with pytest.raises(Cancelled):
        libraries.load(["colorsys"], Heard(cancelled=True), keep=False)
    assert "colorsys" not in sys.modules


def test_what_was_loaded_is_kept_out_of_collections_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    gc.unfreeze()
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with libraries.kept_until_the_end():
        libraries.load(["colorsys"], Monitor(), keep=True)
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_a_closed_form_study_loads_neither_transformers_nor_torch_geometric() -> None:
    names = libraries.libraries_of(["ease", "itemknn"])
    assert "torch" in names
    assert not [name for name in names if name.startswith(("transformers", "torch_geometric", "sentence"))]


def test_libraries_are_named_for_registered_models_only_and_once() -> None:
    assert set(libraries.MODELS) <= set(MODELS)
    names = libraries.libraries_of(["pipeline", "pipeline"])
    assert len(names) == len(set(names))
    assert "transformers.models.bert.modeling_bert" in names


def test_one_core_is_left_to_the_window_while_the_block_computes() -> None:
    import torch

    before = torch.get_num_threads()
    with libraries.one_core_left():
        assert 1 <= torch.get_num_threads() <= max(1, libraries.cores() - 1)
    assert torch.get_num_threads() == before


@pytest.mark.parametrize("keep", ["True", "False"])
def test_a_process_ends_without_a_word_after_loading_duckdb(keep: str) -> None:
    code = (
        "from engine.monitor import Monitor\n"
        "from engine.session.libraries import kept_until_the_end, load\n"
        "with kept_until_the_end():\n"
        f"    load(['duckdb'], Monitor(), keep={keep})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
