"""What a message states: the conditions of a place search and the facts of a traveller."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue.model import Name, Understood
from bot.languages.normalise import has_han

QUERY_KEYS = ("category", "district", "language", "open", "country")
NUMBER = re.compile(r"\d{1,3}")
NEAR, NEAR_HAN = 12, 2
DAYS = {"day_unit": 1, "week_unit": 7, "month_unit": 30}


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


def stated_facts(said: Understood) -> dict[str, Any]:
    """passport, purpose, days, from, to of a traveller as far as the message states them (countries alpha-2)."""
    facts: dict[str, Any] = {}
    people = [name for name in said.names if name.kind == "nationality"]
    lands = [name for name in said.names if name.kind in ("country", "city") and name.id != "CN"]
    if people:
        facts["passport"] = people[0].id
    elif lands and lands[0].kind == "country" and len({name.id for name in lands}) in (1, 3):
        facts["passport"] = lands.pop(0).id
    purpose = next(iter(said.ids("purpose")), None)
    if purpose:
        facts["purpose"] = purpose
    days = _days(said)
    if days:
        facts["days"] = days
    route = [name for name in lands if not _same_place(name, people)]
    if len({name.id for name in route}) >= 2:
        facts.update({"from": route[0].id, "to": route[-1].id})
    return facts


def _same_place(name: Name, people: list[Name]) -> bool:
    return any(name.start == person.start for person in people)


def _days(said: Understood) -> int | None:
    """The first number followed or preceded closely by a word for days, weeks or months."""
    for number in NUMBER.finditer(said.text):
        for name in said.names:
            gap = name.start - number.end()
            near = (
                0 <= gap <= (NEAR if said.text.isascii() or not has_han(said.text) else NEAR_HAN)
                or 0 <= number.start() - name.end <= 1
            )
            if name.kind == "unit" and name.id in DAYS and near:
                return int(number.group()) * DAYS[name.id]
    return None
