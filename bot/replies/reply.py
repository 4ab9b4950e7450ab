"""The reply of the chat interface: every key is always there, so that other programs can rely on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

QUERY_KEYS = ("category", "district", "language", "open", "country")


@dataclass
class Reply:
    """One answer to a visitor; field names and shapes are those of the published interface."""

    conversation: str
    language: str
    outcome: str
    topic: str | None = None
    section: str | None = None
    confidence: float = 0.0
    choices: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    query: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(QUERY_KEYS))
    facts: dict[str, Any] = field(default_factory=dict)
    verdict: dict[str, Any] | None = None
    reason: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """A plain dict."""
        return asdict(self)
