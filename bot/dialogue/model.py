"""What a turn is made of: what was understood, what was said before, and the decision that Rasa hands to the web tier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.languages.matcher import Hit

OUTCOMES = (
    "answered",
    "choices",
    "asking",
    "places",
    "verdict",
    "emergency",
    "smalltalk",
    "no_answer",
    "handed_over",
    "failed",
)
REASONS = (
    "out_of_scope",
    "not_understood",
    "unknown_choice",
    "nothing_before",
    "no_place",
    "which_place",
    "which_passport",
    "which_visa",
    "topic_missing",
    "rasa_down",
    "actions_down",
    "database_down",
    "slow",
    "busy",
)


@dataclass(frozen=True)
class Name:
    """A name found in the text: kind (country, district, section, ...), id, place in the normalised text."""

    kind: str
    id: str
    start: int = 0
    end: int = 0


def as_names(hits: Iterable[Hit]) -> tuple[Name, ...]:
    """The hits that are names, not concepts."""
    return tuple(Name(hit.kind, hit.id, hit.start, hit.end) for hit in hits if hit.kind != "concept")


@dataclass(frozen=True)
class Clause:
    """A clause that asks something, understood by itself: its best intent with the probability."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Understood:
    """One message as understood. `ranking` holds (intent, probability), best first; `text` is normalised."""

    text: str
    language: str
    certainty: float
    ranking: tuple[tuple[str, float], ...]
    names: tuple[Name, ...] = ()
    concepts: tuple[str, ...] = ()
    choice: str | None = None
    covered: float = 0.0
    clauses: tuple[Clause, ...] = ()

    @property
    def intent(self) -> str:
        """The best intent, `subject/topic` or a task."""
        return self.ranking[0][0] if self.ranking else ""

    @property
    def confidence(self) -> float:
        """Its probability."""
        return self.ranking[0][1] if self.ranking else 0.0

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind in the order of the text, each once."""
        return tuple(dict.fromkeys(name.id for name in self.names if name.kind == kind))


@dataclass(frozen=True)
class Memory:
    """What a follow-up may use; it travels in the last reply's event, so no other turn has to be read."""

    topic: str | None = None
    section: str | None = None
    previous: str | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    wanted: str | None = None
    asked_in: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class Decision:
    """What to do with a message. `intent` is the rule that fires; the rest is what the reply is composed from.

    `also`: further wishes of the same message, topic ids or `find_place`.
    """

    intent: str
    outcome: str
    language: str
    topic: str | None = None
    section: str | None = None
    confidence: float = 0.0
    kind: str | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()
    distances: Mapping[str, float] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        """Outcomes and reasons are closed lists: other programs rely on them."""
        if self.outcome not in OUTCOMES or self.reason not in (None, *REASONS):
            raise ValueError(f"not an outcome and reason of the chat interface: {self.outcome}, {self.reason}")

    def to_json(self) -> dict[str, Any]:
        """A plain dict for a Rasa event."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Decision:
        """The decision that `to_json` wrote; TypeError on a dict that is none."""
        values = dict(raw)
        values["memory"] = Memory(**(raw.get("memory") or {}))
        values.update({key: tuple(raw.get(key) or ()) for key in ("also", "choices", "places", "relaxed")})
        return cls(**values)

    def answered_with(self, topic: str, section: str | None = None, confidence: float = 1.0) -> Decision:
        """The same decision, answering with a topic."""
        intent = topic.split("/")[0]
        return replace(self, intent=intent, outcome="answered", topic=topic, section=section, confidence=confidence)

    def remembering(self, **changes: Any) -> Decision:
        """The same decision with a changed memory."""
        return replace(self, memory=replace(self.memory, **changes))
