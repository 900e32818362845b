"""The page: one HTML file with everything in it, for screen and paper, light and dark."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources

from engine.monitor import Monitor
from engine.output.report import closing, numbers, opening, results
from engine.output.report.gather import Gathered
from engine.output.report.markup import Markup, element, joined
from engine.output.report.texts import Words

__all__ = ["page"]

SECTIONS = (
    opening.question,
    opening.data,
    opening.protocol,
    closing.audit,
    results.curve_section,
    results.runs,
    results.limits,
    results.segments,
    results.ties,
    results.other_scopes,
    closing.examples,
    closing.manifest,
    closing.glossary,
)


def page(found: Gathered, words: Words, monitor: Monitor) -> str:
    """The whole report.

    Raises:
        Cancelled: between two sections.
    """
    study = found.source.study
    title = words.title(study.title, study.id, study.test_start)
    sections = []
    for number, each in enumerate(SECTIONS):
        monitor.checkpoint()
        monitor.progress(number / len(SECTIONS), "writing")
        if (made := each(found, words)) is not None:
            sections.append(made)
    moment = datetime.now(UTC).isoformat()
    subtitle = words("subtitle", dataset=study.dataset, moment=numbers.moment(moment, words.language))
    style = (resources.files("resources") / "report" / "report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="Crossaisle"),
        element("title", title),
        element("style", Markup(style)),
    )
    top = element(
        "header",
        element("p", words("kicker"), class_="kicker"),
        element("h1", title),
        element("p", subtitle, class_="muted"),
    )
    body = element("body", element("main", top, _contents(sections, words), *sections))
    language = "zh-CN" if words.chinese else "en"
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=language) + "\n"


def _contents(sections: list[Markup], words: Words) -> Markup:
    """Links to the sections, by the id and the heading that each begins with."""
    links = []
    for made in sections:
        name = made.split('id="', 1)[1].split('"', 1)[0]
        heading = made.split("<h2>", 1)[1].split("<", 1)[0]
        links.append(element("a", Markup(heading), href=f"#{name}"))
    return element("nav", joined(links), aria_label=words("contents"))
