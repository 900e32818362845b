from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from engine.errors import UserError
from engine.session.control import Control
from engine.session.mailbox import Mailbox
from engine.session.messages import Event, LogLine, Problem, Query, Reply
from engine.session.query_thread import Answering, QueryThread

Until = Callable[..., list[Event]]


@dataclass(frozen=True, slots=True)
class Echo(Query[str]):
    text: str


@dataclass(frozen=True, slots=True)
class Hold(Query[str]):
    """Is answered once `go` is set; interruptible where `interruptible`."""

    begun: threading.Event
    go: threading.Event
    interruptible: bool = False


@dataclass(frozen=True, slots=True)
class Raise(Query[str]):
    error: BaseException


def answer(query: Query[Any], control: Control) -> Any:
    match query:
        case Echo(text=text):
            return text
        case Hold(begun=begun, go=go, interruptible=interruptible):
            begun.set()
            while not go.wait(0.005):
                if interruptible:
                    control.check()
            return "held"
        case Raise(error=error):
            raise error


@contextmanager
def desk() -> Iterator[Answering]:
    yield answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def thread(mailbox: Mailbox) -> Iterator[QueryThread]:
    made = QueryThread(mailbox, desk)
    yield made
    made.close()
    assert made.join(10)


def reply(id: int) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Reply) and event.id == id


def values(events: list[Event]) -> list[Any]:
    return [event.value for event in events if isinstance(event, Reply)]


def test_a_query_is_answered_with_its_id_and_key(thread: QueryThread, mailbox: Mailbox, until: Until) -> None:
    id = thread.ask(Echo("hello"), "greeting")
    assert until(mailbox, reply(id)) == [Reply(id, "greeting", "hello")]


def test_a_newer_query_of_a_key_takes_the_place_of_one_that_waits(
    thread: QueryThread, mailbox: Mailbox, until: Until
) -> None:
    begun, go = threading.Event(), threading.Event()
    thread.ask(Hold(begun, go), "hold")
    assert begun.wait(5)
    for text in "abc":
        thread.ask(Echo(text), "shopper")
    last = thread.ask(Echo("d"), "shopper")
    go.set()
    assert values(until(mailbox, reply(last))) == ["held", "d"]


def test_a_newer_query_interrupts_a_running_one_of_its_key_which_gets_no_reply(
    thread: QueryThread, mailbox: Mailbox, until: Until
) -> None:
    begun, never = threading.Event(), threading.Event()
    thread.ask(Hold(begun, never, interruptible=True), "shopper")
    assert begun.wait(5)
    newer = thread.ask(Echo("newer"), "shopper")
    assert values(until(mailbox, reply(newer))) == ["newer"]


def test_an_answer_that_came_too_late_is_not_sent(thread: QueryThread, mailbox: Mailbox, until: Until) -> None:
    begun, go = threading.Event(), threading.Event()
    thread.ask(Hold(begun, go), "shopper")
    assert begun.wait(5)
    newer = thread.ask(Echo("newer"), "shopper")
    go.set()
    assert values(until(mailbox, reply(newer))) == ["newer"]


def test_other_keys_leave_a_running_query_alone(thread: QueryThread, mailbox: Mailbox, until: Until) -> None:
    begun, go = threading.Event(), threading.Event()
    thread.ask(Hold(begun, go, interruptible=True), "a")
    assert begun.wait(5)
    other = thread.ask(Echo("other"), "b")
    go.set()
    assert values(until(mailbox, reply(other))) == ["held", "other"]


def test_a_key_that_is_asked_again_and_again_keeps_its_place_in_the_line(
    thread: QueryThread, mailbox: Mailbox, until: Until
) -> None:
    begun, go = threading.Event(), threading.Event()
    thread.ask(Hold(begun, go), "hold")
    assert begun.wait(5)
    thread.ask(Echo("first"), "a")
    last = thread.ask(Echo("second"), "b")
    thread.ask(Echo("first again"), "a")
    go.set()
    assert values(until(mailbox, reply(last))) == ["held", "first again", "second"]


def test_an_error_is_a_reply_that_holds_the_problem_and_a_log_line(
    thread: QueryThread, mailbox: Mailbox, until: Until
) -> None:
    id = thread.ask(Raise(UserError("dataset-missing", folder="x")), "k")
    line, answered = until(mailbox, reply(id))
    assert isinstance(answered, Reply)
    assert isinstance(answered.value, Problem)
    assert answered.value.code == "dataset-missing"
    assert isinstance(line, LogLine)
    assert (line.job, line.level, line.text) == (None, "error", "x holds no dataset. Import one first.")


def test_a_fault_is_answered_and_the_thread_lives_on(thread: QueryThread, mailbox: Mailbox, until: Until) -> None:
    bad = thread.ask(Raise(SystemExit(1)), "k")
    assert values(until(mailbox, reply(bad)))[0].code == "unexpected"
    good = thread.ask(Echo("good"), "k")
    assert values(until(mailbox, reply(good))) == ["good"]


def test_closing_interrupts_a_running_query(mailbox: Mailbox) -> None:
    thread = QueryThread(mailbox, desk)
    begun, never = threading.Event(), threading.Event()
    thread.ask(Hold(begun, never, interruptible=True), "k")
    assert begun.wait(5)
    thread.close()
    assert thread.join(10)
    assert mailbox.drain() == []
    with pytest.raises(RuntimeError):
        thread.ask(Echo("late"), "k")


def test_where_the_desk_cannot_be_set_up_every_reply_is_that_problem(mailbox: Mailbox, until: Until) -> None:
    @contextmanager
    def broken() -> Iterator[Answering]:
        raise UserError("file-unreadable", file="catalogue.sqlite", reason="it is damaged")
        yield

    thread = QueryThread(mailbox, broken)
    id = thread.ask(Echo("x"), "k")
    assert values(until(mailbox, reply(id)))[0].code == "file-unreadable"
    thread.close()
    assert thread.join(10)
