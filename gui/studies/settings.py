"""What settings mean, in the window's language: the engine's own descriptions, marked for translation."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

__all__ = ["DESCRIPTIONS", "described"]


def described(text: str) -> str:
    """A description of the engine as a sentence begins; one that is not known here stays English."""
    said = QCoreApplication.translate("Settings", text) if text else ""
    return said[:1].upper() + said[1:]


DESCRIPTIONS: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("Settings", "MostPop: number of distinct buyers."),
    QT_TRANSLATE_NOOP("Settings", "shown name; needed for two runs of one model"),
    QT_TRANSLATE_NOOP("Settings", "rank in these only; default: the protocol's"),
    QT_TRANSLATE_NOOP("Settings", "days after which a purchase is worth half; none: all are worth the same"),
    QT_TRANSLATE_NOOP("Settings", 'how far back a history counts, such as "180d"; none: all of it'),
    QT_TRANSLATE_NOOP("Settings", "Category-pop: EASE over categories times popularity inside them."),
    QT_TRANSLATE_NOOP("Settings", "ridge of the EASE over users × categories"),
    QT_TRANSLATE_NOOP("Settings", "ItemKNN: cosine of binary columns with shrinkage."),
    QT_TRANSLATE_NOOP("Settings", "nearest items of each item"),
    QT_TRANSLATE_NOOP("Settings", "keep all that tie with the last neighbour; else the first of them"),
    QT_TRANSLATE_NOOP("Settings", "whose nearest count: those of each history item, or those of each candidate"),
    QT_TRANSLATE_NOOP("Settings", "make the similarities of each item's nearest add up to 1"),
    QT_TRANSLATE_NOOP("Settings", "take each item's share of buyers off a history, add it to scores"),
    QT_TRANSLATE_NOOP("Settings", "added to the cosine's denominator; doubts pairs of rare items"),
    QT_TRANSLATE_NOOP("Settings", "EASE: closed-form item-item weights (Steck, WWW 2019)."),
    QT_TRANSLATE_NOOP("Settings", "ridge added to the products; larger is closer to popularity"),
    QT_TRANSLATE_NOOP("Settings", "GF-CF: graph filters in closed form (Shen et al., CIKM 2021)."),
    QT_TRANSLATE_NOOP("Settings", "singular vectors of the low-pass filter; no more than there are"),
    QT_TRANSLATE_NOOP("Settings", "weight of the low-pass filter beside the linear one"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "iALS: factors by alternating least squares, regularised by frequency (Rendle et al., RecSys 2022).",
    ),
    QT_TRANSLATE_NOOP("Settings", "length of a user's and an item's vector"),
    QT_TRANSLATE_NOOP("Settings", "weight of every pair that was not seen; a seen one adds 1"),
    QT_TRANSLATE_NOOP("Settings", "ridge on the vectors"),
    QT_TRANSLATE_NOOP("Settings", "power of the frequency by which the ridge grows; 0: no growth"),
    QT_TRANSLATE_NOOP("Settings", "passes over users and items"),
    QT_TRANSLATE_NOOP("Settings", "standard deviation of the first item vectors, over √factors"),
    QT_TRANSLATE_NOOP("Settings", "Content: cosine of item texts, by words or by a pretrained sentence encoder."),
    QT_TRANSLATE_NOOP("Settings", "words weighted by rarity (TF-IDF), or vectors of a pretrained encoder"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "folder or hub id of a sentence-transformers model; none: the packaged all-MiniLM-L6-v2",
    ),
    QT_TRANSLATE_NOOP(
        "Settings",
        "BPR: factors that rank what a user has above what it has not (Rendle et al., UAI 2009).",
    ),
    QT_TRANSLATE_NOOP("Settings", "of Adam"),
    QT_TRANSLATE_NOOP("Settings", "ridge on the vectors of a batch"),
    QT_TRANSLATE_NOOP("Settings", "pairs at once"),
    QT_TRANSLATE_NOOP("Settings", "passes of as many pairs as there are, at most"),
    QT_TRANSLATE_NOOP("Settings", "epochs without a better validation before the end"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "LightGCN: factors smoothed over the graph of users and items (He et al., SIGIR 2020).",
    ),
    QT_TRANSLATE_NOOP("Settings", "steps along the graph; their mean counts"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "The product's own recommender: profile (BERT), association (graph), ranking (T5), over a prior from EASE.",
    ),
    QT_TRANSLATE_NOOP("Settings", "ridge of the EASE that every part starts from"),
    QT_TRANSLATE_NOOP("Settings", "past windows the tuning learns from; the final fit adds newer ones"),
    QT_TRANSLATE_NOOP("Settings", "days between one past cut and the next"),
    QT_TRANSLATE_NOOP("Settings", "buyers an item needs to get vectors of its own"),
    QT_TRANSLATE_NOOP("Settings", "read item titles with a pretrained sentence encoder"),
    QT_TRANSLATE_NOOP("Settings", "folder or hub id of the sentence encoder; default: the packaged all-MiniLM-L6-v2"),
    QT_TRANSLATE_NOOP("Settings", "length of user vectors u and item vectors i"),
    QT_TRANSLATE_NOOP("Settings", "newest distinct items of a history that BERT reads"),
    QT_TRANSLATE_NOOP("Settings", "length of BERT's hidden vectors"),
    QT_TRANSLATE_NOOP("Settings", "BERT's layers"),
    QT_TRANSLATE_NOOP("Settings", "passes over the new purchases of each past window"),
    QT_TRANSLATE_NOOP("Settings", "passes of guessing masked items, before the first window"),
    QT_TRANSLATE_NOOP("Settings", "share of events whose item is hidden in training"),
    QT_TRANSLATE_NOOP("Settings", "drawn items that a bought one is told from"),
    QT_TRANSLATE_NOOP("Settings", "strongest neighbours of an item in each relation"),
    QT_TRANSLATE_NOOP("Settings", "items that may point to an item in the relation matrix"),
    QT_TRANSLATE_NOOP("Settings", "shoppers of a past window that train the relation's gate"),
    QT_TRANSLATE_NOOP("Settings", "items that EASE retrieves for the prior to order"),
    QT_TRANSLATE_NOOP("Settings", "items that the ranking network orders again"),
    QT_TRANSLATE_NOOP("Settings", "pull of the prior's weights towards EASE alone"),
    QT_TRANSLATE_NOOP("Settings", "layers of T5's encoder and of its decoder"),
    QT_TRANSLATE_NOOP("Settings", "attention heads of BERT and T5; must divide their widths"),
    QT_TRANSLATE_NOOP("Settings", "dropout of all networks"),
    QT_TRANSLATE_NOOP("Settings", "most passes of the ranking network over all past lists"),
    QT_TRANSLATE_NOOP("Settings", "passes without a better validation before it stops"),
    QT_TRANSLATE_NOOP("Settings", "shoppers a step of the ranking network"),
    QT_TRANSLATE_NOOP("Settings", "ranking networks, trained apart and averaged"),
    QT_TRANSLATE_NOOP("Settings", "of the ranking network; the other parts take ten times it"),
    QT_TRANSLATE_NOOP("Settings", "of the ranking network"),
    QT_TRANSLATE_NOOP("Settings", "format of the file"),
    QT_TRANSLATE_NOOP("Settings", "a dataset of the workspace; none: the only one"),
    QT_TRANSLATE_NOOP("Settings", "one run each for models that learn by chance"),
    QT_TRANSLATE_NOOP("Settings", "add mostpop, category-pop, itemknn and ease where they are missing"),
    QT_TRANSLATE_NOOP("Settings", "length of the test and the validation window where no dates are given"),
    QT_TRANSLATE_NOOP("Settings", "date, or number of days where times are relative"),
    QT_TRANSLATE_NOOP("Settings", "default: one horizon before test_start"),
    QT_TRANSLATE_NOOP("Settings", "fit again on everything before test_start once tuning is done"),
    QT_TRANSLATE_NOOP("Settings", "default: the level that the recipe names"),
    QT_TRANSLATE_NOOP("Settings", "distinct training users an item needs; 0 admits unsold items"),
    QT_TRANSLATE_NOOP("Settings", "deepest cutoff; lists are stored this deep"),
    QT_TRANSLATE_NOOP("Settings", "cutoff; at most max_k"),
    QT_TRANSLATE_NOOP("Settings", "the run that the others are compared with"),
    QT_TRANSLATE_NOOP("Settings", "scopes whose ranked lists go into lists.csv"),
    QT_TRANSLATE_NOOP("Settings", "share of the rows that tests; the same of the rest validates"),
    QT_TRANSLATE_NOOP(
        "Settings", "how far back a purchase counts as bought and its categories as seen; none: all the past"
    ),
    QT_TRANSLATE_NOOP("Settings", "how far back recommenders read; none: all the past"),
    QT_TRANSLATE_NOOP("Settings", "entry: in cross, only items bought on the day their category is entered"),
    QT_TRANSLATE_NOOP(
        "Settings", "labels that more than this share of the kept items bear are left out; none: no label"
    ),
    QT_TRANSLATE_NOOP(
        "Settings", "an item must have been sold so shortly before the cut to compete; none: any time before"
    ),
    QT_TRANSLATE_NOOP("Settings", "events that are right answers; none: every event"),
    QT_TRANSLATE_NOOP("Settings", "events that count as bought and seen; none: every event"),
    QT_TRANSLATE_NOOP("Settings", "file with the columns user and item that the scope list ranks"),
)
