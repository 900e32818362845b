"""What a cheap fit of the audit leaves out."""

from __future__ import annotations

from engine.models.baselines.ease import EaseConfig
from engine.models.baselines.lightgcn import LightGCNConfig
from engine.models.pipeline.config import PipelineConfig
from engine.studies.refits import limited


def test_a_network_is_cut_down_to_one_epoch_of_one_member_and_two_windows() -> None:
    config = limited(PipelineConfig())
    assert (config.epochs, config.members, config.cuts) == (1, 1, 2)
    assert (config.profile_epochs, config.association_epochs, config.mask_epochs) == (1, 1, 1)
    assert config.width == PipelineConfig().width


def test_a_part_that_is_switched_off_stays_off() -> None:
    assert limited(PipelineConfig(mask_epochs=0)).mask_epochs == 0


def test_a_formula_and_a_network_of_one_epoch_are_fitted_as_they_are() -> None:
    for config in (EaseConfig(), LightGCNConfig(epochs=1)):
        assert limited(config) is config
