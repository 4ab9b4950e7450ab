"""GET /api/openapi.json: the public interface in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.dialogue.model import OUTCOMES, REASONS
from bot.directory.districts import DISTRICTS
from bot.directory.model import CATEGORIES

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
BLOCKS = ("text", "steps", "documents", "contact", "place", "hours", "link", "notice", "buttons")


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(schema: Schema) -> Schema:
    error = {"description": "refused", "content": {"application/json": {"schema": _ref("Error")}}}
    return {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}, "4XX": error}


def _parameter(name: str, schema: Schema = TEXT, place: str = "query") -> Schema:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _reply_schemas(languages: list[str]) -> dict[str, Schema]:
    query = _object(category=MAYBE_TEXT, district=MAYBE_TEXT, language=MAYBE_TEXT, open=MAYBE_TEXT, country=MAYBE_TEXT)
    reply = {
        "conversation": TEXT,
        "language": {"enum": languages},
        "outcome": {"enum": list(OUTCOMES)},
        "topic": MAYBE_TEXT,
        "section": MAYBE_TEXT,
        "confidence": {"type": "number"},
        "choices": _list(_ref("Choice")),
        "places": _list(_ref("Place")),
        "query": query,
        "facts": {"type": "object"},
        "verdict": {"type": ["object", "null"]},
        "reason": {"enum": [*REASONS, None]},
        "blocks": _list(_ref("Block")),
        "sources": _list(_ref("Source")),
    }
    return {"Reply": _object(**reply), "Choice": _object(id=TEXT, label=TEXT, topic=MAYBE_TEXT)}


def _place_schema() -> Schema:
    numbers: Schema = {"type": ["number", "null"]}
    return _object(
        id=TEXT, category={"enum": list(CATEGORIES)}, district=MAYBE_TEXT, name=TEXT, name_zh=TEXT, address_zh=MAYBE_TEXT,
        phone=MAYBE_TEXT, open_now={"type": ["boolean", "null"]}, distance_km=numbers, languages=_list(TEXT),
    )  # fmt: skip


def schemas(languages: list[str]) -> dict[str, Schema]:
    """The shapes of requests and answers."""
    ask: Schema = {
        "conversation": MAYBE_TEXT,
        "text": {"type": ["string", "null"], "maxLength": 1000},
        "choice": MAYBE_TEXT,
    }
    topic = _object(
        id=TEXT, language={"enum": languages}, title=TEXT, blocks=_list(_ref("Block")), sources=_list(_ref("Source")),
        related=_list(TEXT), check_by=TEXT,
    )  # fmt: skip
    return {
        **_reply_schemas(languages),
        "Ask": {"type": "object", "properties": {**ask, "language": {"enum": [*languages, None]}}},
        "Source": _object(publisher=TEXT, url=TEXT, checked=MAYBE_TEXT, status={"enum": ["verified", "unverified"]}),
        "Place": _place_schema(),
        "Block": {"type": "object", "properties": {"type": {"enum": list(BLOCKS)}}, "required": ["type"]},
        "Error": _object(error=_object(code=TEXT, message=TEXT, remedy=TEXT)),
        "Topic": topic,
    }


def paths(languages: list[str]) -> dict[str, Schema]:
    """The addresses."""
    language = _parameter("language", {"enum": languages})
    topics = _object(language=TEXT, topics=_list(_object(id=TEXT, subject=TEXT, title=TEXT, check_by=TEXT)))
    found = _object(language=TEXT, total={"type": "integer"}, relaxed=_list(TEXT), places=_list(_ref("Place")))
    conditions = [
        _parameter("category", {"enum": list(CATEGORIES)}),
        _parameter("district", {"enum": list(DISTRICTS)}),
        _parameter("speaks"),
        _parameter("country"),
        _parameter("open", {"enum": ["now", "weekend", "24h"]}),
        _parameter("name"),
        _parameter("near"),
        _parameter("limit", {"type": "integer", "maximum": 100}),
        language,
    ]
    words = [_parameter("q"), _parameter("limit", {"type": "integer", "maximum": 50}), language]
    hit = _object(kind={"enum": ["topic", "place"]}, id=TEXT, score={"type": "number"}, title=TEXT)
    hits = _object(query=TEXT, language=TEXT, results=_list(hit))
    ask = {"required": True, "content": {"application/json": {"schema": _ref("Ask")}}}
    return {
        "/api/chat/messages": {"post": {"summary": "Ask", "requestBody": ask, "responses": _answers(_ref("Reply"))}},
        "/api/topics": {"get": {"summary": "All topics", "parameters": [language], "responses": _answers(topics)}},
        "/api/topics/{subject}/{topic}": {
            "get": {
                "summary": "One topic",
                "responses": _answers(_ref("Topic")),
                "parameters": [_parameter("subject", place="path"), _parameter("topic", place="path"), language],
            }
        },
        "/api/places": {"get": {"summary": "Places", "parameters": conditions, "responses": _answers(found)}},
        "/api/search": {"get": {"summary": "Search", "parameters": words, "responses": _answers(hits)}},
        "/healthz": {"get": {"summary": "Which parts answer", "responses": _answers({"type": "object"})}},
    }


async def document(request: Request) -> JSONResponse:
    """The document."""
    languages = list(request.app.state.parts.content.languages)
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Beijing Information Assistant", "version": "1"},
            "paths": paths(languages),
            "components": {"schemas": schemas(languages)},
        }
    )
