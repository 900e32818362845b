"""The four panels of the live page, drawn from what a study has told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui import words
from gui.studies.live import Live
from gui.studies.view import LivePage
from gui.widgets.k_plot import KCurve

__all__ = ["draw_curves", "draw_epochs", "draw_loss", "draw_validation"]

translate = QCoreApplication.translate
GHOSTS = 8  # earlier epochs behind the newest curve


def draw_loss(page: LivePage, live: Live, part: str) -> None:
    """The losses of one part."""
    names = [
        ("profile", translate("Drawing", "Profile")),
        ("association", translate("Drawing", "Association")),
        ("ranking", translate("Drawing", "Ranking")),
    ]
    page.parts.set_choices(names, part)
    texts = (translate("Drawing", "validation {0}"), translate("Drawing", "training {0}"))
    page.loss.show_live(live, part, texts, translate("Drawing", "This part has not begun."))


def draw_validation(page: LivePage, live: Live, scope: str) -> None:
    """Validation by epoch against every baseline, in the scope of the study's one question."""
    page.validation_panel.caption.setText(translate("Drawing", "scope {0}").format(words.scope(scope)) if scope else "")
    page.validation_panel.title.setText(translate("Drawing", "Validation {0} by epoch").format(live.metric.upper()))
    waiting = "" if live.validation else translate("Drawing", "The first recommender has not been validated yet.")
    page.validation.say(waiting)
    page.validation.show_live(live, translate("Drawing", "best so far {0}, epoch {1}"))


def draw_epochs(page: LivePage, live: Live) -> None:
    """Whether and when the run that learns has passed the strongest baseline it is held against."""
    caption = translate("Drawing", "validation only, the test stays closed")
    trace = live.validation.get(live.trained())
    level = next(((name, value) for name, _, value in live.levels() if name == "EASE"), None)
    if trace is not None and level is not None:
        name, value = level
        first = next((step for step, now in zip(trace.steps, trace.values, strict=True) if now > value), None)
        said = (
            translate("Drawing", "below {0} so far").format(name)
            if first is None
            else translate("Drawing", "passes {0} from epoch {1}").format(name, f"{first:g}")
        )
        caption = translate("Drawing", "{0}; {1}").format(said, caption)
    page.epochs_panel.caption.setText(caption)


def draw_curves(page: LivePage, live: Live) -> None:
    """F1 over K now, the epochs before as ghosts."""
    plot, trained = page.curves, live.trained()
    curves = []
    for name in live.order:
        found = live.curves.get(name, {})
        if found and (name == "EASE" or name == trained):
            step = max(found)
            curves.append(KCurve(name, name, live.numbers[name], found[step], highlighted=name == trained))
    ghosts = sorted(live.curves.get(trained, {}))[:-1] if trained else []
    plot.set_curves(curves, ghosts=[(live.numbers[trained], live.curves[trained][step]) for step in ghosts[-GHOSTS:]])
    plot.say("" if curves else translate("Drawing", "No curve yet."))
    newest = max(live.curves.get(trained, {}), default=0.0)
    texts = [translate("Drawing", "epoch {0}").format(f"{newest:g}")] if newest > 0 else []
    texts += [translate("Drawing", "earlier ones paler")] if ghosts else []
    texts += [translate("Drawing", "EASE dashed")] if any(curve.key == "EASE" for curve in curves) else []
    page.curves_panel.caption.setText(", ".join(texts))
