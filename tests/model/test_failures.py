"""Real processes are killed; the visitor is told, nothing hangs, and the same conversation goes on afterwards."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.console import Console

from bot import settings
from bot.cli.private import private_stack
from bot.cli.stack import Stack
from tests.model.conftest import Talker

LONGEST = 5.0


@pytest.fixture(scope="module")
def fragile() -> Iterator[Stack]:
    """A stack of its own that tests may break, with the patience of production."""
    with private_stack(settings.load(), Console(quiet=True), reply_seconds=4.5) as started:
        yield started


def timed(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    began = time.monotonic()
    reply = call()
    assert time.monotonic() - began <= LONGEST
    return reply


def told(reply: dict[str, Any], language: str, reasons: tuple[str, ...]) -> None:
    assert (reply["outcome"], reply["language"]) == ("failed", language)
    assert reply["reason"] in reasons
    assert {"12345", "12367"} <= {block.get("phone") for block in reply["blocks"]}


def back(stack: Stack, talker: Talker, text: str, seconds: float = 90) -> dict[str, Any]:
    """Watch the stack as `bot serve` does until the conversation is answered again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stack.watch()
        reply = talker.say(text)
        if reply["outcome"] != "failed":
            return reply
        time.sleep(0.5)
    raise AssertionError(f"{text!r} is not answered after {seconds} s: {reply}")


def kill(stack: Stack, name: str) -> None:
    process = stack.child(name).process
    assert process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_dead_action_server_is_told_and_comes_back(fragile: Stack) -> None:
    talker = Talker(fragile)
    talker.say("Wo ist ein Krankenhaus in Chaoyang?")
    kill(fragile, "actions")
    told(timed(lambda: talker.say("Wo ist ein Krankenhaus in Chaoyang?")), "de", ("actions_down",))
    kept = talker.conversation
    assert back(fragile, talker, "Wo ist ein Krankenhaus in Chaoyang?")["outcome"] == "places"
    assert talker.conversation == kept


def test_a_dead_rasa_is_told_and_comes_back(fragile: Stack) -> None:
    talker = Talker(fragile)
    talker.say("请问签证延期怎么办理")
    kill(fragile, "rasa")
    told(timed(lambda: talker.say("请问签证延期怎么办理", language="zh")), "zh", ("rasa_down",))
    assert back(fragile, talker, "请问签证延期怎么办理")["topic"] == "stay/extend_visa"


def test_a_hanging_rasa_is_told_in_time(fragile: Stack) -> None:
    talker = Talker(fragile)
    process = fragile.child("rasa").process
    assert process
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        told(timed(lambda: talker.say("مرحبا", language="ar")), "ar", ("slow",))
    finally:
        os.killpg(process.pid, signal.SIGCONT)
    assert back(fragile, talker, "مرحبا")["language"] == "ar"


def test_a_locked_database_is_told_and_the_conversation_goes_on(fragile: Stack) -> None:
    talker = Talker(fragile)
    talker.say("hello")
    lock = sqlite3.connect(fragile.settings.var_dir / "assistant.sqlite3", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        told(timed(lambda: talker.say("hello", language="en")), "en", ("database_down", "slow"))
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert back(fragile, talker, "hello")["outcome"] == "smalltalk"


def test_a_dead_web_tier_is_started_again(fragile: Stack) -> None:
    kill(fragile, "web")
    end = time.monotonic() + 40
    while time.monotonic() < end and fragile.state() != "ok":
        fragile.watch()
        time.sleep(0.3)
    assert fragile.state() == "ok"
