"""Rate limits with a real Redis, and without one that answers."""

from __future__ import annotations

import asyncio

from bot.web.limits import Limiter, MemoryCounter, Rate, RedisCounter


async def _passes(limiter: Limiter, times: int) -> list[bool]:
    return [await limiter.allows("127.0.0.1", "a") for _ in range(times)]


def test_two_processes_count_together_in_redis(redis_address: str) -> None:
    async def ask() -> list[bool]:
        one, two = (Limiter(RedisCounter(redis_address), Rate(3, 60)) for _ in range(2))
        return await _passes(one, 2) + await _passes(two, 2)

    assert asyncio.run(ask()) == [True, True, True, False]


def test_a_window_in_redis_ends(redis_address: str) -> None:
    async def ask() -> list[bool]:
        limiter = Limiter(RedisCounter(redis_address), Rate(1, 1))
        before = await _passes(limiter, 2)
        await asyncio.sleep(1.2)
        return before + await _passes(limiter, 1)

    assert asyncio.run(ask()) == [True, False, True]


def test_nobody_is_refused_while_redis_is_away() -> None:
    limiter = Limiter(RedisCounter("redis://127.0.0.1:1/0"), Rate(1, 60))
    assert asyncio.run(_passes(limiter, 3)) == [True, True, True]


def test_an_address_has_four_times_the_rate_of_a_conversation() -> None:
    async def ask() -> list[bool]:
        limiter = Limiter(MemoryCounter(), Rate(1, 60))
        return [await limiter.allows("127.0.0.1", str(n)) for n in range(5)]

    assert asyncio.run(ask()) == [True, True, True, True, False]
