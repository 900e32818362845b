"""Progress without a terminal, and words for durations."""

from __future__ import annotations

import signal

import pytest

from engine.cli.terminal import Terminal, duration_words, working
from engine.monitor import Cancelled


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (760, "12 min 40 s"), (7500, "2 h 5 min")],
)
def test_durations_in_words(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_a_step_is_one_line_however_often_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    for done in range(100):
        terminal.progress(done / 1000, f"EASE: block {done}")
    terminal.progress(0.5, "Pipeline: epoch 1")
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[1] for line in lines] == ["EASE:", "Pipeline:"]
    assert lines[1].endswith(" left")


def test_text_in_brackets_is_not_taken_for_markup(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().message("[[models]] is [red]")
    assert capsys.readouterr().err == "[[models]] is [red]\n"


def test_a_validation_point_is_a_line_and_a_loss_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.metric("ranking", "validation loss", 1, 0.5)
    terminal.metric("Pipeline", "validation f1@10", 1, 0.0431)
    assert capsys.readouterr().err == "Pipeline: validation f1@10 0.0431 (step 1)\n"


def test_the_first_ctrl_c_waits_for_a_checkpoint_and_the_second_does_not() -> None:
    with working() as terminal:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            terminal.checkpoint()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
