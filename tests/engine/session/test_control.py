from __future__ import annotations

import threading

import pytest

from engine.monitor import Cancelled
from engine.session.control import Control


def test_a_fresh_control_lets_work_go_on() -> None:
    control = Control()
    control.check()
    control.wait()
    assert not control.paused


def test_check_raises_once_cancelled() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        control.check()


def test_a_cancelled_control_does_not_wait_although_paused() -> None:
    control = Control()
    control.pause()
    control.cancel()
    control.wait()
    assert not control.paused


@pytest.mark.parametrize("switch", ["resume", "cancel"])
def test_waiting_ends_when_resumed_or_cancelled(switch: str) -> None:
    control, waiting, passed = Control(), threading.Event(), threading.Event()
    control.pause()

    def work() -> None:
        waiting.set()
        control.wait()
        passed.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert waiting.wait(5)
    assert not passed.wait(0.05)
    getattr(control, switch)()
    assert passed.wait(5)
    thread.join(5)
