"""What a message states of a place: category, district, language, opening, country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.model import Understood

QUERY_KEYS = ("category", "district", "language", "open", "country")


def place_query(said: Understood) -> dict[str, Any]:
    """Category, district, language, opening and country as stated; None where nothing was said."""
    query: dict[str, Any] = dict.fromkeys(QUERY_KEYS)
    for key, kind in (("category", "category"), ("district", "district"), ("language", "language"), ("open", "open")):
        query[key] = next(iter(said.ids(kind)), None)
    country = next((name.id for name in said.names if name.kind in ("country", "nationality")), None)
    if country not in (None, "CN") and query["category"] in (None, "embassy"):
        query["country"] = country
    return place_query_for(query["category"], query)


def hinted(query: Mapping[str, Any], said: Understood, hints: Mapping[str, str]) -> dict[str, Any]:
    """The query with the kind of place that the words hint at, where none is named (hints: concept -> category)."""
    if query.get("category"):
        return dict(query)
    return place_query_for(next((hints[concept] for concept in said.concepts if concept in hints), None), query)


def place_query_for(category: str | None, query: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions that make sense for a category: 'French embassy' names a country, not a language."""
    fitting = {**query, "category": category}
    if category == "embassy" and query.get("country"):
        fitting["language"] = None
    if category not in (None, "embassy"):
        fitting["country"] = None
    return fitting


def stated(query: Mapping[str, Any]) -> dict[str, Any]:
    """Only the conditions that were said."""
    return {key: value for key, value in query.items() if value}
