"""Ask Rasa: one message in, one decision out, and a named failure when a part is down or slow."""

from __future__ import annotations

from typing import Any

import httpx

from bot.dialogue.model import Decision
from bot.errors import PartDown
from bot.security import CHANNEL_HEADER, channel_key
from bot.settings import Settings


class RasaClient:
    """Keeps connections to Rasa open; every failure is a PartDown with a reason code of the chat interface."""

    def __init__(self, settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=settings.rasa_url,
            timeout=settings.reply_seconds,
            transport=transport,
            headers={CHANNEL_HEADER: channel_key(settings.secret_key)},
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
        )

    async def decide(self, sender: str, text: str, language: str | None, choice: str | None) -> Decision:
        """The decision on a message of a conversation."""
        body = {"sender": sender, "text": text, "metadata": {"language": language, "choice": choice}}
        try:
            answer = await self._http.post("/webhooks/assistant/webhook", json=body)
        except httpx.TimeoutException:
            raise PartDown("slow", "Rasa does not answer in time.") from None
        except httpx.TransportError as error:
            raise PartDown("rasa_down", f"Rasa is not reachable: {error}.") from None
        return self._decision(answer)

    def _decision(self, answer: httpx.Response) -> Decision:
        if answer.status_code != 200:
            code = _code(answer)
            raise PartDown(code if code == "database_down" else "rasa_down", f"Rasa answered {answer.status_code}.")
        body = answer.json()
        messages: list[dict[str, Any]] = body.get("messages", [])
        if not messages:
            raise PartDown("actions_down", "The action server gave no answer.", language=body.get("language"))
        return Decision.from_json(messages[-1])

    async def alive(self) -> bool:
        """Whether Rasa serves our channel."""
        try:
            return (await self._http.get("/webhooks/assistant/", timeout=2)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("error"))
    except ValueError:
        return ""
