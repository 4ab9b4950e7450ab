"""POST /api/chat/messages: the chat interface that pages and other programs rely on."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.errors import PartDown
from bot.languages.normalise import clean
from bot.languages.script import language_by_script
from bot.replies.reply import Reply
from bot.security import new_conversation, verified
from bot.web.errors import WebError, preferred_language
from bot.web.masking import mask
from bot.web.parts import Parts

LOG = logging.getLogger(__name__)
BODY_LIMIT = 65_536
CHOICE = re.compile(
    r"(topic:[a-z_]+/[a-z0-9_]+|(section|category|language|task):[a-z0-9_]+|(passport|visa):[A-Z][A-Z0-9]?)"
)
CHOICE_LIMIT = 100


@dataclass(frozen=True)
class Ask:
    """A checked request. `sender` is the part of the conversation id that Rasa sees."""

    conversation: str
    sender: str
    text: str
    language: str | None
    choice: str | None


async def read_body(request: Request) -> bytes:
    """The body, refused as soon as it is larger than 64 KiB."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise WebError("too_large", 413, limit=BODY_LIMIT)
    return body


async def read_json(request: Request) -> dict[str, Any]:
    """The body as a JSON object."""
    try:
        value = json.loads((await read_body(request)).decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise WebError("bad_json") from None
    if not isinstance(value, dict):
        raise WebError("bad_json")
    return value


def checked(raw: dict[str, Any], parts: Parts) -> Ask:
    """A request whose every field is right; WebError names the first that is not."""
    for field in ("conversation", "text", "language", "choice"):
        if not isinstance(raw.get(field), str | None):
            raise WebError("wrong_type", field=field)
    language, choice = raw.get("language") or None, raw.get("choice") or None
    if language is not None and language not in parts.content.languages:
        raise WebError("unknown_language", language=clean(language), languages=" ".join(parts.content.languages))
    if choice is not None and (len(choice) > CHOICE_LIMIT or not CHOICE.fullmatch(choice)):
        raise WebError("unknown_value", value=clean(choice), field="choice")
    text = _text(raw.get("text") or "", parts.settings.text_limit)
    if not text and not choice:
        raise WebError("empty")
    conversation = raw.get("conversation") or new_conversation(parts.settings.secret_key)
    sender = verified(parts.settings.secret_key, conversation)
    if sender is None:
        raise WebError("bad_conversation")
    return Ask(conversation, sender, text or str(choice), language, choice)


def _text(raw: str, limit: int) -> str:
    """Visible text without a leading slash, which Rasa would take for a command, and without personal numbers."""
    if len(raw) > limit:
        raise WebError("too_long", limit=limit)
    return mask(clean(raw).lstrip("/ \u2044\u2215"))


def client_address(request: Request, trusted: str) -> str:
    """The visitor's address; X-Forwarded-For counts only when a trusted proxy sent it."""
    host = request.client.host if request.client else "unknown"
    if host in trusted.replace(",", " ").split():
        forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
        return forwarded[:64] or host
    return host


async def answer(request: Request, raw: dict[str, Any]) -> Reply:
    """Check, limit, ask Rasa, put into words; a part that is down becomes outcome `failed`, never an exception."""
    parts: Parts = request.app.state.parts
    address = client_address(request, parts.settings.trusted_proxies)
    ask = checked(raw, parts)
    if not await parts.limiter.allows(address, ask.sender):
        raise WebError("rate_limit", 429)
    language = language_by_script(ask.text) or ask.language or preferred_language(request, parts.content)
    try:
        decision = await parts.rasa.decide(ask.sender, ask.text, language, ask.choice)
        language = decision.language
        return await parts.compose(decision, ask.conversation, ask.text)
    except PartDown as error:
        LOG.error("%s: %s", error.code, error.message)
        return parts.failed(ask.conversation, error.language or language, error.code)


async def messages(request: Request) -> JSONResponse:
    """The endpoint."""
    return JSONResponse((await answer(request, await read_json(request))).to_json())
