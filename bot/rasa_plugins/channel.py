"""Rasa input channel for the web tier: a shared secret, our conversation ids, errors that say which part failed."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.rasa_plugins import patches
from bot.security import CHANNEL_HEADER, channel_key

LOG = logging.getLogger(__name__)


class AssistantChannel(InputChannel):
    """`POST /webhooks/assistant/webhook` {sender, text, metadata} -> {"messages": [...]} or {"error": code}."""

    def __init__(self, key: str) -> None:
        self._key = key

    @classmethod
    def name(cls) -> str:
        """The path segment under /webhooks."""
        return "assistant"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> AssistantChannel:
        """The key is derived from SECRET_KEY; no credentials are written down."""
        patches.apply()
        return cls(channel_key(settings.load().secret_key))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes of the channel."""
        routes = Blueprint("assistant_channel")

        @routes.get("/")
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get(CHANNEL_HEADER, ""), self._key):
                return response.json({"error": "forbidden"}, status=403)
            return await self._answer(request, on_new_message)

        return routes

    async def _answer(self, request: Request, handle: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
        body, collector = request.json, CollectingOutputChannel()
        message = UserMessage(body["text"], collector, body["sender"], input_channel=self.name(), metadata=body["metadata"])
        try:
            await handle(message)
        except SQLAlchemyError as error:
            LOG.error("the database failed: %s", error)
            return response.json({"error": "database_down"}, status=503)
        payloads = [row["custom"] for row in collector.messages if row.get("custom")]
        language = None if payloads else await _language(request, body["sender"])
        return response.json({"messages": payloads, "language": language})


async def _language(request: Request, sender: str) -> str | None:
    """The language of the message that got no answer, so that the apology is in it."""
    tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
    message = tracker.latest_message if tracker else None
    found = (message.parse_data or {}).get("language") if message else None
    return found["code"] if found else None
