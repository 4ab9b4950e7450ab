"""The web tier with a Rasa that answers what a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from bot.database import make_engine
from bot.dialogue.model import Decision, Memory
from bot.languages import terms
from bot.settings import Settings
from bot.web.app import make_app
from bot.web.limits import Limiter, MemoryCounter
from bot.web.parts import Parts
from bot.web.rasa_client import RasaClient


@dataclass
class FakeRasa:
    """Answers every message with `decision` and keeps what it was sent."""

    decision: Decision = Decision("smalltalk", "smalltalk", "en", kind="greet", memory=Memory(language="en"))
    respond: Callable[[httpx.Request], httpx.Response] | None = None
    seen: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """One call."""
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        self.seen.append(json.loads(request.content))
        if self.respond:
            return self.respond(request)
        return httpx.Response(200, json={"messages": [self.decision.to_json()]})


@pytest.fixture
def rasa() -> FakeRasa:
    """The fake."""
    return FakeRasa()


@pytest.fixture
def parts(rasa: FakeRasa, database: str, content: Any, tmp_path: Path) -> Parts:
    """Parts around the fake."""
    settings = Settings(secret_key="test-secret", database_url=database, var_dir=tmp_path, today="2026-11-24")
    client = RasaClient(settings, httpx.MockTransport(rasa))
    limiter = Limiter(MemoryCounter(), None)
    return Parts(settings, content, make_engine(database), client, limiter, terms.matcher(settings.data_dir))


@pytest.fixture
def web(parts: Parts) -> Iterator[TestClient]:
    """A client of the application; a defect shows as 500, as in production."""
    with TestClient(make_app(parts), raise_server_exceptions=False) as client:
        yield client
