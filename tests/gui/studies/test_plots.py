"""What stands on the plots of a study that learns."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from engine.session import MetricPoint
from gui.studies.live import Live
from gui.studies.plots import LossPlot


@pytest.mark.parametrize(("training", "held"), [(0.61, 0.6), (0.6, 0.61), (0.5, 0.5), (0.2, 0.9)])
def test_the_names_of_both_losses_never_stand_on_each_other(qapp: QApplication, training: float, held: float) -> None:
    live = Live()
    for name, end in (("loss", training), ("validation loss", held)):
        for step, value in ((1, 1.0), (2, end)):
            live.take_metric(MetricPoint(1, "ranking", name, step, value))
    plot = LossPlot()
    plot.resize(420, 240)
    plot.show()
    plot.show_live(live, "ranking", ("validation {0}", "training {0}"), "")
    plot.show_live(live, "ranking", ("validation {0}", "training {0}"), "")
    qapp.processEvents()
    first, second = (made.mapRectToScene(made.boundingRect()) for made in plot._labels)
    common = first.intersected(second)
    plot.close()
    plot.deleteLater()
    assert common.height() < 1
