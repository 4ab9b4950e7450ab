"""What a message states of a traveller: passport, purpose, days, where from and where to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.dialogue.model import Name, Understood
from bot.languages.normalise import has_han

HOME = "CN"
NUMBER = re.compile(r"\d{1,3}")
NEAR, NEAR_HAN, BESIDE = 12, 2, 1
DAYS = {"day_unit": 1, "week_unit": 7, "month_unit": 30}
PLACES = ("country", "city")
DIRECTIONS = {"from_before": "from", "to_before": "to", "from_after": "from", "to_after": "to"}
ROUND_TRIP_COUNTRIES = (1, 3)


def stated_facts(said: Understood) -> dict[str, Any]:
    """passport, purpose, days, from, to and visa (the class) as far as the message states them (countries ISO alpha-2)."""
    facts: dict[str, Any] = {}
    people = [name for name in said.names if name.kind == "nationality" and name.id != HOME]
    lands = _lands(said, people)
    route = dict(_directed(said, lands))
    free = [name for name in lands if name not in route.values()]
    passport = _passport(people, free, route)
    if passport:
        facts["passport"] = passport.id
    purpose = next(iter(said.ids("purpose")), None)
    if purpose:
        facts["purpose"] = purpose
    days = _days(said)
    if days:
        facts["days"] = days
    facts.update(_route(route, [name for name in free if name is not passport]))
    visa = next(iter(said.ids("visa")), None)
    if visa:
        facts["visa"] = visa
    if "purpose" not in facts and {"from", "to"} <= set(facts):
        facts["purpose"] = "transit"
    return facts


def _lands(said: Understood, people: Sequence[Name]) -> list[Name]:
    """Countries and cities abroad in the order of the text, without the ones that are a person's nationality."""
    nationality = {name.start for name in people}
    found = [name for name in said.names if name.kind in PLACES and name.id != HOME and name.start not in nationality]
    return sorted(found, key=lambda name: name.start)


def _directed(said: Understood, lands: Sequence[Name]) -> Iterator[tuple[str, Name]]:
    """Lands with a word for where from or where to right before or after them."""
    words = [name for name in said.names if name.kind == "direction"]
    for land in lands:
        for word in words:
            before = word.id.endswith("_before") and 0 <= land.start - word.end <= BESIDE
            after = word.id.endswith("_after") and 0 <= word.start - land.end <= BESIDE
            if before or after:
                yield DIRECTIONS[word.id], land
                break


def _passport(people: Sequence[Name], free: Sequence[Name], route: dict[str, Name]) -> Name | None:
    """The nationality; else the only country that is named and no part of a route."""
    if people:
        return people[0]
    countries = [name for name in free if name.kind == "country"]
    if not countries or free[0] is not countries[0]:
        return None
    alone = len({name.id for name in free}) == 1
    return countries[0] if alone or (not route and len({name.id for name in free}) in ROUND_TRIP_COUNTRIES) else None


def _route(route: dict[str, Name], rest: Sequence[Name]) -> dict[str, str]:
    """from and to: as directed, else the first and the last of two lands or more."""
    found = {key: name.id for key, name in route.items()}
    others = [name.id for name in rest if name.id not in found.values()]
    if not found and len(set(others)) >= 2:
        return {"from": others[0], "to": others[-1]}
    if "to" in found and "from" not in found and others:
        found["from"] = others[0]
    elif "from" in found and "to" not in found and others:
        found["to"] = others[-1]
    return found


def _days(said: Understood) -> int | None:
    """The first stay stated: a number beside a unit, or a word that is a stay by itself (fortnight)."""
    stays = [*_counted(said), *((name.start, int(name.id)) for name in said.names if name.kind == "duration")]
    return min(stays)[1] if stays else None


def _counted(said: Understood) -> Iterator[tuple[int, int]]:
    """(place, days) of every number, in digits or words, that a unit of time follows or precedes closely."""
    reach = NEAR_HAN if has_han(said.text) else NEAR
    digits = [(found.start(), found.end(), int(found.group())) for found in NUMBER.finditer(said.text)]
    words = [(name.start, name.end, int(name.id)) for name in said.names if name.kind == "number"]
    units = [name for name in said.names if name.kind == "unit" and name.id in DAYS]
    for start, end, number in (*digits, *words):
        spelled = (start, end, number) in words
        for unit in units:
            gap = unit.start - end
            if 0 <= gap <= (BESIDE if spelled else reach) or 0 <= start - unit.end <= BESIDE:
                yield start, number * DAYS[unit.id]
                break
