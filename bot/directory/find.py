"""Find places by every condition of a query, and offer the nearest thing when nothing meets them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from math import inf

from sqlalchemy.orm import Session

from bot.directory.catalogue import Catalogue, catalogue
from bot.directory.districts import CENTRES, covers, distance_km
from bot.directory.hours import all_day, open_now, opens_at_weekend
from bot.directory.model import Found, Place, Query, SpecialDays
from bot.directory.names import scores

RELAXABLE: tuple[str, ...] = ("district", "open", "language", "category")
CLOSE_NAMES = 8.0


def find(session: Session, query: Query, now: datetime, limit: int = 5) -> Found:
    """The best `limit` places for the query; see `search`."""
    return search(catalogue(session), query, now, limit)


def named(session: Session, text: str) -> list[tuple[Place, float]]:
    """Places whose name is like `text`, with scores up to 100, best first."""
    known = catalogue(session)
    return [(known.places[position], score) for position, score in scores(known.names, text)]


def search(known: Catalogue, query: Query, now: datetime, limit: int = 5) -> Found:
    """Places that meet every condition, else those that meet all but the fewest conditions, which `relaxed` names.

    One condition is dropped at a time (district, then opening, then language, then category), then two, and so on.
    Country and name are never dropped, and category only beside one of them: another country's embassy is no answer.
    Distances are from `near`, or from the centre of the district that was dropped.
    """
    named_scores = _named(known, query)
    for dropped in _attempts(query):
        kept = replace(query, **dict.fromkeys(dropped))
        fitting = [place for place in known.places if _fits(place, kept, named_scores, known.special_days, now)]
        if fitting:
            return _found(fitting, query, dropped, named_scores, known.special_days, now, limit)
    return Found()


def _named(known: Catalogue, query: Query) -> dict[str, float] | None:
    """Scores by id of the names nearly as good as the best; None when no name is asked for."""
    if query.name is None:
        return None
    hits = scores(known.names, query.name)
    return {known.places[position].id: score for position, score in hits if score >= hits[0][1] - CLOSE_NAMES}


def _attempts(query: Query) -> Iterator[tuple[str, ...]]:
    """The sets of conditions to drop, smallest first."""
    given = [name for name in RELAXABLE if getattr(query, name) is not None]
    if query.name is None and query.country is None and "category" in given:
        given.remove("category")
    for count in range(len(given) + 1):
        yield from combinations(given, count)


def _fits(place: Place, query: Query, named_scores: dict[str, float] | None, days: SpecialDays, now: datetime) -> bool:
    return (
        (query.category is None or place.category == query.category)
        and (query.country is None or place.country == query.country)
        and (named_scores is None or place.id in named_scores)
        and (query.district is None or covers(query.district, place.district))
        and (query.language is None or query.language in place.languages)
        and (query.open is None or is_open(place, query.open, days, now) is True)
    )


def is_open(place: Place, wanted: str, days: SpecialDays, now: datetime) -> bool | None:
    """Whether the place meets now, weekend or 24h; a part that never closes meets each of them."""
    return True if place.round_the_clock else _wholly_open(place, wanted, days, now)


def _wholly_open(place: Place, wanted: str, days: SpecialDays, now: datetime) -> bool | None:
    if wanted == "now":
        return open_now(place, days, now)
    if wanted == "weekend":
        return opens_at_weekend(place)
    return None if place.hours_osm is None else all_day(place)


def _found(
    fitting: list[Place],
    query: Query,
    dropped: tuple[str, ...],
    named_scores: dict[str, float] | None,
    days: SpecialDays,
    now: datetime,
    limit: int,
) -> Found:
    start = query.near
    if start is None and "district" in dropped and query.district is not None:
        start = CENTRES.get(query.district)
    distances = {place.id: distance_km(start, place.point) for place in fitting if start and place.point}

    def order(place: Place) -> tuple[float | int | str, ...]:
        openness = _openness(place, query, days, now)
        score = -(named_scores or {}).get(place.id, 0.0)
        return openness, score, distances.get(place.id, inf), place.status != "verified", place.id

    best = tuple(sorted(fitting, key=order)[:limit])
    shown = {place.id: distances[place.id] for place in best if place.id in distances}
    return Found(best, dropped, shown, len(fitting))


def _openness(place: Place, query: Query, days: SpecialDays, now: datetime) -> int:
    """0 wholly open, 1 a part open, 2 not known, 3 closed; 0 for all when opening was not asked about."""
    if query.open is None:
        return 0
    if place.round_the_clock:
        return 0 if query.open != "24h" and _wholly_open(place, query.open, days, now) else 1
    return {True: 0, None: 2, False: 3}[_wholly_open(place, query.open, days, now)]
