"""Vocabularies: as numbers only if every id is an integer without leading zeros, else by code point."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck, quoted
from engine.data.vocabulary import make_vocabulary


def order(duck: Duck, ids: list[str]) -> list[str]:
    listed = ", ".join(f"({quoted(each)})" for each in ids)
    duck.run("DROP TABLE IF EXISTS words")
    count = make_vocabulary(duck, "words", f"SELECT DISTINCT key FROM (VALUES {listed}) v(key)")
    rows = duck.rows("SELECT id, code FROM words ORDER BY code")
    assert [code for _, code in rows] == list(range(count))
    return [each for each, _ in rows]


def expected(ids: list[str]) -> list[str]:
    if all(re.fullmatch("0|-?[1-9][0-9]*", each) for each in ids):
        return sorted(set(ids), key=int)
    return sorted(set(ids))


SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.lists(st.integers(-(10**30), 10**30).map(str), min_size=1))
@SETTINGS
def test_integers_of_any_length_ascend_as_numbers(duck: Duck, ids: list[str]) -> None:
    assert order(duck, ids) == expected(ids)


@given(
    st.lists(
        st.sampled_from(["0", "7", "10", "-3", "-20", "07", "-0", "1.0", "é", "B", "b", "😀", "﹏", " "]), min_size=1
    )
)
@SETTINGS
def test_one_id_that_is_no_plain_integer_makes_all_of_them_texts(duck: Duck, ids: list[str]) -> None:
    assert order(duck, ids) == expected(ids)
