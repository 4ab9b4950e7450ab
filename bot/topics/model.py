"""A topic: dated facts with their sources, and prose per language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECTIONS = ("who", "documents", "steps", "fee", "time", "where", "online", "penalty", "notes")
SHORT = "short"
ASKED_FACTS = ("passport", "visa")
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
class Case:
    """Another topic that answers for some values of a fact: `values` themselves, or those of the list `fact` on the day."""

    topic: str
    values: tuple[str, ...] = ()
    fact: str | None = None


@dataclass(frozen=True)
class Ask:
    """The one fact about the person that changes the answer; `choices` are offered as buttons, any value may be typed.

    `otherwise` answers for values in no case, `ended` for values whose list has ended: what follows is not known.
    """

    fact: str
    choices: tuple[str, ...]
    cases: tuple[Case, ...]
    otherwise: str | None = None
    ended: str | None = None


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
    ask: Ask | None = None

    @property
    def subject(self) -> str:
        """The subject the topic belongs to: the first half of its id."""
        return self.id.split("/", 1)[0]

    def source_of(self, fact: str) -> Source | None:
        """The source a fact rests on."""
        return next((source for source in self.sources if fact in source.facts), None)
