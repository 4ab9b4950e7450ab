"""What is searched and what is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """One topic in one language, or one place. `kind` is topic or place, `ref` its id, `language` None for places."""

    kind: str
    ref: str
    language: str | None
    title: str
    body: str


@dataclass(frozen=True)
class Hit:
    """A topic or place found; `score` only orders the hits of one query."""

    kind: str
    ref: str
    score: float
