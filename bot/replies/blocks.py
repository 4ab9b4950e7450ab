"""Markdown prose as the blocks of the chat interface: plain text only, no markup reaches a page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

ALLOWED_LINKS = ("https://", "http://", "tel:", "mailto:")
Block = dict[str, Any]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def blocks(markdown: str) -> list[Block]:
    """text, steps and link blocks: a bullet list becomes a text block with `items`, a numbered one `steps`."""
    made: list[Block] = []
    tokens = _parser().parse(markdown)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            index, items, links = _list(tokens, index)
            kind = "steps" if token.type == "ordered_list_open" else "text"
            made.append({"type": kind, "items": items} if kind == "steps" else {"type": "text", "text": "", "items": items})
            made.extend(links)
        elif token.type == "inline":
            text, links = _inline(token)
            made.append({"type": "text", "text": text, "items": []})
            made.extend(links)
        index += 1
    return made


def _list(tokens: list[Token], start: int) -> tuple[int, list[str], list[Block]]:
    """Index of the closing token, one line per item, and the links met."""
    items: list[str] = []
    links: list[Block] = []
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.type.endswith("list_open"):
            depth += 1
        elif token.type.endswith("list_close"):
            depth -= 1
            if depth == 0:
                return index, items, links
        elif token.type == "inline":
            text, found = _inline(token)
            items.append(text)
            links.extend(found)
    return len(tokens), items, links


def _inline(token: Token) -> tuple[str, list[Block]]:
    text, links, address = "", [], ""
    label = ""
    for child in token.children or []:
        if child.type == "link_open":
            address, label = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close":
            if address.startswith(ALLOWED_LINKS):
                links.append({"type": "link", "text": label or address, "url": address})
            address = ""
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        else:
            text += child.content
            label += child.content if address else ""
    return text, links


def plain(markdown: str) -> str:
    """The words of a Markdown text in one string, for speaking and for short answers."""
    return "\n".join(
        part
        for block in blocks(markdown)
        for part in [block.get("text", ""), *block.get("items", [])]
        if part and block["type"] != "link"
    )
