"""Find topics and places for a few words in any language, typing errors included."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.languages.matcher import Matcher
from bot.search.model import Hit
from bot.search.tables import DOCUMENT, VERSION, WORD
from bot.search.tokens import CONCEPT, tokens

CANDIDATES = 60
MOST_TOKENS = 24
TITLE_WEIGHT = 3.0
TYPO_CUTOFF, TYPO_LENGTH, TYPO_WEIGHT = 78.0, 4, 0.7
OWN_LANGUAGE = 1.15
LENGTH_WEIGHT = 0.15
SQLITE = text(
    "SELECT d.kind, d.ref, d.language, d.title, d.body FROM search_text t JOIN search_document d ON d.id = t.rowid "
    "WHERE search_text MATCH :query ORDER BY bm25(search_text, 3.0, 1.0) LIMIT :most"
)
POSTGRESQL = text(
    "SELECT kind, ref, language, title, body FROM search_document, to_tsquery('simple', :query) asked "
    "WHERE vector @@ asked ORDER BY ts_rank(vector, asked) DESC LIMIT :most"
)


@dataclass(frozen=True)
class Vocabulary:
    """How many documents hold each word, and the words by their first letter for finding misspelt ones."""

    documents: Mapping[str, int]
    by_letter: Mapping[str, Sequence[str]]
    size: int

    def rarity(self, word: str) -> float:
        """Inverse document frequency."""
        return math.log((1 + self.size) / (1 + self.documents.get(word, 0)))


_vocabularies: dict[str, Vocabulary] = {}
_lock = threading.Lock()


def search(session: Session, query: str, matcher: Matcher, language: str | None = None, limit: int = 10) -> list[Hit]:
    """The topics and places that match best, each once; `language` (the reader's) only breaks near ties.

    Words are joined by OR; a word the index does not know is replaced by those spelt like it.
    """
    known = _vocabulary(session)
    wanted = _weighted(tokens(query, matcher), known)
    if not wanted:
        return []
    best: dict[tuple[str, str], float] = {}
    for row in _candidates(session, list(wanted)):
        score = _score(row, wanted) * (OWN_LANGUAGE if row.language == language else 1.0)
        key = (row.kind, row.ref)
        best[key] = max(best.get(key, 0.0), score)
    ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return [Hit(kind, ref, round(score, 3)) for (kind, ref), score in ordered]


def _weighted(found: Sequence[str], known: Vocabulary) -> dict[str, float]:
    """Token -> weight, the most telling ones only."""
    wanted: dict[str, float] = {}
    for word in dict.fromkeys(found):
        if word in known.documents:
            wanted[word] = known.rarity(word)
        elif len(word) >= TYPO_LENGTH and word.isalnum():
            for near in _spelt_like(word, known):
                wanted.setdefault(near, TYPO_WEIGHT * known.rarity(near))
    telling = sorted(wanted, key=lambda word: -wanted[word])[:MOST_TOKENS]
    return {word: wanted[word] for word in telling}


def _spelt_like(word: str, known: Vocabulary) -> list[str]:
    rows = process.extract(word, known.by_letter.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF, limit=3)
    return [row[0] for row in rows]


def _candidates(session: Session, words: Sequence[str]) -> Sequence[Any]:
    if session.get_bind().dialect.name == "sqlite":
        asked = " OR ".join(f'"{word}"' for word in words)
        return list(session.execute(SQLITE, {"query": asked, "most": CANDIDATES}))
    asked = " | ".join(f"'{word}'" for word in words)
    return list(session.execute(POSTGRESQL, {"query": asked, "most": CANDIDATES}))


def _score(row: Any, wanted: Mapping[str, float]) -> float:
    """Weights of the tokens a document holds, more in the title, damped by its length."""
    title, body = set(row.title.split()), set(row.body.split())
    total = sum(
        weight * (TITLE_WEIGHT if word in title else 1.0) for word, weight in wanted.items() if word in title | body
    )
    return total / (1 + LENGTH_WEIGHT * math.log(1 + len(title) + len(body)))


def _vocabulary(session: Session) -> Vocabulary:
    """Read once per version of the index."""
    version = str(session.scalar(select(VERSION.c.version)))
    with _lock:
        if version not in _vocabularies:
            rows = {row.word: row.documents for row in session.execute(select(WORD.c.word, WORD.c.documents))}
            letters: dict[str, list[str]] = {}
            for word in rows:
                if len(word) >= TYPO_LENGTH and not word.startswith(CONCEPT):
                    letters.setdefault(word[0], []).append(word)
            size = int(session.scalar(select(func.count()).select_from(DOCUMENT)) or 0)
            _vocabularies.clear()
            _vocabularies[version] = Vocabulary(rows, letters, size)
        return _vocabularies[version]
