"""The sentences of the definition switch, for the tools that collect what is to be translated."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

__all__ = ["CODED"]

# as engine.evaluation.libraries has them; a test holds the two together
CODED = (
    QT_TRANSLATE_NOOP(
        "Definitions",
        "P h/K, also for a shorter list. R h/|R|. F1 of each user, then the mean. NDCG 1/log2(r+1) over "
        "the ideal of min(K, |R|) hits. AP over min(K, |R|). A user without a list scores 0.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "As ours, without F1. It prints four decimals (metric_decimal_place), leaves the order of equal "
        "scores to torch.topk, and counts the padding item among the items.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "NDCG over the ideal of K hits, whatever |R|. AP over |R|. A user without a list scores 0.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "r_precision: P over min(K, |R|). divide_by_achievable: NDCG as ours. divide_by_k: AP over K.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "P h over the length of the list. R h/min(K, |R|). NDCG weighs rank r by 1/log2 max(r, 2). AP "
        "over min(|R|, length of the list). No F1. A user without a list is left out.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        'Its "precision" is the sum of hits over the sum of min(K, |R|), over all users at once. NDCG and '
        "AP as ours. No recall, F1, MRR or hit rate.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "As ours, but AP over |R|. A user without a list scores 0 (make_comparable).",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "ndcg_score only: items with equal scores share the mean of their relevance, which needs ties to "
        "be counted while ranking. A user without a list is left out.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        'Its "MAP" is the mean of P@1 … P@K, hit or not. The others as ours. A user without a list is left out.',
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "NDCG over the ideal of all |R| hits, also beyond K. R and the hit rate as ours. No precision, F1, AP or MRR.",
    ),
    QT_TRANSLATE_NOOP(
        "Definitions",
        "2PR/(P+R) of the two means, as much production code has it, in place of the mean of each user's F1.",
    ),
)
