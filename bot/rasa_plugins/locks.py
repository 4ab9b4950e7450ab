"""Rasa lock store that wakes the next message of a conversation at once instead of polling every second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore, RedisLockStore
from rasa.utils.endpoints import EndpointConfig

from bot import settings

REDIS_POLL_SECONDS = 0.02


class PromptLockStore(LockStore):
    """One asyncio lock a conversation; with REDIS_URL (several Rasa workers) Redis tickets polled every 20 ms."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        address = settings.load().redis_url
        self._redis = _redis_store(address) if address else None
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation; LockError when the holder takes longer than the lifetime."""
        if self._redis:
            async with self._redis.lock(conversation_id, lock_lifetime, REDIS_POLL_SECONDS) as ticket:
                yield ticket
            return
        lock, users = self._locks.get(conversation_id, (asyncio.Lock(), 0))
        self._locks[conversation_id] = (lock, users + 1)
        try:
            await asyncio.wait_for(lock.acquire(), lock_lifetime)
            try:
                yield TicketLock(conversation_id)
            finally:
                lock.release()
        except asyncio.TimeoutError:
            raise LockError(f"conversation {conversation_id} is held for more than {lock_lifetime} s") from None
        finally:
            self._leave(conversation_id)

    def _leave(self, conversation_id: str) -> None:
        lock, users = self._locks[conversation_id]
        if users <= 1:
            del self._locks[conversation_id]
        else:
            self._locks[conversation_id] = (lock, users - 1)


def _redis_store(address: str) -> RedisLockStore:
    from sqlalchemy.engine.url import make_url

    url = make_url(address)
    return RedisLockStore(
        host=url.host or "localhost", port=url.port or 6379, db=int(url.database or 0), password=url.password
    )
