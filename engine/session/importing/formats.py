"""A file of a draft as it stands and as it is read, with the evidence for each setting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from engine.data.dataset import DAY
from engine.data.date_readings import Times
from engine.data.encodings import ENCODINGS
from engine.data.probe import Probe
from engine.data.recipe import Format
from engine.data.role_guess import guess_log
from engine.data.sample import Sample
from engine.session.importing.drafts import format_of, section
from engine.session.importing.preview import Preview, preview
from engine.session.messages.importing import DateReading, FormatQuery, FormatSetting, FormatView, TimesView

if TYPE_CHECKING:
    from engine.session.importing.desk import Looking

__all__ = ["format_view"]

DELIMITERS = (",", ";", "\t", "|")
QUOTES = ('"', "'", "")
WEEK = 7 * DAY
DEFAULT_NA = "NA,N/A,#N/A,NaN,nan,NULL,null,None,\\N"
OTHER_NA = "-,?,unknown,无,空"


def format_view(query: FormatQuery, looking: Looking) -> FormatView:
    """The file of a table as it is read.

    Raises:
        UserError: it cannot be read, or a setting is not accepted.
    """
    begun = time.monotonic()
    form = format_of(query.draft, query.table)
    values = section(query.draft, query.table)
    with looking.probe(query.draft, query.table) as probe:
        looking.check()
        times = None
        column = ""
        if query.table == "interactions":
            named = values.get("time")
            column = named if isinstance(named, str) else "" if named else _guessed_time(probe)
            times = probe.times(column) if column else None
        looking.check()
        shown = preview(probe, values, column, times, query.rows_from)
        looking.check()
        settings = _settings(probe, form, shown) if probe.dialect is not None else ()
        return FormatView(
            settings,
            shown.raw,
            probe.dialect.delimiter if probe.dialect is not None else "",
            tuple((each.name, _type(each.name, each.type, column, times)) for each in probe.columns),
            shown.rows,
            probe.sample.lines,
            time.monotonic() - begun,
            _times_view(column, times, probe) if times is not None else None,
        )


def _guessed_time(probe: Probe) -> str:
    found = guess_log(probe.columns).roles.get("time")
    return found if isinstance(found, str) else ""


def _type(name: str, type_: str, column: str, times: Times | None) -> str:
    if name == column and times is not None and times.readings[times.chosen].share > 0.5:
        return "date" if times.days_only else "date and time"
    return type_


def _settings(probe: Probe, form: Format, shown: Preview) -> tuple[FormatSetting, ...]:
    dialect, marks, sample = probe.dialect, probe.marks, probe.sample
    assert dialect is not None
    return (
        _encoding(form, sample),
        _setting(
            "delimiter",
            dialect.delimiter,
            form.delimiter is not None,
            DELIMITERS,
            "fields" if len(dialect.columns) > 1 else "one-field",
            len(dialect.columns) if len(dialect.columns) > 1 else -1,
            len(dialect.columns) > 1,
        ),
        _setting(
            "quote",
            dialect.quote,
            form.quote is not None,
            QUOTES,
            "used" if shown.quoted else "none-used",
            shown.quoted or -1,
            True,
        ),
        _header(probe, form),
        _setting(
            "decimal",
            marks.decimal,
            form.decimal is not None,
            (".", ","),
            "ambiguous" if marks.unclear else "in-columns" if marks.columns else "none-seen",
            marks.unclear or marks.columns or -1,
            not marks.unclear,
        ),
        _setting(
            "thousands",
            marks.thousands,
            form.thousands is not None,
            tuple(mark for mark in ("", ",", ".", " ", "'") if mark != marks.decimal),
            "in-columns" if marks.grouped else "none-seen",
            marks.grouped or -1,
            True,
        ),
        _na(form, shown),
    )


def _setting(
    name: str, value: str, chosen: bool, choices: tuple[str, ...], evidence: str, count: int, good: bool
) -> FormatSetting:
    listed = choices if value in choices else (*choices, value)
    return FormatSetting(name, value, chosen, listed, evidence, count, good)


def _encoding(form: Format, sample: Sample) -> FormatSetting:
    wrong = sample.wrong
    evidence = "invalid" if wrong else "marked" if sample.marked else "valid"
    return _setting("encoding", sample.encoding, form.encoding is not None, ENCODINGS, evidence, wrong or -1, not wrong)


def _header(probe: Probe, form: Format) -> FormatSetting:
    assert probe.dialect is not None
    header = probe.dialect.header
    looks = probe.first_row_names
    evidence = "numbered" if not header else "names" if looks else "looks-like-data"
    value = "true" if header else "false"
    return _setting("header", value, form.header is not None, ("true", "false"), evidence, -1, header == looks)


def _na(form: Format, shown: Preview) -> FormatSetting:
    value = DEFAULT_NA if form.na is None else ",".join(text for text in form.na if text)
    choices = (DEFAULT_NA, "NA", f"{DEFAULT_NA},{OTHER_NA}", "")
    evidence = "seen" if shown.missing else "none-seen"
    return _setting("na", value, form.na is not None, choices, evidence, shown.missing or -1, True)


def _times_view(column: str, times: Times, probe: Probe) -> TimesView:
    moments = times.moments
    readings = tuple(
        DateReading(each.form, each.order, each.example, each.share, each.breaks) for each in times.readings
    )
    if not len(moments):
        return TimesView(column, times.example, readings, times.chosen, np.zeros(0, np.int64), "", "", 0)
    days = moments // DAY
    first, last = int(days.min()), int(days.max())
    gap = int(np.diff(np.unique(days)).max(initial=1)) - 1 if probe.sample.whole else -1
    weight = 1.0
    if not probe.sample.whole:
        lines = probe.lines_of(times.rows)
        days = days[(lines > probe.sample.head) | (lines <= probe.sample.fair)]
        weight = probe.sample.lines / max(1, len(days))
    weeks = np.round(np.bincount((days - first) // 7, minlength=(last - first) // 7 + 1) * weight)
    return TimesView(
        column,
        times.example,
        readings,
        times.chosen,
        weeks.astype(np.int64),
        str(np.datetime64(first, "D")),
        str(np.datetime64(last, "D")),
        gap,
    )
