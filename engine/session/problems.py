"""An exception as the person sees it."""

from __future__ import annotations

import traceback

from engine.errors import UserError
from engine.session.messages import Problem

__all__ = ["problem_of"]


def problem_of(error: BaseException) -> Problem:
    """The sentence of an error, its code and values, and the traceback behind it.

    A `UserError` says it itself. Full disks, missing rights and missing memory come from the system and get a sentence
    here, codes "system" and "memory"; everything else is a fault of the program, code "unexpected".
    """
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, UserError):
        return Problem(error.sentence, error.code, error.texts, trace)
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":  # torch's own is no MemoryError
        return _worded(UserError("memory"), trace)
    if isinstance(error, OSError) and error.strerror:
        file = error.filename if error.filename is not None else "A file"
        return _worded(UserError("system", file=str(file), reason=error.strerror), trace)
    name, text = type(error).__name__, str(error).strip().split("\n")[0]
    what = f"{name}: {text}" if text else name
    sentence = f"Something went wrong inside Crossaisle ({what}). Nothing half-written was kept; the details say where."
    return Problem(sentence, "unexpected", {"what": what}, trace)


def _worded(error: UserError, trace: str) -> Problem:
    return Problem(error.sentence, error.code, error.texts, trace)
