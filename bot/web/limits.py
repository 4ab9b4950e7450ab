"""Rate limits per address and per conversation, in memory or in Redis when several web processes run."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Protocol

import redis.asyncio
from redis.exceptions import RedisError

from bot.errors import BotError

LOG = logging.getLogger(__name__)
UNITS = {"second": 1, "minute": 60, "hour": 3600}
MOST_KEYS = 50_000


@dataclass(frozen=True)
class Rate:
    """At most `count` requests in `seconds`."""

    count: int
    seconds: int


def parse_rate(text: str) -> Rate | None:
    """`30/minute` as a Rate, `off` as None; BotError names what is wrong."""
    if text == "off":
        return None
    count, _, unit = text.partition("/")
    if not count.isdigit() or unit not in UNITS:
        raise BotError("setting", f"RATE_LIMIT={text!r} is not a rate.", "Write 30/minute, 5/second or off.")
    return Rate(int(count), UNITS[unit])


class Counter(Protocol):
    """Counts hits of a key in the current window."""

    async def hit(self, key: str, seconds: int) -> int:
        """The number of hits including this one."""


class MemoryCounter:
    """Counts in this process."""

    def __init__(self) -> None:
        self._hits: dict[str, tuple[float, int]] = {}

    async def hit(self, key: str, seconds: int) -> int:
        """The number of hits in the window that the first hit opened."""
        now = time.monotonic()
        if len(self._hits) > MOST_KEYS:
            self._hits = {k: v for k, v in self._hits.items() if v[0] > now}
        end, count = self._hits.get(key, (0.0, 0))
        end, count = (now + seconds, 1) if end <= now else (end, count + 1)
        self._hits[key] = (end, count)
        return count


class RedisCounter:
    """Counts in Redis; when Redis is away nobody is refused, and the log says so."""

    def __init__(self, address: str) -> None:
        self._redis = redis.asyncio.from_url(address, socket_timeout=0.5, socket_connect_timeout=0.5)

    async def hit(self, key: str, seconds: int) -> int:
        """The number of hits in the window."""
        try:
            count = int(await self._redis.incr(f"rate:{key}"))
            if count == 1:
                await self._redis.expire(f"rate:{key}", seconds)
            return count
        except RedisError as error:
            LOG.error("rate limits are off, Redis does not answer: %s", error)
            return 0


class Limiter:
    """Says whether a request may pass."""

    def __init__(self, counter: Counter, rate: Rate | None, address_factor: int = 4) -> None:
        self._counter, self._rate, self._factor = counter, rate, address_factor

    async def allows(self, address: str, conversation: str | None) -> bool:
        """A conversation has the rate; an address, which may be shared, `address_factor` times it."""
        if self._rate is None:
            return True
        if await self._counter.hit(f"a:{address}", self._rate.seconds) > self._rate.count * self._factor:
            return False
        return conversation is None or await self._counter.hit(f"c:{conversation}", self._rate.seconds) <= self._rate.count
