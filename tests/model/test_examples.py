"""Said -> understood -> answered, in ten languages, through the real processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.cli.stack import Stack
from bot.files import read_yaml
from bot.replies.content import Content
from tests.conftest import CODES
from tests.model.conftest import Talker

EXAMPLES = Path(__file__).parent.parent / "examples"


def misses(turn: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """What of the expectation the reply does not hold."""
    found = [f"{key}: {reply[key]!r} is not {turn[key]!r}" for key in ("outcome", "topic", "section", "language")
             if key in turn and reply[key] != turn[key]]  # fmt: skip
    for group in ("query", "facts"):
        found += [f"{group}.{key}: {reply[group].get(key)!r} is not {value!r}" for key, value in turn.get(group, {}).items()
                  if reply[group].get(key) != value]  # fmt: skip
    return found


@pytest.mark.parametrize("language", CODES)
def test_what_people_say_is_understood_and_answered(stack: Stack, language: str) -> None:
    known = EXAMPLES / "known_misses" / f"{language}.yml"
    listed = set(read_yaml(known) or []) if known.exists() else set()
    failed: dict[str, list[str]] = {}
    for conversation in read_yaml(EXAMPLES / f"{language}.yml"):
        talker = Talker(stack)
        for turn in conversation:
            wrong = misses(turn, talker.say(turn["say"]))
            if wrong:
                failed[turn["say"]] = wrong
    assert {text: wrong for text, wrong in failed.items() if text not in listed} == {}
    assert listed - set(failed) == set(), "these known misses pass now: remove them from the list"


def test_overlapping_messages_of_one_person_never_wait_a_second(stack: Stack) -> None:
    import asyncio
    import time

    import httpx

    async def both() -> float:
        url = f"http://127.0.0.1:{stack.settings.port}/api/chat/messages"
        async with httpx.AsyncClient(timeout=30) as client:
            first = (await client.post(url, json={"text": "hello"})).json()["conversation"]
            began = time.perf_counter()
            replies = await asyncio.gather(
                *(client.post(url, json={"text": "hello", "conversation": first}) for _ in range(2))
            )
            assert all(reply.json()["outcome"] == "smalltalk" for reply in replies)
            return time.perf_counter() - began

    assert asyncio.run(both()) < 1.0


def test_the_language_menu_brings_the_last_answer_again(talker: Talker) -> None:
    first = talker.say("How do I extend my tourist visa?")
    again = talker.say("", choice="language:ja")
    assert again["language"] == "ja"
    titles = [block["text"] for block in again["blocks"] if block.get("role") == "title"]
    assert first["outcome"] == "answered" and titles


@pytest.mark.parametrize("language", CODES)
def test_two_wishes_in_one_message_get_both(stack: Stack, content: Content, language: str) -> None:
    wrong = {}
    for row in read_yaml(EXAMPLES / "wishes.yml")[language]:
        reply = Talker(stack).say(row["say"])
        titles = {block["text"] for block in reply["blocks"] if block.get("role") == "title"}
        wanted = {content.topics[wish].prose[language].title for wish in row["wishes"] if wish != "find_place"}
        if not wanted <= titles or ("find_place" in row["wishes"] and not reply["places"]):
            wrong[row["say"]] = (reply["topic"], titles, len(reply["places"]))
    assert wrong == {}


@pytest.mark.parametrize("language", CODES)
def test_the_one_missing_fact_is_asked_for_and_then_used(stack: Stack, content: Content, language: str) -> None:
    for row in read_yaml(EXAMPLES / "missing_fact.yml")[language]:
        talker = Talker(stack)
        asked = talker.say(row["ask"])
        assert (asked["outcome"], asked["reason"]) == ("asking", "which_passport"), row["ask"]
        assert len(asked["choices"]) >= 4 and asked["topic"] == "visa_free/visa_need_by_nationality"
        title = content.topics[row["told"]].prose[language].title
        for told in (talker.say(row["say"]), Talker(stack).say(f"{row['ask']} {row['say']}")):
            assert title in [block["text"] for block in told["blocks"] if block.get("role") == "title"], told["topic"]
        button = Talker(stack)
        button.say(row["ask"])
        assert title in [block.get("text") for block in button.say("", choice="passport:DE")["blocks"]]
