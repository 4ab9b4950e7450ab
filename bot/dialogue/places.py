"""Carry out a place request: a name that was said, or the conditions; ask when the kind of place is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot.dialogue.model import Decision
from bot.dialogue.query import stated
from bot.directory.find import find, named
from bot.directory.model import Query

SURE_NAME = 88.0
SHOWN = 5
ASKED = ("medical", "exit_entry", "embassy", "police", "bank", "international_school", "welcome_center", "transport")


def find_places(session: Session, decision: Decision, text: str, now: dt.datetime) -> Decision:
    """The decision with the ids of the places found, best first; outcome `asking` or `no_answer` when there are none."""
    query = dict(decision.query)
    if query.get("country") and not query.get("category"):
        query["category"] = "embassy"
    matches = [
        (place, score)
        for place, score in named(session, text)
        if score >= SURE_NAME and query.get("category") in (None, place.category)
    ]
    if matches:
        return _by_name(decision, query, [place.id for place, _ in matches[:SHOWN]], matches[0][0].category)
    if not query.get("category"):
        choices = tuple(f"category:{name}" for name in ASKED)
        asked = replace(decision, outcome="asking", reason="which_place", choices=choices, query=query)
        return asked.remembering(query=stated(query), last="places")
    return _by_conditions(session, decision, query, now)


def _by_name(decision: Decision, query: dict[str, Any], ids: list[str], category: str) -> Decision:
    query["category"] = query.get("category") or category
    return replace(decision, outcome="places", places=tuple(ids), query=query).remembering(
        query=stated(query), last="places"
    )


def _by_conditions(session: Session, decision: Decision, query: dict[str, Any], now: dt.datetime) -> Decision:
    found = find(
        session,
        Query(**{key: query.get(key) for key in ("category", "district", "language", "open", "country")}),
        now,
        limit=SHOWN,
    )
    done = replace(
        decision,
        outcome="places" if found.places else "no_answer",
        query=query,
        places=tuple(place.id for place in found.places),
        relaxed=tuple(found.relaxed),
        distances={key: round(value, 1) for key, value in found.distances.items()},
        reason=None if found.places else "no_place",
    )
    return done.remembering(query=stated(query), last="places")
