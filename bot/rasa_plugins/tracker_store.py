"""Rasa tracker store in our database that loads only the last events of a conversation, off the event loop."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text, insert, select

from bot import settings
from bot.database import make_engine

LAST_EVENTS = 16
THREADS = 4
STORED = "_assistant_stored"

EVENTS = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sender_id", String(64), nullable=False),
    Column("type_name", String(64), nullable=False),
    Column("timestamp", Float, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_events_sender_id_id", "sender_id", "id"),
)


class RecentEventsStore(TrackerStore):
    """Appends new events; reads the newest `LAST_EVENTS`, which hold all that a rule or a follow-up needs."""

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, host: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker)
        self._engine = make_engine(host or settings.load().database)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="tracker-store")

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new since `retrieve`."""
        stored = getattr(tracker, STORED, 0)
        fresh = list(tracker.events)[stored:]
        rows = [
            {
                "sender_id": tracker.sender_id,
                "type_name": event.type_name,
                "timestamp": event.timestamp or time.time(),
                "data": json.dumps(event.as_dict(), ensure_ascii=False),
            }
            for event in fresh
        ]
        if rows:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._insert, rows)
        setattr(tracker, STORED, len(tracker.events))
        if self.event_broker:
            await self.stream_events(tracker)

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        with self._engine.begin() as connection:
            connection.execute(insert(EVENTS), rows)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the last events; None for a new conversation."""
        return await self._read(sender_id, LAST_EVENTS)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of all events."""
        return await self._read(sender_id, None)

    async def _read(self, sender_id: str, most: int | None) -> DialogueStateTracker | None:
        rows = await asyncio.get_running_loop().run_in_executor(self._pool, self._select, sender_id, most)
        if not rows:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(row) for row in rows], self.domain.slots)
        setattr(tracker, STORED, len(tracker.events))
        return tracker

    def _select(self, sender_id: str, most: int | None) -> list[str]:
        query = select(EVENTS.c.data).where(EVENTS.c.sender_id == sender_id).order_by(EVENTS.c.id.desc())
        with self._engine.connect() as connection:
            found = connection.execute(query.limit(most) if most else query).scalars().all()
        return list(reversed(found))

    async def keys(self) -> Iterable[str]:
        """All conversation ids."""

        def read() -> list[str]:
            with self._engine.connect() as connection:
                return list(connection.execute(select(EVENTS.c.sender_id).distinct()).scalars())

        return await asyncio.get_running_loop().run_in_executor(self._pool, read)
