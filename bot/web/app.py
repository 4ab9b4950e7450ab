"""The Starlette application: routes, security headers, and errors in the visitor's language."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web import chat, data, openapi, page, search
from bot.web.errors import WebError, error_json, preferred_language
from bot.web.parts import Parts

LOG = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'; manifest-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
KEYS = {404: "not_found", 405: "method", 413: "too_large"}


class SecurityHeaders:
    """Adds the headers of every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope.get("path", "").startswith("/static/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)


async def healthz(request: Request) -> JSONResponse:
    """200 when every part answers, else 503; the body says which."""
    parts: Parts = request.app.state.parts
    state = await parts.health()
    good = all(state.values())
    return JSONResponse({"status": "ok" if good else "degraded", "parts": {"web": True, **state}}, 200 if good else 503)


def refuse(request: Request, error: WebError) -> Response:
    """The error as JSON; a page for a browser that asked for a page."""
    parts: Parts = request.app.state.parts
    language = preferred_language(request, parts.content, request.query_params.get("language"))
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if not wants_page:
        return error_json(parts.content, error, language)
    words = {
        "message": parts.content.say(f"error_{error.code}", language, **error.values),
        "remedy": parts.content.say(f"remedy_{error.code}", language, **error.values),
    }
    return HTMLResponse(page.render(request, language, error=words), status_code=error.status)


async def on_web_error(request: Request, error: Exception) -> Response:
    """A request refused by us."""
    assert isinstance(error, WebError)
    return refuse(request, error)


async def on_http_error(request: Request, error: Exception) -> Response:
    """A request refused by Starlette."""
    assert isinstance(error, HTTPException)
    values = {"limit": chat.BODY_LIMIT} if error.status_code == 413 else {}
    key = KEYS.get(error.status_code, "bad_json" if error.status_code < 500 else "internal")
    answer = refuse(request, WebError(key, error.status_code, **values))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def on_bug(request: Request, error: Exception) -> Response:
    """A defect: logged whole, told as a sentence."""
    LOG.exception("unexpected error", exc_info=error)
    return refuse(request, WebError("internal", 500))


def make_app(parts: Parts) -> Starlette:
    """The application around the given parts."""
    routes = [
        Route("/", page.home),
        Route("/chat", page.chat_page, methods=["GET", "POST"]),
        Route("/api/chat/messages", chat.messages, methods=["POST"]),
        Route("/api/topics", data.topics),
        Route("/api/topics/{subject}/{topic}", data.topic),
        Route("/api/places", data.places),
        Route("/api/search", search.endpoint),
        Route("/api/openapi.json", openapi.document),
        Route("/healthz", healthz),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await parts.rasa.close()

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={WebError: on_web_error, HTTPException: on_http_error, Exception: on_bug},
    )
    app.state.parts = parts
    app.state.templates = page.environment()
    return app
