"""The sections with figures: curves, differences, runs, other scopes, ceilings, segments, ties."""

from __future__ import annotations

import math

import numpy as np

from engine.evaluation.segment_means import FEW, WIDE
from engine.output.report import numbers
from engine.output.report.compared import COLUMNS, Compared
from engine.output.report.figures import Line, curves, differences, whisker
from engine.output.report.gather import Gathered, Segmented
from engine.output.report.markup import Markup, element
from engine.output.report.parts import bar, chip, figure, legend, paragraph, section, table
from engine.output.report.texts import Words
from engine.output.report.verdicts import claim_ends, claim_middle, stretch_text, verdict

__all__ = ["curve_section", "limits", "other_scopes", "runs", "segments", "ties"]

SHOWN = ("f1", "precision", "recall")  # as curves
TONES = {1: "positive", -1: "negative", 0: "muted"}
TIES_MATTER = 0.01  # share of shoppers from which a line says so


def curve_section(found: Gathered, words: Words) -> Markup:
    """Mean curves in the scope of the question, and the differences to the reference."""
    main = found.main
    first, *others = _metrics(main)
    drawn = [_curves(main, metric, f"curve-{metric}", words) for metric in others]
    return section(
        "curves",
        words("curves"),
        paragraph(_intro(main, found, words)),
        legend(main.runs, None if main.lead is None else main.runs[main.lead]),
        _curves(main, first, f"curve-{first}", words, wide=True),
        element("div", *drawn, class_="grid"),
        *_differences(main, words),
    )


def runs(found: Gathered, words: Words) -> Markup:
    """The runs in the scope of the question: means, and what may be claimed of each."""
    main = found.main
    return section("runs", words("runs"), *_tables(main, found, words, "runs"), *_windows(main, words))


def other_scopes(found: Gathered, words: Words) -> Markup | None:
    """The same for the scopes that were not the study's question."""
    others = [each for each in found.scopes.values() if each is not found.main]
    if not others:
        return None
    parts: list[Markup | None] = []
    for each in others:
        said = verdict(each, words)
        parts += [
            element("h3", words.led(words.scope(each.scope), words(f"scope-{each.scope}"))),
            element("p", element("b", said.sentence), words.sentences("。" if words.chinese else ".", said.evidence)),
            legend(each.runs, None if each.lead is None else each.runs[each.lead]),
            element(
                "div", _curves(each, each.metric, f"scope-{each.scope}", words), _leading(each, words), class_="grid"
            ),
            *_tables(each, found, words, f"runs-{each.scope}"),
        ]
    intro = paragraph(words("other-scopes-intro"))
    return section("scopes", words("other-scopes"), intro, *parts, chip=chip(words))


def limits(found: Gathered, words: Words) -> Markup | None:
    """The random order and the ceilings beside the runs; nothing where they were not kept."""
    main, cut = found.main, found.source.runs[0].windows[-1]
    kept = [each for each in found.source.limits if each.scope == main.scope and each.window == cut]
    if not kept:
        return None
    place = main.k - 1
    rows: list[tuple[str, dict[str, float], str]] = [
        (words(f"limit-{each.kind}"), {name: float(each.curves[name][place]) for name in COLUMNS}, "strong")
        for each in kept
    ]
    rows += [
        (run.name, {name: main.mean(row, name) for name in COLUMNS}, f"series-{run.entry.series % 8 + 1}")
        for row, run in enumerate(main.runs)
    ]
    rows.sort(key=lambda row: row[1][main.metric])
    top = max((row[1][main.metric] for row in rows), default=1.0) or 1.0
    cells = [
        [name, bar(values[main.metric] / top, token), *[numbers.metric(values[metric]) for metric in _columns(main)]]
        for name, values, token in rows
    ]
    head = [words("limit"), "", *[f"{words.metric(metric)}@{main.k}" for metric in _columns(main)]]
    return section(
        "limits", words("limits"), paragraph(words("limits-intro")), table(head, cells, texts=2, name="ceilings")
    )


def segments(found: Gathered, words: Words) -> Markup | None:
    """Leading run and reference in parts of the shoppers."""
    main = found.main
    if not found.segments or main.lead is None or main.reference is None:
        return None
    names = {"lead": main.runs[main.lead].name, "reference": main.runs[main.reference].name}
    intro = words("segments-intro", **names, metric=words.metric(main.metric), k=main.k)
    tables = [part for each in found.segments for part in _segment_table(each, names, words)]
    return section("segments", words("segments"), paragraph(intro), *tables, chip=chip(words))


def ties(found: Gathered, words: Words) -> Markup:
    """How much hangs on the order of equal scores."""
    known = [each for each in found.ties if each is not None]
    if not known:
        return section("ties", words("ties"), paragraph(words("ties-none")))
    rows = [
        [
            each.run,
            numbers.percent(each.share),
            *map(numbers.metric, (each.stored, each.expected, each.best, each.worst)),
        ]
        for each in known
    ]
    head = [words(name) for name in ("run", "ties-share", "ties-stored", "ties-expected", "ties-best", "ties-worst")]
    warned = [
        paragraph(words("ties-much", run=each.run, share=numbers.percent(each.share)), "warning")
        for each in known
        if each.share > TIES_MATTER
    ]
    intro = paragraph(words("ties-intro", k=found.main.k))
    return section("ties", words("ties"), intro, *warned, table(head, rows, name="tied"))


def _metrics(main: Compared) -> list[str]:
    """Those that are drawn, the one of the question first."""
    return list(dict.fromkeys([main.metric, *SHOWN]))


def _columns(main: Compared) -> list[str]:
    return list(dict.fromkeys([main.metric, *COLUMNS]))


def _intro(main: Compared, found: Gathered, words: Words) -> str:
    if main.lead is None or main.reference is None:
        return words("nobody")
    return words(
        "curves-intro",
        users=numbers.count(found.source.users(main.scope)["evaluated"]),
        lead=main.runs[main.lead].name,
        reference=main.runs[main.reference].name,
    )


def _curves(each: Compared, metric: str, name: str, words: Words, wide: bool = False) -> Markup:
    banded = (each.lead, each.reference)
    lines = [
        Line(
            each.curves[row][metric],
            run.entry.series,
            each.intervals[row].bands[metric] if row in banded else None,
            row == each.lead,
        )
        for row, run in enumerate(each.runs)
    ]
    lines.sort(key=lambda line: (line.lead, line.band is not None))
    title, depth = f"{words.metric(metric)}@K", len(each.curves[0][metric])
    points = [
        words("curve-point", run=run.name, value=numbers.metric(each.mean(row, metric)), k=each.k)
        for row, run in enumerate(each.runs)
    ]
    spoken = words("curve-spoken", metric=title, depth=depth, runs=numbers.listed(points, words.language))
    unit = words("unit-band", n=numbers.count(len(each.entries[0].values)))
    width, height = (930, 300) if wide else (455, 260)
    return figure(curves(lines, each.k, name, spoken, width, height), title, unit)


def _differences(main: Compared, words: Words) -> list[Markup | None]:
    rows = [row for row in main.firsts if main.difference(row) is not None]
    if not rows or main.reference is None:
        return []
    drawn = [_difference(main, row, words) for row in sorted(rows, key=lambda row: row != main.lead)]
    return [
        element("h3", words("differences", reference=main.runs[main.reference].name)),
        paragraph(words("differences-intro", metric=words.metric(main.metric), k=main.k)),
        element("div", *drawn, class_="grid"),
    ]


def _leading(each: Compared, words: Words) -> Markup | None:
    return None if each.lead is None else _difference(each, each.lead, words, 260)


def _difference(each: Compared, row: int, words: Words, height: int = 200) -> Markup | None:
    """The difference curve of a run; nothing for the reference."""
    apart, run = each.difference(row), each.runs[row]
    if apart is None or each.reference is None:
        return None
    title = words("differences-caption", run.name, each.runs[each.reference].name)
    shown = each.stretches(row)
    spoken = f"{title}. " + (words("shown-at", stretch_text(shown, words)) if shown else words("shown-nowhere"))
    name = f"apart-{each.scope}-{row}"
    drawing = differences(apart.mean, apart.band, run.entry.series, each.k, name, spoken, 455, height)
    return figure(drawing, title, f"{words.metric(each.metric)}@K")


def _tables(each: Compared, found: Gathered, words: Words, name: str) -> list[Markup | None]:
    if not each.runs:
        return [paragraph(words("nobody"))]
    users = numbers.count(found.source.users(each.scope)["evaluated"])
    return [
        element("h3", words("runs-means")) if each is found.main else None,
        paragraph(words("runs-means-intro", users=users, metric=words.metric(each.metric), k=each.k))
        if each is found.main
        else None,
        _means(each, words, f"{name}-means"),
        *_claims(each, found, words, f"{name}-claims"),
    ]


def _means(each: Compared, words: Words, name: str) -> Markup:
    columns = _columns(each)
    best = {metric: max(round(each.mean(row, metric), 4) for row in range(len(each.runs))) for metric in columns}
    order = sorted(range(len(each.runs)), key=lambda row: -np.nan_to_num(each.mean(row), nan=-1.0))
    rows = []
    for row in order:
        run = each.runs[row]
        cells: list[str] = [element("bdi", run.name)]
        for metric in columns:
            value, (low, high) = each.mean(row, metric), each.interval(row, metric)
            text = numbers.metric(value)
            strong = round(value, 4) == best[metric]
            ends = words("range", numbers.metric(low), numbers.metric(high)) if not math.isnan(low) else ""
            cells.append(element("span", element("b", text) if strong else text, element("small", ends)))
        cells.append(numbers.duration(run.entry.seconds, words.language))
        rows.append(cells)
    head = [words("run"), *[f"{words.metric(metric)}@{each.k}" for metric in columns], words("fit")]
    marked = [place for place, row in enumerate(order) if row == each.reference]
    return table(head, rows, name=name, marked=marked)


def _claims(each: Compared, found: Gathered, words: Words, name: str) -> list[Markup | None]:
    claims = [(row, claim) for row in each.firsts if (claim := each.claim(row)) is not None]
    if not claims or each.reference is None:
        return []
    claims.sort(key=lambda pair: -pair[1].middle)
    ends = [0.0, *(claim.low for _, claim in claims), *(claim.high for _, claim in claims)]
    scale = min(ends), max(ends)
    depth, rows = found.source.study.max_k, []
    for row, claim in claims:
        shown = each.stretches(row)
        everywhere = len(shown) == 1 and shown[0][:2] == (1, depth)
        told = words("range", *claim_ends(claim))
        would = numbers.percent(claim.detectable) if claim.relative else numbers.metric(claim.detectable)
        rows.append(
            [
                element("bdi", each.runs[row].name),
                element("span", claim_middle(claim), class_=TONES[claim.sign]),
                whisker(claim.low, claim.middle, claim.high, scale, TONES[claim.sign]),
                told,
                *([numbers.p_value(claim.p)] if each.question_k else []),
                f"{numbers.count(claim.better)} / {numbers.count(claim.worse)}",
                words("every-k") if everywhere else stretch_text(shown, words) or words("no-k"),
                would,
            ]
        )
    tested = ["p-holm"] if each.question_k else []
    head = ["run", "change", "", "interval", *tested, "gain-lose", "shown-for", "would-be-shown"]
    spread = [
        words(
            "seeds-spread",
            run=each.runs[row].name,
            n=claim.seeds,
            metric=words.metric(each.metric),
            k=each.k,
            deviation=numbers.metric(claim.deviation),
        )
        for row, claim in claims
        if claim.seeds > 1
    ]
    intro = words("runs-claims-intro", metric=words.metric(each.metric), k=each.k)
    untested = words("untested") if each is found.main and not each.question_k else ""
    return [
        element("h3", words("runs-claims", reference=each.runs[each.reference].name)) if each is found.main else None,
        paragraph(words.sentences(intro, untested)) if each is found.main else None,
        table([words(part) if part else "" for part in head], rows, name=name),
        paragraph(words.sentences(*spread), "muted"),
    ]


def _windows(main: Compared, words: Words) -> list[Markup | None]:
    """The change of every recommender window by window, and its spread; nothing for a single window."""
    if main.reference is None or main.found is None or len(main.by_window[0]) < 2:
        return []
    place, rows = main.k - 1, [row for row in main.firsts if main.difference(row) is not None]
    base = main.windows_of(main.reference)[:, place]
    with np.errstate(divide="ignore", invalid="ignore"):
        changes = np.array([np.where(base > 0, main.windows_of(row)[:, place] / base, np.nan) for row in rows]) - 1
    cells = [
        [words.day(cut), *[numbers.percent(float(change), signs=True) for change in changes[:, number]]]
        for number, cut in enumerate(main.runs[0].windows)
    ]
    cells.append([words("spread"), *[numbers.percent(float(one)) for one in changes.std(axis=1, ddof=1)]])
    reference = main.runs[main.reference].name
    intro = words("by-window-intro", metric=words.metric(main.metric), k=main.k, reference=reference)
    head = [words("window"), *[main.runs[row].name for row in rows]]
    return [element("h3", words("by-window")), paragraph(intro), table(head, cells, name="by-window")]


def _segment_table(each: Segmented, names: dict[str, str], words: Words) -> list[Markup]:
    means, rows = each.means, []
    finite = means.difference_band[:, 0][np.isfinite(means.difference_band[:, 0])]
    scale = min(0.0, *finite.tolist(), 0.0), max(0.0, *finite.tolist(), 0.0)
    for place, name in enumerate(each.names):
        few, wide = (means.state[:, place] == state for state in (FEW, WIDE))
        low, high = means.difference_band[:, 0, place]
        drawn, told, said = Markup(""), "", words("segment-few")
        if not few.any():
            sign = int(low > 0) - int(high < 0)
            drawn = whisker(float(low), float(means.difference[0, place]), float(high), scale, TONES[sign])
            told = words("range", numbers.signed(float(low)), numbers.signed(float(high)))
            key = {1: "segment-better", -1: "segment-worse", 0: "segment-open"}[sign]
            said = words("segment-wide" if wide.all() and not sign else key)
        figures = ["" if few.any() else numbers.metric(float(means.mean[run, place])) for run in (0, 1)]
        rows.append([name or words("unknown"), said, numbers.count(int(means.users[place])), *figures, drawn, told])
    head = [words("segment"), words("verdict"), words("shoppers"), names["lead"], names["reference"], ""]
    head.append(words("difference-band"))
    return [element("h3", words(f"by-{each.by}")), table(head, rows, texts=2, name=f"by-{each.by}")]
