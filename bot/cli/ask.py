"""bot ask: one question to the running assistant, the way the page asks."""

from __future__ import annotations

import json
from typing import Any

import httpx
from rich.console import Console
from rich.markup import escape

from bot.errors import PartDown
from bot.settings import Settings


def run(settings: Settings, text: str, language: str, conversation: str | None, as_json: bool) -> int:
    """Exit code 0 for an answer, 1 for a refused question; PartDown when the assistant is not running."""
    console = Console()
    body = {
        "conversation": conversation,
        "text": text,
        "language": None if language == "auto" else language,
        "choice": None,
    }
    try:
        answer = httpx.post(f"http://{settings.host}:{settings.port}/api/chat/messages", json=body, timeout=10)
        reply = answer.json()
    except (httpx.HTTPError, ValueError):
        raise PartDown("web_down", f"No assistant answers on port {settings.port}.", "Start it with: make run") from None
    if as_json:
        console.print_json(json.dumps(reply, ensure_ascii=False))
    elif "error" in reply:
        console.print(f"[red]{escape(reply['error']['message'])}[/] {escape(reply['error']['remedy'])}", highlight=False)
    else:
        _show(console, reply)
    return 1 if "error" in reply else 0


def _show(console: Console, reply: dict[str, Any]) -> None:
    facts = " ".join(f"{key}={value}" for key, value in {**reply["query"], **reply["facts"]}.items() if value)
    console.print(
        f"[dim]{reply['outcome']} · {reply['topic'] or reply['reason'] or '-'} · {reply['language']} · "
        f"{reply['confidence']:.2f} · {escape(facts)}[/]",
        highlight=False,
    )
    heading = ""
    for block in reply["blocks"]:
        if block.get("section") and block.get("title") != heading:
            heading = block["title"]
            console.print(f"\n[bold]{escape(heading)}[/]")
        for line in lines(block):
            console.print(escape(line), highlight=False)
    for source in reply["sources"]:
        console.print(
            f"[dim]- {escape(source['publisher'])} {source['url']} {source['checked'] or '-'} {source['status']}[/]",
            highlight=False,
        )
    console.print(f"[dim]{reply['conversation']}[/]")


def lines(block: dict[str, Any]) -> list[str]:
    """A block as lines of text."""
    kind = block["type"]
    if kind == "place":
        return [
            f"* {block['name']} / {block['name_zh']}",
            f"  {block['address_zh'] or '-'}",
            f"  {', '.join(phone['number'] for phone in block['phones'])} · {block['hours'] or '-'} · {block['status']}",
        ]
    if kind in ("documents", "buttons"):
        return [f"  [ ] {item.get('name') or item.get('label')}" for item in block["items"]]
    if kind == "steps":
        return [f"  {number}. {item}" for number, item in enumerate(block["items"], 1)]
    if kind == "contact":
        return [f"  {block['name']}: {block['phone']}"]
    if kind == "link":
        return [f"  {block['text']}: {block['url']}"]
    return [*([block["text"]] if block.get("text") else []), *(f"  - {item}" for item in block.get("items", []))]
