"""The question put to every recommender, and the shape of an answer. Imports no torch."""

from engine.protocol.catalogue import Catalogue
from engine.protocol.config import SCOPES, ProtocolConfig, Scope, TimeSplit
from engine.protocol.histories import Histories
from engine.protocol.recommender import Context, Fitted, ModelConfig, Recommender
from engine.protocol.scopes import Targets, all_candidates, candidates
from engine.protocol.split import Split, Window, split
from engine.protocol.training import Question, Training, moment_text

__all__ = [
    "SCOPES",
    "Catalogue",
    "Context",
    "Fitted",
    "Histories",
    "ModelConfig",
    "ProtocolConfig",
    "Question",
    "Recommender",
    "Scope",
    "Split",
    "Targets",
    "TimeSplit",
    "Training",
    "Window",
    "all_candidates",
    "candidates",
    "moment_text",
    "split",
]
