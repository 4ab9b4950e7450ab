"""The chat interface: its shape, its conversations, its failures."""

from __future__ import annotations

import dataclasses

import httpx
import pytest
from starlette.testclient import TestClient

from bot.dialogue.model import Decision, Memory
from bot.web.limits import Limiter, MemoryCounter, Rate
from bot.web.parts import Parts
from tests.web.conftest import FakeRasa

KEYS = {"conversation", "language", "outcome", "topic", "section", "confidence", "choices", "places", "query", "facts", "verdict",
        "reason", "blocks", "sources"}  # fmt: skip
URL = "/api/chat/messages"


def answer(topic: str, language: str = "en", section: str | None = None) -> Decision:
    return Decision(
        topic.split("/")[0], "answered", language, topic=topic, section=section, confidence=0.9, memory=Memory()
    )


def test_every_key_is_always_there(web: TestClient) -> None:
    assert set(web.post(URL, json={"text": "hi"}).json()) == KEYS


@pytest.mark.parametrize("language", ["zh", "en", "ja", "ko", "fr", "de", "es", "pt", "ru", "ar"])
def test_a_topic_is_answered_with_sources_in_every_language(web: TestClient, rasa: FakeRasa, language: str) -> None:
    rasa.decision = answer("stay/extend_visa", language)
    reply = web.post(URL, json={"text": "x"}).json()
    assert reply["topic"] == "stay/extend_visa" and reply["language"] == language
    assert reply["blocks"][0]["role"] == "title"
    assert reply["sources"] and all(source["publisher"] and source["url"] for source in reply["sources"])
    assert not [block for block in reply["blocks"] if block.get("kind") == "missing_language"]
    assert "{" not in str([block.get("text") for block in reply["blocks"]])


def test_a_conversation_goes_on_with_its_signed_id(web: TestClient, rasa: FakeRasa) -> None:
    first = web.post(URL, json={"text": "a"}).json()["conversation"]
    again = web.post(URL, json={"text": "b", "conversation": first}).json()["conversation"]
    assert first == again
    assert rasa.seen[0]["sender"] == rasa.seen[1]["sender"]
    assert "." not in rasa.seen[0]["sender"]


def test_a_leading_slash_is_harmless(web: TestClient, rasa: FakeRasa) -> None:
    web.post(URL, json={"text": '/restart{"a":1}'})
    assert not rasa.seen[0]["text"].startswith("/")


@pytest.mark.parametrize(
    "text", ["passport E12345678 please", "call me 13812345678", "card 4111 1111 1111 1111", "x@example.org", "110101199003070000"]
)  # fmt: skip
def test_personal_numbers_are_masked_before_they_leave(web: TestClient, rasa: FakeRasa, text: str) -> None:
    web.post(URL, json={"text": text})
    assert "***" in rasa.seen[0]["text"]
    assert "1234567" not in rasa.seen[0]["text"]


@pytest.mark.parametrize("text", ["is it 12345 or 12367", "on 2026-12-20", "5 days from 3 March", "X1 visa JW202 form"])
def test_public_numbers_and_dates_are_not_masked(web: TestClient, rasa: FakeRasa, text: str) -> None:
    web.post(URL, json={"text": text})
    assert rasa.seen[0]["text"] == text


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (lambda request: httpx.Response(503, json={"error": "database_down"}), "database_down"),
        (lambda request: httpx.Response(500, text="boom"), "rasa_down"),
        (lambda request: httpx.Response(200, json={"messages": []}), "actions_down"),
    ],
)
def test_a_part_that_is_down_is_told_with_the_hotlines(
    web: TestClient, rasa: FakeRasa, response: object, reason: str
) -> None:
    rasa.respond = response  # type: ignore[assignment]
    reply = web.post(URL, json={"text": "你好", "language": "zh"}).json()
    assert (reply["outcome"], reply["reason"], reply["language"]) == ("failed", reason, "zh")
    assert {block["phone"] for block in reply["blocks"] if block["type"] == "contact"} == {"12345", "12367"}


def test_a_slow_rasa_is_told_too(web: TestClient, rasa: FakeRasa) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    rasa.respond = slow
    assert web.post(URL, json={"text": "hi"}).json()["reason"] == "slow"


def test_a_dead_database_is_told_when_places_are_needed(web: TestClient, rasa: FakeRasa, parts: Parts) -> None:
    parts.engine = dataclasses.replace(parts, engine=_broken()).engine
    rasa.decision = Decision("find_place", "places", "en", places=("medical_001",), memory=Memory())
    assert web.post(URL, json={"text": "hospital"}).json()["reason"] == "database_down"


def _broken() -> object:
    from bot.database import make_engine

    return make_engine("postgresql://nobody:x@127.0.0.1:1/none")


def test_too_many_messages_are_refused_kindly(web: TestClient, parts: Parts) -> None:
    parts.limiter = Limiter(MemoryCounter(), Rate(2, 60))
    conversation = web.post(URL, json={"text": "1"}).json()["conversation"]
    answers = [web.post(URL, json={"text": "x", "conversation": conversation, "language": "fr"}) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert set(answers[-1].json()["error"]) == {"code", "message", "remedy"}


def test_places_show_both_names_the_chinese_address_and_maps(web: TestClient, rasa: FakeRasa) -> None:
    rasa.decision = Decision("find_place", "places", "en", places=("exit_entry_001",), memory=Memory())
    reply = web.post(URL, json={"text": "x"}).json()
    block = next(block for block in reply["blocks"] if block["type"] == "place")
    assert block["name_zh"] == "北京市公安局出入境接待大厅"
    assert block["address_zh"].startswith("东城区")
    assert set(block["maps"]) == {"amap", "baidu", "apple", "google"}
    assert block["source"]["status"] in ("verified", "unverified")
    assert reply["places"][0]["id"] == "exit_entry_001"


def test_a_section_alone_shows_that_section_and_the_way_to_the_rest(web: TestClient, rasa: FakeRasa) -> None:
    rasa.decision = answer("stay/extend_visa", "en", "documents")
    reply = web.post(URL, json={"text": "x"}).json()
    assert {block["section"] for block in reply["blocks"] if block.get("section")} == {"documents"}
    assert reply["choices"][0]["id"] == "topic:stay/extend_visa"


@pytest.mark.parametrize("kind", ["ambulance", "police", "fire", "traffic", "crisis", "other"])
def test_an_emergency_gives_numbers_and_a_chinese_sentence(web: TestClient, rasa: FakeRasa, kind: str) -> None:
    rasa.decision = Decision("emergency", "emergency", "ar", kind=kind, memory=Memory())
    blocks = web.post(URL, json={"text": "x"}).json()["blocks"]
    assert [block for block in blocks if block["type"] == "contact"]
    assert next(block for block in blocks if block.get("role") == "say")["meaning"]
