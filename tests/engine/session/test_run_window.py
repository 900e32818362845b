"""What of a shopper's interactions trained and what is held out, as a page shows it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.protocol import ProtocolConfig, split
from engine.protocol.parting import HELD, parted
from engine.session.run_window import RunWindow
from tests.engine.protocol.drawn import drawn

RULES = (
    {"kind": "time", "test_start": "2024-01-14"},
    {"kind": "rolling", "horizon": "3d", "test_starts": ["2024-01-11", "2024-01-14"]},
    {"kind": "leave-last"},
    {"kind": "next-basket"},
    {"kind": "given"},
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["kind"]))
def test_every_interaction_of_a_shopper_is_in_the_part_that_the_split_gave_it(rule: dict[str, object]) -> None:
    data = drawn(11, rows=120).data
    protocol = ProtocolConfig.model_validate({"split": rule, "scopes": ["all"]})
    window = split(data, protocol).windows[-1]
    shown = RunWindow(data, window.training, window.test)
    folds = np.concatenate([shown.fold(user) for user in range(len(data.users))])
    expected = parted(data, protocol.split).tests[-1]().fold
    assert folds.tolist() == expected.tolist()
    assert HELD in folds
