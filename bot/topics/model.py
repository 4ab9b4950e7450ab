"""A topic: dated facts with their sources, and prose per language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECTIONS = ("who", "documents", "steps", "fee", "time", "where", "online", "penalty", "notes")
SHORT = "short"
STATUSES = ("verified", "unverified")


@dataclass(frozen=True)
class Source:
    """Where facts and sections rest. `checked` is the day a person read it; None when nobody has."""

    id: str
    publisher: str
    url: str
    checked: dt.date | None
    status: str
    facts: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """The text of one language: `short` answer and `sections` as Markdown with {placeholders}.

    `source` is the hash of the master text it was written from (see `master_hash`); empty in the master itself.
    """

    title: str
    short: str
    sections: Mapping[str, str]
    by: str
    source: str = ""


@dataclass(frozen=True)
class Topic:
    """One topic; `facts` maps a name to the values keyed by the day each starts (None: it ended that day)."""

    id: str
    facts: Mapping[str, Mapping[dt.date, Any]]
    documents: tuple[str, ...]
    places: Mapping[str, str]
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    check_by: dt.date
    prose: Mapping[str, Prose] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The subject the topic belongs to: the first half of its id."""
        return self.id.split("/", 1)[0]

    def source_of(self, fact: str) -> Source | None:
        """The source a fact rests on."""
        return next((source for source in self.sources if fact in source.facts), None)
