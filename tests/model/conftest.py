"""The real processes on free ports: trained model, Rasa, action server, web tier, seeded database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from rich.console import Console

from bot import settings
from bot.cli.private import private_stack
from bot.cli.stack import Stack


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """One started stack for all tests of this room."""
    with private_stack(settings.load(), Console(quiet=True)) as started:
        yield started


class Talker:
    """Asks through the chat interface and keeps the conversation."""

    def __init__(self, stack: Stack) -> None:
        self.url = f"http://127.0.0.1:{stack.settings.port}"
        self.conversation: str | None = None

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        """The reply to one message."""
        body = {"conversation": self.conversation, "text": text, **more}
        response = httpx.post(f"{self.url}/api/chat/messages", json=body, timeout=30)
        response.raise_for_status()
        reply = dict(response.json())
        self.conversation = reply["conversation"]
        return reply


@pytest.fixture
def talker(stack: Stack) -> Talker:
    """A new conversation."""
    return Talker(stack)
