"""Errors of the web tier as {"error": {code, message, remedy}} in the visitor's language."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.errors import BotError
from bot.replies.content import Content


class WebError(BotError):
    """A refused request. `key` names the phrases error_KEY and remedy_KEY; `values` fill them."""

    def __init__(self, key: str, status: int = 400, **values: Any) -> None:
        super().__init__(key, key)
        self.status = status
        self.values = values


def preferred_language(request: Request, content: Content, given: Any = None) -> str:
    """The given language, else the first of Accept-Language that we speak, else English."""
    if isinstance(given, str) and given in content.languages:
        return given
    for part in request.headers.get("accept-language", "").split(",")[:10]:
        code = part.split(";")[0].strip().lower()[:2]
        if code in content.languages:
            return code
    return "en"


def error_json(content: Content, error: WebError, language: str) -> JSONResponse:
    """The error in words."""
    values = {key: str(value)[:80] for key, value in error.values.items()}
    body = {
        "code": error.code,
        "message": content.say(f"error_{error.code}", language, **values),
        "remedy": content.say(f"remedy_{error.code}", language, **values),
    }
    return JSONResponse({"error": body}, status_code=error.status)
