from __future__ import annotations

import errno

import pytest

from engine.errors import UserError
from engine.session.messages import Problem
from engine.session.problems import problem_of


def raised(error: BaseException) -> Problem:
    try:
        raise error
    except BaseException as caught:
        return problem_of(caught)


def test_a_user_error_keeps_its_sentence_its_code_and_its_values_as_text() -> None:
    problem = raised(UserError("model-unknown", model="eaze", found=["ease", "mostpop"]))
    assert problem.sentence == 'There is no model "eaze"; there are ease, mostpop.'
    assert problem.code == "model-unknown"
    assert problem.values == {"model": "eaze", "found": "ease, mostpop"}
    assert "test_problems.py" in problem.traceback


def test_a_fault_of_the_program_gets_a_plain_sentence_with_the_traceback_behind_it() -> None:
    problem = raised(ZeroDivisionError("division by zero"))
    assert problem.code == "unexpected"
    assert "ZeroDivisionError: division by zero" in problem.sentence
    assert "\n" not in problem.sentence
    assert problem.traceback.startswith("Traceback")


def test_an_error_of_many_lines_gives_a_sentence_of_one() -> None:
    assert "\n" not in raised(RuntimeError("first\nsecond")).sentence


def test_a_full_disk_is_named_with_the_file() -> None:
    problem = raised(OSError(errno.ENOSPC, "No space left on device", "hits.npz"))
    assert problem.code == "system"
    assert problem.sentence == "hits.npz could not be read or written: No space left on device."


class OutOfMemoryError(RuntimeError):
    """Named like torch's."""


@pytest.mark.parametrize("error", [MemoryError(), OutOfMemoryError("CUDA out of memory")])
def test_missing_memory_is_said_in_plain_words(error: BaseException) -> None:
    assert raised(error).code == "memory"
