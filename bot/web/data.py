"""GET /api/topics, /api/topics/{subject}/{topic} and /api/places: the same content for other programs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.database import session
from bot.directory import catalogue
from bot.directory.districts import DISTRICTS
from bot.directory.find import find
from bot.directory.model import CATEGORIES, Query
from bot.languages.normalise import clean
from bot.replies.place_blocks import place_block
from bot.replies.topic_blocks import tell
from bot.web.errors import WebError, preferred_language
from bot.web.parts import Parts

MOST_PLACES = 100
OPENINGS = ("now", "weekend", "24h")


def language_of(request: Request, parts: Parts) -> str:
    """?language=, checked, else Accept-Language."""
    given = request.query_params.get("language")
    if given and given not in parts.content.languages:
        raise WebError("unknown_language", language=clean(given), languages=" ".join(parts.content.languages))
    return preferred_language(request, parts.content, given)


async def topics(request: Request) -> JSONResponse:
    """Every topic with its title."""
    parts: Parts = request.app.state.parts
    language = language_of(request, parts)
    rows = [
        {
            "id": topic.id,
            "subject": topic.subject,
            "title": (topic.prose.get(language) or topic.prose["zh"]).title,
            "check_by": topic.check_by.isoformat(),
        }
        for topic in parts.content.topics.values()
    ]
    return JSONResponse({"language": language, "topics": rows})


async def topic(request: Request) -> JSONResponse:
    """One topic as blocks and sources."""
    parts: Parts = request.app.state.parts
    language = language_of(request, parts)
    found = parts.content.topics.get(f"{request.path_params['subject']}/{request.path_params['topic']}")
    if found is None:
        raise WebError("not_found", 404)
    told = tell(parts.content, found, None, language, parts.now().date())
    return JSONResponse(
        {
            "id": found.id,
            "language": told.language,
            "title": told.title,
            "blocks": told.blocks,
            "sources": told.sources,
            "related": list(found.related),
            "check_by": found.check_by.isoformat(),
        }
    )


def read_query(request: Request) -> tuple[Query, int]:
    """The search conditions; WebError names a value that is not in its list."""
    given = {key: value for key, value in request.query_params.items() if value and key != "interface"}
    lists = {"category": CATEGORIES, "district": DISTRICTS, "open": OPENINGS}
    for key, allowed in lists.items():
        if key in given and given[key] not in allowed:
            raise WebError("unknown_value", value=clean(given[key]), field=key)
    near = given.get("near")
    country = given.get("country", "").upper() or None
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise WebError("unknown_value", value=clean(country), field="country")
    return (
        Query(
            category=given.get("category"),
            district=given.get("district"),
            language=given.get("speaks"),
            open=given.get("open"),  # type: ignore[arg-type]
            country=country,
            name=clean(given.get("name", ""))[:100] or None,
            near=_point(near) if near else None,
        ),
        limit_of(request, 20, MOST_PLACES),
    )


def _point(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise WebError("unknown_value", value=clean(text), field="near") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise WebError("unknown_value", value=clean(text), field="near")
    return lat, lon


def limit_of(request: Request, usual: int, most: int) -> int:
    """?limit=, from 1 to `most`."""
    limit = request.query_params.get("limit") or str(usual)
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:6]) <= most:
        raise WebError("unknown_value", value=clean(limit), field="limit")
    return int(limit)


def database_down(parts: Parts, language: str) -> JSONResponse:
    """503 in the reader's language."""
    words = {
        "code": "database_down",
        "message": parts.content.say("failed_database_down", language),
        "remedy": parts.content.say("remedy_internal", language),
    }
    return JSONResponse({"error": words}, status_code=503)


async def places(request: Request) -> JSONResponse:
    """Places by category, district, speaks, country, open, name, near=lat,lon (WGS-84) and limit."""
    parts: Parts = request.app.state.parts
    language = language_of(request, parts)
    query, limit = read_query(request)
    try:
        body = await run_in_threadpool(_search, parts, query, limit, language)
    except SQLAlchemyError:
        return database_down(parts, language)
    return JSONResponse(body)


def _search(parts: Parts, query: Query, limit: int, language: str) -> dict[str, Any]:
    now = parts.now()
    with session(parts.engine) as opened:
        found = find(opened, query, now, limit=limit)
        days = catalogue.special_days(opened)
        rows = [
            place_block(parts.content, place, language, now, days, found.distances.get(place.id)) for place in found.places
        ]
    return {"language": language, "total": found.total, "relaxed": list(found.relaxed), "places": rows}
