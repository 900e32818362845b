from __future__ import annotations

import ast
import pickle
import re
import string
from pathlib import Path

import pytest

import engine
from engine.errors import SENTENCES, UserError

ENGINE = Path(engine.__file__).parent
FIELDS = {code: {name for _, name, _, _ in string.Formatter().parse(text) if name} for code, text in SENTENCES.items()}


def raised() -> list[tuple[str, str, frozenset[str], bool]]:
    """Every UserError("code", name=…) of the engine: where, code, names, whether more names come from a mapping."""
    found = []
    for file in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError"):
                continue
            if not (node.args and isinstance(node.args[0], ast.Constant)):
                continue
            names = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            spread = any(keyword.arg is None for keyword in node.keywords)
            found.append((f"{file.relative_to(ENGINE)}:{node.lineno}", str(node.args[0].value), names, spread))
    return found


RAISED = raised()


def test_the_sentence_is_worded_from_code_and_values() -> None:
    error = UserError("model-unknown", model="eaze", found=["ease", "mostpop"])
    assert error.sentence == str(error) == 'There is no model "eaze"; there are ease, mostpop.'


def test_texts_are_the_values_as_the_sentence_words_them() -> None:
    error = UserError("model-unknown", model="eaze", found=("ease", 1))
    assert error.texts == {"model": "eaze", "found": "ease, 1"}


def test_paths_are_written_as_they_are() -> None:
    assert UserError("file-missing", file=Path("a/b.csv")).sentence.startswith(str(Path("a/b.csv")))


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        UserError("no-such-code")


def test_an_error_survives_pickling() -> None:
    error = UserError("cuts-order", validation="2017-09-11", test="2017-09-01")
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.values, again.sentence) == (error.code, error.values, error.sentence)


@pytest.mark.parametrize(
    ("place", "code", "names", "spread"), RAISED, ids=[f"{place} {code}" for place, code, *_ in RAISED]
)
def test_every_error_that_the_engine_raises_has_a_sentence_and_all_its_values(
    place: str, code: str, names: frozenset[str], spread: bool
) -> None:
    assert code in SENTENCES, place
    assert spread or names >= FIELDS[code], place


def test_every_sentence_is_used() -> None:
    everywhere = "\n".join(
        file.read_text(encoding="utf-8") for file in ENGINE.rglob("*.py") if file != ENGINE / "errors.py"
    )
    assert not {code for code in SENTENCES if f'"{code}"' not in everywhere}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_line_without_gaps(code: str) -> None:
    assert not re.search(r"\n|  |^ | $", SENTENCES[code])
