"""Fill the search index; the same documents again write nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from bot.languages.matcher import Matcher
from bot.search.model import Document
from bot.search.tables import DOCUMENT, VERSION, WORD
from bot.search.tokens import pinyin_tokens, tokens

LONGEST_WORD = 128
TITLE, BODY = "A", "D"


def is_stale(session: Session, version: str) -> bool:
    """Whether the index holds another version; no other process can fill it until this transaction ends."""
    session.execute(update(VERSION).values(version=VERSION.c.version))
    return bool(session.scalar(select(VERSION.c.version)) != version)


def fill(session: Session, documents: Iterable[Document], matcher: Matcher, version: str) -> None:
    """Make the index hold exactly `documents`, under a version that names what they and the matcher were made from."""
    rows = [_row(number, document, matcher) for number, document in enumerate(documents, 1)]
    session.execute(delete(DOCUMENT))
    session.execute(delete(WORD))
    if rows:
        session.execute(insert(DOCUMENT), rows)
        session.execute(insert(WORD), _words(rows))
    _index(session, rows)
    session.execute(update(VERSION).values(version=version))


def _row(number: int, document: Document, matcher: Matcher) -> dict[str, Any]:
    title = [*tokens(document.title, matcher, document.language), *pinyin_tokens(document.title)]
    body = [word for line in document.body.splitlines() for word in tokens(line, matcher, document.language)]
    return {
        "id": number,
        "kind": document.kind,
        "ref": document.ref,
        "language": document.language,
        "title": " ".join(dict.fromkeys(word[:LONGEST_WORD] for word in title)),
        "body": " ".join(word[:LONGEST_WORD] for word in body),
    }


def _words(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    counts = Counter(word for row in rows for word in {*row["title"].split(), *row["body"].split()})
    return [{"word": word, "documents": count} for word, count in counts.items()]


def _index(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """The full-text part, made from the stored rows."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO search_text(search_text) VALUES ('rebuild')"))
        return
    vectors = [{"id": row["id"], "vector": _vector(row["title"].split(), row["body"].split())} for row in rows]
    if vectors:
        session.execute(text("UPDATE search_document SET vector = CAST(:vector AS tsvector) WHERE id = :id"), vectors)


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """A tsvector literal: every token once, those of the title weighted A."""
    weights = {**dict.fromkeys(body, BODY), **dict.fromkeys(title, TITLE)}
    return " ".join(f"'{word}':{position}{weight}" for position, (word, weight) in enumerate(weights.items(), 1))
