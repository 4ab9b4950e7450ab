"""Which topics and figures rest on which web page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bot.topics.model import Topic


@dataclass(frozen=True)
class Resting:
    """What of one topic rests on a page: the figures and sections it is named for, and when to check them again."""

    topic: str
    facts: tuple[str, ...]
    sections: tuple[str, ...]
    status: str
    check_by: dt.date


def resting_on(topics: Iterable[Topic]) -> dict[str, list[Resting]]:
    """Address -> everything that rests on it, the addresses in alphabetical order."""
    found: dict[str, list[Resting]] = {}
    for topic in topics:
        for source in topic.sources:
            row = Resting(topic.id, source.facts, source.sections, source.status, topic.check_by)
            found.setdefault(source.url, []).append(row)
    return dict(sorted(found.items()))
