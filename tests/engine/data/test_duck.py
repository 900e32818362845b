"""The connection: cancel, progress, quotation."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.duck import Duck, Unreadable, ident, quoted
from engine.monitor import Cancelled, Monitor

ENDLESS = "SELECT count(*) FROM range(1000000000) a(i), range(1000000) b(j) WHERE hash(i, j) = 7"


class Waiting(Monitor):
    """Cancels a while after it was made."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def checkpoint(self) -> None:
        if time.monotonic() > self.end:
            raise Cancelled


def test_a_running_statement_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    with Duck(Waiting(0.2), tmp_path) as duck:
        begin = time.monotonic()
        with pytest.raises(Cancelled):
            duck.rows(ENDLESS)
        assert time.monotonic() - begin < 10
        assert duck.watch(lambda: 7) == 7


def test_a_stage_is_not_begun_after_a_cancel(tmp_path: Path) -> None:
    with Duck(Waiting(-1), tmp_path) as duck, pytest.raises(Cancelled):
        duck.stage("reading", 0.0, 0.5)


def test_an_error_of_the_work_is_its_own(duck: Duck) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        duck.watch(work)


def test_an_unreadable_file_is_told_in_one_line(duck: Duck, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        duck.run(f"SELECT * FROM read_parquet('{tmp_path}/gone.parquet')")
    assert "\n" not in str(caught.value)
    assert not caught.value.form


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_name_survive_quotation(duck: Duck, text: str) -> None:
    assert duck.row(f"SELECT {quoted(text)} AS {ident(text or 'x')}") == (text,)


def test_no_table_of_this_program_can_be_named_in_a_query(duck: Duck) -> None:
    secret = {"a": [1]}
    with pytest.raises(Exception, match="secret"):
        duck.rows("SELECT * FROM secret")
    assert secret
