"""Split a message into clauses, each of which may be a wish of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.languages.matcher import Hit

END = re.compile(r"[.!?;。！？；؟؛\n]+\s*")
SHORTEST, SHORTEST_DENSE = 8, 4
MOST = 4


def clauses(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """The clauses of a normalised text as (start, end); a single one when nothing separates it.

    They end at sentence ends and before conjunctions; a clause too short to ask anything joins the one before it.
    """
    cuts = {found.end() for found in END.finditer(text)}
    cuts |= {hit.start for hit in hits if hit.kind == "conjunction"}
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    parts: list[tuple[int, int]] = []
    for start, end in zip(edges, edges[1:], strict=False):
        if parts and (_brief(text[start:end]) or _brief(text[slice(*parts[-1])])):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts[:MOST]


def asks(text: str, hits: Sequence[Hit], start: int, end: int) -> bool:
    """Whether a clause asks something: a question mark or a question word in it."""
    marked = any(mark in text[start:end] for mark in "?？؟")
    return marked or any(hit.kind == "question" and start <= hit.start < end for hit in hits)


def _brief(text: str) -> bool:
    letters = [c for c in text if c.isalnum()]
    dense = any(c > "\u2fff" for c in letters)
    return len(letters) < (SHORTEST_DENSE if dense else SHORTEST)
