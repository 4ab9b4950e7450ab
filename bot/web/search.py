"""GET /api/search: topics and places for a few words in any language."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.database import session
from bot.directory import catalogue
from bot.directory.model import Place
from bot.languages.normalise import clean
from bot.search.find import search
from bot.search.model import Hit
from bot.web.data import database_down, language_of, limit_of
from bot.web.errors import WebError
from bot.web.parts import Parts

LONGEST = 200
MOST = 50


async def endpoint(request: Request) -> JSONResponse:
    """q (up to 200 characters), language of the titles, limit."""
    parts: Parts = request.app.state.parts
    language = language_of(request, parts)
    query = clean(request.query_params.get("q", ""))
    if not query:
        raise WebError("empty")
    if len(query) > LONGEST:
        raise WebError("too_long", limit=LONGEST)
    limit = limit_of(request, 10, MOST)
    try:
        found = await run_in_threadpool(_find, parts, query, language, limit)
    except SQLAlchemyError:
        return database_down(parts, language)
    return JSONResponse({"query": query, "language": language, "results": found})


def _find(parts: Parts, query: str, language: str, limit: int) -> list[dict[str, Any]]:
    with session(parts.engine) as opened:
        hits = search(opened, query, parts.matcher, language, limit)
        places = catalogue.catalogue(opened).by_id
        return [row for hit in hits if (row := _row(parts, hit, language, places.get(hit.ref)))]


def _row(parts: Parts, hit: Hit, language: str, place: Place | None) -> dict[str, Any] | None:
    """A result with its title in the reader's language; None for a topic or place that is gone."""
    row: dict[str, Any] = {"kind": hit.kind, "id": hit.ref, "score": hit.score}
    if hit.kind == "topic":
        topic = parts.content.topics.get(hit.ref)
        return {**row, "title": (topic.prose.get(language) or topic.prose["zh"]).title} if topic else None
    if place is None:
        return None
    name = place.name_zh if language == "zh" else place.name_en
    return {**row, "title": name, "name_zh": place.name_zh, "category": place.category, "district": place.district}
