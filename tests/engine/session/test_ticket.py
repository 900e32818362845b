from __future__ import annotations

from pathlib import Path

import pytest

from engine.session.messages import Event, ImportDataset, JobChanged, JobState
from engine.session.ticket import Ticket


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def ticket(events: list[Event]) -> Ticket:
    return Ticket(1, ImportDataset(Path("recipe.toml")), "Import", events.append)


def states(events: list[Event]) -> list[JobState]:
    return [event.state for event in events if isinstance(event, JobChanged)]


def test_a_job_cancelled_in_the_line_never_runs(ticket: Ticket, events: list[Event]) -> None:
    ticket.cancel()
    assert not ticket.enter("running")
    assert states(events) == ["queued", "cancelled"]


def test_cancelling_is_told_at_once_and_only_once(ticket: Ticket, events: list[Event]) -> None:
    ticket.enter("running")
    ticket.cancel()
    ticket.cancel()
    assert states(events) == ["queued", "running", "cancelling"]
    assert ticket.control.cancelled


def test_a_job_being_cancelled_neither_rests_nor_runs(ticket: Ticket, events: list[Event]) -> None:
    ticket.enter("running")
    ticket.cancel()
    assert not ticket.enter("paused")
    assert not ticket.enter("running")
    assert ticket.enter("cancelled")
    assert states(events)[-2:] == ["cancelling", "cancelled"]


def test_work_that_was_done_before_the_next_checkpoint_is_finished_although_cancelled(
    ticket: Ticket, events: list[Event]
) -> None:
    ticket.enter("running")
    ticket.cancel()
    ticket.enter("finished", "complete-journey")
    assert events[-1] == JobChanged(1, "Import", "finished", "complete-journey")


def test_nothing_follows_an_end(ticket: Ticket, events: list[Event]) -> None:
    ticket.enter("running")
    ticket.enter("failed")
    ticket.cancel()
    assert not ticket.enter("finished")
    assert states(events) == ["queued", "running", "failed"]
