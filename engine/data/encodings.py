"""In which encoding a text is written, told from its bytes alone."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

import numpy as np

__all__ = ["ENCODINGS", "break_of", "faults", "find_encoding", "is_text", "marked"]

ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "cp1252", "utf-16")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SCRIPTS = {  # the commonest letters of each: where most of a text lies if it is so written
    "gb18030": ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF)),
    "big5": ((0x4E00, 0x9FFF), (0x3000, 0x303F), (0xFF00, 0xFFEF)),
    "shift_jis": ((0x3040, 0x30FF), (0x4E00, 0x9FFF), (0x3000, 0x303F)),
}
CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r")
FEW = 8  # control characters that even a short text may hold
LOOKED_AT = 1 << 16  # bytes of a part


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for mark, name in MARKS if head.startswith(mark)), None)


def find_encoding(parts: Sequence[bytes]) -> str:
    """The encoding of a text: by its mark, else UTF-8 where that is valid, else the likeliest of some others.

    Args:
        parts: pieces of the file that end at line ends, its head first.
    """
    head = parts[0] if parts else b""
    if (told := marked(head)) is not None:
        return told
    if (wide := _wide(head)) is not None:
        return wide
    strange = [part for part in parts if not part.isascii()]
    if not faults(strange, "utf-8"):
        return "utf-8"
    texts = b"\n".join(part[:LOOKED_AT] for part in strange[:16])
    scores = {name: _familiar(texts, name) for name in SCRIPTS}
    best = max(scores, key=lambda name: scores[name])  # the first of equals
    return best if scores[best] > 0.5 else "cp1252"


def is_text(head: bytes) -> bool:
    """Whether a file can be text: told by a mark, as two bytes a letter, or nearly without control characters."""
    if marked(head) is not None or _wide(head) is not None:
        return True
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls < FEW or 200 * controls < len(head)


def faults(parts: Sequence[bytes], encoding: str) -> int:
    """How many lines are not of an encoding."""
    if encoding.startswith("utf-16"):
        unmarked = encoding == "utf-16" and parts and marked(parts[0]) != "utf-16"
        return sum(part.count(b"\n") for part in parts) if unmarked else 0
    wrong = 0
    for part in parts:
        try:
            part.decode(encoding)
        except UnicodeError:
            wrong += sum(_fails(line, encoding) for line in part.split(b"\n"))
    return wrong


def _wide(head: bytes) -> str | None:
    """UTF-16 in its order of bytes, where a head without a mark reads as that."""
    head = head[: min(len(head), LOOKED_AT) // 2 * 2]
    if 10 * head.count(0) < len(head):  # line ends, digits and delimiters have a zero byte in any script
        return None
    name = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
    read = head.decode(name, "replace")
    odd = sum(not (letter.isprintable() or letter.isspace()) or letter == "\ufffd" for letter in read)
    return name if "\n" in read and 100 * odd <= len(read) else None


def break_of(encoding: str) -> bytes:
    """A line feed in an encoding, as bytes."""
    return {"utf-16": b"\n\0", "utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}.get(encoding, b"\n")


def _fails(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return True
    return False


def _familiar(text: bytes, encoding: str) -> float:
    """Share of the letters beyond ASCII that are common ones, as bytes; what cannot be read counts against it."""
    read = text.decode(encoding, "replace")
    codes = np.frombuffer(read.encode("utf-32-le", "replace"), np.uint32)
    codes = codes[codes > 0x7F]
    if not len(codes):
        return 0.0
    common = sum(int(((codes >= low) & (codes <= high)).sum()) for low, high in SCRIPTS[encoding])
    if encoding in ("gb18030", "big5"):  # both read each other's bytes: the commonest hanzi lie in the first plane
        common = min(common, _first_plane(text, encoding))
    return common / len(codes)


def _first_plane(text: bytes, encoding: str) -> int:
    """Pairs of bytes that are hanzi of the first level, or signs."""
    data = np.frombuffer(text, np.uint8)
    low, high = (0xA1, 0xD7) if encoding == "gb18030" else (0xA1, 0xC6)
    lead = (data[:-1] >= low) & (data[:-1] <= high)
    trail = data[1:] >= 0xA1 if encoding == "gb18030" else (data[1:] >= 0x40) & (data[1:] != 0x7F)
    starts = np.flatnonzero(data[:-1] > 0x7F)
    if not len(starts):
        return 0
    first = np.concatenate([[True], np.diff(starts) > 1])  # a run of bytes beyond ASCII is taken in pairs
    places = starts - np.maximum.accumulate(np.where(first, starts, 0))
    return int((lead & trail)[starts[places % 2 == 0]].sum())
