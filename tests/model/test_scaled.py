"""The whole stack on PostgreSQL and Redis, as it runs when one machine is not enough."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from rich.console import Console
from sqlalchemy import text

from bot import settings
from bot.cli.private import private_stack
from bot.cli.stack import Stack
from bot.database import make_engine
from tests.model.conftest import Talker

DATABASE = "assistant_scaled"


@pytest.fixture
def scaled(postgres_address: str, redis_address: str) -> Iterator[Stack]:
    """A started stack whose conversations and directory are in PostgreSQL, whose locks and limits are in Redis."""
    server = make_engine(postgres_address)
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {DATABASE}"))
    server.dispose()
    address = postgres_address.replace("/postgres?", f"/{DATABASE}?")
    with private_stack(settings.load(), Console(quiet=True), database_url=address, redis_url=redis_address) as started:
        yield started


def test_conversations_places_and_locks_work_on_postgresql_and_redis(scaled: Stack) -> None:
    talker = Talker(scaled)
    assert talker.say("How do I extend my tourist visa?")["topic"] == "stay/extend_visa"
    assert talker.say("and how much is it?")["section"] == "fee"
    places = talker.say("hospital in Chaoyang where they speak English")
    assert (places["outcome"], places["places"][0]["district"]) == ("places", "Chaoyang")
    _overlap(talker)
    with make_engine(scaled.settings.database).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() > 20


def _overlap(talker: Talker) -> None:
    """Two messages of one person at once are both answered, and neither waits a second for the other."""
    began, replies = time.monotonic(), []
    threads = [threading.Thread(target=lambda: replies.append(talker.say("hello")["outcome"])) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == ["smalltalk", "smalltalk"]
    assert time.monotonic() - began < 1
