"""The chat page: rendered on the server, so that it works without JavaScript; the script only makes it nicer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.languages.normalise import clean
from bot.replies.reply import Reply
from bot.web.chat import BODY_LIMIT, answer
from bot.web.errors import WebError, preferred_language
from bot.web.parts import Parts

TEMPLATES = Path(__file__).parent / "templates"
EXAMPLES = ("example_1", "example_2", "example_3", "example_4")


def environment() -> jinja2.Environment:
    """Templates that escape everything."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(request: Request, language: str, **values: Any) -> str:
    """The page in a language: `turns` are (question, reply), `error` a refused question."""
    parts: Parts = request.app.state.parts
    content = parts.content
    texts = content.phrases.texts[language]
    context = {
        "language": language,
        "direction": content.languages[language].direction,
        "t": texts,
        "languages": content.languages,
        "examples": [texts[key] for key in EXAMPLES],
        "turns": [],
        "error": None,
        "conversation": "",
        "text": "",
        "limit": parts.settings.text_limit,
        "place_languages": content.terms.names[language]["languages"],
        "hotlines": content.emergency["help"],
    }
    return str(request.app.state.templates.get_template("chat.html").render(**{**context, **values}))


def _page_language(request: Request, parts: Parts) -> str:
    return preferred_language(request, parts.content, request.query_params.get("language"))


async def home(request: Request) -> Response:
    """The start page is the chat."""
    return RedirectResponse("/chat", status_code=303)


async def chat_page(request: Request) -> Response:
    """GET shows an empty conversation; POST, from the form, the answer to one question."""
    parts: Parts = request.app.state.parts
    language = _page_language(request, parts)
    if request.method in ("GET", "HEAD"):
        return HTMLResponse(render(request, language))
    form = await _form(request)
    raw = {key: str(form.get(key) or "") or None for key in ("conversation", "text", "language", "choice")}
    try:
        reply = await answer(request, raw)
    except WebError as error:
        return _refused(request, raw, error, language)
    return HTMLResponse(_answered(request, raw, reply))


async def _form(request: Request) -> FormData:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > BODY_LIMIT:
        raise WebError("too_large", 413, limit=BODY_LIMIT)
    return await request.form(max_fields=10, max_files=0, max_part_size=BODY_LIMIT)


def _answered(request: Request, raw: dict[str, Any], reply: Reply) -> str:
    question = "" if raw["choice"] else clean(raw["text"] or "")
    return render(request, reply.language, turns=[(question, reply.to_json())], conversation=reply.conversation)


def _refused(request: Request, raw: dict[str, Any], error: WebError, language: str) -> Response:
    parts: Parts = request.app.state.parts
    shown = raw["language"] if raw["language"] in parts.content.languages else language
    values = {key: str(value)[:80] for key, value in error.values.items()}
    words = {
        "message": parts.content.say(f"error_{error.code}", shown, **values),
        "remedy": parts.content.say(f"remedy_{error.code}", shown, **values),
    }
    kept = (raw["text"] or "")[:5000]
    page = render(
        request,
        shown,
        error=words,
        text=kept,
        conversation=(raw["conversation"] or "") if error.code != "bad_conversation" else "",
    )
    return HTMLResponse(page, status_code=error.status)
